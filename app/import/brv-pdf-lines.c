/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of a column become lines: those beside each other, in the order in which they are read. */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-body-size.h"
#include "import/brv-pdf-columns.h"
#include "import/brv-pdf-lines.h"
#include "import/brv-pdf-order.h"

/* A gap of so many times the type's size parts the cells of a row. */
#define CELL_GAP 0.95
/* Beyond so many words it is no line of a text. */
#define MAX_LINE_WORDS 2000
/* An initial that is set into several lines is so many times as large as the text. */
#define INITIAL_SIZE 1.7
/* Nothing stands beside more runs than this. */
#define MAX_BESIDE 200

typedef struct
{
  const BrvPdfText *text;
  const BrvPdfPage *page;
  BrvPdfLines *out;
  const BrvPdfColumn *column;
  guint number;     /* of the column */
  GArray *initials; /* (element-type BrvPdfBox): letters as high as several lines */
} Reader;

static const BrvPdfWord *
get_word (const Reader *self, guint word)
{
  return &g_array_index (self->page->words, BrvPdfWord, word);
}

static gint
compare_lefts (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *words = ((const BrvPdfPage *)data)->words;
  float left_a = g_array_index (words, BrvPdfWord, *(const guint *)a).box.x1;
  float left_b = g_array_index (words, BrvPdfWord, *(const guint *)b).box.x1;

  return left_a < left_b ? -1 : left_a > left_b;
}

/* The style that most letters of words have. */
static guint
find_main_style (const Reader *self, const GArray *row)
{
  guint best = 0;
  guint most = 0;
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < row->len; i++)
    {
      const BrvPdfWord *word = get_word (self, g_array_index (row, guint, i));
      gpointer key = GUINT_TO_POINTER (word->style + 1);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + word->n_glyphs;

      g_hash_table_insert (counts, key, GUINT_TO_POINTER (count));
      if (count > most)
        {
          most = count;
          best = word->style;
        }
    }
  return best;
}

/* Parts a row, which comes from left to right, at its wide gaps. */
static void
add_cells (Reader *self, BrvPdfLine *line, const GArray *row)
{
  GArray *words = self->out->words;

  line->first_cell = self->out->cells->len;
  for (guint start = 0; start < row->len;)
    {
      BrvPdfCell cell = { .first_word = words->len };

      cell.box = get_word (self, g_array_index (row, guint, start))->box;
      for (guint i = start; i < row->len; i++)
        {
          guint index = g_array_index (row, guint, i);
          const BrvPdfWord *word = get_word (self, index);

          if (i > start && word->box.x1 - cell.box.x2 > CELL_GAP * line->size)
            break;
          brv_pdf_box_extend (&cell.box, &word->box);
          cell.n_glyphs += word->n_glyphs;
          g_array_append_val (words, index);
        }
      cell.n_words = words->len - cell.first_word;
      start += cell.n_words;
      g_array_append_val (self->out->cells, cell);
    }
  line->n_cells = self->out->cells->len - line->first_cell;
  for (guint i = 0; i < line->n_cells && line->n_cells > 1; i++)
    {
      const BrvPdfCell *cell = brv_pdf_lines_get_cell (self->out, line, i);

      brv_pdf_order_words (self->page, &g_array_index (words, guint, cell->first_word),
                           cell->n_words);
    }
}

/* The lower edge of the words in the line's own style: others are raised, or have deeper boxes. */
static double
find_base (const BrvPdfPage *page, const GArray *words, const BrvPdfLine *line)
{
  double base = -G_MAXDOUBLE;

  for (guint i = line->first_word; i < words->len; i++)
    {
      const BrvPdfWord *word =
        &g_array_index (page->words, BrvPdfWord, g_array_index (words, guint, i));

      if (word->style == line->style)
        base = MAX (base, word->box.y2);
    }
  return base > -G_MAXDOUBLE ? base : line->box.y2;
}

