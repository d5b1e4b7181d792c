/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-theme.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "resources/brevier-core-resources.h"
#include "typeset/brv-typeset-error.h"

#define THEMES_PATH "/org/brevier/Brevier/themes/"

/* Larger than any page and any type: what lies beyond is a slip of the pen. */
#define MAX_LENGTH 10000.0

struct _BrvTheme
{
  GStringChunk *strings; /* what the looks point to */
  BrvThemePage page;
  BrvLook looks[BRV_N_LOOKS];
};

static const char *const look_names[BRV_N_LOOKS] = {
  [BRV_LOOK_REFERENCE] = "reference",
  [BRV_LOOK_TITLE] = "title",
  [BRV_LOOK_SUBTITLE] = "subtitle",
  [BRV_LOOK_DETAIL] = "detail",
  [BRV_LOOK_SECTION] = "section",
  [BRV_LOOK_HEADING_1] = "heading-1",
  [BRV_LOOK_HEADING_2] = "heading-2",
  [BRV_LOOK_HEADING_3] = "heading-3",
  [BRV_LOOK_BODY] = "body",
  [BRV_LOOK_QUOTE] = "quote",
  [BRV_LOOK_ATTRIBUTION] = "attribution",
  [BRV_LOOK_LIST_ITEM] = "list-item",
  [BRV_LOOK_NOTE] = "note",
  [BRV_LOOK_SOURCE_HEADING] = "source-heading",
  [BRV_LOOK_SOURCE] = "source",
  [BRV_LOOK_HEAD] = "head",
  [BRV_LOOK_MARKING] = "marking",
  [BRV_LOOK_CALLOUT_HEADING] = "callout-heading",
  [BRV_LOOK_CALLOUT] = "callout",
  [BRV_LOOK_SUMMARY_HEADING] = "summary-heading",
  [BRV_LOOK_SUMMARY] = "summary",
  [BRV_LOOK_PULL] = "pull",
  [BRV_LOOK_CAPTION] = "caption",
  [BRV_LOOK_TABLE_HEAD] = "table-head",
  [BRV_LOOK_TABLE] = "table",
  [BRV_LOOK_CONTENTS_HEADING] = "contents-heading",
  [BRV_LOOK_CONTENTS_1] = "contents-1",
  [BRV_LOOK_CONTENTS_2] = "contents-2",
};

/* What a look is like that a theme leaves out; all that it is like are before it. */
static const BrvLookKind look_bases[BRV_N_LOOKS] = {
  [BRV_LOOK_CALLOUT_HEADING] = BRV_LOOK_HEADING_1,
  [BRV_LOOK_CALLOUT] = BRV_LOOK_BODY,
  [BRV_LOOK_SUMMARY_HEADING] = BRV_LOOK_CALLOUT_HEADING,
  [BRV_LOOK_SUMMARY] = BRV_LOOK_CALLOUT,
  [BRV_LOOK_PULL] = BRV_LOOK_SUBTITLE,
  [BRV_LOOK_CAPTION] = BRV_LOOK_ATTRIBUTION,
  [BRV_LOOK_TABLE_HEAD] = BRV_LOOK_ATTRIBUTION,
  [BRV_LOOK_TABLE] = BRV_LOOK_SOURCE,
  [BRV_LOOK_CONTENTS_HEADING] = BRV_LOOK_SOURCE_HEADING,
  [BRV_LOOK_CONTENTS_1] = BRV_LOOK_BODY,
  [BRV_LOOK_CONTENTS_2] = BRV_LOOK_BODY,
};

/* A length of the page: where it is written and where it goes. */
typedef struct
{
  const char *group;
  const char *key;
  gsize offset;
} PageLength;

static const PageLength page_lengths[] = {
  { "page", "left", offsetof (BrvThemePage, left) },
  { "page", "measure", offsetof (BrvThemePage, measure) },
  { "page", "top", offsetof (BrvThemePage, top) },
  { "page", "bottom", offsetof (BrvThemePage, bottom) },
  { "page", "grid", offsetof (BrvThemePage, grid) },
  { "page", "head", offsetof (BrvThemePage, head) },
  { "page", "foot", offsetof (BrvThemePage, foot) },
  { "page", "marking-head", offsetof (BrvThemePage, marking_head) },
  { "page", "marking-foot", offsetof (BrvThemePage, marking_foot) },
  { "quote", "rule-x", offsetof (BrvThemePage, quote_rule_x) },
  { "quote", "rule-width", offsetof (BrvThemePage, quote_rule_width) },
  { "notes", "separator-length", offsetof (BrvThemePage, note_separator_length) },
  { "notes", "separator-width", offsetof (BrvThemePage, note_separator_width) },
  { "notes", "separator-space", offsetof (BrvThemePage, note_separator_space) },
  { "notes", "gap", offsetof (BrvThemePage, note_gap) },
  { "notes", "number-width", offsetof (BrvThemePage, note_number_width) },
};

