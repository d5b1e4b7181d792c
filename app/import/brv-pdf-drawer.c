/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include <cairo.h>

#include "base/brv-sha256.h"
#include "import/brv-import-error.h"
#include "import/brv-pdf-drawer.h"
#include "import/brv-pdf-importer.h"

/* A page with a side beyond these is drawn as if it had this one; ISO 32000-1, annex C. */
#define MIN_SIDE 3.0
#define MAX_SIDE 14400.0
/* No picture is larger, whatever scale is asked for: that of A4 at some 250 dpi. */
#define MAX_PIXELS 6000000.0

struct _BrvPdfDrawer
{
  PopplerDocument *document;
  GBytes *bytes;
  char *source_text; /* (nullable): that areas are wanted in */
  GPtrArray *areas;  /* (nullable) (element-type GArray): of each page, once they are read */
  char *text_sha256;
};

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

/**
 * brv_pdf_drawer_new:
 * @bytes: the bytes of a PDF
 * @hints: its password, where it has one, and the text that was read from it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a drawer of its pages, or %NULL with an error of
 *   brv_pdf_importer_open()
 */
BrvPdfDrawer *
brv_pdf_drawer_new (GBytes *bytes, const BrvImportHints *hints, GError **error)
{
  PopplerDocument *document = brv_pdf_importer_open (bytes, hints->password, error);
  BrvPdfDrawer *self = NULL;

  if (document == NULL)
    return NULL;
  self = g_new0 (BrvPdfDrawer, 1);
  self->document = document;
  self->bytes = g_bytes_ref (bytes);
  self->source_text = g_strdup (hints->text);
  return self;
}

/**
 * brv_pdf_drawer_free:
 * @self: (transfer full) (nullable): a drawer
 *
 * Closes the document.
 */
void
brv_pdf_drawer_free (BrvPdfDrawer *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->document);
  g_bytes_unref (self->bytes);
  g_free (self->source_text);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_free (self->text_sha256);
  g_free (self);
}

/**
 * brv_pdf_drawer_draw:
 * @self: a drawer
 * @page: which page, from 0
 * @scale: pixels a point; less is drawn where the picture would be too large
 * @error: return location for an error
 *
 * Draws a page.
 *
 * Returns: (transfer full) (nullable): the page, or %NULL with %BRV_IMPORT_ERROR_DAMAGED if there
 *   is no such page
 */
BrvDrawnPage *
brv_pdf_drawer_draw (BrvPdfDrawer *self, guint page, double scale, GError **error)
{
  PopplerPage *source = NULL;
  double width = 0;
  double height = 0;
  g_autoptr (BrvRaster) raster = NULL;

  if (page < (guint)poppler_document_get_n_pages (self->document))
    source = poppler_document_get_page (self->document, (int)page);
  if (source != NULL)
    {
      poppler_page_get_size (source, &width, &height);
      width = isfinite (width) ? CLAMP (width, MIN_SIDE, MAX_SIDE) : MIN_SIDE;
      height = isfinite (height) ? CLAMP (height, MIN_SIDE, MAX_SIDE) : MIN_SIDE;
      raster = draw (source, width, height, limit_scale (width, height, scale));
      g_object_unref (source);
    }
  if (raster == NULL)
    {
      g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "page %u", page);
      return NULL;
    }
  return brv_drawn_page_new (raster, width, height);
}

static gboolean
is_joint (char c)
{
  return c == '-' || c == ' ' || c == '\n';
}

/*
 * Moves areas from one text to another that has other hyphens and spaces, but the same letters: what
 * a line's end parts is not joined alike where there are other dictionaries, or another version.
 */
static gboolean
move_areas (GArray *areas, const char *from, const char *to)
{
  g_autofree guint32 *places = g_new (guint32, strlen (from) + 1);
  gsize i = 0;
  gsize k = 0;

  while (from[i] != '\0' || to[k] != '\0')
    {
      places[i] = (guint32)k;
      if (from[i] == to[k])
        {
          i++;
          k++;
        }
      else if (is_joint (from[i]))
        i++;
      else if (is_joint (to[k]))
        k++;
      else
        return FALSE;
    }
  places[i] = (guint32)k;
  for (guint a = 0; a < areas->len; a++)
    {
      BrvPdfArea *area = &g_array_index (areas, BrvPdfArea, a);

      area->start = places[area->start];
      area->end = MAX (places[area->end], area->start);
    }
  return TRUE;
}

/* Reads the text of all pages: once, as it takes long. */
static void
read_text (BrvPdfDrawer *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GArray) all = NULL;

  if (self->areas != NULL)
    return;
  self->areas = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  for (int i = 0; i < poppler_document_get_n_pages (self->document); i++)
    g_ptr_array_add (self->areas, g_array_new (FALSE, FALSE, sizeof (BrvPageArea)));
  all = brv_pdf_importer_find_areas (self->document, self->bytes, &text, NULL);
  if (all != NULL && self->source_text != NULL && move_areas (all, text, self->source_text))
    {
      g_free (text);
      text = g_strdup (self->source_text);
    }
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const BrvPdfArea *area = &g_array_index (all, BrvPdfArea, i);
      BrvPageArea found = { { area->start, area->end },
                            { area->box.x1, area->box.y1, area->box.x2 - area->box.x1,
                              area->box.y2 - area->box.y1 } };

      if (area->page < self->areas->len && area->end > area->start && area->box.x2 > area->box.x1 &&
          area->box.y2 > area->box.y1)
        g_array_append_val ((GArray *)g_ptr_array_index (self->areas, area->page), found);
    }
  self->text_sha256 = brv_sha256_of_string (text != NULL ? text : "");
}

/**
 * brv_pdf_drawer_find_areas:
 * @self: a drawer
 * @page: which page, from 0
 * @text_sha256: (out): the hash of the text that the areas refer to
 *
 * Finds where the letters of a page stand, by their places in the text that an import of the whole
 * document gives. The first time that text is read.
 *
 * Returns: (transfer full) (element-type BrvPageArea): the places; none if the document has no
 *   such page, or no text
 */
GArray *
brv_pdf_drawer_find_areas (BrvPdfDrawer *self, guint page, char **text_sha256)
{
  read_text (self);
  *text_sha256 = g_strdup (self->text_sha256);
  return page < self->areas->len ? g_array_ref (g_ptr_array_index (self->areas, page))
                                 : g_array_new (FALSE, FALSE, sizeof (BrvPageArea));
}
