/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <poppler.h>

G_BEGIN_DECLS

/* What a PDF says about itself. Any part may be NULL. */
typedef struct
{
  char *title;
  GStrv authors;
  char *publisher;
  char *date;     /* of publication, ISO 8601 */
  char *language; /* BCP 47 */
} BrvPdfMetadata;

void brv_pdf_metadata_read (PopplerDocument *document, GBytes *bytes, BrvPdfMetadata *metadata);
void brv_pdf_metadata_clear (BrvPdfMetadata *metadata);
void brv_pdf_metadata_cut_note_marks (char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvPdfMetadata, brv_pdf_metadata_clear)

G_END_DECLS
