/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-paragraph.h"

G_BEGIN_DECLS

/* Sets paragraphs, one after the other. Each thread that does so has one with fonts of its own. */
typedef struct _BrvParagraphSetter BrvParagraphSetter;

BrvParagraphSetter *brv_paragraph_setter_new (BrvFontBook *fonts) G_GNUC_WARN_UNUSED_RESULT;
void brv_paragraph_setter_free (BrvParagraphSetter *self);
BrvFontBook *brv_paragraph_setter_get_fonts (BrvParagraphSetter *self);

BrvParagraph *brv_paragraph_setter_run (BrvParagraphSetter *self,
                                        const BrvInlineText *text,
                                        const BrvLook *look,
                                        const char *language,
                                        double measure) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvParagraphSetter, brv_paragraph_setter_free)

G_END_DECLS
