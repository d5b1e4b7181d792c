/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-frame.h"

G_BEGIN_DECLS

GPtrArray *
brv_pdf_columns_find (const BrvPdfText *text, double body_size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
