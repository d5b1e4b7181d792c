/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Numbers of lines beside the text, as judgments, bills and manuscripts have them: each line's, or
 * every fifth one's. They count the lines between them, which numbers of items and of rows do not.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-line-numbers.h"

/* Of so many lines at least, and so many letters in most of these. */
#define LEAST_NUMBERS 3
#define LEAST_LINES   10
#define LONG_LINE     25
/* How far numbers under each other may be apart at their left or right end, in points. */
#define ALIGNED 1.5
/* A number stands apart from the text by so many times its height. */
#define APART 0.4
/* So many dots in a row lead to the number of a page. */
#define LEADER_DOTS 4
/* Two columns, with numbers on both sides, stand in a line; more are cells of a table. */
#define MAX_PIECES 4
/* Numbers that can be years are taken for such: nothing of a table may be lost. */
#define FIRST_YEAR 1500
#define LAST_YEAR  2100

typedef struct
{
  double y; /* of the middle */
  double height;
  guint n_letters; /* of all pieces */
  guint piece;     /* the first one from the side that numbers are looked for on */
  double edge;     /* of that piece */
  guint n_pieces;
  gboolean leader; /* dots lead to a number: an entry of a table of contents */
} Row;

typedef struct
{
  guint row;
  gint value;
  BrvPdfBox box;
} Number;

static const BrvPdfPiece *
get_piece (const BrvPdfPage *page, guint i)
{
  return &g_array_index (page->pieces, BrvPdfPiece, i);
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  double y_a = ((const Row *)a)->y;
  double y_b = ((const Row *)b)->y;

  return y_a < y_b ? -1 : y_a > y_b;
}

/* Whether a piece has dots in a row. */
static gboolean
has_leader (const BrvPdfPage *page, const BrvPdfPiece *piece)
{
  guint first = g_array_index (page->words, BrvPdfWord, piece->first).first;
  guint n = 0;

  for (guint i = first; i < first + piece->n_glyphs && n < LEADER_DOTS; i++)
    n = g_array_index (page->glyphs, BrvPdfGlyph, i).letter == '.' ? n + 1 : 0;
  return n == LEADER_DOTS;
}

/* The lines of a page, from top to bottom, whatever stands beside each other in them. */
static GArray *
find_rows (const BrvPdfPage *page, gboolean left)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Row));
  guint n = 0;

  for (guint i = 0; i < page->pieces->len; i++)
    {
      const BrvPdfPiece *piece = get_piece (page, i);
      Row row = { ((double)piece->box.y1 + piece->box.y2) / 2,
                  (double)piece->box.y2 - piece->box.y1,
                  piece->n_glyphs,
                  i,
                  left ? piece->box.x1 : -piece->box.x2,
                  1,
                  has_leader (page, piece) };

      if (!piece->furniture)
        g_array_append_val (pieces, row);
    }
  g_array_sort (pieces, compare_rows);
  for (guint i = 0; i < pieces->len; i++)
    {
      Row row = g_array_index (pieces, Row, i);
      Row *last = n > 0 ? &g_array_index (pieces, Row, n - 1) : NULL;

      if (last == NULL || row.y - last->y > 0.4 * MAX (row.height, last->height))
        {
          g_array_index (pieces, Row, n++) = row;
          continue;
        }
      last->n_letters += row.n_letters;
      last->n_pieces++;
      last->leader = last->leader || row.leader;
      if (row.edge < last->edge)
        {
          last->edge = row.edge;
          last->piece = row.piece;
        }
    }
  g_array_set_size (pieces, n);
  return pieces;
}

/* The value of a word of nothing but up to four digits; -1 if it is none. */
static gint
parse_number (const BrvPdfPage *page, const BrvPdfWord *word)
{
  gint value = 0;

  if (word->n_glyphs > 4)
    return -1;
  for (guint i = word->first; i < word->first + word->n_glyphs; i++)
    {
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, i).letter;

      if (c < '0' || c > '9')
        return -1;
      value = value * 10 + (gint)(c - '0');
    }
  return value;
}

/* The number at the end of a line, if there is one apart from its text. */
static gboolean
find_number (const BrvPdfPage *page, const Row *row, gboolean left, Number *number)
{
  const BrvPdfPiece *piece = get_piece (page, row->piece);
  const BrvPdfWord *words = &g_array_index (page->words, BrvPdfWord, piece->first);
  const BrvPdfWord *word = left ? &words[0] : &words[piece->n_words - 1];
  double gap = G_MAXDOUBLE;

  if (piece->n_words > 1)
    gap = left ? (double)words[1].box.x1 - word->box.x2
               : (double)word->box.x1 - words[piece->n_words - 2].box.x2;
  number->value = parse_number (page, word);
  number->box = word->box;
  return number->value >= 0 && gap > APART * ((double)word->box.y2 - word->box.y1);
}

/* Whether a number counts the lines since the one before it. */
static gboolean
counts_lines (const Number *before, const Number *number)
{
  return number->value - before->value == (gint)(number->row - before->row);
}

