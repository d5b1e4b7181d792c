/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All lengths are PostScript points (1/72 inch) unless a name says otherwise; y grows downwards. */

#define BRV_POINTS_PER_MM (72.0 / 25.4)

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} BrvRect;

/* Each channel in [0, 1]. */
typedef struct
{
  double red;
  double green;
  double blue;
} BrvColor;

G_END_DECLS
