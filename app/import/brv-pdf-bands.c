/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The bands of a page that stand in two columns on both sides of a strip of white: what stands there
 * tells columns from the cells of a table and from words with a space between them. Words that cross the
 * strip part it into bands.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-bands.h"

/* A column has lines of at least so many letters on average; a table has shorter cells. */
#define COLUMN_LETTERS       18
#define COLUMN_LETTERS_KNOWN 10
#define COLUMN_LINES         3
/* Of lines of text, so many begin in the middle of a sentence; of cells few do. */
#define TEXT_LINES   8
#define TEXT_LOWER   0.4
#define TEXT_LETTERS 10
/* Text that runs past something else has so many lines at least, of so many letters on average. */
#define BESIDE_LINES   4
#define BESIDE_LETTERS 22
/* Lines that are stretched end at one edge to so many points. */
#define FLUSH 1.0
/* Type of notes is smaller than the text by so much at least, in points. */
#define SMALLER 0.3

static double
get_middle (const BrvPdfBox *box)
{
  return ((double)box->y1 + box->y2) / 2;
}
/* Whether large type goes on with a word of about the same size on the other side of a strip. */
static gboolean
goes_across (const BrvPdfSite *self, const GArray *words, guint i, const BrvPdfStrip *strip)
{
  const BrvPdfWord *word = brv_pdf_site_get_word (self, words, i);
  gboolean left = brv_pdf_site_is_left (&word->box, strip);

  for (gint step = -1; step <= 1; step += 2)
    for (gint k = (gint)i + step; k >= 0 && k < (gint)words->len; k += step)
      {
        const BrvPdfWord *other = brv_pdf_site_get_word (self, words, (guint)k);
        double size = brv_pdf_text_get_style (self->text, other->style)->size;

        if (fabs (get_middle (&other->box) - get_middle (&word->box)) > 0.5 * size)
          break;
        if (brv_pdf_site_is_left (&other->box, strip) != left &&
            size > 0.8 * brv_pdf_text_get_style (self->text, word->style)->size)
          return TRUE;
      }
  return FALSE;
}

/* Large type has spaces that are as wide as a gutter of the text. */
static gboolean
crosses (const BrvPdfSite *self, const GArray *words, guint i, const BrvPdfStrip *strip)
{
  const BrvPdfWord *word = brv_pdf_site_get_word (self, words, i);
  double size = brv_pdf_text_get_style (self->text, word->style)->size;
  double reach = MAX (size - self->body_size, 0) * 0.3;

  if ((word->box.x1 < strip->x2 && word->box.x2 > strip->x1) ||
      self->centred[g_array_index (words, guint, i)] != 0)
    return TRUE;
  return reach > 0 && word->box.x1 - reach < strip->x2 && word->box.x2 + reach > strip->x1 &&
         goes_across (self, words, i, strip);
}

/* What stands on one side of a gutter within a band. */
typedef struct
{
  guint n; /* lines */
  guint letters;
  double top;
  double bottom;
  guint n_lower; /* lines that begin with a small letter, but the last */
  guint n_long;  /* lines of some length, but the last */
  guint row_letters;
  BrvPdfBox row;       /* the first word of the last one */
  double size;         /* its type's */
  guint body_letters;  /* in type of the text's size */
  guint small_letters; /* in type of notes */
  double left;         /* where the last one begins */
  gboolean lower;      /* whether with a small letter */
} SideSum;

static void
add_to_side (const BrvPdfSite *self, SideSum *sum, const BrvPdfWord *word)
{
  gunichar first = g_array_index (self->page->glyphs, BrvPdfGlyph, word->first).letter;
  double size = brv_pdf_text_get_style (self->text, word->style)->size;
  guint n_letters = word->n_glyphs * (g_unichar_iswide (first) ? 2 : 1);

  sum->top = sum->n == 0 ? word->box.y1 : MIN (sum->top, word->box.y1);
  sum->bottom = sum->n == 0 ? word->box.y2 : MAX (sum->bottom, word->box.y2);
  if (sum->n == 0 || !brv_pdf_box_shares_line (&sum->row, sum->size, &word->box, size))
    {
      sum->n++;
      sum->n_lower += sum->lower ? 1 : 0;
      sum->n_long += sum->row_letters >= TEXT_LETTERS ? 1 : 0;
      sum->row_letters = 0;
      sum->row = word->box;
      sum->size = size;
      sum->left = G_MAXDOUBLE;
    }
  if (word->box.x1 < sum->left)
    {
      sum->left = word->box.x1;
      sum->lower = g_unichar_islower (first);
    }
  if (size < BRV_PDF_SMALL_SIZE * self->body_size)
    sum->small_letters += n_letters;
  else if (size < 1.05 * self->body_size)
    sum->body_letters += n_letters;
  sum->letters += n_letters;
  sum->row_letters += n_letters;
}
/* Whether lines that cross the gutter follow closely both above and below: a word space of a
 * paragraph happens to lie there. */
