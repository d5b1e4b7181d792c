/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-quote-menu.h"

G_BEGIN_DECLS

/*
 * What one can do with the block or section at the caret, as the action group "block": move-up,
 * move-down, move-to (section index), remove, add-section, remove-section, and the menus at the
 * caret.
 */
#define BRV_TYPE_BLOCK_MENU (brv_block_menu_get_type ())
G_DECLARE_FINAL_TYPE (BrvBlockMenu, brv_block_menu, BRV, BLOCK_MENU, BrvBriefActions)

BrvBlockMenu *
brv_block_menu_new (GtkTextView *view, BrvBriefProjection *projection, BrvBriefInput *input)
  G_GNUC_WARN_UNUSED_RESULT;

GMenuModel *brv_block_menu_make (BrvBlockMenu *self, guint line);
void brv_block_menu_popup (BrvBlockMenu *self, guint line, const GdkRectangle *rect);
gboolean brv_block_menu_move_to (BrvBlockMenu *self, guint section);
void brv_block_menu_add_section (BrvBlockMenu *self, gint at);

G_END_DECLS
