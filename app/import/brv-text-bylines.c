/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bylines at the head of a text that a label, their marks or the day below them tell. */

#include "config.h"

#include <string.h>

#include "import/brv-byline-genre.h"
#include "import/brv-byline-office.h"
#include "import/brv-byline-words.h"
#include "import/brv-byline.h"
#include "import/brv-date.h"
#include "import/brv-text-bylines.h"
#include "import/brv-text-dates.h"
#include "import/brv-text-names.h"

/* Lengths in words. */
#define MAX_BYLINE         14
#define MAX_NAME           5
#define MAX_DATE_LINE      10
#define MAX_LONG_DATE_LINE 20 /* one that begins with a date */

/* Whether the line above is "By" and nothing else. */
static gboolean
follows_label (const BrvTextParts *self, guint index)
{
  return brv_byline_is_label (brv_text_parts_get_text (self, index - 1));
}

/* The unit is the byline, if authors were found in it; the first byline of a text names them. */
static gboolean
take_byline (BrvTextParts *self, guint index, char *const *authors)
{
  if (authors == NULL)
    return FALSE;
  if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS) == NULL)
    brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                                 (const char *const *)authors, BRV_EVIDENCE_VISIBLE_TEXT);
  brv_text_parts_settle (self, index, BRV_ROLE_BYLINE, TRUE);
  brv_text_dates_set (self, brv_text_parts_get_text (self, index));
  return TRUE;
}

/* Whether another name stands below that at index, or below an office there: names one a line. */
static gboolean
heads_rows (const BrvTextParts *self, guint index)
{
  for (guint i = index + 1; i <= index + 2 && i < self->items->len; i++)
    {
      g_autofree char *date = NULL;
      g_auto (GStrv) names = brv_byline_split_bare (brv_text_parts_get_text (self, i), &date);

      if (names != NULL && date == NULL && brv_text_parts_at (self, i)->n_words <= MAX_NAME &&
          !brv_byline_words_begin_one (BRV_BYLINE_WORDS_OFFICE, brv_text_parts_get_text (self, i)))
        return TRUE;
    }
  return FALSE;
}

/* "Autor: dr Ada Holm": the names behind a label and what their owner is in small letters. */
static GStrv
read_ranked (const char *text)
{
  const char *rest = brv_byline_skip_label (text);
  const char *name = rest != NULL ? brv_byline_skip_rank (rest) : NULL;
  g_autofree char *date = NULL;

  return name != NULL && name != rest ? brv_byline_split_bare (name, &date) : NULL;
}

/* Behind a label in Chinese a space parts two persons, where in Japanese it parts the names of one. */
static GStrv
part_chinese (const char *text, GStrv authors)
{
  static const char *const labels[] = { "作者", "撰文", "撰稿", "记者", "采写" };
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gboolean labelled = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    labelled = labelled || g_str_has_prefix (text, labels[i]);
  if (!labelled || authors == NULL)
    return authors;
  for (guint i = 0; authors[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (authors[i], " ", -1);

      if (g_unichar_get_script (g_utf8_get_char (authors[i])) == G_UNICODE_SCRIPT_HAN)
        g_strv_builder_addv (names, (const char **)words);
      else
        g_strv_builder_add (names, authors[i]);
    }
  g_strfreev (authors);
  return g_strv_builder_end (names);
}

static gboolean
settle_labelled (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  gboolean named = item->settled && item->role == BRV_ROLE_BYLINE;
  g_auto (GStrv) authors = NULL;
  g_autofree char *house = NULL;
  char *date = NULL;

  if ((item->settled && !named) || item->n_words > MAX_BYLINE || item->prose)
    return FALSE;
  house = brv_byline_find_house (item->unit->text);
  authors = house == NULL ? brv_byline_find (item->unit->text) : NULL;
  if (authors == NULL && named)
    authors = brv_byline_split (item->unit->text);
  if (authors == NULL && self->is_copy)
    authors = read_ranked (item->unit->text);
  authors = part_chinese (item->unit->text, g_steal_pointer (&authors));
  if (authors == NULL && index > 0 && self->is_copy && follows_label (self, index) &&
      !heads_rows (self, index))
    {
      authors = brv_byline_split_bare (item->unit->text, &date);
      g_free (date);
    }
  return take_byline (self, index, authors);
}

/* The parts of a line that marks or wide spaces part: a name, a house, a day. */
static GStrv
split_parts (const char *text)
{
  static const char *const marks[] = { " | ", "　", " • ", " · ", "\t", "  " };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (text, marks[i]) != NULL)
      return g_strsplit (text, marks[i], -1);
  return NULL;
}

