/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the pages lie in the view, and passages on them. */

#include "config.h"

#include <math.h>

#include "ui/sources/brv-source-pages-private.h"

#define MARGIN_PX 12
#define GAP_PX    30

/*
 * brv_source_pages_get_n_pages:
 * @self: a view
 *
 * Returns: how many pages there are
 */
guint
brv_source_pages_get_n_pages (BrvSourcePages *self)
{
  return brv_page_loader_get_n_pages (self->loader);
}

/*
 * brv_source_pages_get_page:
 * @self: a view
 * @i: number of a page
 *
 * Returns: (transfer none): what is known of it
 */
const BrvLoadedPage *
brv_source_pages_get_page (BrvSourcePages *self, guint i)
{
  return brv_page_loader_get_page (self->loader, i);
}

/* Pixels of the widget a point, where it is so wide. */
static double
get_scale_for (BrvSourcePages *self, double width_px)
{
  double widest = 1;

  for (guint i = 0; i < brv_source_pages_get_n_pages (self); i++)
    widest = MAX (widest, brv_source_pages_get_page (self, i)->width);
  if (self->zoom < 1)
    width_px *= self->zoom;
  return MAX (width_px - 2 * MARGIN_PX, 50) / widest;
}

/*
 * brv_source_pages_get_scale:
 * @self: a view
 *
 * Returns: its pixels a point
 */
double
brv_source_pages_get_scale (BrvSourcePages *self)
{
  return get_scale_for (self, gtk_widget_get_width (GTK_WIDGET (self)));
}

/* Works out where pages begin, if that has changed. */
static void
update_tops (BrvSourcePages *self)
{
  double scale = brv_source_pages_get_scale (self);
  double y = MARGIN_PX;

  if (self->tops->len == brv_source_pages_get_n_pages (self) + 1 &&
      fabs (self->tops_scale - scale) < 1e-9)
    return;
  self->tops_scale = scale;
  g_array_set_size (self->tops, 0);
  g_array_append_val (self->tops, y);
  for (guint i = 0; i < brv_source_pages_get_n_pages (self); i++)
    {
      y += floor (brv_source_pages_get_page (self, i)->height * scale) + GAP_PX;
      g_array_append_val (self->tops, y);
    }
}

/*
 * brv_source_pages_get_place:
 * @self: a view
 * @page: number of a page
 *
 * Returns: where it lies in the widget
 */
graphene_rect_t
brv_source_pages_get_place (BrvSourcePages *self, guint page)
{
  double scale = brv_source_pages_get_scale (self);
  double width = brv_source_pages_get_page (self, page)->width * scale;

  update_tops (self);
  return GRAPHENE_RECT_INIT ((float)floor ((gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2),
                             (float)g_array_index (self->tops, double, page), (float)width,
                             (float)(brv_source_pages_get_page (self, page)->height * scale));
}

/*
 * brv_source_pages_find_page:
 * @self: a view with pages
 * @y: a height in the widget
 *
 * Returns: the page there, or the nearest one
 */
guint
brv_source_pages_find_page (BrvSourcePages *self, double y)
{
  guint low = 0;
  guint high = brv_source_pages_get_n_pages (self);

  update_tops (self);
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->tops, double, middle) - GAP_PX / 2.0 <= y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/*
 * brv_source_pages_find_visible:
 * @self: a view
 * @first: (out): the first page in sight
 * @last: (out): the last one
 *
 * Returns: whether there is one
 */
gboolean
brv_source_pages_find_visible (BrvSourcePages *self, guint *first, guint *last)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double top = gtk_adjustment_get_value (adjustment);

  if (brv_source_pages_get_n_pages (self) == 0)
    return FALSE;
  *first = brv_source_pages_find_page (self, top);
  *last = brv_source_pages_find_page (self, top + gtk_adjustment_get_page_size (adjustment));
  return TRUE;
}

/* Where the first line of a passage is on one page. */
static gboolean
find_on_page (BrvSourcePages *self, BrvRange range, guint index, graphene_rect_t *rect)
{
  const BrvLoadedPage *page = brv_source_pages_get_page (self, index);
  graphene_rect_t place = brv_source_pages_get_place (self, index);
  double scale = brv_source_pages_get_scale (self);
  gboolean found = FALSE;

  for (guint k = 0; page->areas != NULL && k < page->areas->len; k++)
    {
      const BrvPageArea *area = &g_array_index (page->areas, BrvPageArea, k);
      graphene_rect_t box;

      if (area->range.start >= range.end || area->range.end <= range.start)
        continue;
      box =
        GRAPHENE_RECT_INIT ((float)(place.origin.x + area->rect.x * scale),
                            (float)(place.origin.y + area->rect.y * scale),
                            (float)(area->rect.width * scale), (float)(area->rect.height * scale));
      if (found && fabs ((double)box.origin.y - rect->origin.y) < box.size.height)
        graphene_rect_union (rect, &box, rect);
      else if (!found)
        *rect = box;
      found = TRUE;
    }
  return found;
}

/*
 * brv_source_pages_find_area:
 * @self: a view
 * @range: bytes of the source's text
 * @rect: (out): where its first line is
 *
 * Returns: whether it is on a page that is drawn
 */
gboolean
brv_source_pages_find_area (BrvSourcePages *self, BrvRange range, graphene_rect_t *rect)
{
  for (guint i = 0; i < brv_source_pages_get_n_pages (self); i++)
    if (find_on_page (self, range, i, rect))
      return TRUE;
  return FALSE;
}

/*
 * brv_source_pages_measure:
 *
 * The view's GtkWidgetClass.measure.
 */
void
brv_source_pages_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  BrvSourcePages *self = BRV_SOURCE_PAGES (widget);
  double height = 2 * MARGIN_PX;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      double page_size =
        self->scroller != NULL
          ? gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scroller))
          : 0;

      *minimum = self->zoom > 1 ? (int)(page_size * self->zoom) : 200;
      *natural = MAX (*minimum, 600);
      return;
    }
  for (guint i = 0; i < brv_source_pages_get_n_pages (self); i++)
    height += floor (brv_source_pages_get_page (self, i)->height *
                     get_scale_for (self, for_size > 0 ? for_size : 600)) +
              GAP_PX;
  *minimum = *natural = (int)MAX (height, 100);
}
