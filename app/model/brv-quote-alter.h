/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-quote.h"

G_BEGIN_DECLS

BrvQuote *
brv_quote_elide (const BrvQuote *self, BrvRange range, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvQuote *brv_quote_insert (const BrvQuote *self, gsize at, const char *text, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
BrvQuote *brv_quote_change_initial (const BrvQuote *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvQuote *brv_quote_emphasise (const BrvQuote *self, BrvRange range, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
BrvQuote *brv_quote_reset (const BrvQuote *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
