/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-break-points.h"
#include "typeset/brv-paragraph.h"

G_BEGIN_DECLS

/* Sets the lines between chosen breaks: glue, expansion, hanging punctuation and direction. */
void brv_line_setter_run (BrvParagraph *paragraph,
                          BrvFontBook *fonts,
                          const BrvInlineText *inlines,
                          const BrvShapedText *text,
                          const BrvBreakPoints *points,
                          const guint *breaks,
                          guint n_breaks,
                          const BrvLook *look);

G_END_DECLS
