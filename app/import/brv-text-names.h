/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

gboolean brv_text_name_same (const char *a, const char *b);
char *brv_text_name_dup (const char *line) G_GNUC_WARN_UNUSED_RESULT;
char *
brv_text_name_dup_as_written (const BrvTextParts *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_text_name_is_in_capitals (const char *name);
const char *brv_text_name_find_labelled (const char *text);
gboolean brv_text_name_is_written_so (const char *text);
gboolean brv_text_name_stands_again (const BrvTextParts *self, const char *name, gboolean is_first);
gboolean brv_text_name_stands_around (const BrvTextParts *self, guint index, const char *name);
gboolean brv_text_name_is_possible (const BrvTextParts *self, guint index);
char *brv_text_name_find_at_head (const BrvTextParts *self, guint top) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
