/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-projection.h"
#include "ui/brief/brv-table-card.h"

G_BEGIN_DECLS

/*
 * The pictures and tables among the lines: keeps room for them beside their captions, and a card in
 * that room for each that is in view.
 *
 * Signal replace-requested (const BrvId *id): a figure wants another image.
 */
#define BRV_TYPE_ELEMENT_CARDS (brv_element_cards_get_type ())
G_DECLARE_FINAL_TYPE (BrvElementCards, brv_element_cards, BRV, ELEMENT_CARDS, GObject)

BrvElementCards *
brv_element_cards_new (GtkTextView *view, BrvBriefProjection *projection, GtkWidget *parent)
  G_GNUC_WARN_UNUSED_RESULT;

void brv_element_cards_set_scale (BrvElementCards *self, double scale);
void brv_element_cards_update_rooms (BrvElementCards *self);
void brv_element_cards_follow (BrvElementCards *self, const BrvChange *change);
void brv_element_cards_place (BrvElementCards *self, gboolean settling);
void brv_element_cards_show_found (BrvElementCards *self, const BrvCellRange *found);
gboolean brv_element_cards_focus (BrvElementCards *self, BrvId id);
gboolean brv_element_cards_step_focus (BrvElementCards *self, GtkDirectionType direction);

G_END_DECLS
