/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Authors whose names have no label at the head of a copy. */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-byline-office.h"
#include "import/brv-byline-words.h"
#include "import/brv-byline.h"
#include "import/brv-credit.h"
#include "import/brv-date.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-html-page.h"
#include "import/brv-text-authors-told.h"
#include "import/brv-text-authors.h"
#include "import/brv-text-closing.h"
#include "import/brv-text-dates.h"
#include "import/brv-text-lone-names.h"
#include "import/brv-text-names.h"
#include "import/brv-text-origin.h"
#include "import/brv-text-prose.h"

/* Lengths in words, but where lines are named. */
#define MAX_BYLINE         14
#define MAX_LONG_DATE_LINE 20 /* one that begins with a date */
#define MAX_BEFORE_DATE    3
#define MAX_BELOW_TITLE    5 /* in lines */
#define MAX_BELOW_TEXT     6
#define MAX_ABOVE_TITLE    3
#define MAX_HOUSE          7
#define MAX_OFFICE         14
#define MAX_CLOSING        3 /* in lines, of what is said of the authors */
#define MAX_CLOSING_BELOW  14
#define MAX_OFFICE_LINE    26
#define MAX_NAMES          5 /* in lines */
#define MAX_DAY_REACH      3
#define MAX_SIGNED_BELOW   2 /* in lines */
#define MAX_PLACE          5 /* before a day */
/* In characters: a word of an office may stand anywhere. */
#define MIN_HOUSE_LETTERS 5

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

/* "Old Quay, 3 May 2024": whether a line is where and when a text was written. */
static gboolean
is_place_line (const BrvTextPart *item)
{
  const char *text = item->unit->text;
  gsize start = 0;
  gsize end = 0;
  g_autofree char *date = item->prose ? NULL : brv_date_find (text, &start, &end);
  const char *comma = date != NULL ? g_strrstr_len (text, (gssize)start, ",") : NULL;

  return comma != NULL && text[end] == '\0' && g_unichar_isupper (g_utf8_get_char (text)) &&
         brv_count_words (text, start) <= MAX_PLACE;
}

/* Whether a line is the name by which one of the copy's addresses goes. */
static gboolean
names_site (const BrvTextParts *self, guint index)
{
  static const BrvSourceField fields[] = { BRV_SOURCE_FIELD_URL, BRV_SOURCE_FIELD_CHANNEL_URL };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (brv_address_is_named (brv_source_builder_get (self->builder, fields[i]),
                              brv_text_parts_get_text (self, index)))
      return TRUE;
  return FALSE;
}

/* "Fellow for Ports, Quay House" below a name: an office at the house that published the text. */
static gboolean
is_office (const BrvTextParts *self, guint index)
{
  const char *text = brv_text_parts_get_text (self, index);
  g_autofree char *house =
    strchr (text, ',') != NULL ? brv_text_origin_dup_originator (self) : NULL;

  return house != NULL && brv_text_parts_at (self, index)->n_words <= MAX_OFFICE &&
         !brv_text_parts_at (self, index)->prose && g_str_has_suffix (text, house) &&
         strlen (text) > strlen (house);
}

/* "Senior Fellow, Quay Institute" below a name that stands alone. */
static gboolean
is_office_below (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_auto (GStrv) parts = g_strsplit (item->unit->text, ",", 2);

  return !item->settled && !item->prose && item->n_words <= MAX_OFFICE && item->address == NULL &&
         !brv_text_ends_sentence (item->unit->text) && parts[0] != NULL &&
         brv_byline_words_begin_one (BRV_BYLINE_WORDS_OFFICE, parts[0]) &&
         (parts[1] != NULL || item->n_words <= MAX_NAMES);
}

/* Whether the end of a copy says who the first of authors is, or has a byline with its label. */
static gboolean
ends_with_author (const BrvTextParts *self, const char *const *authors)
{
  guint from = MAX (self->body + 1, self->end - MIN (self->end, MAX_CLOSING));

  for (guint i = from; i < MIN (self->items->len, self->end + MAX_CLOSING_BELOW); i++)
    {
      const char *text = brv_text_parts_get_text (self, i);
      g_auto (GStrv) names = brv_byline_find (text);

      if (names != NULL ? g_str_equal (names[0], authors[0])
                        : brv_text_closing_begins_with_name (text, authors) &&
                            brv_text_parts_at (self, i)->prose)
        return TRUE;
    }
  return FALSE;
}

/* "Published in The Quay on 3 May 2024" */
static gboolean
says_published (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_autofree char *date =
    item->n_words <= MAX_LONG_DATE_LINE ? brv_date_find (item->unit->text, NULL, NULL) : NULL;

  return date != NULL && !item->prose && brv_credit_says_published (item->unit->text);
}

