/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The order in which the pieces of a page are read. A gutter is a place that pieces stand on both
 * sides of; pieces that cross it part the page into bands, and within a band its left column is
 * read before its right one. What stands beside each other without being columns of text is one
 * line: a row of a table, or a heading with its number.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-columns.h"

#define MAX_DEPTH 4
/* Where gutters are looked for, in points. */
#define STEP 3.0
/* A column has lines of at least so many letters on average; a table has shorter cells. */
#define COLUMN_LETTERS       18
#define COLUMN_LETTERS_KNOWN 10
#define COLUMN_LINES         3

typedef struct
{
  const BrvPdfText *text;
  const BrvPdfPage *page;
  BrvPdfLines *out;
  guint *n_columns;
  GArray *gutters; /* (element-type double): those found on earlier pages */
} Reader;

/* A stretch of the page between two pieces that cross the gutter. */
typedef struct
{
  guint start; /* in the pieces, sorted from top to bottom */
  guint end;
  gboolean columns;
} Band;

typedef enum
{
  SIDE_LEFT,
  SIDE_RIGHT,
  SIDE_BOTH,
} Side;

static const BrvPdfPiece *
get_piece (const Reader *reader, const GArray *pieces, guint i)
{
  return &g_array_index (reader->page->pieces, BrvPdfPiece, g_array_index (pieces, guint, i));
}

static gint
compare_tops (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *pieces = ((const BrvPdfPage *)data)->pieces;
  const BrvPdfBox *box_a = &g_array_index (pieces, BrvPdfPiece, *(const guint *)a).box;
  const BrvPdfBox *box_b = &g_array_index (pieces, BrvPdfPiece, *(const guint *)b).box;

  if (box_a->y1 + box_a->y2 != box_b->y1 + box_b->y2)
    return box_a->y1 + box_a->y2 < box_b->y1 + box_b->y2 ? -1 : 1;
  return box_a->x1 < box_b->x1 ? -1 : box_a->x1 > box_b->x1;
}

static gint
compare_lefts (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *pieces = ((const BrvPdfPage *)data)->pieces;
  float left_a = g_array_index (pieces, BrvPdfPiece, *(const guint *)a).box.x1;
  float left_b = g_array_index (pieces, BrvPdfPiece, *(const guint *)b).box.x1;

  return left_a < left_b ? -1 : left_a > left_b;
}

/* A line that is set too long may stand out into the gutter without crossing it. */
static Side
find_side (const BrvPdfBox *box, double gutter)
{
  double before = gutter - box->x1;
  double after = box->x2 - gutter;

  if (before > 6 && after > 6 && MIN (before, after) > 0.2 * (before + after))
    return SIDE_BOTH;
  return before > after ? SIDE_LEFT : SIDE_RIGHT;
}

/* What stands on one side of a gutter within a band. */
typedef struct
{
  guint n; /* lines */
  guint letters;
  double top;
  double bottom;
  BrvPdfBox row; /* the last one */
} SideSum;

static void
add_to_side (const Reader *reader, SideSum *sum, const BrvPdfPiece *piece)
{
  gunichar first =
    g_array_index (reader->page->glyphs, BrvPdfGlyph,
                   g_array_index (reader->page->words, BrvPdfWord, piece->first).first)
      .letter;
  guint letters = piece->n_glyphs * (g_unichar_iswide (first) ? 2 : 1);

  sum->top = sum->n == 0 ? piece->box.y1 : MIN (sum->top, piece->box.y1);
  sum->bottom = sum->n == 0 ? piece->box.y2 : MAX (sum->bottom, piece->box.y2);
  /* Wide spaces part a line into pieces, which are still one line of the column. */
  if (sum->n == 0 || brv_pdf_box_overlap_y (&sum->row, &piece->box) < 0.5)
    {
      sum->n++;
      sum->row = piece->box;
    }
  sum->letters += letters;
}

