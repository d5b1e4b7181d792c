/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-text.h"

G_BEGIN_DECLS

/* A stretch of a column of a page, without anything beside it that is read in between. */
typedef struct
{
  guint page;
  GArray *words; /* (element-type guint): of the page, in no order */
  double left;   /* of the column, in points */
  double right;
  gboolean aside; /* notes beside the text: it goes on without them */
} BrvPdfColumn;

void brv_pdf_frame_find (const BrvPdfText *text, double *lefts, double *rights);
void
brv_pdf_frame_share_widths (const BrvPdfText *text, const GPtrArray *columns, double body_size);

G_END_DECLS
