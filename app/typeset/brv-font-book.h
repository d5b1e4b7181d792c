/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <pango/pango.h>

#include "typeset/brv-frame.h"
#include "typeset/brv-theme.h"

G_BEGIN_DECLS

/*
 * The fonts of one typesetter: its own font map, so that a thread of its own can use it, at
 * 72 dpi and without hinting, so that one layout serves screen, printer and PDF.
 */
typedef struct _BrvFontBook BrvFontBook;

BrvFontBook *brv_font_book_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_font_book_free (BrvFontBook *self);

PangoContext *brv_font_book_get_context (BrvFontBook *self);
gboolean brv_font_book_has_fonts (BrvFontBook *self);
const char *brv_font_book_find_family (BrvFontBook *self, const char *families);
char *
brv_font_book_dup_substitute (BrvFontBook *self, const char *families) G_GNUC_WARN_UNUSED_RESULT;
const char *brv_font_book_find_family_with (BrvFontBook *self, const char *families, gunichar c);
guint brv_font_book_find_key (BrvFontBook *self, PangoFont *font);
guint brv_font_book_find_counter_key (BrvFontBook *self, const PangoAnalysis *analysis);
guint brv_font_book_adopt_key (BrvFontBook *self, const BrvFontKey *key);
const BrvFontKey *brv_font_book_get_key (const BrvFontBook *self, guint index);
GPtrArray *brv_font_book_share_keys (BrvFontBook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvFontBook, brv_font_book_free)

G_END_DECLS
