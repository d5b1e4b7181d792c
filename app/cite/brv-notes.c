/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cite/brv-notes-private.h"

static void
clear_note (gpointer data)
{
  BrvNote *note = data;

  brv_text_unref ((BrvText *)note->text);
}

static void
clear_entry (gpointer data)
{
  BrvNotesEntry *entry = data;

  brv_source_unref (entry->source);
  brv_text_unref (entry->entry);
}

static void
clear_origin (gpointer data)
{
  BrvNotesOrigin *origin = data;

  brv_block_unref ((BrvBlock *)origin->block);
  if (origin->source != NULL)
    brv_source_unref ((BrvSource *)origin->source);
}

static void
clear_part (gpointer data)
{
  BrvNotesPart *part = data;

  g_clear_pointer (&part->section, brv_section_unref);
}

static void
clear_notes (BrvNotes *self)
{
  g_free (self->language);
  g_array_unref (self->origins);
  g_array_unref (self->parts);
  g_hash_table_unref (self->by_section);
  g_hash_table_unref (self->by_block);
  g_hash_table_unref (self->by_source);
  g_array_unref (self->notes);
  g_array_unref (self->entries);
}

/**
 * brv_notes_new:
 * @brief: a brief
 * @spell_out_addresses: for paper: links become notes that spell their address out, and the source
 *   list has full addresses
 *
 * Numbers the notes of a brief: one for each quote, citation and author's note. A source that is
 * named again is named shortly, with the number of the note that has it in full.
 *
 * Returns: (transfer full): the notes
 */
BrvNotes *
brv_notes_new (const BrvBrief *brief, gboolean spell_out_addresses)
{
  return brv_notes_new_after (NULL, brief, spell_out_addresses);
}

/**
 * brv_notes_new_after:
 * @last: (nullable): the notes of an earlier state of the brief
 * @brief: a brief
 * @spell_out_addresses: as for brv_notes_new()
 *
 * Does what brv_notes_new() does, faster: sections that have not changed are not looked through, and
 * what is the same is not formatted again.
 *
 * Returns: (transfer full): the notes
 */
BrvNotes *
brv_notes_new_after (const BrvNotes *last, const BrvBrief *brief, gboolean spell_out_addresses)
{
  BrvNotes *self = g_atomic_rc_box_new0 (BrvNotes);

  g_return_val_if_fail (brief != NULL, NULL);

  self->language = g_strdup (brv_brief_get (brief, BRV_BRIEF_FIELD_LANGUAGE));
  self->spells_out_addresses = spell_out_addresses;
  self->origins = g_array_new (FALSE, FALSE, sizeof (BrvNotesOrigin));
  g_array_set_clear_func (self->origins, clear_origin);
  self->parts = g_array_new (FALSE, FALSE, sizeof (BrvNotesPart));
  g_array_set_clear_func (self->parts, clear_part);
  self->by_section = g_hash_table_new (NULL, NULL);
  self->notes = g_array_new (FALSE, FALSE, sizeof (BrvNote));
  g_array_set_clear_func (self->notes, clear_note);
  self->entries = g_array_new (FALSE, FALSE, sizeof (BrvNotesEntry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->by_block = g_hash_table_new (brv_id_hash, brv_id_equal_pointers);
  self->by_source = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, NULL);

  brv_notes_collect (self, last, brief);
  return self;
}

/**
 * brv_notes_ref:
 * @self: notes
 *
 * Returns: (transfer full): @self
 */
BrvNotes *
brv_notes_ref (const BrvNotes *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire ((BrvNotes *)self);
}

/**
 * brv_notes_unref:
 * @self: (transfer full): notes
 *
 * Drops a reference.
 */
void
brv_notes_unref (BrvNotes *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_notes);
}

/**
 * brv_notes_get:
 * @self: notes
 * @n_notes: (out): how many
 *
 * Returns: (array length=n_notes): the notes in order of reading; note i has number i + 1
 */
const BrvNote *
brv_notes_get (const BrvNotes *self, guint *n_notes)
{
  g_return_val_if_fail (self != NULL && n_notes != NULL, NULL);

  *n_notes = self->notes->len;
  return (const BrvNote *)(void *)self->notes->data;
}

