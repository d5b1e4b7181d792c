/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Tables: lines in a row that are parted into cells, with cells under each
 * other. A line with some of the cells only, or one that follows more closely
 * than rows do, goes on with the row above.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-pdf-close-columns.h"
#include "import/brv-pdf-order.h"
#include "import/brv-pdf-rows.h"
#include "import/brv-pdf-tables.h"

/* How far the edges of cells under each other may differ, in points. */
#define ALIGNED 3.5
/* Lines less than this part of the type's size below others stand beside them. */
#define BESIDE 0.85
/* Lines of one cell stand no further apart. */
#define CLOSE 1.9
/* Lines of the cells of a row that begin above the row's first one, and notes. */
#define MAX_BETWEEN 12

typedef BrvPdfSpan Span;
typedef BrvPdfGrid Cells;

typedef struct
{
  BrvPdfLines *lines;
  const BrvPdfText *text;
  BrvPdfLineKind *kinds;
  BrvPdfRows rows;     /* the same */
  GByteArray *columns; /* of each cell */
  Cells last;          /* columns of the last table so far */
  guint last_end;      /* the line after it */
} Tables;

static const BrvPdfLine *
get_line (const Tables *self, guint i)
{
  return &g_array_index (self->lines->lines, BrvPdfLine, i);
}

/* Whether a line with one cell stands within one of the columns; and whether
 * that is the first. Where it follows closely, it can be longer than others in the last one. */
static gboolean
fits_column (const Cells *cell, const Cells *columns, gboolean close, gboolean *first)
{
  for (guint i = 0; i < columns->n; i++)
    {
      double limit = i + 1 < columns->n ? columns->spans[i + 1].x1 : G_MAXDOUBLE;
      double start = columns->spans[i].x1;

      if (cell->spans[0].x1 > start - ALIGNED && cell->spans[0].x2 < limit &&
          (i + 1 < columns->n || close ||
           brv_pdf_span_is_under (&cell->spans[0], &columns->spans[i]) ||
           cell->spans[0].x2 < columns->spans[i].x2 + ALIGNED))
        {
          *first = i == 0;
          return TRUE;
        }
    }
  return FALSE;
}

/*
 * Whether the last table ends right before a line: at the foot of the column before, notes aside, and at
 * most lines of the other cells of the line's row between. Finds where its columns would be.
 */
static gboolean
follows_table (const Tables *self, guint i, Cells *columns)
{
  const BrvPdfLine *line = get_line (self, i);
  const BrvPdfLine *above = NULL;
  double shift = 0;
  guint before = i;

  if (self->last_end == 0 || self->last_end > i || i - self->last_end > MAX_BETWEEN)
    return FALSE;
  above = get_line (self, self->last_end - 1);
  if (above->column == line->column || fabs (above->size - line->size) > 0.6)
    return FALSE;
  shift = line->left - above->left;
  *columns = self->last;
  for (guint k = 0; k < columns->n; k++)
    columns->spans[k] = (Span){ self->last.spans[k].x1 + shift, self->last.spans[k].x2 + shift };
  while (before > self->last_end && self->kinds[before - 1] == BRV_PDF_LINE_TEXT &&
         get_line (self, before - 1)->column == line->column &&
         get_line (self, before - 1)->box.x1 > columns->spans[0].x2)
    before--;
  while (before > self->last_end && (self->kinds[before - 1] == BRV_PDF_LINE_NOTE ||
                                     self->kinds[before - 1] == BRV_PDF_LINE_NOTE_START))
    before--;
  return before == self->last_end;
}

/* Whether a row at the top of a column goes on with the table at the foot of
 * the one before. */
static gboolean
goes_on (const Tables *self, guint start, const Cells *row)
{
  Cells last = { 0 };

  if (!follows_table (self, start, &last))
    return FALSE;
  /* Beside each other in their columns, or where a column's edge is not known,
   * from cell to cell. */
  return (last.n > row->n && brv_pdf_rows_is_close_row (&self->rows, start, &last)) ||
         brv_pdf_grid_is_aligned (&last, row, 0) ||
         brv_pdf_grid_is_aligned (&last, row, row->spans[0].x1 - last.spans[0].x1);
}

