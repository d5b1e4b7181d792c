/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "typeset/brv-pages-builder.h"
#include "typeset/brv-pages-private.h"

struct _BrvPagesBuilder
{
  BrvPages *pages;        /* what is being made */
  GPtrArray *fonts;       /* BrvFontKey */
  GHashTable *font_index; /* BrvFontKey (borrowed) → index */

  BrvFrameBuilder *frame; /* makes the open frame */
  gboolean is_open;
};

static void
free_font_key (BrvFontKey *key)
{
  g_free ((char *)key->file);
  g_free ((char *)key->variations);
  g_free ((char *)key->family);
  g_free (key);
}

static const char *
keep_string (BrvPagesBuilder *self, const char *string)
{
  if (string == NULL || string[0] == '\0')
    return NULL;
  return g_string_chunk_insert_const (self->pages->strings, string);
}

static void
close_frame (BrvPagesBuilder *self)
{
  if (self->is_open)
    g_ptr_array_add (self->pages->frames, brv_frame_builder_finish (self->frame));
  self->is_open = FALSE;
}

/**
 * brv_pages_builder_new:
 *
 * Starts pages without a frame.
 *
 * Returns: (transfer full): a builder
 */
BrvPagesBuilder *
brv_pages_builder_new (void)
{
  BrvPagesBuilder *self = g_new0 (BrvPagesBuilder, 1);

  self->pages = g_atomic_rc_box_new0 (BrvPages);
  g_mutex_init (&self->pages->mutex);
  self->pages->frames = g_ptr_array_new ();
  self->pages->nodes = g_array_new (FALSE, TRUE, sizeof (BrvNode));
  self->pages->outline = g_array_new (FALSE, TRUE, sizeof (BrvOutlineEntry));
  self->pages->notices = g_array_new (FALSE, TRUE, sizeof (BrvTypesetNotice));
  self->pages->strings = g_string_chunk_new (1024);
  self->fonts = g_ptr_array_new_with_free_func ((GDestroyNotify)free_font_key);
  self->font_index = g_hash_table_new (brv_font_key_hash, brv_font_key_equal);
  self->frame = brv_frame_builder_new (self->fonts);
  return self;
}

/**
 * brv_pages_builder_free:
 * @self: (transfer full): a builder, finished or not
 *
 * Frees the builder, and what it made unless brv_pages_builder_finish() gave that away.
 */
void
brv_pages_builder_free (BrvPagesBuilder *self)
{
  g_return_if_fail (self != NULL);

  if (self->pages != NULL)
    {
      close_frame (self);
      brv_pages_unref (self->pages);
    }
  g_hash_table_unref (self->font_index);
  g_ptr_array_unref (self->fonts);
  brv_frame_builder_free (self->frame);
  g_free (self);
}

/**
 * brv_pages_builder_set_title:
 * @self: a builder
 * @title: (nullable): the document's title
 *
 * Sets the title in the metadata.
 */
void
brv_pages_builder_set_title (BrvPagesBuilder *self, const char *title)
{
  g_return_if_fail (self != NULL && self->pages != NULL);

  self->pages->title = keep_string (self, title);
}

/**
 * brv_pages_builder_set_author:
 * @self: a builder
 * @author: (nullable): the authors
 *
 * Sets the authors in the metadata.
 */
void
brv_pages_builder_set_author (BrvPagesBuilder *self, const char *author)
{
  g_return_if_fail (self != NULL && self->pages != NULL);

  self->pages->author = keep_string (self, author);
}

/**
 * brv_pages_builder_set_subject:
 * @self: a builder
 * @subject: (nullable): what the document is about
 *
 * Sets the subject in the metadata.
 */
void
brv_pages_builder_set_subject (BrvPagesBuilder *self, const char *subject)
{
  g_return_if_fail (self != NULL && self->pages != NULL);

  self->pages->subject = keep_string (self, subject);
}

/**
 * brv_pages_builder_set_language:
 * @self: a builder
 * @language: (nullable): a BCP 47 tag
 *
 * Sets the language of the document.
 */
void
brv_pages_builder_set_language (BrvPagesBuilder *self, const char *language)
{
  g_return_if_fail (self != NULL && self->pages != NULL);

  self->pages->language = keep_string (self, language);
}

/**
 * brv_pages_builder_add_font:
 * @self: a builder
 * @key: what to load
 *
 * Finds or adds a font.
 *
 * Returns: its index, for the `font` of items
 */
guint
brv_pages_builder_add_font (BrvPagesBuilder *self, const BrvFontKey *key)
{
  BrvFontKey *copy;
  gpointer index;

  g_return_val_if_fail (self != NULL && self->pages != NULL, 0);
  g_return_val_if_fail (key != NULL && key->file != NULL, 0);

  if (g_hash_table_lookup_extended (self->font_index, key, NULL, &index))
    return GPOINTER_TO_UINT (index);

  copy = g_memdup2 (key, sizeof *key);
  copy->file = g_strdup (key->file);
  copy->variations = g_strdup (key->variations);
  copy->family = g_strdup (key->family);
  g_ptr_array_add (self->fonts, copy);
  g_hash_table_insert (self->font_index, copy, GUINT_TO_POINTER (self->fonts->len - 1));
  return self->fonts->len - 1;
}

