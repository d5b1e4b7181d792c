/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables, or some of their columns, whose cells stand no further apart than words do: what stands below
 * each other in all rows tells them. */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-close-columns.h"
#include "import/brv-pdf-line-signs.h"

/* A table of so narrow columns has no more rows or words in one. */
#define MAX_CLOSE_ROWS  100
#define MAX_CLOSE_WORDS 12

static const BrvPdfLine *
get_line (const BrvPdfRows *self, guint i)
{
  return &g_array_index (self->lines->lines, BrvPdfLine, i);
}

/* Whether cells of some rows stand under the space between those of others: the gaps of a row are
 * where its words are short. */
static gboolean
overlap (const BrvPdfGrid *columns)
{
  for (guint i = 1; i < columns->n; i++)
    if (columns->spans[i].x1 < columns->spans[i - 1].x2)
      return TRUE;
  return FALSE;
}

/* Whether a line has a number after its first word, as the head of a table has none. */
static gboolean
has_numbers (const BrvPdfRows *self, guint i)
{
  const BrvPdfLine *line = get_line (self, i);

  for (guint w = 1; w < line->n_words; w++)
    if (g_unichar_isdigit (brv_pdf_line_get_letter (self->lines, self->text, line, w, 0)))
      return TRUE;
  return FALSE;
}

/**
 * brv_pdf_close_columns_part:
 * @self: lines
 * @start: the first line of a table
 * @end: the line after it
 * @has_head: whether it can begin with a head, whose words stand closer than those of rows
 * @columns: its columns so far
 *
 * Parts columns whose cells stand close beside each other in all rows, the head aside.
 */
void
brv_pdf_close_columns_part (
  const BrvPdfRows *self, guint start, guint end, gboolean has_head, BrvPdfGrid *columns)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  const BrvPdfLine *line = get_line (self, start);
  BrvPdfGrid whole = { { { line->left - 1, line->right + 1 } }, 1 };

  /* The head can still be missing, as it is found by the columns. */
  for (guint i = has_head && !has_numbers (self, start) ? start + 1 : start; i < end; i++)
    if (get_line (self, i)->n_words > 1)
      g_ptr_array_add (rows, brv_pdf_rows_find_words (self, get_line (self, i)));
  if (overlap (columns))
    {
      brv_pdf_grid_part (&whole, rows, line->size);
      if (whole.n >= columns->n)
        *columns = whole;
      return;
    }
  brv_pdf_grid_part (columns, rows, line->size);
}

/* Whether the cells of a column begin with digits. */
static gboolean
is_numeric (const BrvPdfRows *self, guint start, guint end, const BrvPdfGrid *columns, guint column)
{
  guint n = 0;

  for (guint i = start; i < end; i++)
    {
      const BrvPdfLine *line = get_line (self, i);
      const BrvPdfPage *page = g_ptr_array_index (self->text->pages, line->page);

      for (guint w = 0; w < line->n_words; w++)
        {
          const BrvPdfWord *word = brv_pdf_lines_get_word (self->lines, self->text, line, w);
          gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, word->first).letter;

          if (word->box.x1 > columns->spans[column].x1 - 1 &&
              word->box.x2 < columns->spans[column].x2 + 1 && g_unichar_isdigit (c))
            {
              n++;
              break;
            }
        }
    }
  return n * 3 >= (end - start) * 2;
}

/**
 * brv_pdf_close_columns_find:
 * @self: lines
 * @start: one of them
 * @columns: (out): the columns of the table that begins there
 *
 * Finds a table none of whose cells stand further apart than words do: at least three rows with a column
 * of numbers.
 *
 * Returns: the line after it; @start where there is none
 */
guint
brv_pdf_close_columns_find (const BrvPdfRows *self, guint start, BrvPdfGrid *columns)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  guint end = start;
  gboolean any = FALSE;

  for (; end < self->lines->lines->len && end < start + MAX_CLOSE_ROWS; end++)
    {
      const BrvPdfLine *line = get_line (self, end);
      BrvPdfGrid whole = { { { line->left - 1, line->right + 1 } }, 1 };

      if (line->n_words < 2 || line->n_words > MAX_CLOSE_WORDS || line->rtl ||
          self->kinds[end] != BRV_PDF_LINE_TEXT || brv_pdf_rows_is_prose (self, line) ||
          brv_pdf_line_is_contents (self->lines, self->text, end) ||
          brv_pdf_rows_is_caption (self, end) ||
          (end > start && (!brv_pdf_rows_is_next (self, end, start) ||
                           fabs (line->size - get_line (self, start)->size) > 0.1)))
        break;
      g_ptr_array_add (rows, brv_pdf_rows_find_words (self, line));
      if (rows->len < 3)
        continue;
      brv_pdf_grid_part (&whole, rows, line->size);
      if (whole.n < 2)
        break;
      *columns = whole;
    }
  if (end < start + 3)
    return start;
  for (guint k = 1; k < columns->n; k++)
    any = any || is_numeric (self, start, end, columns, k);
  return any ? end : start;
}
