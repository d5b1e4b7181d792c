/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-table.h"

struct _BrvTable
{
  guint n_rows;
  guint n_columns;
  guint n_header_rows;
  BrvText **cells;    /* row by row */
  gboolean has_marks; /* references or links in a cell: most tables have none */
};

static gboolean
is_reference (const BrvText *text, gsize at)
{
  guint n;
  const BrvReference *references = brv_text_get_references (text, &n);

  for (guint i = 0; i < n; i++)
    {
      if (references[i].at == at)
        return TRUE;
    }
  return FALSE;
}

/* A cell is one paragraph: its breaks become spaces. */
static BrvText *
clean_cell (const BrvText *text)
{
  g_autoptr (BrvText) clean = brv_text_ref (text);
  gsize at = 0;

  while (at < brv_text_get_length (clean))
    {
      const char *utf8 = brv_text_get_utf8 (clean) + at;
      gsize length = (gsize)(g_utf8_next_char (utf8) - utf8);
      gunichar c = g_utf8_get_char (utf8);
      gboolean is_break = c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029;
      g_autoptr (BrvText) space = is_break ? brv_text_new (" ", 1) : NULL;
      BrvText *next;

      if (!is_break && c >= 0x20 && c != 0x7F && (c != 0xFFFC || is_reference (clean, at)))
        {
          at += length;
          continue;
        }
      next = brv_text_replace (clean, (BrvRange){ at, at + length }, space);
      brv_text_unref (clean);
      clean = next;
      at += is_break ? 1 : 0;
    }
  return g_steal_pointer (&clean);
}

static BrvTable *
table_alloc (guint n_rows, guint n_columns, guint n_header_rows)
{
  BrvTable *self = g_atomic_rc_box_new0 (BrvTable);

  self->n_rows = n_rows;
  self->n_columns = n_columns;
  self->n_header_rows = MIN (n_header_rows, n_rows);
  self->cells = g_new0 (BrvText *, (gsize)n_rows * n_columns);
  return self;
}

/* Ends the making of a table. */
static BrvTable *
finish (BrvTable *self)
{
  for (gsize i = 0; !self->has_marks && i < (gsize)self->n_rows * self->n_columns; i++)
    {
      guint n_runs;
      const BrvRun *runs = brv_text_get_runs (self->cells[i], &n_runs);
      guint n_references;

      brv_text_get_references (self->cells[i], &n_references);
      self->has_marks = n_references > 0;
      for (guint k = 0; k < n_runs; k++)
        self->has_marks = self->has_marks || runs[k].link != NULL;
    }
  return self;
}

static BrvText **
cell_of (const BrvTable *self, guint row, guint column)
{
  return &self->cells[(gsize)row * self->n_columns + column];
}

static gboolean
is_size (guint n_rows, guint n_columns)
{
  return n_rows >= 1 && n_rows <= BRV_TABLE_MAX_ROWS && n_columns >= 1 &&
         n_columns <= BRV_TABLE_MAX_COLUMNS;
}

/**
 * brv_table_new:
 * @cells: (array): the cells, row by row; %NULL for an empty one. Breaks in them become spaces
 * @n_rows: from 1 to %BRV_TABLE_MAX_ROWS
 * @n_columns: from 1 to %BRV_TABLE_MAX_COLUMNS
 * @n_header_rows: how many of the rows are heads; all of them at most
 *
 * Returns: (transfer full): a table
 */
BrvTable *
brv_table_new (BrvText *const *cells, guint n_rows, guint n_columns, guint n_header_rows)
{
  BrvTable *self;
  g_autoptr (BrvText) empty = brv_text_new ("", 0);

  g_return_val_if_fail (is_size (n_rows, n_columns), NULL);

  self = table_alloc (n_rows, n_columns, n_header_rows);
  for (gsize i = 0; i < (gsize)n_rows * n_columns; i++)
    self->cells[i] =
      cells != NULL && cells[i] != NULL ? clean_cell (cells[i]) : brv_text_ref (empty);
  return finish (self);
}

