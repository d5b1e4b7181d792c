/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "export/brv-glyph-run.h"

struct _BrvGlyphRun
{
  GArray *glyphs;   /* cairo_glyph_t, in order of drawing */
  GArray *clusters; /* cairo_text_cluster_t, in order of the text */
  GString *text;
  gboolean backward;
};

static void
clear (BrvGlyphRun *self, gboolean backward)
{
  g_array_set_size (self->glyphs, 0);
  g_array_set_size (self->clusters, 0);
  g_string_truncate (self->text, 0);
  self->backward = backward;
}

static void
append_glyphs (BrvGlyphRun *self, const BrvItem *item)
{
  for (guint i = 0; i < item->n_glyphs; i++)
    {
      const cairo_glyph_t glyph = { item->glyphs[i].index, item->x + item->glyphs[i].x,
                                    item->y + item->glyphs[i].y };

      g_array_append_val (self->glyphs, glyph);
    }
}

static void
append_text (BrvGlyphRun *self, const BrvItem *item)
{
  for (guint i = 0; i < item->n_clusters; i++)
    {
      const cairo_text_cluster_t cluster = { item->clusters[i].n_bytes,
                                             item->clusters[i].n_glyphs };

      g_array_append_val (self->clusters, cluster);
    }
  g_string_append_len (self->text, item->text, (gssize)item->text_length);
}

/* Appends a blank item as one glyph of a font that is not its own; without ink none will see it. */
static void
append_blank (BrvGlyphRun *self, const BrvItem *item, guint space)
{
  const cairo_glyph_t glyph = { space, item->x, item->y };
  const cairo_text_cluster_t cluster = { (int)item->text_length, 1 };

  if (self->backward)
    g_array_prepend_val (self->glyphs, glyph);
  else
    g_array_append_val (self->glyphs, glyph);
  g_array_append_val (self->clusters, cluster);
  g_string_append_len (self->text, item->text, (gssize)item->text_length);
}

/* The blanks before an item are its own if no item with ink stands before it in the range. */
static guint
find_first_blank (BrvItemRange range, guint at)
{
  for (guint i = 0; i < at; i++)
    {
      if (range.items[i].kind == BRV_ITEM_GLYPHS && !brv_glyph_run_is_blank (&range.items[i]))
        return at;
    }
  return 0;
}

/**
 * brv_glyph_run_new:
 *
 * Makes an empty run.
 *
 * Returns: (transfer full): a run
 */
BrvGlyphRun *
brv_glyph_run_new (void)
{
  BrvGlyphRun *self = g_new0 (BrvGlyphRun, 1);

  self->glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  self->clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  self->text = g_string_new (NULL);
  return self;
}

/**
 * brv_glyph_run_free:
 * @self: (transfer full): a run
 *
 * Frees the run.
 */
void
brv_glyph_run_free (BrvGlyphRun *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->glyphs);
  g_array_unref (self->clusters);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * brv_glyph_run_is_blank:
 * @item: an item
 *
 * Returns: whether it is text of nothing but white space
 */
gboolean
brv_glyph_run_is_blank (const BrvItem *item)
{
  const char *end = item->text + item->text_length;

  if (item->kind != BRV_ITEM_GLYPHS || item->text_length == 0)
    return FALSE;
  for (const char *at = item->text; at < end; at = g_utf8_next_char (at))
    {
      if (!g_unichar_isspace (g_utf8_get_char (at)))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_glyph_run_set:
 * @self: a run
 * @item: an item with glyphs
 *
 * Takes over an item's glyphs and text.
 */
void
brv_glyph_run_set (BrvGlyphRun *self, const BrvItem *item)
{
  clear (self, item->backward);
  append_glyphs (self, item);
  append_text (self, item);
}

/**
 * brv_glyph_run_set_with_blanks:
 * @self: a run
 * @range: some items
 * @at: one of them, with glyphs that are not blank
 * @space: the space in that item's font, or 0 to leave blanks out
 *
 * Takes over an item's glyphs and text, and the blank items after it up to the next with ink.
 * The first item with ink in the range also takes the blanks before it.
 */
void
brv_glyph_run_set_with_blanks (BrvGlyphRun *self, BrvItemRange range, guint at, guint space)
{
  const BrvItem *item = &range.items[at];

  clear (self, item->backward);
  for (guint i = find_first_blank (range, at); space != 0 && i < at; i++)
    {
      if (brv_glyph_run_is_blank (&range.items[i]))
        append_blank (self, &range.items[i], space);
    }
  if (item->backward)
    {
      /* What was appended was put in front of nothing; the item's glyphs go in front of it. */
      g_autoptr (GArray) blanks = g_steal_pointer (&self->glyphs);

      self->glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
      append_glyphs (self, item);
      if (blanks->len > 0)
        g_array_append_vals (self->glyphs, blanks->data, blanks->len);
    }
  else
    {
      append_glyphs (self, item);
    }
  append_text (self, item);
  for (guint i = at + 1; space != 0 && i < range.n_items; i++)
    {
      if (brv_glyph_run_is_blank (&range.items[i]))
        append_blank (self, &range.items[i], space);
      else if (range.items[i].kind == BRV_ITEM_GLYPHS)
        break;
    }
}

/**
 * brv_glyph_run_show:
 * @self: a run
 * @cr: a context with the run's font and colour
 *
 * Draws the run.
 */
void
brv_glyph_run_show (const BrvGlyphRun *self, cairo_t *cr)
{
  cairo_show_text_glyphs (
    cr, self->text->str, (int)self->text->len, (const cairo_glyph_t *)(void *)self->glyphs->data,
    (int)self->glyphs->len, (const cairo_text_cluster_t *)(void *)self->clusters->data,
    (int)self->clusters->len, self->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}
