/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "export/brv-painter.h"
#include "export/brv-export.h"
#include "export/brv-font-faces.h"
#include "export/brv-glyph-run.h"
#include "export/brv-images.h"

struct _BrvPainter
{
  BrvFontFaces *faces;
  BrvImages *images;
  cairo_font_options_t *options; /* unhinted: the same positions on screen and paper */
  BrvGlyphRun *run;              /* for one item at a time */
};

static void
set_font_matrix (cairo_t *cr, const BrvFontKey *key, double x_scale)
{
  cairo_matrix_t matrix;
  cairo_matrix_t expansion;

  /* The key counts y upwards, as fontconfig does. */
  cairo_matrix_init (&matrix, key->matrix[0], -key->matrix[2], -key->matrix[1], key->matrix[3], 0,
                     0);
  cairo_matrix_scale (&matrix, key->size, key->size);
  cairo_matrix_init_scale (&expansion, x_scale, 1);
  cairo_matrix_multiply (&matrix, &matrix, &expansion);
  cairo_set_font_matrix (cr, &matrix);
}

static gboolean
is_pdf (cairo_t *cr)
{
  return cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_PDF;
}

/* Paints an item's glyphs, and in a PDF file with them the blanks around it in its range. */
static gboolean
paint_glyphs (BrvPainter *self,
              cairo_t *cr,
              const BrvFrame *frame,
              BrvItemRange range,
              guint at,
              GError **error)
{
  const BrvItem *item = &range.items[at];
  const BrvFontKey *key = brv_frame_get_font (frame, item->font);
  cairo_font_face_t *face = brv_font_faces_find (self->faces, key, error);

  if (face == NULL)
    return FALSE;

  if (is_pdf (cr))
    brv_glyph_run_set_with_blanks (self->run, range, at, brv_font_faces_find_space (face));
  else
    brv_glyph_run_set (self->run, item);
  cairo_set_source_rgb (cr, item->color.red, item->color.green, item->color.blue);
  cairo_set_font_face (cr, face);
  set_font_matrix (cr, key, item->x_scale);
  brv_glyph_run_show (self->run, cr);
  return TRUE;
}

static void
paint_rect (cairo_t *cr, const BrvItem *item)
{
  cairo_set_source_rgb (cr, item->color.red, item->color.green, item->color.blue);
  cairo_rectangle (cr, item->rect.x, item->rect.y, item->rect.width, item->rect.height);
  cairo_fill (cr);
}

/* Where the pixels of a picture are not at hand, its room is shown instead. */
static void
paint_empty_image (cairo_t *cr, const BrvRect *rect)
{
  cairo_set_source_rgb (cr, 0.9, 0.9, 0.9);
  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  cairo_fill (cr);
}

/* A PDF file takes a JPEG as it is, and a screen the preview. */
static cairo_surface_t *
find_image (BrvPainter *self, const BrvItem *item, gboolean to_pdf, GError **error)
{
  if (to_pdf && brv_images_is_jpeg (item->image))
    return brv_images_find_jpeg (self->images, item->image, error);
  if (!to_pdf && item->preview != NULL)
    return brv_images_find_preview (self->images, item->preview, error);
  return brv_images_find_pixels (self->images, item->image, error);
}

static gboolean
paint_image (BrvPainter *self, cairo_t *cr, const BrvItem *item, GError **error)
{
  gboolean to_pdf = is_pdf (cr);
  cairo_surface_t *surface;
  int width_px;
  int height_px;

  if (!to_pdf && item->preview == NULL && !brv_images_has_raster_func (self->images))
    {
      paint_empty_image (cr, &item->rect);
      return TRUE;
    }
  surface = find_image (self, item, to_pdf, error);
  if (surface == NULL)
    return FALSE;

  width_px = cairo_image_surface_get_width (surface);
  height_px = cairo_image_surface_get_height (surface);
  cairo_save (cr);
  cairo_translate (cr, item->rect.x, item->rect.y);
  cairo_scale (cr, item->rect.width / width_px, item->rect.height / height_px);
  cairo_set_source_surface (cr, surface, 0, 0);
  if (to_pdf) /* the archive's standard leaves smoothing to the reader */
    cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  else /* pixels at the border are mixed with themselves, not with nothing */
    cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, width_px, height_px);
  cairo_fill (cr);
  cairo_restore (cr);
  return TRUE;
}

