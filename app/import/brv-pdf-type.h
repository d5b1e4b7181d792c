/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-text.h"

G_BEGIN_DECLS

void brv_pdf_type_correct_sizes (BrvPdfText *text);
void brv_pdf_type_steady_sizes (BrvPdfText *text);
void brv_pdf_type_find_superiors (BrvPdfText *text);

G_END_DECLS