/* A line beside a large initial begins, for all that follows, where that does. */
static void
reach_initial (const Reader *self, BrvPdfLine *line)
{
  for (guint i = 0; i < self->initials->len; i++)
    {
      const BrvPdfBox *initial = &g_array_index (self->initials, BrvPdfBox, i);

      if (line->box.x1 >= initial->x1 && line->box.x1 - initial->x2 < line->size &&
          line->base - 0.5 * line->size < initial->y2 && line->base > initial->y1)
        line->box.x1 = initial->x1;
    }
}

/* Makes a line of the words in a row. */
static void
add_line (Reader *self, GArray *row)
{
  GArray *words = self->out->words;
  BrvPdfLine line = { .page = self->page->index,
                      .column = self->number,
                      .bold = TRUE,
                      .italic = TRUE,
                      .aside = self->column->aside,
                      .left = self->column->left,
                      .right = self->column->right };

  if (row->len == 0)
    return;
  g_array_sort_with_data (row, compare_lefts, (gpointer)self->page);
  line.style = find_main_style (self, row);
  line.size = brv_pdf_text_get_style (self->text, line.style)->size;
  line.box = get_word (self, g_array_index (row, guint, 0))->box;
  add_cells (self, &line, row);
  line.first_word = words->len;
  line.n_words = row->len;
  g_array_append_vals (words, row->data, row->len);
  for (guint i = 0; i < row->len; i++)
    {
      const BrvPdfWord *word = get_word (self, g_array_index (row, guint, i));
      const BrvPdfStyle *style = brv_pdf_text_get_style (self->text, word->style);

      brv_pdf_box_extend (&line.box, &word->box);
      line.n_glyphs += word->n_glyphs;
      line.bold = line.bold && style->bold;
      line.italic = line.italic && style->italic;
    }
  line.base = find_base (self->page, words, &line);
  reach_initial (self, &line);
  line.rtl =
    brv_pdf_order_words (self->page, &g_array_index (words, guint, line.first_word), line.n_words);
  g_array_append_val (self->out->lines, line);
  g_array_set_size (row, 0);
}

/* Words that poppler found on one line, as far as they stand in this column. */
typedef struct
{
  guint start; /* in the words of the column, sorted as poppler gave them */
  guint n;
  BrvPdfBox box;
  double size;    /* of its largest type */
  gboolean lofty; /* as high as several lines, and part of none */
} Run;

static gint
compare_words (gconstpointer a, gconstpointer b)
{
  guint word_a = *(const guint *)a;
  guint word_b = *(const guint *)b;

  return word_a < word_b ? -1 : word_a > word_b;
}

static gint
compare_runs (gconstpointer a, gconstpointer b)
{
  const BrvPdfBox *box_a = &((const Run *)a)->box;
  const BrvPdfBox *box_b = &((const Run *)b)->box;

  if (box_a->y1 + box_a->y2 != box_b->y1 + box_b->y2)
    return box_a->y1 + box_a->y2 < box_b->y1 + box_b->y2 ? -1 : 1;
  return box_a->x1 < box_b->x1 ? -1 : box_a->x1 > box_b->x1;
}

static GArray *
find_runs (const Reader *self, GArray *words)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));

  g_array_sort (words, compare_words);
  for (guint i = 0; i < words->len; i++)
    {
      guint index = g_array_index (words, guint, i);
      const BrvPdfWord *word = get_word (self, index);
      double size = brv_pdf_text_get_style (self->text, word->style)->size;
      Run *last = runs->len > 0 ? &g_array_index (runs, Run, runs->len - 1) : NULL;

      if (last != NULL && g_array_index (words, guint, i - 1) + 1 == index && !word->breaks_line &&
          !(last->n == 1 && last->size > INITIAL_SIZE * size) &&
          brv_pdf_box_shares_line (&last->box, last->size, &word->box, size))
        {
          last->n++;
          last->size = MAX (last->size, size);
          brv_pdf_box_extend (&last->box, &word->box);
        }
      else
        {
          Run run = { i, 1, word->box, size, FALSE };

          g_array_append_val (runs, run);
        }
    }
  g_array_sort (runs, compare_runs);
  return runs;
}

