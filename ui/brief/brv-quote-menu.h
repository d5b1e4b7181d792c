/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-actions.h"

G_BEGIN_DECLS

/*
 * What one can do with the quote at the caret, as the action group "quote": elide, insert,
 * change-initial, emphasise, reset, open, copy, remove. Signals go out at the view:
 * passage-requested and message.
 */
#define BRV_TYPE_QUOTE_MENU (brv_quote_menu_get_type ())
G_DECLARE_FINAL_TYPE (BrvQuoteMenu, brv_quote_menu, BRV, QUOTE_MENU, BrvBriefActions)

BrvQuoteMenu *
brv_quote_menu_new (GtkTextView *view, BrvBriefProjection *projection, BrvBriefInput *input)
  G_GNUC_WARN_UNUSED_RESULT;

void brv_quote_menu_update (BrvQuoteMenu *self);
const BrvBlock *brv_quote_menu_get_quote (BrvQuoteMenu *self);
void brv_quote_menu_open (BrvQuoteMenu *self, BrvId id);
GMenuModel *brv_quote_menu_make_section (void);

G_END_DECLS
