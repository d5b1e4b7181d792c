/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BRV_PDF_MAX_CELLS 40

/* From left to right, in points. */
typedef struct
{
  double x1, x2;
} BrvPdfSpan;

/* The cells of a row, or the columns of a table, from left to right. */
typedef struct
{
  BrvPdfSpan spans[BRV_PDF_MAX_CELLS];
  guint n;
} BrvPdfGrid;

gboolean brv_pdf_span_is_under (const BrvPdfSpan *a, const BrvPdfSpan *b);
gboolean brv_pdf_grid_is_aligned (const BrvPdfGrid *a, const BrvPdfGrid *b, double shift);
guint brv_pdf_grid_fit (
  const BrvPdfGrid *self, const BrvPdfSpan *words, guint n_words, double size, guint8 *columns);
void brv_pdf_grid_part (BrvPdfGrid *self, const GPtrArray *rows, double size);

G_END_DECLS
