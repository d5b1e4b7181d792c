/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "typeset/brv-frame-builder.h"
#include "typeset/brv-frame-private.h"

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

struct _BrvFrameBuilder
{
  GPtrArray *fonts; /* BrvFontKey, shared with the frames */
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

static gsize
append_text (BrvFrameBuilder *self, const char *text, gsize length)
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
resolve_items (BrvFrameBuilder *self,
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
resolve_links (BrvFrameBuilder *self, BrvLink *links, const char *text)
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
make_frame (BrvFrameBuilder *self)
{
  BrvFrame *frame = g_atomic_rc_box_new0 (BrvFrame);
  gsize items_at = 0;
  gsize links_at = self->items->len * sizeof (BrvItem);
  gsize size = links_at + self->links->len * sizeof (BrvLink);
  gsize areas_at = reserve (&size, self->areas);
  gsize glyphs_at = reserve (&size, self->glyphs);
  gsize clusters_at = reserve (&size, self->clusters);
  gsize text_at = size;
  char *block = g_malloc (size + self->text->len + 1); /* never nothing */
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
clear_items (BrvFrameBuilder *self)
{
  g_array_set_size (self->items, 0);
  g_array_set_size (self->links, 0);
  g_array_set_size (self->areas, 0);
  g_array_set_size (self->glyphs, 0);
  g_array_set_size (self->clusters, 0);
  g_string_truncate (self->text, 0);
}

/**
 * brv_frame_builder_new:
 * @fonts: (element-type BrvFontKey): the fonts that items name by their index; kept
 *
 * Returns: (transfer full): a builder without a frame
 */
BrvFrameBuilder *
brv_frame_builder_new (GPtrArray *fonts)
{
  BrvFrameBuilder *self = g_new0 (BrvFrameBuilder, 1);

  self->fonts = g_ptr_array_ref (fonts);
  self->items = g_array_new (FALSE, FALSE, sizeof (PendingItem));
  self->links = g_array_new (FALSE, FALSE, sizeof (PendingLink));
  self->areas = g_array_new (FALSE, FALSE, sizeof (BrvArea));
  self->glyphs = g_array_new (FALSE, FALSE, sizeof (BrvGlyph));
  self->clusters = g_array_new (FALSE, FALSE, sizeof (BrvCluster));
  self->text = g_string_new (NULL);
  return self;
}

/**
 * brv_frame_builder_free:
 * @self: (transfer full): a builder, its frame finished or not
 *
 * Frees the builder.
 */
void
brv_frame_builder_free (BrvFrameBuilder *self)
{
  g_return_if_fail (self != NULL);

  brv_frame_unref (make_frame (self)); /* lets go of images and owners */
  g_array_unref (self->items);
  g_array_unref (self->links);
  g_array_unref (self->areas);
  g_array_unref (self->glyphs);
  g_array_unref (self->clusters);
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->fonts);
  g_free (self);
}

/**
 * brv_frame_builder_begin:
 * @self: a builder
 * @width: the width of the page, in points
 * @height: its height, in points
 * @label: (nullable): the page number as it is printed
 *
 * Starts a frame.
 */
void
brv_frame_builder_begin (BrvFrameBuilder *self, double width, double height, const char *label)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (width > 0 && height > 0);

  self->width = width;
  self->height = height;
  self->label_at = append_text (self, label != NULL ? label : "", label ? strlen (label) : 0);
}

/**
 * brv_frame_builder_add_glyphs:
 * @self: a builder with an open frame
 * @glyphs: a run of glyphs of one font: node, color, font, x, y, x_scale, backward, text,
 *   glyphs and clusters count, the rest is ignored. The clusters cover all of the text and of
 *   the glyphs.
 *
 * Draws glyphs.
 */
void
brv_frame_builder_add_glyphs (BrvFrameBuilder *self, const BrvItem *glyphs)
{
  PendingItem pending = { 0 };

  g_return_if_fail (self != NULL);
  g_return_if_fail (glyphs != NULL && glyphs->font < self->fonts->len);

  pending.item = *glyphs;
  pending.item.kind = BRV_ITEM_GLYPHS;
  pending.item.image = pending.item.preview = NULL;
  pending.text_at = append_text (self, glyphs->text, glyphs->text_length);
  pending.glyphs_at = self->glyphs->len;
  pending.clusters_at = self->clusters->len;
  if (glyphs->n_glyphs > 0)
    g_array_append_vals (self->glyphs, glyphs->glyphs, glyphs->n_glyphs);
  if (glyphs->n_clusters > 0)
    g_array_append_vals (self->clusters, glyphs->clusters, glyphs->n_clusters);
  g_array_append_val (self->items, pending);
}

/**
 * brv_frame_builder_add_shared_glyphs:
 * @self: a builder with an open frame
 * @glyphs: as for brv_frame_builder_add_glyphs(), but text, glyphs and clusters belong to an owner
 *   that the frame keeps
 *
 * Draws glyphs without copying them: they are most of a page's memory, and the same from run to run.
 */
void
brv_frame_builder_add_shared_glyphs (BrvFrameBuilder *self, const BrvItem *glyphs)
{
  PendingItem pending = { .is_shared = TRUE };

  g_return_if_fail (self != NULL);
  g_return_if_fail (glyphs != NULL && glyphs->font < self->fonts->len);

  pending.item = *glyphs;
  pending.item.kind = BRV_ITEM_GLYPHS;
  pending.item.image = pending.item.preview = NULL;
  g_array_append_val (self->items, pending);
}

/**
 * brv_frame_builder_keep_owner:
 * @self: a builder with an open frame
 * @owner: (transfer full): what shared glyphs belong to; immutable, as frames go to other threads
 * @release: lets go of it
 *
 * Makes the open frame keep the owner of shared glyphs.
 */
void
brv_frame_builder_keep_owner (BrvFrameBuilder *self, gpointer owner, GDestroyNotify release)
{
  BrvFrameOwner kept = { owner, release };

  g_return_if_fail (self != NULL);
  g_return_if_fail (owner != NULL && release != NULL);

  if (self->owners == NULL)
    self->owners = g_array_new (FALSE, FALSE, sizeof (BrvFrameOwner));
  g_array_append_val (self->owners, kept);
}

/**
 * brv_frame_builder_add_rect:
 * @self: a builder with an open frame
 * @node: the structure node, or %BRV_NODE_ARTIFACT
 * @rect: what to fill
 * @color: with what
 *
 * Draws a filled rectangle.
 */
void
brv_frame_builder_add_rect (BrvFrameBuilder *self, guint node, BrvRect rect, BrvColor color)
{
  PendingItem pending = { 0 };

  g_return_if_fail (self != NULL);

  pending.item.kind = BRV_ITEM_RECT;
  pending.item.node = node;
  pending.item.rect = rect;
  pending.item.color = color;
  g_array_append_val (self->items, pending);
}

/**
 * brv_frame_builder_add_image:
 * @self: a builder with an open frame
 * @node: the structure node, or %BRV_NODE_ARTIFACT
 * @rect: where it stands; the image is stretched to fill it
 * @image: the bytes of a JPEG or PNG image; a reference is kept
 * @preview: (nullable): the same as a packed #BrvRaster, for screens; a reference is kept
 *
 * Draws an image.
 */
void
brv_frame_builder_add_image (
  BrvFrameBuilder *self, guint node, BrvRect rect, GBytes *image, GBytes *preview)
{
  PendingItem pending = { 0 };

  g_return_if_fail (self != NULL);
  g_return_if_fail (image != NULL);

  pending.item.kind = BRV_ITEM_IMAGE;
  pending.item.node = node;
  pending.item.rect = rect;
  pending.item.image = g_bytes_ref (image);
  pending.item.preview = preview != NULL ? g_bytes_ref (preview) : NULL;
  g_array_append_val (self->items, pending);
}

/**
 * brv_frame_builder_add_link:
 * @self: a builder with an open frame
 * @link: a place that leads elsewhere; a link over several lines is one of these a line, all
 *   with the same node
 *
 * Adds a link to the frame.
 */
void
brv_frame_builder_add_link (BrvFrameBuilder *self, const BrvLink *link)
{
  PendingLink pending = { 0 };

  g_return_if_fail (self != NULL);
  g_return_if_fail (link != NULL && link->label != NULL);
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
 * brv_frame_builder_add_area:
 * @self: a builder with an open frame
 * @area: where a line of a block stands; areas come from top to bottom
 *
 * Adds a line's place to the frame.
 */
void
brv_frame_builder_add_area (BrvFrameBuilder *self, const BrvArea *area)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (area != NULL);

  g_array_append_val (self->areas, *area);
}

/**
 * brv_frame_builder_finish:
 * @self: a builder with an open frame
 *
 * Returns: (transfer full): the frame; another one can be begun
 */
BrvFrame *
brv_frame_builder_finish (BrvFrameBuilder *self)
{
  BrvFrame *frame;

  g_return_val_if_fail (self != NULL, NULL);

  frame = make_frame (self);
  clear_items (self);
  return frame;
}
