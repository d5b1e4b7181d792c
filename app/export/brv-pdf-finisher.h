/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-pdf-draft.h"

G_BEGIN_DECLS

GBytes *brv_pdf_finisher_run (const BrvPdfDraft *draft,
                              gint64 date,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
