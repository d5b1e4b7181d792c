/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean brv_furniture_is_appeal (const char *text);
gboolean brv_furniture_tells_time (const char *text);
gboolean brv_furniture_is_request (const char *text);
guint brv_furniture_count_entries (const char *text);
gboolean brv_furniture_is_menu (const char *text);

G_END_DECLS
