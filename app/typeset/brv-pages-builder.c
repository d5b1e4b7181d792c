/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "typeset/brv-pages-builder.h"
#include "typeset/brv-frame-private.h"
#include "typeset/brv-pages-private.h"

/* An item of the open frame: its pointers are set when the frame's block is made. */
typedef struct
{
  BrvItem item;
  gboolean is_shared; /* its pointers lead to an owner's memory */
  gsize text_at;      /* offsets into the builder's arrays */
  gsize glyphs_at;
  gsize clusters_at;
} PendingItem;

typedef struct
{
  BrvLink link;
  gboolean has_address;
  gsize address_at; /* offsets into the builder's text */
  gsize label_at;
} PendingLink;

struct _BrvPagesBuilder
{
  BrvPages *pages;        /* what is being made */
  GPtrArray *fonts;       /* BrvFontKey */
  GHashTable *font_index; /* BrvFontKey (borrowed) → index */

  /* The open frame */
  gboolean is_open;
  double width;
  double height;
  gsize label_at;
  GArray *items;    /* PendingItem */
  GArray *links;    /* PendingLink */
  GArray *areas;    /* BrvArea */
  GArray *owners;   /* (nullable) BrvFrameOwner */
  GArray *glyphs;   /* BrvGlyph */
  GArray *clusters; /* BrvCluster */
  GString *text;    /* strings, each with its NUL */
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

static gsize
append_text (BrvPagesBuilder *self, const char *text, gsize length)
{
  gsize at = self->text->len;

  g_string_append_len (self->text, text, (gssize)length);
  g_string_append_c (self->text, '\0');
  return at;
}

/* Reserves room for an array in a block whose parts come in falling alignment. */
static gsize
reserve (gsize *size, const GArray *array)
{
  gsize at = *size;

  *size += (gsize)array->len * g_array_get_element_size ((GArray *)array);
  return at;
}

static void *
fill (char *block, gsize at, const GArray *array)
{
  if (array->len > 0)
    memcpy (block + at, array->data,
            (gsize)array->len * g_array_get_element_size ((GArray *)array));
  return block + at;
}

static void
resolve_items (BrvPagesBuilder *self,
               BrvItem *items,
               const char *text,
               const BrvGlyph *glyphs,
               const BrvCluster *clusters)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const PendingItem *pending = &g_array_index (self->items, PendingItem, i);

      items[i] = pending->item;
      if (pending->item.kind != BRV_ITEM_GLYPHS || pending->is_shared)
        continue;
      items[i].text = text + pending->text_at;
      items[i].glyphs = glyphs + pending->glyphs_at;
      items[i].clusters = clusters + pending->clusters_at;
    }
}

static void
resolve_links (BrvPagesBuilder *self, BrvLink *links, const char *text)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const PendingLink *pending = &g_array_index (self->links, PendingLink, i);

      links[i] = pending->link;
      links[i].address = pending->has_address ? text + pending->address_at : NULL;
      links[i].label = text + pending->label_at;
    }
}

static BrvFrame *
make_frame (BrvPagesBuilder *self)
{
  BrvFrame *frame = g_atomic_rc_box_new0 (BrvFrame);
  gsize items_at = 0;
  gsize links_at = self->items->len * sizeof (BrvItem);
  gsize size = links_at + self->links->len * sizeof (BrvLink);
  gsize areas_at = reserve (&size, self->areas);
  gsize glyphs_at = reserve (&size, self->glyphs);
  gsize clusters_at = reserve (&size, self->clusters);
  gsize text_at = size;
  char *block = g_malloc (size + self->text->len);
  BrvItem *items = (BrvItem *)(void *)(block + items_at);
  BrvLink *links = (BrvLink *)(void *)(block + links_at);
  const BrvGlyph *glyphs = fill (block, glyphs_at, self->glyphs);
  const BrvCluster *clusters = fill (block, clusters_at, self->clusters);

  memcpy (block + text_at, self->text->str, self->text->len);
  resolve_items (self, items, block + text_at, glyphs, clusters);
  resolve_links (self, links, block + text_at);

  frame->width = self->width;
  frame->height = self->height;
  frame->block = block;
  frame->items = items;
  frame->n_items = self->items->len;
  frame->links = links;
  frame->n_links = self->links->len;
  frame->areas = fill (block, areas_at, self->areas);
  frame->n_areas = self->areas->len;
  frame->label = block + text_at + self->label_at;
  frame->owners = g_steal_pointer (&self->owners);
  frame->fonts = g_ptr_array_ref (self->fonts);
  return frame;
}

