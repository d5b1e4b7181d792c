/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands at the head of a text: title, standfirst, byline, date, the first caption. */

#include "config.h"

#include <string.h>

#include "import/brv-byline.h"
#include "import/brv-caption.h"
#include "import/brv-credit-label.h"
#include "import/brv-credit-notice.h"
#include "import/brv-credit.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-html-page.h"
#include "import/brv-text-body.h"
#include "import/brv-text-bylines.h"
#include "import/brv-text-dates.h"
#include "import/brv-text-head.h"
#include "import/brv-text-origin.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MAX_CAPTION              70
#define MAX_BRACKETED_CAPTION    40
#define MIN_STANDFIRST           7
#define MAX_STANDFIRST           70
#define MAX_STANDFIRST_SENTENCES 2
#define MAX_SET_APART_SENTENCES  4
#define MAX_BRACKETED            8
#define MIN_HEAD_LINES           3 /* below the first paragraph */
#define MAX_HEAD_LINES           8
#define MAX_HOUSE_LINE           12
#define MAX_BUTTON               5
/* Of a licence, and of an agency's letters in brackets, in bytes. */
#define MAX_LICENCE 40
#define MAX_LETTERS 8

/* A note at the head that the text was published elsewhere first. */
static gboolean
settle_credit (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  if (item->settled || (!brv_credit_is_note (item->unit->text) &&
                        (index > self->body + 1 || !brv_credit_is_notice (item->unit->text))))
    return FALSE;
  brv_text_parts_settle (self, index, BRV_ROLE_FURNITURE, FALSE);
  return TRUE;
}

/* "One of the ledgers after cleaning. - Harbour Archive": names behind a dash behind a sentence. */
static gboolean
ends_with_dashed_names (const char *text)
{
  static const char *const dashes[] = { ". - ", ". – ", ". — " };
  gunichar first = g_utf8_get_char (text);

  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    {
      const char *at = g_strrstr (text, dashes[i]);
      const char *tail = at != NULL ? at + strlen (dashes[i]) : NULL;
      g_autofree char *date = NULL;
      g_auto (GStrv) names = NULL;

      if (tail == NULL || !g_unichar_isalpha (first) ||
          brv_count_words (tail, strlen (tail)) > MAX_BRACKETED)
        continue;
      names = brv_byline_split_bare (tail, &date);
      if (names != NULL)
        return TRUE;
    }
  return FALSE;
}

/* "The ropewalk at low tide. (Ada Holm / Harbour Notes)": names in brackets behind a sentence. */
static gboolean
ends_with_names (const char *text)
{
  const char *open = strrchr (text, '(');
  g_autofree char *inner = NULL;
  g_auto (GStrv) names = NULL;

  if (open == NULL || open < text + 2 || !g_str_has_suffix (open, ")") ||
      strchr (".!?", open[-2]) == NULL || open[-1] != ' ')
    return FALSE;
  inner = g_strndup (open + 1, strlen (open) - 2);
  names =
    brv_count_words (inner, strlen (inner)) <= MAX_BRACKETED ? brv_byline_split (inner) : NULL;
  return names != NULL;
}

/* "The ropewalk at low tide. Quay Gallery, CC BY-SA" or "… (QNA)": who gave the image has no label, but a
 * licence, or an agency's letters in brackets. */
static gboolean
ends_with_licence (const char *text)
{
  static const char *const licences[] = { "CC BY",          "CC-BY",          "CC0",
                                          "CC PDM",         "public domain",  "gemeinfrei",
                                          "domaine public", "dominio público" };
  const char *open = strrchr (text, '(');
  gsize length = open != NULL ? strlen (open) : 0;

  if (!brv_text_ends_sentence (text))
    for (guint i = 0; i < G_N_ELEMENTS (licences); i++)
      {
        const char *at = strstr (text, licences[i]);

        if (at != NULL && at > text && strlen (at) <= MAX_LICENCE)
          return TRUE;
      }
  if (open == NULL || open < text + 2 || text[strlen (text) - 1] != ')' || open[-1] != ' ' ||
      strchr (".!?", open[-2]) == NULL || length < strlen ("(AB)") || length > MAX_LETTERS)
    return FALSE;
  for (const char *p = open + 1; *p != ')'; p++)
    if (!g_ascii_isalpha (*p))
      return FALSE;
  return TRUE;
}

/* Whether a line that stands alone says who gave the text: an image has a caption above such a line. */
static gboolean
is_lone_label (const BrvTextParts *self, guint index)
{
  const char *text = brv_text_parts_get_text (self, index);
  g_autofree char *name = brv_credit_label_find (text);

  return self->is_copy && self->has_clusters && name != NULL && index + 1 < self->items->len &&
         index < self->body && brv_text_parts_at (self, index)->unit->after_blank &&
         brv_text_parts_at (self, index + 1)->unit->after_blank;
}

