/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "export/brv-pdf-draft.h"
#include "export/brv-pdf-pictures.h"

G_BEGIN_DECLS

#define BRV_PDF_NO_FONT G_MAXUINT

/* How a glyph of a face is shown in the file. */
typedef struct
{
  guint font;   /* "/F" and this number; or BRV_PDF_NO_FONT */
  guint form;   /* without a font: the picture "/G" and this number; 0: there is nothing to see */
  guint16 code; /* in the font */
  gboolean is_wide; /* codes of the font have two bytes */
  double width;     /* in ems; what showing it advances */
  char *text;       /* (nullable): what the font says that it stands for */
} BrvPdfGlyph;

/*
 * The fonts and pictures of a PDF file. Cairo cuts the fonts to the glyphs that pages use: it draws
 * each of them once, and from what it wrote the fonts are taken. So text on pages need not go through
 * cairo, which takes most of the time.
 */
typedef struct _BrvPdfFonts BrvPdfFonts;

BrvPdfFonts *brv_pdf_fonts_new (const BrvPdfDraft *draft, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_fonts_free (BrvPdfFonts *self);

const BrvPdfGlyph *brv_pdf_fonts_find (const BrvPdfFonts *self, guint font, guint glyph);
const BrvPdfPictures *brv_pdf_fonts_get_pictures (const BrvPdfFonts *self);
guint brv_pdf_fonts_get_resources (const BrvPdfFonts *self);
const char *brv_pdf_fonts_get_producer (const BrvPdfFonts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfFonts, brv_pdf_fonts_free)

G_END_DECLS
