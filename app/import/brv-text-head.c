/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands at the head of a text: title, standfirst, byline, date, the first caption. */

#include "config.h"

#include <string.h>

#include "import/brv-byline.h"
#include "import/brv-caption.h"
#include "import/brv-date-line.h"
#include "import/brv-date.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-html-page.h"
#include "import/brv-text-head.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MAX_CAPTION              70
#define MAX_BYLINE               14
#define MIN_STANDFIRST           7
#define MAX_STANDFIRST           70
#define MAX_STANDFIRST_SENTENCES 2
#define MAX_DATE_LINE            10
#define MAX_LONG_DATE_LINE       20 /* one that begins with a date */
#define MAX_BEFORE_DATE          3
#define MAX_BELOW_TITLE          5 /* in lines */
#define MIN_LONG_TITLE           4
#define MIN_TITLE                2
#define MAX_ABOVE_BYLINE         2 /* in lines */

static void
set_field (BrvTextParts *self, BrvSourceField field, const char *value)
{
  if (value != NULL && brv_source_builder_get (self->builder, field) == NULL)
    brv_source_builder_set (self->builder, field, value, BRV_EVIDENCE_VISIBLE_TEXT);
}

/* Takes the dates that a line names, unless they are known. */
static void
set_dates (BrvTextParts *self, const char *text)
{
  g_autofree char *published = NULL;

  brv_date_line_read (text, &published, &self->changed);
  /* A month may be all that is named. */
  if (published == NULL && self->changed == NULL)
    published = brv_date_find (text, NULL, NULL);
  set_field (self, BRV_SOURCE_FIELD_DATE, published);
  set_field (self, BRV_SOURCE_FIELD_MODIFIED, self->changed);
}

/* Whether the line above is "By" and nothing else. */
static gboolean
follows_label (const BrvTextParts *self, guint index)
{
  return brv_byline_is_label (brv_text_parts_get_text (self, index - 1));
}

static gboolean
settle_byline (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  gboolean named = item->settled && item->role == BRV_ROLE_BYLINE;
  g_auto (GStrv) authors = NULL;
  char *date = NULL;

  if ((item->settled && !named) || item->n_words > MAX_BYLINE || item->prose)
    return FALSE;
  authors = brv_byline_find (item->unit->text);
  if (authors == NULL && named)
    authors = brv_byline_split (item->unit->text);
  if (authors == NULL && index > 0 && self->is_copy && follows_label (self, index))
    {
      authors = brv_byline_split_bare (item->unit->text, &date);
      g_free (date);
    }
  if (authors == NULL)
    return FALSE;
  if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS) == NULL)
    brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                                 (const char *const *)authors, BRV_EVIDENCE_VISIBLE_TEXT);
  brv_text_parts_settle (self, index, BRV_ROLE_BYLINE, TRUE);
  set_dates (self, item->unit->text);
  return TRUE;
}

/* "Ada Holm, economist" above the date: names, and then what they are with a small letter. */
static gboolean
settle_unlabelled_byline (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *comma = strchr (item->unit->text, ',');
  g_autofree char *head = NULL;
  g_auto (GStrv) authors = NULL;
  gsize start = 0;
  g_autofree char *date =
    index + 1 < self->items->len
      ? brv_date_find (brv_text_parts_get_text (self, index + 1), &start, NULL)
      : NULL;

  if (item->settled || item->prose || item->n_words > MAX_BYLINE || date == NULL ||
      brv_text_parts_at (self, index + 1)->n_words > MAX_DATE_LINE || comma == NULL ||
      comma[1] != ' ' || !g_unichar_islower (g_utf8_get_char (comma + 2)) ||
      brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS) != NULL)
    return FALSE;
  head = g_strndup (item->unit->text, (gsize)(comma - item->unit->text));
  authors = brv_byline_split (head);
  if (authors == NULL || !g_str_equal (authors[0], head))
    return FALSE;
  brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                               (const char *const *)authors, BRV_EVIDENCE_VISIBLE_TEXT);
  brv_text_parts_settle (self, index, BRV_ROLE_BYLINE, TRUE);
  return TRUE;
}