/* How many letters stand in two columns in the band; 0 if these are none. */
static guint
weigh_band (const Reader *reader, const GArray *pieces, const Band *band, double gutter)
{
  SideSum sums[2] = { { 0 }, { 0 } };
  gboolean known = FALSE;
  guint least = 0;

  for (guint i = band->start; i < band->end; i++)
    {
      const BrvPdfPiece *piece = get_piece (reader, pieces, i);
      Side side = find_side (&piece->box, gutter);

      add_to_side (reader, &sums[side == SIDE_LEFT ? 0 : 1], piece);
    }
  for (guint i = 0; i < reader->gutters->len && !known; i++)
    known = fabs (g_array_index (reader->gutters, double, i) - gutter) < 8;
  least = known ? 1 : COLUMN_LINES;
  if (sums[0].n < least || sums[1].n < least ||
      MIN (sums[0].bottom, sums[1].bottom) <= MAX (sums[0].top, sums[1].top))
    return 0;
  for (guint i = 0; i < 2; i++)
    if (sums[i].letters < sums[i].n * (known ? COLUMN_LETTERS_KNOWN : COLUMN_LETTERS))
      return 0;
  return sums[0].letters + sums[1].letters;
}

/* Moves the lines that end a paragraph above the columns out of the band. */
static void
trim_band (const Reader *reader, const GArray *pieces, Band *band, double gutter)
{
  double right_top = G_MAXDOUBLE;

  if (band->start == 0)
    return;
  for (guint i = band->start; i < band->end; i++)
    if (find_side (&get_piece (reader, pieces, i)->box, gutter) == SIDE_RIGHT)
      right_top = MIN (right_top, get_piece (reader, pieces, i)->box.y1);
  while (band->start < band->end)
    {
      const BrvPdfPiece *above = get_piece (reader, pieces, band->start - 1);
      const BrvPdfPiece *first = get_piece (reader, pieces, band->start);
      double height = (double)first->box.y2 - first->box.y1;

      if (first->box.y1 - above->box.y2 > 0.5 * height ||
          right_top < first->box.y2 - 0.3 * height || first->style != above->style)
        break;
      band->start++;
    }
}

/* Parts pieces into bands; returns how many letters stand in columns. */
static guint
find_bands (const Reader *reader, const GArray *pieces, double gutter, GArray *bands)
{
  guint total = 0;
  guint start = 0;

  g_array_set_size (bands, 0);
  for (guint i = 0; i <= pieces->len; i++)
    {
      Band band = { start, i, TRUE };
      guint weight = 0;

      if (i < pieces->len && find_side (&get_piece (reader, pieces, i)->box, gutter) != SIDE_BOTH)
        continue;
      start = i + 1;
      if (band.end > band.start)
        weight = weigh_band (reader, pieces, &band, gutter);
      if (weight == 0)
        continue;
      trim_band (reader, pieces, &band, gutter);
      total += weight;
      g_array_append_val (bands, band);
    }
  return total;
}

/* The place that the fewest lines cross, of those with columns on both sides. */
static double
find_gutter (const Reader *reader, const GArray *pieces, double left, double right)
{
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (Band));
  double best = -1;
  double best_weight = 0;
  double run_start = -1;
  double margin = (right - left) * 0.12;

  for (double x = left + margin; x <= right - margin; x += STEP)
    {
      double weight = find_bands (reader, pieces, x, bands);
      gboolean clear = TRUE;

      /* A place that lines only just reach is worse than one in the middle of white. */
      for (guint i = 0; i < pieces->len && clear; i++)
        {
          const BrvPdfBox *box = &get_piece (reader, pieces, i)->box;

          clear = x < box->x1 || x > box->x2 || find_side (box, x) == SIDE_BOTH;
        }
      weight *= clear ? 1 : 0.9;
      if (weight > best_weight * 1.001)
        {
          best_weight = weight;
          best = x;
          run_start = x;
        }
      else if (weight > 0 && weight >= best_weight * 0.999 && x - best <= STEP * 1.5)
        {
          best = x;
        }
    }
  return best_weight > 0 ? (run_start + best) / 2 : -1;
}

static gboolean
has_letter (const BrvPdfPage *page, const BrvPdfWord *word, gboolean rtl)
{
  for (guint i = word->first; i < word->first + word->n_glyphs; i++)
    {
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, i).letter;
      gboolean is_rtl = (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
                        (c >= 0xFE70 && c <= 0xFEFC);

      if (rtl ? is_rtl : (!is_rtl && g_unichar_isalnum (c)))
        return TRUE;
    }
  return FALSE;
}

