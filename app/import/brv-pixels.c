/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-pixels.h"

#include <string.h>

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

/* Where the pixel at x, y of the upright picture stands in the rows as they are stored. */
static gsize
find_stored (const BrvPixels *stored, BrvOrientation orientation, guint x, guint y)
{
  guint right = stored->width_px - 1;
  guint bottom = stored->height_px - 1;

  switch (orientation)
    {
    case BRV_ORIENTATION_MIRRORED:
      return (gsize)y * stored->width_px + (right - x);
    case BRV_ORIENTATION_UPSIDE_DOWN:
      return (gsize)(bottom - y) * stored->width_px + (right - x);
    case BRV_ORIENTATION_FLIPPED:
      return (gsize)(bottom - y) * stored->width_px + x;
    case BRV_ORIENTATION_TRANSPOSED:
      return (gsize)x * stored->width_px + y;
    case BRV_ORIENTATION_TURN_RIGHT:
      return (gsize)(bottom - x) * stored->width_px + y;
    case BRV_ORIENTATION_TRANSVERSED:
      return (gsize)(bottom - x) * stored->width_px + (right - y);
    case BRV_ORIENTATION_TURN_LEFT:
      return (gsize)x * stored->width_px + (right - y);
    case BRV_ORIENTATION_UPRIGHT:
    default:
      return (gsize)y * stored->width_px + x;
    }
}

/**
 * brv_pixels_turn_upright:
 * @self: a picture
 * @orientation: how its rows are stored
 *
 * Turns and mirrors @self so that it is as it is to be seen.
 *
 * Returns: %FALSE if there is no memory for it; @self is as before then
 */
gboolean
brv_pixels_turn_upright (BrvPixels *self, BrvOrientation orientation)
{
  gboolean sideways = brv_orientation_is_sideways (orientation);
  BrvPixels upright = { 0 };

  g_return_val_if_fail (self != NULL && self->rgba != NULL, FALSE);

  if (orientation == BRV_ORIENTATION_UPRIGHT)
    return TRUE;
  if (!brv_pixels_init (&upright, sideways ? self->height_px : self->width_px,
                        sideways ? self->width_px : self->height_px))
    return FALSE;
  for (guint y = 0; y < upright.height_px; y++)
    for (guint x = 0; x < upright.width_px; x++)
      memcpy (upright.rgba + ((gsize)y * upright.width_px + x) * 4,
              self->rgba + find_stored (self, orientation, x, y) * 4, 4);
  brv_pixels_clear (self);
  *self = upright;
  return TRUE;
}
