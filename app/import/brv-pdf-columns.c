/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The columns of a page, in the order in which they are read. A gutter is a strip of white that
 * words stand on both sides of; words that cross it part the page into bands, and within a band
 * its left column is read before its right one. Words are looked at, not lines: which of them make
 * a line is known only when the columns are.
 *
 * Source: the recursive cuts are those of G. Nagy and S. Seth, "Hierarchical representation of
 * optically scanned documents", 1984.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-columns.h"
#include "import/brv-pdf-order.h"

#define MAX_DEPTH 5
/* Where gutters are looked for, in points. */
#define STEP 2.0
/* The white of a gutter is so many times the text's size at least. */
#define GUTTER 0.7
/* A column has lines of at least so many letters on average; a table has shorter cells. */
#define COLUMN_LETTERS       18
#define COLUMN_LETTERS_KNOWN 10
#define COLUMN_LINES         3
/* The width of a column is known from so many words. */
#define LEARNT_WORDS 40
/* The white in one column beside a heading over both is so many times the text's size. */
#define HEADING_WHITE 2.8

typedef struct
{
  const BrvPdfText *text;
  const BrvPdfPage *page;
  double body_size;
  GPtrArray *columns; /* (element-type BrvPdfColumn) */
  GArray *gutters;    /* (element-type double): those found before */
} Finder;

/* A strip of a page from top to bottom. */
typedef struct
{
  double x1, x2;
} Strip;

/* A stretch of the page between words that cross the gutter. */
typedef struct
{
  guint start; /* in the words, sorted from top to bottom */
  guint end;
} Band;

/* A part of the page that columns are looked for in. */
typedef struct
{
  GArray *words; /* (element-type guint): sorted from top to bottom */
  double left;
  double right;
  guint depth;
} Region;

static const BrvPdfWord *
get_word (const Finder *self, const GArray *words, guint i)
{
  return &g_array_index (self->page->words, BrvPdfWord, g_array_index (words, guint, i));
}

static double
get_middle (const BrvPdfBox *box)
{
  return ((double)box->y1 + box->y2) / 2;
}

static gint
compare_middles (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *words = ((const BrvPdfPage *)data)->words;
  const BrvPdfBox *box_a = &g_array_index (words, BrvPdfWord, *(const guint *)a).box;
  const BrvPdfBox *box_b = &g_array_index (words, BrvPdfWord, *(const guint *)b).box;

  if (box_a->y1 + box_a->y2 != box_b->y1 + box_b->y2)
    return box_a->y1 + box_a->y2 < box_b->y1 + box_b->y2 ? -1 : 1;
  return box_a->x1 < box_b->x1 ? -1 : box_a->x1 > box_b->x1;
}

static gboolean
is_left (const BrvPdfBox *box, const Strip *strip)
{
  return (double)box->x1 + box->x2 < strip->x1 + strip->x2;
}

/* Large type has spaces that are as wide as a gutter of the text. */
static gboolean
crosses (const Finder *self, const BrvPdfWord *word, const Strip *strip)
{
  double size = brv_pdf_text_get_style (self->text, word->style)->size;
  double reach = MAX (size - self->body_size, 0) * 0.3;

  return word->box.x1 - reach < strip->x2 && word->box.x2 + reach > strip->x1;
}

/* What stands on one side of a gutter within a band. */
typedef struct
{
  guint n; /* lines */
  guint letters;
  double top;
  double bottom;
  BrvPdfBox row; /* the first word of the last one */
  double size;   /* its type's */
} SideSum;

static void
add_to_side (const Finder *self, SideSum *sum, const BrvPdfWord *word)
{
  gunichar first = g_array_index (self->page->glyphs, BrvPdfGlyph, word->first).letter;
  double size = brv_pdf_text_get_style (self->text, word->style)->size;

  sum->top = sum->n == 0 ? word->box.y1 : MIN (sum->top, word->box.y1);
  sum->bottom = sum->n == 0 ? word->box.y2 : MAX (sum->bottom, word->box.y2);
  if (sum->n == 0 || !brv_pdf_box_shares_line (&sum->row, sum->size, &word->box, size))
    {
      sum->n++;
      sum->row = word->box;
      sum->size = size;
    }
  sum->letters += word->n_glyphs * (g_unichar_iswide (first) ? 2 : 1);
}