/* All notes of a block; those of a table's cells follow those of its caption. */
const BrvNote *
brv_notes_list_all_of_block (const BrvNotes *self, BrvId block_id, guint *n_notes)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_block, &block_id));

  *n_notes = 0;
  if (first == 0)
    return NULL;
  while (
    first - 1 + *n_notes < self->notes->len &&
    brv_id_equal (g_array_index (self->notes, BrvNote, first - 1 + *n_notes).block_id, block_id))
    (*n_notes)++;
  return &g_array_index (self->notes, BrvNote, first - 1);
}

/**
 * brv_notes_find_first_of_section:
 * @self: notes
 * @section: index of a section of the brief, or how many there are
 *
 * Returns: how many notes stand in the sections before it
 */
guint
brv_notes_find_first_of_section (const BrvNotes *self, guint section)
{
  g_return_val_if_fail (self != NULL && section < self->parts->len, 0);

  return g_array_index (self->parts, BrvNotesPart, section).first;
}

/**
 * brv_notes_list_of_block:
 * @self: notes
 * @block_id: a block
 * @n_notes: (out): how many
 *
 * Returns: (array length=n_notes) (nullable): the notes of a block's own text, in order
 */
const BrvNote *
brv_notes_list_of_block (const BrvNotes *self, BrvId block_id, guint *n_notes)
{
  const BrvNote *notes;
  guint n_all;

  g_return_val_if_fail (self != NULL && n_notes != NULL, NULL);

  notes = brv_notes_list_all_of_block (self, block_id, &n_all);
  *n_notes = 0;
  while (*n_notes < n_all && notes[*n_notes].cell == 0)
    (*n_notes)++;
  return notes;
}

/**
 * brv_notes_list_of_cells:
 * @self: notes
 * @block_id: a table
 * @n_notes: (out): how many
 *
 * Returns: (array length=n_notes) (nullable): the notes of a table's cells, row by row
 */
const BrvNote *
brv_notes_list_of_cells (const BrvNotes *self, BrvId block_id, guint *n_notes)
{
  const BrvNote *notes;
  guint n_own;

  g_return_val_if_fail (self != NULL && n_notes != NULL, NULL);

  notes = brv_notes_list_all_of_block (self, block_id, n_notes);
  brv_notes_list_of_block (self, block_id, &n_own);
  *n_notes -= n_own;
  return *n_notes > 0 ? notes + n_own : NULL;
}

/**
 * brv_notes_find:
 * @self: notes
 * @block_id: a block
 * @at: the byte of a U+FFFC in the block's text; the text's length for a quote
 *
 * Returns: (nullable): the note of that place
 */
const BrvNote *
brv_notes_find (const BrvNotes *self, BrvId block_id, gsize at)
{
  guint n_notes;
  const BrvNote *notes = brv_notes_list_of_block (self, block_id, &n_notes);

  for (guint i = 0; i < n_notes; i++)
    {
      if (notes[i].at == at && notes[i].kind != BRV_NOTE_ADDRESS)
        return &notes[i];
    }
  return NULL;
}

/**
 * brv_notes_get_n_sources:
 * @self: notes
 *
 * Returns: how many sources the notes name
 */
guint
brv_notes_get_n_sources (const BrvNotes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

/**
 * brv_notes_get_source:
 * @self: notes
 * @index: index in the source list
 *
 * Returns: the source
 */
const BrvSource *
brv_notes_get_source (const BrvNotes *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->entries->len, NULL);

  return g_array_index (self->entries, BrvNotesEntry, index).source;
}

/**
 * brv_notes_get_source_entry:
 * @self: notes
 * @index: index in the source list
 *
 * Returns: what the source list says about the source
 */
const BrvText *
brv_notes_get_source_entry (const BrvNotes *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->entries->len, NULL);

  return g_array_index (self->entries, BrvNotesEntry, index).entry;
}

/**
 * brv_notes_find_source:
 * @self: notes
 * @source_id: a source
 *
 * Returns: its index in the source list, or -1
 */
gint
brv_notes_find_source (const BrvNotes *self, BrvId source_id)
{
  g_return_val_if_fail (self != NULL, -1);

  return (gint)GPOINTER_TO_UINT (g_hash_table_lookup (self->by_source, &source_id)) - 1;
}
