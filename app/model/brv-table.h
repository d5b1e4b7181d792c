/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-text.h"

G_BEGIN_DECLS

#define BRV_TABLE_MAX_ROWS    5000
#define BRV_TABLE_MAX_COLUMNS 40

/*
 * Cells in rows and columns. Each cell is rich text of one line, in which notes and citations may
 * stand. Immutable; what a change does not touch is shared.
 */
typedef struct _BrvTable BrvTable;

BrvTable *brv_table_new (BrvText *const *cells, guint n_rows, guint n_columns, guint n_header_rows)
  G_GNUC_WARN_UNUSED_RESULT;
BrvTable *
brv_table_new_empty (guint n_rows, guint n_columns, guint n_header_rows) G_GNUC_WARN_UNUSED_RESULT;
BrvTable *brv_table_ref (const BrvTable *self);
void brv_table_unref (BrvTable *self);

guint brv_table_get_n_rows (const BrvTable *self);
guint brv_table_get_n_columns (const BrvTable *self);
guint brv_table_get_n_header_rows (const BrvTable *self);
const BrvText *brv_table_get_cell (const BrvTable *self, guint row, guint column);
gboolean brv_table_has_marks (const BrvTable *self);
gboolean brv_table_equal (const BrvTable *a, const BrvTable *b);

BrvTable *brv_table_with_cell (const BrvTable *self, guint row, guint column, const BrvText *text)
  G_GNUC_WARN_UNUSED_RESULT;
BrvTable *
brv_table_with_header_rows (const BrvTable *self, guint n_header_rows) G_GNUC_WARN_UNUSED_RESULT;
BrvTable *brv_table_insert_row (const BrvTable *self, guint at) G_GNUC_WARN_UNUSED_RESULT;
BrvTable *brv_table_remove_row (const BrvTable *self, guint at) G_GNUC_WARN_UNUSED_RESULT;
BrvTable *brv_table_insert_column (const BrvTable *self, guint at) G_GNUC_WARN_UNUSED_RESULT;
BrvTable *brv_table_remove_column (const BrvTable *self, guint at) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvTable, brv_table_unref)

G_END_DECLS
