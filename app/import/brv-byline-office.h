/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void brv_byline_office_add_names (const char *text, GPtrArray *names);
GStrv brv_byline_split_office (const char *text, const char **office) G_GNUC_WARN_UNUSED_RESULT;
char *brv_byline_house_read (const char *text, gboolean parted) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
