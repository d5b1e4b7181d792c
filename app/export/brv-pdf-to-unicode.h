/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the codes of a font stand for: its ToUnicode CMap. Texts are UTF-16 in hexadecimal
 * digits, as CMaps and the marks of content streams write them.
 */
typedef struct _BrvPdfToUnicode BrvPdfToUnicode;

BrvPdfToUnicode *brv_pdf_to_unicode_new (const char *cmap, gsize length, guint bytes_per_code)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_to_unicode_free (BrvPdfToUnicode *self);

guint brv_pdf_to_unicode_get_bytes_per_code (const BrvPdfToUnicode *self);
gboolean brv_pdf_to_unicode_tells (const BrvPdfToUnicode *self, guint code, const char *text);

void brv_pdf_to_unicode_observe (BrvPdfToUnicode *self, guint code, const char *text);
gboolean brv_pdf_to_unicode_settle (BrvPdfToUnicode *self);
char *brv_pdf_to_unicode_write (const BrvPdfToUnicode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfToUnicode, brv_pdf_to_unicode_free)

G_END_DECLS
