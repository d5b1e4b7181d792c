/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-export.h"
#include "export/brv-pdf-writer.h"

G_BEGIN_DECLS

/* A PDF file on its way: what its parts need to know of each other. */
typedef struct
{
  const BrvPages *pages; /* borrowed */
  guint first_page;      /* of the pages: the first that is in the file */
  guint n_pages;
  BrvRasterFunc raster_func; /* (nullable): decodes images that are not JPEG */
  gpointer raster_data;
  BrvPdfWriter *writer;
  guint *page_objects; /* numbers, by page of the file */
  GPtrArray *marks;    /* GArray of guint, one a page: the node of each mark by its number */
  GString *catalog;    /* entries */
} BrvPdfDraft;

BrvPdfDraft *brv_pdf_draft_new (const BrvPages *pages, guint first_page, guint n_pages)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_draft_free (BrvPdfDraft *self);

gboolean brv_pdf_draft_find_page (const BrvPdfDraft *self, guint page, guint *draft_page);
void brv_pdf_draft_append_reference (GString *string, const char *key, guint number);
void brv_pdf_draft_append_destination (const BrvPdfDraft *self,
                                       GString *string,
                                       guint draft_page,
                                       double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfDraft, brv_pdf_draft_free)

G_END_DECLS
