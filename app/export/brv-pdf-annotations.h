/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-pdf-draft.h"

G_BEGIN_DECLS

/* All links of one node on one page. */
typedef struct
{
  guint node;   /* of the structure */
  guint page;   /* of the draft */
  guint number; /* of the object */
} BrvPdfAnnotation;

GArray *brv_pdf_annotations_add (const BrvPdfDraft *draft) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
