/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <hb.h>

#include "typeset/brv-pages.h"

/* How far the letters of items reach, asked of the font files themselves: frames tell origins alone. */

#define UNITS_PER_POINT 1024

/* A glyph as wide as this fills a square, as those of ideographic scripts do. */
#define SQUARE_EMS 0.95

/* Glyphs of these show nothing. */
static const gunichar blanks[] = { ' ', 0xa0, 0x2002, 0x2003, 0x2009, 0x200a, 0x202f, 0x3000 };

typedef struct
{
  hb_font_t *font;
  hb_codepoint_t blanks[G_N_ELEMENTS (blanks)]; /* 0: the font has none */
} Metrics;

typedef struct
{
  GHashTable *by_name; /* Metrics by what loads them */
  GPtrArray *of_pages; /* those of the pages that are being looked at, borrowed; by index */
} MetricsBook;

/* What an item covers of its line, spaces at its ends left out. */
typedef struct
{
  const BrvItem *item;
  double left;
  double right; /* below the left where it shows nothing */
  double size;
} Extent;

static void
free_metrics (gpointer data)
{
  Metrics *metrics = data;

  hb_font_destroy (metrics->font);
  g_free (metrics);
}

static MetricsBook *
metrics_book_new (void)
{
  MetricsBook *self = g_new0 (MetricsBook, 1);

  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_metrics);
  self->of_pages = g_ptr_array_new ();
  return self;
}

static void
metrics_book_free (MetricsBook *self)
{
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->of_pages);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MetricsBook, metrics_book_free)

static void
set_variations (hb_font_t *font, const char *variations)
{
  g_auto (GStrv) axes = g_strsplit (variations, ",", -1);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (hb_variation_t));

  for (guint i = 0; axes[i] != NULL; i++)
    {
      hb_variation_t value;

      if (hb_variation_from_string (axes[i], -1, &value))
        g_array_append_val (values, value);
    }
  hb_font_set_variations (font, (const hb_variation_t *)(void *)values->data, values->len);
}

static Metrics *
load_metrics (const BrvFontKey *key)
{
  Metrics *self = g_new0 (Metrics, 1);
  hb_blob_t *blob = hb_blob_create_from_file (key->file);
  hb_face_t *face = hb_face_create (blob, (guint)key->face_index & 0xffff);
  int scale = (int)(key->size * UNITS_PER_POINT);

  self->font = hb_font_create (face);
  hb_font_set_scale (self->font, scale, scale);
  if (key->face_index >> 16 > 0)
    hb_font_set_var_named_instance (self->font, ((guint)key->face_index >> 16) - 1);
  if (key->variations != NULL)
    set_variations (self->font, key->variations);
  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      if (!hb_font_get_nominal_glyph (self->font, blanks[i], &self->blanks[i]))
        self->blanks[i] = 0;
    }
  hb_face_destroy (face);
  hb_blob_destroy (blob);
  return self;
}

/* The metrics of a font of the pages; those of other pages are forgotten with forget_pages(). */
static const Metrics *
find_metrics (MetricsBook *self, const BrvFrame *frame, guint font)
{
  const BrvFontKey *key;
  g_autofree char *name = NULL;
  Metrics *found;

  if (font < self->of_pages->len && g_ptr_array_index (self->of_pages, font) != NULL)
    return g_ptr_array_index (self->of_pages, font);
  key = brv_frame_get_font (frame, font);
  name = g_strdup_printf ("%s %d %s %g", key->file, key->face_index,
                          key->variations != NULL ? key->variations : "", key->size);
  found = g_hash_table_lookup (self->by_name, name);
  if (found == NULL)
    {
      found = load_metrics (key);
      g_hash_table_insert (self->by_name, g_steal_pointer (&name), found);
    }
  if (font >= self->of_pages->len)
    g_ptr_array_set_size (self->of_pages, (gint)font + 1);
  self->of_pages->pdata[font] = found;
  return found;
}

static void
forget_pages (MetricsBook *self)
{
  g_ptr_array_set_size (self->of_pages, 0);
}

static gboolean
is_blank_glyph (const Metrics *metrics, guint32 glyph)
{
  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      if (metrics->blanks[i] != 0 && metrics->blanks[i] == glyph)
        return TRUE;
    }
  return FALSE;
}

/* Marks of ideographic scripts are as wide as letters, but empty by half: neighbours may close up to what
 * is drawn. */
static void
find_sides (const Metrics *metrics, guint32 glyph, double size, double *left, double *right)
{
  hb_glyph_extents_t ink;

  *left = 0;
  *right = (double)hb_font_get_glyph_h_advance (metrics->font, glyph) / UNITS_PER_POINT;
  if (*right < SQUARE_EMS * size || !hb_font_get_glyph_extents (metrics->font, glyph, &ink))
    return;
  *left = (double)ink.x_bearing / UNITS_PER_POINT;
  *right = *left + (double)ink.width / UNITS_PER_POINT;
}

static Extent
find_extent (MetricsBook *self, const BrvFrame *frame, const BrvItem *item)
{
  const Metrics *metrics = find_metrics (self, frame, item->font);
  Extent extent = { item, G_MAXDOUBLE, -G_MAXDOUBLE, brv_frame_get_font (frame, item->font)->size };

  for (guint i = 0; i < item->n_glyphs; i++)
    {
      double x = item->x + item->glyphs[i].x;
      double left;
      double right;

      if (is_blank_glyph (metrics, item->glyphs[i].index))
        continue;
      find_sides (metrics, item->glyphs[i].index, extent.size, &left, &right);
      extent.left = MIN (extent.left, x + left * item->x_scale);
      extent.right = MAX (extent.right, x + right * item->x_scale);
    }
  return extent;
}

/* All items of a page that show letters. */
static GArray *
list_extents (MetricsBook *self, const BrvFrame *frame)
{
  GArray *extents = g_array_new (FALSE, FALSE, sizeof (Extent));
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      Extent extent;

      if (items[i].kind != BRV_ITEM_GLYPHS)
        continue;
      extent = find_extent (self, frame, &items[i]);
      if (extent.right >= extent.left)
        g_array_append_val (extents, extent);
    }
  return extents;
}
