/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"

G_BEGIN_DECLS

/* Verbs on tables and their cells. An index `at` of -1 is the end. */

gboolean brv_edit_add_table (BrvDocument *document,
                             BrvId section_id,
                             gint at,
                             const BrvTable *table,
                             const BrvText *caption,
                             BrvId *block_id,
                             GError **error);

/* A cell of a table of the brief. */
typedef struct
{
  BrvId block_id;
  guint row;
  guint column;
} BrvCellPlace;

gboolean brv_edit_type_in_cell (
  BrvDocument *document, BrvCellPlace cell, BrvRange range, const char *text, GError **error);
gboolean brv_edit_set_cell_style (BrvDocument *document,
                                  BrvCellPlace cell,
                                  BrvRange range,
                                  BrvStyle style,
                                  gboolean on,
                                  GError **error);
gboolean brv_edit_add_reference_in_cell (BrvDocument *document,
                                         BrvCellPlace cell,
                                         gsize at,
                                         const BrvReference *reference,
                                         GError **error);
gboolean brv_edit_set_note_in_cell (
  BrvDocument *document, BrvCellPlace cell, gsize at, const BrvText *note, GError **error);
gboolean brv_edit_paste_cells (BrvDocument *document,
                               BrvCellPlace cell,
                               const BrvTable *cells,
                               GError **error);

/* What becomes of a table's rows and columns. */
typedef enum
{
  BRV_TABLE_INSERT_ROW,
  BRV_TABLE_REMOVE_ROW,
  BRV_TABLE_INSERT_COLUMN,
  BRV_TABLE_REMOVE_COLUMN,
  BRV_TABLE_SET_HEADER_ROWS,
} BrvTableEdit;

gboolean brv_edit_change_table (
  BrvDocument *document, BrvId block_id, BrvTableEdit edit, guint index, GError **error);

G_END_DECLS
