/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *brv_jpeg_metadata_strip (GBytes *image) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
