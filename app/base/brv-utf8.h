/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-range.h"

G_BEGIN_DECLS

/* U+FFFC OBJECT REPLACEMENT CHARACTER: the place of a reference in a text. */
#define BRV_OBJECT_CHARACTER        "\357\277\274"
#define BRV_OBJECT_CHARACTER_LENGTH 3

gsize brv_utf8_count_chars (const char *text, gsize length);
gsize brv_utf8_offset_at_char (const char *text, gsize length, gsize chars);
gboolean brv_utf8_is_boundary (const char *text, gsize length, gsize offset);
gboolean brv_utf8_is_grapheme_boundary (const char *text, gsize length, gsize offset);
BrvRange brv_utf8_snap_to_graphemes (const char *text, gsize length, BrvRange range);

G_END_DECLS