static gboolean
is_among_lines (const BrvPdfSite *self, const GArray *words, const BrvPdfBand *band)
{
  const BrvPdfBox *first = &brv_pdf_site_get_word (self, words, band->start)->box;
  const BrvPdfBox *last = &brv_pdf_site_get_word (self, words, band->end - 1)->box;
  double near = 0.6 * self->body_size;

  return band->start > 0 && band->end < words->len &&
         first->y1 - brv_pdf_site_get_word (self, words, band->start - 1)->box.y2 < near &&
         brv_pdf_site_get_word (self, words, band->end)->box.y1 - last->y2 < near;
}

static gboolean
is_text (const SideSum *sum)
{
  return sum->n >= TEXT_LINES && sum->n_lower >= TEXT_LOWER * sum->n;
}

/* How many of the lines of one side end at the same place. */
static guint
count_flush (const BrvPdfSite *self,
             const GArray *words,
             const BrvPdfBand *band,
             const BrvPdfStrip *strip,
             gboolean left)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (double));
  BrvPdfBox row = { 0 };
  guint most = 0;

  for (guint i = band->start; i < band->end; i++)
    {
      const BrvPdfWord *word = brv_pdf_site_get_word (self, words, i);
      double size = brv_pdf_text_get_style (self->text, word->style)->size;
      double end = word->box.x2;

      if (brv_pdf_site_is_left (&word->box, strip) != left)
        continue;
      if (ends->len == 0 || !brv_pdf_box_shares_line (&row, size, &word->box, size))
        {
          row = word->box;
          g_array_append_val (ends, end);
        }
      else
        g_array_index (ends, double, ends->len - 1) =
          MAX (g_array_index (ends, double, ends->len - 1), end);
    }
  for (guint i = 0; i < ends->len; i++)
    {
      guint n = 0;

      for (guint k = 0; k < ends->len; k++)
        n += fabs (g_array_index (ends, double, k) - g_array_index (ends, double, i)) < FLUSH;
      most = MAX (most, n);
    }
  return most;
}

/* Whether one side is text whose lines are long, and the other one something that it runs past. */
static gboolean
is_text_beside (const SideSum *sums, guint text)
{
  const SideSum *side = &sums[text];
  const SideSum *other = &sums[1 - text];

  return side->n >= BESIDE_LINES && side->letters >= BESIDE_LETTERS * side->n &&
         side->n_lower >= TEXT_LOWER * side->n && side->body_letters * 5 >= side->letters * 4 &&
         other->n >= 2 && other->letters >= 6 * other->n;
}

/* Whether text runs past notes in smaller type, on either side. */
static gboolean
is_beside_notes (const SideSum *sums)
{
  for (guint i = 0; i < 2; i++)
    if (is_text_beside (sums, i) && sums[1 - i].small_letters * 5 >= sums[1 - i].letters * 4)
      return TRUE;
  return FALSE;
}

/* Whether there are two columns of text, each with lines enough for it. */
static gboolean
are_columns (const BrvPdfSite *self,
             const GArray *words,
             const BrvPdfBand *band,
             const BrvPdfStrip *strip,
             const SideSum *sums)
{
  gboolean known = brv_pdf_site_is_known (self, strip);
  guint least = known && !is_among_lines (self, words, band) ? 1 : COLUMN_LINES;

  if (sums[0].n < least || sums[1].n < least)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      guint letters = known                                      ? COLUMN_LETTERS_KNOWN
                      : is_text (&sums[0]) && is_text (&sums[1]) ? TEXT_LETTERS
                                                                 : COLUMN_LETTERS;

      /* A paragraph can end with a word or two in the next column. */
      if (known && i == 1 && sums[1].n == 1 && sums[1].lower && sums[0].n >= COLUMN_LINES)
        continue;
      /* Notes below a table make its lines no longer. */
      if (sums[i].letters < sums[i].n * letters || (!known && (sums[i].n_long + 1) * 2 < sums[i].n))
        return FALSE;
    }
  return TRUE;
}

