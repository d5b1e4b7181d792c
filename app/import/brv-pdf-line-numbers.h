/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-page.h"

G_BEGIN_DECLS

void brv_pdf_line_numbers_mark (BrvPdfPage *page);

G_END_DECLS
