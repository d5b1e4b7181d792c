/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-paragraph.h"
#include "typeset/brv-shaped-text.h"

G_BEGIN_DECLS

/* The one place that decides which paragraphs our own line breaking is not right for. */
gboolean brv_fallback_paragraph_is_needed (const BrvShapedText *text, const char *language);
BrvParagraph *brv_fallback_paragraph_new (BrvFontBook *fonts,
                                          const BrvInlineText *inlines,
                                          const BrvLook *look,
                                          const char *language,
                                          double measure) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
