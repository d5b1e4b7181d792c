/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-pages-private.h"

static void
clear_pages (BrvPages *self)
{
  g_ptr_array_unref (self->frames);
  g_array_unref (self->nodes);
  g_array_unref (self->outline);
  g_array_unref (self->notices);
  g_string_chunk_free (self->strings);
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
 * Returns: the page
 */
const BrvFrame *
brv_pages_get_frame (const BrvPages *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->frames->len, NULL);

  return g_ptr_array_index (self->frames, index);
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

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->frames->len; i++)
    {
      guint n_areas;
      const BrvArea *areas = brv_frame_get_areas (g_ptr_array_index (self->frames, i), &n_areas);

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
