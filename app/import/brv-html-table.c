/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Tables of pages: which hold data and which only place text on the page, and how the cells of
 * those that do are written.
 *
 * Source: HTML Living Standard, "Tables", for what a cell spans and where the foot is shown.
 */

#include "config.h"

#include <string.h>

#include "import/brv-html-table.h"

/* The cells of a table of data are short: words a cell, on average. One that is written as a table
 * of data, with headings of columns or a caption, may say more. */
#define MAX_CELL_WORDS        40
#define MAX_STATED_CELL_WORDS 80
#define MAX_RANGE_CELL_WORDS  8
/* A cell spans no more columns or rows than this, whatever it says. */
#define MAX_COLUMNS 100
#define MAX_ROWS    10000

/* What some programs write into an empty cell. */
#define NO_BREAK_SPACE "\xc2\xa0"

/* What is counted of a table. */
typedef struct
{
  BrvHtmlTable table;
  guint n_rows; /* that have a cell */
  guint n_cells;
  guint n_slots; /* places in the grid that they take */
  guint n_columns;
  guint n_row_slots; /* of the row at hand */
  gboolean has_headings;
  gboolean is_layout; /* it says so itself, or holds another table */
} Shape;

static guint
read_span (const xmlNode *node, const char *name, guint max)
{
  const char *span = brv_html_peek_attribute (node, name);

  return span != NULL ? (guint)CLAMP (g_ascii_strtoll (span, NULL, 10), 1, (gint64)max) : 1;
}

static gboolean
is_cell (BrvTag tag)
{
  return tag == BRV_TAG_TD || tag == BRV_TAG_TH;
}

static gboolean
is_presentation (const xmlNode *node)
{
  const char *role = brv_html_peek_attribute (node, "role");

  return g_strcmp0 (role, "presentation") == 0 || g_strcmp0 (role, "none") == 0;
}

static void
count_element (Shape *shape, const BrvElement *element)
{
  BrvTag tag = element->tag;
  guint n_columns = 0;

  shape->table.is_stated =
    shape->table.is_stated || tag == BRV_TAG_TH || tag == BRV_TAG_THEAD || tag == BRV_TAG_CAPTION;
  shape->has_headings = shape->has_headings || brv_tag_is_heading (tag);
  if (tag == BRV_TAG_TR)
    shape->n_row_slots = 0;
  if (!is_cell (tag))
    return;
  n_columns = read_span (element->node, "colspan", MAX_COLUMNS);
  shape->n_rows += shape->n_row_slots == 0;
  shape->n_cells++;
  shape->n_row_slots += n_columns;
  shape->n_columns = MAX (shape->n_columns, shape->n_row_slots);
  shape->n_slots += n_columns * read_span (element->node, "rowspan", MAX_COLUMNS);
}

static gboolean
is_data (const Shape *shape)
{
  const BrvHtmlTable *table = &shape->table;
  guint max = table->is_stated ? MAX_STATED_CELL_WORDS : MAX_CELL_WORDS;

  /* Where headings stand in cells that have no heading of their own, the cells are boxes. */
  if (shape->has_headings && !table->is_stated)
    return FALSE;
  return shape->n_rows >= 2 && shape->n_columns >= 2 && shape->n_cells > shape->n_rows &&
         shape->n_slots >= 2 * shape->n_rows && table->n_words <= max * shape->n_cells;
}

/* Whether the table is a page of its own, with cells so short that it must be what was marked in a
 * spreadsheet: then a single row or column is one, too. */
static gboolean
is_range (const Shape *shape, guint n_leaves)
{
  const BrvHtmlTable *table = &shape->table;

  return table->leaves_end - table->leaf == n_leaves && shape->n_cells >= 2 &&
         !shape->has_headings && table->n_words <= MAX_RANGE_CELL_WORDS * shape->n_cells;
}

/**
 * brv_html_tables_find:
 * @page: a page
 *
 * Returns: (transfer full) (element-type BrvHtmlTable): the tables of @page that have text and
 *   only place no other table, in order
 */
