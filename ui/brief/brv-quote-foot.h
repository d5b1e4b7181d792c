/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "model/brv-brief.h"
#include "model/brv-verdict.h"

G_BEGIN_DECLS

/*
 * The last line of a quote's card: its attribution, a button that opens the source, and its
 * verdict as icon and word.
 *
 * Signal clicked (): the attribution was activated.
 */
#define BRV_TYPE_QUOTE_FOOT (brv_quote_foot_get_type ())
G_DECLARE_FINAL_TYPE (BrvQuoteFoot, brv_quote_foot, BRV, QUOTE_FOOT, GtkWidget)

GtkWidget *brv_quote_foot_new (void);

void brv_quote_foot_show (BrvQuoteFoot *self,
                          const BrvBlock *block,
                          const BrvSource *source,
                          const BrvVerdict *verdict);
BrvId brv_quote_foot_get_id (BrvQuoteFoot *self);
const char *brv_verdict_kind_get_word (BrvVerdictKind kind);

G_END_DECLS
