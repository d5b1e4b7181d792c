/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-pdf-draft.h"
#include "export/brv-pdf-file.h"

G_BEGIN_DECLS

/* All links of one node on one page. */
typedef struct
{
  guint node; /* of the structure */
  guint page; /* of the draft */
  qpdf_oh object;
} BrvPdfAnnotation;

GArray *
brv_pdf_annotations_add (BrvPdfFile *file, const BrvPdfDraft *draft) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
