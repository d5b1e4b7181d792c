/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-pdf-file.h"
#include "export/brv-pdf-writer.h"

G_BEGIN_DECLS

/* Copies objects from one PDF file into another. All is borrowed. */
typedef struct
{
  BrvPdfFile *file;
  BrvPdfWriter *writer;
  GHashTable *numbers; /* number in the file → number in the one that is written */
} BrvPdfCopier;

guint brv_pdf_copier_copy (BrvPdfCopier *self, qpdf_oh object);
void brv_pdf_copier_append (BrvPdfCopier *self, GString *out, const char *text);

G_END_DECLS
