/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean brv_date_line_says_changed (const char *text, gsize length);
gboolean brv_date_line_read (const char *text, char **published, char **changed);

G_END_DECLS
