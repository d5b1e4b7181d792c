/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"

G_BEGIN_DECLS

gboolean brv_edit_add_quote (BrvDocument *document,
                             BrvId section_id,
                             gint at,
                             const BrvQuote *quote,
                             BrvId *block_id,
                             GError **error);
gboolean brv_edit_elide (BrvDocument *document, BrvId block_id, BrvRange exact, GError **error);
gboolean
brv_edit_insert (BrvDocument *document, BrvId block_id, gsize at, const char *text, GError **error);
gboolean brv_edit_change_initial (BrvDocument *document, BrvId block_id, GError **error);
gboolean brv_edit_emphasise (BrvDocument *document, BrvId block_id, BrvRange exact, GError **error);
gboolean brv_edit_reset_quote (BrvDocument *document, BrvId block_id, GError **error);
gboolean brv_edit_replace_quote (
  BrvDocument *document, BrvId block_id, const BrvQuote *quote, const char *label, GError **error);

G_END_DECLS
