/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-pdf-page.h"

void
brv_pdf_page_free (BrvPdfPage *page)
{
  g_free (page->label);
  g_array_unref (page->glyphs);
  g_array_unref (page->styles);
  g_array_unref (page->words);
  g_array_unref (page->pieces);
  g_free (page);
}

/**
 * brv_pdf_page_new:
 * @index: its number, from 0
 *
 * Returns: (transfer full): a page without letters
 */
BrvPdfPage *
brv_pdf_page_new (guint index)
{
  BrvPdfPage *page = g_new0 (BrvPdfPage, 1);

  page->index = index;
  page->glyphs = g_array_new (FALSE, FALSE, sizeof (BrvPdfGlyph));
  page->styles = g_array_new (FALSE, FALSE, sizeof (guint));
  page->words = g_array_new (FALSE, FALSE, sizeof (BrvPdfWord));
  page->pieces = g_array_new (FALSE, FALSE, sizeof (BrvPdfPiece));
  return page;
}

/**
 * brv_pdf_page_set_turn:
 * @page: a page as it is shown, without letters
 * @turn: how its text stands
 *
 * Turns the page so that its text stands upright.
 */
void
brv_pdf_page_set_turn (BrvPdfPage *page, BrvPdfTurn turn)
{
  page->turn = turn;
  if (turn == BRV_PDF_TURN_RIGHT || turn == BRV_PDF_TURN_LEFT)
    {
      double width = page->width;

      page->width = page->height;
      page->height = width;
    }
}

/* Turns a box clockwise within a page that has so large a side after the turn. */
static BrvPdfBox
turn_box (const BrvPdfBox *box, BrvPdfTurn turn, double width, double height)
{
  float w = (float)width;
  float h = (float)height;

  switch (turn)
    {
    case BRV_PDF_TURN_RIGHT:
      return (BrvPdfBox){ w - box->y2, box->x1, w - box->y1, box->x2 };
    case BRV_PDF_TURN_OVER:
      return (BrvPdfBox){ w - box->x2, h - box->y2, w - box->x1, h - box->y1 };
    case BRV_PDF_TURN_LEFT:
      return (BrvPdfBox){ box->y1, h - box->x2, box->y2, h - box->x1 };
    case BRV_PDF_TURN_NONE:
    default:
      return *box;
    }
}

/**
 * brv_pdf_page_set_upright:
 * @page: a page
 * @shown: a place on it as it is shown
 *
 * Returns: that place on the page with its text upright
 */
BrvPdfBox
brv_pdf_page_set_upright (const BrvPdfPage *page, const BrvPdfBox *shown)
{
  static const BrvPdfTurn back[] = { BRV_PDF_TURN_NONE, BRV_PDF_TURN_LEFT, BRV_PDF_TURN_OVER,
                                     BRV_PDF_TURN_RIGHT };

  return turn_box (shown, back[page->turn], page->width, page->height);
}

/**
 * brv_pdf_page_show:
 * @page: a page
 * @box: a place on it
 *
 * Returns: that place on the page as it is shown
 */
BrvPdfBox
brv_pdf_page_show (const BrvPdfPage *page, const BrvPdfBox *box)
{
  gboolean lies = page->turn == BRV_PDF_TURN_RIGHT || page->turn == BRV_PDF_TURN_LEFT;

  return turn_box (box, page->turn, lies ? page->height : page->width,
                   lies ? page->width : page->height);
}

/**
 * brv_pdf_box_overlap_y:
 * @a: a box
 * @b: another box
 *
 * Returns: how much of the less high box stands beside the other one, in [0, 1]
 */
double
brv_pdf_box_overlap_y (const BrvPdfBox *a, const BrvPdfBox *b)
{
  double height = MIN (a->y2 - a->y1, b->y2 - b->y1);
  double common = MIN (a->y2, b->y2) - MAX (a->y1, b->y1);

  return height <= 0 || common <= 0 ? 0 : MIN (common / height, 1);
}

/**
 * brv_pdf_box_extend:
 * @box: a box
 * @other: another box
 *
 * Makes @box hold @other.
 */
void
brv_pdf_box_extend (BrvPdfBox *box, const BrvPdfBox *other)
{
  box->x1 = MIN (box->x1, other->x1);
  box->y1 = MIN (box->y1, other->y1);
  box->x2 = MAX (box->x2, other->x2);
  box->y2 = MAX (box->y2, other->y2);
}

/**
 * brv_pdf_box_shares_line:
 * @a: the box of some letters
 * @a_size: their type's size
 * @b: the box of others
 * @b_size: their type's size
 *
 * Tells by the middles of boxes, as those of some fonts are higher than the distance of lines.
 *
 * Returns: whether they may stand on one line
 */
gboolean
brv_pdf_box_shares_line (const BrvPdfBox *a, double a_size, const BrvPdfBox *b, double b_size)
{
  /* Raised letters stand beside the upper part of the others. */
  const double core = MIN (a_size, b_size) < 0.87 * MAX (a_size, b_size) ? 1.5 : 0.8;
  double half_a = MIN (core * a_size, (double)a->y2 - a->y1) / 2;
  double half_b = MIN (core * b_size, (double)b->y2 - b->y1) / 2;
  double middle_a = ((double)a->y1 + a->y2) / 2;
  double middle_b = ((double)b->y1 + b->y2) / 2;
  double common =
    MIN (middle_a + half_a, middle_b + half_b) - MAX (middle_a - half_a, middle_b - half_b);

  return common >= MIN (half_a, half_b);
}

/**
 * brv_pdf_letter_is_rtl:
 * @c: a letter
 *
 * Returns: whether it is of a script that is written from right to left
 */
gboolean
brv_pdf_letter_is_rtl (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF);
}

/**
 * brv_pdf_piece_dup_text:
 * @page: a page
 * @piece: a piece of it
 *
 * Returns: (transfer full): the words of @piece with a space between them
 */
char *
brv_pdf_piece_dup_text (const BrvPdfPage *page, const BrvPdfPiece *piece)
{
  GString *text = g_string_new (NULL);

  for (guint i = piece->first; i < piece->first + piece->n_words; i++)
    {
      const BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, i);

      if (i > piece->first)
        g_string_append_c (text, ' ');
      for (guint g = word->first; g < word->first + word->n_glyphs; g++)
        g_string_append_unichar (text, g_array_index (page->glyphs, BrvPdfGlyph, g).letter);
    }
  return g_string_free (text, FALSE);
}
