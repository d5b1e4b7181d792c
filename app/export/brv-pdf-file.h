/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/* A PDF file in memory that is read. Keys and names carry their solidus. */
typedef struct
{
  GBytes *bytes; /* qpdf reads from them to the end */
  qpdf_data qpdf;
  qpdf_oh *pages;
  guint n_pages;
} BrvPdfFile;

BrvPdfFile *brv_pdf_file_new (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_file_free (BrvPdfFile *self);

GPtrArray *brv_pdf_file_list_keys (BrvPdfFile *self, qpdf_oh dictionary);
GBytes *brv_pdf_file_get_stream (BrvPdfFile *self, qpdf_oh stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfFile, brv_pdf_file_free)

G_END_DECLS
