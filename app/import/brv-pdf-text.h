/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <poppler.h>

#include "import/brv-pdf-page.h"

G_BEGIN_DECLS

/* All letters of a document with their places. */
typedef struct
{
  GPtrArray *pages;   /* (element-type BrvPdfPage) */
  GArray *styles;     /* (element-type BrvPdfStyle) */
  GHashTable *lookup; /* from a style's name to its index, while pages are read */
  gsize n_glyphs;
} BrvPdfText;

BrvPdfText *brv_pdf_text_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_text_free (BrvPdfText *self);

guint brv_pdf_text_intern_style (BrvPdfText *self, const PopplerTextAttributes *attributes);
const BrvPdfStyle *brv_pdf_text_get_style (const BrvPdfText *self, guint style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfText, brv_pdf_text_free)

G_END_DECLS
