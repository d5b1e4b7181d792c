/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-block.h"
#include "import/brv-pdf-table-grid.h"

G_BEGIN_DECLS

/* The lines of a document that tables are looked for in. */
typedef struct
{
  const BrvPdfLines *lines;
  const BrvPdfText *text;
  const BrvPdfLineKind *kinds;
} BrvPdfRows;

void brv_pdf_rows_find_cells (const BrvPdfRows *self, const BrvPdfLine *line, BrvPdfGrid *cells);
GArray *
brv_pdf_rows_find_words (const BrvPdfRows *self, const BrvPdfLine *line) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_pdf_rows_is_prose (const BrvPdfRows *self, const BrvPdfLine *line);
gboolean brv_pdf_rows_is_row (const BrvPdfRows *self, guint i, BrvPdfGrid *cells);
gboolean brv_pdf_rows_is_next (const BrvPdfRows *self, guint i, guint first);
gboolean brv_pdf_rows_is_caption (const BrvPdfRows *self, guint i);
gboolean brv_pdf_rows_is_close_row (const BrvPdfRows *self, guint i, const BrvPdfGrid *columns);

G_END_DECLS