/* Those that a theme may leave out. */
static const struct
{
  PageLength length;
  double usual;
  double least;
} optional_lengths[] = {
  { { "callout", "padding", offsetof (BrvThemePage, callout_padding) }, 10, 0 },
  { { "callout", "rule-width", offsetof (BrvThemePage, callout_rule) }, 0, 0 },
  { { "table", "rule-width", offsetof (BrvThemePage, table_rule) }, 0.8, 0 },
  { { "table", "line-width", offsetof (BrvThemePage, table_line) }, 0.4, 0 },
  { { "table", "gap", offsetof (BrvThemePage, table_gap) }, 12, 2 },
  { { "table", "padding", offsetof (BrvThemePage, table_padding) }, 2, 0 },
  { { "figure", "height", offsetof (BrvThemePage, figure_height) }, 0.7, 0.1 },
  { { "document", "number-width", offsetof (BrvThemePage, paragraph_number_width) }, 24, 0 },
};

static const PageLength optional_colors[] = {
  { "callout", "ground", offsetof (BrvThemePage, callout_ground) },
  { "callout", "edge", offsetof (BrvThemePage, callout_edge) },
  { "summary", "ground", offsetof (BrvThemePage, summary_ground) },
  { "summary", "edge", offsetof (BrvThemePage, summary_edge) },
};

static const PageLength page_colors[] = {
  { "colors", "ink", offsetof (BrvThemePage, ink) },
  { "colors", "grey", offsetof (BrvThemePage, grey) },
  { "colors", "rule", offsetof (BrvThemePage, rule) },
  { "colors", "hairline", offsetof (BrvThemePage, hairline) },
  { "colors", "link", offsetof (BrvThemePage, link) },
};

static gboolean
fail (GError **error, const char *group, const char *key, const char *problem)
{
  g_set_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME,
               /* Translators: a group of a theme file, a key in it, and what is wrong */
               _ ("“%s” in [%s]: %s"), key, group, problem);
  return FALSE;
}

static gboolean
read_length (GKeyFile *file, const char *group, const char *key, double *value, GError **error)
{
  g_autoptr (GError) local = NULL;

  *value = g_key_file_get_double (file, group, key, &local);
  if (local == NULL && isfinite (*value) && fabs (*value) < MAX_LENGTH)
    return TRUE;
  return fail (error, group, key, _ ("a length in points is needed"));
}

static gboolean
read_optional_length (
  GKeyFile *file, const char *group, const char *key, double *value, GError **error)
{
  return !g_key_file_has_key (file, group, key, NULL) ||
         read_length (file, group, key, value, error);
}

static gboolean
read_optional_boolean (
  GKeyFile *file, const char *group, const char *key, gboolean *value, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!g_key_file_has_key (file, group, key, NULL))
    return TRUE;
  *value = g_key_file_get_boolean (file, group, key, &local);
  return local == NULL || fail (error, group, key, _ ("“true” or “false” is needed"));
}

/* A colour is written as #rrggbb or as the name of one in [colors]. */
static gboolean
read_color (GKeyFile *file, const char *group, const char *key, BrvColor *color, GError **error)
{
  g_autofree char *value = g_key_file_get_string (file, group, key, NULL);
  const char *digits;
  guint64 bits;

  if (value != NULL && value[0] != '#' && !g_str_equal (group, "colors"))
    {
      char *named = g_key_file_get_string (file, "colors", value, NULL);

      g_free (value);
      value = named;
    }
  digits = value != NULL && value[0] == '#' ? value + 1 : "";
  if (strlen (digits) != 6 || strspn (digits, "0123456789abcdefABCDEF") != 6)
    return fail (error, group, key, _ ("a colour such as #26599a is needed"));
  bits = g_ascii_strtoull (digits, NULL, 16);
  color->red = (double)(bits >> 16 & 0xff) / 255;
  color->green = (double)(bits >> 8 & 0xff) / 255;
  color->blue = (double)(bits & 0xff) / 255;
  return TRUE;
}

