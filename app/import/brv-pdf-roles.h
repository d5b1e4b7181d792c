/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-compose.h"

G_BEGIN_DECLS

void brv_pdf_roles_assign (const BrvPdfComposer *composer,
                           GPtrArray *blocks,
                           const char *declared_title,
                           const char *const *declared_authors);
gboolean brv_pdf_says (const char *text, const char *words);

G_END_DECLS
