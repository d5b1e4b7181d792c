/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-styled-block.h"

G_BEGIN_DECLS

/* A line of a table: of all cells of a row those lines that stand beside each other. */
typedef struct
{
  guint row;
  guint line; /* of the row, from 0 */
} BrvTableLine;

/* A table whose columns have their widths and whose cells are set. Immutable but for its cache. Lengths are points. */
struct _BrvTableSetting
{
  guint n_rows;
  guint n_columns;
  guint n_header_rows;
  double width;
  double size;    /* of its letters, as a part of the theme's: below 1 if it would be too wide */
  double *lefts;  /* by column: of its text, from the table's left edge */
  double *widths; /* by column */
  BrvStyledBlock **cells;
  double *shifts;       /* by cell: where its number stands in the column, or below 0 */
  guint *n_lines;       /* by row: of its highest cell */
  GArray *lines;        /* BrvTableLine, top to bottom */
  double *overhangs;    /* by row: of ink below its last line */
  double padding;       /* above and below a row */
  double rule;          /* width of the lines above and below */
  double line_rule;     /* and of that below the heads */
  gboolean is_narrow;   /* words had to be broken where they should not be */
  gboolean is_backward; /* its first column stands at the right */
  GArray *n_notes;  /* guint: by line, of the notes that stand on its page; NULL: there are none */
  guint generation; /* of the cache that has it, when it was last used */
};

BrvTableSetting *
brv_table_setting_new (guint n_rows, guint n_columns, guint n_header_rows, const BrvThemePage *page)
  G_GNUC_WARN_UNUSED_RESULT;
BrvTableSetting *brv_table_setting_ref (BrvTableSetting *self);
void brv_table_setting_unref (BrvTableSetting *self);

BrvStyledBlock *brv_table_setting_get_cell (const BrvTableSetting *self, guint row, guint column);
double brv_table_setting_get_leading (const BrvTableSetting *self, guint row);
double brv_table_setting_get_line_height (const BrvTableSetting *self, guint line);
double brv_table_setting_get_height (const BrvTableSetting *self);
double brv_table_setting_get_head_height (const BrvTableSetting *self);
double brv_table_setting_find_x (const BrvTableSetting *self, guint row, guint column, guint at);
gboolean
brv_table_setting_find_cell_line (const BrvTableSetting *self, guint line, guint column, guint *at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvTableSetting, brv_table_setting_unref)

G_END_DECLS
