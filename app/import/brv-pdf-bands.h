/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-site.h"

G_BEGIN_DECLS

/* A stretch of the page between words that cross the gutter. */
typedef struct
{
  guint start; /* in the words, sorted from top to bottom */
  guint end;
  gboolean beside; /* text runs on past something in one of the columns: a table, or side notes */
} BrvPdfBand;

guint brv_pdf_bands_find (const BrvPdfSite *site,
                          const GArray *words,
                          const BrvPdfStrip *strip,
                          GArray *bands);

G_END_DECLS
