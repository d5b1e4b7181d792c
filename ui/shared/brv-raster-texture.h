/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "base/brv-raster.h"

G_BEGIN_DECLS

GdkTexture *brv_raster_texture_new (const BrvRaster *raster) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
