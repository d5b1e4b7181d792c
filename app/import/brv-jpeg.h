/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pixels.h"

G_BEGIN_DECLS

gboolean brv_jpeg_read (const guint8 *data,
                        gsize length,
                        guint max_px,
                        guint *width_px,
                        guint *height_px,
                        BrvPixels *pixels);
GBytes *brv_jpeg_write (const BrvPixels *pixels) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
