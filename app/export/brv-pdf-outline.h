/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-pdf-draft.h"

G_BEGIN_DECLS

void brv_pdf_outline_add (const BrvPdfDraft *draft);

G_END_DECLS
