/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-pdf-copier.h"
#include "export/brv-pdf-to-unicode.h"

G_BEGIN_DECLS

/* A font that cairo has cut to the glyphs that are shown, on its way into the file. */
typedef struct
{
  char *name;   /* of the resource, in what cairo wrote */
  guint number; /* "/F" and this, in the file */
  qpdf_oh object;
  BrvPdfToUnicode *to_unicode;
  gboolean is_wide;   /* its codes have two bytes */
  GHashTable *widths; /* code → width in thousandths of an em, times 1000 */
} BrvPdfCutFont;

/* What shows a glyph. */
typedef struct
{
  BrvPdfCutFont *font;
  guint code;
} BrvPdfCode;

BrvPdfCutFont *
brv_pdf_cut_font_new (BrvPdfFile *file, const char *name, qpdf_oh object, guint number)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_cut_font_free (BrvPdfCutFont *font);

void
brv_pdf_cut_font_read_codes (GPtrArray *fonts, const char *stream, gsize length, GArray *codes);
guint brv_pdf_cut_font_write (BrvPdfCutFont *font, BrvPdfCopier *copier);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfCutFont, brv_pdf_cut_font_free)

G_END_DECLS
