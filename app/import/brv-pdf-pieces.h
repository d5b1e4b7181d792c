/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-layout.h"
#include "import/brv-pdf-text.h"

G_BEGIN_DECLS

void brv_pdf_pieces_find (BrvPdfText *text,
                          BrvPdfPage *page,
                          const BrvPdfLayout *layout,
                          const GList *attributes);

G_END_DECLS
