/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-exif.h"

G_BEGIN_DECLS

/* A picture while it is decoded: red, green, blue and alpha, a byte each, not premultiplied. */
typedef struct
{
  guint width_px;
  guint height_px;
  guint8 *rgba; /* rows from the top without gaps */
} BrvPixels;

/* A picture with more pixels than this is not decoded: a photo of the largest cameras has 100
 * million, but only a JPEG of them is ever seen, which can be read at an eighth of its size. */
#define BRV_PIXELS_MAX      ((guint64)40 * 1000 * 1000)
#define BRV_PIXELS_MAX_JPEG ((guint64)150 * 1000 * 1000)
#define BRV_PIXELS_MAX_SIDE 32767u

gboolean brv_pixels_init (BrvPixels *self, guint64 width_px, guint64 height_px);
void brv_pixels_clear (BrvPixels *self);
gboolean brv_pixels_turn_upright (BrvPixels *self, BrvOrientation orientation);

/* One reader a format; each answers FALSE for what is damaged or too large. */
gboolean brv_png_read (const guint8 *data, gsize length, BrvPixels *pixels);
GBytes *brv_png_write (const BrvPixels *pixels) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_gif_read (const guint8 *data, gsize length, BrvPixels *pixels);
gboolean brv_webp_read (const guint8 *data, gsize length, BrvPixels *pixels);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvPixels, brv_pixels_clear)

G_END_DECLS
