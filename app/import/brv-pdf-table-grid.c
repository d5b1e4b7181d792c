/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The columns of a table: what stands below each other begins, ends or has its middle at one place.
 * Where cells stand no further apart than words do, that alone tells them.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-pdf-table-grid.h"

/* How far the edges of cells under each other may differ, in points. */
#define ALIGNED 3.5
/* Gaps of so many times the type's size always part cells. */
#define CELL_GAP 0.9
/* What is less never parts any. */
#define LEAST_GAP 0.15
/* A gap that goes down through all rows parts cells from this on. */
#define RIVER 0.3
/* And from this on where there are only two rows. */
#define WIDE_RIVER 0.5
#define MAX_WORDS  60

/**
 * brv_pdf_span_is_under:
 * @a: a cell
 * @b: another
 *
 * Returns: whether they begin, end or have their middles at one place
 */
gboolean
brv_pdf_span_is_under (const BrvPdfSpan *a, const BrvPdfSpan *b)
{
  return fabs (a->x1 - b->x1) < ALIGNED || fabs (a->x2 - b->x2) < ALIGNED ||
         fabs (a->x1 + a->x2 - b->x1 - b->x2) < 2 * ALIGNED;
}

/**
 * brv_pdf_grid_is_aligned:
 * @a: a row
 * @b: another
 * @shift: how far @a is to be moved to the right, in points
 *
 * Returns: whether most cells after the first stand under cells of the other row
 */
gboolean
brv_pdf_grid_is_aligned (const BrvPdfGrid *a, const BrvPdfGrid *b, double shift)
{
  guint least = MIN (a->n, b->n);
  guint n_under = 0;

  for (guint i = 1; i < a->n; i++)
    for (guint k = 1; k < b->n; k++)
      {
        BrvPdfSpan moved = { a->spans[i].x1 + shift, a->spans[i].x2 + shift };

        if (brv_pdf_span_is_under (&moved, &b->spans[k]))
          {
            n_under++;
            break;
          }
      }
  return least >= 2 && MIN (n_under, least - 1) * 5 >= (least - 1) * 3;
}

/* What the best way of giving the first words of a row to the first columns is worth. */
typedef struct
{
  double worth; /* negative where there is none */
  guint start;  /* the first word of the last column that has any */
  gint column;  /* that column; -1 where none has */
  guint n;      /* of columns that have any */
} Best;

static double
get_gap (const BrvPdfSpan *words, guint i)
{
  return words[i].x1 - words[i - 1].x2;
}

/* Tries to give the words up to @end, back to each possible first one, to the column @k. */
static void
try_column (const BrvPdfGrid *self,
            const BrvPdfSpan *words,
            double size,
            Best best[MAX_WORDS + 1][BRV_PDF_MAX_CELLS + 1],
            guint end,
            guint k)
{
  Best *here = &best[end][k + 1];

  for (guint start = end; start-- > 0;)
    {
      BrvPdfSpan group = { words[start].x1, words[end - 1].x2 };
      const Best *before = &best[start][k];
      double gap = start > 0 ? get_gap (words, start) : 0;

      if (start + 1 < end && get_gap (words, start + 1) >= CELL_GAP * size)
        break;
      if (before->worth < 0 || (start > 0 && gap < LEAST_GAP * size) ||
          !brv_pdf_span_is_under (&group, &self->spans[k]))
        continue;
      /* One more column counts for more than any gap. */
      if (before->worth + 10000 + gap > here->worth)
        *here = (Best){ before->worth + 10000 + gap, start, (gint)k, before->n + 1 };
    }
}

/**
 * brv_pdf_grid_fit:
 * @self: the columns of a table
 * @words: (array length=n_words): the words of a line, from left to right
 * @n_words: how many
 * @size: of their type, in points
 * @columns: (array length=n_words) (out caller-allocates): the column of each word
 *
 * Parts a line where its words then stand under the columns, in as many of them as possible.
 *
 * Returns: how many columns have words; 0 where the words do not fit
 */