/**
 * brv_painter_new:
 *
 * Makes a painter that has loaded nothing yet.
 *
 * Returns: (transfer full): a painter
 */
BrvPainter *
brv_painter_new (void)
{
  BrvPainter *self = g_new0 (BrvPainter, 1);

  self->faces = brv_font_faces_new ();
  self->images = brv_images_new ();
  self->options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (self->options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (self->options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (self->options, CAIRO_ANTIALIAS_GRAY);
  self->run = brv_glyph_run_new ();
  return self;
}

/**
 * brv_painter_free:
 * @self: (transfer full): a painter
 *
 * Frees the painter and what it has loaded.
 */
void
brv_painter_free (BrvPainter *self)
{
  g_return_if_fail (self != NULL);

  brv_glyph_run_free (self->run);
  cairo_font_options_destroy (self->options);
  brv_images_free (self->images);
  brv_font_faces_free (self->faces);
  g_free (self);
}

/**
 * brv_painter_set_raster_func:
 * @self: a painter
 * @func: (nullable) (scope forever): gives the pixels of images
 * @user_data: for @func
 *
 * Sets where the pixels of images come from: on a screen of those without a preview, in a PDF file of
 * all but JPEG. Without it such an image is a grey box on a screen, and a fault in a PDF file.
 */
void
brv_painter_set_raster_func (BrvPainter *self, BrvRasterFunc func, gpointer user_data)
{
  g_return_if_fail (self != NULL);

  brv_images_set_raster_func (self->images, func, user_data);
}

/**
 * brv_painter_paint:
 * @self: a painter
 * @cr: a context whose unit is the point, with the page's top left corner at its origin
 * @frame: a page
 * @error: where to put a fault
 *
 * Paints a page. Its ground is not painted: paper is what the context already shows.
 *
 * Returns: %FALSE with %BRV_EXPORT_ERROR_FONT, %BRV_EXPORT_ERROR_IMAGE or
 *   %BRV_EXPORT_ERROR_DRAWING if the page is not complete
 */
gboolean
brv_painter_paint (BrvPainter *self, cairo_t *cr, const BrvFrame *frame, GError **error)
{
  guint n_items;

  g_return_val_if_fail (frame != NULL, FALSE);

  brv_frame_get_items (frame, &n_items);
  return brv_painter_paint_items (self, cr, frame, 0, n_items, error);
}

/**
 * brv_painter_paint_items:
 * @self: a painter
 * @cr: as for brv_painter_paint()
 * @frame: a page
 * @first: index of the first item to paint
 * @n_items: how many to paint
 * @error: where to put a fault
 *
 * Paints some of the items of a page. In a PDF file, items that are only blanks are painted with
 * a neighbour among them, and not at all without one: cairo drops what leaves no ink, and the
 * words around a lost blank would run into each other for who reads the file's text.
 *
 * Returns: as brv_painter_paint()
 */
gboolean
brv_painter_paint_items (
  BrvPainter *self, cairo_t *cr, const BrvFrame *frame, guint first, guint n_items, GError **error)
{
  const BrvItem *items;
  BrvItemRange range;
  gboolean painted = TRUE;
  guint n_all;

  g_return_val_if_fail (self != NULL && cr != NULL && frame != NULL, FALSE);

  items = brv_frame_get_items (frame, &n_all);
  g_return_val_if_fail (first <= n_all && n_items <= n_all - first, FALSE);

  range = (BrvItemRange){ items + first, n_items };
  cairo_save (cr);
  cairo_set_font_options (cr, self->options);
  for (guint i = first; painted && i < first + n_items; i++)
    {
      switch (items[i].kind)
        {
        case BRV_ITEM_GLYPHS:
          painted = (is_pdf (cr) && brv_glyph_run_is_blank (&items[i])) ||
                    paint_glyphs (self, cr, frame, range, i - first, error);
          break;
        case BRV_ITEM_RECT:
          paint_rect (cr, &items[i]);
          break;
        case BRV_ITEM_IMAGE:
          painted = paint_image (self, cr, &items[i], error);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  cairo_restore (cr);

  if (painted && cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_DRAWING,
                   _ ("A page could not be drawn: %s."),
                   cairo_status_to_string (cairo_status (cr)));
      painted = FALSE;
    }
  return painted;
}
