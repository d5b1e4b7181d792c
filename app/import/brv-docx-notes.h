/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The notes of a Word document by the marks that refer to them. They stand in parts that are read
 * after the text, in an order of their own: which number a note has, its mark says.
 */
typedef struct _BrvDocxNotes BrvDocxNotes;

BrvDocxNotes *brv_docx_notes_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_docx_notes_free (BrvDocxNotes *self);

void brv_docx_notes_refer (BrvDocxNotes *self,
                           const char *id,
                           gboolean is_endnote,
                           gboolean has_own_mark);
const char *
brv_docx_notes_find (const BrvDocxNotes *self, const char *id, gboolean is_endnote, guint *order);

G_END_DECLS
