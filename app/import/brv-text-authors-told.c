/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Authors whom a copy names by what they wrote, or who sign it. */

#include "config.h"

#include <string.h>

#include "import/brv-byline-genre.h"
#include "import/brv-byline-names.h"
#include "import/brv-byline-office.h"
#include "import/brv-byline-words.h"
#include "import/brv-byline.h"
#include "import/brv-credit-notice.h"
#include "import/brv-date.h"
#include "import/brv-text-authors-told.h"
#include "import/brv-text-dates.h"
#include "import/brv-text-names.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MAX_BYLINE 14
#define MAX_NOTE   45
#define MAX_NAME   5
/* In lines. */
#define MAX_ABOVE_TITLE  3
#define MAX_BELOW_BODY   3 /* the first paragraph may be a standfirst */
#define MAX_SIGNED_ABOVE 3 /* of the end */
#define MAX_SIGNED_BELOW 2

/**
 * brv_text_authors_take:
 * @self: parts
 * @index: an index
 * @authors: (array zero-terminated=1): names on the line at @index
 *
 * Takes the names, and what day their line has.
 */
void
brv_text_authors_take (BrvTextParts *self, guint index, char *const *authors)
{
  brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                               (const char *const *)authors, BRV_EVIDENCE_VISIBLE_TEXT);
  brv_text_dates_set (self, brv_text_parts_get_text (self, index));
  brv_text_parts_settle (self, index, BRV_ROLE_BYLINE, TRUE);
}

/* "Comment by Ann Lee and Bo Ek" near the title, "Story: Ann Lee". */
static GStrv
read_genre_line (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *rest = item->n_words <= MAX_BYLINE && !brv_text_ends_sentence (item->unit->text)
                       ? brv_byline_skip_genre (item->unit->text)
                       : NULL;
  const char *office = NULL;
  g_autofree char *date = NULL;
  GStrv authors = NULL;

  if (rest == NULL)
    return NULL;
  rest = brv_byline_skip_rank (rest);
  authors = brv_byline_split_bare (rest, &date);
  return authors != NULL ? authors : brv_byline_split_office (rest, &office);
}

/* "Ann Lee in The Quay, 3 May 2024": names, and where and when the text stood. */
static GStrv
read_placed_line (const BrvTextParts *self, guint index)
{
  static const char *const words[] = {
    "in ",  "for ", "für ",  "im ",  "pour ", "dans ", "para ", "en ",  "em ", "no ",  "na ",
    "per ", "su ",  "voor ", "för ", "til ",  "dla ",  "w ",    "для ", "в ",  "pro ", "v ",
  };
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *date = item->n_words <= MAX_BYLINE && !brv_text_ends_sentence (item->unit->text)
                            ? brv_date_find (item->unit->text, NULL, NULL)
                            : NULL;
  const char *rest = date != NULL ? brv_byline_names_read (item->unit->text, names) : NULL;

  if (names->len == 0)
    return NULL;
  rest = brv_byline_skip_space (rest);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (rest, words[i]) &&
        !g_unichar_islower (g_utf8_get_char (rest + strlen (words[i]))) &&
        !g_unichar_isdigit (g_utf8_get_char (rest + strlen (words[i]))))
      return brv_byline_names_end (names);
  return NULL;
}

/* Whether a name is another line above the text, as the house is that issued it. */
static gboolean
is_line_of_its_own (const BrvTextParts *self, guint index, const char *name)
{
  for (guint i = 0; i < self->body; i++)
    if (i != index && brv_text_name_same (brv_text_parts_get_text (self, i), name))
      return TRUE;
  return FALSE;
}

/**
 * brv_text_authors_find_told:
 * @self: parts of a copy, the title found
 *
 * Takes the names of a line that says who wrote what kind of text: a line of its own near the title, or a
 * sentence above the text.
 *
 * Returns: whether there is one
 */
gboolean
brv_text_authors_find_told (BrvTextParts *self)
{
  for (guint i = self->title > MAX_ABOVE_TITLE ? (guint)(self->title - MAX_ABOVE_TITLE) : 0;
       i < MIN (self->end, self->body + MAX_BELOW_BODY); i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      gboolean in_note = FALSE;
      gboolean notice = i < self->body || brv_credit_is_notice (item->unit->text) ||
                        (item->settled && item->role == BRV_ROLE_FURNITURE);
      g_auto (GStrv) authors = NULL;

      if ((gint)i == self->title || item->n_words > MAX_NOTE || item->role == BRV_ROLE_CAPTION ||
          (item->settled && item->kept))
        continue;
      authors = read_genre_line (self, i);
      if (authors == NULL && (gint)i > self->title)
        authors = read_placed_line (self, i);
      in_note = authors == NULL && notice && (gint)i > self->title - 2;
      if (in_note)
        authors = brv_byline_find_in_note (item->unit->text);
      if (authors == NULL || brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, authors[0]) ||
          is_line_of_its_own (self, i, authors[0]))
        continue;
      brv_text_authors_take (self, i, authors);
      if (in_note)
        brv_text_parts_settle (self, i, BRV_ROLE_FURNITURE, FALSE);
      return TRUE;
    }
  return FALSE;
}

/**
 * brv_text_authors_find_dashed:
 * @self: parts of a copy
 *
 * Takes the name of a last line such as "— Ann Lee"; the text ends above it.
 *
 * Returns: whether there is one
 */
gboolean
brv_text_authors_find_dashed (BrvTextParts *self)
{
  static const char *const dashes[] = { "— ", "– ", "―", "—", "~ ", "-- " };
  guint from = MAX (self->body + 1, self->end - MIN (self->end, MAX_SIGNED_ABOVE));

  for (guint i = from; i < MIN (self->items->len, self->end + MAX_SIGNED_BELOW); i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      for (guint k = 0; k < G_N_ELEMENTS (dashes) && item->n_words <= MAX_NAME; k++)
        {
          g_autofree char *date = NULL;
          g_auto (GStrv) authors =
            g_str_has_prefix (item->unit->text, dashes[k])
              ? brv_byline_split_bare (item->unit->text + strlen (dashes[k]), &date)
              : NULL;

          if (authors == NULL)
            continue;
          brv_text_authors_take (self, i, authors);
          self->end = MIN (self->end, i);
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * brv_text_authors_find_house:
 * @self: parts of a copy
 *
 * Takes the house of a line such as "Written by: Quay News Agency": a label that is nothing else, or a
 * colon, names an author, whoever it is.
 */
void
brv_text_authors_find_house (BrvTextParts *self)
{
  for (guint i = 0; i < self->body; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      const char *text = item->unit->text;
      const char *rest = item->role == BRV_ROLE_BYLINE ? brv_byline_skip_label (text) : NULL;
      g_autofree char *house = NULL;

      if (rest == NULL ||
          (!brv_byline_has_plain_label (text) && memchr (text, ':', (gsize)(rest - text)) == NULL))
        continue;
      house = brv_byline_find_house (text);
      if (house == NULL)
        continue;
      brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                                   (const char *const[]){ house, NULL }, BRV_EVIDENCE_VISIBLE_TEXT);
      return;
    }
}
