/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-site.h"

/**
 * brv_pdf_site_get_word:
 * @self: a page
 * @words: (element-type guint): some of its words
 * @i: which of these
 *
 * Returns: (transfer none): the word
 */
const BrvPdfWord *
brv_pdf_site_get_word (const BrvPdfSite *self, const GArray *words, guint i)
{
  return &g_array_index (self->page->words, BrvPdfWord, g_array_index (words, guint, i));
}
/**
 * brv_pdf_site_is_left:
 * @box: of a word
 * @gutter: a gutter
 *
 * Returns: whether it stands in the left one of the two columns
 */
gboolean
brv_pdf_site_is_left (const BrvPdfBox *box, const BrvPdfStrip *gutter)
{
  return (double)box->x1 + box->x2 < gutter->x1 + gutter->x2;
}
/**
 * brv_pdf_site_is_known:
 * @self: a page
 * @gutter: a strip of it
 *
 * Returns: whether there is a gutter at the same place of a page before
 */
gboolean
brv_pdf_site_is_known (const BrvPdfSite *self, const BrvPdfStrip *gutter)
{
  for (guint i = 0; i < self->gutters->len; i++)
    if (fabs (g_array_index (self->gutters, double, i) - (gutter->x1 + gutter->x2) / 2) < 8)
      return TRUE;
  return FALSE;
}
