/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-font-book.h"

#include <string.h>

#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>

struct _BrvFontBook
{
  PangoFontMap *map;
  PangoContext *context;
  GHashTable *families; /* folded name → itself, of all fonts of the system */
  GHashTable *found;    /* list of families → the first of them that there is */
  GHashTable *indices;  /* PangoFont (owned) → index + 1 */
  GHashTable *counters; /* font and OpenType features → index + 1 of a key with digits */
  GPtrArray *keys;      /* BrvFontKey */
  GPtrArray *shared;    /* (nullable): copies of them for frames */
};

static void
free_key (gpointer data)
{
  BrvFontKey *key = data;

  g_free ((char *)key->file);
  g_free ((char *)key->variations);
  g_free ((char *)key->family);
  g_free (key);
}

static BrvFontKey *
copy_key (const BrvFontKey *key)
{
  BrvFontKey *copy = g_memdup2 (key, sizeof *key);

  copy->file = g_strdup (key->file);
  copy->variations = g_strdup (key->variations);
  copy->family = g_strdup (key->family);
  return copy;
}

static GPtrArray *
copy_keys (const GPtrArray *keys)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (free_key);

  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (copies, copy_key (g_ptr_array_index (keys, i)));
  return copies;
}

static PangoContext *
make_context (PangoFontMap *map)
{
  PangoContext *context;
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  context = pango_font_map_create_context (map);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

static GHashTable *
list_families (PangoFontMap *map)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree PangoFontFamily **families = NULL;
  int n_families = 0;

  pango_font_map_list_families (map, &families, &n_families);
  for (int i = 0; i < n_families; i++)
    g_hash_table_add (names, g_utf8_casefold (pango_font_family_get_name (families[i]), -1));
  return names;
}

static char *
dup_pattern_string (FcPattern *pattern, const char *object)
{
  FcChar8 *value = NULL;

  if (FcPatternGetString (pattern, object, 0, &value) != FcResultMatch)
    return NULL;
  return g_strdup ((const char *)value);
}

static BrvFontKey *
make_key (PangoFont *font)
{
  BrvFontKey *key = g_new0 (BrvFontKey, 1);
  FcPattern *pattern = pango_fc_font_get_pattern (PANGO_FC_FONT (font));
  PangoFontDescription *description = pango_font_describe_with_absolute_size (font);
  FcMatrix *matrix = NULL;
  FcBool embolden = FcFalse;

  key->file = dup_pattern_string (pattern, FC_FILE);
  key->variations = dup_pattern_string (pattern, FC_FONT_VARIATIONS);
  key->family = dup_pattern_string (pattern, FC_FAMILY);
  if (FcPatternGetInteger (pattern, FC_INDEX, 0, &key->face_index) != FcResultMatch)
    key->face_index = 0;
  key->size = (double)pango_font_description_get_size (description) / PANGO_SCALE;
  key->matrix[0] = key->matrix[3] = 1;
  if (FcPatternGetMatrix (pattern, FC_MATRIX, 0, &matrix) == FcResultMatch)
    {
      key->matrix[0] = matrix->xx;
      key->matrix[1] = matrix->xy;
      key->matrix[2] = matrix->yx;
      key->matrix[3] = matrix->yy;
    }
  key->embolden =
    FcPatternGetBool (pattern, FC_EMBOLDEN, 0, &embolden) == FcResultMatch && embolden;
  pango_font_description_free (description);
  return key;
}

/**
 * brv_font_book_new:
 *
 * Opens the system's fonts.
 *
 * Returns: (transfer full): a font book
 */
BrvFontBook *
brv_font_book_new (void)
{
  BrvFontBook *self = g_new0 (BrvFontBook, 1);

  self->map = pango_cairo_font_map_new ();
  self->context = make_context (self->map);
  self->families = list_families (self->map);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->indices = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->keys = g_ptr_array_new_with_free_func (free_key);
  return self;
}

/**
 * brv_font_book_free:
 * @self: (transfer full): a font book
 *
 * Frees the book and its fonts.
 */
void
brv_font_book_free (BrvFontBook *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->keys);
  g_clear_pointer (&self->shared, g_ptr_array_unref);
  g_hash_table_unref (self->indices);
  g_hash_table_unref (self->counters);
  g_hash_table_unref (self->found);
  g_hash_table_unref (self->families);
  g_object_unref (self->context);
  g_object_unref (self->map);
  g_free (self);
}

/**
 * brv_font_book_get_context:
 * @self: a font book
 *
 * Returns: (transfer none): the context to shape text with
 */
PangoContext *
brv_font_book_get_context (BrvFontBook *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->context;
}

/**
 * brv_font_book_has_fonts:
 * @self: a font book
 *
 * Returns: whether the system has any font at all
 */
gboolean
brv_font_book_has_fonts (BrvFontBook *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_hash_table_size (self->families) > 0;
}