/* Whether a row stands alone at the foot of a column, and others at the top of
 * the next go on. */
static gboolean
goes_on_after (const Tables *self, guint start, const Cells *row)
{
  const BrvPdfLine *line = get_line (self, start);
  guint next = start + 1;
  Cells cells = { 0 };

  while (next < self->lines->lines->len &&
         (self->kinds[next] == BRV_PDF_LINE_NOTE || self->kinds[next] == BRV_PDF_LINE_NOTE_START))
    next++;
  if (next + 1 >= self->lines->lines->len || get_line (self, next)->column == line->column ||
      fabs (get_line (self, next)->size - line->size) > 0.6 ||
      !brv_pdf_rows_is_row (&self->rows, next, &cells) || cells.n != row->n)
    return FALSE;
  return brv_pdf_grid_is_aligned (row, &cells, cells.spans[0].x1 - row->spans[0].x1) &&
         brv_pdf_rows_is_row (&self->rows, next + 1, &cells) && cells.n == row->n;
}

/* Whether a line stands beside the one above: so do cells of several lines and those of one line,
 * whose middle is beside theirs. */
static gboolean
is_beside (const Tables *self, guint i)
{
  return get_line (self, i)->base - get_line (self, i - 1)->base <
         BESIDE * get_line (self, i)->size;
}

/* Whether a line follows as closely as the lines of one cell do. */
static gboolean
is_close (const Tables *self, guint i)
{
  return get_line (self, i)->base - get_line (self, i - 1)->base < CLOSE * get_line (self, i)->size;
}

/* Adds a column for a cell that has so many lines that none of them stands on the row's own. */
static gboolean
add_column (const Tables *self, guint i, const Cells *cells, Cells *columns)
{
  if (cells->n != 1 || !is_beside (self, i) || columns->n == BRV_PDF_MAX_CELLS ||
      cells->spans[0].x1 <= columns->spans[columns->n - 1].x2)
    return FALSE;
  columns->spans[columns->n++] = cells->spans[0];
  return TRUE;
}

/* Whether lines are of justified text with two words or so each. The first one can be indented. */
static gboolean
are_justified (const Tables *self, guint start, guint end)
{
  const BrvPdfLine *last = get_line (self, end - 1);
  guint n_prose = 0;

  for (guint i = start; i < end; i++)
    {
      const BrvPdfLine *line = get_line (self, i);

      if (fabs ((double)last->box.x2 - line->box.x2) > 1.5 ||
          (i > start && fabs ((double)last->box.x1 - line->box.x1) > 1.5))
        return FALSE;
      n_prose += brv_pdf_rows_is_prose (&self->rows, line) ? 1 : 0;
    }
  return n_prose * 2 >= end - start;
}

/* Whether a line is a row that a table can begin or go on with. */
static gboolean
begins_rows (const Tables *self, guint i, Cells *columns)
{
  Cells last = { 0 };
  gboolean row = brv_pdf_rows_is_row (&self->rows, i, columns);

  if (follows_table (self, i, &last) && last.n > (row ? columns->n : 1) &&
      brv_pdf_rows_is_close_row (&self->rows, i, &last))
    {
      *columns = last;
      return TRUE;
    }
  return row;
}

/* The end of the table that begins with a line; that line itself if it begins
 * none. */
