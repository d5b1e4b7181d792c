/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-quote.h"
#include "model/brv-source.h"

G_BEGIN_DECLS

char *
brv_citation_dup_attribution (const BrvSource *source, const BrvQuote *quote, const char *language);
char *
brv_citation_dup_locator (const BrvSource *source, const BrvAnchor *anchor, const char *language);
char *brv_citation_dup_date (const BrvSource *source, const char *language);
char *brv_citation_dup_date_in_words (const char *date, const char *language);
char *brv_citation_dup_short_address (const char *address);
BrvText *
brv_citation_format_note (const BrvSource *source, const char *locator, const char *language)
  G_GNUC_WARN_UNUSED_RESULT;
BrvText *brv_citation_format_later_note (const BrvSource *source,
                                         const char *locator,
                                         const char *language,
                                         guint first_number,
                                         BrvRange *number_range) G_GNUC_WARN_UNUSED_RESULT;
BrvText *brv_citation_format_entry (const BrvSource *source,
                                    const char *language,
                                    gboolean spell_out_address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