static gboolean
is_known (const Finder *self, const Strip *strip)
{
  for (guint i = 0; i < self->gutters->len; i++)
    if (fabs (g_array_index (self->gutters, double, i) - (strip->x1 + strip->x2) / 2) < 8)
      return TRUE;
  return FALSE;
}

/* Whether lines that cross the gutter follow closely both above and below: a word space of a
 * paragraph happens to lie there. */
static gboolean
is_among_lines (const Finder *self, const GArray *words, const Band *band)
{
  const BrvPdfBox *first = &get_word (self, words, band->start)->box;
  const BrvPdfBox *last = &get_word (self, words, band->end - 1)->box;
  double near = 0.6 * self->body_size;

  return band->start > 0 && band->end < words->len &&
         first->y1 - get_word (self, words, band->start - 1)->box.y2 < near &&
         get_word (self, words, band->end)->box.y1 - last->y2 < near;
}

/* How many letters stand in two columns in the band; 0 if these are none. */
static guint
weigh_band (const Finder *self, const GArray *words, const Band *band, const Strip *strip)
{
  SideSum sums[2] = { { 0 }, { 0 } };
  gboolean known = is_known (self, strip);
  guint least = known && !is_among_lines (self, words, band) ? 1 : COLUMN_LINES;

  for (guint i = band->start; i < band->end; i++)
    {
      const BrvPdfWord *word = get_word (self, words, i);

      add_to_side (self, &sums[is_left (&word->box, strip) ? 0 : 1], word);
    }
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
trim_band (const Finder *self, const GArray *words, Band *band, const Strip *strip)
{
  double right_top = G_MAXDOUBLE;

  if (band->start == 0)
    return;
  for (guint i = band->start; i < band->end; i++)
    if (!is_left (&get_word (self, words, i)->box, strip))
      right_top = MIN (right_top, get_word (self, words, i)->box.y1);
  while (band->start < band->end)
    {
      const BrvPdfWord *above = get_word (self, words, band->start - 1);
      const BrvPdfWord *first = get_word (self, words, band->start);
      double height = (double)first->box.y2 - first->box.y1;

      if (first->box.y1 - above->box.y2 > 0.5 * height ||
          right_top < first->box.y2 - 0.3 * height || first->style != above->style)
        break;
      band->start++;
    }
}

static gint
compare_starts (gconstpointer a, gconstpointer b)
{
  double start_a = ((const Strip *)a)->x1;
  double start_b = ((const Strip *)b)->x1;

  return start_a < start_b ? -1 : start_a > start_b;
}

/* The heights at which words cross a strip, from top to bottom. */
static void
find_crossings (const Finder *self, const GArray *words, const Strip *strip, GArray *crossings)
{
  guint n = 0;

  g_array_set_size (crossings, 0);
  for (guint i = 0; i < words->len; i++)
    {
      const BrvPdfWord *word = get_word (self, words, i);
      Strip height = { word->box.y1, word->box.y2 };

      if (crosses (self, word, strip))
        g_array_append_val (crossings, height);
    }
  g_array_sort (crossings, compare_starts);
  for (guint i = 0; i < crossings->len; i++)
    {
      Strip height = g_array_index (crossings, Strip, i);
      Strip *last = n > 0 ? &g_array_index (crossings, Strip, n - 1) : NULL;

      if (last != NULL && height.x1 <= last->x2)
        last->x2 = MAX (last->x2, height.x2);
      else
        g_array_index (crossings, Strip, n++) = height;
    }
  g_array_set_size (crossings, n);
}

/* Parts words into bands; returns how many letters stand in columns. */
static guint
find_bands (const Finder *self, const GArray *words, const Strip *strip, GArray *bands)
{
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (Strip));
  guint total = 0;
  guint start = 0;
  guint next = 0;

  g_array_set_size (bands, 0);
  find_crossings (self, words, strip, crossings);
  for (guint i = 0; i <= words->len; i++)
    {
      Band band = { start, i };
      guint weight = 0;

      if (i < words->len)
        {
          double y = get_middle (&get_word (self, words, i)->box);

          while (next < crossings->len && g_array_index (crossings, Strip, next).x2 < y)
            next++;
          if (next == crossings->len || g_array_index (crossings, Strip, next).x1 > y)
            continue;
        }
      start = i + 1;
      if (band.end > band.start)
        weight = weigh_band (self, words, &band, strip);
      if (weight == 0)
        continue;
      trim_band (self, words, &band, strip);
      total += weight;
      g_array_append_val (bands, band);
    }
  return total;
}