/* The one part of a line that can be a person's name and nothing else. */
static GStrv
find_bare_part (const BrvTextParts *self, guint index, char *const *parts)
{
  g_auto (GStrv) found = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *rest = NULL;
      const char *office = NULL;
      g_auto (GStrv) names = brv_byline_split_bare (parts[i], &rest);

      if (names == NULL)
        names = brv_byline_split_office (parts[i], &office);
      if (names == NULL || rest != NULL ||
          brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, parts[i]) ||
          brv_text_name_stands_around (self, index, parts[i]))
        continue;
      if (found != NULL)
        return NULL;
      found = g_steal_pointer (&names);
    }
  return g_steal_pointer (&found);
}

/* The authors named in one of a line's parts: behind a label with its colon, or, where a day is
 * another part, as the first right above the text. */
static GStrv
find_parted_authors (const BrvTextParts *self, guint index, char *const *parts)
{
  gboolean above_text = index > 0 && index + 1 < self->items->len &&
                        brv_text_parts_at (self, index + 1)->prose &&
                        !brv_text_parts_at (self, index - 1)->settled;
  gboolean has_day = FALSE;
  g_autofree char *rest = NULL;
  g_auto (GStrv) bare = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize start = 1;
      g_autofree char *date = brv_date_find (g_strstrip (parts[i]), &start, NULL);
      const char *label = strpbrk (parts[i], ":") != NULL || strstr (parts[i], "：") != NULL
                            ? brv_byline_skip_label (parts[i])
                            : NULL;
      GStrv authors = label != NULL ? brv_byline_split (label) : NULL;

      if (authors != NULL)
        return part_chinese (parts[i], authors);
      has_day = has_day || (date != NULL && start == 0);
    }
  if (!has_day)
    return NULL;
  bare = above_text ? brv_byline_split_bare (parts[0], &rest) : NULL;
  if (bare != NULL && rest == NULL)
    return g_steal_pointer (&bare);
  return find_bare_part (self, index, parts);
}

/* "Ann Lee | Harbour Institute | 3 May 2024", "2024-05-03  Source: The Quay  Author: Ann Lee" */
static gboolean
settle_parted (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_auto (GStrv) parts =
    item->settled || item->prose || item->n_words > MAX_LONG_DATE_LINE || item->address != NULL
      ? NULL
      : split_parts (item->unit->text);
  g_auto (GStrv) authors = parts != NULL ? find_parted_authors (self, index, parts) : NULL;

  return take_byline (self, index, authors);
}

/* "Ada Holm, economist" above the date: names, and then what they are with a small letter. */
static gboolean
settle_unlabelled (BrvTextParts *self, guint index)
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

/* "By Quay News Agency": a house is no author, but the line is the byline. */
static gboolean
settle_house (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_autofree char *house = item->settled || item->prose || item->n_words > MAX_BYLINE
                             ? NULL
                             : brv_byline_find_house (item->unit->text);

  if (house == NULL)
    return FALSE;
  brv_text_parts_settle (self, index, BRV_ROLE_BYLINE, TRUE);
  brv_text_dates_set (self, item->unit->text);
  return TRUE;
}

/**
 * brv_text_bylines_settle:
 * @self: parts, the body found
 * @index: an index at the head
 *
 * Returns: whether the part is a byline; then it is settled, and the first of a text names its authors
 */
gboolean
brv_text_bylines_settle (BrvTextParts *self, guint index)
{
  return settle_labelled (self, index) ||
         (self->is_copy && index > 0 &&
          (settle_unlabelled (self, index) || settle_parted (self, index) ||
           settle_house (self, index)));
}

/**
 * brv_text_bylines_settle_others:
 * @self: parts of a copy
 * @index: an index
 *
 * "Edited by Ann Lee": who else worked on the text is none of it.
 *
 * Returns: whether the part is such a line; then it is settled
 */
gboolean
brv_text_bylines_settle_others (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  if (item->settled || item->prose || item->n_words > MAX_BYLINE ||
      !brv_byline_names_others (item->unit->text))
    return FALSE;
  brv_text_parts_settle (self, index, BRV_ROLE_FURNITURE, FALSE);
  return TRUE;
}