/**
 * brv_numbering_parse:
 * @name: "none", "sections", "paragraphs" or "both"
 * @numbering: (out): what it means
 *
 * Returns: whether @name is one of those
 */
gboolean
brv_numbering_parse (const char *name, BrvNumbering *numbering)
{
  static const char *const names[] = { "none", "sections", "paragraphs", "both" };

  g_return_val_if_fail (name != NULL && numbering != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i], name))
        {
          *numbering = (BrvNumbering)i;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
read_optional_page (BrvTheme *self, GKeyFile *file, GError **error)
{
  static const BrvColor white = { 1, 1, 1 };
  g_autofree char *numbering = g_key_file_get_string (file, "document", "numbering", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (optional_lengths); i++)
    {
      const PageLength *length = &optional_lengths[i].length;
      double *value = (double *)(void *)((char *)&self->page + length->offset);

      *value = optional_lengths[i].usual;
      if (!read_optional_length (file, length->group, length->key, value, error))
        return FALSE;
      if (*value < optional_lengths[i].least)
        return fail (error, length->group, length->key, _ ("a larger length is needed"));
    }
  if (self->page.figure_height > 1)
    return fail (error, "figure", "height", _ ("a part of the page is needed, from 0.1 to 1"));
  self->page.callout_ground = self->page.summary_ground = white;
  self->page.callout_edge = self->page.summary_edge = self->page.hairline;
  for (guint i = 0; i < G_N_ELEMENTS (optional_colors); i++)
    {
      const PageLength *place = &optional_colors[i];
      BrvColor *color = (BrvColor *)(void *)((char *)&self->page + place->offset);

      if (g_key_file_has_key (file, place->group, place->key, NULL) &&
          !read_color (file, place->group, place->key, color, error))
        return FALSE;
    }
  if (numbering != NULL && !brv_numbering_parse (numbering, &self->page.numbering))
    return fail (error, "document", "numbering",
                 _ ("“none”, “sections”, “paragraphs” or “both” is needed"));
  return TRUE;
}

static gboolean
read_page (BrvTheme *self, GKeyFile *file, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_lengths); i++)
    {
      double *value = (double *)(void *)((char *)&self->page + page_lengths[i].offset);

      if (!read_length (file, page_lengths[i].group, page_lengths[i].key, value, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (page_colors); i++)
    {
      BrvColor *color = (BrvColor *)(void *)((char *)&self->page + page_colors[i].offset);

      if (!read_color (file, page_colors[i].group, page_colors[i].key, color, error))
        return FALSE;
    }
  if (self->page.grid <= 0)
    return fail (error, "page", "grid", _ ("a length above zero is needed"));
  if (self->page.measure < 72)
    return fail (error, "page", "measure", _ ("the text needs at least 72 points"));
  return read_optional_page (self, file, error);
}

static gboolean
read_look_font (BrvTheme *self, GKeyFile *file, const char *group, BrvLook *look, GError **error)
{
  g_autofree char *font = g_key_file_get_string (file, group, "font", NULL);
  g_autofree char *families = NULL;
  g_autofree char *scripts = NULL;
  g_autofree char *features = NULL;
  double weight = 400;

  if (font != NULL)
    {
      g_autofree char *scripts_key = g_strconcat (font, "-scripts", NULL);

      families = g_key_file_get_string (file, "fonts", font, NULL);
      scripts = g_key_file_get_string (file, "fonts", scripts_key, NULL);
    }
  if (families == NULL || families[0] == '\0')
    return fail (error, group, "font", _ ("the name of a font in [fonts] is needed"));
  look->families = g_intern_string (families);
  look->scripts = g_intern_string (scripts != NULL ? scripts : "");
  features = g_key_file_get_string (file, group, "features", NULL);
  look->features = g_intern_string (features != NULL ? features : "");
  if (!read_optional_length (file, group, "weight", &weight, error))
    return FALSE;
  if (weight < 100 || weight > 1000)
    return fail (error, group, "weight", _ ("a number from 100 to 1000 is needed"));
  look->weight = (int)weight;
  return read_length (file, group, "size", &look->size, error) &&
         read_length (file, group, "leading", &look->leading, error) &&
         read_optional_boolean (file, group, "italic", &look->italic, error) &&
         read_optional_boolean (file, group, "capitals", &look->capitals, error) &&
         read_optional_length (file, group, "letter-spacing", &look->letter_spacing, error);
}

static gboolean
read_look_setting (BrvTheme *self, GKeyFile *file, const char *group, BrvLook *look, GError **error)
{
  g_autofree char *align = g_key_file_get_string (file, group, "align", NULL);

  look->color = self->page.ink;
  if (g_strcmp0 (align, "justify") == 0)
    look->align = BRV_ALIGN_JUSTIFY;
  else if (align == NULL || g_str_equal (align, "start"))
    look->align = BRV_ALIGN_START;
  else
    return fail (error, group, "align", _ ("“start” or “justify” is needed"));
  return read_optional_length (file, group, "before", &look->before, error) &&
         read_optional_length (file, group, "after", &look->after, error) &&
         read_optional_length (file, group, "indent", &look->indent, error) &&
         read_optional_length (file, group, "indent-end", &look->indent_end, error) &&
         read_optional_length (file, group, "first-line", &look->first_line, error) &&
         read_optional_boolean (file, group, "hyphenate", &look->hyphenate, error) &&
         read_optional_boolean (file, group, "balance", &look->balance, error) &&
         read_optional_boolean (file, group, "snap", &look->snap, error) &&
         read_optional_boolean (file, group, "keep", &look->keep, error) &&
         (!g_key_file_has_key (file, group, "color", NULL) ||
          read_color (file, group, "color", &look->color, error));
}

static gboolean
check_look (const BrvTheme *self, const char *group, const BrvLook *look, GError **error)
{
  if (look->size < 1)
    return fail (error, group, "size", _ ("a size of at least one point is needed"));
  if (look->leading < look->size * 0.8)
    return fail (error, group, "leading", _ ("the lines would overlap"));
  if (look->before < 0 || look->after < 0)
    return fail (error, group, "before", _ ("a space cannot be negative"));
  if (look->indent + MIN (look->first_line, 0) < 0 || look->indent_end < 0 ||
      look->indent + MAX (look->first_line, 0) + look->indent_end > self->page.measure / 2)
    return fail (error, group, "indent", _ ("the indent leaves no room for the text"));
  return TRUE;
}

static gboolean
read_look (BrvTheme *self, GKeyFile *file, BrvLookKind kind, GError **error)
{
  g_autofree char *group = g_strconcat ("style ", look_names[kind], NULL);
  BrvLook *look = &self->looks[kind];

  if (kind >= BRV_LOOK_CALLOUT_HEADING && !g_key_file_has_group (file, group))
    {
      *look = self->looks[look_bases[kind]];
      look->indent = look->indent_end = look->first_line = 0;
      return TRUE;
    }
  return read_look_font (self, file, group, look, error) &&
         read_look_setting (self, file, group, look, error) &&
         check_look (self, group, look, error);
}

static gboolean
is_known_page_key (const char *group, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_lengths); i++)
    {
      if (g_str_equal (page_lengths[i].group, group) && g_str_equal (page_lengths[i].key, key))
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (optional_lengths); i++)
    {
      if (g_str_equal (optional_lengths[i].length.group, group) &&
          g_str_equal (optional_lengths[i].length.key, key))
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (optional_colors); i++)
    {
      if (g_str_equal (optional_colors[i].group, group) &&
          g_str_equal (optional_colors[i].key, key))
        return TRUE;
    }
  return g_str_equal (group, "document") && g_str_equal (key, "numbering");
}

