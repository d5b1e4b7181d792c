/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a line of words looks like if it is a row of a table: how it is parted into cells, and what tells
 * it from text that is stretched to the edges of its column.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-line-signs.h"
#include "import/brv-pdf-rows.h"

/* A gap of this many times the type's size parts cells. */
#define CELL_GAP 0.9
/* A column that is wider than this part of the type's size can have sentences. */
#define WIDE_COLUMN 5
/* Type that is larger by this factor is that of a heading. */
#define LARGER 1.12

static const BrvPdfLine *
get_line (const BrvPdfRows *self, guint i)
{
  return &g_array_index (self->lines->lines, BrvPdfLine, i);
}

static gint
compare_spans (gconstpointer a, gconstpointer b)
{
  double x = ((const BrvPdfSpan *)a)->x1;
  double y = ((const BrvPdfSpan *)b)->x1;

  return x < y ? -1 : x > y;
}

/**
 * brv_pdf_rows_find_cells:
 * @self: lines
 * @line: one of them
 * @cells: (out): its words, parted at wide gaps
 */
void
brv_pdf_rows_find_cells (const BrvPdfRows *self, const BrvPdfLine *line, BrvPdfGrid *cells)
{
  cells->n = 0;
  for (guint i = 0; i < line->n_cells; i++)
    {
      const BrvPdfBox *box = &brv_pdf_lines_get_cell (self->lines, line, i)->box;
      BrvPdfSpan *last = cells->n > 0 ? &cells->spans[cells->n - 1] : NULL;

      if (last != NULL &&
          (box->x1 - last->x2 < CELL_GAP * line->size || cells->n == BRV_PDF_MAX_CELLS))
        last->x2 = MAX (last->x2, box->x2);
      else
        cells->spans[cells->n++] = (BrvPdfSpan){ box->x1, box->x2 };
    }
}

/* Whether the first cell is only the bullet or number of a list's item. */
static gboolean
is_list_item (const BrvPdfRows *self, const BrvPdfLine *line, const BrvPdfGrid *cells)
{
  const BrvPdfPage *page = g_ptr_array_index (self->text->pages, line->page);
  const BrvPdfWord *word = brv_pdf_lines_get_word (self->lines, self->text, line, 0);
  gunichar last =
    g_array_index (page->glyphs, BrvPdfGlyph, word->first + word->n_glyphs - 1).letter;

  if (cells->n != 2 || word->n_glyphs > 5 || word->box.x2 < cells->spans[0].x2 - 1)
    return FALSE;
  return last == '.' || last == ')' || last == ']' || word->n_glyphs == 1;
}

/* Whether a line's first words are those of a sentence: what begins with no
 * capital and no digit. */
static gboolean
has_prose (const BrvPdfRows *self, const BrvPdfLine *line, guint n_words)
{
  const BrvPdfPage *page = g_ptr_array_index (self->text->pages, line->page);
  guint n = 0;

  for (guint i = 0; i < n_words; i++)
    {
      guint first = brv_pdf_lines_get_word (self->lines, self->text, line, i)->first;
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, first).letter;

      n += g_unichar_isalpha (c) && !g_unichar_isupper (c);
    }
  return n >= 2 || n * 2 >= n_words;
}

/**
 * brv_pdf_rows_is_prose:
 * @self: lines
 * @line: one of them
 *
 * Returns: whether its words are those of a sentence, many of which begin with a small letter
 */
gboolean
brv_pdf_rows_is_prose (const BrvPdfRows *self, const BrvPdfLine *line)
{
  return has_prose (self, line, line->n_words);
}

static gunichar
get_last_letter (const BrvPdfRows *self, const BrvPdfLine *line, const BrvPdfWord *word)
{
  const BrvPdfPage *page = g_ptr_array_index (self->text->pages, line->page);

  return g_array_index (page->glyphs, BrvPdfGlyph, word->first + word->n_glyphs - 1).letter;
}

/* The least and the widest gap between the words of a line, raised marks aside.
 * TeX stretches the one after a sentence three times as much as others. */
static void
find_gaps (const BrvPdfRows *self, const BrvPdfLine *line, double *least, double *most)
{
  *least = G_MAXDOUBLE;
  *most = 0;
  for (guint i = 1; i < line->n_words; i++)
    {
      const BrvPdfWord *a = brv_pdf_lines_get_word (self->lines, self->text, line, i - 1);
      const BrvPdfWord *b = brv_pdf_lines_get_word (self->lines, self->text, line, i);
      double gap = MAX ((double)b->box.x1 - a->box.x2, (double)a->box.x1 - b->box.x2);

      if (brv_pdf_lines_is_raised (self->text, line, b->first) ||
          (line->n_words >= 5 && get_last_letter (self, line, a) == '.' &&
           brv_pdf_rows_is_prose (self, line)))
        continue;
      *least = MIN (*least, gap);
      *most = MAX (*most, gap);
    }
}

/* Three words or more with spaces that are all alike, however wide. */
static gboolean
is_evenly_set (const BrvPdfRows *self, const BrvPdfLine *line)
{
  double least = 0;
  double most = 0;

  find_gaps (self, line, &least, &most);
  return line->n_words >= 3 && most < 1.3 * least + 0.5 && brv_pdf_rows_is_prose (self, line);
}

/* Whether a line begins and ends where a line of text above or below it does.
 */
