/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_NOTE_QUOTE,    /* cites the source of a quote */
  BRV_NOTE_CITATION, /* cites a source without a quote */
  BRV_NOTE_AUTHOR,   /* the author's own */
  BRV_NOTE_ADDRESS,  /* spells out the address of a link, for paper */
} BrvNoteKind;

/* One numbered note of the brief, in order of reading. */
typedef struct
{
  guint number; /* from 1 */
  BrvNoteKind kind;
  BrvId block_id;
  guint cell;      /* of a table, counted from 1 row by row; 0: in the block's own text */
  gsize at;        /* byte of its U+FFFC in that text; the text's length for a quote; of an
                          ADDRESS, where the link ends */
  BrvId source_id; /* or BRV_ID_NONE for the author's own note */
  guint reference; /* number of the note that names the source in full; 0: none, or this one */
  BrvRange reference_range; /* where that number stands in the text */
  const BrvText *text;      /* what the note says, formatted; owned by the notes */
} BrvNote;

/*
 * The notes and the source list of a brief: the sources that its quotes and citations name, in the
 * order in which they are named first. Immutable.
 */
typedef struct _BrvNotes BrvNotes;

BrvNotes *
brv_notes_new (const BrvBrief *brief, gboolean spell_out_addresses) G_GNUC_WARN_UNUSED_RESULT;
BrvNotes *brv_notes_ref (const BrvNotes *self);
BrvNotes *
brv_notes_new_after (const BrvNotes *last, const BrvBrief *brief, gboolean spell_out_addresses)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_notes_unref (BrvNotes *self);

const BrvNote *brv_notes_get (const BrvNotes *self, guint *n_notes);
guint brv_notes_find_first_of_section (const BrvNotes *self, guint section);
const BrvNote *brv_notes_find (const BrvNotes *self, BrvId block_id, gsize at);
const BrvNote *brv_notes_list_of_block (const BrvNotes *self, BrvId block_id, guint *n_notes);
const BrvNote *brv_notes_list_of_cells (const BrvNotes *self, BrvId block_id, guint *n_notes);
guint brv_notes_get_n_sources (const BrvNotes *self);
const BrvSource *brv_notes_get_source (const BrvNotes *self, guint index);
const BrvText *brv_notes_get_source_entry (const BrvNotes *self, guint index);
gint brv_notes_find_source (const BrvNotes *self, BrvId source_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvNotes, brv_notes_unref)

G_END_DECLS
