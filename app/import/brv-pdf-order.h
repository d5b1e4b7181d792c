/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-page.h"

G_BEGIN_DECLS

gboolean brv_pdf_order_has_letter (const BrvPdfPage *page, const BrvPdfWord *word, gboolean rtl);
gboolean brv_pdf_order_words (const BrvPdfPage *page, guint *words, guint n);

G_END_DECLS
