/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the letters of a line alone tell of it. */
gunichar brv_text_last_char (const char *text);
gboolean brv_text_ends_sentence (const char *text);
gboolean brv_text_ends_statement (const char *text);
gboolean brv_text_is_code (const char *text);
gboolean brv_text_holds_words (const char *text, const char *words);
gboolean brv_text_holds_any (const char *text, const char *const *words, guint n);
gboolean brv_text_begins_any (const char *text, const char *const *words, guint n);
guint brv_text_count_sentences (const char *text);

GStrv brv_text_split_words (const char *text) G_GNUC_WARN_UNUSED_RESULT;
guint brv_text_count_shared_words (const char *line, const char *body);
guint brv_text_count_shared_stems (const char *line, const char *body);
double brv_text_share_in_order (const GStrv words, const char *text);

G_END_DECLS
