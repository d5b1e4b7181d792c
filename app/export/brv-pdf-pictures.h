/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "export/brv-export.h"
#include "export/brv-pdf-writer.h"
#include "typeset/brv-frame.h"

G_BEGIN_DECLS

/* The picture of a glyph shows it at a size of half a unit, a quarter of one off its lower left corner. */
#define BRV_PDF_PICTURE_GLYPH  0.5
#define BRV_PDF_PICTURE_ORIGIN 0.25

/*
 * The pictures of a PDF file: images, and glyphs that are no outlines. Each is there once, fills one
 * unit, and is known by its number, from 1: "/G" and that is its name in the pages' resources.
 */
typedef struct _BrvPdfPictures BrvPdfPictures;

BrvPdfPictures *
brv_pdf_pictures_new (BrvRasterFunc func, gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_pictures_free (BrvPdfPictures *self);

void brv_pdf_pictures_add_image (BrvPdfPictures *self, GBytes *image);
guint brv_pdf_pictures_add_glyph (BrvPdfPictures *self, const BrvFontKey *font, guint32 glyph);
gboolean brv_pdf_pictures_write (BrvPdfPictures *self,
                                 BrvPdfWriter *writer,
                                 GString *resources,
                                 GError **error);

guint brv_pdf_pictures_find_image (const BrvPdfPictures *self, GBytes *image);
gboolean brv_pdf_pictures_is_transparent (const BrvPdfPictures *self, guint picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfPictures, brv_pdf_pictures_free)

G_END_DECLS
