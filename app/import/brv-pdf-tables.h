/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-block.h"

G_BEGIN_DECLS

guint8 *brv_pdf_tables_mark (BrvPdfLines *lines, const BrvPdfText *text, BrvPdfLineKind *kinds)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