/**
 * brv_font_book_find_family:
 * @self: a font book
 * @families: names parted by commas, the best first
 *
 * Finds the first family that is installed. The rule is this order and nothing else, so that two
 * systems with the same fonts set the same pages.
 *
 * Returns: its name, or the last of @families where none is installed
 */
const char *
brv_font_book_find_family (BrvFontBook *self, const char *families)
{
  g_auto (GStrv) names = NULL;
  char *found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (families != NULL, NULL);

  found = g_hash_table_lookup (self->found, families);
  if (found != NULL)
    return found;
  names = g_strsplit (families, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *folded = NULL;

      g_free (found);
      found = g_strdup (g_strstrip (names[i]));
      folded = g_utf8_casefold (found, -1);
      if (g_hash_table_contains (self->families, folded))
        break;
    }
  g_hash_table_insert (self->found, g_strdup (families), found);
  return found;
}

/* Names that any system gives a font of its own choice. Source: CSS Fonts Level 4, § 2.1.3. */
static gboolean
is_generic (const char *name)
{
  static const char *const names[] = {
    "serif", "sans", "sans-serif", "monospace", "system-ui", NULL
  };
  g_autofree char *folded = g_ascii_strdown (name, -1);

  return g_strv_contains (names, folded);
}

/**
 * brv_font_book_dup_substitute:
 * @self: a font book
 * @families: names parted by commas, the best first
 *
 * Finds what is set in the place of the best of the families. Where none of them is installed, that
 * is what the system gives for the last of them.
 *
 * Returns: (transfer full) (nullable): the name of a family that is installed, or %NULL if the best
 *   one is, or is a general name such as "serif"
 */
char *
brv_font_book_dup_substitute (BrvFontBook *self, const char *families)
{
  g_auto (GStrv) names = NULL;
  g_autofree char *folded = NULL;
  PangoFontDescription *description;
  PangoFont *font;
  char *substitute = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (families != NULL, NULL);

  names = g_strsplit (families, ",", 2);
  if (names[0] == NULL)
    return NULL;
  folded = g_utf8_casefold (g_strstrip (names[0]), -1);
  if (is_generic (names[0]) || g_hash_table_contains (self->families, folded))
    return NULL;
  description = pango_font_description_new ();
  pango_font_description_set_family (description, brv_font_book_find_family (self, families));
  pango_font_description_set_size (description, 10 * PANGO_SCALE);
  font = pango_font_map_load_font (self->map, self->context, description);
  pango_font_description_free (description);
  if (font != NULL)
    {
      description = pango_font_describe (font);
      substitute = g_strdup (pango_font_description_get_family (description));
      pango_font_description_free (description);
      g_object_unref (font);
    }
  return substitute != NULL ? substitute : g_strdup (brv_font_book_find_family (self, families));
}

static gboolean
has_letter (BrvFontBook *self, const char *family, gunichar c)
{
  PangoFontDescription *description = pango_font_description_new ();
  PangoFont *font;
  hb_codepoint_t glyph = 0;
  gboolean found;

  pango_font_description_set_family (description, family);
  pango_font_description_set_size (description, 10 * PANGO_SCALE);
  font = pango_font_map_load_font (self->map, self->context, description);
  found = font != NULL && hb_font_get_nominal_glyph (pango_font_get_hb_font (font), c, &glyph);
  g_clear_object (&font);
  pango_font_description_free (description);
  return found;
}

/**
 * brv_font_book_find_family_with:
 * @self: a font book
 * @families: names parted by commas, the best first
 * @c: a letter
 *
 * Finds the first family that is installed and has a letter.
 *
 * Returns: (nullable): its name, or %NULL where none has
 */
const char *
brv_font_book_find_family_with (BrvFontBook *self, const char *families, gunichar c)
{
  g_auto (GStrv) names = NULL;
  g_autofree char *key = NULL;
  char *found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (families != NULL, NULL);

  key = g_strdup_printf ("%x,%s", c, families);
  found = g_hash_table_lookup (self->found, key);
  if (found != NULL)
    return found[0] != '\0' ? found : NULL;
  names = g_strsplit (families, ",", -1);
  for (guint i = 0; names[i] != NULL && found == NULL; i++)
    {
      const char *name = g_strstrip (names[i]);
      g_autofree char *folded = g_utf8_casefold (name, -1);

      if (g_hash_table_contains (self->families, folded) && has_letter (self, name, c))
        found = g_strdup (name);
    }
  if (found == NULL)
    found = g_strdup ("");
  g_hash_table_insert (self->found, g_steal_pointer (&key), found);
  return found[0] != '\0' ? found : NULL;
}

/**
 * brv_font_book_find_key:
 * @self: a font book
 * @font: a font that was made with the book's context
 *
 * Returns: the index of what a painter needs to load @font
 */
guint
brv_font_book_find_key (BrvFontBook *self, PangoFont *font)
{
  guint index;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (PANGO_IS_FC_FONT (font), 0);

  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, font));
  if (index > 0)
    return index - 1;
  g_ptr_array_add (self->keys, make_key (font));
  g_hash_table_insert (self->indices, g_object_ref (font), GUINT_TO_POINTER (self->keys->len));
  return self->keys->len - 1;
}

