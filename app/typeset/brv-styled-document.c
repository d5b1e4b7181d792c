/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-styled-document-private.h"

#include <string.h>

#include "cite/brv-citation.h"
#include "cite/brv-words.h"
#include "typeset/brv-pending-notes.h"

/* The narrowest lines that are justified, in ems. */
#define LEAST_JUSTIFIED 15.0

static void
add_detail (Styler *self, BrvWord word, const char *value)
{
  BrvStyledBlock *block;
  g_autofree char *label = NULL;

  if (value == NULL || value[0] == '\0')
    return;
  label = brv_words_dup (self->language, word, NULL, NULL);
  block = brv_styler_add_plain (self, BRV_STYLED_PLAIN, BRV_LOOK_DETAIL, value);
  brv_styled_block_set_label (block, label, brv_theme_get_page (self->theme)->grey);
  block->label_at_start = TRUE;
  block->keep = TRUE;
}

/* Hairlines part the details from the title and from the text. */
static void
rule_off (BrvStyledBlock *first, BrvStyledBlock *last)
{
  first->rule_above = TRUE;
  first->before = first->look.leading * 1.5;
  last->rule_below = TRUE;
  last->after = last->look.leading * 2.5;
}

static void
add_details (Styler *self)
{
  const BrvRecord *record = brv_brief_get_record (self->brief);
  guint first = self->blocks->len;
  g_autofree char *comma = brv_words_dup (self->language, BRV_WORD_COMMA, NULL, NULL);
  g_autofree char *to = brv_record_dup_joined (record, BRV_BRIEF_FIELD_RECIPIENTS, comma);
  g_autofree char *authors = brv_record_dup_joined (record, BRV_BRIEF_FIELD_AUTHORS, comma);
  const char *organisation = brv_brief_get (self->brief, BRV_BRIEF_FIELD_ORGANISATION);
  const char *date = brv_brief_get (self->brief, BRV_BRIEF_FIELD_DATE);
  g_autofree char *words =
    date != NULL ? brv_citation_dup_date_in_words (date, self->language) : NULL;
  g_autoptr (GString) from = g_string_new (authors);
  guint end;

  if (from->len > 0 && organisation != NULL)
    g_string_append (from, comma);
  g_string_append (from, organisation != NULL ? organisation : "");
  add_detail (self, BRV_WORD_TO, to);
  add_detail (self, BRV_WORD_FROM, from->str);
  add_detail (self, BRV_WORD_DATE, words);

  end = self->blocks->len;
  if (end == first)
    return;
  rule_off (g_ptr_array_index (self->blocks, first), g_ptr_array_index (self->blocks, end - 1));
}

static void
add_title_block (Styler *self)
{
  const char *reference = brv_brief_get (self->brief, BRV_BRIEF_FIELD_REFERENCE);
  const char *title = brv_brief_get (self->brief, BRV_BRIEF_FIELD_TITLE);
  const char *subtitle = brv_brief_get (self->brief, BRV_BRIEF_FIELD_SUBTITLE);

  if (reference != NULL)
    brv_styler_add_plain (self, BRV_STYLED_PLAIN, BRV_LOOK_REFERENCE, reference)->keep = TRUE;
  if (title != NULL)
    brv_styler_add_plain (self, BRV_STYLED_TITLE, BRV_LOOK_TITLE, title)->keep = TRUE;
  if (subtitle != NULL)
    brv_styler_add_plain (self, BRV_STYLED_PLAIN, BRV_LOOK_SUBTITLE, subtitle)->keep = TRUE;
  add_details (self);
}

/* What goes across all columns whatever it says: what stands before the sections, and their headings
 * where the theme has them so. */
static void
widen (const Styler *self, gboolean is_before_sections)
{
  gboolean has_wide_heads = brv_theme_get_page (self->theme)->wide_heads;

  for (guint i = 0; self->has_columns && i < self->blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (self->blocks, i);

      if (is_before_sections || (has_wide_heads && block->kind == BRV_STYLED_SECTION))
        block->is_wide = TRUE;
    }
}

