/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-block.h"

G_BEGIN_DECLS

void brv_pdf_notes_mark (const BrvPdfLines *lines, const BrvPdfText *text, BrvPdfLineKind *kinds);

G_END_DECLS
