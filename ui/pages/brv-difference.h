/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void brv_difference_dup_markup (const char *in_brief,
                                const char *in_source,
                                gboolean dark,
                                char **brief_markup,
                                char **source_markup);
char *brv_difference_dup_inline_markup (const char *before, const char *after, gboolean dark);

G_END_DECLS
