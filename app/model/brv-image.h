/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No side of a picture is longer; what is decoded is scaled down before. */
#define BRV_IMAGE_MAX_SIDE_PX 32767

/*
 * A picture that stands in a brief: a JPEG byte for byte as it came, or a PNG that the worker made
 * of anything else; beside it a small raster, packed, so that nobody who only shows it has to decode
 * a foreign format. Immutable.
 */
typedef struct _BrvImage BrvImage;

BrvImage *brv_image_new (GBytes *bytes,
                         const char *media_type,
                         guint width_px,
                         guint height_px,
                         GBytes *preview) G_GNUC_WARN_UNUSED_RESULT;
BrvImage *brv_image_ref (const BrvImage *self);
void brv_image_unref (BrvImage *self);

GBytes *brv_image_get_bytes (const BrvImage *self);
const char *brv_image_get_sha256 (const BrvImage *self);
const char *brv_image_get_media_type (const BrvImage *self);
guint brv_image_get_width_px (const BrvImage *self);
guint brv_image_get_height_px (const BrvImage *self);
GBytes *brv_image_get_preview (const BrvImage *self);
const char *brv_image_get_preview_sha256 (const BrvImage *self);
gboolean brv_image_equal (const BrvImage *a, const BrvImage *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvImage, brv_image_unref)

G_END_DECLS
