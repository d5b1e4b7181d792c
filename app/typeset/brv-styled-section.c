/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The looks of the blocks of a section: paragraphs, quotes, lists and headings, with their numbers. */

#include "config.h"

#include <string.h>

#include "base/brv-utf8.h"
#include "cite/brv-citation.h"
#include "typeset/brv-pending-notes.h"
#include "typeset/brv-styled-document-private.h"

/* Each level of a list stands so much deeper than the one before. */
#define LIST_STEP 18.0

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

/* What the numbers of notes and the purpose add to a text; their digits are not in it. */
static guint
sign_notes (const Styler *self, const BrvPendingNotes *pending, BrvRange range, gboolean is_last)
{
  guint signature = (guint)range.end * 4 + (self->printable ? 2 : 0) + (is_last ? 1 : 0);

  for (guint i = pending->next; i < pending->n_notes; i++)
    signature = signature * 31 + brv_pending_notes_count_digits (&pending->notes[i]);
  return signature * 31 + pending->next;
}

/* Gives a block its text. */
void
brv_styler_take_text (BrvStyledBlock *block, BrvInlineText *text)
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
      brv_styler_take_text (block, brv_inline_text_ref (made));
      pending->next += made->n_numbers;
      return;
    }
  if (block->text == NULL)
    brv_styler_take_text (block, brv_inline_text_new ());
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

/* Whether an item begins another list just below one: numbers after bullets, or bullets after numbers. */
static gboolean
begins_list (const Styler *self, guint level, gboolean ordered)
{
  return level <= self->list_level && (self->list_numbers[level] > 0) != ordered;
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
      if (begins_list (self, level, brv_block_is_ordered (block)))
        styled->before = MAX (styled->before, styled->look.leading / 2);
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

void
brv_styler_add_section (Styler *self, const BrvSection *section)
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
