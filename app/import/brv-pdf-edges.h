/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-measures.h"

G_BEGIN_DECLS

void brv_pdf_edges_find (BrvPdfMeasures *measures);

G_END_DECLS