/* Whether a run is a letter as high as the lines beside it: it belongs to the first of these. */
static const Run *
find_beside_initial (const Reader *self, const GArray *words, const GArray *runs, const Run *run)
{
  const Run *first = NULL;
  guint n = 0;

  if (run->n != 1 || run->size < INITIAL_SIZE * self->out->body_size ||
      get_word (self, g_array_index (words, guint, run->start))->n_glyphs > 2)
    return NULL;
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *other = &g_array_index (runs, Run, i);
      double middle = ((double)other->box.y1 + other->box.y2) / 2;

      if (other == run || other->size > 0.7 * run->size || middle < run->box.y1 ||
          middle > run->box.y2 || other->box.x1 < run->box.x1 ||
          other->box.x1 - run->box.x2 > 2 * other->size)
        continue;
      n++;
      if (first == NULL || other->box.y1 + other->box.y2 < first->box.y1 + first->box.y2)
        first = other;
    }
  return n >= 2 ? first : NULL;
}

static void
place_initials (Reader *self, const GArray *words, GArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      Run *run = &g_array_index (runs, Run, i);
      const Run *first = find_beside_initial (self, words, runs, run);

      if (first == NULL)
        continue;
      g_array_append_val (self->initials, run->box);
      run->box.y1 = first->box.y1;
      run->box.y2 = first->box.y2;
      run->size = first->size;
    }
  if (self->initials->len > 0)
    g_array_sort (runs, compare_runs);
}

static double
get_middle (const GArray *runs, guint i)
{
  const BrvPdfBox *box = &g_array_index (runs, Run, i).box;

  return ((double)box->y1 + box->y2) / 2;
}

/* The first run of the text that stands beside a run with two lines or more, if there is one. */
static const Run *
find_beside_lofty (const GArray *runs, guint index)
{
  const Run *run = &g_array_index (runs, Run, index);
  const Run *first = NULL;
  gboolean several = FALSE;
  guint i = index;

  while (i > 0 && index - i < MAX_BESIDE && get_middle (runs, i - 1) >= run->box.y1)
    i--;
  for (; i < runs->len && i < index + MAX_BESIDE && get_middle (runs, i) <= run->box.y2; i++)
    {
      const Run *other = &g_array_index (runs, Run, i);

      if (i == index || other->size * INITIAL_SIZE > run->size)
        continue;
      if (first == NULL)
        first = other;
      else
        several =
          several || !brv_pdf_box_shares_line (&first->box, first->size, &other->box, other->size);
    }
  /* Lines above belong to the same text. */
  for (i = index; several && i > 0 && index - i < MAX_BESIDE; i--)
    {
      const Run *above = &g_array_index (runs, Run, i - 1);

      if (above->box.y2 < first->box.y1 - 0.5 * first->size)
        break;
      if (above->box.y1 < first->box.y1 && above->size * INITIAL_SIZE < run->size)
        first = above;
    }
  return several ? first : NULL;
}

/* A logogram beside an address: lines that are no part of each other must not become one by it. */
static void
place_lofty (GArray *runs)
{
  gboolean any = FALSE;

  for (guint i = 0; i < runs->len; i++)
    {
      Run *run = &g_array_index (runs, Run, i);
      const Run *first = find_beside_lofty (runs, i);

      if (first == NULL)
        continue;
      run->lofty = any = TRUE;
      run->box.y1 = run->box.y2 = first->box.y1;
    }
  if (any)
    g_array_sort (runs, compare_runs);
}

static void
add_column (Reader *self)
{
  g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) words = g_array_copy (self->column->words);
  g_autoptr (GArray) runs = find_runs (self, words);
  Run first = { 0 }; /* of the row */

  place_initials (self, words, runs);
  place_lofty (runs);
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);

      if (row->len > 0 &&
          (first.lofty || run->lofty ||
           !brv_pdf_box_shares_line (&first.box, first.size, &run->box, run->size) ||
           row->len + run->n > MAX_LINE_WORDS))
        add_line (self, row);
      if (row->len == 0 || run->size > 1.3 * first.size)
        first = *run;
      g_array_append_vals (row, &g_array_index (words, guint, run->start), run->n);
    }
  add_line (self, row);
}

/**
 * brv_pdf_lines_new:
 * @text: the letters of a document, its furniture marked
 *
 * Finds the columns of each page and the lines in them.
 *
 * Returns: (transfer full): the lines in reading order
 */
