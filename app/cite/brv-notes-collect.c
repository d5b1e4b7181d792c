/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Going through a brief for its notes and sources. */

#include "config.h"

#include "cite/brv-notes-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cite/brv-citation.h"

typedef struct
{
  BrvNotes *notes;
  const BrvBrief *brief;
  const BrvNotes *last; /* (nullable): notes whose texts may be taken over */
  const BrvNote *twin;  /* (nullable): of these, the one that the next note was */
  const char *language;
  gboolean spell_out_addresses;
} Collector;

/* The entry of the last run, if the source is the same value. */
static const BrvNotesEntry *
recall_entry (const Collector *self, const BrvSource *source)
{
  gint index =
    self->last != NULL ? brv_notes_find_source (self->last, brv_source_get_id (source)) : -1;
  const BrvNotesEntry *entry =
    index >= 0 ? &g_array_index (self->last->entries, BrvNotesEntry, (guint)index) : NULL;

  return entry != NULL && entry->source == source ? entry : NULL;
}

/* Finds a source in the list, or puts it there. */
static gint
list_source (Collector *self, const BrvSource *source)
{
  gint index = brv_notes_find_source (self->notes, brv_source_get_id (source));
  const BrvNotesEntry *recalled;
  BrvNotesEntry entry = { 0 };
  BrvId *key;

  if (index >= 0)
    return index;
  recalled = recall_entry (self, source);
  entry.source = brv_source_ref (source);
  entry.entry = recalled != NULL
                  ? brv_text_ref (recalled->entry)
                  : brv_citation_format_entry (source, self->language, self->spell_out_addresses);
  g_array_append_val (self->notes->entries, entry);
  key = g_new (BrvId, 1);
  *key = brv_source_get_id (source);
  g_hash_table_insert (self->notes->by_source, key, GUINT_TO_POINTER (self->notes->entries->len));
  return (gint)self->notes->entries->len - 1;
}

/* The same citation in the last run, if nothing that it is formatted from has changed. */
static const BrvNote *
recall (const Collector *self, const BrvNote *note, const BrvNotesOrigin *origin)
{
  guint n_notes = self->twin != NULL ? 1 : 0;
  const BrvNote *notes = self->twin;

  if (self->twin == NULL && self->last != NULL)
    notes = brv_notes_list_all_of_block (self->last, note->block_id, &n_notes);

  for (guint i = 0; i < n_notes; i++)
    {
      const BrvNotesOrigin *last =
        &g_array_index (self->last->origins, BrvNotesOrigin, notes[i].number - 1);

      if (notes[i].cell == note->cell && notes[i].at == note->at && notes[i].kind == note->kind &&
          last->block == origin->block && last->source == origin->source &&
          notes[i].reference == note->reference)
        return &notes[i];
    }
  return NULL;
}

static BrvText *
format_citation (const Collector *self,
                 const char *locator,
                 const BrvNotesOrigin *origin,
                 BrvNote *note)
{
  if (origin->source == NULL)
    return brv_text_new (_ ("The source is not in this brief."), -1);
  if (note->reference > 0)
    return brv_citation_format_later_note (origin->source, locator, self->language, note->reference,
                                           &note->reference_range);
  return brv_citation_format_note (origin->source, locator, self->language);
}

static void
add_note (Collector *self, BrvNote note, BrvNotesOrigin origin)
{
  note.number = self->notes->notes->len + 1;
  if (note.kind == BRV_NOTE_ADDRESS || note.kind == BRV_NOTE_AUTHOR)
    note.text = brv_text_ref (note.text);
  brv_block_ref (origin.block);
  if (origin.source != NULL)
    brv_source_ref (origin.source);
  g_array_append_val (self->notes->notes, note);
  g_array_append_val (self->notes->origins, origin);
}

