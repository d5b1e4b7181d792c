/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "typeset/brv-pages-builder.h"
#include "ui/pages/brv-page-view.h"

#define PAGE_WIDTH  595.0
#define PAGE_HEIGHT 842.0
#define TEXT_LEFT   108.0
#define TEXT_WIDTH  384.0

static const BrvId block_id = { 1, 2 };

/* Pages with one block on each: the test's block on the last one. */
static BrvPages *
make_pages_wide (guint n_pages, double text_width)
{
  BrvPagesBuilder *builder = brv_pages_builder_new ();
  BrvPages *pages;

  for (guint i = 0; i < n_pages; i++)
    {
      const BrvRect rect = { TEXT_LEFT, 400, text_width, 14 };
      const BrvArea area = { i + 1 == n_pages ? block_id : brv_id_new (), { 7, 20 }, rect };

      brv_pages_builder_begin_frame (builder, PAGE_WIDTH, PAGE_HEIGHT, "1");
      brv_frame_builder_add_rect (brv_pages_builder_get_frame (builder), BRV_NODE_ARTIFACT, rect,
                                  (BrvColor){ 1, 0, 0 });
      brv_frame_builder_add_area (brv_pages_builder_get_frame (builder), &area);
    }
  pages = brv_pages_builder_finish (builder);
  brv_pages_builder_free (builder);
  return pages;
}

static BrvPages *
make_pages (guint n_pages)
{
  return make_pages_wide (n_pages, TEXT_WIDTH);
}

static void
test_geometry (void)
{
  const struct
  {
    gint width_px;
    double text_scale;
    BrvZoom zoom;
    BrvZoomMode mode;
    double percent;
  } rows[] = {
    /* At 1366 the pane has 443 pixels: text would be 7.3 pixels high. */
    { 443, 1.0, { BRV_ZOOM_AUTOMATIC, 0 }, BRV_ZOOM_FIT_TEXT, 67.5 },
    { 520, 1.0, { BRV_ZOOM_AUTOMATIC, 0 }, BRV_ZOOM_FIT_WIDTH, 62.0 },
    { 520, 1.5, { BRV_ZOOM_AUTOMATIC, 0 }, BRV_ZOOM_FIT_TEXT, 80.0 },
    { 443, 1.0, { BRV_ZOOM_FIT_WIDTH, 0 }, BRV_ZOOM_FIT_WIDTH, 52.3 },
    { 443, 1.0, { BRV_ZOOM_PERCENT, 150 }, BRV_ZOOM_PERCENT, 150.0 },
  };
  g_autoptr (BrvPages) pages = make_pages (3);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BrvPageGeometry geometry;

      g_test_message ("row %u", i);
      brv_page_geometry_init (&geometry, pages, rows[i].width_px, rows[i].text_scale,
                              &rows[i].zoom);
      g_assert_cmpint (geometry.mode, ==, rows[i].mode);
      g_assert_cmpfloat_with_epsilon (brv_page_geometry_get_percent (&geometry), rows[i].percent,
                                      0.1);
      g_assert_cmpuint (brv_page_geometry_get_n_pages (&geometry), ==, 3);
      for (guint page = 0; page < 3; page++)
        {
          const BrvPagePlace *place = brv_page_geometry_get_place (&geometry, page);

          g_assert_cmpuint (brv_page_geometry_find_page (&geometry, place->y), ==, page);
          g_assert_cmpuint (brv_page_geometry_find_page (&geometry, place->y + place->height), ==,
                            page);
          g_assert_cmpint (place->x, >=, BRV_PAGE_GAP_PX);
          g_assert_cmpint (place->x + place->width, <=, geometry.width - BRV_PAGE_GAP_PX + 1);
        }
      brv_page_geometry_clear (&geometry);
    }
}

/* A brief that has no more than a short title yet is not shown larger than one with text. */
static void
test_short (void)
{
  const BrvZoom zoom = { BRV_ZOOM_FIT_TEXT, 0 };
  g_autoptr (BrvPages) full = make_pages (1);
  g_autoptr (BrvPages) title = make_pages_wide (1, TEXT_WIDTH / 2);
  BrvPageGeometry expected;
  BrvPageGeometry geometry;

  brv_page_geometry_init (&expected, full, 443, 1, &zoom);
  brv_page_geometry_init (&geometry, title, 443, 1, &zoom);
  g_assert_cmpfloat_with_epsilon (brv_page_geometry_get_percent (&geometry),
                                  brv_page_geometry_get_percent (&expected), 2);
  brv_page_geometry_clear (&geometry);
  brv_page_geometry_clear (&expected);
}

