/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-bands.h"

G_BEGIN_DECLS

gboolean brv_pdf_gutter_find (
  const BrvPdfSite *site, const GArray *words, double left, double right, BrvPdfStrip *gutter);

G_END_DECLS