static void
reverse (guint *items, guint n)
{
  for (guint i = 0; i < n / 2; i++)
    {
      guint item = items[i];

      items[i] = items[n - 1 - i];
      items[n - 1 - i] = item;
    }
}

/* Reverses the runs of words that are written against the direction of their line. */
static void
reverse_runs (const BrvPdfPage *page, guint *words, guint n, gboolean rtl_runs)
{
  for (guint i = 0; i < n;)
    {
      guint end = i;
      guint last = i;

      if (!has_letter (page, &g_array_index (page->words, BrvPdfWord, words[i]), rtl_runs))
        {
          i++;
          continue;
        }
      for (end = i; end < n; end++)
        {
          const BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, words[end]);

          if (has_letter (page, word, rtl_runs))
            last = end + 1;
          else if (has_letter (page, word, !rtl_runs))
            break;
        }
      reverse (words + i, last - i);
      i = last;
    }
}

/* Puts the words of a line, which come from left to right, into the order of reading. */
static gboolean
order_words (const BrvPdfPage *page, guint *words, guint n)
{
  guint n_rtl = 0;
  guint n_ltr = 0;

  for (guint i = 0; i < n; i++)
    {
      const BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, words[i]);

      if (has_letter (page, word, TRUE))
        n_rtl += word->n_glyphs;
      else if (has_letter (page, word, FALSE))
        n_ltr += word->n_glyphs;
    }
  if (n_rtl == 0)
    return FALSE;
  if (n_rtl > n_ltr)
    reverse (words, n);
  reverse_runs (page, words, n, n_rtl <= n_ltr);
  return n_rtl > n_ltr;
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

/* Fills in what follows from the pieces of a line. */
static void
describe_line (const Reader *reader, BrvPdfLine *line)
{
  const BrvPdfPage *page = reader->page;
  GArray *words = reader->out->words;
  guint most = 0;

  line->bold = TRUE;
  line->italic = TRUE;
  line->first_word = words->len;
  for (guint i = 0; i < line->n_pieces; i++)
    {
      guint index = g_array_index (reader->out->pieces, guint, line->first_piece + i);
      const BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, index);
      BrvPdfBox box = piece->box;

      if (i == 0)
        line->box = box;
      brv_pdf_box_extend (&line->box, &box);
      line->n_glyphs += piece->n_glyphs;
      if (piece->n_glyphs > most)
        {
          most = piece->n_glyphs;
          line->style = piece->style;
        }
      for (guint k = 0; k < piece->n_words; k++)
        {
          guint word = piece->first + k;
          const BrvPdfStyle *style = brv_pdf_text_get_style (
            reader->text, g_array_index (page->words, BrvPdfWord, word).style);

          line->bold = line->bold && style->bold;
          line->italic = line->italic && style->italic;
          g_array_append_val (words, word);
        }
    }
  line->n_words = words->len - line->first_word;
  line->size = brv_pdf_text_get_style (reader->text, line->style)->size;
  line->base = find_base (page, words, line);
  line->rtl = order_words (page, &g_array_index (words, guint, line->first_word), line->n_words);
}

static void
add_line (Reader *reader, GArray *row, double left, double right)
{
  BrvPdfLine line = { .page = reader->page->index,
                      .column = *reader->n_columns,
                      .first_piece = reader->out->pieces->len,
                      .n_pieces = row->len,
                      .left = left,
                      .right = right };

  g_array_sort_with_data (row, compare_lefts, (gpointer)reader->page);
  g_array_append_vals (reader->out->pieces, row->data, row->len);
  describe_line (reader, &line);
  g_array_append_val (reader->out->lines, line);
  g_array_set_size (row, 0);
}

