/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-pdf-fonts.h"

G_BEGIN_DECLS

GString *brv_pdf_content_new (const BrvPages *pages,
                              const BrvFrame *frame,
                              const BrvPdfFonts *fonts,
                              GArray *marks,
                              gboolean *is_transparent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