/**
 * brv_table_new_empty:
 * @n_rows: from 1 to %BRV_TABLE_MAX_ROWS
 * @n_columns: from 1 to %BRV_TABLE_MAX_COLUMNS
 * @n_header_rows: how many of the rows are heads
 *
 * Returns: (transfer full): a table to write in
 */
BrvTable *
brv_table_new_empty (guint n_rows, guint n_columns, guint n_header_rows)
{
  return brv_table_new (NULL, n_rows, n_columns, n_header_rows);
}

/**
 * brv_table_ref:
 * @self: a table
 *
 * Returns: (transfer full): @self
 */
BrvTable *
brv_table_ref (const BrvTable *self)
{
  return g_atomic_rc_box_acquire ((BrvTable *)self);
}

static void
brv_table_clear (gpointer data)
{
  BrvTable *self = data;

  for (gsize i = 0; i < (gsize)self->n_rows * self->n_columns; i++)
    brv_text_unref (self->cells[i]);
  g_free (self->cells);
}

/**
 * brv_table_unref:
 * @self: (transfer full): a table
 */
void
brv_table_unref (BrvTable *self)
{
  g_atomic_rc_box_release_full (self, brv_table_clear);
}

/**
 * brv_table_get_n_rows:
 * @self: a table
 *
 * Returns: the number of rows, heads included; at least 1
 */
guint
brv_table_get_n_rows (const BrvTable *self)
{
  return self->n_rows;
}

/**
 * brv_table_get_n_columns:
 * @self: a table
 *
 * Returns: the number of columns, at least 1
 */
guint
brv_table_get_n_columns (const BrvTable *self)
{
  return self->n_columns;
}

/**
 * brv_table_get_n_header_rows:
 * @self: a table
 *
 * Returns: how many of the first rows are heads
 */
guint
brv_table_get_n_header_rows (const BrvTable *self)
{
  return self->n_header_rows;
}

/**
 * brv_table_get_cell:
 * @self: a table
 * @row: from 0
 * @column: from 0
 *
 * Returns: (transfer none): what stands in the cell
 */
const BrvText *
brv_table_get_cell (const BrvTable *self, guint row, guint column)
{
  g_return_val_if_fail (row < self->n_rows && column < self->n_columns, NULL);

  return *cell_of (self, row, column);
}

/**
 * brv_table_has_marks:
 * @self: a table
 *
 * Returns: whether a reference or a link stands in one of its cells
 */
gboolean
brv_table_has_marks (const BrvTable *self)
{
  return self->has_marks;
}

/**
 * brv_table_equal:
 * @a: a table
 * @b: another
 *
 * Returns: whether both have the same cells and heads
 */
gboolean
brv_table_equal (const BrvTable *a, const BrvTable *b)
{
  if (a == b)
    return TRUE;
  if (a->n_rows != b->n_rows || a->n_columns != b->n_columns ||
      a->n_header_rows != b->n_header_rows)
    return FALSE;
  for (gsize i = 0; i < (gsize)a->n_rows * a->n_columns; i++)
    {
      if (!brv_text_equal (a->cells[i], b->cells[i]))
        return FALSE;
    }
  return TRUE;
}

static BrvTable *
table_copy (const BrvTable *self)
{
  BrvTable *copy = table_alloc (self->n_rows, self->n_columns, self->n_header_rows);

  for (gsize i = 0; i < (gsize)self->n_rows * self->n_columns; i++)
    copy->cells[i] = brv_text_ref (self->cells[i]);
  return copy;
}

/**
 * brv_table_with_cell:
 * @self: a table
 * @row: from 0
 * @column: from 0
 * @text: what the cell is to say; breaks in it become spaces
 *
 * Returns: (transfer full): the table with another cell
 */
