/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-pdf-draft.h"

G_BEGIN_DECLS

const char *brv_pdf_structure_get_type (const BrvPages *pages, guint node);

void brv_pdf_structure_add (const BrvPdfDraft *draft, GArray *annotations);

G_END_DECLS
