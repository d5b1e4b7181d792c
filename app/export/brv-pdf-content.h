/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-pdf-draft.h"
#include "export/brv-pdf-to-unicode.h"

G_BEGIN_DECLS

#define BRV_PDF_NO_LEAF G_MAXUINT

/* What is known of a page before its content is rewritten. All borrowed. */
typedef struct
{
  const BrvPdfDraft *draft;
  guint page;        /* of the draft */
  GArray *leaves;    /* guint: the leaf of each of cairo's marks, or BRV_PDF_NO_LEAF */
  GArray *images;    /* guint: the leaves that are images, in order of drawing */
  GHashTable *fonts; /* name of the resource, with its solidus → BrvPdfToUnicode */
} BrvPdfPageFacts;

void brv_pdf_content_observe (const char *stream, gsize length, GHashTable *fonts);
GString *brv_pdf_content_rewrite (const BrvPdfPageFacts *facts,
                                  const char *stream,
                                  gsize length,
                                  GArray *marks) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
