/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

#include "export/brv-qpdf.h"

G_BEGIN_DECLS

/* A PDF file in memory that is read. Keys and names carry their solidus. */
typedef struct
{
  GBytes *bytes; /* qpdf reads from them to the end */
  qpdf_data qpdf;
  qpdf_oh *pages;
  guint n_pages;
} BrvPdfFile;

/* Draws the pages of a file. */
typedef gboolean (*BrvPdfDrawFunc) (cairo_t *cr, gpointer user_data, GError **error);

BrvPdfFile *brv_pdf_file_new (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvPdfFile *brv_pdf_file_new_drawn (BrvPdfDrawFunc func, gpointer user_data, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_file_free (BrvPdfFile *self);

GPtrArray *brv_pdf_file_list_keys (BrvPdfFile *self, qpdf_oh dictionary);
GBytes *brv_pdf_file_get_stream (BrvPdfFile *self, qpdf_oh stream);
gboolean brv_pdf_file_set_damaged (GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfFile, brv_pdf_file_free)

G_END_DECLS