/* Lines of fewer than about thirty letters have too few spaces to be justified: they stay ragged. */
static void
relax_narrow (const Styler *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (self->blocks, i);
      double width = self->measure - block->look.indent - block->look.indent_end;

      if (!block->is_wide && block->look.align == BRV_ALIGN_JUSTIFY &&
          width < LEAST_JUSTIFIED * block->look.size)
        block->look.align = BRV_ALIGN_START;
    }
}

/* Begins a part of the document: what is added then stands in it. */
static void
begin_section (Styler *self, const BrvSection *section)
{
  self->section = brv_set_section_new (section);
  self->section->before = self->counters;
  self->blocks = self->section->blocks;
}

static void
end_section (Styler *self, guint at, gboolean is_before_sections)
{
  widen (self, is_before_sections);
  relax_narrow (self);
  self->section->after = self->counters;
  g_ptr_array_insert (self->document->sections, (gint)at, self->section);
  self->section = NULL;
  self->blocks = NULL;
}

static guint
count_digits (guint first_note)
{
  const BrvNote note = { .number = first_note + 1 };

  return brv_pending_notes_count_digits (&note);
}

/* Whether the numbers of a section's notes are as long as they were. */
static gboolean
has_same_digits (const BrvSetSection *section, guint first_note)
{
  guint n_more = section->n_notes > 0 ? section->n_notes - 1 : 0;
  guint n_digits = count_digits (first_note);

  return section->n_notes == 0 || section->first_note == first_note ||
         (count_digits (section->first_note) == n_digits &&
          count_digits (section->first_note + n_more) == n_digits &&
          count_digits (first_note + n_more) == n_digits);
}

static gboolean
counts_same (guint before, guint after, guint now)
{
  return before == after || before == now;
}

/* Takes a section over from the last run if it looks the same now; what it counts, counts on. */
static gboolean
take_over (Styler *self, const BrvStyledDocument *last, const BrvSection *section, guint first_note)
{
  BrvSetSection *found = last != NULL ? g_hash_table_lookup (last->by_section, section) : NULL;
  BrvStyleCounters *counters = &self->counters;

  if (found == NULL || !has_same_digits (found, first_note) ||
      !counts_same (found->before.n_paragraphs, found->after.n_paragraphs,
                    counters->n_paragraphs) ||
      !counts_same (found->before.n_figures, found->after.n_figures, counters->n_figures) ||
      !counts_same (found->before.n_tables, found->after.n_tables, counters->n_tables) ||
      memcmp (found->before.heading_numbers, counters->heading_numbers,
              sizeof counters->heading_numbers) != 0)
    return FALSE;
  counters->n_paragraphs += found->after.n_paragraphs - found->before.n_paragraphs;
  counters->n_figures += found->after.n_figures - found->before.n_figures;
  counters->n_tables += found->after.n_tables - found->before.n_tables;
  memcpy (counters->heading_numbers, found->after.heading_numbers,
          sizeof counters->heading_numbers);
  g_ptr_array_add (self->document->sections, brv_set_section_ref (found));
  return TRUE;
}

static void
add_sections (Styler *self, const BrvStyledDocument *last)
{
  const BrvNotes *notes = self->document->notes;

  for (guint i = 0; i < brv_brief_get_n_sections (self->brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (self->brief, i);
      guint first_note = brv_notes_find_first_of_section (notes, i);

      if (!take_over (self, last, section, first_note))
        {
          begin_section (self, section);
          self->section->first_note = first_note;
          self->section->n_notes = brv_notes_find_first_of_section (notes, i + 1) - first_note;
          brv_styler_add_section (self, section);
          end_section (self, self->document->sections->len, FALSE);
        }
      g_hash_table_insert (
        self->document->by_section, (gpointer)section,
        g_ptr_array_index (self->document->sections, self->document->sections->len - 1));
    }
}

static void
add_lists (Styler *self, const BrvStyledDocument *last)
{
  BrvSetSection *list = brv_styler_find_last_source_list (self, last);

  if (self->document->has_endnotes)
    {
      begin_section (self, NULL);
      brv_styler_add_endnotes (self);
      end_section (self, self->document->sections->len, FALSE);
    }
  else
    brv_styler_add_foot_notes (self, last);
  if (list != NULL)
    {
      g_ptr_array_add (self->document->sections, brv_set_section_ref (list));
      return;
    }
  begin_section (self, NULL);
  brv_styler_add_source_list (self);
  end_section (self, self->document->sections->len, FALSE);
}

/* What is before a page break at the start of a section ends its page. On the first page nothing is:
 * there it means nothing. */
static void
end_page_before (BrvStyledDocument *self)
{
  for (guint i = self->blocks->len; i-- > 0;)
    {
      const BrvStyledBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == BRV_STYLED_SECTION || block->kind == BRV_STYLED_HEADING)
        continue;
      g_array_append_val (self->page_ends, i);
      return;
    }
}