/* The left edge of the right column: where most of its lines begin. */
static double
find_right_edge (const Finder *self, const GArray *words, const GArray *bands, const Strip *strip)
{
  double best = -1;
  guint most = 0;

  for (guint b = 0; b < bands->len; b++)
    {
      const Band *band = &g_array_index (bands, Band, b);
      double edge = G_MAXDOUBLE;
      guint n = 0;

      for (guint i = band->start; i < band->end; i++)
        if (!is_left (&get_word (self, words, i)->box, strip))
          edge = MIN (edge, get_word (self, words, i)->box.x1);
      for (guint i = band->start; i < band->end; i++)
        n += fabs (get_word (self, words, i)->box.x1 - edge) < 1;
      if (n > most)
        {
          most = n;
          best = edge;
        }
    }
  return most >= COLUMN_LINES ? best : -1;
}

/* Lines that are set too long stand out into the gutter, but end before the next column. */
static void
narrow_strip (const Finder *self, const GArray *words, Strip *strip, guint weight)
{
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (Band));
  Strip narrow = { 0, 0 };
  double edge = 0;

  find_bands (self, words, strip, bands);
  edge = find_right_edge (self, words, bands, strip);
  narrow = (Strip){ edge - 0.5 * self->body_size, edge - 0.05 * self->body_size };
  if (edge > 0 && find_bands (self, words, &narrow, bands) > weight)
    *strip = narrow;
}

/* The strip that the fewest words cross, of those with columns on both sides. */
static gboolean
find_gutter (const Finder *self, const Region *region, Strip *gutter)
{
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (Band));
  double half = GUTTER * self->body_size / 2;
  double margin = (region->right - region->left) * 0.1;
  double run_start = -1;
  double best = -1;
  guint most = 0;

  for (double x = region->left + margin; x <= region->right - margin; x += STEP)
    {
      Strip strip = { x - half, x + half };
      guint weight = find_bands (self, region->words, &strip, bands);

      if (weight > most)
        {
          most = weight;
          best = x;
          run_start = x;
        }
      else if (weight > 0 && weight == most && x - best <= STEP * 1.5)
        {
          best = x;
        }
    }
  if (most == 0)
    return FALSE;
  best = (run_start + best) / 2;
  *gutter = (Strip){ best - half, best + half };
  narrow_strip (self, region->words, gutter, most);
  return TRUE;
}

static void
add_column (const Finder *self, const GArray *words, double left, double right)
{
  BrvPdfColumn *column = g_new0 (BrvPdfColumn, 1);

  column->page = self->page->index;
  column->words = g_array_copy ((GArray *)words);
  column->left = left;
  column->right = right;
  g_ptr_array_add (self->columns, column);
}

static void find_in_region (const Finder *self, const Region *region);

static void
find_in_part (const Finder *self, const Region *region, guint start, guint end)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint));
  Region part = { words, region->left, region->right, region->depth + 1 };

  if (end <= start)
    return;
  g_array_append_vals (words, &g_array_index (region->words, guint, start), end - start);
  find_in_region (self, &part);
}

