/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include <cairo.h>

#include "import/brv-import-error.h"
#include "import/brv-pdf-drawer.h"
#include "import/brv-pdf-importer.h"

/* A page with a side beyond these is drawn as if it had this one; ISO 32000-1, annex C. */
#define MIN_SIDE 3.0
#define MAX_SIDE 14400.0
/* No picture is larger, whatever scale is asked for: that of A4 at some 250 dpi. */
#define MAX_PIXELS 6000000.0

/* The scale at which the picture stays within its bounds. */
static double
limit_scale (double width, double height, double scale)
{
  double most =
    MIN (sqrt (MAX_PIXELS / (width * height)), BRV_RASTER_MAX_SIDE_PX / MAX (width, height));

  return MIN (scale, most);
}

static BrvRaster *
draw (PopplerPage *page, double width, double height, double scale)
{
  int width_px = MAX ((int)lround (width * scale), 1);
  int height_px = MAX ((int)lround (height * scale), 1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width_px, height_px);
  cairo_t *cr = cairo_create (surface);
  gsize length = (gsize)width_px * 4 * (gsize)height_px;
  g_autoptr (GBytes) pixels = NULL;
  BrvRaster *raster = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS &&
      cairo_image_surface_get_stride (surface) == width_px * 4)
    {
      pixels = g_bytes_new (cairo_image_surface_get_data (surface), length);
      raster = brv_raster_new ((guint)width_px, (guint)height_px, pixels);
    }
  cairo_surface_destroy (surface);
  return raster;
}

/* The letters on the page, by their places in the text that an import of the document gives. */
static GArray *
find_areas (PopplerDocument *document, GBytes *bytes, guint page, char **text)
{
  g_autoptr (GArray) all = brv_pdf_importer_find_areas (document, bytes, text, NULL);
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (BrvPageArea));

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const BrvPdfArea *area = &g_array_index (all, BrvPdfArea, i);
      BrvPageArea found = { { area->start, area->end },
                            { area->box.x1, area->box.y1, area->box.x2 - area->box.x1,
                              area->box.y2 - area->box.y1 } };

      if (area->page == page && area->box.x2 > area->box.x1 && area->box.y2 > area->box.y1)
        g_array_append_val (areas, found);
    }
  if (all == NULL)
    *text = g_strdup ("");
  return areas;
}

/**
 * brv_pdf_drawer_run:
 * @bytes: the bytes of a PDF
 * @hints: its password, where it has one
 * @page: which page, from 0
 * @scale: pixels a point; less is drawn where the picture would be too large
 * @error: return location for an error
 *
 * Draws a page. The text that comes with it is that of the whole source, as an import makes it, so
 * that a place on the page and a place in the source's text are the same; the areas are those of
 * this page alone.
 *
 * Returns: (transfer full) (nullable): the page, or %NULL with an error of brv_pdf_importer_open(),
 *   or %BRV_IMPORT_ERROR_DAMAGED if there is no such page
 */
BrvDrawnPage *
brv_pdf_drawer_run (
  GBytes *bytes, const BrvImportHints *hints, guint page, double scale, GError **error)
{
  PopplerDocument *document = brv_pdf_importer_open (bytes, hints->password, error);
  PopplerPage *source = NULL;
  double width = 0;
  double height = 0;
  g_autofree char *text = NULL;
  g_autoptr (BrvRaster) raster = NULL;
  g_autoptr (GArray) areas = NULL;

  if (document == NULL)
    return NULL;
  if (page < (guint)poppler_document_get_n_pages (document))
    source = poppler_document_get_page (document, (int)page);
  if (source != NULL)
    {
      poppler_page_get_size (source, &width, &height);
      width = isfinite (width) ? CLAMP (width, MIN_SIDE, MAX_SIDE) : MIN_SIDE;
      height = isfinite (height) ? CLAMP (height, MIN_SIDE, MAX_SIDE) : MIN_SIDE;
      raster = draw (source, width, height, limit_scale (width, height, scale));
      areas = find_areas (document, bytes, page, &text);
      g_object_unref (source);
    }
  g_object_unref (document);
  if (raster == NULL)
    {
      g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "page %u", page);
      return NULL;
    }
  return brv_drawn_page_new (raster, width, height, text,
                             (const BrvPageArea *)(gconstpointer)areas->data, areas->len);
}
