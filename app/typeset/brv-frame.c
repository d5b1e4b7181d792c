/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-frame-private.h"

static void
clear_frame (BrvFrame *self)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      if (self->items[i].image != NULL)
        g_bytes_unref (self->items[i].image);
      if (self->items[i].preview != NULL)
        g_bytes_unref (self->items[i].preview);
    }
  for (guint i = 0; self->owners != NULL && i < self->owners->len; i++)
    {
      const BrvFrameOwner *owner = &g_array_index (self->owners, BrvFrameOwner, i);

      owner->release (owner->owner);
    }
  g_clear_pointer (&self->owners, g_array_unref);
  g_free (self->block);
  g_ptr_array_unref (self->fonts);
}

/**
 * brv_font_key_hash:
 * @key: (type BrvFontKey): a font key
 *
 * Hashes a font key for a GHashTable.
 *
 * Returns: the hash
 */
guint
brv_font_key_hash (gconstpointer key)
{
  const BrvFontKey *self = key;
  guint hash = g_str_hash (self->file);

  hash = hash * 33 + (guint)self->face_index;
  hash = hash * 33 + (self->variations != NULL ? g_str_hash (self->variations) : 0);
  hash = hash * 33 + g_double_hash (&self->size);
  hash = hash * 33 + g_double_hash (&self->matrix[1]);
  return hash * 33 + (guint)self->embolden;
}

/**
 * brv_font_key_equal:
 * @a: (type BrvFontKey): a font key
 * @b: (type BrvFontKey): a font key
 *
 * Tells whether two keys draw the same glyphs; the family, which is only for messages, is
 * not compared.
 *
 * Returns: whether they do
 */
gboolean
brv_font_key_equal (gconstpointer a, gconstpointer b)
{
  const BrvFontKey *left = a;
  const BrvFontKey *right = b;

  for (guint i = 0; i < G_N_ELEMENTS (left->matrix); i++)
    {
      if (left->matrix[i] != right->matrix[i])
        return FALSE;
    }
  return left->face_index == right->face_index && left->size == right->size &&
         !left->embolden == !right->embolden && g_str_equal (left->file, right->file) &&
         g_strcmp0 (left->variations, right->variations) == 0;
}

/**
 * brv_frame_ref:
 * @self: a frame
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
BrvFrame *
brv_frame_ref (const BrvFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire ((BrvFrame *)self);
}

/**
 * brv_frame_unref:
 * @self: (transfer full): a frame
 *
 * Drops a reference.
 */
void
brv_frame_unref (BrvFrame *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_frame);
}

/**
 * brv_frame_get_width:
 * @self: a frame
 *
 * Returns: the width of the page, in points
 */
double
brv_frame_get_width (const BrvFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

/**
 * brv_frame_get_height:
 * @self: a frame
 *
 * Returns: the height of the page, in points
 */
double
brv_frame_get_height (const BrvFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

/**
 * brv_frame_get_label:
 * @self: a frame
 *
 * Returns: the page number as the page itself prints it; never %NULL, perhaps empty
 */
const char *
brv_frame_get_label (const BrvFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->label;
}

/**
 * brv_frame_get_items:
 * @self: a frame
 * @n_items: (out): how many there are
 *
 * Returns: (array length=n_items): what the page draws, in order of drawing
 */
const BrvItem *
brv_frame_get_items (const BrvFrame *self, guint *n_items)
{
  g_return_val_if_fail (self != NULL, NULL);

  *n_items = self->n_items;
  return self->items;
}

/**
 * brv_frame_get_links:
 * @self: a frame
 * @n_links: (out): how many there are
 *
 * Returns: (array length=n_links): the places that lead elsewhere
 */
const BrvLink *
brv_frame_get_links (const BrvFrame *self, guint *n_links)
{
  g_return_val_if_fail (self != NULL, NULL);

  *n_links = self->n_links;
  return self->links;
}

/**
 * brv_frame_get_areas:
 * @self: a frame
 * @n_areas: (out): how many there are
 *
 * Returns: (array length=n_areas): where lines of blocks stand, from top to bottom
 */
const BrvArea *
brv_frame_get_areas (const BrvFrame *self, guint *n_areas)
{
  g_return_val_if_fail (self != NULL, NULL);

  *n_areas = self->n_areas;
  return self->areas;
}

/**
 * brv_frame_get_font:
 * @self: a frame
 * @index: the `font` of one of its items
 *
 * Returns: the key of the font
 */
const BrvFontKey *
brv_frame_get_font (const BrvFrame *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->fonts->len, NULL);

  return g_ptr_array_index (self->fonts, index);
}

/* The ink of a letter, with what may stand above and below it, lies within these, in ems. */
#define MOST_ABOVE 2.0
#define MOST_BELOW 1.5

/* Whether an item may leave ink between two heights. */
static gboolean
may_touch (const BrvFrame *self, const BrvItem *item, double top, double bottom)
{
  double size;

  if (item->kind != BRV_ITEM_GLYPHS)
    return item->rect.y <= bottom && item->rect.y + item->rect.height >= top;
  size = brv_frame_get_font (self, item->font)->size;
  return item->y - MOST_ABOVE * size <= bottom && item->y + MOST_BELOW * size >= top;
}

static gboolean
same_color (BrvColor a, BrvColor b)
{
  return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static gboolean
same_glyphs (const BrvItem *a, const BrvItem *b)
{
  if (a->n_glyphs != b->n_glyphs)
    return FALSE;
  if (a->glyphs == b->glyphs)
    return TRUE;
  for (guint i = 0; i < a->n_glyphs; i++)
    {
      if (a->glyphs[i].index != b->glyphs[i].index || a->glyphs[i].x != b->glyphs[i].x ||
          a->glyphs[i].y != b->glyphs[i].y)
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_item (const BrvFrame *self, const BrvItem *a, const BrvFrame *other, const BrvItem *b)
{
  if (a->kind != b->kind || !same_color (a->color, b->color))
    return FALSE;
  if (a->kind == BRV_ITEM_GLYPHS)
    return a->x == b->x && a->y == b->y && a->x_scale == b->x_scale &&
           brv_font_key_equal (brv_frame_get_font (self, a->font),
                               brv_frame_get_font (other, b->font)) &&
           same_glyphs (a, b);
  return a->rect.x == b->rect.x && a->rect.y == b->rect.y && a->rect.width == b->rect.width &&
         a->rect.height == b->rect.height && a->image == b->image && a->preview == b->preview;
}

static guint
find_touching (const BrvFrame *self, guint from, double top, double bottom)
{
  while (from < self->n_items && !may_touch (self, &self->items[from], top, bottom))
    from++;
  return from;
}

/**
 * brv_frame_looks_same:
 * @self: a frame
 * @other: another one
 * @top: a height on both, in points from the top
 * @bottom: another one below it
 *
 * Tells whether two pages look the same between two heights: what was drawn of one can be shown of
 * the other. What they say and lead to is not compared.
 *
 * Returns: whether they do
 */
gboolean
brv_frame_looks_same (const BrvFrame *self, const BrvFrame *other, double top, double bottom)
{
  guint at;
  guint other_at;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (self->width != other->width || self->height != other->height)
    return FALSE;
  at = find_touching (self, 0, top, bottom);
  other_at = find_touching (other, 0, top, bottom);
  while (at < self->n_items && other_at < other->n_items)
    {
      if (!same_item (self, &self->items[at], other, &other->items[other_at]))
        return FALSE;
      at = find_touching (self, at + 1, top, bottom);
      other_at = find_touching (other, other_at + 1, top, bottom);
    }
  return at == self->n_items && other_at == other->n_items;
}
