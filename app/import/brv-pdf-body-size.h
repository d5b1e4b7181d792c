/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-text.h"

G_BEGIN_DECLS

double brv_pdf_body_size_find (const BrvPdfText *text);

G_END_DECLS
