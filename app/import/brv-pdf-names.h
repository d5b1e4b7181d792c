/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-compose.h"

G_BEGIN_DECLS

GStrv brv_pdf_names_find (const BrvPdfComposer *composer, const GPtrArray *blocks, guint index);

G_END_DECLS
