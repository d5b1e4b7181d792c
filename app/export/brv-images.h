/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "export/brv-export.h"

G_BEGIN_DECLS

/* The images that a painter has loaded. One belongs to one thread at a time. */
typedef struct _BrvImages BrvImages;

BrvImages *brv_images_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_images_free (BrvImages *self);

gboolean brv_images_is_jpeg (GBytes *image);
void brv_images_set_raster_func (BrvImages *self, BrvRasterFunc func, gpointer user_data);
gboolean brv_images_has_raster_func (const BrvImages *self);
cairo_surface_t *brv_images_find_preview (BrvImages *self, GBytes *preview, GError **error);
cairo_surface_t *brv_images_find_pixels (BrvImages *self, GBytes *image, GError **error);
cairo_surface_t *brv_images_find_jpeg (BrvImages *self, GBytes *image, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvImages, brv_images_free)

G_END_DECLS
