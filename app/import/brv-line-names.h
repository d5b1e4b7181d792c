/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @whole: whether @name is all that stands between two marks of the line */
typedef void (*BrvLineNameFunc) (const char *name, gboolean whole, gpointer user_data);

void brv_line_names_each (const char *line, BrvLineNameFunc func, gpointer user_data);
char *brv_line_names_dup_bare (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
