/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No raster is larger, so that none fills the memory: an A4 page at 400 dpi has 15 million. */
#define BRV_RASTER_MAX_SIDE_PX 16384u
#define BRV_RASTER_MAX_PIXELS  ((guint64)24 * 1024 * 1024)

#define BRV_RASTER_ERROR (brv_raster_error_quark ())
GQuark brv_raster_error_quark (void);

typedef enum
{
  BRV_RASTER_ERROR_INVALID, /* not what brv_raster_pack() made */
} BrvRasterError;

/*
 * A picture as pixels, premultiplied ARGB32 as cairo's: 4 bytes a pixel in the machine's order,
 * rows from the top without gaps. Immutable.
 */
typedef struct _BrvRaster BrvRaster;

gboolean brv_raster_is_size_valid (guint64 width_px, guint64 height_px);

BrvRaster *
brv_raster_new (guint width_px, guint height_px, GBytes *pixels) G_GNUC_WARN_UNUSED_RESULT;
BrvRaster *brv_raster_ref (const BrvRaster *self);
void brv_raster_unref (BrvRaster *self);

guint brv_raster_get_width_px (const BrvRaster *self);
guint brv_raster_get_height_px (const BrvRaster *self);
gsize brv_raster_get_stride (const BrvRaster *self);
GBytes *brv_raster_get_pixels (const BrvRaster *self);

GBytes *brv_raster_pack (const BrvRaster *self);
BrvRaster *brv_raster_unpack (GBytes *packed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvRaster, brv_raster_unref)

G_END_DECLS
