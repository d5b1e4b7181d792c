/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-font-book.h"
#include "typeset/brv-inline.h"

G_BEGIN_DECLS

/* How far the number of a note is raised, in ems of its text. */
#define BRV_NUMBER_RISE 0.34

PangoAttrList *brv_text_attributes_new (BrvFontBook *fonts,
                                        const BrvInlineText *text,
                                        const BrvLook *look,
                                        const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
