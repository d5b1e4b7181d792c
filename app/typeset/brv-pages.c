/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-pages-private.h"

/* The top of what an item draws. */
static double
find_top (const BrvFrame *frame, const BrvItem *item)
{
  if (item->kind == BRV_ITEM_GLYPHS)
    return item->y - brv_frame_get_font (frame, item->font)->size;
  return item->rect.y;
}

/* Gives the nodes that wait for their first item on a page their place. */
static void
place_nodes_of (GArray *nodes, const BrvFrame *frame, guint page)
{
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      BrvNode *waiting;

      if (items[i].node == BRV_NODE_ARTIFACT)
        continue;
      waiting = &g_array_index (nodes, BrvNode, items[i].node);
      if (waiting->page == BRV_PAGE_OF_FIRST_ITEM)
        {
          waiting->page = page;
          waiting->y = find_top (frame, &items[i]);
        }
    }
}

/* Nodes without items begin where the first of their children does, or else where their parent does. */
static void
place_inner_nodes (GArray *nodes)
{
  g_autofree gboolean *waits = g_new (gboolean, nodes->len + 1);

  for (guint i = 0; i < nodes->len; i++)
    waits[i] = g_array_index (nodes, BrvNode, i).page == BRV_PAGE_OF_FIRST_ITEM;
  for (guint i = nodes->len; i-- > 1;)
    {
      const BrvNode *node = &g_array_index (nodes, BrvNode, i);
      BrvNode *parent = &g_array_index (nodes, BrvNode, node->parent);

      if (waits[node->parent] &&
          (node->page < parent->page || (node->page == parent->page && node->y < parent->y)))
        {
          parent->page = node->page;
          parent->y = node->y;
        }
    }
  for (guint i = 0; i < nodes->len; i++)
    {
      BrvNode *node = &g_array_index (nodes, BrvNode, i);
      const BrvNode *parent = &g_array_index (nodes, BrvNode, node->parent);

      if (node->page == BRV_PAGE_OF_FIRST_ITEM)
        {
          node->page = node->parent == i ? 0 : parent->page;
          node->y = node->parent == i ? 0 : parent->y;
        }
    }
}

/**
 * brv_pages_place_nodes:
 * @self: pages whose frames are all made
 *
 * Finds out where nodes stand.
 */
void
brv_pages_place_nodes (BrvPages *self)
{
  for (guint i = 0; i < self->frames->len; i++)
    place_nodes_of (self->nodes, g_ptr_array_index (self->frames, i), i);
  place_inner_nodes (self->nodes);
}

static void
clear_pages (BrvPages *self)
{
  for (guint i = 0; i < self->frames->len; i++)
    g_clear_pointer (&g_ptr_array_index (self->frames, i), brv_frame_unref);
  g_ptr_array_unref (self->frames);
  if (self->source != NULL)
    self->source->free (self->source_data);
  g_mutex_clear (&self->mutex);
  g_array_unref (self->nodes);
  g_array_unref (self->outline);
  g_array_unref (self->notices);
  g_string_chunk_free (self->strings);
}

/* Makes a frame; the mutex is held. */
static const BrvFrame *
make_frame (BrvPages *self, guint index)
{
  if (g_ptr_array_index (self->frames, index) == NULL)
    g_ptr_array_index (self->frames, index) = self->source->make_frame (self->source_data, index);
  return g_ptr_array_index (self->frames, index);
}

/* Makes all that there is: only then do nodes know their places. */
static void
make_all (BrvPages *self)
{
  if (self->source == NULL)
    return;
  g_mutex_lock (&self->mutex);
  if (!self->has_places)
    {
      self->source->make_structure (self->source_data, self->nodes);
      for (guint i = 0; i < self->frames->len; i++)
        make_frame (self, i);
      brv_pages_place_nodes (self);
      self->source->make_outline (self->source_data, self->outline);
      self->has_places = TRUE;
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * brv_pages_ref:
 * @self: the pages
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
BrvPages *
brv_pages_ref (const BrvPages *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire ((BrvPages *)self);
}

/**
 * brv_pages_unref:
 * @self: (transfer full): the pages
 *
 * Drops a reference.
 */
void
brv_pages_unref (BrvPages *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_pages);
}

/**
 * brv_pages_get_n_frames:
 * @self: the pages
 *
 * Returns: the number of pages
 */
guint
brv_pages_get_n_frames (const BrvPages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->frames->len;
}

/**
 * brv_pages_get_frame:
 * @self: the pages
 * @index: the page, counted from 0
 *
 * Pages of a typesetter are made when they are first asked for.
 *
 * Returns: the page, owned by @self
 */
const BrvFrame *
brv_pages_get_frame (const BrvPages *self, guint index)
{
  BrvPages *pages = (BrvPages *)self;
  const BrvFrame *frame;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->frames->len, NULL);

  if (self->source == NULL)
    return g_ptr_array_index (self->frames, index);
  g_mutex_lock (&pages->mutex);
  frame = make_frame (pages, index);
  g_mutex_unlock (&pages->mutex);
  return frame;
}

