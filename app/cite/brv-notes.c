/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cite/brv-notes.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"
#include "cite/brv-citation.h"

/* A source of the list. */
typedef struct
{
  BrvSource *source;
  BrvText *entry;
  guint first_number; /* of the note that names it in full */
} Entry;

/* What a note is made from; values are told apart by their addresses. */
typedef struct
{
  const BrvBlock *block;
  const BrvSource *source; /* (nullable) */
} Origin;

/* The notes of a section are those from its first one to that of the next. */
typedef struct
{
  BrvSection *section; /* (nullable): behind the last */
  guint first;
} Part;

struct _BrvNotes
{
  char *language; /* (nullable) */
  gboolean spells_out_addresses;
  GArray *origins;        /* Origin, of the notes; values owned */
  GArray *parts;          /* Part, of the sections, and one behind them */
  GHashTable *by_section; /* BrvSection → index of its part + 1 */
  GArray *notes;          /* BrvNote; texts owned */
  GHashTable *by_block;   /* BrvId (in the notes' array) → index of the block's first note + 1 */
  GArray *entries;        /* Entry */
  GHashTable *by_source;  /* BrvId (of the sources) → index + 1 */
};

typedef struct
{
  BrvNotes *notes;
  const BrvBrief *brief;
  const BrvNotes *last; /* (nullable): notes whose texts may be taken over */
  const BrvNote *twin;  /* (nullable): of these, the one that the next note was */
  const char *language;
  gboolean spell_out_addresses;
} Collector;

static void
clear_note (gpointer data)
{
  BrvNote *note = data;

  brv_text_unref ((BrvText *)note->text);
}

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  brv_source_unref (entry->source);
  brv_text_unref (entry->entry);
}

static void
clear_origin (gpointer data)
{
  Origin *origin = data;

  brv_block_unref ((BrvBlock *)origin->block);
  if (origin->source != NULL)
    brv_source_unref ((BrvSource *)origin->source);
}

static void
clear_part (gpointer data)
{
  Part *part = data;

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

/* The entry of the last run, if the source is the same value. */
static const Entry *
recall_entry (const Collector *self, const BrvSource *source)
{
  gint index =
    self->last != NULL ? brv_notes_find_source (self->last, brv_source_get_id (source)) : -1;
  const Entry *entry =
    index >= 0 ? &g_array_index (self->last->entries, Entry, (guint)index) : NULL;

  return entry != NULL && entry->source == source ? entry : NULL;
}

/* Finds a source in the list, or puts it there. */
static gint
list_source (Collector *self, const BrvSource *source)
{
  gint index = brv_notes_find_source (self->notes, brv_source_get_id (source));
  const Entry *recalled;
  Entry entry = { 0 };
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

/* All notes of a block; those of a table's cells follow those of its caption. */
static const BrvNote *
list_of_block (const BrvNotes *self, BrvId block_id, guint *n_notes)
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

/* The same citation in the last run, if nothing that it is formatted from has changed. */
static const BrvNote *
recall (const Collector *self, const BrvNote *note, const Origin *origin)
{
  guint n_notes = self->twin != NULL ? 1 : 0;
  const BrvNote *notes = self->twin;

  if (self->twin == NULL && self->last != NULL)
    notes = list_of_block (self->last, note->block_id, &n_notes);

  for (guint i = 0; i < n_notes; i++)
    {
      const Origin *last = &g_array_index (self->last->origins, Origin, notes[i].number - 1);

      if (notes[i].cell == note->cell && notes[i].at == note->at && notes[i].kind == note->kind &&
          last->block == origin->block && last->source == origin->source &&
          notes[i].reference == note->reference)
        return &notes[i];
    }
  return NULL;
}

static BrvText *
format_citation (const Collector *self, const char *locator, const Origin *origin, BrvNote *note)
{
  if (origin->source == NULL)
    return brv_text_new (_ ("The source is not in this brief."), -1);
  if (note->reference > 0)
    return brv_citation_format_later_note (origin->source, locator, self->language, note->reference,
                                           &note->reference_range);
  return brv_citation_format_note (origin->source, locator, self->language);
}

static void
add_note (Collector *self, BrvNote note, Origin origin)
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
  Origin origin = { block, brv_brief_lookup_source (self->brief, note.source_id) };
  const BrvNote *recalled;

  if (origin.source != NULL)
    {
      gint index = list_source (self, origin.source);
      Entry *entry = &g_array_index (self->notes->entries, Entry, (guint)index);

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
      add_note (self, note, (Origin){ block, NULL });
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
  add_note (self, note, (Origin){ block, NULL });
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
  const BrvBlock *block = g_array_index (self->last->origins, Origin, index).block;
  guint n_references;
  const BrvReference *references;

  if (twin->kind == BRV_NOTE_AUTHOR || twin->kind == BRV_NOTE_ADDRESS)
    {
      add_note (self, *twin, (Origin){ block, NULL });
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
  Part part = { brv_section_ref (section), self->notes->notes->len };
  guint last = 0;

  if (self->last != NULL)
    last = GPOINTER_TO_UINT (g_hash_table_lookup (self->last->by_section, section));
  g_array_append_val (self->notes->parts, part);
  g_hash_table_insert (self->notes->by_section, part.section,
                       GUINT_TO_POINTER (self->notes->parts->len));
  if (last > 0)
    {
      const Part *twin = &g_array_index (self->last->parts, Part, last - 1);

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
  Collector collector = { .notes = self,
                          .brief = brief,
                          .spell_out_addresses = spell_out_addresses };
  Part end = { NULL, 0 };

  g_return_val_if_fail (brief != NULL, NULL);

  collector.language = brv_brief_get (brief, BRV_BRIEF_FIELD_LANGUAGE);
  if (last != NULL && !last->spells_out_addresses == !spell_out_addresses &&
      g_strcmp0 (last->language, collector.language) == 0)
    collector.last = last;
  self->language = g_strdup (collector.language);
  self->spells_out_addresses = spell_out_addresses;
  self->origins = g_array_new (FALSE, FALSE, sizeof (Origin));
  g_array_set_clear_func (self->origins, clear_origin);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  self->by_section = g_hash_table_new (NULL, NULL);
  self->notes = g_array_new (FALSE, FALSE, sizeof (BrvNote));
  g_array_set_clear_func (self->notes, clear_note);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->by_block = g_hash_table_new (brv_id_hash, brv_id_equal_pointers);
  self->by_source = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, NULL);

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    add_section (&collector, brv_brief_get_section (brief, i));
  end.first = self->notes->len;
  g_array_append_val (self->parts, end);
  index_blocks (self);
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

  return g_array_index (self->parts, Part, section).first;
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

  notes = list_of_block (self, block_id, &n_all);
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

  notes = list_of_block (self, block_id, n_notes);
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

  return g_array_index (self->entries, Entry, index).source;
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

  return g_array_index (self->entries, Entry, index).entry;
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