static gboolean
settle_date (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_autofree char *date = NULL;
  gsize start = 0;

  if (item->settled || item->n_words > MAX_LONG_DATE_LINE || item->address != NULL ||
      (item->prose && !self->is_copy) || brv_text_ends_statement (item->unit->text))
    return FALSE;
  date = brv_date_find (item->unit->text, &start, NULL);
  if (date == NULL || (item->n_words > MAX_DATE_LINE &&
                       brv_count_words (item->unit->text, MIN (start, strlen (item->unit->text))) >
                         MAX_BEFORE_DATE))
    return FALSE;
  set_dates (self, item->unit->text);
  brv_text_parts_settle (self, index, BRV_ROLE_FURNITURE, FALSE);
  return TRUE;
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
      item->address != NULL || !brv_caption_find_credit (item->unit->text, &credit))
    return FALSE;
  /* A paragraph may end with what looks like a credit only if it is one line long. */
  if (brv_text_ends_sentence (item->unit->text) && credit.start == 0)
    return FALSE;
  brv_text_parts_settle (self, index, BRV_ROLE_CAPTION, TRUE);
  return TRUE;
}

static char *
fold_body (const BrvTextParts *self)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = self->body; i < self->end && body->len < 65536; i++)
    if (brv_text_parts_at (self, i)->prose)
      {
        g_string_append (body, brv_text_parts_get_text (self, i));
        g_string_append_c (body, ' ');
      }
  return g_utf8_casefold (body->str, (gssize)body->len);
}

static gboolean
can_be_title (const BrvTextPart *item, gboolean heading_allowed)
{
  gboolean is_heading = item->role == BRV_ROLE_HEADING && item->unit->level <= 1;

  return (!item->settled || (is_heading && heading_allowed)) &&
         !brv_furniture_is_menu (item->unit->text) && !brv_furniture_is_appeal (item->unit->text) &&
         item->unit->role != BRV_ROLE_LIST_ITEM && item->n_words >= 1 &&
         item->n_words <= BRV_TEXT_MAX_TITLE_WORDS && item->address == NULL &&
         (item->furniture == BRV_FURNITURE_NONE || item->n_words > 8);
}

static gboolean
stands_again (const BrvTextParts *self, guint index)
{
  for (guint i = self->end; self->is_copy && i < self->items->len; i++)
    if (g_str_equal (brv_text_parts_get_text (self, i), brv_text_parts_get_text (self, index)))
      return TRUE;
  return FALSE;
}

/* Whether the line above, with no empty line between, is a title rather than a section's name: it
 * is long enough, or it has words of the text. */
static gboolean
follows_title (const BrvTextParts *self, guint index, gboolean heading_allowed, const char *body)
{
  const BrvTextPart *above = brv_text_parts_at (self, index - 1);

  return !brv_text_parts_at (self, index)->unit->after_blank && can_be_title (above, heading_allowed) &&
         (above->n_words >= MIN_LONG_TITLE ||
          (above->n_words >= MIN_TITLE &&
           brv_text_count_shared_words (above->unit->text, body) >= MIN_TITLE));
}

/* How near above the byline or the day a line stands; names there are rather the byline. */
static double
weigh_place (const BrvTextParts *self, guint index)
{
  g_autofree char *date = NULL;
  g_auto (GStrv) names = brv_byline_split_bare (brv_text_parts_get_text (self, index), &date);

  if (names != NULL)
    return 0;
  for (guint n = 1; n <= MAX_ABOVE_BYLINE && index + n < self->items->len; n++)
    {
      const BrvTextPart *below = brv_text_parts_at (self, index + n);

      if (below->settled && (below->role == BRV_ROLE_BYLINE || below->role == BRV_ROLE_FURNITURE))
        return 2.0 * (1 + MAX_ABOVE_BYLINE - n);
    }
  return 0;
}

/* The one unit that the document itself calls its title, or the one heading of the first level. */
static gint
find_named_title (const BrvTextParts *self, gboolean *heading_allowed)
{
  guint n_first = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (item->settled && item->role == BRV_ROLE_TITLE)
        return (gint)i;
      n_first += item->settled && item->role == BRV_ROLE_HEADING && item->unit->level == 1;
    }
  *heading_allowed = n_first == 1;
  return -1;
}

/**
 * brv_text_head_find_title:
 * @self: parts, the body and the addresses found
 *
 * Finds the title: the line above the text that shares most with it; of equals the first. A line
 * marked as a heading by the text itself, or that stands in the address of the original, is told
 * apart from sections' and sites' names by that.
 */