/* How many letters stand in two columns in the band; 0 if these are none. */
static guint
weigh_band (const BrvPdfSite *self, const GArray *words, BrvPdfBand *band, const BrvPdfStrip *strip)
{
  SideSum sums[2] = { { 0 }, { 0 } };

  for (guint i = band->start; i < band->end; i++)
    {
      const BrvPdfWord *word = brv_pdf_site_get_word (self, words, i);

      add_to_side (self, &sums[brv_pdf_site_is_left (&word->box, strip) ? 0 : 1], word);
    }
  if (MIN (sums[0].bottom, sums[1].bottom) <= MAX (sums[0].top, sums[1].top))
    return 0;
  band->beside = is_beside_notes (sums);
  /* Anything can stand to the right of lines that all end at one edge. To the left, what is in type of
   * the same size belongs to the lines, as the marks of items do. */
  if (!band->beside && !are_columns (self, words, band, strip, sums))
    {
      if (!is_text_beside (sums, 0) ||
          count_flush (self, words, band, strip, TRUE) * 5 < sums[0].n * 3)
        return 0;
      band->beside = TRUE;
    }
  return sums[0].letters + sums[1].letters;
}

/* How far most lines of the left column go, or a negative number where they are ragged or few. */
static double
find_left_end (const BrvPdfSite *self,
               const GArray *words,
               const BrvPdfBand *band,
               const BrvPdfStrip *strip)
{
  double best = -1;
  guint most = COLUMN_LINES;

  for (guint i = band->start; i < band->end; i++)
    {
      double end = brv_pdf_site_get_word (self, words, i)->box.x2;
      guint n = 0;

      if (!brv_pdf_site_is_left (&brv_pdf_site_get_word (self, words, i)->box, strip) ||
          end <= best)
        continue;
      for (guint k = band->start; k < band->end; k++)
        n += fabs (brv_pdf_site_get_word (self, words, k)->box.x2 - end) < FLUSH;
      if (n > most)
        {
          most = n;
          best = end;
        }
    }
  return best;
}

/* Whether a word is followed by one on the other side of the gutter after a space only. */
static gboolean
leads_across (const BrvPdfSite *self, guint index, const BrvPdfStrip *strip)
{
  const BrvPdfWord *word = &g_array_index (self->page->words, BrvPdfWord, index);
  double size = brv_pdf_text_get_style (self->text, word->style)->size;

  return index + 1 < self->page->words->len && !word[1].breaks_line &&
         word[1].style == word->style && word[1].box.x1 - word->box.x2 < 0.5 * size &&
         brv_pdf_site_is_left (&word->box, strip) && !brv_pdf_site_is_left (&word[1].box, strip);
}

/*
 * Finds the words of the first or last line of a band. Returns: whether that goes on with a line that
 * crosses the gutter next to the band, though no word of its own stands in it: it goes on behind the
 * end of the left column's lines, or in type that is not that of the notes there.
 */
static gboolean
find_crossing_line (const BrvPdfSite *self,
                    const GArray *words,
                    const BrvPdfBand *band,
                    const BrvPdfStrip *strip,
                    double left_end,
                    gboolean first,
                    guint *n_words)
{
  guint at = first ? band->start : band->end - 1;
  const BrvPdfWord *next = brv_pdf_site_get_word (self, words, first ? at - 1 : at + 1);
  const BrvPdfWord *word = brv_pdf_site_get_word (self, words, at);
  double size = brv_pdf_text_get_style (self->text, word->style)->size;
  double middle = get_middle (&word->box);
  gboolean across = FALSE;

  *n_words = 0;
  if (word->style != next->style ||
      MAX (word->box.y1 - next->box.y2, next->box.y1 - word->box.y2) > 0.5 * size)
    return FALSE;
  while (at >= band->start && at < band->end &&
         fabs (get_middle (&brv_pdf_site_get_word (self, words, at)->box) - middle) < 0.3 * size)
    {
      guint index = g_array_index (words, guint, at);
      const BrvPdfBox *box = &g_array_index (self->page->words, BrvPdfWord, index).box;

      across = across || ((band->beside || (left_end > 0 && box->x2 > left_end + 0.3 * size)) &&
                          leads_across (self, index, strip));
      (*n_words)++;
      at += first ? 1 : (guint)-1;
    }
  return across;
}

/* Moves lines out of a band that belong to the paragraphs above and below it. */
static void
trim_crossing_lines (const BrvPdfSite *self,
                     const GArray *words,
                     BrvPdfBand *band,
                     const BrvPdfStrip *strip)
{
  double left_end = find_left_end (self, words, band, strip);
  guint n = 0;

  while (band->start > 0 && band->start < band->end &&
         find_crossing_line (self, words, band, strip, left_end, TRUE, &n))
    band->start += n;
  while (band->end < words->len && band->start < band->end &&
         find_crossing_line (self, words, band, strip, left_end, FALSE, &n))
    band->end -= n;
}

