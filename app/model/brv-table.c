/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-table.h"

#include <string.h>

#include "base/brv-utf8.h"

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

/*
 * The end of a cell that stands in quotation marks, behind the closing one; NULL for a cell whose
 * quotation marks are its own. Spreadsheets put them around a cell with a break, a tab or quotation
 * marks in it, which are doubled then.
 */
static const char *
find_closing_mark (const char *start)
{
  gboolean must_be_quoted = FALSE;

  for (const char *at = start + 1; *start == '"' && *at != '\0'; at++)
    {
      if (*at == '\n' || *at == '\t')
        must_be_quoted = TRUE;
      if (*at != '"')
        continue;
      if (at[1] != '"')
        return must_be_quoted && strchr ("\t\r\n", at[1]) != NULL ? at + 1 : NULL;
      must_be_quoted = TRUE;
      at++;
    }
  return NULL;
}

/* The cell at @at, which moves behind it. */
static BrvText *
read_cell (const char **at)
{
  const char *end = find_closing_mark (*at);
  gboolean is_quoted = end != NULL;
  g_autofree char *cell = NULL;

  if (is_quoted)
    {
      g_autoptr (GString) inner = g_string_new_len (*at + 1, end - *at - 2);

      g_string_replace (inner, "\"\"", "\"", 0);
      cell = g_string_free (g_steal_pointer (&inner), FALSE);
    }
  else
    {
      end = *at + strcspn (*at, "\t\n");
      cell = g_strndup (*at, (gsize)(end - *at));
    }
  *at = end + strspn (end, "\r");
  return brv_text_new (g_strstrip (cell), -1);
}

static gboolean
is_blank_cell (const BrvText *cell)
{
  return *brv_text_get_utf8 (cell) == '\0';
}

/* The rows of @text without the blank ones at the end: (element-type GPtrArray) of BrvText. */
static GPtrArray *
read_rows (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  guint n_filled = 0;

  for (const char *at = text; *at != '\0' && rows->len <= BRV_TABLE_MAX_ROWS;)
    {
      GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_text_unref);
      gboolean is_filled = FALSE;

      g_ptr_array_add (rows, row);
      for (gboolean more = TRUE; more;)
        {
          g_ptr_array_add (row, read_cell (&at));
          is_filled = is_filled || !is_blank_cell (g_ptr_array_index (row, row->len - 1));
          more = *at == '\t';
          at += more;
        }
      if (*at == '\n')
        at++;
      if (is_filled)
        n_filled = rows->len;
    }
  g_ptr_array_set_size (rows, (gint)n_filled);
  return rows;
}

/* Text has tabs too: before a paragraph, or in one of its lines. */
static gboolean
are_rows_of_table (const GPtrArray *rows)
{
  gboolean has_first = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (rows, i);

      if (row->len < 2)
        return FALSE;
      has_first = has_first || !is_blank_cell (g_ptr_array_index (row, 0));
    }
  return has_first;
}

/**
 * brv_table_new_from_plain:
 * @text: valid UTF-8
 *
 * Reads what a spreadsheet puts on the clipboard as text: a line a row, cells parted by tabs, and in
 * quotation marks those with breaks in them. The first row is the head.
 *
 * Returns: (transfer full) (nullable): a table, or %NULL if a line of the text has no tab, nothing
 *   stands before the first tabs, or it is larger than a table may be
 */
BrvTable *
brv_table_new_from_plain (const char *text)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  guint n_columns = 0;

  g_return_val_if_fail (text != NULL, NULL);

  rows = strchr (text, '\t') != NULL ? read_rows (text) : NULL;
  if (rows == NULL || !are_rows_of_table (rows))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    n_columns = MAX (n_columns, ((GPtrArray *)g_ptr_array_index (rows, i))->len);
  if (!is_size (rows->len, n_columns))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (rows, i);

      for (guint k = 0; k < n_columns; k++)
        g_ptr_array_add (cells, k < row->len ? g_ptr_array_index (row, k) : NULL);
    }
  return brv_table_new ((BrvText *const *)cells->pdata, rows->len, n_columns,
                        rows->len > 1 ? 1 : 0);
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

