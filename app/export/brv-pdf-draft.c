/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "export/brv-pdf-draft.h"
#include "export/brv-glyph-run.h"
#include "export/brv-painter.h"

static cairo_status_t
append_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Blanks between two nodes go with the one before, for alone they would be lost. */
static gboolean
belongs_to_leaf (const BrvItem *item, guint node)
{
  if (item->kind == BRV_ITEM_IMAGE)
    return FALSE;
  return item->node == node || (node != BRV_NODE_ARTIFACT && item->node != BRV_NODE_ARTIFACT &&
                                brv_glyph_run_is_blank (item));
}

/* How many items from @first on make one leaf. */
static guint
count_leaf_items (const BrvItem *items, guint n_items, guint first)
{
  guint end = first + 1;

  if (items[first].kind == BRV_ITEM_IMAGE)
    return 1;
  while (end < n_items && belongs_to_leaf (&items[end], items[first].node))
    end++;
  return end - first;
}

static gboolean
draw_page (BrvPdfDraft *self, guint page, BrvPainter *painter, cairo_t *cr, GError **error)
{
  const BrvFrame *frame = brv_pages_get_frame (self->pages, self->first_page + page);
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);
  gboolean painted = TRUE;

  cairo_pdf_surface_set_size (cairo_get_target (cr), brv_frame_get_width (frame),
                              brv_frame_get_height (frame));
  for (guint i = 0; painted && i < n_items;)
    {
      guint n = count_leaf_items (items, n_items, i);
      const BrvPdfLeaf leaf = { items[i].node, page, items[i].kind == BRV_ITEM_IMAGE };

      /* Any tag will do: the finisher writes the real one. */
      cairo_tag_begin (cr, "Span", NULL);
      painted = brv_painter_paint_items (painter, cr, frame, i, n, error);
      cairo_tag_end (cr, "Span");
      g_array_append_val (self->leaves, leaf);
      i += n;
    }
  cairo_show_page (cr);
  return painted;
}

static gboolean
draw_pages (BrvPdfDraft *self, cairo_surface_t *surface, GCancellable *cancellable, GError **error)
{
  g_autoptr (BrvPainter) painter = brv_painter_new ();
  cairo_t *cr = cairo_create (surface);
  gboolean drawn = TRUE;

  for (guint i = 0; drawn && i < self->n_pages; i++)
    drawn = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
            draw_page (self, i, painter, cr, error);
  cairo_destroy (cr);
  return drawn;
}

/**
 * brv_pdf_draft_new:
 * @pages: all pages; they must outlive the draft
 * @first_page: the first page to draw, counted from 0
 * @n_pages: how many to draw, at least 1
 * @cancellable: (nullable): stops the work
 * @error: where to put a fault
 *
 * Draws pages with cairo.
 *
 * Returns: (transfer full): the draft, or %NULL with %BRV_EXPORT_ERROR_FONT,
 *   %BRV_EXPORT_ERROR_IMAGE, %BRV_EXPORT_ERROR_DRAWING or %G_IO_ERROR_CANCELLED
 */
BrvPdfDraft *
brv_pdf_draft_new (
  const BrvPages *pages, guint first_page, guint n_pages, GCancellable *cancellable, GError **error)
{
  g_autoptr (BrvPdfDraft) self = g_new0 (BrvPdfDraft, 1);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  gboolean drawn;

  g_return_val_if_fail (pages != NULL && n_pages > 0, NULL);
  g_return_val_if_fail (first_page + n_pages <= brv_pages_get_n_frames (pages), NULL);

  self->pages = pages;
  self->first_page = first_page;
  self->n_pages = n_pages;
  self->leaves = g_array_new (FALSE, FALSE, sizeof (BrvPdfLeaf));

  surface = cairo_pdf_surface_create_for_stream (append_bytes_cb, bytes, 1, 1);
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_5);
  drawn = draw_pages (self, surface, cancellable, error);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_DRAWING,
                   _ ("The pages could not be drawn: %s."), cairo_status_to_string (status));
      return NULL;
    }
  self->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return g_steal_pointer (&self);
}

/**
 * brv_pdf_draft_free:
 * @self: (transfer full): a draft
 *
 * Frees the draft.
 */
void
brv_pdf_draft_free (BrvPdfDraft *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_array_unref (self->leaves);
  g_free (self);
}

/**
 * brv_pdf_draft_find_page:
 * @self: a draft
 * @page: a page of all pages, counted from 0
 * @draft_page: (out): the same page in the draft
 *
 * Finds a page among those that were drawn.
 *
 * Returns: %FALSE if it was not drawn
 */
gboolean
brv_pdf_draft_find_page (const BrvPdfDraft *self, guint page, guint *draft_page)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (page < self->first_page || page - self->first_page >= self->n_pages)
    return FALSE;
  *draft_page = page - self->first_page;
  return TRUE;
}