GArray *
brv_html_tables_find (const BrvHtmlPage *page)
{
  GArray *tables = g_array_new (FALSE, FALSE, sizeof (BrvHtmlTable));
  g_autoptr (GArray) shapes = g_array_new (FALSE, TRUE, sizeof (Shape));
  g_autofree guint *homes = NULL; /* per element: the place of its table among shapes, plus 1 */

  g_return_val_if_fail (page != NULL, tables);

  homes = g_new0 (guint, page->elements->len);
  for (guint i = 1; i < page->elements->len; i++)
    {
      const BrvElement *element = brv_html_page_element (page, i);
      guint home = homes[element->parent];

      if (element->tag == BRV_TAG_TABLE)
        {
          Shape shape = { .table.element = i, .is_layout = is_presentation (element->node) };

          if (home > 0)
            g_array_index (shapes, Shape, home - 1).is_layout = TRUE;
          g_array_append_val (shapes, shape);
          home = shapes->len;
        }
      else if (home > 0)
        count_element (&g_array_index (shapes, Shape, home - 1), element);
      homes[i] = home;
    }
  for (guint i = 0; i < page->leaves->len && shapes->len > 0; i++)
    {
      const BrvLeaf *leaf = brv_html_page_leaf (page, i);
      guint home = homes[leaf->owner];
      BrvHtmlTable *table = home > 0 ? &g_array_index (shapes, Shape, home - 1).table : NULL;

      if (table == NULL)
        continue;
      table->leaf = table->leaves_end == 0 ? i : table->leaf;
      table->leaves_end = i + 1;
      table->n_words += leaf->n_words;
    }
  for (guint i = 0; i < shapes->len; i++)
    {
      Shape *shape = &g_array_index (shapes, Shape, i);

      shape->table.is_data = is_data (shape) || is_range (shape, page->leaves->len);
      if (!shape->is_layout && shape->table.leaves_end > 0)
        g_array_append_val (tables, shape->table);
    }
  return tables;
}

/* Skips the columns that cells of the rows above take; below: how many rows each still takes. */
static void
skip_taken (GString *text, guint *below, guint *column)
{
  for (; *column < MAX_COLUMNS && below[*column] > 0; (*column)++)
    {
      below[*column]--;
      g_string_append_c (text, '\t');
    }
}

/* Adds the text of a cell. */
static void
append_cell (const BrvHtmlPage *page, const BrvElement *cell, guint *leaf, guint end, GString *text)
{
  gboolean first = TRUE;

  for (; *leaf < end && brv_html_page_leaf (page, *leaf)->owner < cell->end; (*leaf)++)
    {
      g_autofree char *words = g_strdup (brv_html_page_leaf (page, *leaf)->text);

      if (brv_html_page_has_ancestor (page, brv_html_page_leaf (page, *leaf)->owner,
                                      BRV_TAG_CAPTION) ||
          g_str_equal (words, NO_BREAK_SPACE))
        continue;
      g_string_append (text, first ? "" : " ");
      g_string_append (text, g_strdelimit (words, "\n\t", ' '));
      first = FALSE;
    }
}

/* Counts a row down in the columns right of its last cell. */
static void
end_row (guint *below, guint column)
{
  for (; column < MAX_COLUMNS; column++)
    below[column] -= below[column] > 0;
}

/**
 * brv_html_table_dup_text:
 * @page: a page
 * @table: one of its tables
 *
 * A cell that spans several places of the grid is written in the first of them. The foot comes
 * last, as it is shown, and the caption is not among the rows.
 *
 * Returns: (transfer full): the rows, a line each; a tab parts cells
 */
char *
brv_html_table_dup_text (const BrvHtmlPage *page, const BrvHtmlTable *table)
{
  GString *body = g_string_new (NULL);
  g_autoptr (GString) foot = g_string_new (NULL);
  GString *text = body;
  guint below[MAX_COLUMNS] = { 0 }; /* how many more rows a cell takes, by column */
  guint leaf = table->leaf;
  guint foot_end = 0;
  guint column = 0;

  for (guint i = table->element + 1; i < brv_html_page_element (page, table->element)->end; i++)
    {
      const BrvElement *element = brv_html_page_element (page, i);
      guint n_columns = 0;
      guint n_rows = 0;

      if (element->tag == BRV_TAG_TFOOT)
        foot_end = element->end;
      if (element->tag == BRV_TAG_TR)
        {
          end_row (below, column);
          column = 0;
          text = i < foot_end ? foot : body;
          g_string_append_c (text, '\n');
        }
      if (!is_cell (element->tag))
        continue;
      skip_taken (text, below, &column);
      append_cell (page, element, &leaf, table->leaves_end, text);
      n_columns = read_span (element->node, "colspan", MAX_COLUMNS);
      n_rows = read_span (element->node, "rowspan", MAX_ROWS);
      for (guint k = 0; k < n_columns; k++, column++)
        {
          if (column < MAX_COLUMNS)
            below[column] = n_rows - 1;
          g_string_append_c (text, '\t');
        }
    }
  /* Text that no cell holds. */
  append_cell (page, brv_html_page_element (page, 0), &leaf, table->leaves_end, text);
  g_string_append_c (body, '\n');
  g_string_append_len (body, foot->str, (gssize)foot->len);
  return g_string_free (body, FALSE);
}