/* Digits with their signs and marks around them, such as −3.5 %, €1,200, 12–15 or (4). */
static gboolean
is_number (const char *text)
{
  gboolean has_digit = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isdigit (c))
        has_digit = TRUE;
      else if (g_unichar_type (c) != G_UNICODE_CURRENCY_SYMBOL && !g_unichar_isspace (c) &&
               (c >= 0x80 ? c != 0x2212 && c != 0x2013 && c != 0xB1 && c != 0x2030
                          : strchr ("+-.,'%()/:*", (int)c) == NULL))
        return FALSE;
    }
  return has_digit;
}

/* A dash or n/a, where a number is not known. */
static gboolean
is_placeholder (const char *text)
{
  static const char *const placeholders[] = {
    "", "-", "–", "—", "…", "?", "n/a", "N/A", "na", ".."
  };

  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    {
      if (g_str_equal (text, placeholders[i]))
        return TRUE;
    }
  return FALSE;
}

/**
 * brv_table_is_numeric:
 * @self: a table
 * @column: from 0
 *
 * Returns: whether the column holds numbers below its heads, and nothing else but placeholders and
 *   references
 */
gboolean
brv_table_is_numeric (const BrvTable *self, guint column)
{
  gboolean any = FALSE;

  g_return_val_if_fail (column < self->n_columns, FALSE);

  for (guint row = self->n_header_rows; row < self->n_rows; row++)
    {
      g_autofree char *plain = brv_text_dup_plain (*cell_of (self, row, column));

      if (is_number (plain))
        any = TRUE;
      else if (!is_placeholder (plain))
        return FALSE;
    }
  return any;
}

/* Whether the first letter of @utf8 belongs to a script that runs to the left. */
static gboolean
runs_to_the_left (const char *utf8, gboolean *has_letter)
{
  static const GUnicodeScript scripts[] = {
    G_UNICODE_SCRIPT_ARABIC, G_UNICODE_SCRIPT_HEBREW, G_UNICODE_SCRIPT_SYRIAC,
    G_UNICODE_SCRIPT_THAANA, G_UNICODE_SCRIPT_NKO,    G_UNICODE_SCRIPT_ADLAM,
  };

  for (const char *at = utf8; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalpha (c))
        continue;
      *has_letter = TRUE;
      for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
        {
          if (g_unichar_get_script (c) == scripts[i])
            return TRUE;
        }
      return FALSE;
    }
  *has_letter = FALSE;
  return FALSE;
}

/**
 * brv_table_is_right_to_left:
 * @self: a table
 *
 * Says in which direction its columns follow each other. The language of the brief does not: an
 * Arabic table in an English brief is read as its readers read.
 *
 * Returns: whether most of the cells with letters in them begin in a script that runs to the left
 */
gboolean
brv_table_is_right_to_left (const BrvTable *self)
{
  gsize n_left = 0;
  gsize n_letters = 0;

  for (gsize i = 0; i < (gsize)self->n_rows * self->n_columns; i++)
    {
      gboolean has_letter;

      n_left += runs_to_the_left (brv_text_get_utf8 (self->cells[i]), &has_letter);
      n_letters += has_letter;
    }
  return 2 * n_left > n_letters;
}

/**
 * brv_table_has_letters:
 * @self: a table
 *
 * Returns: whether any cell has letters, or all are of numbers and signs, which run in no direction
 */
gboolean
brv_table_has_letters (const BrvTable *self)
{
  for (gsize i = 0; i < (gsize)self->n_rows * self->n_columns; i++)
    {
      gboolean has_letter;

      (void)runs_to_the_left (brv_text_get_utf8 (self->cells[i]), &has_letter);
      if (has_letter)
        return TRUE;
    }
  return FALSE;
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

/**
 * brv_table_dup_plain:
 * @self: a table
 *
 * Returns: (transfer full): a line a row, cells parted by tabs
 */
char *
brv_table_dup_plain (const BrvTable *self)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < self->n_rows; row++)
    {
      for (guint column = 0; column < self->n_columns; column++)
        {
          g_autofree char *plain = brv_text_dup_plain (*cell_of (self, row, column));

          if (column > 0)
            g_string_append_c (text, '\t');
          g_string_append (text, plain);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
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