guint
brv_pdf_grid_fit (
  const BrvPdfGrid *self, const BrvPdfSpan *words, guint n_words, double size, guint8 *columns)
{
  Best best[MAX_WORDS + 1][BRV_PDF_MAX_CELLS + 1];
  guint n = 0;

  if (n_words == 0 || n_words > MAX_WORDS)
    return 0;
  for (guint i = 0; i <= n_words; i++)
    best[i][0] = (Best){ i == 0 ? 0 : -1, 0, -1, 0 };
  for (guint k = 0; k < self->n; k++)
    for (guint end = 0; end <= n_words; end++)
      {
        best[end][k + 1] = best[end][k];
        try_column (self, words, size, best, end, k);
      }
  if (best[n_words][self->n].worth <= 0)
    return 0;
  n = best[n_words][self->n].n;
  for (guint end = n_words, k = self->n; end > 0;)
    {
      const Best *last = &best[end][k];

      for (guint i = last->start; i < end; i++)
        columns[i] = (guint8)last->column;
      end = last->start;
      k = (guint)last->column;
    }
  return n;
}

/* Words of a row within a column. */
static void
find_words (const GArray *row, const BrvPdfGrid *self, guint column, guint *start, guint *end)
{
  double left = column > 0 ? self->spans[column - 1].x2 : -G_MAXDOUBLE;
  double right = column + 1 < self->n ? self->spans[column + 1].x1 : G_MAXDOUBLE;

  *start = 0;
  while (*start < row->len && g_array_index (row, BrvPdfSpan, *start).x1 < left)
    (*start)++;
  *end = *start;
  while (*end < row->len && g_array_index (row, BrvPdfSpan, *end).x2 < right)
    (*end)++;
}

/* Makes a gap as narrow as it is where a row goes through it. FALSE where the row closes it. */
static gboolean
narrow_gap (const GArray *row, guint start, guint end, BrvPdfSpan *gap)
{
  for (guint i = start; i < end; i++)
    {
      const BrvPdfSpan *word = &g_array_index (row, BrvPdfSpan, i);

      if (word->x2 <= gap->x1 || word->x1 >= gap->x2)
        continue;
      if (word->x1 + word->x2 < gap->x1 + gap->x2)
        gap->x1 = word->x2;
      else
        gap->x2 = word->x1;
      if (gap->x2 <= gap->x1)
        return FALSE;
    }
  return TRUE;
}

/* The two sides of a gap in a column: how far they reach, and whether the cells at its right are
 * aligned. */
static gboolean
measure_sides (const BrvPdfGrid *self,
               const GPtrArray *rows,
               guint column,
               const BrvPdfSpan *gap,
               double size,
               BrvPdfSpan sides[2])
{
  BrvPdfSpan first[2] = { { 0 } }; /* cells of a row */
  guint n = 0;
  guint n_below =
    0; /* lines of a cell at the right that has several, and cells beside their middle */
  gboolean lefts = TRUE;
  gboolean rights = TRUE;
  gboolean middles = TRUE;

  sides[0] = sides[1] = (BrvPdfSpan){ G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint r = 0; r < rows->len; r++)
    {
      const GArray *row = g_ptr_array_index (rows, r);
      BrvPdfSpan cells[2] = { { G_MAXDOUBLE, -G_MAXDOUBLE }, { G_MAXDOUBLE, -G_MAXDOUBLE } };
      guint start = 0;
      guint end = 0;

      find_words (row, self, column, &start, &end);
      for (guint i = start; i < end; i++)
        {
          const BrvPdfSpan *word = &g_array_index (row, BrvPdfSpan, i);
          guint side = word->x1 >= gap->x2 - 0.01 ? 1 : 0;

          cells[side] =
            (BrvPdfSpan){ MIN (cells[side].x1, word->x1), MAX (cells[side].x2, word->x2) };
        }
      for (guint side = 0; side < 2; side++)
        sides[side] = (BrvPdfSpan){ MIN (sides[side].x1, cells[side].x1),
                                    MAX (sides[side].x2, cells[side].x2) };
      if (cells[0].x2 < 0 || cells[1].x2 < 0)
        {
          n_below += n > 0 && cells[0].x2 < 0 && fabs (cells[1].x1 - first[1].x1) < ALIGNED / 2;
          n_below += n > 0 && cells[1].x2 < 0 && brv_pdf_span_is_under (&cells[0], &first[0]);
          continue;
        }
      if (n++ == 0)
        memcpy (first, cells, sizeof first);
      lefts = lefts && fabs (cells[1].x1 - first[1].x1) < ALIGNED / 2;
      rights = rights && fabs (cells[1].x2 - first[1].x2) < ALIGNED / 2;
      middles = middles && fabs (cells[1].x1 + cells[1].x2 - first[1].x1 - first[1].x2) < ALIGNED;
    }
  return n >= (gap->x2 - gap->x1 >= WIDE_RIVER * size ? 2 : 3) && n * 2 + n_below >= rows->len &&
         (lefts || rights || middles);
}

