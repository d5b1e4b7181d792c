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
} BrvPdfColumn;

GPtrArray *
brv_pdf_columns_find (const BrvPdfText *text, double body_size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
