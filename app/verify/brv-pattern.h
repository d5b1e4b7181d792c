/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-quote.h"
#include "verify/brv-source-index.h"

G_BEGIN_DECLS

/*
 * What a quote claims that its source says: passages in order, with anything between them where an
 * elision stands. Insertions claim nothing; a changed initial claims its letter in either case.
 */
typedef struct _BrvPattern BrvPattern;

BrvPattern *brv_pattern_new (void) G_GNUC_WARN_UNUSED_RESULT;
BrvPattern *brv_pattern_new_from_quote (const BrvQuote *quote) G_GNUC_WARN_UNUSED_RESULT;
void brv_pattern_free (BrvPattern *self);

void brv_pattern_add_text (BrvPattern *self, const char *text, gsize length);
void brv_pattern_add_initial (BrvPattern *self, const char *letter, gsize length);
void brv_pattern_add_gap (BrvPattern *self);

guint brv_pattern_get_n_words (BrvPattern *self);
gboolean brv_pattern_may_match (BrvPattern *self, BrvSourceIndex *index);
gboolean brv_pattern_match (BrvPattern *self, BrvSourceIndex *index, gsize near, GArray *ranges);
gboolean
brv_pattern_place (BrvPattern *self, BrvSourceIndex *index, guint *n_common, BrvRange *range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPattern, brv_pattern_free)

G_END_DECLS