static gboolean
is_known_key (const char *group, const char *key)
{
  static const char *const look_keys[] = {
    "font",       "size",     "leading",        "weight",    "italic",
    "capitals",   "features", "before",         "after",     "indent",
    "indent-end", "align",    "letter-spacing", "hyphenate", "snap",
    "first-line", "balance",  "keep",           "color",     NULL,
  };

  if (g_str_has_prefix (group, "style "))
    return g_strv_contains (look_keys, key);
  if (g_str_equal (group, "theme"))
    return g_str_equal (key, "name") || g_str_equal (key, "title") ||
           g_str_equal (key, "description");
  return g_str_equal (group, "fonts") || g_str_equal (group, "colors") ||
         is_known_page_key (group, key);
}

static gboolean
is_known_look (const char *name)
{
  for (guint i = 0; i < BRV_N_LOOKS; i++)
    {
      if (g_str_equal (look_names[i], name))
        return TRUE;
    }
  return FALSE;
}

/* A key that nobody reads is a slip of the pen, which its writer wants to hear of. */
static gboolean
check_names (GKeyFile *file, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, groups[i], NULL, NULL);

      if (g_str_has_prefix (groups[i], "style ") && !is_known_look (groups[i] + strlen ("style ")))
        {
          g_set_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME,
                       _ ("There is no group [%s]."), groups[i]);
          return FALSE;
        }
      for (guint k = 0; keys != NULL && keys[k] != NULL; k++)
        {
          if (!is_known_key (groups[i], keys[k]))
            return fail (error, groups[i], keys[k], _ ("there is no such key"));
        }
    }
  return TRUE;
}