/* "(Source: The Quay, 3 May 2024)" */
static gboolean
is_credited_day (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_autofree char *date = item->settled && item->role == BRV_ROLE_FURNITURE && !item->prose
                            ? brv_date_find (item->unit->text, NULL, NULL)
                            : NULL;

  return date != NULL;
}

/* Whether a day, or the name of the house, stands below a line of names. */
static gboolean
confirms_names (const BrvTextParts *self, guint index)
{
  return index < self->items->len &&
         (is_date_line (brv_text_parts_at (self, index)) ||
          is_place_line (brv_text_parts_at (self, index)) || is_credited_day (self, index) ||
          names_site (self, index) || says_published (self, index));
}

/* Whether the house that a line of names belongs to stands below it, and the day below that. */
static gboolean
is_house_above_day (const BrvTextParts *self, guint index)
{
  const BrvTextPart *house = NULL;

  if (index + 1 >= self->items->len)
    return FALSE;
  house = brv_text_parts_at (self, index);
  return !house->prose && !house->settled && house->n_words <= MAX_HOUSE &&
         house->furniture == BRV_FURNITURE_NONE && house->address == NULL &&
         (!self->has_clusters ||
          (!house->unit->after_blank && !brv_text_parts_at (self, index + 1)->unit->after_blank)) &&
         brv_text_parts_at (self, index + 1)->settled &&
         is_date_line (brv_text_parts_at (self, index + 1));
}

/* Whether what follows names on the line at index ends with a house that the copy names elsewhere. */
static gboolean
ends_with_house (const BrvTextParts *self, guint index, const char *office)
{
  g_auto (GStrv) parts =
    g_regex_split_simple (",\\s|[()（）|;]\\s*|\\s[–—-]\\s| at | am | an der ", office, 0, 0);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      glong n = g_utf8_strlen (g_strstrip (parts[i]), -1);

      if (n >= MIN_HOUSE_LETTERS && brv_text_name_stands_around (self, index, parts[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_day_at (const BrvTextParts *self, gint index)
{
  return index >= 0 && index < (gint)self->items->len && index != self->title &&
         is_date_line (brv_text_parts_at (self, (guint)index));
}

/*
 * "Ann Lee, Senior Fellow, Quay Institute": names, and what their owners are. No label says that
 * they wrote the text, so an office, a house that the copy names elsewhere too, or the day beside the
 * line must.
 */
static GStrv
read_office_line (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *text = item->unit->text;
  const char *office = NULL;
  g_auto (GStrv) authors = NULL;

  if (item->n_words > MAX_OFFICE_LINE || item->address != NULL || item->role == BRV_ROLE_TABLE ||
      brv_text_ends_sentence (text) || brv_furniture_is_menu (text))
    return NULL;
  authors = brv_byline_split_office (text, &office);
  if (authors == NULL || names_site (self, index))
    return NULL;
  return brv_byline_words_begin_one (BRV_BYLINE_WORDS_OFFICE, office) ||
             ends_with_house (self, index, office) || is_day_at (self, (gint)index - 1) ||
             is_day_at (self, (gint)index + 1)
           ? g_steal_pointer (&authors)
           : NULL;
}

/* The one name that a line is, and nothing else. */
static char *
dup_only_name (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_autofree char *date = NULL;
  g_auto (GStrv) names = item->settled || item->n_words > MAX_BYLINE
                           ? NULL
                           : brv_byline_split_bare (item->unit->text, &date);

  return names != NULL && date == NULL && names[1] == NULL &&
             !brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, item->unit->text) &&
             !brv_byline_words_begin_one (BRV_BYLINE_WORDS_OFFICE, item->unit->text) &&
             !names_site (self, index)
           ? g_strdup (names[0])
           : NULL;
}

static gboolean
is_office_line (const BrvTextPart *item)
{
  return !item->settled && !item->prose && item->n_words <= MAX_OFFICE && item->address == NULL &&
         brv_byline_words_begin_one (BRV_BYLINE_WORDS_OFFICE, item->unit->text);
}

/* The names on the lines from index on, one a line, each of which may have its owner's office below it. */
static GStrv
gather_names (const BrvTextParts *self, guint index, guint *end, gboolean *has_office)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  *has_office = FALSE;
  for (*end = index; *end < MIN (self->items->len, index + 2 * MAX_NAMES); (*end)++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, *end);
      char *name = *end > index && self->has_clusters && item->unit->after_blank
                     ? NULL
                     : dup_only_name (self, *end);

      if (name != NULL)
        g_ptr_array_add (names, name);
      else if (*end > index && is_office_line (item))
        *has_office = TRUE;
      else
        break;
    }
  g_ptr_array_add (names, NULL);
  return (GStrv)g_ptr_array_steal (names, NULL);
}

/* Names one a line, of which the last stands above the day or the house, or which have their offices. */
static gboolean
take_rows (BrvTextParts *self, guint index)
{
  guint end = index;
  gboolean has_office = FALSE;
  g_auto (GStrv) names = gather_names (self, index, &end, &has_office);

  if (g_strv_length (names) < 2 || (!has_office && !confirms_names (self, end)))
    return FALSE;
  for (guint i = index; i < end; i++)
    brv_text_authors_take (self, i, names);
  return TRUE;
}

/* Whether a line right below the title is several full names and nothing else. */
static gboolean
is_list_of_names (const BrvTextParts *self, guint index, char *const *names)
{
  gboolean has_day = FALSE;

  for (gint i = (gint)index - MAX_DAY_REACH; i <= (gint)index + MAX_DAY_REACH; i++)
    has_day = has_day || is_day_at (self, i);
  if ((gint)index != self->title + 1 || names[1] == NULL || !has_day)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (strchr (names[i], ' ') == NULL ||
        brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, names[i]) ||
        brv_text_name_stands_around (self, index, names[i]))
      return FALSE;
  return TRUE;
}

