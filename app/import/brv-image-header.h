/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the first bytes of an image say, without decoding it. */
typedef struct
{
  const char *media_type;
  guint width_px;
  guint height_px;
} BrvImageHeader;

gboolean brv_image_header_read (GBytes *bytes, BrvImageHeader *header);

G_END_DECLS