static void
close_frame (BrvPagesBuilder *self)
{
  if (!self->is_open)
    return;
  g_ptr_array_add (self->pages->frames, make_frame (self));
  g_array_set_size (self->items, 0);
  g_array_set_size (self->links, 0);
  g_array_set_size (self->areas, 0);
  g_array_set_size (self->glyphs, 0);
  g_array_set_size (self->clusters, 0);
  g_string_truncate (self->text, 0);
  self->is_open = FALSE;
}

/* Gives an item's node its place if it waits for its first item. */
static void
place_node_of (BrvPagesBuilder *self, guint node, double y)
{
  BrvNode *waiting;

  if (node == BRV_NODE_ARTIFACT)
    return;
  waiting = &g_array_index (self->pages->nodes, BrvNode, node);
  if (waiting->page == BRV_PAGE_OF_FIRST_ITEM)
    {
      waiting->page = self->pages->frames->len;
      waiting->y = y;
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
  self->pages->frames = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_frame_unref);
  self->pages->nodes = g_array_new (FALSE, TRUE, sizeof (BrvNode));
  self->pages->outline = g_array_new (FALSE, TRUE, sizeof (BrvOutlineEntry));
  self->pages->notices = g_array_new (FALSE, TRUE, sizeof (BrvTypesetNotice));
  self->pages->strings = g_string_chunk_new (1024);
  self->fonts = g_ptr_array_new_with_free_func ((GDestroyNotify)free_font_key);
  self->font_index = g_hash_table_new (brv_font_key_hash, brv_font_key_equal);
  self->items = g_array_new (FALSE, FALSE, sizeof (PendingItem));
  self->links = g_array_new (FALSE, FALSE, sizeof (PendingLink));
  self->areas = g_array_new (FALSE, FALSE, sizeof (BrvArea));
  self->glyphs = g_array_new (FALSE, FALSE, sizeof (BrvGlyph));
  self->clusters = g_array_new (FALSE, FALSE, sizeof (BrvCluster));
  self->text = g_string_new (NULL);
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
  g_array_unref (self->items);
  g_array_unref (self->links);
  g_array_unref (self->areas);
  g_array_unref (self->glyphs);
  g_array_unref (self->clusters);
  g_string_free (self->text, TRUE);
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
  g_return_if_fail (width > 0 && height > 0);

  close_frame (self);
  self->is_open = TRUE;
  self->width = width;
  self->height = height;
  self->label_at = append_text (self, label != NULL ? label : "", label ? strlen (label) : 0);
}

/**
 * brv_pages_builder_add_glyphs:
 * @self: a builder with an open frame
 * @glyphs: a run of glyphs of one font: node, color, font, x, y, x_scale, backward, text,
 *   glyphs and clusters count, the rest is ignored. The clusters cover all of the text and of
 *   the glyphs.
 *
 * Draws glyphs.
 */
void
brv_pages_builder_add_glyphs (BrvPagesBuilder *self, const BrvItem *glyphs)
{
  PendingItem pending = { 0 };

  g_return_if_fail (self != NULL && self->is_open);
  g_return_if_fail (glyphs != NULL && glyphs->font < self->fonts->len);
  g_return_if_fail (glyphs->node == BRV_NODE_ARTIFACT || glyphs->node < self->pages->nodes->len);

  pending.item = *glyphs;
  pending.item.kind = BRV_ITEM_GLYPHS;
  pending.item.image = NULL;
  pending.text_at = append_text (self, glyphs->text, glyphs->text_length);
  pending.glyphs_at = self->glyphs->len;
  pending.clusters_at = self->clusters->len;
  if (glyphs->n_glyphs > 0)
    g_array_append_vals (self->glyphs, glyphs->glyphs, glyphs->n_glyphs);
  if (glyphs->n_clusters > 0)
    g_array_append_vals (self->clusters, glyphs->clusters, glyphs->n_clusters);
  g_array_append_val (self->items, pending);
  place_node_of (self, glyphs->node,
                 glyphs->y -
                   ((const BrvFontKey *)g_ptr_array_index (self->fonts, glyphs->font))->size);
}

/**
 * brv_pages_builder_add_shared_glyphs:
 * @self: a builder with an open frame
 * @glyphs: as for brv_pages_builder_add_glyphs(), but text, glyphs and clusters belong to an owner
 *   that the frame keeps
 *
 * Draws glyphs without copying them: they are most of a page's memory, and the same from run to run.
 */
