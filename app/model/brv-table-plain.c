/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-table-plain.h"

#include <string.h>

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
  if (rows->len > BRV_TABLE_MAX_ROWS || n_columns > BRV_TABLE_MAX_COLUMNS)
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
 * brv_table_dup_plain:
 * @self: a table
 *
 * Returns: (transfer full): a line a row, cells parted by tabs
 */
char *
brv_table_dup_plain (const BrvTable *self)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < brv_table_get_n_rows (self); row++)
    {
      for (guint column = 0; column < brv_table_get_n_columns (self); column++)
        {
          g_autofree char *plain = brv_text_dup_plain (brv_table_get_cell (self, row, column));

          if (column > 0)
            g_string_append_c (text, '\t');
          g_string_append (text, plain);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
