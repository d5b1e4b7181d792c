/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void brv_text_note_marks_gather (GHashTable *marks, const char *text);
gboolean brv_text_note_marks_hold (GHashTable *marks, const char *text);

G_END_DECLS
