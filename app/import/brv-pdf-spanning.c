/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A heading that belongs to both columns though it does not reach across them: what stands above
 * it in both is read before what stands below it.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-spanning.h"

/* The white in one column beside a heading over both is so many times the text's size. */
#define HEADING_WHITE 2.8

static double
get_middle (const BrvPdfBox *box)
{
  return ((double)box->y1 + box->y2) / 2;
}

/* Type that stands out from the text, as that of headings does. */
static gboolean
is_display (const BrvPdfSite *self, const BrvPdfWord *word)
{
  return brv_pdf_text_get_style (self->text, word->style)->size > 1.07 * self->body_size ||
         brv_pdf_text_get_style (self->text, word->style)->bold;
}

/* Whether a sentence goes on after a word: the column does not end with it. */
static gboolean
goes_on_after (const BrvPdfSite *self, const BrvPdfWord *word)
{
  gunichar last =
    g_array_index (self->page->glyphs, BrvPdfGlyph, word->first + word->n_glyphs - 1).letter;

  return g_unichar_isalpha (last) || last == ',' || last == '-' || last == 0x2010 || last == 0xAD;
}

/* Whether text of the left side stands beside a heading there: it is that of one of two columns. */
static gboolean
has_text_beside (const BrvPdfSite *self,
                 const GArray *words,
                 const BrvPdfBand *band,
                 const BrvPdfStrip *gutter,
                 const BrvPdfBand *heading,
                 const BrvPdfBox *box)
{
  for (guint i = band->start; i < band->end; i++)
    {
      const BrvPdfWord *word = brv_pdf_site_get_word (self, words, i);
      double y = get_middle (&word->box);

      if ((i < heading->start || i >= heading->end) && y > box->y1 && y < box->y2 &&
          brv_pdf_site_is_left (&word->box, gutter) && !is_display (self, word))
        return TRUE;
    }
  return FALSE;
}

/* The words of the left column beside a stretch of white in the right one: if these end with type
 * that stands out, and both columns end above it and go on below it at about the same height, that
 * is a heading. */
static gboolean
find_heading_beside (const BrvPdfSite *self,
                     const GArray *words,
                     const BrvPdfBand *band,
                     const BrvPdfStrip *gutter,
                     const BrvPdfStrip *white,
                     double tolerance,
                     double reach,
                     BrvPdfBand *heading)
{
  BrvPdfBox box = { 0 };
  double size = 0;          /* of the heading's type */
  double above = -1;        /* where the left column ends */
  BrvPdfBox last = { 0 };   /* the last word there */
  double right = 0;         /* how far the left column's lines go */
  gboolean goes_on = FALSE; /* in the middle of a sentence: the heading is not the left column's */
  double below = white->x2; /* where it goes on */
  gboolean followed = FALSE;
  gboolean even = FALSE;

  *heading = (BrvPdfBand){ band->end, band->end, FALSE };
  for (guint i = band->start; i < band->end && !followed; i++)
    {
      const BrvPdfWord *word = brv_pdf_site_get_word (self, words, i);
      double word_size = brv_pdf_text_get_style (self->text, word->style)->size;
      double y = get_middle (&word->box);

      if (!brv_pdf_site_is_left (&word->box, gutter))
        continue;
      followed =
        heading->start < band->end && (y > white->x2 - 0.3 * self->body_size ||
                                       !is_display (self, word) || word_size < 0.95 * size);
      if (followed)
        below = word->box.y1;
      else if (y < white->x1 || !is_display (self, word))
        {
          above = MAX (above, word->box.y2);
          right = MAX (right, word->box.x2);
          if (get_middle (&last) < y - 0.5 * self->body_size || word->box.x2 > last.x2)
            {
              last = word->box;
              goes_on = goes_on_after (self, word);
            }
        }
      else
        {
          /* Below a lesser heading, which is the left column's. */
          if (heading->start < band->end && word_size > 1.05 * size)
            above = MAX (above, box.y2);
          if (heading->start == band->end || word_size > 1.05 * size)
            *heading = (BrvPdfBand){ i, i, FALSE };
          size = MAX (size, word_size);
          if (heading->end == heading->start)
            box = word->box;
          heading->end = i + 1;
          brv_pdf_box_extend (&box, &word->box);
        }
    }
  if (has_text_beside (self, words, band, gutter, heading, &box))
    return FALSE;
  goes_on = goes_on && right - last.x2 < 2 * self->body_size;
  /* Columns of one height above, that begin at one height below. */
  even = fabs (below - white->x2) < 1 && fabs (above - white->x1) < 1.7 * self->body_size;
  if (white->x2 < G_MAXDOUBLE &&
      white->x2 - white->x1 <= (goes_on || even ? 1.5 : HEADING_WHITE) * self->body_size)
    return FALSE;
  return heading->start < band->end &&
         white->x2 - MAX (white->x1, box.y1 - self->body_size) >
           box.y2 - box.y1 + (goes_on || even ? 0.3 : 1) * self->body_size &&
         (above < 0 || fabs (above - white->x1) < tolerance) &&
         (white->x2 == G_MAXDOUBLE ? band->end < words->len || !followed
                                   : fabs (below - white->x2) < reach);
}

