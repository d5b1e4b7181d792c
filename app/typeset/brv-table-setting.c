/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-table-setting.h"

/**
 * brv_table_setting_new:
 * @n_rows: how many
 * @n_columns: how many
 * @n_header_rows: how many of the rows are heads, at most @n_rows
 * @page: the page of a theme, for the lines and what is around rows
 *
 * Returns: (transfer full): a table without widths, cells and lines, to be filled by who made it
 */
BrvTableSetting *
brv_table_setting_new (guint n_rows, guint n_columns, guint n_header_rows, const BrvThemePage *page)
{
  BrvTableSetting *self = g_atomic_rc_box_new0 (BrvTableSetting);
  gsize n_cells = (gsize)n_rows * n_columns;

  self->n_rows = n_rows;
  self->n_columns = n_columns;
  self->n_header_rows = n_header_rows;
  self->lefts = g_new0 (double, n_columns);
  self->widths = g_new0 (double, n_columns);
  self->cells = g_new0 (BrvStyledBlock *, n_cells);
  self->shifts = g_new (double, n_cells);
  for (gsize i = 0; i < n_cells; i++)
    self->shifts[i] = -1;
  self->n_lines = g_new0 (guint, n_rows);
  self->overhangs = g_new0 (double, n_rows);
  self->lines = g_array_new (FALSE, FALSE, sizeof (BrvTableLine));
  self->padding = page->table_padding;
  self->rule = page->table_rule;
  self->line_rule = page->table_line;
  return self;
}

/**
 * brv_table_setting_ref:
 * @self: a table
 *
 * Returns: (transfer full): @self
 */
BrvTableSetting *
brv_table_setting_ref (BrvTableSetting *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_setting (BrvTableSetting *self)
{
  for (gsize i = 0; i < (gsize)self->n_rows * self->n_columns; i++)
    g_clear_pointer (&self->cells[i], brv_styled_block_unref);
  g_free (self->cells);
  g_free (self->lefts);
  g_free (self->widths);
  g_free (self->shifts);
  g_free (self->n_lines);
  g_free (self->overhangs);
  g_array_unref (self->lines);
  g_clear_pointer (&self->n_notes, g_array_unref);
}

/**
 * brv_table_setting_unref:
 * @self: (transfer full): a table
 *
 * Drops a reference.
 */
void
brv_table_setting_unref (BrvTableSetting *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_setting);
}

/**
 * brv_table_setting_get_cell:
 * @self: a table
 * @row: from 0
 * @column: from 0
 *
 * Returns: (transfer none): the cell
 */
BrvStyledBlock *
brv_table_setting_get_cell (const BrvTableSetting *self, guint row, guint column)
{
  g_return_val_if_fail (row < self->n_rows && column < self->n_columns, NULL);

  return self->cells[(gsize)row * self->n_columns + column];
}

/**
 * brv_table_setting_get_leading:
 * @self: a table
 * @row: from 0
 *
 * Returns: the height of a line of the row, padding not counted
 */
double
brv_table_setting_get_leading (const BrvTableSetting *self, guint row)
{
  return brv_table_setting_get_cell (self, row, 0)->look.leading;
}

/**
 * brv_table_setting_get_line_height:
 * @self: a table
 * @line: one of its lines
 *
 * Returns: the line's height, with the padding above a row's first and below its last one, where it is
 *   enlarged by what hangs out of the line
 */
double
brv_table_setting_get_line_height (const BrvTableSetting *self, guint line)
{
  const BrvTableLine *entry = &g_array_index (self->lines, BrvTableLine, line);

  return brv_table_setting_get_leading (self, entry->row) + (entry->line == 0 ? self->padding : 0) +
         (entry->line + 1 == self->n_lines[entry->row] ? self->padding + self->overhangs[entry->row]
                                                       : 0);
}

/**
 * brv_table_setting_get_height:
 * @self: a table
 *
 * Returns: the height of all its rows
 */
double
brv_table_setting_get_height (const BrvTableSetting *self)
{
  double height = 0;

  for (guint i = 0; i < self->lines->len; i++)
    height += brv_table_setting_get_line_height (self, i);
  return height;
}

/**
 * brv_table_setting_get_head_height:
 * @self: a table
 *
 * Returns: the height of its header rows together
 */
double
brv_table_setting_get_head_height (const BrvTableSetting *self)
{
  double height = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      if (g_array_index (self->lines, BrvTableLine, i).row >= self->n_header_rows)
        break;
      height += brv_table_setting_get_line_height (self, i);
    }
  return height;
}

/**
 * brv_table_setting_find_x:
 * @self: a table
 * @row: from 0
 * @column: from 0
 * @at: a line of the cell's paragraph
 *
 * Words stand at the side where their column begins. Numbers stand with their units below each
 * other, and their heads at the right.
 *
 * Returns: where that line's measure begins, from the table's left edge
 */
double
brv_table_setting_find_x (const BrvTableSetting *self, guint row, guint column, guint at)
{
  const BrvStyledBlock *cell = brv_table_setting_get_cell (self, row, column);
  const BrvSetLine *line = brv_paragraph_get_line (cell->paragraph, at);
  double shift = self->shifts[(gsize)row * self->n_columns + column];
  double left = self->lefts[column];

  if (shift >= 0)
    return left + shift - line->x;
  if ((cell->look.align == BRV_ALIGN_END || self->is_backward) && !cell->paragraph->right_to_left)
    return left + MAX (0, self->widths[column] - line->width);
  return left;
}

/**
 * brv_table_setting_find_cell_line:
 * @self: a table
 * @line: one of its lines
 * @column: from 0
 * @at: (out): which line of the cell's paragraph stands on it
 *
 * Cells stand at the top of their row, but heads at its foot.
 *
 * Returns: whether the cell has a line there
 */
gboolean
brv_table_setting_find_cell_line (const BrvTableSetting *self, guint line, guint column, guint *at)
{
  const BrvTableLine *entry = &g_array_index (self->lines, BrvTableLine, line);
  const BrvStyledBlock *cell = brv_table_setting_get_cell (self, entry->row, column);
  guint n = brv_paragraph_get_n_lines (cell->paragraph);
  guint skipped = entry->row < self->n_header_rows ? self->n_lines[entry->row] - n : 0;

  if (entry->line < skipped || entry->line - skipped >= n)
    return FALSE;
  *at = entry->line - skipped;
  return TRUE;
}