/**
 * brv_pages_builder_add_node:
 * @self: a builder
 * @node: the node; its parent is added already, and of several children of one parent the one
 *   read first is added first. The first node is the root and names itself. With
 *   %BRV_PAGE_OF_FIRST_ITEM as its page, page and y follow from what is drawn.
 *
 * Adds a node to the logical structure.
 *
 * Returns: its index, for the `node` of items and links
 */
guint
brv_pages_builder_add_node (BrvPagesBuilder *self, const BrvNode *node)
{
  BrvNode copy;

  g_return_val_if_fail (self != NULL && self->pages != NULL, 0);
  g_return_val_if_fail (node != NULL, 0);
  g_return_val_if_fail (node->parent < MAX (self->pages->nodes->len, 1), 0);

  copy = *node;
  copy.language = keep_string (self, node->language);
  copy.alternative = keep_string (self, node->alternative);
  g_array_append_val (self->pages->nodes, copy);
  return self->pages->nodes->len - 1;
}

/**
 * brv_pages_builder_place_node:
 * @self: a builder
 * @node: a node
 * @page: the page on which it begins, counted from 0
 * @y: its top on that page
 *
 * Sets where a node begins.
 */
void
brv_pages_builder_place_node (BrvPagesBuilder *self, guint node, guint page, double y)
{
  BrvNode *placed;

  g_return_if_fail (self != NULL && self->pages != NULL);
  g_return_if_fail (node < self->pages->nodes->len);

  placed = &g_array_index (self->pages->nodes, BrvNode, node);
  placed->page = page;
  placed->y = y;
}

/**
 * brv_pages_builder_add_outline:
 * @self: a builder
 * @entry: an entry; entries come in reading order
 *
 * Adds an entry to the outline.
 */
void
brv_pages_builder_add_outline (BrvPagesBuilder *self, const BrvOutlineEntry *entry)
{
  BrvOutlineEntry copy;

  g_return_if_fail (self != NULL && self->pages != NULL);
  g_return_if_fail (entry != NULL && entry->title != NULL && entry->level >= 1);

  copy = *entry;
  copy.title = g_string_chunk_insert_const (self->pages->strings, entry->title);
  g_array_append_val (self->pages->outline, copy);
}

/**
 * brv_pages_builder_add_notice:
 * @self: a builder
 * @notice: what there is to tell
 *
 * Adds a notice.
 */
void
brv_pages_builder_add_notice (BrvPagesBuilder *self, const BrvTypesetNotice *notice)
{
  BrvTypesetNotice copy;

  g_return_if_fail (self != NULL && self->pages != NULL);
  g_return_if_fail (notice != NULL && notice->kind != NULL && notice->message != NULL);

  copy = *notice;
  copy.kind = g_string_chunk_insert_const (self->pages->strings, notice->kind);
  copy.message = g_string_chunk_insert_const (self->pages->strings, notice->message);
  g_array_append_val (self->pages->notices, copy);
}

/**
 * brv_pages_builder_begin_frame:
 * @self: a builder
 * @width: the width of the page, in points
 * @height: its height, in points
 * @label: (nullable): the page number as it is printed
 *
 * Ends the frame before it and starts the next one.
 */
void
brv_pages_builder_begin_frame (BrvPagesBuilder *self,
                               double width,
                               double height,
                               const char *label)
{
  g_return_if_fail (self != NULL && self->pages != NULL);

  close_frame (self);
  self->is_open = TRUE;
  brv_frame_builder_begin (self->frame, width, height, label);
}

/**
 * brv_pages_builder_get_frame:
 * @self: a builder with an open frame
 *
 * Returns: (transfer none): what the frame is made with
 */
BrvFrameBuilder *
brv_pages_builder_get_frame (BrvPagesBuilder *self)
{
  g_return_val_if_fail (self != NULL && self->is_open, NULL);

  return self->frame;
}

/**
 * brv_pages_builder_get_n_frames:
 * @self: a builder
 *
 * Returns: how many frames were begun
 */
guint
brv_pages_builder_get_n_frames (const BrvPagesBuilder *self)
{
  g_return_val_if_fail (self != NULL && self->pages != NULL, 0);

  return self->pages->frames->len + (self->is_open ? 1 : 0);
}

/**
 * brv_pages_builder_set_source:
 * @self: a builder without frames, nodes and outline
 * @source: makes them when they are asked for
 * @data: (transfer full): for @source
 * @n_frames: how many there will be
 * @width: of all frames, in points
 * @height: of all frames
 *
 * Leaves frames and structure to be made later.
 */
void
brv_pages_builder_set_source (BrvPagesBuilder *self,
                              const BrvPagesSource *source,
                              gpointer data,
                              guint n_frames,
                              double width,
                              double height)
{
  g_return_if_fail (self != NULL && self->pages != NULL);
  g_return_if_fail (self->pages->frames->len == 0 && !self->is_open);

  self->pages->source = source;
  self->pages->source_data = data;
  self->pages->width = width;
  self->pages->height = height;
  g_ptr_array_set_size (self->pages->frames, (gint)n_frames);
}

/**
 * brv_pages_builder_finish:
 * @self: a builder; afterwards it can only be freed
 *
 * Ends the last frame.
 *
 * Returns: (transfer full): the pages
 */
BrvPages *
brv_pages_builder_finish (BrvPagesBuilder *self)
{
  g_return_val_if_fail (self != NULL && self->pages != NULL, NULL);

  close_frame (self);
  if (self->pages->source == NULL)
    brv_pages_place_nodes (self->pages);
  return g_steal_pointer (&self->pages);
}