/* Whether the line of a word of the right column stands in its middle, as captions and tables do:
 * they explain white above them. */
static gboolean
is_centred (const BrvPdfSite *self,
            const GArray *words,
            const BrvPdfBand *band,
            const BrvPdfStrip *gutter,
            guint index)
{
  const BrvPdfWord *first = brv_pdf_site_get_word (self, words, index);
  BrvPdfBox line = first->box;
  BrvPdfBox next = { 0 };
  BrvPdfBox column = first->box;

  for (guint i = band->start; i < band->end; i++)
    {
      const BrvPdfWord *word = brv_pdf_site_get_word (self, words, i);

      if (brv_pdf_site_is_left (&word->box, gutter))
        continue;
      brv_pdf_box_extend (&column, &word->box);
      if (fabs (get_middle (&word->box) - get_middle (&first->box)) < 0.3 * self->body_size)
        brv_pdf_box_extend (&line, &word->box);
      else if (next.x2 <= 0 && word->box.y1 > first->box.y1)
        next = word->box;
      else if (fabs (get_middle (&word->box) - get_middle (&next)) < 0.3 * self->body_size)
        brv_pdf_box_extend (&next, &word->box);
    }
  /* A quotation that is set in. */
  if (fabs ((double)line.x1 - next.x1) < 1 && fabs ((double)line.x2 - next.x2) < 1)
    return FALSE;
  return line.x1 - column.x1 > 0.8 * self->body_size &&
         fabs (((double)line.x1 + line.x2) - ((double)column.x1 + column.x2)) < 2 * self->body_size;
}

/* Whether the right column, of words from start to end, begins in the middle of a sentence. */
static gboolean
goes_on_right (
  const BrvPdfSite *self, const GArray *words, guint start, guint end, const BrvPdfStrip *gutter)
{
  const BrvPdfWord *first = NULL;

  for (guint i = start; i < end; i++)
    {
      const BrvPdfWord *word = brv_pdf_site_get_word (self, words, i);

      if (brv_pdf_site_is_left (&word->box, gutter))
        continue;
      if (first != NULL &&
          get_middle (&word->box) - get_middle (&first->box) > 0.5 * self->body_size)
        break;
      if (first == NULL || word->box.x1 < first->box.x1)
        first = word;
    }
  return first != NULL &&
         g_unichar_islower (g_array_index (self->page->glyphs, BrvPdfGlyph, first->first).letter);
}