static void
test_steps (void)
{
  double percent = 68;

  for (guint i = 0; i < 40; i++)
    {
      const double next = brv_zoom_step_percent (percent, 1);

      g_assert_cmpfloat (next, >=, percent);
      percent = next;
    }
  g_assert_cmpfloat (percent, ==, 400);
  for (guint i = 0; i < 40; i++)
    percent = brv_zoom_step_percent (percent, -1);
  g_assert_cmpfloat (percent, ==, 25);
  g_assert_cmpfloat (brv_zoom_step_percent (100, 1), ==, 110);
  g_assert_cmpfloat (brv_zoom_step_percent (100, -1), ==, 90);
}

static void
settle (GtkWidget *window)
{
  gtk_test_widget_wait_for_draw (window);
  for (guint i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (5000);
    }
}

typedef struct
{
  GtkWidget *window;
  BrvPageView *view;
  GtkAdjustment *scroll;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->window = gtk_window_new ();
  fixture->view = BRV_PAGE_VIEW (brv_page_view_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->view));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 443, 600);
  fixture->scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = g_object_ref (GTK_WIDGET (fixture->view));

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (view);
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvPages) pages = make_pages (5);
  g_autoptr (BrvPages) longer = make_pages (9);
  double before;

  brv_page_view_set_pages (fixture->view, pages);
  settle (fixture->window);
  g_assert_cmpuint (brv_page_view_get_page (fixture->view), ==, 0);

  brv_page_view_set_caret (fixture->view, block_id, 8);
  settle (fixture->window);
  g_assert_cmpuint (brv_page_view_get_page (fixture->view), ==, 4);

  /* The caret's line went to another page, and the view goes with it. */
  brv_page_view_set_pages (fixture->view, longer);
  settle (fixture->window);
  g_assert_cmpuint (brv_page_view_get_page (fixture->view), ==, 8);

  /* Who scrolls away stays away. */
  gtk_adjustment_set_value (fixture->scroll, 0);
  before = gtk_adjustment_get_value (fixture->scroll);
  brv_page_view_set_pages (fixture->view, pages);
  settle (fixture->window);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->scroll), ==, before);
}

/* What was at the top stays at the top, however large the pages become. */
static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvPages) pages = make_pages (9);
  const BrvZoom zooms[] = { { BRV_ZOOM_PERCENT, 200 },
                            { BRV_ZOOM_FIT_WIDTH, 0 },
                            { BRV_ZOOM_PERCENT, 400 },
                            { BRV_ZOOM_FIT_TEXT, 0 } };

  brv_page_view_set_pages (fixture->view, pages);
  brv_page_view_scroll_to_page (fixture->view, 6);
  settle (fixture->window);
  g_assert_cmpuint (brv_page_view_get_page (fixture->view), ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      brv_page_view_set_zoom (fixture->view, &zooms[i]);
      settle (fixture->window);
      g_assert_cmpuint (brv_page_view_get_page (fixture->view), ==, 6);
      g_assert_cmpint (brv_page_view_get_mode (fixture->view), ==, zooms[i].mode);
    }
  brv_page_view_set_pages (fixture->view, NULL);
  settle (fixture->window);
  g_assert_cmpuint (brv_page_view_get_n_pages (fixture->view), ==, 0);
}

/* The red bar of the page is on the screen, where the geometry says. */
static void
test_drawn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvPages) pages = make_pages (1);
  const BrvZoom zoom = { BRV_ZOOM_FIT_WIDTH, 0 };
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  const double scale = (443.0 - 2 * BRV_PAGE_GAP_PX) / PAGE_WIDTH;
  const gint x = BRV_PAGE_GAP_PX + (gint)((TEXT_LEFT + TEXT_WIDTH / 2) * scale);
  const gint y = BRV_PAGE_GAP_PX + (gint)(407 * scale);

  brv_page_view_set_zoom (fixture->view, &zoom);
  brv_page_view_set_pages (fixture->view, pages);
  settle (fixture->window);
  paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->view));
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, 443, 600);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture =
    gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (fixture->window)),
                                 node, &GRAPHENE_RECT_INIT (0, 0, 443, 600));
  pixels = g_new0 (guint32, 443 * 600);
  gdk_texture_download (texture, (guchar *)pixels, 443 * 4);
  g_assert_cmphex (pixels[y * 443 + x] & 0xffffff, ==, 0xff0000);
  g_assert_cmphex (pixels[(y + 30) * 443 + x] & 0xffffff, ==, 0xffffff);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/page-view/geometry", test_geometry);
  g_test_add_func ("/ui/page-view/short", test_short);
  g_test_add_func ("/ui/page-view/steps", test_steps);
#define ADD(name) g_test_add ("/ui/page-view/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (follow);
  ADD (zoom);
  ADD (drawn);
  return g_test_run ();
}
