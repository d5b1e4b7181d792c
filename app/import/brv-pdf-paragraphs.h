/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-block.h"

G_BEGIN_DECLS

GPtrArray *brv_pdf_paragraphs_group (const BrvPdfLines *lines,
                                     const BrvPdfText *text,
                                     const BrvPdfLineKind *kinds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
