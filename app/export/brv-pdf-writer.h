/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes a PDF file object by object, in any order; each is written once. */
typedef struct _BrvPdfWriter BrvPdfWriter;

BrvPdfWriter *brv_pdf_writer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_writer_free (BrvPdfWriter *self);

guint brv_pdf_writer_reserve (BrvPdfWriter *self);
void brv_pdf_writer_put (BrvPdfWriter *self, guint number, const GString *object);
guint brv_pdf_writer_add (BrvPdfWriter *self, const GString *object);
void brv_pdf_writer_put_stream (
  BrvPdfWriter *self, guint number, const char *entries, const char *data, gsize length);
void brv_pdf_writer_put_compressed (
  BrvPdfWriter *self, guint number, const char *entries, const char *data, gsize length);
GBytes *
brv_pdf_writer_finish (BrvPdfWriter *self, guint catalog, guint info) G_GNUC_WARN_UNUSED_RESULT;

void brv_pdf_append_integer (GString *string, gint64 value);
void brv_pdf_append_real (GString *string, double value);
void brv_pdf_append_string (GString *string, const char *bytes, gsize length);
void brv_pdf_append_text (GString *string, const char *text);
void brv_pdf_append_utf16 (GString *string, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfWriter, brv_pdf_writer_free)

G_END_DECLS
