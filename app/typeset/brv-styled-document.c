/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-styled-document-private.h"

#include <string.h>

#include "base/brv-utf8.h"
#include "cite/brv-citation.h"
#include "cite/brv-words.h"
#include "typeset/brv-pending-notes.h"

/* Each level of a list stands so much deeper than the one before. */
#define LIST_STEP 18.0

/* The narrowest lines that are justified, in ems. */
#define LEAST_JUSTIFIED 15.0

static BrvStyledBlock *
add_block_with_text (Styler *self, BrvStyledKind kind, BrvLookKind look, BrvInlineText *text)
{
  BrvStyledBlock *block =
    brv_styled_block_new_with_text (kind, brv_theme_get_look (self->theme, look), text);

  g_ptr_array_add (self->blocks, block);
  return block;
}

BrvStyledBlock *
brv_styler_add_block (Styler *self, BrvStyledKind kind, BrvLookKind look)
{
  return add_block_with_text (self, kind, look, brv_inline_text_new ());
}

BrvStyledBlock *
brv_styler_add_plain (Styler *self, BrvStyledKind kind, BrvLookKind look, const char *text)
{
  g_autofree char *capitals =
    brv_theme_get_look (self->theme, look)->capitals ? g_utf8_strup (text, -1) : NULL;

  return add_block_with_text (
    self, kind, look, brv_text_cache_need_plain (self->texts, capitals != NULL ? capitals : text));
}

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

/* What the numbers of notes and the purpose add to a text; their digits are not in it. */
static guint
sign_notes (const Styler *self, const BrvPendingNotes *pending, BrvRange range, gboolean is_last)
{
  guint signature = (guint)range.end * 4 + (self->printable ? 2 : 0) + (is_last ? 1 : 0);

  for (guint i = pending->next; i < pending->n_notes; i++)
    signature = signature * 31 + brv_pending_notes_count_digits (&pending->notes[i]);
  return signature * 31 + pending->next;
}

static void
set_text (BrvStyledBlock *block, BrvInlineText *text)
{
  g_clear_pointer (&block->text, brv_inline_text_unref);
  block->text = text;
}

/*
 * Appends rich text to a block that has none; each note's number stands at its place, and after the
 * last stretch of a text all numbers that are left. A text that the last run has made is taken over.
 */
static void
append_text (Styler *self,
             BrvStyledBlock *block,
             const BrvText *text,
             BrvRange range,
             BrvPendingNotes *pending,
             gboolean is_last)
{
  BrvTextOrigin origin = { text, range.start, sign_notes (self, pending, range, is_last) };
  BrvInlineText *made = brv_text_cache_find (self->texts, &origin);

  if (pending->n_notes > 0)
    block->first_note = pending->notes[0].number - 1 - self->section->first_note;
  if (made != NULL)
    {
      set_text (block, brv_inline_text_ref (made));
      pending->next += made->n_numbers;
      return;
    }
  if (block->text == NULL)
    set_text (block, brv_inline_text_new ());
  brv_pending_notes_append_text (pending, block->text, text, range);
  while (is_last && pending->next < pending->n_notes)
    brv_pending_notes_append_number (pending, block->text);
  brv_text_cache_add (self->texts, &origin, block->text);
}

/* Appends all words of a model block that is no quote, with the numbers of its notes. */
void
brv_styler_append_words (Styler *self, BrvStyledBlock *styled, const BrvBlock *block)
{
  const BrvText *text = brv_block_get_text (block);
  BrvPendingNotes pending = { 0 };

  styled->id = brv_block_get_id (block);
  pending.notes = brv_notes_list_of_block (self->document->notes, styled->id, &pending.n_notes);
  append_text (self, styled, text, (BrvRange){ 0, brv_text_get_length (text) }, &pending, FALSE);
}

/* The same behind what the block says already: such a text is not taken over from run to run. */
void
brv_styler_append_more_words (Styler *self, BrvStyledBlock *styled, const BrvBlock *block)
{
  const BrvText *text = brv_block_get_text (block);
  BrvPendingNotes pending = { 0 };

  styled->id = brv_block_get_id (block);
  pending.notes = brv_notes_list_of_block (self->document->notes, styled->id, &pending.n_notes);
  if (pending.n_notes > 0)
    styled->first_note = pending.notes[0].number - 1 - self->section->first_note;
  brv_pending_notes_append_text (&pending, styled->text, text,
                                 (BrvRange){ 0, brv_text_get_length (text) });
}