/**
 * brv_pages_get_size:
 * @self: the pages
 * @index: the page, counted from 0
 * @width: (out): its width, in points
 * @height: (out): its height
 *
 * Tells the size of a page without making it.
 */
void
brv_pages_get_size (const BrvPages *self, guint index, double *width, double *height)
{
  const BrvFrame *frame;

  g_return_if_fail (self != NULL && index < self->frames->len);

  if (self->source != NULL)
    {
      *width = self->width;
      *height = self->height;
      return;
    }
  frame = g_ptr_array_index (self->frames, index);
  *width = brv_frame_get_width (frame);
  *height = brv_frame_get_height (frame);
}

/**
 * brv_pages_get_nodes:
 * @self: the pages
 * @n_nodes: (out): how many there are
 *
 * Returns: (array length=n_nodes): the logical structure, parents before children
 */
const BrvNode *
brv_pages_get_nodes (const BrvPages *self, guint *n_nodes)
{
  g_return_val_if_fail (self != NULL, NULL);

  make_all ((BrvPages *)self);
  *n_nodes = self->nodes->len;
  return (const BrvNode *)self->nodes->data;
}

/**
 * brv_pages_get_outline:
 * @self: the pages
 * @n_entries: (out): how many there are
 *
 * Returns: (array length=n_entries): the outline, in reading order
 */
const BrvOutlineEntry *
brv_pages_get_outline (const BrvPages *self, guint *n_entries)
{
  g_return_val_if_fail (self != NULL, NULL);

  make_all ((BrvPages *)self);
  *n_entries = self->outline->len;
  return (const BrvOutlineEntry *)self->outline->data;
}

/**
 * brv_pages_get_notices:
 * @self: the pages
 * @n_notices: (out): how many there are
 *
 * Returns: (array length=n_notices): what the typesetter has to tell
 */
const BrvTypesetNotice *
brv_pages_get_notices (const BrvPages *self, guint *n_notices)
{
  g_return_val_if_fail (self != NULL, NULL);

  *n_notices = self->notices->len;
  return (const BrvTypesetNotice *)self->notices->data;
}

/**
 * brv_pages_get_title:
 * @self: the pages
 *
 * Returns: (nullable): the document's title, never empty
 */
const char *
brv_pages_get_title (const BrvPages *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

/**
 * brv_pages_get_author:
 * @self: the pages
 *
 * Returns: (nullable): the authors, never empty
 */
const char *
brv_pages_get_author (const BrvPages *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->author;
}

/**
 * brv_pages_get_subject:
 * @self: the pages
 *
 * Returns: (nullable): what the document is about, never empty
 */
const char *
brv_pages_get_subject (const BrvPages *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->subject;
}

/**
 * brv_pages_get_language:
 * @self: the pages
 *
 * Returns: (nullable): the language of the document, a BCP 47 tag
 */
const char *
brv_pages_get_language (const BrvPages *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->language;
}

/**
 * brv_pages_find_place:
 * @self: the pages
 * @block_id: a block, section or source
 * @at: a byte offset into the block's shown text
 * @page: (out): the page on which the line of @at stands, counted from 0
 * @rect: (out): the line on that page
 *
 * Finds the line on which a place of the text is printed; for an offset that no line has, as
 * between two lines, the line before it.
 *
 * Returns: %FALSE if the block is on no page
 */
gboolean
brv_pages_find_place (const BrvPages *self, BrvId block_id, gsize at, guint *page, BrvRect *rect)
{
  gboolean found = FALSE;
  guint first = 0;
  guint end;

  g_return_val_if_fail (self != NULL, FALSE);

  end = self->frames->len;
  if (self->source != NULL &&
      !self->source->find_frames (self->source_data, block_id, &first, &end))
    return FALSE;
  for (guint i = first; i < end; i++)
    {
      guint n_areas;
      const BrvArea *areas = brv_frame_get_areas (brv_pages_get_frame (self, i), &n_areas);

      for (guint j = 0; j < n_areas; j++)
        {
          if (!brv_id_equal (areas[j].block_id, block_id))
            continue;
          if (found && areas[j].range.start > at)
            continue;
          found = TRUE;
          *page = i;
          *rect = areas[j].rect;
          if (at >= areas[j].range.start && at < areas[j].range.end)
            return TRUE;
        }
    }
  return found;
}
