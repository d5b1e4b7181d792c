/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "typeset/brv-frame.h"

G_BEGIN_DECLS

/* Some items of a frame, next to each other. Borrowed. */
typedef struct
{
  const BrvItem *items;
  guint n_items;
} BrvItemRange;

/* Glyphs with their text, as cairo wants them; used again and again. */
typedef struct _BrvGlyphRun BrvGlyphRun;

BrvGlyphRun *brv_glyph_run_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_glyph_run_free (BrvGlyphRun *self);

gboolean brv_glyph_run_is_blank (const BrvItem *item);

void brv_glyph_run_set (BrvGlyphRun *self, const BrvItem *item);
void brv_glyph_run_set_with_blanks (BrvGlyphRun *self, BrvItemRange range, guint at, guint space);
void brv_glyph_run_show (const BrvGlyphRun *self, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvGlyphRun, brv_glyph_run_free)

G_END_DECLS
