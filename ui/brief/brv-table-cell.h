/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "model/brv-text.h"

G_BEGIN_DECLS

/* A cell of a table as a field: its words with their styles, and what a search has found in them. */
GtkTextView *brv_table_cell_new (const char *label, GMenuModel *menu);

void brv_table_cell_show (GtkTextView *cell, const BrvText *text);
void brv_table_cell_show_found (GtkTextView *cell, BrvRange found);
void brv_table_cell_focus (GtkTextView *cell);

char *brv_table_cell_dup_text (GtkTextView *cell) G_GNUC_WARN_UNUSED_RESULT;
gsize brv_table_cell_get_caret (GtkTextView *cell);
void brv_table_cell_set_caret (GtkTextView *cell, gsize at);
gboolean brv_table_cell_find_reference (GtkTextView *cell, double x, double y, gsize *at);
BrvRange brv_table_cell_get_selection (GtkTextView *cell);
gboolean brv_table_cell_is_at_edge (GtkTextView *cell, gboolean at_end);

G_END_DECLS