/* Puts the blocks of all sections into one row. */
static void
join_sections (BrvStyledDocument *self)
{
  BrvSectionSpan span = { 0, 0 };

  for (guint i = 0; i < self->sections->len; i++)
    {
      BrvSetSection *section = g_ptr_array_index (self->sections, i);

      if (section->breaks_before)
        end_page_before (self);
      g_array_append_val (self->spans, span);
      for (guint j = 0; j < section->blocks->len; j++)
        g_ptr_array_add (self->blocks, g_ptr_array_index (section->blocks, j));
      span.first_block += section->blocks->len;
      span.first_note += section->n_notes;
    }
  g_array_append_val (self->spans, span);
}

static gboolean
has_same_sources (const BrvBrief *a, const BrvBrief *b)
{
  if (brv_brief_get_n_sources (a) != brv_brief_get_n_sources (b))
    return FALSE;
  for (guint i = 0; i < brv_brief_get_n_sources (a); i++)
    {
      if (brv_brief_get_source (a, i) != brv_brief_get_source (b, i))
        return FALSE;
    }
  return TRUE;
}

/* Whether all that the looks of a section depend on beside itself is as it was. */
static gboolean
is_alike (const BrvStyledDocument *last, const Styler *styler)
{
  static const BrvBriefField fields[] = { BRV_BRIEF_FIELD_LANGUAGE, BRV_BRIEF_FIELD_PAPER,
                                          BRV_BRIEF_FIELD_COLUMNS, BRV_BRIEF_FIELD_NUMBERING,
                                          BRV_BRIEF_FIELD_NOTES };

  if (last->theme != styler->theme || !last->printable != !styler->printable)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_strcmp0 (brv_brief_get (last->brief, fields[i]),
                     brv_brief_get (styler->brief, fields[i])) != 0)
        return FALSE;
    }
  return has_same_sources (last->brief, styler->brief);
}

static void
init_styler (Styler *self, const BrvSheet *sheet)
{
  const char *numbering = brv_brief_get (self->brief, BRV_BRIEF_FIELD_NUMBERING);

  self->measure = sheet->column_width;
  self->full_measure = sheet->measure;
  self->text_height = sheet->bottom - sheet->top;
  self->has_columns = sheet->n_columns > 1;
  self->numbering = brv_theme_get_page (self->theme)->numbering;
  if (numbering != NULL)
    brv_numbering_parse (numbering, &self->numbering);
  self->language = brv_brief_get (self->brief, BRV_BRIEF_FIELD_LANGUAGE);
}

static BrvStyledDocument *
make_document (const BrvBrief *brief, const BrvTheme *theme, gboolean printable)
{
  BrvStyledDocument *self = g_atomic_rc_box_new0 (BrvStyledDocument);

  self->brief = brv_brief_ref (brief);
  self->theme = brv_theme_ref (theme);
  self->printable = printable;
  self->has_endnotes = g_strcmp0 (brv_brief_get (brief, BRV_BRIEF_FIELD_NOTES), "endnotes") == 0;
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_set_section_unref);
  self->spans = g_array_new (FALSE, FALSE, sizeof (BrvSectionSpan));
  self->by_section = g_hash_table_new (NULL, NULL);
  self->blocks = g_ptr_array_new ();
  self->page_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  self->foot_notices = brv_notices_new ();
  self->foot_blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_styled_block_unref);
  return self;
}

