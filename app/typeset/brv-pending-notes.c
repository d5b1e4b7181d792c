/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-pending-notes.h"

#include "base/brv-utf8.h"

/* The author's notes and citations have a character in the text; other numbers stand behind words. */
static gboolean
stands_on_object (const BrvNote *note)
{
  return note->kind == BRV_NOTE_AUTHOR || note->kind == BRV_NOTE_CITATION;
}

/**
 * brv_pending_notes_count_digits:
 * @note: a note
 *
 * Returns: how many digits its number has
 */
guint
brv_pending_notes_count_digits (const BrvNote *note)
{
  guint n = 1;

  for (guint number = note->number; number >= 10; number /= 10)
    n++;
  return n;
}

/**
 * brv_pending_notes_append_number:
 * @self: notes, of which at least one is left
 * @to: a text as it is set
 *
 * Appends the number of the next note.
 */
void
brv_pending_notes_append_number (BrvPendingNotes *self, BrvInlineText *to)
{
  const BrvNote *note = &self->notes[self->next];
  BrvRange origin = { note->at, note->at };

  g_return_if_fail (self->next < self->n_notes);

  if (stands_on_object (note))
    origin.end += BRV_OBJECT_CHARACTER_LENGTH;
  brv_inline_text_append_number (to, brv_pending_notes_count_digits (note), self->next, origin);
  self->next++;
}

/**
 * brv_pending_notes_append_text:
 * @self: the notes of @text
 * @to: a text as it is set
 * @text: rich text
 * @range: a stretch of it
 *
 * Appends rich text, and the number of each note at its place.
 */
void
brv_pending_notes_append_text (BrvPendingNotes *self,
                               BrvInlineText *to,
                               const BrvText *text,
                               BrvRange range)
{
  gsize at = range.start;

  while (self->next < self->n_notes && self->notes[self->next].at <= range.end)
    {
      const BrvNote *note = &self->notes[self->next];

      if (stands_on_object (note) && note->at == range.end)
        break;
      brv_inline_text_append (to, text, (BrvRange){ at, note->at }, BRV_INLINE_TEXT, 0);
      brv_pending_notes_append_number (self, to);
      at = note->at + (stands_on_object (note) ? BRV_OBJECT_CHARACTER_LENGTH : 0);
    }
  brv_inline_text_append (to, text, (BrvRange){ at, range.end }, BRV_INLINE_TEXT, 0);
}