/* Names above the title of a copy, of which its end says who they are. */
static gboolean
find_authors_above (BrvTextParts *self)
{
  for (gint i = self->title - 1; i >= 0 && i + MAX_ABOVE_TITLE >= self->title; i--)
    {
      const BrvTextPart *item = brv_text_parts_at (self, (guint)i);
      g_autofree char *date = NULL;
      g_auto (GStrv) authors = NULL;

      if (item->n_words > MAX_BYLINE || item->address != NULL ||
          (item->settled && item->role != BRV_ROLE_FURNITURE) ||
          (self->has_clusters && brv_text_parts_at (self, (guint)i + 1)->unit->after_blank))
        return FALSE;
      authors = item->settled ? NULL : brv_byline_split_bare (item->unit->text, &date);
      if (authors == NULL || !ends_with_author (self, (const char *const *)authors))
        continue;
      brv_text_authors_take (self, (guint)i, authors);
      return TRUE;
    }
  return FALSE;
}

/* "埠頭新聞社 山田太郎": a house and a name where no spaces part words. */
static GStrv
read_house_and_name (char *text)
{
  char *space = strchr (text, ' ');
  char *date = NULL;
  GStrv names = NULL;

  if (space == NULL || !g_unichar_iswide (g_utf8_get_char (text)))
    return NULL;
  *space = '\0';
  if (!brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, text) && !g_str_has_suffix (text, "社"))
    return NULL;
  names = brv_byline_split_bare (space + 1, &date);
  g_free (date);
  return names;
}

/* "(報道部・山田太郎)": a desk and a name in brackets, as newspapers sign in Japanese. */
static GStrv
read_desk (const char *text)
{
  static const char *const desks[] = { "部", "局", "班", "記者", "委員", "室" };
  static const char *const brackets[] = { "(", ")", "（", "）" };
  g_autofree char *inner = g_strdup (text);
  char *dot = NULL;
  gboolean bracketed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (brackets); i++)
    {
      char *at = strstr (inner, brackets[i]);

      if (at == NULL)
        continue;
      bracketed = TRUE;
      if (at == inner)
        memmove (inner, at + strlen (brackets[i]), strlen (at + strlen (brackets[i])) + 1);
      else
        *at = '\0';
    }
  dot = strstr (inner, "・");
  if (!bracketed)
    return NULL;
  if (dot == NULL)
    return read_house_and_name (inner);
  *dot = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    if (g_str_has_suffix (inner, desks[i]))
      {
        char *date = NULL;
        GStrv names = brv_byline_split_bare (dot + strlen ("・"), &date);

        g_free (date);
        return names;
      }
  return NULL;
}

/* Names right below the text, with what their owners are or the day below them. */
static GStrv
read_signature (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_autofree char *date = NULL;
  g_auto (GStrv) authors = item->settled ? NULL : read_office_line (self, index);

  if (authors != NULL || item->settled || item->n_words > MAX_BYLINE ||
      item->furniture != BRV_FURNITURE_NONE)
    return g_steal_pointer (&authors);
  authors = read_desk (item->unit->text);
  if (authors != NULL)
    return g_steal_pointer (&authors);
  authors = brv_byline_split_bare (item->unit->text, &date);
  return authors != NULL && (date != NULL || is_day_at (self, (gint)index + 1))
           ? g_steal_pointer (&authors)
           : NULL;
}

