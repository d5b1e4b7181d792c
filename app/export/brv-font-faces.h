/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "typeset/brv-frame.h"

G_BEGIN_DECLS

/* The faces that a painter has loaded, by what was loaded. One belongs to one thread at a time. */
typedef struct _BrvFontFaces BrvFontFaces;

BrvFontFaces *brv_font_faces_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_font_faces_free (BrvFontFaces *self);

cairo_font_face_t *brv_font_faces_find (BrvFontFaces *self, const BrvFontKey *key, GError **error);
guint brv_font_faces_find_space (cairo_font_face_t *face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvFontFaces, brv_font_faces_free)

G_END_DECLS
