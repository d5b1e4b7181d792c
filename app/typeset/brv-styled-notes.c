/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The looks of notes, at the feet of pages or at the end, and of the source list. */

#include "config.h"

#include "cite/brv-words.h"
#include "typeset/brv-styled-document-private.h"

/* The number of the note that names a source in full is set as zeros, as are all numbers. */
static void
append_note (Styler *self, BrvStyledBlock *block, const BrvNote *note, gint source)
{
  BrvRange whole = { 0, brv_text_get_length (note->text) };
  BrvTextOrigin origin = { note->text, 0, (guint)(source + 1) };
  BrvInlineText *made = brv_text_cache_find (self->texts, &origin);

  block->reference = note->reference;
  if (made != NULL)
    {
      brv_styler_take_text (block, brv_inline_text_ref (made));
      return;
    }
  brv_styler_take_text (block, brv_inline_text_new ());
  brv_inline_text_append (block->text, note->text, whole,
                          source >= 0 ? BRV_INLINE_SOURCE : BRV_INLINE_TEXT,
                          source >= 0 ? (guint)source : 0);
  if (note->reference > 0)
    brv_inline_text_make_counter (block->text, note->reference_range, BRV_COUNTER_REFERENCE);
  brv_text_cache_add (self->texts, &origin, block->text);
}

/* A note that cites leads to the source's entry as a whole. */
static gint
find_source (const Styler *self, const BrvNote *note)
{
  if (brv_id_is_none (note->source_id) || self->printable)
    return -1;
  return brv_notes_find_source (self->document->notes, note->source_id);
}

static BrvStyledBlock *
make_note (Styler *self, const BrvNote *note)
{
  BrvStyledBlock *block = brv_styled_block_new_with_text (
    BRV_STYLED_NOTE, brv_theme_get_look (self->theme, BRV_LOOK_NOTE), NULL);
  g_autofree char *number = g_strdup_printf ("%u", note->number);
  gint source = find_source (self, note);

  block->index = note->number - 1;
  block->target = (guint)(source + 1);
  block->look.indent =
    MAX (block->look.indent, brv_theme_get_page (self->theme)->note_number_width);
  append_note (self, block, note, source);
  brv_styled_block_set_label (block, number, block->look.color);
  block->label_at_start = TRUE;
  return block;
}

/* The block of the last run, if the note is the same, its numbers included. */
static BrvStyledBlock *
find_last_note (const Styler *self, const BrvStyledDocument *last, const BrvNote *note)
{
  guint index = note->number - 1;
  guint n_notes = 0;
  const BrvNote *notes = last != NULL ? brv_notes_get (last->notes, &n_notes) : NULL;
  BrvStyledBlock *block;

  if (index >= n_notes || notes[index].text != note->text || index >= last->foot_blocks->len)
    return NULL;
  block = g_ptr_array_index (last->foot_blocks, index);
  return block->reference == note->reference &&
             block->target == (guint)(find_source (self, note) + 1)
           ? block
           : NULL;
}

static void
add_list_heading (Styler *self, BrvWord word)
{
  g_autofree char *words = brv_words_dup (self->language, word, NULL, NULL);

  brv_styler_add_plain (self, BRV_STYLED_SECTION, BRV_LOOK_SOURCE_HEADING, words);
}

void
brv_styler_add_foot_notes (Styler *self, const BrvStyledDocument *last)
{
  guint n_notes;
  const BrvNote *notes = brv_notes_get (self->document->notes, &n_notes);

  for (guint i = 0; i < n_notes; i++)
    {
      BrvStyledBlock *block = find_last_note (self, last, &notes[i]);

      if (block != NULL)
        brv_styled_block_ref (block);
      else
        {
          block = make_note (self, &notes[i]);
          block->is_wide = self->has_columns;
        }
      g_ptr_array_add (self->document->foot_blocks, block);
    }
}

void
brv_styler_add_endnotes (Styler *self)
{
  guint n_notes;
  const BrvNote *notes = brv_notes_get (self->document->notes, &n_notes);

  if (n_notes > 0)
    add_list_heading (self, BRV_WORD_NOTES);
  for (guint i = 0; i < n_notes; i++)
    {
      BrvStyledBlock *block = make_note (self, &notes[i]);

      block->after = brv_theme_get_page (self->theme)->note_gap;
      g_ptr_array_add (self->blocks, block);
    }
}

void
brv_styler_add_source_list (Styler *self)
{
  guint n_sources = brv_notes_get_n_sources (self->document->notes);

  if (n_sources > 0)
    add_list_heading (self, BRV_WORD_SOURCES);
  for (guint i = 0; i < n_sources; i++)
    {
      const BrvText *entry = brv_notes_get_source_entry (self->document->notes, i);
      BrvStyledBlock *block = brv_styler_add_block (self, BRV_STYLED_SOURCE, BRV_LOOK_SOURCE);

      block->index = i;
      block->id = brv_source_get_id (brv_notes_get_source (self->document->notes, i));
      brv_inline_text_append (block->text, entry, (BrvRange){ 0, brv_text_get_length (entry) },
                              BRV_INLINE_TEXT, 0);
    }
}

/* The list of the last run, if it is the same. */
BrvSetSection *
brv_styler_find_last_source_list (const Styler *self, const BrvStyledDocument *last)
{
  const BrvNotes *notes = self->document->notes;
  guint n_sources = brv_notes_get_n_sources (notes);

  if (last == NULL || brv_notes_get_n_sources (last->notes) != n_sources)
    return NULL;
  for (guint i = 0; i < n_sources; i++)
    {
      if (brv_notes_get_source (notes, i) != brv_notes_get_source (last->notes, i) ||
          brv_notes_get_source_entry (notes, i) != brv_notes_get_source_entry (last->notes, i))
        return NULL;
    }
  return g_ptr_array_index (last->sections, last->sections->len - 1);
}