static guint
find_end (const Tables *self, guint start, Cells *columns)
{
  guint n_rows = 1;
  guint end = start + 1;
  Cells last = { 0 }; /* of the row before */

  if (brv_pdf_rows_is_caption (&self->rows, start) || !begins_rows (self, start, columns))
    return start;
  last = *columns;
  n_rows += goes_on (self, start, columns) ? 1 : 0;
  for (guint i = start + 1;
       i < self->lines->lines->len && brv_pdf_rows_is_next (&self->rows, i, start); i++)
    {
      Cells cells = { 0 };
      gboolean first = FALSE;

      if (brv_pdf_rows_is_row (&self->rows, i, &cells) &&
          (brv_pdf_grid_is_aligned (&cells, columns, 0) ||
           brv_pdf_grid_is_aligned (&cells, &last, 0)))
        {
          if (cells.n > columns->n)
            *columns = cells;
          last = cells;
          n_rows++;
          end = i + 1;
          continue;
        }
      if (brv_pdf_rows_is_close_row (&self->rows, i, columns))
        {
          n_rows++;
          end = i + 1;
          continue;
        }
      brv_pdf_rows_find_cells (&self->rows, get_line (self, i), &cells);
      if (add_column (self, i, &cells, columns))
        {
          end = i + 1;
          continue;
        }
      if (cells.n != 1 || brv_pdf_rows_is_caption (&self->rows, i) ||
          !fits_column (&cells, columns, is_close (self, i), &first))
        break;
      /* Below the last row, only what stands under another column than the first
     * is part of it. */
      if (!first)
        end = i + 1;
    }
  /* Words of three lines that stand in three columns do not do so by chance. */
  if (end > start + 1 && (end < start + 3 || columns->n < 3) && are_justified (self, start, end))
    return start;
  return n_rows >= 2 || (end == start + 1 && goes_on_after (self, start, columns)) ? end : start;
}

/* Makes the columns as wide as the cells under them. */
static void
widen_columns (const Tables *self, guint start, guint end, Cells *columns)
{
  for (guint i = start; i < end; i++)
    {
      Cells cells = { 0 };

      brv_pdf_rows_find_cells (&self->rows, get_line (self, i), &cells);
      if (cells.n != columns->n)
        continue;
      for (guint k = 0; k < cells.n; k++)
        {
          columns->spans[k].x1 = MIN (columns->spans[k].x1, cells.spans[k].x1);
          columns->spans[k].x2 = MAX (columns->spans[k].x2, cells.spans[k].x2);
        }
    }
}

static guint
find_column (const Cells *columns, const BrvPdfBox *box)
{
  guint best = 0;
  double most = -G_MAXDOUBLE;

  for (guint i = 0; i < columns->n; i++)
    {
      double common = MIN (columns->spans[i].x2, box->x2) - MAX (columns->spans[i].x1, box->x1);

      if (common > most + 0.5)
        {
          best = i;
          most = common;
        }
    }
  return best;
}

static guint
find_first_column (const Tables *self, guint i, const Cells *columns)
{
  return find_column (columns, &brv_pdf_lines_get_cell (self->lines, get_line (self, i), 0)->box);
}

/* How the lines of a table make rows. */
typedef struct
{
  double most;      /* the distance up to which a line goes on with the row above; 0: none does */
  gboolean centred; /* cells of one line stand beside the middle of those of more */
} RowPitch;

static RowPitch
find_row_pitch (const Tables *self, guint start, guint end, const Cells *columns)
{
  double least = G_MAXDOUBLE;
  guint n_wide = 0;
  guint n_close = 0;
  RowPitch pitch = { 0 };

  for (guint i = start + 1; i < end; i++)
    {
      double distance = get_line (self, i)->base - get_line (self, i - 1)->base;

      /* A cell begins above the others of its row. */
      n_close += i >= start + 2 && find_first_column (self, i, columns) == 0 &&
                 find_first_column (self, i - 1, columns) > 0 &&
                 distance < 0.9 * (get_line (self, i - 1)->base - get_line (self, i - 2)->base);
      n_close += is_beside (self, i) ? 1 : 0;
      least = MIN (least, is_beside (self, i) ? 2 * distance : distance);
    }
  for (guint i = start + 1; i < end; i++)
    n_wide += get_line (self, i)->base - get_line (self, i - 1)->base > least * 1.2;
  pitch.centred = n_close > 0 && n_wide > 0;
  if (pitch.centred || (n_wide >= 2 && n_wide * 5 >= (end - start - 1) * 2))
    pitch.most = least * 1.12;
  return pitch;
}

