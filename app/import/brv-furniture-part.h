/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a line stands that may say that a text is a part of something. */
typedef enum
{
  BRV_FURNITURE_PLACE_ABOVE,
  BRV_FURNITURE_PLACE_FIRST,    /* as the first paragraph below the title */
  BRV_FURNITURE_PLACE_NEAR_END, /* in the text, with short lines below it */
  BRV_FURNITURE_PLACE_LAST,     /* as the text's last paragraph */
  BRV_FURNITURE_PLACE_BELOW,
} BrvFurniturePlace;

gboolean brv_furniture_speaks_of_use (const char *text);
gboolean brv_furniture_says_part (const char *text, BrvFurniturePlace place, gboolean has_address);

G_END_DECLS
