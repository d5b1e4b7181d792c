/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shared/brv-raster-texture.h"

/**
 * brv_raster_texture_new:
 * @raster: pixels, as a worker sends them
 *
 * Returns: (transfer full): a texture that shares them
 */
GdkTexture *
brv_raster_texture_new (const BrvRaster *raster)
{
  g_return_val_if_fail (raster != NULL, NULL);

  return gdk_memory_texture_new ((int)brv_raster_get_width_px (raster),
                                 (int)brv_raster_get_height_px (raster), GDK_MEMORY_DEFAULT,
                                 brv_raster_get_pixels (raster), brv_raster_get_stride (raster));
}
