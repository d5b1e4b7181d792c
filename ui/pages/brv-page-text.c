/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands where on a page. */

#include "config.h"

#include <math.h>

#include "ui/pages/brv-page-text.h"

/* A press this far from a line still means it, in points. */
#define REACH 6.0

/**
 * brv_page_text_dup:
 * @frame: a page
 *
 * Returns: (transfer full): what a reader would read on it, a line for each line, without its
 *   furniture
 */
char *
brv_page_text_dup (const BrvFrame *frame)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double baseline = -1;
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      if (items[i].kind != BRV_ITEM_GLYPHS || items[i].node == BRV_NODE_ARTIFACT)
        continue;
      if (text->len > 0 && fabs (items[i].y - baseline) > 2)
        g_string_append_c (text, '\n');
      g_string_append_len (text, items[i].text, (gssize)items[i].text_length);
      baseline = items[i].y;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static double
distance (BrvRect rect, double x, double y)
{
  const double dx = MAX (MAX (rect.x - x, x - rect.x - rect.width), 0);
  const double dy = MAX (MAX (rect.y - y, y - rect.y - rect.height), 0);

  return MAX (dx, dy);
}

/**
 * brv_page_text_find_area:
 * @frame: a page
 * @x: points from its left
 * @y: points from its top
 *
 * Returns: (nullable): the line there or close by
 */
const BrvArea *
brv_page_text_find_area (const BrvFrame *frame, double x, double y)
{
  const BrvArea *nearest = NULL;
  double least = REACH;
  guint n_areas;
  const BrvArea *areas = brv_frame_get_areas (frame, &n_areas);

  for (guint i = 0; i < n_areas; i++)
    {
      const double d = distance (areas[i].rect, x, y);

      if (d < least)
        {
          least = d;
          nearest = &areas[i];
        }
    }
  return nearest;
}

/**
 * brv_page_text_find_block:
 * @frame: a page
 * @block_id: a block
 * @rect: (out): what its lines on the page cover, in points
 *
 * Returns: whether it has lines on the page
 */
gboolean
brv_page_text_find_block (const BrvFrame *frame, BrvId block_id, BrvRect *rect)
{
  gboolean found = FALSE;
  guint n_areas;
  const BrvArea *areas = brv_frame_get_areas (frame, &n_areas);

  for (guint i = 0; i < n_areas; i++)
    {
      const BrvRect area = areas[i].rect;
      double right;
      double bottom;

      if (!brv_id_equal (areas[i].block_id, block_id))
        continue;
      if (!found)
        *rect = area;
      right = MAX (rect->x + rect->width, area.x + area.width);
      bottom = MAX (rect->y + rect->height, area.y + area.height);
      rect->x = MIN (rect->x, area.x);
      rect->y = MIN (rect->y, area.y);
      rect->width = right - rect->x;
      rect->height = bottom - rect->y;
      found = TRUE;
    }
  return found;
}
