/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-text.h"

G_BEGIN_DECLS

BrvPdfText *
brv_pdf_reader_read_text (PopplerDocument *document, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
