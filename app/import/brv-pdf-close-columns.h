/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-rows.h"

G_BEGIN_DECLS

void brv_pdf_close_columns_part (
  const BrvPdfRows *self, guint start, guint end, gboolean has_head, BrvPdfGrid *columns);
guint brv_pdf_close_columns_find (const BrvPdfRows *self, guint start, BrvPdfGrid *columns);

G_END_DECLS
