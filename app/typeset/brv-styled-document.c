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

static BrvStyledBlock *
add_block_with_text (Styler *self, BrvStyledKind kind, BrvLookKind look, BrvInlineText *text)
{
  BrvStyledBlock *block =
    brv_styled_block_new_with_text (kind, brv_theme_get_look (self->theme, look), text);

  g_ptr_array_add (self->document->blocks, block);
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
  guint first = self->document->blocks->len;
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

  end = self->document->blocks->len;
  if (end == first)
    return;
  rule_off (g_ptr_array_index (self->document->blocks, first),
            g_ptr_array_index (self->document->blocks, end - 1));
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
    block->first_note = pending->notes[0].number - 1;
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
    styled->first_note = pending.notes[0].number - 1;
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
      BrvStyledBlock *passage =
        g_ptr_array_index (self->document->blocks, self->document->blocks->len - 2);

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
  guint first = self->document->blocks->len;
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
  if (self->document->blocks->len > first)
    {
      BrvStyledBlock *last =
        g_ptr_array_index (self->document->blocks, self->document->blocks->len - 1);

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
      BrvStyledBlock *last =
        g_ptr_array_index (self->document->blocks, self->document->blocks->len - 1);

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
  label = g_strdup_printf ("%u.", ++self->n_paragraphs);
  brv_styled_block_set_label (block, label, block->look.color);
  block->label_at_start = TRUE;
}

/* 1, 1.1, 1.1.1: of the sections and of the headings within them. */
static void
number_heading (Styler *self, BrvStyledBlock *block, guint level)
{
  g_autoptr (GString) label = g_string_new (NULL);

  if ((self->numbering & BRV_NUMBERING_SECTIONS) == 0)
    return;
  self->heading_numbers[level]++;
  for (guint i = level + 1; i <= BRV_HEADING_MAX_LEVEL; i++)
    self->heading_numbers[i] = 0;
  for (guint i = 0; i <= level; i++)
    g_string_append_printf (label, "%s%u", i > 0 ? "." : "", MAX (1, self->heading_numbers[i]));
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
static BrvStyledBlock *
make_note (Styler *self, const BrvNote *note)
{
  BrvStyledBlock *block = brv_styled_block_new_with_text (
    BRV_STYLED_NOTE, brv_theme_get_look (self->theme, BRV_LOOK_NOTE), NULL);
  g_autofree char *number = g_strdup_printf ("%u", note->number);
  gint source = -1;

  if (!brv_id_is_none (note->source_id) && !self->printable)
    source = brv_notes_find_source (self->document->notes, note->source_id);
  block->index = note->number - 1;
  block->look.indent =
    MAX (block->look.indent, brv_theme_get_page (self->theme)->note_number_width);
  append_note (self, block, note, source);
  brv_styled_block_set_label (block, number, block->look.color);
  block->label_at_start = TRUE;
  return block;
}

static void
add_list_heading (Styler *self, BrvWord word)
{
  g_autofree char *words = brv_words_dup (self->language, word, NULL, NULL);

  brv_styler_add_plain (self, BRV_STYLED_SECTION, BRV_LOOK_SOURCE_HEADING, words);
}

static void
add_notes (Styler *self)
{
  guint n_notes;
  const BrvNote *notes = brv_notes_get (self->document->notes, &n_notes);

  if (n_notes > 0 && self->document->has_endnotes)
    add_list_heading (self, BRV_WORD_NOTES);
  for (guint i = 0; i < n_notes; i++)
    {
      BrvStyledBlock *block = make_note (self, &notes[i]);

      if (self->document->has_endnotes)
        block->after = brv_theme_get_page (self->theme)->note_gap;
      g_ptr_array_add (
        self->document->has_endnotes ? self->document->blocks : self->document->foot_blocks, block);
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

/* What goes across all columns whatever it says: the title block, the table of contents, headings of
 * sections where the theme has them so, and the notes at the feet of pages. */
static void
widen (BrvStyledDocument *self, const BrvTheme *theme)
{
  gboolean wide_heads = brv_theme_get_page (theme)->wide_heads;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (self->blocks, i);

      if (i < self->n_title_blocks || block->kind == BRV_STYLED_CONTENTS ||
          block->kind == BRV_STYLED_CONTENTS_HEADING ||
          (wide_heads && block->kind == BRV_STYLED_SECTION))
        block->is_wide = TRUE;
    }
  for (guint i = 0; i < self->foot_blocks->len; i++)
    ((BrvStyledBlock *)g_ptr_array_index (self->foot_blocks, i))->is_wide = TRUE;
}

/**
 * brv_styled_document_new:
 * @brief: a brief
 * @theme: a theme; it must outlive the result
 * @sheet: how wide and high the text is
 * @printable: for paper: links become notes
 * @texts: texts that are taken over where nothing has changed
 * @last_notes: (nullable): the notes of the last run
 *
 * Gives each part of a brief its look. Guidance and empty paragraphs are never printed, and a section
 * that has nothing else is left out with its heading, so that a brief may be circulated before
 * every section of its template is written.
 *
 * Returns: (transfer full): the document, its paragraphs not yet made
 */
BrvStyledDocument *
brv_styled_document_new (const BrvBrief *brief,
                         const BrvTheme *theme,
                         const BrvSheet *sheet,
                         gboolean printable,
                         BrvTextCache *texts,
                         const BrvNotes *last_notes)
{
  BrvStyledDocument *self = g_new0 (BrvStyledDocument, 1);
  Styler styler = {
    .document = self, .brief = brief, .theme = theme, .texts = texts, .printable = printable
  };
  const char *numbering = brv_brief_get (brief, BRV_BRIEF_FIELD_NUMBERING);
  guint n_title_blocks;

  styler.measure = sheet->column_width;
  styler.full_measure = sheet->measure;
  styler.text_height = sheet->bottom - sheet->top;
  styler.numbering = brv_theme_get_page (theme)->numbering;
  if (numbering != NULL)
    brv_numbering_parse (numbering, &styler.numbering);
  styler.language = brv_brief_get (brief, BRV_BRIEF_FIELD_LANGUAGE);
  self->notes = brv_notes_new_after (last_notes, brief, printable);
  self->has_endnotes = g_strcmp0 (brv_brief_get (brief, BRV_BRIEF_FIELD_NOTES), "endnotes") == 0;
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_styled_block_free);
  self->foot_blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_styled_block_free);
  add_title_block (&styler);
  n_title_blocks = self->blocks->len;
  self->n_title_blocks = n_title_blocks;
  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    add_section (&styler, brv_brief_get_section (brief, i));
  add_notes (&styler);
  add_source_list (&styler);
  if (g_strcmp0 (brv_brief_get (brief, BRV_BRIEF_FIELD_CONTENTS), "yes") == 0)
    brv_styler_add_contents (&styler, n_title_blocks);
  if (sheet->n_columns > 1)
    widen (self, theme);
  return self;
}

/**
 * brv_styled_document_free:
 * @self: (transfer full): a document
 *
 * Frees it.
 */
void
brv_styled_document_free (BrvStyledDocument *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->foot_blocks);
  brv_notes_unref (self->notes);
  g_free (self);
}
