/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-pdf-draft.h"

G_BEGIN_DECLS

guint brv_pdf_metadata_add (const BrvPdfDraft *draft, const char *producer, gint64 date);

G_END_DECLS
