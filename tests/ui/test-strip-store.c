/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "typeset/brv-pages-builder.h"
#include "ui/pages/brv-strip-store.h"

#define PAGE_WIDTH   595.0
#define PAGE_HEIGHT  842.0
#define PX_PER_POINT (96.0 / 72.0)

/* What the store says that it takes at most, in bytes. */
#define MOST_BYTES ((gsize)96 * 1024 * 1024)

#define MOST_SECONDS 60

/* A store and what it was last asked for. */
typedef struct
{
  BrvPages *pages;
  BrvStripStore *store;
  BrvPageGeometry geometry;
  BrvStripView view;
} Fixture;

static void
changed_cb (gpointer user_data)
{
  /* The test looks again whenever the main loop has done something. */
}

static void
set_up (Fixture *self, guint n_pages, double percent, gint factor)
{
  const BrvZoom zoom = { BRV_ZOOM_PERCENT, percent };
  BrvPagesBuilder *builder = brv_pages_builder_new ();

  for (guint i = 0; i < n_pages; i++)
    {
      brv_pages_builder_begin_frame (builder, PAGE_WIDTH, PAGE_HEIGHT, "1");
      brv_frame_builder_add_rect (brv_pages_builder_get_frame (builder), BRV_NODE_ARTIFACT,
                                  (BrvRect){ 100, 100 + i % 100, 300, 14 }, (BrvColor){ 1, 0, 0 });
    }
  self->pages = brv_pages_builder_finish (builder);
  brv_pages_builder_free (builder);
  self->store = brv_strip_store_new (changed_cb, self);
  brv_page_geometry_init (&self->geometry, self->pages, 800, 1, &zoom);
  self->view = (BrvStripView){ self->pages, &self->geometry, factor, 0, 600 };
}

static void
tear_down (Fixture *self)
{
  brv_strip_store_free (self->store);
  brv_page_geometry_clear (&self->geometry);
  brv_pages_unref (self->pages);
}

/* A texture as it is drawn on the desk. */
typedef struct
{
  gint width;
  gint height;
  graphene_rect_t bounds;
} Drawn;

static void
collect_textures (const GskRenderNode *node, GArray *drawn)
{
  GskRenderNode *at = (GskRenderNode *)node;

  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (at); i++)
      collect_textures (gsk_container_node_get_child (at, i), drawn);
  if (gsk_render_node_get_node_type (node) == GSK_TEXTURE_NODE)
    {
      GdkTexture *texture = gsk_texture_node_get_texture (at);
      Drawn one = { .width = gdk_texture_get_width (texture),
                    .height = gdk_texture_get_height (texture) };

      gsk_render_node_get_bounds (at, &one.bounds);
      g_array_append_val (drawn, one);
    }
}

static GArray *
list_drawn (Fixture *self, guint page)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  GArray *drawn = g_array_new (FALSE, FALSE, sizeof (Drawn));

  brv_strip_store_snapshot (self->store, &self->view, snapshot, page);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    {
      collect_textures (node, drawn);
      gsk_render_node_unref (node);
    }
  return drawn;
}

/* Whether all that is in view of a page is there. */
static gboolean
is_drawn (Fixture *self, guint page)
{
  const BrvPagePlace *place = brv_page_geometry_get_place (&self->geometry, page);
  double top = MAX (self->view.top, place->y);
  double bottom = MIN (self->view.top + self->view.height, place->y + place->height);
  double covered = 0;
  g_autoptr (GArray) drawn = list_drawn (self, page);

  for (guint i = 0; i < drawn->len; i++)
    {
      const graphene_rect_t *bounds = &g_array_index (drawn, Drawn, i).bounds;
      double from = MAX ((double)bounds->origin.y, top);
      double to = MIN ((double)bounds->origin.y + (double)bounds->size.height, bottom);

      covered += MAX (to - from, 0);
    }
  return covered > bottom - top - 0.5;
}

/* Asks for what is in view until it is there. */
static void
draw_view (Fixture *self, double top)
{
  gint64 deadline = g_get_monotonic_time () + (gint64)MOST_SECONDS * G_USEC_PER_SEC;
  guint page;

  self->view.top = top;
  page = brv_page_geometry_find_page (&self->geometry, top);
  brv_strip_store_request (self->store, &self->view);
  while (!is_drawn (self, page))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
      brv_strip_store_request (self->store, &self->view);
    }
}

/* A texture has a pixel for each of the screen's, at any zoom: nothing is scaled when it is shown. */
static void
test_sizes (void)
{
  static const double percents[] = { 50, 67, 100, 125, 200, 400 };

  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      for (gint factor = 1; factor <= 3; factor++)
        {
          double scale = percents[i] / 100 * PX_PER_POINT * factor;
          g_autoptr (GArray) drawn = NULL;
          Fixture fixture;

          g_test_message ("%.0f %%, %d pixels each", percents[i], factor);
          set_up (&fixture, 1, percents[i], factor);
          fixture.view.height = 300;
          draw_view (&fixture, BRV_PAGE_GAP_PX);
          drawn = list_drawn (&fixture, 0);
          g_assert_cmpuint (drawn->len, >, 0);
          for (guint j = 0; j < drawn->len; j++)
            {
              const Drawn *one = &g_array_index (drawn, Drawn, j);

              g_assert_cmpfloat (fabs (one->width - PAGE_WIDTH * scale), <=, factor);
              g_assert_cmpfloat_with_epsilon (one->bounds.size.width * factor, one->width, 0.01);
              g_assert_cmpfloat_with_epsilon (one->bounds.size.height * factor, one->height, 0.01);
            }
          tear_down (&fixture);
        }
    }
}

/* The strips of a whole page are as high as it is. */
static void
test_height (void)
{
  g_autoptr (GArray) drawn = NULL;
  gint height = 0;
  Fixture fixture;

  set_up (&fixture, 1, 200, 2);
  fixture.view.height = fixture.geometry.height;
  draw_view (&fixture, 0);
  drawn = list_drawn (&fixture, 0);
  for (guint i = 0; i < drawn->len; i++)
    height += g_array_index (drawn, Drawn, i).height;
  g_assert_cmpfloat (fabs (height - PAGE_HEIGHT * 2 * PX_PER_POINT * 2), <=, 2);
  tear_down (&fixture);
}

static gsize
measure_store (Fixture *self)
{
  gsize size = 0;

  for (guint page = 0; page < brv_page_geometry_get_n_pages (&self->geometry); page++)
    {
      g_autoptr (GArray) drawn = list_drawn (self, page);

      for (guint i = 0; i < drawn->len; i++)
        size += (gsize)g_array_index (drawn, Drawn, i).width *
                (gsize)g_array_index (drawn, Drawn, i).height * 4;
    }
  return size;
}

/* Who looks through a book does not fill the memory with it. */
static void
test_bound (void)
{
  Fixture fixture;
  gsize most = 0;

  set_up (&fixture, 500, 100, 2);
  for (guint page = 0; page < 500; page++)
    {
      draw_view (&fixture, brv_page_geometry_get_place (&fixture.geometry, page)->y);
      if (page % 50 == 49)
        most = MAX (most, measure_store (&fixture));
    }
  g_test_message ("at most %" G_GSIZE_FORMAT " bytes", most);
  g_assert_cmpuint (most, >, MOST_BYTES / 4);
  g_assert_cmpuint (most, <=, MOST_BYTES);
  tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/strip-store/sizes", test_sizes);
  g_test_add_func ("/ui/strip-store/height", test_height);
  g_test_add_func ("/ui/strip-store/bound", test_bound);
  return g_test_run ();
}