/* Adds a note that cites: in full the first time, shortly afterwards. */
static void
add_citation (Collector *self, const BrvBlock *block, const char *locator, BrvNote note)
{
  BrvNotesOrigin origin = { block, brv_brief_lookup_source (self->brief, note.source_id) };
  const BrvNote *recalled;

  if (origin.source != NULL)
    {
      gint index = list_source (self, origin.source);
      BrvNotesEntry *entry = &g_array_index (self->notes->entries, BrvNotesEntry, (guint)index);

      note.reference = entry->first_number;
      if (entry->first_number == 0)
        entry->first_number = self->notes->notes->len + 1;
    }
  recalled = recall (self, &note, &origin);
  if (recalled != NULL)
    {
      note.text = brv_text_ref (recalled->text);
      note.reference_range = recalled->reference_range;
    }
  else if (locator == NULL && note.kind == BRV_NOTE_QUOTE && origin.source != NULL)
    {
      g_autofree char *own = brv_citation_dup_locator (
        origin.source, brv_quote_get_anchor (brv_block_get_quote (block)), self->language);

      note.text = format_citation (self, own, &origin, &note);
    }
  else
    note.text = format_citation (self, locator, &origin, &note);
  add_note (self, note, origin);
}

static void
add_quote (Collector *self, const BrvBlock *block)
{
  const BrvQuote *quote = brv_block_get_quote (block);
  BrvNote note = { .kind = BRV_NOTE_QUOTE,
                   .block_id = brv_block_get_id (block),
                   .at = brv_text_get_length (brv_quote_get_shown (quote)),
                   .source_id = brv_anchor_get_source_id (brv_quote_get_anchor (quote)) };

  add_citation (self, block, NULL, note);
}

static void
add_reference (Collector *self, const BrvBlock *block, guint cell, const BrvReference *reference)
{
  BrvNote note = { .block_id = brv_block_get_id (block), .cell = cell, .at = reference->at };

  if (reference->kind == BRV_REFERENCE_NOTE)
    {
      note.kind = BRV_NOTE_AUTHOR;
      note.text = reference->note;
      add_note (self, note, (BrvNotesOrigin){ block, NULL });
      return;
    }
  note.kind = BRV_NOTE_CITATION;
  note.source_id = reference->source_id;
  add_citation (self, block, reference->locator, note);
}

/*
 * Where the number of a note stands that belongs to the words before @end: behind the signs that follow
 * them, if these end a word or a sentence.
 */
static gsize
step_over_signs (const BrvText *text, gsize end)
{
  const char *start = brv_text_get_utf8 (text);
  const char *at = start + end;
  gunichar c = g_utf8_get_char (at);

  while (c != 0 && g_utf8_strchr (",.;:!?)’”»", -1, c) != NULL)
    {
      at = g_utf8_next_char (at);
      c = g_utf8_get_char (at);
    }
  return g_unichar_isalnum (c) ? end : (gsize)(at - start);
}

static void
add_address (
  Collector *self, const BrvBlock *block, guint cell, const BrvText *text, const BrvRun *run)
{
  BrvNote note = { .kind = BRV_NOTE_ADDRESS,
                   .block_id = brv_block_get_id (block),
                   .cell = cell,
                   .at = step_over_signs (text, run->range.end) };
  g_autoptr (BrvText) address = NULL;
  gsize length = brv_range_length (run->range);
  const char *shown = brv_text_get_utf8 (text) + run->range.start;

  /* A link whose text is its own address needs no note. */
  if (length == strlen (run->link) && strncmp (shown, run->link, length) == 0)
    return;
  address = brv_text_new (run->link, -1);
  note.text = address;
  add_note (self, note, (BrvNotesOrigin){ block, NULL });
}

/* Whether a link goes on in the run after: they differ in style only. */
static gboolean
link_goes_on (const BrvRun *runs, guint n_runs, guint index)
{
  return index + 1 < n_runs && runs[index + 1].range.start == runs[index].range.end &&
         g_strcmp0 (runs[index + 1].link, runs[index].link) == 0;
}

static void
add_text (Collector *self, const BrvBlock *block, guint cell, const BrvText *text)
{
  guint n_runs;
  guint n_references;
  const BrvRun *runs = brv_text_get_runs (text, &n_runs);
  const BrvReference *references = brv_text_get_references (text, &n_references);
  guint run = 0;

  if (!self->spell_out_addresses)
    n_runs = 0;
  for (guint i = 0; i <= n_references; i++)
    {
      gsize end = i < n_references ? references[i].at : G_MAXSIZE;

      for (; run < n_runs && runs[run].range.end <= end; run++)
        {
          if (runs[run].link != NULL && !link_goes_on (runs, n_runs, run))
            add_address (self, block, cell, text, &runs[run]);
        }
      if (i < n_references)
        add_reference (self, block, cell, &references[i]);
    }
}

