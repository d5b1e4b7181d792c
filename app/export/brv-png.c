/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "export/brv-export.h"
#include "export/brv-painter.h"

#define DEFAULT_PX_PER_INCH 150.0
/* A0 at 600 pixels an inch; cairo itself ends at 32,767. */
#define MAX_SIDE_PX 28000

static cairo_status_t
append_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A page without its pictures is no page. */
static gboolean
check_images (const BrvFrame *frame, GError **error)
{
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      if (items[i].kind == BRV_ITEM_IMAGE && items[i].preview == NULL)
        {
          g_set_error_literal (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_UNSUPPORTED,
                               _ ("A page with a picture cannot be saved as an image here. "
                                  "Export it as PDF."));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * brv_export_png:
 * @pages: the pages
 * @page: the page, counted from 0
 * @options: (nullable): the resolution, and what decodes pictures; the range is not looked at
 * @cancellable: (nullable): stops the work
 * @error: where to put a fault
 *
 * Draws a page on white as an image in PNG format.
 *
 * Returns: (transfer full): the file's bytes, or %NULL with %BRV_EXPORT_ERROR_RANGE if there is
 *   no such page, %BRV_EXPORT_ERROR_UNSUPPORTED if the image would be too large or the page has
 *   a picture that cannot be decoded, another %BRV_EXPORT_ERROR if it cannot be drawn, or %G_IO_ERROR_CANCELLED
 */
GBytes *
brv_export_png (const BrvPages *pages,
                guint page,
                const BrvExportOptions *options,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (BrvPainter) painter = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  const BrvFrame *frame;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;
  gboolean painted;
  double scale = DEFAULT_PX_PER_INCH / 72;
  double width_px;
  double height_px;

  g_return_val_if_fail (pages != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (page >= brv_pages_get_n_frames (pages))
    {
      g_set_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_RANGE,
                   _ ("The document has no page %u."), page + 1);
      return NULL;
    }
  frame = brv_pages_get_frame (pages, page);
  if (options != NULL && options->resolution > 0)
    scale = options->resolution / 72;
  width_px = MAX (1, brv_frame_get_width (frame) * scale + 0.5);
  height_px = MAX (1, brv_frame_get_height (frame) * scale + 0.5);
  if (width_px > MAX_SIDE_PX || height_px > MAX_SIDE_PX)
    {
      g_set_error_literal (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_UNSUPPORTED,
                           _ ("The image would be too large. Choose a lower resolution."));
      return NULL;
    }
  if ((options == NULL || options->raster_func == NULL) && !check_images (frame, error))
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)width_px, (int)height_px);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  painter = brv_painter_new ();
  if (options != NULL)
    brv_painter_set_raster_func (painter, options->raster_func, options->raster_data);
  painted = brv_painter_paint (painter, cr, frame, error);
  cairo_destroy (cr);

  bytes = g_byte_array_new ();
  status = cairo_surface_write_to_png_stream (surface, append_bytes_cb, bytes);
  cairo_surface_destroy (surface);
  if (!painted)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_DRAWING,
                   _ ("A page could not be drawn: %s."), cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
