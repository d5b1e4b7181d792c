/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a camera was held: what has to be done to the rows of pixels to see the picture upright. */
typedef enum
{
  BRV_ORIENTATION_UPRIGHT = 1,
  BRV_ORIENTATION_MIRRORED, /* left and right are exchanged */
  BRV_ORIENTATION_UPSIDE_DOWN,
  BRV_ORIENTATION_FLIPPED,    /* top and bottom are */
  BRV_ORIENTATION_TRANSPOSED, /* rows are columns, from here on */
  BRV_ORIENTATION_TURN_RIGHT, /* upright after a quarter turn clockwise */
  BRV_ORIENTATION_TRANSVERSED,
  BRV_ORIENTATION_TURN_LEFT,
} BrvOrientation;

BrvOrientation brv_exif_find_orientation (const guint8 *jpeg, gsize length);
gboolean brv_orientation_is_sideways (BrvOrientation self);

G_END_DECLS
