/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-text.h"

G_BEGIN_DECLS

void brv_pdf_furniture_mark (BrvPdfText *text, const char *title);

G_END_DECLS