static void
clear_theme (BrvTheme *self)
{
  g_string_chunk_free (self->strings);
}

/**
 * brv_theme_parse:
 * @data: a theme file
 * @length: its length in bytes
 * @error: where to put a fault
 *
 * Reads a theme and checks that pages can be made with it.
 *
 * Returns: (transfer full): a theme, or %NULL with %BRV_TYPESET_ERROR_THEME, whose message names
 *   the group and the key but not the file
 */
BrvTheme *
brv_theme_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (BrvTheme) self = g_atomic_rc_box_new0 (BrvTheme);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  self->strings = g_string_chunk_new (256);
  if (!g_key_file_load_from_data (file, data, length, G_KEY_FILE_NONE, &local))
    {
      g_set_error_literal (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME, local->message);
      return NULL;
    }
  if (!read_page (self, file, error))
    return NULL;
  for (guint i = 0; i < BRV_N_LOOKS; i++)
    {
      if (!read_look (self, file, i, error))
        return NULL;
    }
  if (!check_names (file, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * brv_theme_dup_folder:
 *
 * Returns: (transfer full): the folder in which a user's own themes are looked for
 */
char *
brv_theme_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "brevier", "themes", NULL);
}

static GBytes *
load_built_in (const char *name)
{
  g_autofree char *path = g_strconcat (THEMES_PATH, name, ".ini", NULL);

  return g_resource_lookup_data (brevier_core_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}

static GBytes *
load_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_load_bytes (file, NULL, NULL, NULL);
}

/* A name is that of a theme inside the program, else that of a file in the user's folder. */
static GBytes *
load_named (const char *name)
{
  GBytes *bytes;
  g_autofree char *folder = NULL;
  g_autofree char *file_name = NULL;
  g_autofree char *path = NULL;

  if (strchr (name, G_DIR_SEPARATOR) != NULL || g_str_has_suffix (name, ".ini"))
    return load_file (name);
  bytes = load_built_in (name);
  if (bytes != NULL)
    return bytes;
  folder = brv_theme_dup_folder ();
  file_name = g_strconcat (name, ".ini", NULL);
  path = g_build_filename (folder, file_name, NULL);
  return load_file (path);
}

/**
 * brv_theme_load:
 * @name: (nullable): the name of a theme that travels inside the program or lies in the folder of
 *   brv_theme_dup_folder(), or the path of a theme file; %NULL for %BRV_THEME_DEFAULT
 * @error: where to put a fault
 *
 * Finds a theme and reads it.
 *
 * Returns: (transfer full): a theme, or %NULL with %BRV_TYPESET_ERROR_THEME
 */
BrvTheme *
brv_theme_load (const char *name, GError **error)
{
  const char *known = name != NULL ? name : BRV_THEME_DEFAULT;
  g_autoptr (GBytes) bytes = load_named (known);
  BrvTheme *self;

  if (bytes == NULL)
    {
      g_set_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME,
                   _ ("There is no theme “%s”. Choose another one for this brief."), known);
      return NULL;
    }
  self = brv_theme_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (self == NULL)
    g_prefix_error (error, _ ("The theme “%s” cannot be used: "), known);
  return self;
}

static void
free_info (gpointer data)
{
  BrvThemeInfo *info = data;

  g_free (info->name);
  g_free (info->title);
  g_free (info->description);
  g_free (info);
}

/* The themes inside the program, as a menu lists them. */
static const struct
{
  const char *name;
  const char *title;
  const char *description;
} built_in_themes[] = {
  { "classic", N_ ("Classic"), N_ ("Serif text under sans headings") },
  { "modern", N_ ("Modern"), N_ ("Strong sans headings, a touch of colour") },
  { "ministry", N_ ("Ministry"), N_ ("Plain, with numbered paragraphs") },
  { "large-print", N_ ("Large Print"),
    N_ ("Nothing below 16 points, for readers with low vision") },
};

