/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-verdict.h"
#include "ui/brief/brv-brief-projection.h"
#include "ui/brief/brv-element-cards.h"

G_BEGIN_DECLS

/*
 * The widgets that stand on the text: the title block over its top margin, attribution and
 * verdict of the quotes in view, the tools of the selected quote, the handle of the block under
 * the pointer, and Add Section. Few real widgets are used again and again, so that a brief of any
 * length costs the same.
 *
 * Signal open-requested (const BrvId *id): a quote's attribution was activated.
 * Signal menu-requested (const BrvId *id): the handle of a block was activated.
 * Signal add-section-requested ()
 */
#define BRV_TYPE_BRIEF_CARDS (brv_brief_cards_get_type ())
G_DECLARE_FINAL_TYPE (BrvBriefCards, brv_brief_cards, BRV, BRIEF_CARDS, GtkWidget)

GtkWidget *
brv_brief_cards_new (GtkTextView *view, BrvBriefProjection *projection, GtkWidget *title);

void brv_brief_cards_set_elements (BrvBriefCards *self, BrvElementCards *elements);
GtkWidget *brv_brief_cards_get_title (BrvBriefCards *self);
gint brv_brief_cards_measure_title (BrvBriefCards *self, gint column_width);
void brv_brief_cards_set_verdicts (BrvBriefCards *self, const BrvVerdicts *verdicts);
void brv_brief_cards_set_selected (BrvBriefCards *self, BrvId id, GMenuModel *menu);
void brv_brief_cards_set_hovered (BrvBriefCards *self, gint line);
void brv_brief_cards_set_read_only (BrvBriefCards *self);
void brv_brief_cards_set_over (BrvBriefCards *self, gint over_px);
void brv_brief_cards_set_scale (BrvBriefCards *self, double scale);
gint brv_brief_cards_get_tools_height (BrvBriefCards *self);
gint brv_brief_cards_get_end_height (BrvBriefCards *self);
gboolean brv_brief_cards_find_id (BrvBriefCards *self, double x, double y, BrvId *id);
GtkWidget *brv_brief_cards_get_handle (BrvBriefCards *self);
void brv_brief_cards_invalidate (BrvBriefCards *self);
void brv_brief_cards_settle (BrvBriefCards *self);

G_END_DECLS