/* Makes lines of the pieces of one column, which come from top to bottom. */
static void
add_column (Reader *reader, const GArray *pieces, guint start, guint end, double left, double right)
{
  g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (guint));
  BrvPdfBox box = { 0 };

  for (guint i = start; i < end; i++)
    {
      guint index = g_array_index (pieces, guint, i);
      const BrvPdfPiece *piece = get_piece (reader, pieces, i);

      if (row->len > 0 && brv_pdf_box_overlap_y (&box, &piece->box) < 0.5)
        add_line (reader, row, left, right);
      if (row->len == 0)
        box = piece->box;
      g_array_append_val (row, index);
    }
  if (row->len > 0)
    add_line (reader, row, left, right);
  if (end > start)
    (*reader->n_columns)++;
}

static void read_region (Reader *reader,
                         const GArray *pieces,
                         guint start,
                         guint end,
                         double left,
                         double right,
                         guint depth);

static void
read_band (Reader *reader,
           const GArray *pieces,
           const Band *band,
           double gutter,
           double left,
           double right,
           guint depth)
{
  g_autoptr (GArray) lefts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) rights = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *sides[2] = { lefts, rights };
  double inner[2] = { left, right };
  guint n_rtl = 0;
  guint n_words = 0;

  for (guint i = band->start; i < band->end; i++)
    {
      guint index = g_array_index (pieces, guint, i);
      const BrvPdfPiece *piece = get_piece (reader, pieces, i);
      guint side = find_side (&piece->box, gutter) == SIDE_LEFT ? 0 : 1;

      g_array_append_val (sides[side], index);
      inner[side] = side == 0 ? MAX (inner[0], piece->box.x2) : MIN (inner[1], piece->box.x1);
      n_words += piece->n_words;
      for (guint k = piece->first; k < piece->first + piece->n_words; k++)
        n_rtl +=
          has_letter (reader->page, &g_array_index (reader->page->words, BrvPdfWord, k), TRUE);
    }
  if (n_rtl * 2 > n_words)
    {
      read_region (reader, sides[1], 0, sides[1]->len, inner[1], right, depth + 1);
      read_region (reader, sides[0], 0, sides[0]->len, left, inner[0], depth + 1);
      return;
    }
  read_region (reader, sides[0], 0, sides[0]->len, left, inner[0], depth + 1);
  read_region (reader, sides[1], 0, sides[1]->len, inner[1], right, depth + 1);
}

static void
read_region (Reader *reader,
             const GArray *pieces,
             guint start,
             guint end,
             double left,
             double right,
             guint depth)
{
  g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (Band));
  double gutter = -1;
  guint done = 0;

  if (end == start)
    return;
  g_array_append_vals (part, &g_array_index (pieces, guint, start), end - start);
  if (depth < MAX_DEPTH && part->len >= 4)
    gutter = find_gutter (reader, part, left, right);
  if (gutter < 0)
    {
      add_column (reader, part, 0, part->len, left, right);
      return;
    }
  if (depth == 0)
    g_array_append_val (reader->gutters, gutter);
  find_bands (reader, part, gutter, bands);
  for (guint i = 0; i < bands->len; i++)
    {
      const Band *band = &g_array_index (bands, Band, i);

      if (band->start > done)
        read_region (reader, part, done, band->start, left, right, MAX_DEPTH);
      read_band (reader, part, band, gutter, left, right, depth);
      done = band->end;
    }
  read_region (reader, part, done, part->len, left, right, MAX_DEPTH);
}

/* The edges of the text: those that long lines reach. */
static void
find_frame (const Reader *reader, const GArray *pieces, double *left, double *right)
{
  gboolean found = FALSE;

  *left = G_MAXDOUBLE;
  *right = 0;
  for (guint pass = 0; pass < 2 && !found; pass++)
    for (guint i = 0; i < pieces->len; i++)
      {
        const BrvPdfPiece *piece = get_piece (reader, pieces, i);

        if (pass == 0 && piece->n_glyphs < COLUMN_LETTERS)
          continue;
        found = TRUE;
        *left = MIN (*left, MAX (piece->box.x1, 0));
        *right = MAX (*right, MIN (piece->box.x2, reader->page->width));
      }
}