/* Whether a line among those of the day and the author says where the text is from: what is owed
 * for an image has the same labels. */
static gboolean
names_source (const BrvTextParts *self, guint index)
{
  const BrvTextPart *above = index > 0 ? brv_text_parts_at (self, index - 1) : NULL;
  g_autofree char *name = brv_credit_label_find (brv_text_parts_get_text (self, index));

  return self->is_copy && name != NULL && above != NULL && above->settled &&
         (above->role == BRV_ROLE_BYLINE || above->role == BRV_ROLE_FURNITURE) &&
         !brv_text_parts_at (self, index)->unit->after_blank;
}

/* "Picture: The quay at dawn, before the boats." right above the text: the label heads the caption, and
 * not the name of whom the image is owed to. */
static gboolean
heads_text_as_caption (const BrvTextParts *self, guint index)
{
  const char *text = brv_text_parts_get_text (self, index);

  return index > 0 && index <= self->body && brv_text_ends_sentence (text) &&
         brv_caption_has_label (text) && !names_source (self, index);
}

/**
 * brv_text_head_settle_caption:
 * @self: parts
 * @index: an index
 *
 * Returns: whether the part is a caption; then it is settled
 */
gboolean
brv_text_head_settle_caption (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  BrvRange credit = { 0, 0 };

  if (item->settled || item->n_words > MAX_CAPTION || item->role != BRV_ROLE_PARAGRAPH ||
      item->address != NULL)
    return FALSE;
  if (self->is_copy && item->n_words <= MAX_BRACKETED_CAPTION &&
      (ends_with_names (item->unit->text) || ends_with_dashed_names (item->unit->text) ||
       ends_with_licence (item->unit->text) || heads_text_as_caption (self, index)))
    {
      brv_text_parts_settle (self, index, BRV_ROLE_CAPTION, TRUE);
      return TRUE;
    }
  if (!brv_caption_find_credit (item->unit->text, &credit) || names_source (self, index) ||
      is_lone_label (self, index))
    return FALSE;
  /* A paragraph may end with what looks like a credit only if it is one line long. */
  if (brv_text_ends_sentence (item->unit->text) && credit.start == 0)
    return FALSE;
  brv_text_parts_settle (self, index, BRV_ROLE_CAPTION, TRUE);
  return TRUE;
}

static guint
median_paragraph_words (const BrvTextParts *self, guint from)
{
  guint counts[64];
  guint n = 0;

  for (guint i = from; i < self->end && n < G_N_ELEMENTS (counts); i++)
    if (brv_text_parts_at (self, i)->prose && !brv_text_parts_at (self, i)->settled)
      {
        guint k = n++;

        for (; k > 0 && counts[k - 1] > brv_text_parts_at (self, i)->n_words; k--)
          counts[k] = counts[k - 1];
        counts[k] = brv_text_parts_at (self, i)->n_words;
      }
  return n > 0 ? counts[n / 2] : 0;
}

/* What can stand only after a standfirst. */
static gboolean
begins_text (const BrvTextPart *item)
{
  return item->unit->fixed && item->role != BRV_ROLE_BYLINE && item->role != BRV_ROLE_CAPTION &&
         item->role != BRV_ROLE_FURNITURE;
}

/* Whether a caption, byline, date or button parts the paragraph at index from the text. */
static gboolean
is_set_apart (const BrvTextParts *self, guint index)
{
  const BrvTextPart *next =
    index + 1 < self->items->len ? brv_text_parts_at (self, index + 1) : NULL;

  return next != NULL && ((next->settled && !begins_text (next)) ||
                          (!next->prose && (next->furniture != BRV_FURNITURE_NONE ||
                                            brv_furniture_is_appeal (next->unit->text))));
}

static gboolean
is_short_line (const BrvTextPart *item)
{
  return item->settled
           ? !begins_text (item)
           : item->n_words < MIN_STANDFIRST && !brv_text_ends_statement (item->unit->text);
}

/* The first unit that the document itself calls its standfirst; others are paragraphs. */
static gboolean
settle_named_standfirst (BrvTextParts *self)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (!item->settled || item->role != BRV_ROLE_STANDFIRST)
        continue;
      if (found)
        brv_text_parts_settle (self, i, BRV_ROLE_PARAGRAPH, TRUE);
      else
        brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_STANDFIRST, item->unit->text,
                                BRV_EVIDENCE_VISIBLE_TEXT);
      found = TRUE;
    }
  return found;
}

/* Whether a line stands in a row of buttons below the title: what parts it from them is no empty
 * line. */