/* The row whose words reach furthest within a column: of several lines of a row the one that has most
 * of its cells. */
static const GArray *
find_widest (const BrvPdfGrid *self, const GPtrArray *rows, guint column)
{
  const GArray *widest = g_ptr_array_index (rows, 0);
  double most = 0;

  for (guint r = 0; r < rows->len; r++)
    {
      const GArray *row = g_ptr_array_index (rows, r);
      guint start = 0;
      guint end = 0;
      double width = 0;

      find_words (row, self, column, &start, &end);
      if (end <= start)
        continue;
      width =
        g_array_index (row, BrvPdfSpan, end - 1).x2 - g_array_index (row, BrvPdfSpan, start).x1;
      if (width > most)
        {
          most = width;
          widest = row;
        }
    }
  return widest;
}

/* Finds a gap that goes through a column from the first row to the last. */
static gboolean
find_gap (
  const BrvPdfGrid *self, const GPtrArray *rows, guint column, double size, BrvPdfSpan sides[2])
{
  const GArray *model = find_widest (self, rows, column);
  guint start = 0;
  guint end = 0;

  find_words (model, self, column, &start, &end);
  for (guint i = start + 1; i < end; i++)
    {
      BrvPdfSpan gap = { g_array_index (model, BrvPdfSpan, i - 1).x2,
                         g_array_index (model, BrvPdfSpan, i).x1 };
      gboolean open = TRUE;

      for (guint r = 0; r < rows->len && open; r++)
        {
          guint first = 0;
          guint last = 0;

          find_words (g_ptr_array_index (rows, r), self, column, &first, &last);
          open = narrow_gap (g_ptr_array_index (rows, r), first, last, &gap);
        }
      if (open && gap.x2 - gap.x1 >= RIVER * size &&
          measure_sides (self, rows, column, &gap, size, sides))
        return TRUE;
    }
  return FALSE;
}

/**
 * brv_pdf_grid_part:
 * @self: the columns of a table
 * @rows: (element-type GArray): the words of each row as #BrvPdfSpan, from left to right
 * @size: of their type, in points
 *
 * Parts columns through which a gap goes from the first row to the last.
 */
void
brv_pdf_grid_part (BrvPdfGrid *self, const GPtrArray *rows, double size)
{
  if (rows->len < 2)
    return;
  for (guint k = 0; k < self->n && self->n < BRV_PDF_MAX_CELLS;)
    {
      BrvPdfSpan sides[2];

      if (!find_gap (self, rows, k, size, sides))
        {
          k++;
          continue;
        }
      for (guint i = self->n; i > k + 1; i--)
        self->spans[i] = self->spans[i - 1];
      self->spans[k] = sides[0];
      self->spans[k + 1] = sides[1];
      self->n++;
    }
}
