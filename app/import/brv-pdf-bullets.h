/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-lines.h"

G_BEGIN_DECLS

void brv_pdf_bullets_mark (BrvPdfLines *lines,
                           const BrvPdfText *text,
                           PopplerDocument *document,
                           GBytes *bytes);

G_END_DECLS