static gboolean
follows_button (const BrvTextParts *self, guint index)
{
  const BrvTextPart *above = brv_text_parts_at (self, index - 1);

  return self->is_copy && self->has_clusters && (gint)index > self->title + 1 &&
         !brv_text_parts_at (self, index)->unit->after_blank && !above->settled && !above->prose &&
         above->n_words <= MAX_BUTTON && !brv_text_ends_statement (above->unit->text);
}

/* A sentence of such a row is none of the text, if paragraphs follow. */
static void
settle_notice (BrvTextParts *self, guint index)
{
  if (index != self->body)
    return;
  brv_text_body_begin_after (self, index);
  if (self->body > index)
    brv_text_parts_settle (self, index, BRV_ROLE_FURNITURE, FALSE);
}

/* "Press release of the Harbour Board": a line that is no sentence and names who issued the text. */
static gboolean
names_house (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_autofree char *house = NULL;

  if (!self->is_copy || item->n_words > MAX_HOUSE_LINE || brv_text_ends_sentence (item->unit->text))
    return FALSE;
  house = brv_text_origin_dup_originator (self);
  return house != NULL && strstr (item->unit->text, house) != NULL;
}

/* Whether the byline stands right below the paragraph at index: no text does so above it. */
static gboolean
stands_above_byline (const BrvTextParts *self, guint index)
{
  const BrvTextPart *below = brv_text_parts_at (self, index + 1);

  return self->is_copy && (gint)index == self->title + 1 && below->settled &&
         below->role == BRV_ROLE_BYLINE;
}

/**
 * brv_text_head_find_standfirst:
 * @self: parts, the title found
 *
 * Finds the standfirst: the first unit after the title if something parts it from the text, or if
 * it is one sentence above paragraphs that are much longer.
 */
void
brv_text_head_find_standfirst (BrvTextParts *self)
{
  guint index = (guint)(self->title + 1);
  BrvTextPart *item = NULL;
  guint median = 0;

  if (settle_named_standfirst (self) || self->title < 0)
    return;
  while (index < self->end && brv_text_parts_at (self, index)->settled)
    if (begins_text (brv_text_parts_at (self, index++)))
      return;
  /* Names, buttons. */
  while (index < self->body && is_short_line (brv_text_parts_at (self, index)))
    index++;
  if (index + 1 >= self->end)
    return;
  item = brv_text_parts_at (self, index);
  if (follows_button (self, index))
    {
      settle_notice (self, index);
      return;
    }
  if (names_house (self, index) || (self->is_copy && brv_furniture_is_menu (item->unit->text)))
    return;
  if (item->n_words < MIN_STANDFIRST || item->n_words > MAX_STANDFIRST ||
      item->role != BRV_ROLE_PARAGRAPH || item->furniture != BRV_FURNITURE_NONE ||
      brv_text_count_sentences (item->unit->text) >
        (stands_above_byline (self, index) ? MAX_SET_APART_SENTENCES : MAX_STANDFIRST_SENTENCES))
    return;
  median = median_paragraph_words (self, index + 1);
  if (is_set_apart (self, index) || (index < self->body && median >= BRV_TEXT_MIN_PROSE_WORDS) ||
      (self->is_copy && item->n_words <= 45 && median * 10 >= item->n_words * 15))
    {
      brv_text_parts_settle (self, index, BRV_ROLE_STANDFIRST, TRUE);
      brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_STANDFIRST, item->unit->text,
                              BRV_EVIDENCE_VISIBLE_TEXT);
      brv_text_body_begin_after (self, index);
    }
}

/* Where the head ends: a little below the first paragraph, or, as that may be a standfirst, below
 * the short lines that part it from the second one of a copy. */
static guint
find_head_end (const BrvTextParts *self)
{
  guint limit = MIN (self->body + MIN_HEAD_LINES, self->end);
  guint next = self->body + 1;

  while (next < self->end && !brv_text_parts_at (self, next)->prose)
    next++;
  return self->is_copy && next < self->end && next <= self->body + MAX_HEAD_LINES
           ? MAX (limit, next)
           : limit;
}

/**
 * brv_text_head_settle:
 * @self: parts, the body found
 *
 * Settles byline, date and caption, which stand near the title: above it, or between it and the
 * text.
 */
void
brv_text_head_settle (BrvTextParts *self)
{
  guint limit = find_head_end (self);

  for (guint i = 0; i < limit; i++)
    {
      gboolean found = brv_text_parts_at (self, i)->role == BRV_ROLE_TABLE ||
                       (self->is_copy && settle_credit (self, i)) ||
                       brv_text_bylines_settle (self, i) || brv_text_dates_settle (self, i);

      if (!found && self->is_copy && i > 0 && !brv_text_head_settle_caption (self, i))
        brv_text_bylines_settle_others (self, i);
    }
  if (self->is_copy)
    {
      brv_text_dates_set_first (self);
      brv_text_dates_find_below (self);
    }
  brv_text_dates_finish (self);
}