/* Whether no word but those of a line from start to end stands at its height. */
static gboolean
stands_alone (
  const BrvPdfSite *self, const GArray *words, guint start, guint end, const BrvPdfBox *line)
{
  double white = 0.3 * self->body_size;

  for (guint i = start; i-- > 0 && i + 200 > start;)
    if (brv_pdf_site_get_word (self, words, i)->box.y2 > line->y1 - white)
      return FALSE;
  for (guint i = end; i < words->len && i < end + 200; i++)
    if (brv_pdf_site_get_word (self, words, i)->box.y1 < line->y2 + white)
      return FALSE;
  return TRUE;
}

/**
 * brv_pdf_spanning_mark_centred:
 * @self: a page; its field for centred words is set
 * @words: (element-type guint): its words, from top to bottom
 * @left: where its text begins, in points
 * @right: where it ends
 *
 * Finds lines in type that stands out, in the middle of the page, with nothing beside them: they
 * belong to all columns, whether or not they reach into more than one.
 */
void
brv_pdf_spanning_mark_centred (const BrvPdfSite *self,
                               const GArray *words,
                               double left,
                               double right)
{
  for (guint start = 0; start < words->len;)
    {
      const BrvPdfWord *first = brv_pdf_site_get_word (self, words, start);
      BrvPdfBox line = first->box;
      gboolean display = TRUE;
      guint end = start;

      for (; end < words->len; end++)
        {
          const BrvPdfWord *word = brv_pdf_site_get_word (self, words, end);

          if (get_middle (&word->box) - get_middle (&first->box) > 0.3 * self->body_size)
            break;
          brv_pdf_box_extend (&line, &word->box);
          display = display && is_display (self, word);
        }
      if (display && line.x1 - left > 2 * self->body_size &&
          fabs (((double)line.x1 + line.x2) - (left + right)) < self->body_size &&
          stands_alone (self, words, start, end, &line))
        for (guint i = start; i < end; i++)
          self->centred[g_array_index (words, guint, i)] = 1;
      start = end;
    }
}

/**
 * brv_pdf_spanning_find:
 * @self: a page
 * @words: (element-type guint): some of its words, from top to bottom
 * @band: those of them that stand in two columns
 * @gutter: between these
 * @heading: (out): the words of the heading
 *
 * Finds the first heading in a band that belongs to both columns: there is white beside it, of more
 * than its height, and nothing else is there.
 *
 * Returns: whether there is one
 */
gboolean
brv_pdf_spanning_find (const BrvPdfSite *self,
                       const GArray *words,
                       const BrvPdfBand *band,
                       const BrvPdfStrip *gutter,
                       BrvPdfBand *heading)
{
  BrvPdfStrip white = { -1, 0 }; /* in the right column, from top to bottom */

  for (guint i = band->start; i <= band->end; i++)
    {
      const BrvPdfBox *box = i < band->end ? &brv_pdf_site_get_word (self, words, i)->box : NULL;

      if (box != NULL && brv_pdf_site_is_left (box, gutter))
        continue;
      white.x2 = box != NULL ? box->y1 : G_MAXDOUBLE;
      /* At the foot of the page the heading can be that of the text of the next column, but not where
       * that goes on with a sentence. */
      if (white.x1 >= 0 && white.x2 - white.x1 > 1.5 * self->body_size &&
          (box != NULL ? !is_display (self, brv_pdf_site_get_word (self, words, i))
                       : band->end < words->len ||
                           goes_on_right (self, words, band->start, band->end, gutter)))
        {
          /* White above a table is mostly the table's. */
          gboolean exactly = box != NULL && is_centred (self, words, band, gutter, i);

          gboolean goes_on =
            goes_on_right (self, words, box != NULL ? i : band->start, band->end, gutter);

          if (find_heading_beside (self, words, band, gutter, &white,
                                   (goes_on ? 8 : 4) * self->body_size,
                                   (exactly ? 0.3 : 2) * self->body_size, heading))
            return TRUE;
        }
      if (box != NULL)
        white.x1 = MAX (white.x1, box->y2);
    }
  return FALSE;
}
