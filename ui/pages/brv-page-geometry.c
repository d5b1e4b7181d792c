/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "ui/pages/brv-page-geometry.h"

/* What CSS and desktops take for a pixel: 1/96 inch. */
#define PX_PER_POINT (96.0 / 72.0)

/* The body's size on our pages, and the smallest that is read on a screen. */
#define BODY_SIZE        10.5
#define READABLE_SIZE_PX 8.0

#define TRIMMED_MARGIN 36.0
#define SAMPLED_PAGES  8

static const double percent_steps[] = { 25,  33,  50,  67,  75,  90,  100, 110,
                                        125, 150, 175, 200, 250, 300, 400 };

static void
extend (double *left, double *right, double from, double to)
{
  *left = MIN (*left, from);
  *right = MAX (*right, to);
}

/* The sides of what is printed, in points, over so many pages that the widest are likely among them:
 * to make all pages takes too long. */
static void
find_text_sides (const BrvPages *pages, double *left, double *right)
{
  *left = G_MAXDOUBLE;
  *right = 0;
  for (guint i = 0; i < MIN (brv_pages_get_n_frames (pages), SAMPLED_PAGES); i++)
    {
      const BrvFrame *frame = brv_pages_get_frame (pages, i);
      guint n_areas;
      guint n_items;
      const BrvArea *areas = brv_frame_get_areas (frame, &n_areas);
      const BrvItem *items = brv_frame_get_items (frame, &n_items);

      for (guint j = 0; j < n_areas; j++)
        extend (left, right, areas[j].rect.x, areas[j].rect.x + areas[j].rect.width);
      for (guint j = 0; j < n_items; j++)
        {
          if (items[j].kind == BRV_ITEM_GLYPHS)
            extend (left, right, items[j].x,
                    items[j].n_glyphs > 0 ? items[j].x + items[j].glyphs[items[j].n_glyphs - 1].x
                                          : items[j].x);
          else
            extend (left, right, items[j].rect.x, items[j].rect.x + items[j].rect.width);
        }
    }
}

static double
find_widest (const BrvPages *pages)
{
  double widest = 1;

  for (guint i = 0; i < brv_pages_get_n_frames (pages); i++)
    {
      double width;
      double height;

      brv_pages_get_size (pages, i, &width, &height);
      widest = MAX (widest, width);
    }
  return widest;
}

static void
fit_text (BrvPageGeometry *self, const BrvPages *pages, double widest, double room)
{
  double left;
  double right;
  double margin;

  find_text_sides (pages, &left, &right);
  /* The narrower margin counts on both sides: a brief that has no more than a short title yet is
   * shown as large as it will be when it has its text. */
  margin = MIN (left, widest - right);
  if (widest - 2 * margin < widest / 2)
    margin = 0;
  left = MAX (margin - TRIMMED_MARGIN, 0);
  right = widest - left;
  self->left = left;
  self->scale = room / (right - left);
}

static void
choose_scale (BrvPageGeometry *self,
              const BrvPages *pages,
              double widest,
              double room,
              double text_scale,
              const BrvZoom *zoom)
{
  self->mode = zoom->mode;
  self->scale = room / widest;
  if (zoom->mode == BRV_ZOOM_AUTOMATIC)
    self->mode = self->scale * BODY_SIZE / text_scale < READABLE_SIZE_PX ? BRV_ZOOM_FIT_TEXT
                                                                         : BRV_ZOOM_FIT_WIDTH;
  if (self->mode == BRV_ZOOM_FIT_TEXT)
    fit_text (self, pages, widest, room);
  else if (self->mode == BRV_ZOOM_PERCENT)
    self->scale = zoom->percent / 100 * PX_PER_POINT;
}

/**
 * brv_page_geometry_init:
 * @self: (out caller-allocates): the result
 * @pages: the pages
 * @width_px: the width of the desk
 * @text_scale: how much larger than usual the user wants text
 * @zoom: how large the pages shall be
 *
 * Lays the pages out on a desk.
 */