/* Makes a new cell of words of a line, which come from left to right. */
static void
add_cell (
  Tables *self, BrvPdfLine *line, const GArray *words, guint start, guint end, guint8 column)
{
  const BrvPdfPage *page = g_ptr_array_index (self->text->pages, line->page);
  BrvPdfCell cell = { .first_word = self->lines->words->len, .n_words = end - start };

  cell.box = g_array_index (page->words, BrvPdfWord, g_array_index (words, guint, start)).box;
  for (guint i = start; i < end; i++)
    {
      guint index = g_array_index (words, guint, i);
      const BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, index);

      brv_pdf_box_extend (&cell.box, &word->box);
      cell.n_glyphs += word->n_glyphs;
      g_array_append_val (self->lines->words, index);
    }
  brv_pdf_order_words (page, &g_array_index (self->lines->words, guint, cell.first_word),
                       cell.n_words);
  g_array_append_val (self->lines->cells, cell);
  g_byte_array_append (self->columns, &column, 1);
  line->n_cells++;
}

static gint
compare_word_lefts (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *words = ((const BrvPdfPage *)data)->words;
  float left_a = g_array_index (words, BrvPdfWord, *(const guint *)a).box.x1;
  float left_b = g_array_index (words, BrvPdfWord, *(const guint *)b).box.x1;

  return left_a < left_b ? -1 : left_a > left_b;
}

/* Parts a line whose words stand under more of the columns than it has cells. */
static gboolean
part_line (Tables *self, guint i, const Cells *columns)
{
  BrvPdfLine *line = &g_array_index (self->lines->lines, BrvPdfLine, i);
  g_autoptr (GArray) spans = brv_pdf_rows_find_words (&self->rows, line);
  g_autofree guint8 *places = g_new0 (guint8, spans->len);
  g_autoptr (GArray) words = NULL;

  if (brv_pdf_grid_fit (columns, (const Span *)(gpointer)spans->data, spans->len, line->size,
                        places) <= line->n_cells)
    return FALSE;
  words = g_array_sized_new (FALSE, FALSE, sizeof (guint), line->n_words);
  g_array_append_vals (words, &g_array_index (self->lines->words, guint, line->first_word),
                       line->n_words);
  g_array_sort_with_data (words, compare_word_lefts,
                          g_ptr_array_index (self->text->pages, line->page));
  line->first_cell = self->lines->cells->len;
  line->n_cells = 0;
  for (guint start = 0; start < words->len;)
    {
      guint end = start + 1;

      while (end < words->len && places[end] == places[start])
        end++;
      add_cell (self, line, words, start, end, places[start]);
      start = end;
    }
  return TRUE;
}

static void
mark_table (Tables *self, guint start, guint end, Cells *columns)
{
  RowPitch row_pitch = find_row_pitch (self, start, end, columns);

  for (guint i = start; i < end; i++)
    {
      const BrvPdfLine *line = get_line (self, i);
      double pitch = i > start ? line->base - get_line (self, i - 1)->base : 0;

      if (!part_line (self, i, columns))
        for (guint k = 0; k < line->n_cells; k++)
          self->columns->data[line->first_cell + k] =
            (guint8)find_column (columns, &brv_pdf_lines_get_cell (self->lines, line, k)->box);
      self->kinds[i] =
        i == start ? (goes_on (self, start, columns) ? BRV_PDF_LINE_ROW : BRV_PDF_LINE_TABLE_START)
        : (self->columns->data[line->first_cell] > 0 && !row_pitch.centred) ||
            pitch <= row_pitch.most
          ? BRV_PDF_LINE_ROW_CELLS
          : BRV_PDF_LINE_ROW;
    }
}

/* Where a table really begins: a head can have its words so close that it looks like text, and a cell
 * of the first row can begin above the others. */