void
brv_text_head_find_title (BrvTextParts *self)
{
  g_autofree char *body = fold_body (self);
  g_autofree char *address = NULL;
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  double best = 0;
  gboolean heading_allowed = FALSE;

  self->title = find_named_title (self, &heading_allowed);
  if (self->title >= 0)
    best = G_MAXDOUBLE;
  if (original != NULL && strstr (original, "://") != NULL)
    {
      const char *path = strchr (strstr (original, "://") + 3, '/');

      address = path != NULL ? g_utf8_casefold (path, -1) : NULL;
    }
  for (guint i = 0; i < self->body; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      double score = 0;

      if (!can_be_title (item, heading_allowed))
        continue;
      score = MIN (brv_text_count_shared_words (item->unit->text, body), 8) +
              0.5 * MIN (item->n_words, 6);
      if (address != NULL)
        score += 2.0 * MIN (brv_text_count_shared_words (item->unit->text, address), 8);
      if (item->unit->role == BRV_ROLE_HEADING)
        score += 3;
      if (self->is_copy)
        score += weigh_place (self, i);
      /* A whole sentence above the text is more likely what follows the title, and so is what
       * stands right below a line that can be one. */
      if (brv_text_ends_statement (item->unit->text))
        score -= 8;
      if (i > 0 && follows_title (self, i, heading_allowed, body))
        score -= 5;
      /* Names of sites stand below the article once more. */
      if (stands_again (self, i))
        score -= 5;
      if (score > best)
        {
          best = score;
          self->title = (gint)i;
        }
    }
  if (self->title >= 0 && brv_text_parts_at (self, (guint)self->title)->n_words == 1 &&
      self->is_copy)
    self->title = -1;
  if (self->title < 0)
    return;
  brv_text_parts_settle (self, (guint)self->title, BRV_ROLE_TITLE, TRUE);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_TITLE,
                          brv_text_parts_get_text (self, (guint)self->title),
                          BRV_EVIDENCE_VISIBLE_TEXT);
}

/* Whether a line is a date, or begins with one. */
static gboolean
is_date_line (const BrvTextPart *item)
{
  gsize start = 0;
  g_autofree char *date = brv_date_find (item->unit->text, &start, NULL);

  return date != NULL && item->n_words <= MAX_LONG_DATE_LINE &&
         brv_count_words (item->unit->text, MIN (start, strlen (item->unit->text))) <=
           MAX_BEFORE_DATE;
}

/**
 * brv_text_head_find_authors:
 * @self: parts, the title found
 *
 * Below the title of a copy a line of names, and the date beside or right below it, is the byline
 * though no word says so.
 */
void
brv_text_head_find_authors (BrvTextParts *self)
{
  guint first = (guint)(self->title + 1);
  guint end = MIN (self->end, first + MAX_BELOW_TITLE);

  if (self->title < 0 || !self->is_copy ||
      brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS) != NULL)
    return;
  for (guint i = first; i < end; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      g_autofree char *date = NULL;
      g_auto (GStrv) authors = NULL;

      if ((item->settled && item->role != BRV_ROLE_FURNITURE) || item->n_words > MAX_BYLINE ||
          item->furniture != BRV_FURNITURE_NONE || item->address != NULL ||
          brv_furniture_is_menu (item->unit->text) || brv_furniture_is_appeal (item->unit->text))
        continue;
      authors = brv_byline_split_bare (item->unit->text, &date);
      if (authors == NULL || (date == NULL && (i + 1 == self->items->len ||
                                               !is_date_line (brv_text_parts_at (self, i + 1)))))
        continue;
      brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                                   (const char *const *)authors, BRV_EVIDENCE_VISIBLE_TEXT);
      set_dates (self, item->unit->text);
      brv_text_parts_settle (self, i, BRV_ROLE_BYLINE, TRUE);
      return;
    }
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
  if (item->n_words < MIN_STANDFIRST || item->n_words > MAX_STANDFIRST ||
      item->role != BRV_ROLE_PARAGRAPH || item->furniture != BRV_FURNITURE_NONE ||
      brv_text_count_sentences (item->unit->text) > MAX_STANDFIRST_SENTENCES)
    return;
  median = median_paragraph_words (self, index + 1);
  if (is_set_apart (self, index) || (index < self->body && median >= BRV_TEXT_MIN_PROSE_WORDS) ||
      (self->is_copy && item->n_words <= 45 && median * 10 >= item->n_words * 15))
    {
      brv_text_parts_settle (self, index, BRV_ROLE_STANDFIRST, TRUE);
      brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_STANDFIRST, item->unit->text,
                              BRV_EVIDENCE_VISIBLE_TEXT);
    }
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
  guint limit = MIN (self->body + 3, self->end);

  for (guint i = 0; i < limit; i++)
    {
      gboolean found = settle_byline (self, i) ||
                       (self->is_copy && i > 0 && settle_unlabelled_byline (self, i)) ||
                       settle_date (self, i);

      if (!found && self->is_copy && i > 0)
        brv_text_head_settle_caption (self, i);
    }
  /* A page that names one day alone is dated by it, if only as last changed. */
  set_field (self, BRV_SOURCE_FIELD_DATE, self->changed);
}