static void
add_info (GPtrArray *infos, const char *name, GBytes *bytes, gboolean is_own)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (BrvTheme) theme = NULL;
  BrvThemeInfo *info;

  if (bytes == NULL || !g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, NULL))
    return;
  theme = brv_theme_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  if (theme == NULL)
    return;
  info = g_new0 (BrvThemeInfo, 1);
  info->name = g_strdup (name);
  info->is_own = is_own;
  for (guint i = 0; !is_own && i < G_N_ELEMENTS (built_in_themes); i++)
    {
      if (!g_str_equal (name, built_in_themes[i].name))
        continue;
      info->title = g_strdup (_ (built_in_themes[i].title));
      info->description = g_strdup (_ (built_in_themes[i].description));
    }
  if (info->title == NULL)
    info->title = g_key_file_get_locale_string (file, "theme", "title", NULL, NULL);
  if (info->title == NULL)
    info->title = g_strdup (name);
  if (info->description == NULL)
    info->description = g_key_file_get_locale_string (file, "theme", "description", NULL, NULL);
  g_ptr_array_add (infos, info);
}

static gint
compare_infos_cb (gconstpointer a, gconstpointer b)
{
  const BrvThemeInfo *left = *(const BrvThemeInfo *const *)a;
  const BrvThemeInfo *right = *(const BrvThemeInfo *const *)b;

  return g_utf8_collate (left->title, right->title);
}

static void
add_own (GPtrArray *infos)
{
  g_autofree char *folder = brv_theme_dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);
      g_autofree char *name = g_strdup (entry);
      g_autoptr (GBytes) built_in = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (!g_str_has_suffix (name, ".ini"))
        continue;
      name[strlen (name) - strlen (".ini")] = '\0';
      built_in = load_built_in (name);
      bytes = load_file (path);
      if (built_in == NULL)
        add_info (own, name, bytes, TRUE);
    }
  g_ptr_array_sort (own, compare_infos_cb);
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (infos, g_ptr_array_index (own, i));
}

/**
 * brv_theme_list:
 *
 * Lists the themes that can be chosen: those inside the program, then the user's own by title. A
 * file that is no theme is left out.
 *
 * Returns: (transfer full) (element-type BrvThemeInfo): the themes
 */
GPtrArray *
brv_theme_list (void)
{
  GPtrArray *infos = g_ptr_array_new_with_free_func (free_info);

  for (guint i = 0; i < G_N_ELEMENTS (built_in_themes); i++)
    {
      g_autoptr (GBytes) bytes = load_built_in (built_in_themes[i].name);

      add_info (infos, built_in_themes[i].name, bytes, FALSE);
    }
  add_own (infos);
  return infos;
}

/**
 * brv_theme_new_for_print:
 * @self: a theme
 *
 * Makes a theme for paper: the same in black alone. A printer without colour renders anything else,
 * even a dark grey, as a screen of dots, which frays small letters and breaks thin rules.
 *
 * Returns: (transfer full): a theme
 */
BrvTheme *
brv_theme_new_for_print (const BrvTheme *self)
{
  static const BrvColor black = { 0, 0, 0 };
  BrvTheme *print;

  g_return_val_if_fail (self != NULL, NULL);

  print = g_atomic_rc_box_new0 (BrvTheme);
  print->strings = g_string_chunk_new (256);
  print->page = self->page;
  for (guint i = 0; i < G_N_ELEMENTS (page_colors); i++)
    *(BrvColor *)(void *)((char *)&print->page + page_colors[i].offset) = black;
  print->page.callout_ground = print->page.summary_ground = (BrvColor){ 1, 1, 1 };
  print->page.callout_edge = print->page.summary_edge = black;
  for (guint i = 0; i < BRV_N_LOOKS; i++)
    {
      print->looks[i] = self->looks[i];
      print->looks[i].color = black;
    }
  return print;
}

/**
 * brv_theme_ref:
 * @self: a theme
 *
 * Returns: (transfer full): @self
 */
BrvTheme *
brv_theme_ref (const BrvTheme *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire ((BrvTheme *)self);
}

/**
 * brv_theme_unref:
 * @self: (transfer full): a theme
 *
 * Drops a reference.
 */
void
brv_theme_unref (BrvTheme *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_theme);
}

/**
 * brv_theme_get_look:
 * @self: a theme
 * @kind: what to look like
 *
 * Returns: the look
 */
const BrvLook *
brv_theme_get_look (const BrvTheme *self, BrvLookKind kind)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (kind < BRV_N_LOOKS, NULL);

  return &self->looks[kind];
}

/**
 * brv_theme_get_page:
 * @self: a theme
 *
 * Returns: its geometry and colours
 */
const BrvThemePage *
brv_theme_get_page (const BrvTheme *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->page;
}
