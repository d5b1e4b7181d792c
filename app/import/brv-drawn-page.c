/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-drawn-page.h"

struct _BrvDrawnPage
{
  BrvRaster *raster;
  double width;
  double height;
};

/**
 * brv_drawn_page_new:
 * @raster: the page's picture
 * @width: the page's width, in points
 * @height: its height, in points
 *
 * Returns: (transfer full): a page
 */
BrvDrawnPage *
brv_drawn_page_new (const BrvRaster *raster, double width, double height)
{
  BrvDrawnPage *self = NULL;

  g_return_val_if_fail (raster != NULL, NULL);
  g_return_val_if_fail (width > 0 && height > 0, NULL);

  self = g_atomic_rc_box_new0 (BrvDrawnPage);
  self->raster = brv_raster_ref (raster);
  self->width = width;
  self->height = height;
  return self;
}

/**
 * brv_drawn_page_ref:
 * @self: a page
 *
 * Returns: (transfer full): @self
 */
BrvDrawnPage *
brv_drawn_page_ref (const BrvDrawnPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire ((BrvDrawnPage *)self);
}

static void
clear (gpointer data)
{
  BrvDrawnPage *self = data;

  brv_raster_unref (self->raster);
}

/**
 * brv_drawn_page_unref:
 * @self: (transfer full): a page
 *
 * Gives back a reference.
 */
void
brv_drawn_page_unref (BrvDrawnPage *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/**
 * brv_drawn_page_get_raster:
 * @self: a page
 *
 * Returns: (transfer none): its picture
 */
const BrvRaster *
brv_drawn_page_get_raster (const BrvDrawnPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->raster;
}

/**
 * brv_drawn_page_get_width:
 * @self: a page
 *
 * Returns: its width, in points
 */
double
brv_drawn_page_get_width (const BrvDrawnPage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

/**
 * brv_drawn_page_get_height:
 * @self: a page
 *
 * Returns: its height, in points
 */
double
brv_drawn_page_get_height (const BrvDrawnPage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}