/* Type that stands out from the text, as that of headings does. */
static gboolean
is_display (const Finder *self, const BrvPdfWord *word)
{
  return brv_pdf_text_get_style (self->text, word->style)->size > 1.07 * self->body_size ||
         brv_pdf_text_get_style (self->text, word->style)->bold;
}

/* The words of the left column beside a stretch of white in the right one: if these end with type
 * that stands out, and both columns end above it and go on below it at about the same height, that
 * is a heading. */
static gboolean
find_heading_beside (const Finder *self,
                     const GArray *words,
                     const Band *band,
                     const Strip *gutter,
                     const Strip *white,
                     double reach,
                     Band *heading)
{
  BrvPdfBox box = { 0 };
  double above = -1;        /* where the left column ends */
  double below = white->x2; /* where it goes on */
  gboolean followed = FALSE;

  *heading = (Band){ band->end, band->end };
  for (guint i = band->start; i < band->end && !followed; i++)
    {
      const BrvPdfWord *word = get_word (self, words, i);
      double y = get_middle (&word->box);

      if (!is_left (&word->box, gutter))
        continue;
      followed = heading->start < band->end &&
                 (y > white->x2 - 0.3 * self->body_size || !is_display (self, word));
      if (followed)
        below = word->box.y1;
      else if (y < white->x1 || !is_display (self, word))
        above = MAX (above, word->box.y2);
      else
        {
          if (heading->start == band->end)
            *heading = (Band){ i, i };
          if (heading->end == heading->start)
            box = word->box;
          heading->end = i + 1;
          brv_pdf_box_extend (&box, &word->box);
        }
    }
  return heading->start < band->end &&
         white->x2 - MAX (white->x1, box.y1 - self->body_size) >
           box.y2 - box.y1 + self->body_size &&
         (above < 0 || fabs (above - white->x1) < 4 * self->body_size) &&
         (white->x2 == G_MAXDOUBLE || fabs (below - white->x2) < reach);
}

/* Whether the line of a word of the right column stands in its middle, as captions and tables do:
 * they explain white above them. */
static gboolean
is_centred (
  const Finder *self, const GArray *words, const Band *band, const Strip *gutter, guint index)
{
  const BrvPdfWord *first = get_word (self, words, index);
  BrvPdfBox line = first->box;
  BrvPdfBox column = first->box;

  for (guint i = band->start; i < band->end; i++)
    {
      const BrvPdfWord *word = get_word (self, words, i);

      if (is_left (&word->box, gutter))
        continue;
      brv_pdf_box_extend (&column, &word->box);
      if (fabs (get_middle (&word->box) - get_middle (&first->box)) < 0.3 * self->body_size)
        brv_pdf_box_extend (&line, &word->box);
    }
  return line.x1 - column.x1 > 0.8 * self->body_size &&
         fabs (((double)line.x1 + line.x2) - ((double)column.x1 + column.x2)) < 2 * self->body_size;
}

/*
 * The first heading in a band that belongs to both columns though it does not reach across: there
 * is white beside it, of more than its height, and nothing else is there.
 */
static gboolean
find_heading (
  const Finder *self, const GArray *words, const Band *band, const Strip *gutter, Band *heading)
{
  Strip white = { -1, 0 }; /* in the right column, from top to bottom */

  for (guint i = band->start; i <= band->end; i++)
    {
      const BrvPdfBox *box = i < band->end ? &get_word (self, words, i)->box : NULL;

      if (box != NULL && is_left (box, gutter))
        continue;
      white.x2 = box != NULL ? box->y1 : G_MAXDOUBLE;
      /* At the foot of the page nothing tells that the heading is not that of the next column. */
      if (white.x1 >= 0 && white.x2 - white.x1 > HEADING_WHITE * self->body_size &&
          (box != NULL ? !is_display (self, get_word (self, words, i)) : band->end < words->len))
        {
          /* White above a table is mostly the table's. */
          gboolean exactly = box != NULL && is_centred (self, words, band, gutter, i);

          if (find_heading_beside (self, words, band, gutter, &white,
                                   (exactly ? 0.3 : 2) * self->body_size, heading))
            return TRUE;
        }
      if (box != NULL)
        white.x1 = MAX (white.x1, box->y2);
    }
  return FALSE;
}

