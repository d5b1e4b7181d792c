/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-draft-table.h"
#include "import/brv-html-page.h"

/* A table is one of data if its cells are short: words a cell. */
#define MAX_CELL_WORDS 40

static gboolean
is_structure (BrvRole role)
{
  return role == BRV_ROLE_HEADING || role == BRV_ROLE_TITLE || role == BRV_ROLE_TABLE ||
         role == BRV_ROLE_PREFORMATTED;
}

/**
 * brv_draft_table_is_data:
 * @rows: (element-type GPtrArray): rows of cells, each an array of #BrvTextUnit
 *
 * Returns: whether there are rows of short cells, at least two of each: otherwise the table only
 *   places text on the page
 */
gboolean
brv_draft_table_is_data (const GPtrArray *rows)
{
  guint n_columns = 0;
  guint n_cells = 0;
  guint n_words = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (rows, i);

      n_columns = MAX (n_columns, row->len);
      for (guint k = 0; k < row->len; k++)
        {
          const GPtrArray *cell = g_ptr_array_index (row, k);

          n_cells += cell->len > 0;
          for (guint m = 0; m < cell->len; m++)
            {
              const BrvTextUnit *unit = g_ptr_array_index (cell, m);

              if (unit->fixed && is_structure (unit->role))
                return FALSE;
              n_words += brv_count_words (unit->text, strlen (unit->text));
            }
        }
    }
  return rows->len >= 2 && n_columns >= 2 && n_words <= MAX_CELL_WORDS * n_cells;
}

static void
append_cell (GString *text, const GPtrArray *cell)
{
  for (guint i = 0; i < cell->len; i++)
    {
      g_autofree char *words = g_strdup (((BrvTextUnit *)g_ptr_array_index (cell, i))->text);

      g_string_append (text, i > 0 ? " " : "");
      g_string_append (text, g_strstrip (g_strdelimit (words, "\n\t", ' ')));
    }
}

static gboolean
is_empty_row (const GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    if (((const GPtrArray *)g_ptr_array_index (row, i))->len > 0)
      return FALSE;
  return TRUE;
}

/**
 * brv_draft_table_write:
 * @rows: (element-type GPtrArray): rows of cells, each an array of #BrvTextUnit
 *
 * Returns: (transfer full): the table as one unit, a row a line, cells parted by a tab
 */
BrvTextUnit *
brv_draft_table_write (const GPtrArray *rows)
{
  g_autoptr (GString) text = g_string_new (NULL);
  BrvTextUnit *unit = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (rows, i);

      if (is_empty_row (row))
        continue;
      g_string_append (text, text->len > 0 ? "\n" : "");
      for (guint k = 0; k < row->len; k++)
        {
          g_string_append (text, k > 0 ? "\t" : "");
          append_cell (text, g_ptr_array_index (row, k));
        }
    }
  unit = brv_text_unit_new (BRV_ROLE_TABLE, 0, g_string_free (g_steal_pointer (&text), FALSE));
  unit->fixed = TRUE;
  return unit;
}