BrvPdfLines *
brv_pdf_lines_new (const BrvPdfText *text)
{
  BrvPdfLines *self = g_new0 (BrvPdfLines, 1);
  g_autoptr (GPtrArray) columns = NULL;

  self->lines = g_array_new (FALSE, FALSE, sizeof (BrvPdfLine));
  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
  self->cells = g_array_new (FALSE, FALSE, sizeof (BrvPdfCell));
  self->body_size = brv_pdf_body_size_find (text);
  columns = brv_pdf_columns_find (text, self->body_size);
  for (guint i = 0; i < columns->len; i++)
    {
      const BrvPdfColumn *column = g_ptr_array_index (columns, i);
      Reader reader = {
        text, g_ptr_array_index (text->pages, column->page), self, column, i, NULL
      };

      reader.initials = g_array_new (FALSE, FALSE, sizeof (BrvPdfBox));
      add_column (&reader);
      g_array_unref (reader.initials);
    }
  return self;
}

/**
 * brv_pdf_lines_free:
 * @self: (transfer full) (nullable): lines
 *
 * Frees @self.
 */
void
brv_pdf_lines_free (BrvPdfLines *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->lines);
  g_array_unref (self->words);
  g_array_unref (self->cells);
  g_free (self);
}

/**
 * brv_pdf_lines_get_word:
 * @self: lines
 * @text: the letters they are made of
 * @line: a line of @self
 * @word: number of a word in it, in reading order
 *
 * Returns: (transfer none): the word
 */
const BrvPdfWord *
brv_pdf_lines_get_word (const BrvPdfLines *self,
                        const BrvPdfText *text,
                        const BrvPdfLine *line,
                        guint word)
{
  const BrvPdfPage *page = g_ptr_array_index (text->pages, line->page);

  return &g_array_index (page->words, BrvPdfWord,
                         g_array_index (self->words, guint, line->first_word + word));
}

/**
 * brv_pdf_lines_get_cell:
 * @self: lines
 * @line: a line of @self
 * @cell: number of a cell in it, from the left
 *
 * Returns: (transfer none): the cell
 */
const BrvPdfCell *
brv_pdf_lines_get_cell (const BrvPdfLines *self, const BrvPdfLine *line, guint cell)
{
  return &g_array_index (self->cells, BrvPdfCell, line->first_cell + cell);
}

/**
 * brv_pdf_lines_is_raised:
 * @text: the letters of a document
 * @line: a line
 * @glyph: index of a glyph of that line's page
 *
 * Returns: whether the glyph stands above the line in smaller type, as a note's mark does
 */
gboolean
brv_pdf_lines_is_raised (const BrvPdfText *text, const BrvPdfLine *line, guint glyph)
{
  const BrvPdfPage *page = g_ptr_array_index (text->pages, line->page);
  const BrvPdfStyle *style =
    brv_pdf_text_get_style (text, g_array_index (page->styles, guint, glyph));

  return style->superior ||
         (style->size <= 0.86 * line->size &&
          g_array_index (page->glyphs, BrvPdfGlyph, glyph).box.y2 < line->base - 0.2 * line->size);
}

/**
 * brv_pdf_lines_dup_text:
 * @self: lines
 * @text: the letters they are made of
 * @line: index of a line
 *
 * Returns: (transfer full): the words of the line with a space between them, for comparing
 */
char *
brv_pdf_lines_dup_text (const BrvPdfLines *self, const BrvPdfText *text, guint line)
{
  const BrvPdfLine *l = &g_array_index (self->lines, BrvPdfLine, line);
  const BrvPdfPage *page = g_ptr_array_index (text->pages, l->page);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < l->n_words; i++)
    {
      const BrvPdfWord *word = brv_pdf_lines_get_word (self, text, l, i);

      if (i > 0)
        g_string_append_c (out, ' ');
      for (guint g = word->first; g < word->first + word->n_glyphs; g++)
        g_string_append_unichar (out, g_array_index (page->glyphs, BrvPdfGlyph, g).letter);
    }
  return g_string_free (out, FALSE);
}