static void
find_in_sides (const Finder *self, const Region *region, const Band *band, const Strip *gutter)
{
  g_autoptr (GArray) lefts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) rights = g_array_new (FALSE, FALSE, sizeof (guint));
  Region sides[2] = { { lefts, region->left, region->left, region->depth + 1 },
                      { rights, region->right, region->right, region->depth + 1 } };
  guint n_rtl = 0;

  for (guint i = band->start; i < band->end; i++)
    {
      const BrvPdfWord *word = get_word (self, region->words, i);
      guint side = is_left (&word->box, gutter) ? 0 : 1;

      g_array_append_val (sides[side].words, g_array_index (region->words, guint, i));
      if (side == 0)
        sides[0].right = MAX (sides[0].right, word->box.x2);
      else
        sides[1].left = MIN (sides[1].left, word->box.x1);
      n_rtl += brv_pdf_order_has_letter (self->page, word, TRUE);
    }
  for (guint i = 0; i < 2; i++)
    find_in_region (self, &sides[n_rtl * 2 > band->end - band->start ? 1 - i : i]);
}

static void
find_in_band (const Finder *self, const Region *region, const Band *band, const Strip *gutter)
{
  Band rest = *band;
  Band heading = { 0, 0 };

  while (rest.start < rest.end && find_heading (self, region->words, &rest, gutter, &heading))
    {
      Band above = { rest.start, heading.start };

      if (above.end > above.start)
        find_in_sides (self, region, &above, gutter);
      find_in_part (self, region, heading.start, heading.end);
      rest.start = heading.end;
    }
  if (rest.start < rest.end)
    find_in_sides (self, region, &rest, gutter);
}

static void
find_in_region (const Finder *self, const Region *region)
{
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (Band));
  Strip gutter = { 0, 0 };
  double middle = 0;
  guint done = 0;

  if (region->words->len == 0)
    return;
  if (region->depth >= MAX_DEPTH || !find_gutter (self, region, &gutter))
    {
      add_column (self, region->words, region->left, region->right);
      return;
    }
  middle = (gutter.x1 + gutter.x2) / 2;
  find_bands (self, region->words, &gutter, bands);
  if (!is_known (self, &gutter))
    g_array_append_val (self->gutters, middle);
  for (guint i = 0; i < bands->len; i++)
    {
      const Band *band = &g_array_index (bands, Band, i);

      find_in_part (self, region, done, band->start);
      find_in_band (self, region, band, &gutter);
      done = band->end;
    }
  find_in_part (self, region, done, region->words->len);
}

/* The edges of the text: those that long lines reach. */
static void
find_frame (const BrvPdfPage *page, double *left, double *right)
{
  gboolean found = FALSE;

  *left = G_MAXDOUBLE;
  *right = 0;
  for (guint pass = 0; pass < 2 && !found; pass++)
    for (guint i = 0; i < page->pieces->len; i++)
      {
        const BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, i);

        if (piece->furniture || (pass == 0 && piece->n_glyphs < COLUMN_LETTERS))
          continue;
        found = TRUE;
        *left = MIN (*left, MAX (piece->box.x1, 0));
        *right = MAX (*right, MIN (piece->box.x2, page->width));
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
widen_frame (const BrvPdfPage *page, double left, double *right)
{
  guint n_flush = 0;

  for (guint i = 0; i < page->pieces->len; i++)
    {
      const BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, i);

      n_flush += !piece->furniture && fabs (piece->box.x2 - *right) < 3;
    }
  if (*right - left < 0.5 * page->width && n_flush < 2)
    *right = MAX (*right, page->width - left);
}