static gboolean
is_aligned (const BrvPdfBox *a, const BrvPdfBox *b)
{
  return fabs ((double)a->x1 - b->x1) < ALIGNED || fabs ((double)a->x2 - b->x2) < ALIGNED;
}

/* Those numbers of the lines' ends that count lines together with the one before or after. */
static GArray *
find_numbers (const BrvPdfPage *page, const GArray *rows, gboolean left)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Number));
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (Number));

  for (guint i = 0; i < rows->len; i++)
    {
      Number number = { .row = i };

      if (find_number (page, &g_array_index (rows, Row, i), left, &number))
        g_array_append_val (all, number);
    }
  for (guint i = 0; i < all->len; i++)
    {
      const Number *number = &g_array_index (all, Number, i);
      gboolean counts = FALSE;

      for (gint step = -1; step <= 1; step += 2)
        {
          const Number *other = NULL;

          if ((step < 0 && i == 0) || (step > 0 && i + 1 == all->len))
            continue;
          other = number + step;
          counts =
            counts || (is_aligned (&other->box, &number->box) &&
                       (step < 0 ? counts_lines (other, number) : counts_lines (number, other)));
        }
      if (counts)
        g_array_append_vals (numbers, number, 1);
    }
  return numbers;
}

/* Whether numbers stand outside of the text, most of whose lines are long and have some. */
static gboolean
are_line_numbers (const BrvPdfPage *page, const GArray *rows, const GArray *numbers, gboolean left)
{
  guint first = 0;
  guint last = 0;
  guint n_rows = 0;
  guint n_long = 0;
  guint n_others = 0; /* rows of tables, entries of contents */
  double edge = left ? 0 : G_MAXDOUBLE;

  if (numbers->len < LEAST_NUMBERS ||
      (g_array_index (numbers, Number, 0).value >= FIRST_YEAR &&
       g_array_index (numbers, Number, numbers->len - 1).value <= LAST_YEAR))
    return FALSE;
  first = g_array_index (numbers, Number, 0).row;
  last = g_array_index (numbers, Number, numbers->len - 1).row;
  for (guint i = first; i <= last; i++)
    {
      n_rows++;
      n_long += g_array_index (rows, Row, i).n_letters >= LONG_LINE ? 1 : 0;
      n_others +=
        g_array_index (rows, Row, i).leader || g_array_index (rows, Row, i).n_pieces > MAX_PIECES;
    }
  for (guint i = 0; i < numbers->len; i++)
    {
      const BrvPdfBox *box = &g_array_index (numbers, Number, i).box;

      edge = left ? MAX (edge, box->x2) : MIN (edge, box->x1);
    }
  if (n_rows < LEAST_LINES || n_long * 10 < n_rows * 6 || n_others * 10 > n_rows * 4)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const BrvPdfPiece *piece = get_piece (page, g_array_index (rows, Row, i).piece);
      const BrvPdfWord *words = &g_array_index (page->words, BrvPdfWord, piece->first);
      guint word = left ? 0 : piece->n_words - 1;

      if (parse_number (page, &words[word]) < 0 &&
          (left ? words[word].box.x1 < edge : words[word].box.x2 > edge))
        return FALSE;
    }
  return TRUE;
}

/* Makes a piece of its own of the first or last word of another, and takes it out of the text. */
static void
take_out (BrvPdfPage *page, guint index, gboolean left)
{
  BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, index);
  BrvPdfPiece number = *piece;
  const BrvPdfWord *words = &g_array_index (page->words, BrvPdfWord, piece->first);

  if (piece->n_words == 1)
    {
      piece->furniture = TRUE;
      piece->counts = TRUE;
      return;
    }
  number.furniture = TRUE;
  number.counts = TRUE;
  number.n_words = 1;
  number.first = left ? piece->first : piece->first + piece->n_words - 1;
  number.box = words[number.first - piece->first].box;
  number.n_glyphs = words[number.first - piece->first].n_glyphs;
  piece->n_words--;
  piece->n_glyphs -= number.n_glyphs;
  if (left)
    g_array_index (page->words, BrvPdfWord, ++piece->first).breaks_line = TRUE;
  piece->box = g_array_index (page->words, BrvPdfWord, piece->first).box;
  for (guint i = piece->first; i < piece->first + piece->n_words; i++)
    brv_pdf_box_extend (&piece->box, &g_array_index (page->words, BrvPdfWord, i).box);
  g_array_append_val (page->pieces, number);
}

/**
 * brv_pdf_line_numbers_mark:
 * @page: a page whose running heads are marked
 *
 * Takes the numbers of lines out of the text.
 */
void
brv_pdf_line_numbers_mark (BrvPdfPage *page)
{
  for (guint side = 0; side < 2; side++)
    {
      gboolean left = side == 0;
      g_autoptr (GArray) rows = find_rows (page, left);
      g_autoptr (GArray) numbers = find_numbers (page, rows, left);

      if (!are_line_numbers (page, rows, numbers, left))
        continue;
      for (guint i = 0; i < numbers->len; i++)
        take_out (page, g_array_index (rows, Row, g_array_index (numbers, Number, i).row).piece,
                  left);
    }
}
