/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *brv_byline_skip_space (const char *text);
const char *brv_byline_skip_marks (const char *text);
const char *brv_byline_skip_joint (const char *text);
const char *brv_byline_find_word_end (const char *text);
gboolean brv_byline_begins_with_date (const char *text);
const char *brv_byline_skip_credentials (const char *text);
const char *brv_byline_name_read (const char *text, GString *name);
const char *brv_byline_names_read (const char *text, GPtrArray *names);
GStrv brv_byline_names_end (GPtrArray *names) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