/* The pages around show how far the lines of one that is not full could have gone. */
static void
share_frames (const BrvPdfText *text, const double *lefts, double *rights)
{
  guint n = text->pages->len;
  g_autofree double *own = g_memdup2 (rights, n * sizeof *rights);

  for (guint p = 0; p < n; p++)
    for (guint q = p > 6 ? p - 6 : 0; q < n && q <= p + 6; q++)
      if (fabs (lefts[p] - lefts[q]) < 4 &&
          fabs (((const BrvPdfPage *)g_ptr_array_index (text->pages, p))->width -
                ((const BrvPdfPage *)g_ptr_array_index (text->pages, q))->width) < 1)
        rights[p] = MAX (rights[p], own[q]);
}

/* A page with short lines only has a margin all the same; lines set flush show where it is. */
static void
widen_frame (const Reader *reader, const GArray *pieces, double left, double *right)
{
  guint n_flush = 0;

  for (guint i = 0; i < pieces->len; i++)
    n_flush += fabs (get_piece (reader, pieces, i)->box.x2 - *right) < 3;
  if (*right - left < 0.5 * reader->page->width && n_flush < 2)
    *right = MAX (*right, reader->page->width - left);
}

/*
 * The size of the text: that of most letters, or a larger one that nearly as many have, as notes
 * can be longer than the text above them.
 */
static double
find_body_size (const BrvPdfText *text)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer value = NULL;
  guint most = 0;
  gint size = 100;

  for (guint p = 0; p < text->pages->len; p++)
    {
      const BrvPdfPage *page = g_ptr_array_index (text->pages, p);

      for (guint i = 0; i < page->pieces->len; i++)
        {
          const BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, i);
          gpointer rounded =
            GINT_TO_POINTER (lround (brv_pdf_text_get_style (text, piece->style)->size * 10) + 1);
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, rounded));

          count += piece->furniture ? 0 : piece->n_glyphs;
          g_hash_table_insert (counts, rounded, GUINT_TO_POINTER (count));
          if (count > most)
            {
              most = count;
              size = GPOINTER_TO_INT (rounded) - 1;
            }
        }
    }
  g_hash_table_iter_init (&iter, counts);
  for (gint mode = size; g_hash_table_iter_next (&iter, &key, &value);)
    {
      gint other = GPOINTER_TO_INT (key) - 1;

      if (other > size && other * 10 <= mode * 15 && GPOINTER_TO_UINT (value) * 5 >= most * 2)
        size = other;
    }
  return size / 10.0;
}

/* What is text on a page, from top to bottom. */
static GArray *
collect_pieces (const BrvPdfPage *page)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < page->pieces->len; i++)
    if (!g_array_index (page->pieces, BrvPdfPiece, i).furniture)
      g_array_append_val (pieces, i);
  g_array_sort_with_data (pieces, compare_tops, (gpointer)page);
  return pieces;
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
  g_autoptr (GArray) gutters = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_pages = text->pages->len;
  g_autofree double *lefts = g_new0 (double, n_pages + 1);
  g_autofree double *rights = g_new0 (double, n_pages + 1);
  guint n_columns = 0;

  self->lines = g_array_new (FALSE, FALSE, sizeof (BrvPdfLine));
  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (guint));
  self->body_size = find_body_size (text);
  for (guint p = 0; p < n_pages; p++)
    {
      Reader reader = { text, g_ptr_array_index (text->pages, p), self, &n_columns, gutters };
      g_autoptr (GArray) pieces = collect_pieces (reader.page);

      find_frame (&reader, pieces, &lefts[p], &rights[p]);
    }
  share_frames (text, lefts, rights);
  for (guint p = 0; p < n_pages; p++)
    {
      Reader reader = { text, g_ptr_array_index (text->pages, p), self, &n_columns, gutters };
      g_autoptr (GArray) pieces = collect_pieces (reader.page);

      widen_frame (&reader, pieces, lefts[p], &rights[p]);
      read_region (&reader, pieces, 0, pieces->len, lefts[p], rights[p], 0);
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
  g_array_unref (self->pieces);
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

  return style->size <= 0.86 * line->size &&
         g_array_index (page->glyphs, BrvPdfGlyph, glyph).box.y2 < line->base - 0.2 * line->size;
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