/* The OpenType features of a run, for all of the text that is shaped with them. */
static GSList *
copy_features (const PangoAnalysis *analysis, GString *names)
{
  GSList *features = NULL;

  for (GSList *l = analysis->extra_attrs; l != NULL; l = l->next)
    {
      PangoAttrFontFeatures *attribute = pango_attribute_as_font_features (l->data);
      PangoAttribute *copy;

      if (attribute == NULL)
        continue;
      copy = pango_attribute_copy (l->data);
      copy->start_index = PANGO_ATTR_INDEX_FROM_TEXT_BEGINNING;
      copy->end_index = PANGO_ATTR_INDEX_TO_TEXT_END;
      features = g_slist_append (features, copy);
      g_string_append_printf (names, ",%s", attribute->features);
    }
  return features;
}

/* Finds the shapes of the digits, and how to centre each in the room of a zero. Spaces keep them from
 * being kerned. */
static void
find_digits (BrvFontKey *key, const PangoAnalysis *analysis, GSList *features)
{
  static const char digits[] = "0 1 2 3 4 5 6 7 8 9";
  PangoGlyphString *glyphs = pango_glyph_string_new ();
  PangoAnalysis plain = *analysis;
  const PangoGlyphInfo *infos;

  plain.extra_attrs = features;
  plain.level = 0;
  pango_shape_with_flags (digits, -1, digits, -1, &plain, glyphs, PANGO_SHAPE_NONE);
  infos = glyphs->glyphs;
  for (guint i = 0; glyphs->num_glyphs == (int)strlen (digits) && i < G_N_ELEMENTS (key->digits);
       i++)
    {
      guint at = i * 2;

      if ((infos[at].glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0)
        key->digits[i].index = infos[at].glyph;
      key->digits[i].x =
        (double)(infos[0].geometry.width - infos[at].geometry.width) / 2 / PANGO_SCALE;
    }
  pango_glyph_string_free (glyphs);
}

/**
 * brv_font_book_find_counter_key:
 * @self: a font book
 * @analysis: how zeros are shaped that stand for a number
 *
 * Returns: the index of what a painter needs to load the font, and of how its digits are drawn
 */
guint
brv_font_book_find_counter_key (BrvFontBook *self, const PangoAnalysis *analysis)
{
  g_autoptr (GString) name = g_string_new (NULL);
  BrvFontKey *key;
  GSList *features;
  guint plain;
  guint index;

  g_return_val_if_fail (self != NULL && analysis != NULL, 0);

  plain = brv_font_book_find_key (self, analysis->font);
  g_string_printf (name, "%u", plain);
  features = copy_features (analysis, name);
  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->counters, name->str));
  if (index == 0)
    {
      key = copy_key (g_ptr_array_index (self->keys, plain));
      find_digits (key, analysis, features);
      g_ptr_array_add (self->keys, key);
      index = self->keys->len;
      g_hash_table_insert (self->counters, g_strdup (name->str), GUINT_TO_POINTER (index));
    }
  g_slist_free_full (features, (GDestroyNotify)pango_attribute_destroy);
  return index - 1;
}

static gboolean
has_same_digits (const BrvFontKey *a, const BrvFontKey *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (a->digits); i++)
    {
      if (a->digits[i].index != b->digits[i].index || a->digits[i].x != b->digits[i].x)
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_font_book_adopt_key:
 * @self: a font book
 * @key: a key of another book
 *
 * Returns: the index of the same font in @self
 */
guint
brv_font_book_adopt_key (BrvFontBook *self, const BrvFontKey *key)
{
  g_return_val_if_fail (self != NULL && key != NULL, 0);

  for (guint i = 0; i < self->keys->len; i++)
    {
      if (brv_font_key_equal (g_ptr_array_index (self->keys, i), key) &&
          has_same_digits (g_ptr_array_index (self->keys, i), key))
        return i;
    }
  g_ptr_array_add (self->keys, copy_key (key));
  return self->keys->len - 1;
}

/**
 * brv_font_book_get_key:
 * @self: a font book
 * @index: what brv_font_book_find_key() gave
 *
 * Returns: what a painter needs to load the font
 */
const BrvFontKey *
brv_font_book_get_key (const BrvFontBook *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->keys->len, NULL);

  return g_ptr_array_index (self->keys, index);
}

/**
 * brv_font_book_share_keys:
 * @self: a font book
 *
 * Gives all keys that there are so far to frames, which any thread may read.
 *
 * Returns: (transfer full) (element-type BrvFontKey): the keys by their index
 */
GPtrArray *
brv_font_book_share_keys (BrvFontBook *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->shared == NULL || self->shared->len != self->keys->len)
    {
      g_clear_pointer (&self->shared, g_ptr_array_unref);
      self->shared = copy_keys (self->keys);
    }
  return g_ptr_array_ref (self->shared);
}