static void
add_attribution (Styler *self, const BrvBlock *block, guint group)
{
  const BrvQuote *quote = brv_block_get_quote (block);
  BrvId source_id = brv_anchor_get_source_id (brv_quote_get_anchor (quote));
  const BrvSource *source = brv_brief_lookup_source (self->brief, source_id);
  g_autofree char *attribution =
    source != NULL ? brv_citation_dup_attribution (source, quote, self->language) : NULL;
  BrvStyledBlock *line;

  if (attribution == NULL || attribution[0] == '\0')
    return;
  line = brv_styler_add_plain (self, BRV_STYLED_ATTRIBUTION, BRV_LOOK_ATTRIBUTION, attribution);
  line->group = group;
  if (brv_block_get_variant (block) == BRV_VARIANT_PULL)
    {
      const BrvLook *pull = brv_theme_get_look (self->theme, BRV_LOOK_PULL);
      BrvStyledBlock *passage = g_ptr_array_index (self->blocks, self->blocks->len - 2);

      /* It stands as near to the passage as other attributions do. */
      passage->after = brv_theme_get_look (self->theme, BRV_LOOK_QUOTE)->after;
      line->is_pulled = TRUE;
      line->look.indent = pull->indent;
      line->after = MAX (line->after, pull->after);
    }
  brv_styler_hang (self, line);
}

/* Spaces after a passage would part the number of its note from it. */
static gsize
find_last_letter (const char *utf8, gsize length)
{
  const char *end = utf8 + length;
  const char *before;

  while ((before = g_utf8_find_prev_char (utf8, end)) != NULL &&
         g_unichar_isspace (g_utf8_get_char (before)))
    end = before;
  return (gsize)(end - utf8);
}

/* What a source says of itself may be anything. Source: RFC 5646 §2.1, §4.4.1. */
static gboolean
is_language_tag (const char *tag)
{
  return strlen (tag) <= 35 && g_ascii_isalpha (tag[0]) && g_ascii_isalpha (tag[1]) &&
         strspn (tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
           strlen (tag);
}

/* The language of a passage, if it is not the brief's. A source that names no region leaves it to the
 * brief. */
static const char *
find_language (const Styler *self, const BrvBlock *block)
{
  BrvId source_id = brv_anchor_get_source_id (brv_quote_get_anchor (brv_block_get_quote (block)));
  const BrvSource *source = brv_brief_lookup_source (self->brief, source_id);
  const char *tag = source != NULL ? brv_source_get (source, BRV_SOURCE_FIELD_LANGUAGE) : NULL;
  gsize length;

  if (tag == NULL || !is_language_tag (tag))
    return NULL;
  length = strcspn (tag, "-");
  if (self->language != NULL && g_ascii_strncasecmp (tag, self->language, length) == 0 &&
      !g_ascii_isalnum (self->language[length]) &&
      (tag[length] == '\0' || g_ascii_strcasecmp (tag, self->language) == 0))
    return NULL;
  return tag;
}

/* The breaks of a passage over several paragraphs are part of it: each is set as one. */
static void
add_quote (Styler *self, const BrvBlock *block)
{
  const BrvText *shown = brv_quote_get_shown (brv_block_get_quote (block));
  BrvPendingNotes pending = { 0 };
  guint group = ++self->n_groups;
  const char *utf8 = brv_text_get_utf8 (shown);
  gsize length = find_last_letter (utf8, brv_text_get_length (shown));
  guint first = self->blocks->len;
  gboolean is_pulled = brv_block_get_variant (block) == BRV_VARIANT_PULL;
  const char *language = find_language (self, block);

  pending.notes =
    brv_notes_list_of_block (self->document->notes, brv_block_get_id (block), &pending.n_notes);
  for (gsize start = 0; start <= length;)
    {
      const char *newline = memchr (utf8 + start, '\n', length - start);
      gsize end = newline != NULL ? (gsize)(newline - utf8) : length;
      BrvStyledBlock *part = add_block_with_text (self, BRV_STYLED_QUOTE,
                                                  is_pulled ? BRV_LOOK_PULL : BRV_LOOK_QUOTE, NULL);

      part->id = brv_block_get_id (block);
      part->group = group;
      part->language = language;
      part->keep = end == length;
      part->is_pulled = is_pulled;
      brv_styler_hang (self, part);
      if (start > 0)
        {
          part->before = 0;
          part->look.first_line = is_pulled ? 0 : part->look.size;
        }
      if (is_pulled && end < length)
        part->after = 0;
      append_text (self, part, shown, (BrvRange){ start, end }, &pending, end == length);
      start = end + 1;
    }
  add_attribution (self, block, group);
  if (self->blocks->len > first)
    {
      BrvStyledBlock *last = g_ptr_array_index (self->blocks, self->blocks->len - 1);

      last->keep = FALSE;
      if (last->kind == BRV_STYLED_QUOTE)
        last->after = brv_theme_get_look (self->theme, BRV_LOOK_BODY)->after;
    }
}

static char *
dup_roman (guint number)
{
  static const struct
  {
    guint value;
    const char *digits;
  } steps[] = { { 50, "l" }, { 40, "xl" }, { 10, "x" }, { 9, "ix" },
                { 5, "v" },  { 4, "iv" },  { 1, "i" } };
  g_autoptr (GString) roman = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      for (; number >= steps[i].value; number -= steps[i].value)
        g_string_append (roman, steps[i].digits);
    }
  return g_strdup (roman->str);
}

