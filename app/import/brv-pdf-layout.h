/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <poppler.h>

#include "import/brv-pdf-page.h"

G_BEGIN_DECLS

/* What poppler has of a page's text. */
typedef struct
{
  PopplerRectangle area; /* that it was asked for */
  char *text;            /* (nullable) */
  PopplerRectangle *rectangles;
  guint n_rectangles; /* one a letter, but none for a mark of direction */
} BrvPdfLayout;

void brv_pdf_layout_init (BrvPdfLayout *layout, PopplerPage *source, double width, double height);
void brv_pdf_layout_clear (BrvPdfLayout *layout);

gboolean brv_pdf_layout_has_text (const BrvPdfLayout *layout);
BrvPdfBox brv_pdf_layout_get_box (const BrvPdfLayout *layout, guint i);
BrvPdfTurn brv_pdf_layout_find_turn (const BrvPdfLayout *layout);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvPdfLayout, brv_pdf_layout_clear)

G_END_DECLS