static gboolean
is_flush_with (const BrvPdfRows *self, guint i, gint step)
{
  const BrvPdfLine *line = get_line (self, i);

  for (guint k = 1; k <= 6; k++)
    {
      const BrvPdfLine *other = NULL;
      const BrvPdfLine *between = get_line (self, step < 0 ? i - k + 1 : i + k - 1);

      if ((step < 0 && i < k) || (step > 0 && i + k >= self->lines->lines->len))
        return FALSE;
      other = get_line (self, step < 0 ? i - k : i + k);
      if (other->column != line->column || fabs (other->size - line->size) > 0.1 ||
          fabs (other->base - between->base) > 1.7 * line->size)
        return FALSE;
      if (other->n_words >= 3 &&
          (other->n_cells == 1 ? brv_pdf_rows_is_prose (self, other) : is_evenly_set (self, other)))
        return line->box.x1 > other->box.x1 - 1.5 &&
               line->box.x1 < other->box.x1 + 2.5 * line->size &&
               fabs ((double)line->box.x2 - other->box.x2) < 1.5;
    }
  return FALSE;
}

static gboolean
is_flush (const BrvPdfRows *self, guint i)
{
  const BrvPdfLine *line = get_line (self, i);

  return (line->box.x1 - line->left <= 2 * line->size && line->right - line->box.x2 <= 2) ||
         is_flush_with (self, i, -1) || is_flush_with (self, i, 1);
}

/* A line set flush with both edges of its column has wide spaces, all of them
 * alike. */
static gboolean
is_justified (const BrvPdfRows *self, guint index)
{
  const BrvPdfLine *line = get_line (self, index);
  double least = 0;
  double most = 0;

  if (is_evenly_set (self, line))
    return TRUE;
  find_gaps (self, line, &least, &most);
  if (!is_flush (self, index))
    return FALSE;
  return most < 2.2 * least && most < (brv_pdf_rows_is_prose (self, line) ? 8 : 3) * line->size;
}

/**
 * brv_pdf_rows_is_row:
 * @self: lines
 * @i: index of one of them
 * @cells: (out): its cells
 *
 * Returns: whether it looks like the row of a table: it is parted into cells, and is neither an item
 *   of a list, nor an entry of a table of contents, nor a stretched line of text
 */
gboolean
brv_pdf_rows_is_row (const BrvPdfRows *self, guint i, BrvPdfGrid *cells)
{
  const BrvPdfLine *line = get_line (self, i);

  if (self->kinds[i] != BRV_PDF_LINE_TEXT || line->n_cells < 2 ||
      brv_pdf_line_is_contents (self->lines, self->text, i))
    return FALSE;
  brv_pdf_rows_find_cells (self, line, cells);
  return cells->n >= 2 && !is_list_item (self, line, cells) && !is_justified (self, i);
}

/**
 * brv_pdf_rows_find_words:
 * @self: lines
 * @line: one of them
 *
 * Returns: (transfer full) (element-type BrvPdfSpan): its words from left to right
 */
GArray *
brv_pdf_rows_find_words (const BrvPdfRows *self, const BrvPdfLine *line)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (BrvPdfSpan));

  for (guint i = 0; i < line->n_words; i++)
    {
      const BrvPdfBox *box = &brv_pdf_lines_get_word (self->lines, self->text, line, i)->box;
      BrvPdfSpan span = { box->x1, box->x2 };

      g_array_append_val (words, span);
    }
  g_array_sort (words, compare_spans);
  return words;
}

/**
 * brv_pdf_rows_is_close_row:
 * @self: lines
 * @i: index of one of them
 * @columns: the columns of a table
 *
 * Returns: whether it has words under each of the columns, however close they stand
 */
gboolean
brv_pdf_rows_is_close_row (const BrvPdfRows *self, guint i, const BrvPdfGrid *columns)
{
  const BrvPdfLine *line = get_line (self, i);
  g_autoptr (GArray) words = NULL;
  g_autofree guint8 *places = NULL;
  g_autofree char *letters = brv_pdf_lines_dup_text (self->lines, self->text, i);
  const BrvPdfSpan *last = &columns->spans[columns->n - 1];
  gboolean remarks = FALSE;
  guint n = 0;

  if (self->kinds[i] != BRV_PDF_LINE_TEXT || line->n_words < columns->n)
    return FALSE;
  words = brv_pdf_rows_find_words (self, line);
  places = g_new0 (guint8, words->len);
  if (brv_pdf_grid_fit (columns, (const BrvPdfSpan *)(gpointer)words->data, words->len, line->size,
                        places) < columns->n)
    return FALSE;
  /* The last of several columns can have remarks. */
  remarks = columns->n >= 3 && last->x2 - last->x1 > WIDE_COLUMN * line->size;
  while (n < words->len && (!remarks || places[n] + 1U < columns->n))
    n++;
  return !brv_pdf_line_is_caption (letters) && n <= 3 * columns->n && !has_prose (self, line, n);
}

/**
 * brv_pdf_rows_is_next:
 * @self: lines
 * @i: index of one of them
 * @first: the line that a table begins with
 *
 * Returns: whether the line can still belong to that table: it stands close enough, and is no heading
 */
gboolean
brv_pdf_rows_is_next (const BrvPdfRows *self, guint i, guint first)
{
  const BrvPdfLine *line = get_line (self, i);

  return line->page == get_line (self, first)->page &&
         line->column == get_line (self, first)->column && self->kinds[i] == BRV_PDF_LINE_TEXT &&
         line->base - get_line (self, i - 1)->base < 4 * line->size &&
         line->size < LARGER * get_line (self, first)->size &&
         !brv_pdf_line_is_contents (self->lines, self->text, i);
}

/**
 * brv_pdf_rows_is_caption:
 * @self: lines
 * @i: index of one of them
 *
 * Returns: whether it begins the caption of a figure or table
 */
gboolean
brv_pdf_rows_is_caption (const BrvPdfRows *self, guint i)
{
  g_autofree char *words = brv_pdf_lines_dup_text (self->lines, self->text, i);

  return brv_pdf_line_is_caption (words);
}
