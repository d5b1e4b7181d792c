/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-raster.h"

G_BEGIN_DECLS

/* An image whose every byte was looked at. */
typedef struct
{
  GBytes *bytes;    /* JPEG as it came, if it is upright; all else as PNG */
  char *media_type; /* image/jpeg or image/png */
  guint width_px;
  guint height_px;
  BrvRaster *raster; /* (nullable): the picture, no larger than asked for */
} BrvDecodedImage;

gboolean brv_image_decode (GBytes *bytes, guint max_px, BrvDecodedImage *image, GError **error);
BrvRaster *
brv_image_decode_pixels (GBytes *bytes, guint max_px, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void brv_decoded_image_clear (BrvDecodedImage *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvDecodedImage, brv_decoded_image_clear)

G_END_DECLS
