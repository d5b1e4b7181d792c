/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-actions.h"

G_BEGIN_DECLS

/* What is put in at the caret beside text: figures, tables, callouts and page breaks. */
#define BRV_TYPE_INSERT_MENU (brv_insert_menu_get_type ())
G_DECLARE_FINAL_TYPE (BrvInsertMenu, brv_insert_menu, BRV, INSERT_MENU, BrvBriefActions)

BrvInsertMenu *
brv_insert_menu_new (GtkTextView *view, BrvBriefProjection *projection, BrvBriefInput *input)
  G_GNUC_WARN_UNUSED_RESULT;
GActionGroup *brv_insert_menu_get_actions (BrvInsertMenu *self);
GMenuModel *brv_insert_menu_make (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_insert_menu_find_place (BrvBriefProjection *projection, BrvId *section_id, gint *at);

G_END_DECLS
