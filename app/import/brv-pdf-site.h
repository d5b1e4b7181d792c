/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-text.h"

G_BEGIN_DECLS

/* Notes beside the text are set in type of at most this part of its. */
#define BRV_PDF_SMALL_SIZE 0.93

/* A page whose columns are looked for. */
typedef struct
{
  const BrvPdfText *text;
  const BrvPdfPage *page;
  double body_size;
  GArray *gutters; /* (element-type double): the middles of those found before, on any page */
  guint8 *centred; /* of each word of the page: whether it belongs to a heading over all columns */
} BrvPdfSite;

/* A strip of a page from top to bottom, or from left to right. */
typedef struct
{
  double x1, x2;
  double edge; /* of a gutter: where the lines right of it begin; 0 where that is not known */
} BrvPdfStrip;

const BrvPdfWord *brv_pdf_site_get_word (const BrvPdfSite *self, const GArray *words, guint i);
gboolean brv_pdf_site_is_left (const BrvPdfBox *box, const BrvPdfStrip *gutter);
gboolean brv_pdf_site_is_known (const BrvPdfSite *self, const BrvPdfStrip *gutter);

G_END_DECLS
