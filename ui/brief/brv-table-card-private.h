/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-table-card.h"

G_BEGIN_DECLS

struct _BrvTableCard
{
  GtkWidget parent_instance;

  /* Owned */
  BrvDocument *document;
  BrvTable *table; /* (nullable): what is shown */
  BrvId id;
  GPtrArray *cells; /* (element-type GtkTextView) (nullable): row by row, borrowed from the grid */
  GSimpleActionGroup *actions;

  guint n_rows; /* shown */
  guint n_columns;
  gboolean showing; /* the buffers change because the document has */
  gboolean shows_found;

  /* Children */
  GtkWidget *grid;
  GtkWidget *more; /* says how many rows are not shown */
};

GtkTextView *brv_table_card_get_cell (BrvTableCard *self, guint row, guint column);
BrvCellPlace brv_table_card_get_place (BrvTableCard *self, guint index);
gboolean brv_table_card_find_focus (BrvTableCard *self, guint *row, guint *column);

/* brv-table-card-actions.c: what becomes of rows and columns, notes, and pasting. */
void brv_table_card_add_actions (BrvTableCard *self);
GMenuModel *brv_table_card_make_menu (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_table_card_add_pointer (BrvTableCard *self, GtkTextView *cell);
void brv_table_card_paste (GtkTextView *cell, BrvTableCard *self);

G_END_DECLS
