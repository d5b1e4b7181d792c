/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cite/brv-notes.h"
#include "typeset/brv-inline.h"

G_BEGIN_DECLS

/* The notes whose numbers stand in a stretch of text, one after the other. */
typedef struct
{
  const BrvNote *notes; /* all of the text's, in order */
  guint n_notes;
  guint next; /* the first whose number is not yet there */
} BrvPendingNotes;

guint brv_pending_notes_count_digits (const BrvNote *note);
void brv_pending_notes_append_number (BrvPendingNotes *self, BrvInlineText *to);
void brv_pending_notes_append_text (BrvPendingNotes *self,
                                    BrvInlineText *to,
                                    const BrvText *text,
                                    BrvRange range);

G_END_DECLS
