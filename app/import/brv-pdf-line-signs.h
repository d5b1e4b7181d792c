/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-lines.h"

G_BEGIN_DECLS

gunichar brv_pdf_line_get_letter (
  const BrvPdfLines *lines, const BrvPdfText *text, const BrvPdfLine *line, guint word, gint glyph);

gboolean brv_pdf_line_begins_item (const BrvPdfLines *lines,
                                   const BrvPdfText *text,
                                   const BrvPdfLine *line,
                                   gboolean *bullet);
gboolean brv_pdf_line_begins_lower (const BrvPdfLines *lines,
                                    const BrvPdfText *text,
                                    const BrvPdfLine *line);
gboolean brv_pdf_line_ends_sentence (const BrvPdfLines *lines,
                                     const BrvPdfText *text,
                                     const BrvPdfLine *line);
gboolean brv_pdf_line_ends_with_hyphen (const BrvPdfLines *lines,
                                        const BrvPdfText *text,
                                        const BrvPdfLine *line);
gboolean brv_pdf_line_is_contents (const BrvPdfLines *lines, const BrvPdfText *text, guint line);
gboolean brv_pdf_line_is_caption (const char *line_text);

G_END_DECLS
