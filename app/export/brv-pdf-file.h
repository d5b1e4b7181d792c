/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/*
 * A PDF file in memory, open for change. Faults of qpdf stay in it until it is written, so what
 * changes it need not look after each step. Keys and names carry their solidus.
 */
typedef struct
{
  qpdf_data qpdf;
  qpdf_oh catalog;
  qpdf_oh *pages;
  guint n_pages;
} BrvPdfFile;

BrvPdfFile *brv_pdf_file_new (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_file_free (BrvPdfFile *self);

guint brv_pdf_file_find_page (const BrvPdfFile *self, qpdf_oh page);
GPtrArray *brv_pdf_file_list_keys (BrvPdfFile *self, qpdf_oh dictionary);
GBytes *brv_pdf_file_get_stream (BrvPdfFile *self, qpdf_oh stream);

qpdf_oh brv_pdf_file_add (BrvPdfFile *self, const char *object);
qpdf_oh brv_pdf_file_add_stream (BrvPdfFile *self, const char *data, gsize length);
void brv_pdf_file_set_stream (BrvPdfFile *self, qpdf_oh stream, const char *data, gsize length);
void brv_pdf_file_set (BrvPdfFile *self, qpdf_oh dictionary, const char *key, const char *object);
void
brv_pdf_file_set_text (BrvPdfFile *self, qpdf_oh dictionary, const char *key, const char *text);
void brv_pdf_file_set_integer (BrvPdfFile *self, qpdf_oh dictionary, const char *key, guint value);
void brv_pdf_file_append_integer (BrvPdfFile *self, qpdf_oh array, guint value);
void brv_pdf_file_append_real (BrvPdfFile *self, qpdf_oh array, double value);
qpdf_oh brv_pdf_file_new_destination (BrvPdfFile *self, guint page, double top);

GBytes *brv_pdf_file_write (BrvPdfFile *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfFile, brv_pdf_file_free)

G_END_DECLS
