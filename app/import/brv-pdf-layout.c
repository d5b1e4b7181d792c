/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The text of a page as poppler reads it: its letters, where each stands, and the direction in which
 * they run.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-layout.h"
#include "import/brv-pdf-raw-word.h"

static gboolean
is_sane (const BrvPdfBox *box)
{
  return isfinite (box->x1) && isfinite (box->x2) && isfinite (box->y1) && isfinite (box->y2) &&
         box->x2 - box->x1 < 20000 && box->y2 - box->y1 < 20000;
}

static gboolean
has_rtl (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (brv_pdf_letter_is_rtl (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static void
take_layout (PopplerPage *source, const PopplerRectangle *area, BrvPdfLayout *layout)
{
  *layout = (BrvPdfLayout){ .area = *area };
  layout->text = poppler_page_get_text_for_area (source, &layout->area);
  if (!poppler_page_get_text_layout_for_area (source, &layout->area, &layout->rectangles,
                                              &layout->n_rectangles))
    layout->n_rectangles = 0;
}

/**
 * brv_pdf_layout_init:
 * @layout: (out caller-allocates): a layout
 * @source: a page
 * @width: of the page, in points
 * @height: of the page, in points
 *
 * Takes the text of a page. Poppler takes it as if it were selected from one corner of the page to the
 * opposite one. On a page that runs from right to left that selection must begin at the right, or it
 * misses most of the first and last lines.
 */
void
brv_pdf_layout_init (BrvPdfLayout *layout, PopplerPage *source, double width, double height)
{
  g_auto (BrvPdfLayout) turned = { 0 };

  take_layout (source, &(PopplerRectangle){ 0, 0, width, height }, layout);
  if (!brv_pdf_layout_has_text (layout) || !has_rtl (layout->text))
    return;
  take_layout (source, &(PopplerRectangle){ width, 0, 0, height }, &turned);
  if (turned.n_rectangles > layout->n_rectangles)
    {
      BrvPdfLayout less = *layout;

      *layout = turned;
      turned = less;
    }
}

/**
 * brv_pdf_layout_clear:
 * @layout: a layout
 *
 * Frees what it holds.
 */
void
brv_pdf_layout_clear (BrvPdfLayout *layout)
{
  g_clear_pointer (&layout->text, g_free);
  g_clear_pointer (&layout->rectangles, g_free);
}

/**
 * brv_pdf_layout_has_text:
 * @layout: a layout
 *
 * Returns: whether it has letters and their places
 */
gboolean
brv_pdf_layout_has_text (const BrvPdfLayout *layout)
{
  return layout->text != NULL && g_utf8_validate (layout->text, -1, NULL) &&
         layout->n_rectangles > 0;
}

/**
 * brv_pdf_layout_get_box:
 * @layout: a layout
 * @i: index of a letter
 *
 * Returns: its place on the page as it is shown, in points; empty if the file says nonsense
 */
BrvPdfBox
brv_pdf_layout_get_box (const BrvPdfLayout *layout, guint i)
{
  const PopplerRectangle *rectangle = &layout->rectangles[i];
  BrvPdfBox box = { (float)MIN (rectangle->x1, rectangle->x2),
                    (float)MIN (rectangle->y1, rectangle->y2),
                    (float)MAX (rectangle->x1, rectangle->x2),
                    (float)MAX (rectangle->y1, rectangle->y2) };

  return is_sane (&box) ? box : (BrvPdfBox){ 0, 0, 0, 0 };
}

/**
 * brv_pdf_layout_find_turn:
 * @layout: a layout with text
 *
 * Finds the direction in which most words of a page run as it is shown: pages are turned by their own
 * entry, or to give a wide table room, and columns of Chinese and Japanese run downwards. Letters that
 * run from right to left do not tell.
 *
 * Returns: the direction
 */
BrvPdfTurn
brv_pdf_layout_find_turn (const BrvPdfLayout *layout)
{
  guint votes[4] = { 0 };
  gunichar last = 0;
  guint at = 0;
  BrvPdfTurn best = BRV_PDF_TURN_NONE;

  for (const char *p = layout->text; *p != '\0' && at < layout->n_rectangles;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (brv_pdf_raw_word_is_mark (c))
        continue;
      if (g_unichar_isalnum (c) && g_unichar_isalnum (last) && !brv_pdf_letter_is_rtl (c))
        {
          BrvPdfBox a = brv_pdf_layout_get_box (layout, at - 1);
          BrvPdfBox b = brv_pdf_layout_get_box (layout, at);
          double across = (double)b.x1 + b.x2 - a.x1 - a.x2;
          double down = (double)b.y1 + b.y2 - a.y1 - a.y2;

          if (fabs (across) > 2 * fabs (down))
            votes[across > 0 ? BRV_PDF_TURN_NONE : BRV_PDF_TURN_OVER]++;
          else if (fabs (down) > 2 * fabs (across))
            votes[down > 0 ? BRV_PDF_TURN_RIGHT : BRV_PDF_TURN_LEFT]++;
        }
      last = c;
      at++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (votes); i++)
    best = votes[i] > votes[best] ? (BrvPdfTurn)i : best;
  return best;
}
