/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* On which side of its square a sign's ink stands; the other half is blank. */
typedef enum
{
  BRV_SQUARE_FULL,
  BRV_SQUARE_FIRST_HALF,  /* closing brackets, commas, stops */
  BRV_SQUARE_SECOND_HALF, /* opening brackets */
} BrvSquare;

gboolean brv_ideographs_has (gunichar c);
BrvSquare brv_ideographs_get_square (gunichar c, gboolean centred_stops);
gboolean brv_ideographs_centre_stops (const char *language);

G_END_DECLS
