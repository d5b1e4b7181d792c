/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-compose.h"

G_BEGIN_DECLS

BrvSource *brv_pdf_article_read (const BrvPdfComposer *composer, const GPtrArray *blocks)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