BrvTable *
brv_table_with_cell (const BrvTable *self, guint row, guint column, const BrvText *text)
{
  BrvTable *copy;
  BrvText **cell;

  g_return_val_if_fail (row < self->n_rows && column < self->n_columns, NULL);

  copy = table_copy (self);
  cell = cell_of (copy, row, column);
  brv_text_unref (*cell);
  *cell = clean_cell (text);
  return finish (copy);
}

/**
 * brv_table_with_header_rows:
 * @self: a table
 * @n_header_rows: how many of its rows are heads; all of them at most
 *
 * Returns: (transfer full): the table with other heads
 */
BrvTable *
brv_table_with_header_rows (const BrvTable *self, guint n_header_rows)
{
  BrvTable *copy = table_copy (self);

  copy->n_header_rows = MIN (n_header_rows, copy->n_rows);
  return finish (copy);
}

/* A table of another size, whose new cells are empty; rows and columns from @row and @column on
 * come from @d_row and @d_column further on. */
static BrvTable *
resize (const BrvTable *self, guint row, gint d_row, guint column, gint d_column)
{
  BrvTable *copy = table_alloc ((guint)((gint)self->n_rows + d_row),
                                (guint)((gint)self->n_columns + d_column), self->n_header_rows);

  for (guint i = 0; i < copy->n_rows; i++)
    {
      for (guint k = 0; k < copy->n_columns; k++)
        {
          gint from_row = (gint)i - (i >= row ? d_row : 0);
          gint from_column = (gint)k - (k >= column ? d_column : 0);
          gboolean is_new = (d_row > 0 && i == row) || (d_column > 0 && k == column);

          *cell_of (copy, i, k) =
            is_new ? brv_text_new ("", 0)
                   : brv_text_ref (*cell_of (self, (guint)from_row, (guint)from_column));
        }
    }
  return finish (copy);
}

/**
 * brv_table_insert_row:
 * @self: a table of fewer than %BRV_TABLE_MAX_ROWS rows
 * @at: the index that it gets; among the heads it becomes one
 *
 * Returns: (transfer full): the table with an empty row more
 */
BrvTable *
brv_table_insert_row (const BrvTable *self, guint at)
{
  BrvTable *copy;

  g_return_val_if_fail (at <= self->n_rows && self->n_rows < BRV_TABLE_MAX_ROWS, NULL);

  copy = resize (self, at, 1, self->n_columns, 0);
  if (at < self->n_header_rows)
    copy->n_header_rows++;
  return copy;
}

/**
 * brv_table_remove_row:
 * @self: a table of more than one row
 * @at: the row's index
 *
 * Returns: (transfer full): the table with a row less
 */
BrvTable *
brv_table_remove_row (const BrvTable *self, guint at)
{
  BrvTable *copy;

  g_return_val_if_fail (at < self->n_rows && self->n_rows > 1, NULL);

  copy = resize (self, at, -1, self->n_columns, 0);
  copy->n_header_rows = self->n_header_rows - (at < self->n_header_rows ? 1 : 0);
  return copy;
}

/**
 * brv_table_insert_column:
 * @self: a table of fewer than %BRV_TABLE_MAX_COLUMNS columns
 * @at: the index that it gets
 *
 * Returns: (transfer full): the table with an empty column more
 */
BrvTable *
brv_table_insert_column (const BrvTable *self, guint at)
{
  g_return_val_if_fail (at <= self->n_columns && self->n_columns < BRV_TABLE_MAX_COLUMNS, NULL);

  return resize (self, self->n_rows, 0, at, 1);
}

/**
 * brv_table_remove_column:
 * @self: a table of more than one column
 * @at: the column's index
 *
 * Returns: (transfer full): the table with a column less
 */
BrvTable *
brv_table_remove_column (const BrvTable *self, guint at)
{
  g_return_val_if_fail (at < self->n_columns && self->n_columns > 1, NULL);

  return resize (self, self->n_rows, 0, at, -1);
}