void
brv_pages_builder_add_shared_glyphs (BrvPagesBuilder *self, const BrvItem *glyphs)
{
  PendingItem pending = { .is_shared = TRUE };

  g_return_if_fail (self != NULL && self->is_open);
  g_return_if_fail (glyphs != NULL && glyphs->font < self->fonts->len);
  g_return_if_fail (glyphs->node == BRV_NODE_ARTIFACT || glyphs->node < self->pages->nodes->len);

  pending.item = *glyphs;
  pending.item.kind = BRV_ITEM_GLYPHS;
  pending.item.image = NULL;
  g_array_append_val (self->items, pending);
  place_node_of (self, glyphs->node,
                 glyphs->y -
                   ((const BrvFontKey *)g_ptr_array_index (self->fonts, glyphs->font))->size);
}

/**
 * brv_pages_builder_keep_owner:
 * @self: a builder with an open frame
 * @owner: (transfer full): what shared glyphs belong to; immutable, as frames go to other threads
 * @release: lets go of it
 *
 * Makes the open frame keep the owner of shared glyphs.
 */
void
brv_pages_builder_keep_owner (BrvPagesBuilder *self, gpointer owner, GDestroyNotify release)
{
  BrvFrameOwner kept = { owner, release };

  g_return_if_fail (self != NULL && self->is_open);
  g_return_if_fail (owner != NULL && release != NULL);

  if (self->owners == NULL)
    self->owners = g_array_new (FALSE, FALSE, sizeof (BrvFrameOwner));
  g_array_append_val (self->owners, kept);
}

/**
 * brv_pages_builder_add_rect:
 * @self: a builder with an open frame
 * @node: the structure node, or %BRV_NODE_ARTIFACT
 * @rect: what to fill
 * @color: with what
 *
 * Draws a filled rectangle.
 */
void
brv_pages_builder_add_rect (BrvPagesBuilder *self, guint node, BrvRect rect, BrvColor color)
{
  PendingItem pending = { 0 };

  g_return_if_fail (self != NULL && self->is_open);
  g_return_if_fail (node == BRV_NODE_ARTIFACT || node < self->pages->nodes->len);

  pending.item.kind = BRV_ITEM_RECT;
  pending.item.node = node;
  pending.item.rect = rect;
  pending.item.color = color;
  g_array_append_val (self->items, pending);
  place_node_of (self, node, rect.y);
}

/**
 * brv_pages_builder_add_image:
 * @self: a builder with an open frame
 * @node: the structure node, or %BRV_NODE_ARTIFACT
 * @rect: where it stands; the image is stretched to fill it
 * @image: the bytes of a JPEG or PNG image; a reference is kept
 *
 * Draws an image.
 */
void
brv_pages_builder_add_image (BrvPagesBuilder *self, guint node, BrvRect rect, GBytes *image)
{
  PendingItem pending = { 0 };

  g_return_if_fail (self != NULL && self->is_open);
  g_return_if_fail (node == BRV_NODE_ARTIFACT || node < self->pages->nodes->len);
  g_return_if_fail (image != NULL);

  pending.item.kind = BRV_ITEM_IMAGE;
  pending.item.node = node;
  pending.item.rect = rect;
  pending.item.image = g_bytes_ref (image);
  g_array_append_val (self->items, pending);
  place_node_of (self, node, rect.y);
}

/**
 * brv_pages_builder_add_link:
 * @self: a builder with an open frame
 * @link: a place that leads elsewhere; a link over several lines is one of these a line, all
 *   with the same node
 *
 * Adds a link to the frame.
 */
void
brv_pages_builder_add_link (BrvPagesBuilder *self, const BrvLink *link)
{
  PendingLink pending = { 0 };

  g_return_if_fail (self != NULL && self->is_open);
  g_return_if_fail (link != NULL && link->label != NULL);
  g_return_if_fail (link->node < self->pages->nodes->len);
  g_return_if_fail (link->kind != BRV_LINK_ADDRESS || link->address != NULL);

  pending.link = *link;
  if (link->kind == BRV_LINK_ADDRESS)
    {
      pending.has_address = TRUE;
      pending.address_at = append_text (self, link->address, strlen (link->address));
    }
  pending.label_at = append_text (self, link->label, strlen (link->label));
  g_array_append_val (self->links, pending);
}

/**
 * brv_pages_builder_add_area:
 * @self: a builder with an open frame
 * @area: where a line of a block stands; areas come from top to bottom
 *
 * Adds a line's place to the frame.
 */
void
brv_pages_builder_add_area (BrvPagesBuilder *self, const BrvArea *area)
{
  g_return_if_fail (self != NULL && self->is_open);
  g_return_if_fail (area != NULL);

  g_array_append_val (self->areas, *area);
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
  place_inner_nodes (self->pages->nodes);
  return g_steal_pointer (&self->pages);
}