static char *
dup_list_label (guint level, gboolean ordered, guint number)
{
  g_autofree char *roman = NULL;

  if (!ordered)
    return g_strdup (level % 2 == 1 ? "•" : "–");
  if (level == 2 && number <= 26)
    return g_strdup_printf ("%c.", 'a' + (char)(number - 1));
  if (level == 3 && number < 80)
    {
      roman = dup_roman (number);
      return g_strconcat (roman, ".", NULL);
    }
  return g_strdup_printf ("%u.", number);
}

static void
number_item (Styler *self, guint level, gboolean ordered, BrvStyledBlock *item)
{
  g_autofree char *label = NULL;

  for (guint i = level + 1; i <= BRV_LIST_MAX_LEVEL; i++)
    self->list_numbers[i] = 0;
  self->list_numbers[level] = ordered ? self->list_numbers[level] + 1 : 0;
  label = dup_list_label (level, ordered, self->list_numbers[level]);
  brv_styled_block_set_label (item, label, item->look.color);
}

/* The last item of a list is as far from what follows as a paragraph is. */
static void
end_list (Styler *self)
{
  if (self->list_level > 0)
    {
      BrvStyledBlock *last = g_ptr_array_index (self->blocks, self->blocks->len - 1);

      last->after = MAX (last->after, brv_theme_get_look (self->theme, BRV_LOOK_BODY)->after);
    }
  memset (self->list_numbers, 0, sizeof self->list_numbers);
  self->list_level = 0;
}

/* Room at the start for the numbers of paragraphs. */
void
brv_styler_hang (Styler *self, BrvStyledBlock *block)
{
  if ((self->numbering & BRV_NUMBERING_PARAGRAPHS) == 0)
    return;
  block->hang = brv_theme_get_page (self->theme)->paragraph_number_width;
  block->look.indent += block->hang;
}

static void
number_paragraph (Styler *self, BrvStyledBlock *block)
{
  g_autofree char *label = NULL;

  if ((self->numbering & BRV_NUMBERING_PARAGRAPHS) == 0)
    return;
  brv_styler_hang (self, block);
  label = g_strdup_printf ("%u.", ++self->counters.n_paragraphs);
  brv_styled_block_set_label (block, label, block->look.color);
  block->label_at_start = TRUE;
}

/* 1, 1.1, 1.1.1: of the sections and of the headings within them. */
static void
number_heading (Styler *self, BrvStyledBlock *block, guint level)
{
  guint *numbers = self->counters.heading_numbers;
  g_autoptr (GString) label = g_string_new (NULL);

  if ((self->numbering & BRV_NUMBERING_SECTIONS) == 0)
    return;
  numbers[level]++;
  for (guint i = level + 1; i <= BRV_HEADING_MAX_LEVEL; i++)
    numbers[i] = 0;
  for (guint i = 0; i <= level; i++)
    g_string_append_printf (label, "%s%u", i > 0 ? "." : "", MAX (1, numbers[i]));
  brv_styled_block_set_label (block, label->str, block->look.color);
  block->label_at_start = TRUE;
  block->label_widens = TRUE;
}