/**
 * brv_styled_document_new:
 * @brief: a brief
 * @theme: a theme; it must outlive the result
 * @sheet: how wide and high the text is
 * @printable: for paper: links become notes
 * @texts: texts that are taken over where nothing has changed
 * @last: (nullable): the document of the last run, its lines laid out
 *
 * Gives each part of a brief its look. Guidance and empty paragraphs are never printed, and a section
 * that has nothing else is left out with its heading, so that a brief may be circulated before
 * every section of its template is written.
 *
 * Returns: (transfer full): the document; the paragraphs of what is new are not yet made
 */
BrvStyledDocument *
brv_styled_document_new (const BrvBrief *brief,
                         const BrvTheme *theme,
                         const BrvSheet *sheet,
                         gboolean printable,
                         BrvTextCache *texts,
                         const BrvStyledDocument *last)
{
  BrvStyledDocument *self = make_document (brief, theme, printable);
  Styler styler = {
    .document = self, .brief = brief, .theme = theme, .texts = texts, .printable = printable
  };

  init_styler (&styler, sheet);
  self->notes = brv_notes_new_after (last != NULL ? last->notes : NULL, brief, printable);
  styler.n_groups = last != NULL ? last->n_groups : 0;
  if (last != NULL && !is_alike (last, &styler))
    last = NULL;
  begin_section (&styler, NULL);
  add_title_block (&styler);
  end_section (&styler, 0, TRUE);
  add_sections (&styler, last);
  add_lists (&styler, last);
  if (g_strcmp0 (brv_brief_get (brief, BRV_BRIEF_FIELD_CONTENTS), "yes") == 0)
    {
      begin_section (&styler, NULL);
      brv_styler_add_contents (&styler);
      end_section (&styler, 1, TRUE);
    }
  self->n_groups = styler.n_groups;
  join_sections (self);
  return self;
}

static void
clear_document (BrvStyledDocument *self)
{
  g_ptr_array_unref (self->sections);
  g_array_unref (self->spans);
  g_hash_table_unref (self->by_section);
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->page_ends);
  g_ptr_array_unref (self->foot_blocks);
  g_array_unref (self->foot_notices);
  brv_notes_unref (self->notes);
  brv_theme_unref (self->theme);
  brv_brief_unref (self->brief);
}

/**
 * brv_styled_document_ref:
 * @self: a document
 *
 * Returns: (transfer full): @self
 */
BrvStyledDocument *
brv_styled_document_ref (BrvStyledDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * brv_styled_document_unref:
 * @self: (transfer full): a document
 *
 * Drops a reference.
 */
void
brv_styled_document_unref (BrvStyledDocument *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_document);
}

/**
 * brv_styled_document_get_contents:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the table of contents, its heading the first block; never one
 *   that an earlier run made
 */
const BrvSetSection *
brv_styled_document_get_contents (const BrvStyledDocument *self)
{
  const BrvSetSection *section;

  g_return_val_if_fail (self != NULL, NULL);

  section = g_ptr_array_index (self->sections, 1);
  if (section->blocks->len == 0 ||
      ((const BrvStyledBlock *)g_ptr_array_index (section->blocks, 0))->kind !=
        BRV_STYLED_CONTENTS_HEADING)
    return NULL;
  return section;
}

/**
 * brv_styled_document_find_section:
 * @self: a document
 * @block: index of a block
 *
 * Returns: the index of the section in which the block stands
 */
guint
brv_styled_document_find_section (const BrvStyledDocument *self, guint block)
{
  guint first = 0;
  guint end;

  g_return_val_if_fail (self != NULL && block < self->blocks->len, 0);

  end = self->sections->len;
  while (end - first > 1)
    {
      guint middle = (first + end) / 2;

      if (g_array_index (self->spans, BrvSectionSpan, middle).first_block <= block)
        first = middle;
      else
        end = middle;
    }
  return first;
}
