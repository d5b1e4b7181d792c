/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How wide the text of a page is, and that of a column. One that is not full does not tell by
 * itself: the pages and columns around it do.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-frame.h"

/* A line is so many letters long at least; the cell of a table is shorter. */
#define LONG_LINE 18
/* The width of a column is known from so many words. */
#define LEARNT_WORDS 40

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

        if (piece->furniture || (pass == 0 && piece->n_glyphs < LONG_LINE))
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

/**
 * brv_pdf_frame_share_widths:
 * @text: the letters of a document
 * @columns: (element-type BrvPdfColumn): the columns of its pages
 * @body_size: the size of most of it, in points
 *
 * Makes a column with short lines as wide as those that begin at the same place of other pages, and
 * one that stands alone on its page no wider than those.
 */
void
brv_pdf_frame_share_widths (const BrvPdfText *text, const GPtrArray *columns, double body_size)
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

/**
 * brv_pdf_frame_find:
 * @text: the letters of a document, its furniture marked
 * @lefts: (out caller-allocates) (array): where the text of each page begins, in points
 * @rights: (out caller-allocates) (array): where it ends
 *
 * Finds how wide the text of each page is.
 */
void
brv_pdf_frame_find (const BrvPdfText *text, double *lefts, double *rights)
{
  guint n_pages = text->pages->len;

  for (guint p = 0; p < n_pages; p++)
    find_frame (g_ptr_array_index (text->pages, p), &lefts[p], &rights[p]);
  share_frames (text, lefts, rights);
  for (guint p = 0; p < n_pages; p++)
    widen_frame (g_ptr_array_index (text->pages, p), lefts[p], &rights[p]);
}
