/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <cairo-pdf.h>

#include "export/brv-export.h"
#include "export/brv-painter.h"
#include "tests/export/sample-pages.h"

static cairo_surface_t *
new_paper (double scale, cairo_t **cr)
{
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int)(SAMPLE_WIDTH * scale), (int)(SAMPLE_HEIGHT * scale));

  *cr = cairo_create (surface);
  cairo_set_source_rgb (*cr, 1, 1, 1);
  cairo_paint (*cr);
  cairo_scale (*cr, scale, scale);
  return surface;
}

/* How dark the pixels of a rectangle are, from 0 (paper) to 1 (all black). */
static double
get_ink (cairo_surface_t *surface, double scale, BrvRect rect)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double ink = 0;
  guint n = 0;

  cairo_surface_flush (surface);
  for (int y = (int)(rect.y * scale); y < (int)((rect.y + rect.height) * scale); y++)
    {
      for (int x = (int)(rect.x * scale); x < (int)((rect.x + rect.width) * scale); x++)
        {
          ink += 1 - data[y * stride + x * 4 + 1] / 255.0;
          n++;
        }
    }
  return n > 0 ? ink / n : 0;
}

static void
test_paint (void)
{
  g_autoptr (BrvPages) pages = sample_pages_new (TRUE);
  g_autoptr (BrvPainter) painter = brv_painter_new ();
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  const struct
  {
    const char *name;
    guint page;
    BrvRect rect;
    double least;
    double most;
  } rows[] = {
    { "heading", 0, { 72, 84, 180, 20 }, 0.15, 0.5 },
    { "serif text", 0, { 72, 132, 150, 10 }, 0.1, 0.4 },
    { "right to left", 0, { 300, 190, 100, 14 }, 0.03, 0.4 },
    { "rule", 0, { 80, 47, 400, 2 }, 0.2, 0.3 },
    { "empty", 0, { 72, 300, 400, 300 }, 0, 0 },
    { "synthetic slant", 1, { 72, 222, 70, 10 }, 0.1, 0.4 },
    { "photo without pixels", 2, { 80, 90, 200, 100 }, 0.09, 0.11 },
    { "picture without pixels", 2, { 75, 283, 190, 90 }, 0.09, 0.11 },
  };

  for (guint page = 0; page < 3; page++)
    {
      surface = new_paper (2, &cr);
      g_assert_true (brv_painter_paint (painter, cr, brv_pages_get_frame (pages, page), &error));
      g_assert_no_error (error);
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          double ink = get_ink (surface, 2, rows[i].rect);

          if (rows[i].page != page)
            continue;
          g_test_message ("%s: %.3f", rows[i].name, ink);
          g_assert_cmpfloat (ink, >=, rows[i].least);
          g_assert_cmpfloat (ink, <=, rows[i].most);
        }
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* Bold shapes are darker; slanted ones lean to the right. */
static void
test_synthetic (void)
{
  g_autoptr (BrvPages) pages = NULL;
  g_autoptr (BrvPainter) painter = brv_painter_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  Sample sample;
  guint root;
  double left;

  sample_init (&sample);
  root = sample_node (&sample, BRV_NODE_DOCUMENT, 0);
  brv_pages_builder_begin_frame (sample.builder, SAMPLE_WIDTH, SAMPLE_HEIGHT, NULL);
  sample_text (&sample, root, "TeX Gyre Heros 100", 100, 100, "III");
  sample.embolden = TRUE;
  sample_text (&sample, root, "TeX Gyre Heros 100", 100, 200, "III");
  sample.embolden = FALSE;
  sample.slant = 0.2;
  sample_text (&sample, root, "TeX Gyre Heros 100", 100, 300, "III");
  sample.slant = 0;
  sample.x_scale = 2;
  sample_text (&sample, root, "TeX Gyre Heros 100", 100, 400, "III");
  pages = sample_finish (&sample);

  surface = new_paper (1, &cr);
  g_assert_true (brv_painter_paint (painter, cr, brv_pages_get_frame (pages, 0), NULL));
  left = get_ink (surface, 1, (BrvRect){ 100, 28, 85, 60 });
  g_assert_cmpfloat (get_ink (surface, 1, (BrvRect){ 100, 128, 85, 60 }), >, left * 1.1);
  g_assert_cmpfloat_with_epsilon (get_ink (surface, 1, (BrvRect){ 100, 328, 170, 60 }), left, 0.02);
  /* The top of the first I has left the place where its foot stands. */
  g_assert_cmpfloat (get_ink (surface, 1, (BrvRect){ 100, 230, 19, 8 }), <,
                     get_ink (surface, 1, (BrvRect){ 100, 30, 19, 8 }) * 0.6);
  g_assert_cmpfloat (get_ink (surface, 1, (BrvRect){ 100, 292, 22, 8 }), >, 0.2);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* What it is given for the photo, and the picture itself. */
static BrvRaster *
give_raster (GBytes *image, gpointer user_data, GError **error)
{
  return g_bytes_get_size (image) == sizeof sample_jpeg ? brv_raster_ref (user_data)
                                                        : sample_decode (image, NULL, error);
}

static void
test_raster (void)
{
  g_autoptr (BrvPages) pages = sample_pages_new (TRUE);
  g_autoptr (BrvPainter) painter = brv_painter_new ();
  const guint32 black[6] = {
    0xff000000, 0xff000000, 0xff000000, 0xff000000, 0xff000000, 0xff000000
  };
  g_autoptr (GBytes) pixels = g_bytes_new (black, sizeof black);
  g_autoptr (BrvRaster) raster = brv_raster_new (3, 2, pixels);
  cairo_surface_t *surface;
  cairo_t *cr;

  brv_painter_set_raster_func (painter, give_raster, raster);
  surface = new_paper (1, &cr);
  g_assert_true (brv_painter_paint (painter, cr, brv_pages_get_frame (pages, 2), NULL));
  g_assert_cmpfloat (get_ink (surface, 1, (BrvRect){ 72, 80, 240, 160 }), ==, 1);
  g_assert_cmpfloat_with_epsilon (get_ink (surface, 1, (BrvRect){ 75, 283, 40, 90 }), 0.75, 0.01);
  g_assert_cmpfloat_with_epsilon (get_ink (surface, 1, (BrvRect){ 130, 283, 130, 90 }), 0.5, 0.01);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static BrvRaster *
give_nothing (GBytes *image, gpointer user_data, GError **error)
{
  return NULL;
}

/* In a PDF file a picture is there or the file is not. */
static void
test_faults (void)
{
  static const guint8 cmyk[] = { 0xff, 0xd8, 0xff, 0xc0, 0, 20, 8,    0, 16, 0,    16, 4, 1,
                                 0x11, 0,    2,    0x11, 0, 3,  0x11, 0, 4,  0x11, 0,  0, 0 };
  /* 20,000 × 20,000 pixels, and nothing more */
  static const guint8 poster[] = { 0xff, 0xd8, 0xff, 0xc0, 0, 17,   8, 0x4e, 0x20, 0x4e, 0x20,
                                   3,    1,    0x11, 0,    2, 0x11, 0, 3,    0x11, 0 };
  const struct
  {
    const char *name;
    const char *font_file;
    const void *image;
    gsize image_length;
    BrvExportError code;
  } rows[] = {
    { "no font", "/nowhere/none.otf", NULL, 0, BRV_EXPORT_ERROR_FONT },
    { "no picture", NULL, "this is not a picture", 21, BRV_EXPORT_ERROR_IMAGE },
    { "nothing", NULL, "", 0, BRV_EXPORT_ERROR_IMAGE },
    { "cut off", NULL, sample_jpeg, 150, BRV_EXPORT_ERROR_IMAGE },
    { "for the press", NULL, cmyk, sizeof cmyk, BRV_EXPORT_ERROR_IMAGE },
    { "too large a JPEG", NULL, poster, sizeof poster, BRV_EXPORT_ERROR_IMAGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvPainter) painter = brv_painter_new ();
      g_autoptr (BrvPagesBuilder) builder = brv_pages_builder_new ();
      g_autoptr (BrvPages) pages = NULL;
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface;
      cairo_t *cr;

      g_test_message ("%s", rows[i].name);
      brv_painter_set_raster_func (painter, give_nothing, NULL);
      brv_pages_builder_begin_frame (builder, SAMPLE_WIDTH, SAMPLE_HEIGHT, NULL);
      if (rows[i].font_file != NULL)
        {
          const BrvFontKey key = {
            .file = rows[i].font_file, .size = 10, .matrix = { 1, 0, 0, 1 }, .family = "None"
          };
          BrvItem item = { .node = BRV_NODE_ARTIFACT, .x_scale = 1, .text = "" };

          item.font = brv_pages_builder_add_font (builder, &key);
          brv_frame_builder_add_glyphs (brv_pages_builder_get_frame (builder), &item);
        }
      else
        {
          g_autoptr (GBytes) bytes = g_bytes_new (rows[i].image, rows[i].image_length);

          brv_frame_builder_add_image (brv_pages_builder_get_frame (builder), BRV_NODE_ARTIFACT,
                                       (BrvRect){ 0, 0, 9, 9 }, bytes, NULL);
        }
      pages = brv_pages_builder_finish (builder);
      surface = cairo_pdf_surface_create (NULL, SAMPLE_WIDTH, SAMPLE_HEIGHT);
      cr = cairo_create (surface);
      g_assert_false (brv_painter_paint (painter, cr, brv_pages_get_frame (pages, 0), &error));
      g_assert_error (error, BRV_EXPORT_ERROR, (int)rows[i].code);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static gpointer
paint_all (gpointer data)
{
  g_autoptr (BrvPainter) painter = brv_painter_new ();
  cairo_surface_t *surface;
  cairo_t *cr;

  for (guint page = 0; page < 3; page++)
    {
      surface = new_paper (1, &cr);
      g_assert_true (brv_painter_paint (painter, cr, brv_pages_get_frame (data, page), NULL));
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (BrvPages) pages = sample_pages_new (TRUE);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("painter", paint_all, pages);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/painter/paint", test_paint);
  g_test_add_func ("/export/painter/synthetic", test_synthetic);
  g_test_add_func ("/export/painter/raster", test_raster);
  g_test_add_func ("/export/painter/faults", test_faults);
  g_test_add_func ("/export/painter/threads", test_threads);

  return g_test_run ();
}