/* A table's caption stands above it, so its notes come first. */
static void
add_block (Collector *self, const BrvBlock *block)
{
  const BrvTable *table = brv_block_get_table (block);
  gboolean has_marks = table != NULL && brv_table_has_marks (table);
  guint n_columns = has_marks ? brv_table_get_n_columns (table) : 0;
  guint n_cells = has_marks ? brv_table_get_n_rows (table) * n_columns : 0;

  add_text (self, block, 0, brv_block_get_text (block));
  for (guint i = 0; i < n_cells; i++)
    add_text (self, block, i + 1, brv_table_get_cell (table, i / n_columns, i % n_columns));
}

/* The text in which a note stands. */
static const BrvText *
find_text (const BrvBlock *block, guint cell)
{
  const BrvTable *table = brv_block_get_table (block);
  guint n_columns;

  if (cell == 0)
    return brv_block_get_text (block);
  n_columns = brv_table_get_n_columns (table);
  return brv_table_get_cell (table, (cell - 1) / n_columns, (cell - 1) % n_columns);
}

/* Adds a note of the last run that stands in a block which is the same value. */
static void
repeat_note (Collector *self, guint index)
{
  const BrvNote *twin = &g_array_index (self->last->notes, BrvNote, index);
  const BrvBlock *block = g_array_index (self->last->origins, BrvNotesOrigin, index).block;
  guint n_references;
  const BrvReference *references;

  if (twin->kind == BRV_NOTE_AUTHOR || twin->kind == BRV_NOTE_ADDRESS)
    {
      add_note (self, *twin, (BrvNotesOrigin){ block, NULL });
      return;
    }
  self->twin = twin;
  if (twin->kind == BRV_NOTE_QUOTE)
    add_quote (self, block);
  else
    {
      references = brv_text_get_references (find_text (block, twin->cell), &n_references);
      for (guint i = 0; i < n_references; i++)
        {
          if (references[i].at == twin->at)
            add_reference (self, block, twin->cell, &references[i]);
        }
    }
  self->twin = NULL;
}

static void
add_section (Collector *self, const BrvSection *section)
{
  BrvNotesPart part = { brv_section_ref (section), self->notes->notes->len };
  guint last = 0;

  if (self->last != NULL)
    last = GPOINTER_TO_UINT (g_hash_table_lookup (self->last->by_section, section));
  g_array_append_val (self->notes->parts, part);
  g_hash_table_insert (self->notes->by_section, part.section,
                       GUINT_TO_POINTER (self->notes->parts->len));
  if (last > 0)
    {
      const BrvNotesPart *twin = &g_array_index (self->last->parts, BrvNotesPart, last - 1);

      for (guint i = twin->first; i < twin[1].first; i++)
        repeat_note (self, i);
      return;
    }
  for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
    {
      const BrvBlock *block = brv_section_get_block (section, i);

      if (brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
        add_quote (self, block);
      else
        add_block (self, block);
    }
}

static void
index_blocks (BrvNotes *self)
{
  for (guint i = self->notes->len; i-- > 0;)
    g_hash_table_insert (self->by_block, &g_array_index (self->notes, BrvNote, i).block_id,
                         GUINT_TO_POINTER (i + 1));
}

/*
 * Goes through a brief and fills empty notes, whose language and way with addresses are set. What
 * stands in @last (nullable), of an earlier state of the brief, and is the same is taken over from
 * there.
 */
void
brv_notes_collect (BrvNotes *self, const BrvNotes *last, const BrvBrief *brief)
{
  Collector collector = { .notes = self,
                          .brief = brief,
                          .language = self->language,
                          .spell_out_addresses = self->spells_out_addresses };
  BrvNotesPart end = { NULL, 0 };

  if (last != NULL && !last->spells_out_addresses == !self->spells_out_addresses &&
      g_strcmp0 (last->language, self->language) == 0)
    collector.last = last;
  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    add_section (&collector, brv_brief_get_section (brief, i));
  end.first = self->notes->len;
  g_array_append_val (self->parts, end);
  index_blocks (self);
}