static void
add_text_block (Styler *self, const BrvBlock *block)
{
  BrvBlockKind kind = brv_block_get_kind (block);
  guint level = brv_block_get_level (block);
  BrvStyledBlock *styled;

  if (kind == BRV_BLOCK_HEADING)
    {
      level = CLAMP (level, 1, BRV_HEADING_MAX_LEVEL);
      styled = add_block_with_text (self, BRV_STYLED_HEADING, BRV_LOOK_HEADING_1 + level - 1, NULL);
      number_heading (self, styled, level);
    }
  else if (kind == BRV_BLOCK_LIST_ITEM)
    {
      level = CLAMP (level, 1, BRV_LIST_MAX_LEVEL);
      styled = add_block_with_text (self, BRV_STYLED_LIST_ITEM, BRV_LOOK_LIST_ITEM, NULL);
      styled->look.indent += (level - 1) * LIST_STEP;
      brv_styler_hang (self, styled);
      number_item (self, level, brv_block_is_ordered (block), styled);
      self->list_level = level;
    }
  else
    {
      styled = add_block_with_text (self, BRV_STYLED_PLAIN, BRV_LOOK_BODY, NULL);
      number_paragraph (self, styled);
    }
  styled->level = level;
  brv_styler_append_words (self, styled, block);
}

static void
add_model_block (Styler *self, const BrvSection *section, guint index)
{
  const BrvBlock *block = brv_section_get_block (section, index);

  if (brv_block_is_blank (block))
    return;
  if (brv_block_get_kind (block) != BRV_BLOCK_LIST_ITEM)
    end_list (self);
  switch (brv_block_get_kind (block))
    {
    case BRV_BLOCK_QUOTE:
      add_quote (self, block);
      break;
    case BRV_BLOCK_CALLOUT:
      brv_styler_add_callout (self, section, index);
      break;
    case BRV_BLOCK_FIGURE:
      brv_styler_add_figure (self, block);
      break;
    case BRV_BLOCK_TABLE:
      brv_styler_add_table (self, block);
      break;
    case BRV_BLOCK_PAGE_BREAK:
      brv_styler_add_page_break (self);
      break;
    case BRV_BLOCK_HEADING:
    case BRV_BLOCK_PARAGRAPH:
    case BRV_BLOCK_LIST_ITEM:
    case BRV_N_BLOCK_KINDS:
    default:
      add_text_block (self, block);
    }
}

static gboolean
has_content (const BrvSection *section)
{
  for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
    {
      const BrvBlock *block = brv_section_get_block (section, i);

      if (!brv_block_is_blank (block) && brv_block_get_kind (block) != BRV_BLOCK_PAGE_BREAK)
        return TRUE;
    }
  return FALSE;
}

static void
add_section (Styler *self, const BrvSection *section)
{
  const char *heading = brv_section_get_heading (section);
  BrvStyledBlock *block;

  if (!has_content (section))
    {
      /* A page break alone still ends the page. */
      for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
        {
          if (brv_block_get_kind (brv_section_get_block (section, i)) == BRV_BLOCK_PAGE_BREAK)
            brv_styler_add_page_break (self);
        }
      return;
    }
  block = brv_styler_add_plain (self, BRV_STYLED_SECTION, BRV_LOOK_SECTION,
                                heading != NULL ? heading : "");
  block->id = brv_section_get_id (section);
  number_heading (self, block, 0);
  for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
    add_model_block (self, section, i);
  end_list (self);
}

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
      set_text (block, brv_inline_text_ref (made));
      return;
    }
  set_text (block, brv_inline_text_new ());
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

static void
add_foot_notes (Styler *self, const BrvStyledDocument *last)
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

static void
add_endnotes (Styler *self)
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

static void
add_source_list (Styler *self)
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
static BrvSetSection *
find_last_source_list (const Styler *self, const BrvStyledDocument *last)
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
          add_section (self, section);
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
  BrvSetSection *list = find_last_source_list (self, last);

  if (self->document->has_endnotes)
    {
      begin_section (self, NULL);
      add_endnotes (self);
      end_section (self, self->document->sections->len, FALSE);
    }
  else
    add_foot_notes (self, last);
  if (list != NULL)
    {
      g_ptr_array_add (self->document->sections, brv_set_section_ref (list));
      return;
    }
  begin_section (self, NULL);
  add_source_list (self);
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
