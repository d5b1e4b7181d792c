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

/* Where commas and stops, and where ： ； ！ ？ stand in their squares. */
typedef enum
{
  BRV_STOPS_JAPANESE,    /* commas and stops in the first half, the others in the middle */
  BRV_STOPS_SIMPLIFIED,  /* all in the first half */
  BRV_STOPS_TRADITIONAL, /* all in the middle */
} BrvStops;

gboolean brv_ideographs_has (gunichar c);
BrvSquare brv_ideographs_get_square (gunichar c, BrvStops stops);
BrvStops brv_ideographs_find_stops (const char *language);

G_END_DECLS