/* Moves the lines that end a paragraph above the columns out of the band. */
static void
trim_band (const BrvPdfSite *self, const GArray *words, BrvPdfBand *band, const BrvPdfStrip *strip)
{
  double right_top = G_MAXDOUBLE;

  if (band->start == 0)
    return;
  for (guint i = band->start; i < band->end; i++)
    if (!brv_pdf_site_is_left (&brv_pdf_site_get_word (self, words, i)->box, strip))
      right_top = MIN (right_top, brv_pdf_site_get_word (self, words, i)->box.y1);
  while (band->start < band->end)
    {
      const BrvPdfWord *above = brv_pdf_site_get_word (self, words, band->start - 1);
      const BrvPdfWord *first = brv_pdf_site_get_word (self, words, band->start);
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
  double start_a = ((const BrvPdfStrip *)a)->x1;
  double start_b = ((const BrvPdfStrip *)b)->x1;

  return start_a < start_b ? -1 : start_a > start_b;
}

/*
 * Whether a line goes on across a gutter that happens to lie in a space between its words, as those of
 * notes below the columns do: the next word follows closely, and is set in such type or stands
 * elsewhere than the lines of the right column begin.
 */
static gboolean
is_followed_across (const BrvPdfSite *self, guint index, const BrvPdfStrip *gutter)
{
  const BrvPdfWord *word = &g_array_index (self->page->words, BrvPdfWord, index);
  const BrvPdfWord *next = word + 1;
  double size = brv_pdf_text_get_style (self->text, word->style)->size;

  return gutter->edge > 0 && index + 1 < self->page->words->len && !next->breaks_line &&
         next->style == word->style && brv_pdf_site_is_left (&word->box, gutter) &&
         !brv_pdf_site_is_left (&next->box, gutter) && next->box.x1 - word->box.x2 < 0.5 * size &&
         (size < self->body_size - SMALLER || fabs (next->box.x1 - gutter->edge) > 1);
}

/* The heights at which words cross a strip, from top to bottom. */
static void
find_crossings (const BrvPdfSite *self,
                const GArray *words,
                const BrvPdfStrip *strip,
                GArray *crossings)
{
  guint n = 0;

  g_array_set_size (crossings, 0);
  for (guint i = 0; i < words->len; i++)
    {
      const BrvPdfWord *word = brv_pdf_site_get_word (self, words, i);
      BrvPdfStrip height = { word->box.y1, word->box.y2 };

      if (crosses (self, words, i, strip) ||
          is_followed_across (self, g_array_index (words, guint, i), strip))
        g_array_append_val (crossings, height);
    }
  g_array_sort (crossings, compare_starts);
  for (guint i = 0; i < crossings->len; i++)
    {
      BrvPdfStrip height = g_array_index (crossings, BrvPdfStrip, i);
      BrvPdfStrip *last = n > 0 ? &g_array_index (crossings, BrvPdfStrip, n - 1) : NULL;

      if (last != NULL && height.x1 <= last->x2)
        last->x2 = MAX (last->x2, height.x2);
      else
        g_array_index (crossings, BrvPdfStrip, n++) = height;
    }
  g_array_set_size (crossings, n);
}

/**
 * brv_pdf_bands_find:
 * @site: a page
 * @words: (element-type guint): some of its words, from top to bottom
 * @strip: where a gutter may be
 * @bands: (element-type BrvPdfBand): set to the stretches that stand in two columns
 *
 * Returns: how many letters these have
 */
guint
brv_pdf_bands_find (const BrvPdfSite *site,
                    const GArray *words,
                    const BrvPdfStrip *strip,
                    GArray *bands)
{
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (BrvPdfStrip));
  guint total = 0;
  guint start = 0;
  guint next = 0;

  g_array_set_size (bands, 0);
  find_crossings (site, words, strip, crossings);
  for (guint i = 0; i <= words->len; i++)
    {
      BrvPdfBand band = { start, i, FALSE };
      guint weight = 0;

      if (i < words->len)
        {
          double y = get_middle (&brv_pdf_site_get_word (site, words, i)->box);

          while (next < crossings->len && g_array_index (crossings, BrvPdfStrip, next).x2 < y)
            next++;
          if (next == crossings->len || g_array_index (crossings, BrvPdfStrip, next).x1 > y)
            continue;
        }
      start = i + 1;
      if (band.end > band.start)
        weight = weigh_band (site, words, &band, strip);
      if (weight == 0)
        continue;
      trim_crossing_lines (site, words, &band, strip);
      trim_band (site, words, &band, strip);
      if (band.start >= band.end)
        continue;
      total += weight;
      g_array_append_val (bands, band);
    }
  return total;
}
