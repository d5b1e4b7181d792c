/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-text.h"

G_BEGIN_DECLS

gboolean brv_pdf_legible_is (const BrvPdfText *text);

G_END_DECLS