static guint
find_head (const Tables *self, guint start, const Cells *columns)
{
  while (start > 0 && get_line (self, start - 1)->page == get_line (self, start)->page &&
         get_line (self, start - 1)->column == get_line (self, start)->column &&
         self->kinds[start - 1] == BRV_PDF_LINE_TEXT &&
         get_line (self, start)->base - get_line (self, start - 1)->base <
           3 * get_line (self, start)->size)
    {
      Cells cells = { 0 };
      gboolean first = FALSE;

      brv_pdf_rows_find_cells (&self->rows, get_line (self, start - 1), &cells);
      if (brv_pdf_rows_is_caption (&self->rows, start - 1))
        break;
      if (!brv_pdf_rows_is_close_row (&self->rows, start - 1, columns) &&
          !(cells.n == 1 && is_close (self, start) && fits_column (&cells, columns, TRUE, &first) &&
            !first))
        break;
      start--;
    }
  return start;
}

/* Marks the head of a table that stands alone at the foot of the column before. */
static void
mark_head_before (Tables *self, guint start, const Cells *columns)
{
  const BrvPdfLine *line = get_line (self, start);
  const BrvPdfLine *head = NULL;
  Cells moved = *columns;
  guint i = start;
  double shift = 0;

  while (i > 0 &&
         (self->kinds[i - 1] == BRV_PDF_LINE_NOTE || self->kinds[i - 1] == BRV_PDF_LINE_NOTE_START))
    i--;
  if (i == 0 || columns->n < 3)
    return;
  head = get_line (self, --i);
  if (head->column == line->column || fabs (head->size - line->size) > 0.1 || head->n_words < 2)
    return;
  shift = head->box.x1 - columns->spans[0].x1;
  for (guint k = 0; k < moved.n; k++)
    moved.spans[k] = (Span){ columns->spans[k].x1 + shift, columns->spans[k].x2 + shift };
  if (!brv_pdf_rows_is_close_row (&self->rows, i, &moved))
    return;
  if (!part_line (self, i, &moved))
    for (guint k = 0; k < head->n_cells; k++)
      self->columns->data[head->first_cell + k] =
        (guint8)find_column (&moved, &brv_pdf_lines_get_cell (self->lines, head, k)->box);
  self->kinds[i] = BRV_PDF_LINE_TABLE_START;
  self->last = moved;
  self->last_end = i + 1;
}

/**
 * brv_pdf_tables_mark:
 * @lines: the lines of a document; cells that stand close together are parted in them
 * @text: the letters they are made of
 * @kinds: (array): a kind for each line; set for those of tables
 *
 * Finds the tables.
 *
 * Returns: (transfer full) (array): for each of the lines' cells the column of
 * the table that it stands in
 */
guint8 *
brv_pdf_tables_mark (BrvPdfLines *lines, const BrvPdfText *text, BrvPdfLineKind *kinds)
{
  Tables self = { .lines = lines,
                  .text = text,
                  .kinds = kinds,
                  .rows = { lines, text, kinds },
                  .columns = g_byte_array_new () };

  g_byte_array_set_size (self.columns, lines->cells->len + 1);
  memset (self.columns->data, 0, self.columns->len);
  g_byte_array_set_size (self.columns, lines->cells->len);
  for (guint i = 0; i < lines->lines->len;)
    {
      Cells columns = { 0 };
      guint end = find_end (&self, i, &columns);
      guint start = i;

      if (end == i)
        end = brv_pdf_close_columns_find (&self.rows, i, &columns);

      if (end > i)
        {
          widen_columns (&self, i, end, &columns);
          brv_pdf_close_columns_part (&self.rows, i, end, !goes_on (&self, i, &columns), &columns);
          start = find_head (&self, i, &columns);
          mark_head_before (&self, start, &columns);
          mark_table (&self, start, end, &columns);
          self.last = columns;
          self.last_end = end;
        }
      i = MAX (end, i + 1);
    }
  return g_byte_array_free (self.columns, FALSE);
}
