/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "edit/brv-edit-table.h"

G_BEGIN_DECLS

/* Of a larger table only so many cells can be edited in place; the rest is on the page. */
#define BRV_TABLE_CARD_MAX_CELLS 600

/* Words in a cell of a table. */
typedef struct
{
  BrvCellPlace place;
  BrvRange range;
} BrvCellRange;

/*
 * The cells of a table, edited in place: Tab goes from cell to cell and, in the last one, adds a row.
 *
 * Signal left (): the keyboard goes back to the text.
 */
#define BRV_TYPE_TABLE_CARD (brv_table_card_get_type ())
G_DECLARE_FINAL_TYPE (BrvTableCard, brv_table_card, BRV, TABLE_CARD, GtkWidget)

GtkWidget *brv_table_card_new (BrvDocument *document);
void brv_table_card_show (BrvTableCard *self, const BrvBlock *block);
BrvId brv_table_card_get_id (BrvTableCard *self);
void brv_table_card_show_found (BrvTableCard *self, const BrvCellRange *found);
gboolean brv_table_card_focus_cell (BrvTableCard *self, guint row, guint column);

G_END_DECLS