/* The words of a page's text, from top to bottom. */
static GArray *
collect_words (const BrvPdfPage *page)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < page->pieces->len; i++)
    {
      const BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, i);

      for (guint k = 0; k < piece->n_words && !piece->furniture; k++)
        {
          guint word = piece->first + k;

          g_array_append_val (words, word);
        }
    }
  g_array_sort_with_data (words, compare_middles, (gpointer)page);
  return words;
}

/* How far the text of a column goes, headings aside. */
static double
find_extent (const BrvPdfText *text, const BrvPdfColumn *column, double body_size)
{
  const BrvPdfPage *page = g_ptr_array_index (text->pages, column->page);
  double right = column->left;

  for (guint i = 0; i < column->words->len; i++)
    {
      const BrvPdfWord *word =
        &g_array_index (page->words, BrvPdfWord, g_array_index (column->words, guint, i));

      if (fabs (brv_pdf_text_get_style (text, word->style)->size - body_size) < 0.05 * body_size &&
          !brv_pdf_text_get_style (text, word->style)->bold)
        right = MAX (right, word->box.x2);
    }
  return right;
}

/*
 * A column with short lines is as wide as those that begin at the same place of other pages. One
 * that stands alone on its page is no wider than those.
 */
static void
share_widths (const BrvPdfText *text, const GPtrArray *columns, double body_size)
{
  const guint reach = 60;
  g_autofree double *extents = g_new0 (double, columns->len + 1);

  for (guint i = 0; i < columns->len; i++)
    extents[i] = find_extent (text, g_ptr_array_index (columns, i), body_size);
  for (guint i = 0; i < columns->len; i++)
    {
      BrvPdfColumn *column = g_ptr_array_index (columns, i);
      double page_width =
        ((const BrvPdfPage *)g_ptr_array_index (text->pages, column->page))->width;
      double width = extents[i] - column->left;
      double right = extents[i];
      gboolean any = FALSE;

      for (guint k = i > reach ? i - reach : 0; k < columns->len && k < i + reach; k++)
        {
          const BrvPdfColumn *other = g_ptr_array_index (columns, k);
          double other_width = extents[k] - other->left;

          if (k != i && fabs (other->left - column->left) < 3 && other_width < 1.3 * width &&
              fabs (((const BrvPdfPage *)g_ptr_array_index (text->pages, other->page))->width -
                    page_width) < 1)
            {
              right = MAX (right, extents[k]);
              any = any || (other_width > 0.8 * width && other->words->len >= LEARNT_WORDS);
            }
        }
      if (width > 0 && any)
        column->right = right;
    }
}

static void
column_free (gpointer data)
{
  BrvPdfColumn *column = data;

  g_array_unref (column->words);
  g_free (column);
}

/**
 * brv_pdf_columns_find:
 * @text: the letters of a document, its furniture marked
 * @body_size: the size of most of it, in points
 *
 * Finds the columns of each page.
 *
 * Returns: (transfer full) (element-type BrvPdfColumn): them in reading order
 */
GPtrArray *
brv_pdf_columns_find (const BrvPdfText *text, double body_size)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  g_autoptr (GArray) gutters = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_pages = text->pages->len;
  g_autofree double *lefts = g_new0 (double, n_pages + 1);
  g_autofree double *rights = g_new0 (double, n_pages + 1);

  for (guint p = 0; p < n_pages; p++)
    find_frame (g_ptr_array_index (text->pages, p), &lefts[p], &rights[p]);
  share_frames (text, lefts, rights);
  for (guint p = 0; p < n_pages; p++)
    {
      const BrvPdfPage *page = g_ptr_array_index (text->pages, p);
      Finder finder = { text, page, body_size, columns, gutters };
      g_autoptr (GArray) words = collect_words (page);
      Region region = { words, 0, 0, 0 };

      widen_frame (page, lefts[p], &rights[p]);
      region.left = lefts[p];
      region.right = rights[p];
      find_in_region (&finder, &region);
    }
  share_widths (text, columns, body_size);
  return columns;
}
