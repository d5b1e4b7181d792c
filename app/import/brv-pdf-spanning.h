/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-bands.h"

G_BEGIN_DECLS

void brv_pdf_spanning_mark_centred (const BrvPdfSite *self,
                                    const GArray *words,
                                    double left,
                                    double right);
gboolean brv_pdf_spanning_find (const BrvPdfSite *self,
                                const GArray *words,
                                const BrvPdfBand *band,
                                const BrvPdfStrip *gutter,
                                BrvPdfBand *heading);

G_END_DECLS
