/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-lines.h"

G_BEGIN_DECLS

/* What becomes of a hyphen at the end of a line. */
typedef enum
{
  BRV_PDF_HYPHEN_UNDO,  /* it only parted a word */
  BRV_PDF_HYPHEN_KEEP,  /* it belongs to the word, which goes on */
  BRV_PDF_HYPHEN_SPACE, /* it belongs to the word, and a space follows */
} BrvPdfHyphen;

/* The words of a document, which tell how it writes those that are parted. */
typedef struct _BrvPdfHyphens BrvPdfHyphens;

BrvPdfHyphens *
brv_pdf_hyphens_new (const BrvPdfLines *lines, const BrvPdfText *text, const char *language)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_hyphens_free (BrvPdfHyphens *self);

BrvPdfHyphen
brv_pdf_hyphens_decide (const BrvPdfHyphens *self, const char *before, const char *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfHyphens, brv_pdf_hyphens_free)

G_END_DECLS
