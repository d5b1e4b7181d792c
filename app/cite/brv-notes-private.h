/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cite/brv-notes.h"

G_BEGIN_DECLS

/* A source of the list. */
typedef struct
{
  BrvSource *source;
  BrvText *entry;
  guint first_number; /* of the note that names it in full */
} BrvNotesEntry;

/* What a note is made from; values are told apart by their addresses. */
typedef struct
{
  const BrvBlock *block;
  const BrvSource *source; /* (nullable) */
} BrvNotesOrigin;

/* The notes of a section are those from its first one to that of the next. */
typedef struct
{
  BrvSection *section; /* (nullable): behind the last */
  guint first;
} BrvNotesPart;

struct _BrvNotes
{
  char *language; /* (nullable) */
  gboolean spells_out_addresses;
  GArray *origins;        /* BrvNotesOrigin, of the notes; values owned */
  GArray *parts;          /* BrvNotesPart, of the sections, and one behind them */
  GHashTable *by_section; /* BrvSection → index of its part + 1 */
  GArray *notes;          /* BrvNote; texts owned */
  GHashTable *by_block;   /* BrvId (in the notes' array) → index of the block's first note + 1 */
  GArray *entries;        /* BrvNotesEntry */
  GHashTable *by_source;  /* BrvId (of the sources) → index + 1 */
};

void brv_notes_collect (BrvNotes *self, const BrvNotes *last, const BrvBrief *brief);
const BrvNote *brv_notes_list_all_of_block (const BrvNotes *self, BrvId block_id, guint *n_notes);

G_END_DECLS
