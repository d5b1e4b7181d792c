/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean brv_symbol_font_is_known (const char *font);
gunichar brv_symbol_font_map (const char *font, gunichar code);

G_END_DECLS