void
brv_page_geometry_init (BrvPageGeometry *self,
                        const BrvPages *pages,
                        gint width_px,
                        double text_scale,
                        const BrvZoom *zoom)
{
  const guint n_pages = brv_pages_get_n_frames (pages);
  const double widest = find_widest (pages);
  const double room = MAX (width_px - 2 * BRV_PAGE_GAP_PX, 50);
  double shown_width;
  gint y = BRV_PAGE_GAP_PX;

  *self = (BrvPageGeometry){ .places = g_array_new (FALSE, FALSE, sizeof (BrvPagePlace)) };
  choose_scale (self, pages, widest, room, text_scale, zoom);
  shown_width = self->mode == BRV_ZOOM_FIT_TEXT ? room : widest * self->scale;
  self->width = MAX (width_px, (gint)ceil (shown_width) + 2 * BRV_PAGE_GAP_PX);
  for (guint i = 0; i < n_pages; i++)
    {
      BrvPagePlace place = { .y = y };
      double width;
      double height;

      brv_pages_get_size (pages, i, &width, &height);
      width = self->mode == BRV_ZOOM_FIT_TEXT ? room : width * self->scale;
      place.x = (gint)(self->width - width) / 2;
      place.width = (gint)round (width);
      place.height = (gint)round (height * self->scale);
      g_array_append_val (self->places, place);
      y += place.height + BRV_PAGE_GAP_PX;
    }
  self->height = y;
}

/**
 * brv_page_geometry_clear:
 * @self: a geometry, initialised or zeroed
 */
void
brv_page_geometry_clear (BrvPageGeometry *self)
{
  g_clear_pointer (&self->places, g_array_unref);
}

/**
 * brv_page_geometry_get_n_pages:
 * @self: a geometry, initialised or zeroed
 *
 * Returns: how many pages there are
 */
guint
brv_page_geometry_get_n_pages (const BrvPageGeometry *self)
{
  return self->places != NULL ? self->places->len : 0;
}

/**
 * brv_page_geometry_get_place:
 * @self: a geometry
 * @page: the index of a page
 *
 * Returns: where it lies
 */
const BrvPagePlace *
brv_page_geometry_get_place (const BrvPageGeometry *self, guint page)
{
  g_return_val_if_fail (page < brv_page_geometry_get_n_pages (self), NULL);

  return &g_array_index (self->places, BrvPagePlace, page);
}

/**
 * brv_page_geometry_find_page:
 * @self: a geometry with at least one page
 * @y: a height on the desk, in pixels
 *
 * Returns: the index of the page there, or of the next one above
 */
guint
brv_page_geometry_find_page (const BrvPageGeometry *self, double y)
{
  guint low = 0;
  guint high = brv_page_geometry_get_n_pages (self);

  while (high - low > 1)
    {
      const guint middle = low + (high - low) / 2;

      if (brv_page_geometry_get_place (self, middle)->y <= y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/**
 * brv_page_geometry_get_percent:
 * @self: a geometry
 *
 * Returns: how large the pages are, where 100 is their size on paper
 */
double
brv_page_geometry_get_percent (const BrvPageGeometry *self)
{
  return self->scale / PX_PER_POINT * 100;
}

/**
 * brv_zoom_step_percent:
 * @percent: how large the pages are
 * @step: 1 for larger, -1 for smaller
 *
 * Returns: the next of the usual steps
 */
double
brv_zoom_step_percent (double percent, gint step)
{
  const gint n_steps = G_N_ELEMENTS (percent_steps);

  if (step > 0)
    {
      for (gint i = 0; i < n_steps; i++)
        {
          if (percent_steps[i] > percent * 1.02)
            return percent_steps[i];
        }
      return percent_steps[n_steps - 1];
    }
  for (gint i = n_steps - 1; i >= 0; i--)
    {
      if (percent_steps[i] < percent * 0.98)
        return percent_steps[i];
    }
  return percent_steps[0];
}