/* "By Ann Lee and Bo Ek, Quay Press" among the last lines: a byline that the head of the copy, which names
 * the house alone, leaves to its foot. */
static gboolean
find_authors_at_end (BrvTextParts *self)
{
  guint from = MAX (self->body + 1, self->end - MIN (self->end, MAX_BELOW_TEXT));

  for (guint i = from; i < MIN (self->items->len, self->end + MAX_BELOW_TEXT); i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      const char *text = item->unit->text;
      const char *rest =
        item->settled || item->n_words > MAX_BYLINE || brv_text_ends_sentence (text)
          ? NULL
          : brv_byline_skip_label (text);
      const char *office = NULL;
      g_auto (GStrv) authors = rest != NULL ? brv_byline_split_office (rest, &office) : NULL;

      if (authors == NULL || !ends_with_house (self, i, office))
        continue;
      brv_text_authors_take (self, i, authors);
      self->end = MIN (self->end, i);
      return TRUE;
    }
  return FALSE;
}

/* Below an article a label with its colon names the author, and right below it any label. */
static void
find_authors_below (BrvTextParts *self)
{
  for (guint i = self->end; i < MIN (self->items->len, self->end + MAX_BELOW_TEXT); i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      const char *text = item->unit->text;
      const char *rest = item->n_words <= MAX_BYLINE ? brv_byline_skip_label (text) : NULL;
      g_auto (GStrv) authors = NULL;
      g_autofree char *date = NULL;

      if (rest == NULL || item->settled ||
          (memchr (text, ':', (gsize)(rest - text)) == NULL && i > self->end))
        continue;
      authors = i > self->end ? brv_byline_split (rest) : brv_byline_split_bare (rest, &date);
      if (authors == NULL)
        continue;
      brv_text_authors_take (self, i, authors);
      return;
    }
  for (guint i = self->end; i < MIN (self->items->len, self->end + MAX_SIGNED_BELOW); i++)
    {
      g_auto (GStrv) authors = read_signature (self, i);

      if (authors == NULL)
        continue;
      brv_text_authors_take (self, i, authors);
      if (is_day_at (self, (gint)i + 1))
        brv_text_dates_set (self, brv_text_parts_get_text (self, i + 1));
      return;
    }
}

/* A line of names below the title that the day, an office or a house beside it confirms. */
static gboolean
find_authors_at_head (BrvTextParts *self)
{
  guint first = (guint)(self->title + 1);
  guint end = MIN (self->end, first + MAX_BELOW_TITLE);

  for (guint i = first; i < end; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      g_autofree char *date = NULL;
      g_auto (GStrv) authors = NULL;

      if (item->settled && item->role != BRV_ROLE_FURNITURE)
        continue;
      if (take_rows (self, i))
        return TRUE;
      authors = read_office_line (self, i);
      if (authors != NULL)
        {
          brv_text_authors_take (self, i, authors);
          return TRUE;
        }
      if (item->n_words > MAX_BYLINE || item->furniture != BRV_FURNITURE_NONE ||
          item->address != NULL || brv_furniture_is_menu (item->unit->text) ||
          brv_furniture_is_appeal (item->unit->text))
        continue;
      authors = brv_byline_split_bare (item->unit->text, &date);
      if (authors == NULL || names_site (self, i) ||
          (date == NULL && !confirms_names (self, i + 1) && !is_house_above_day (self, i + 1) &&
           !is_office (self, i + 1) && !is_list_of_names (self, i, authors) &&
           !(i == first && is_office_below (self, i + 1)) &&
           !brv_text_lone_names_are_authors (self, i, authors) &&
           !ends_with_author (self, (const char *const *)authors)))
        continue;
      brv_text_authors_take (self, i, authors);
      return TRUE;
    }
  return FALSE;
}

/**
 * brv_text_authors_find:
 * @self: parts, the title found
 *
 * Below the title of a copy a line of names, and the date beside or right below it, is the byline
 * though no word says so. Where none stands there, one with its label may stand below the text.
 */
void
brv_text_authors_find (BrvTextParts *self)
{
  if (self->title < 0 || !self->is_copy)
    return;
  if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS) == NULL &&
      !brv_text_authors_find_told (self) && !find_authors_at_head (self) &&
      !find_authors_above (self) && !find_authors_at_end (self) &&
      !brv_text_authors_find_dashed (self))
    find_authors_below (self);
  if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS) == NULL)
    brv_text_authors_find_house (self);
}
