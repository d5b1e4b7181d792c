/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-pixels.h"

/**
 * brv_pixels_init:
 * @self: (out caller-allocates): a picture, all transparent
 * @width_px: its width
 * @height_px: its height
 *
 * Returns: whether a picture of that size is decoded and there is memory for it
 */
gboolean
brv_pixels_init (BrvPixels *self, guint64 width_px, guint64 height_px)
{
  g_return_val_if_fail (self != NULL, FALSE);

  *self = (BrvPixels){ 0 };
  if (width_px == 0 || height_px == 0 || width_px > BRV_PIXELS_MAX_SIDE ||
      height_px > BRV_PIXELS_MAX_SIDE || width_px * height_px > BRV_PIXELS_MAX)
    return FALSE;
  self->width_px = (guint)width_px;
  self->height_px = (guint)height_px;
  self->rgba = g_try_malloc0 ((gsize)width_px * height_px * 4);
  return self->rgba != NULL;
}

/**
 * brv_pixels_clear:
 * @self: a picture
 *
 * Frees what @self holds.
 */
void
brv_pixels_clear (BrvPixels *self)
{
  g_clear_pointer (&self->rgba, g_free);
}
