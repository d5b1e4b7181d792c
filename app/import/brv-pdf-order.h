/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-text.h"

G_BEGIN_DECLS

gboolean brv_pdf_order_is_rtl (gunichar c);
gboolean brv_pdf_order_has_letter (const BrvPdfPage *page, const BrvPdfWord *word, gboolean rtl);
gboolean brv_pdf_order_words (const BrvPdfPage *page, guint *words, guint n);

G_END_DECLS
