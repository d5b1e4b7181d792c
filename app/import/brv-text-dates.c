/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The days that a text names around its article: of publication, and of the last change. */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-credit-label.h"
#include "import/brv-credit-notice.h"
#include "import/brv-credit-words.h"
#include "import/brv-credit.h"
#include "import/brv-date-line.h"
#include "import/brv-date.h"
#include "import/brv-html-page.h"
#include "import/brv-text-dates.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MAX_DATE_LINE      10
#define MAX_LONG_DATE_LINE 20 /* one that begins with a date */
#define MAX_BEFORE_DATE    3
#define MAX_DATE_LABEL     3
#define MAX_BEHIND_DATE    2
#define MAX_NOTE           45
/* In lines. */
#define NOTE_REACH  3
#define END_REACH   6
#define BELOW_REACH 12
#define DAY_LENGTH  strlen ("2024-03-12")
/* How far before a day the word may stand that says what happened on it, in bytes. */
#define MAX_BEFORE_DAY 60

static void
set_field (BrvTextParts *self, BrvSourceField field, const char *value)
{
  if (value != NULL && brv_source_builder_get (self->builder, field) == NULL)
    brv_source_builder_set (self->builder, field, value, BRV_EVIDENCE_VISIBLE_TEXT);
}

/**
 * brv_text_dates_set:
 * @self: parts
 * @text: a line
 *
 * Takes the dates that @text names, unless they are known.
 */
void
brv_text_dates_set (BrvTextParts *self, const char *text)
{
  g_autofree char *published = NULL;
  const char *date = NULL;

  brv_date_line_read (text, &published, &self->changed);
  /* A month may be all that is named. */
  if (published == NULL && self->changed == NULL)
    published = brv_date_find (text, NULL, NULL);
  set_field (self, BRV_SOURCE_FIELD_DATE, published);
  date = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_DATE);
  if (date != NULL && g_strcmp0 (date, self->changed) != 0)
    set_field (self, BRV_SOURCE_FIELD_MODIFIED, self->changed);
}

/* Whether the day of a line is said to be that on which the original was published, beside it or on
 * the line above: it goes before that of the copy. */
static gboolean
says_first (const BrvTextParts *self, guint index)
{
  const BrvTextPart *label = index > 0 ? brv_text_parts_at (self, index - 1) : NULL;

  return self->is_copy && (brv_credit_is_credit (brv_text_parts_get_text (self, index)) ||
                           (label != NULL && label->n_words <= MAX_DATE_LABEL &&
                            brv_credit_is_credit (label->unit->text)));
}

/* The words before a day in its part of a line: "Harbour Notes | Ada Holm | 3 May 2024". */
static guint
count_before (const char *text, gsize start)
{
  gsize from = MIN (start, strlen (text));
  gsize end = from;

  while (from > 0 && strchr ("|\t", text[from - 1]) == NULL)
    from--;
  return brv_count_words (text + from, end - from);
}

/**
 * brv_text_dates_settle:
 * @self: parts, the body found
 * @index: an index at the head
 *
 * Returns: whether the part is a line that dates the text; then it is settled, and its dates are taken
 */
gboolean
brv_text_dates_settle (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_autofree char *date = NULL;
  gsize start = 0;

  if (item->settled || item->n_words > MAX_LONG_DATE_LINE || item->address != NULL ||
      (item->prose && !self->is_copy) ||
      (item->n_words > MAX_DATE_LINE && brv_text_ends_statement (item->unit->text) &&
       item->furniture != BRV_FURNITURE_LABEL))
    return FALSE;
  date = brv_date_find (item->unit->text, &start, NULL);
  if (date == NULL ||
      (brv_text_ends_statement (item->unit->text) && start > 0 &&
       item->furniture != BRV_FURNITURE_LABEL) ||
      (item->n_words > MAX_DATE_LINE && count_before (item->unit->text, start) > MAX_BEFORE_DATE))
    return FALSE;
  if (strlen (date) == DAY_LENGTH && says_first (self, index))
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_DATE, date, BRV_EVIDENCE_VISIBLE_TEXT);
  else
    brv_text_dates_set (self, item->unit->text);
  brv_text_parts_settle (self, index, BRV_ROLE_FURNITURE, FALSE);
  return TRUE;
}

/* The first day that a line names, and where. */
static char *
find_day (const char *text, gsize *start, gsize *end)
{
  gsize from = 0;

  for (;;)
    {
      char *date = brv_date_find (text + from, start, end);

      if (date == NULL)
        return NULL;
      *start += from;
      *end += from;
      if (strlen (date) == DAY_LENGTH)
        return date;
      g_free (date);
      from = *end;
    }
}

/* Whether a day stands apart in its line: few words are with it between the marks around it. */
static gboolean
is_set_apart (const char *text, gsize start, gsize end)
{
  static const char marks[] = ",;:|([（，：；【—–·•\t";
  const char *from = text;
  const char *rest = text + end;

  for (const char *p = text; p < text + start; p = g_utf8_next_char (p))
    if (g_utf8_strchr (marks, -1, g_utf8_get_char (p)) != NULL)
      from = g_utf8_next_char (p);
  while (*rest != '\0' && g_unichar_isspace (g_utf8_get_char (rest)))
    rest = g_utf8_next_char (rest);
  return brv_count_words (from, (gsize)(text + start - MIN (from, text + start))) <=
           MAX_BEFORE_DATE &&
         (*rest == '\0' || !g_unichar_isalnum (g_utf8_get_char (rest)) ||
          brv_count_words (rest, strlen (rest)) <= MAX_BEHIND_DATE);
}

/* Whether the words before a day say that a text was printed on it: a word for that, or the number of an
 * issue with the day in brackets behind it. */
static gboolean
says_printed (const char *folded, gsize start)
{
  static const char *const printed[] = {
    " ran ",   "ran it", "issue",  "number",  "edition", "heft",    "ausgabe", "numéro",
    "édition", "número", "numero", "edición", "edição",  "edizion", "nummer",  "editie",
    "upplag",  "utgåv",  "utgave", "udgave",  "numer",   "wydani",  "číslo",   "vydání",
    "номер",   "выпуск", "випуск", "sayı",    "szám",    "τεύχος",  "期",      "号",
    "號",      "호",     "عدد",    " no. ",   " nr ",    "nr. ",    " n° ",    " nº ",
    "№",       "paraît", "parut",  "首发",    "刊载",    "刊登",    "掲載",    "게재",
  };
  gsize from = start > MAX_BEFORE_DAY ? start - MAX_BEFORE_DAY : 0;
  g_autofree char *before = g_strndup (folded + from, start - from);

  if (brv_text_holds_any (before, printed, G_N_ELEMENTS (printed)))
    return TRUE;
  for (const char *const *verb = brv_credit_words_get (BRV_CREDIT_WORDS_PUBLISHING); *verb != NULL;
       verb++)
    if (strstr (before, *verb) != NULL)
      return TRUE;
  return FALSE;
}

/* "The text saw the light of day first at the Quay Institute": whether a sentence that begins with the text
 * itself says that something was the first time. */
static gboolean
tells_first_time (const char *folded)
{
  gboolean points = FALSE;

  for (const char *const *word = brv_credit_words_get (BRV_CREDIT_WORDS_POINTER); *word != NULL;
       word++)
    points = points || g_str_has_prefix (folded, *word);
  for (const char *const *word = brv_credit_words_get (BRV_CREDIT_WORDS_FIRST); *word != NULL;
       word++)
    if (points && strstr (folded, *word) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether a line names who published the text: behind a label, or in quotation marks before the day. */
static gboolean
names_publisher (const char *text, const char *folded, gsize start)
{
  static const char *const quotes[] = { "„", "“", "«", "»", "《", "「", "『" };
  g_autofree char *head = g_strndup (folded, start);
  g_autofree char *labelled = brv_credit_label_find (text);

  return labelled != NULL || brv_credit_is_credit (text) || tells_first_time (folded) ||
         brv_text_holds_any (head, quotes, G_N_ELEMENTS (quotes));
}

/* The earlier of the day of a line and of another that it names, and whether there is one. */
static char *
find_first_day (const char *text, gsize *start, gsize *end, gboolean *two)
{
  char *date = find_day (text, start, end);
  gsize next_start = 0;
  gsize next_end = 0;
  g_autofree char *next = date != NULL ? find_day (text + *end, &next_start, &next_end) : NULL;

  *two = next != NULL;
  if (next != NULL && strcmp (next, date) < 0)
    {
      g_free (date);
      date = g_steal_pointer (&next);
      *start = *end + next_start;
      *end += next_end;
    }
  return date;
}

/* The day on which a line beside the text says that it was published; folded is the line, case-folded, and
 * start gets the day's place in it. */
static char *
find_credited_day (const BrvTextPart *item, const char *folded, gsize *start)
{
  gboolean is_sentence = brv_text_ends_sentence (item->unit->text);
  gboolean two = FALSE;
  gsize end = 0;
  g_autofree char *date = NULL;

  if (item->n_words > MAX_NOTE || item->role == BRV_ROLE_CAPTION || item->address != NULL)
    return NULL;
  date = find_first_day (folded, start, &end, &two);
  if (date == NULL || brv_date_line_says_changed (folded, *start))
    return NULL;
  if (!says_printed (folded, *start) && !tells_first_time (folded) &&
      ((is_sentence && !brv_credit_is_notice (item->unit->text)) ||
       (!is_set_apart (folded, *start, end) && (!two || item->n_words > MAX_LONG_DATE_LINE))))
    return NULL;
  return g_steal_pointer (&date);
}

/* Whether what stands below the first paragraph, which may be a standfirst, is none of the text. */
static gboolean
is_beside_text (const BrvTextPart *item, const char *folded)
{
  return (!item->prose && !brv_text_ends_statement (item->unit->text)) ||
         (!brv_text_ends_sentence (item->unit->text) && item->n_words <= MAX_LONG_DATE_LINE) ||
         brv_credit_is_notice (item->unit->text) || tells_first_time (folded);
}

/* The index after the lines between the first paragraph, which may be a standfirst, and the second. */
static guint
find_notes_end (const BrvTextParts *self)
{
  guint end = MIN (self->end, self->body + NOTE_REACH);

  while (end < MIN (self->end, self->body + BELOW_REACH) && !brv_text_parts_at (self, end)->prose &&
         !brv_text_parts_at (self, end - 1)->prose)
    end++;
  return end;
}

/*
 * The days that lines above the text of a copy name beside a house, an issue or a word for printing:
 * "A notice of the Harbour Board, Friday 3 May 2024". They are those of the original, where the line
 * names its publisher; others date the text if nothing else does.
 */
static void
set_credited (BrvTextParts *self)
{
  for (guint i = 0; i < find_notes_end (self); i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      const char *known = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_DATE);
      g_autofree char *folded = g_utf8_casefold (item->unit->text, -1);
      gsize start = 0;
      g_autofree char *date = find_credited_day (item, folded, &start);

      if (date == NULL || (i >= self->body && !is_beside_text (item, folded)))
        continue;
      if (known == NULL || strlen (known) < DAY_LENGTH ||
          (strcmp (date, known) < 0 && names_publisher (item->unit->text, folded, start)))
        brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_DATE, date,
                                BRV_EVIDENCE_VISIBLE_TEXT);
      if (!item->settled &&
          (!brv_text_ends_sentence (item->unit->text) || brv_credit_is_notice (item->unit->text)))
        brv_text_parts_settle (self, i, BRV_ROLE_FURNITURE, FALSE);
    }
}

/* Whether a line has the address of the original. */
static gboolean
names_original (const BrvTextParts *self, const char *text)
{
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  g_autofree char *address = original != NULL ? brv_address_find (text, NULL, NULL) : NULL;

  return address != NULL && brv_address_same_host (address, original);
}

/* The day that a line right below the text names beside the original's address, or in a sentence that
 * introduces the text: if it is no later than that of the page. */
static void
set_credited_below (BrvTextParts *self)
{
  for (guint i = self->end; i < MIN (self->items->len, self->end + END_REACH); i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      const char *known = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_DATE);
      g_autofree char *folded = g_utf8_casefold (item->unit->text, -1);
      g_autofree char *date = NULL;
      gsize start = 0;
      gsize end = 0;

      if (item->n_words > MAX_NOTE ||
          (!names_original (self, item->unit->text) && !brv_credit_is_notice (item->unit->text)))
        continue;
      date = find_day (folded, &start, &end);
      if (date == NULL ||
          (!says_printed (folded, start) && !brv_credit_is_notice (item->unit->text)) ||
          brv_date_line_says_changed (folded, start))
        continue;
      if (known == NULL || strcmp (date, known) < 0)
        brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_DATE, date,
                                BRV_EVIDENCE_VISIBLE_TEXT);
      return;
    }
}

/**
 * brv_text_dates_set_first:
 * @self: parts of a copy, the head settled
 *
 * The day on which a note says that the article was first published is its day, unless it is later than
 * that of the copy.
 */
void
brv_text_dates_set_first (BrvTextParts *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const char *text = brv_text_parts_get_text (self, i);
      const char *known = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_DATE);
      g_autofree char *date = NULL;

      if (i >= self->body + NOTE_REACH && i < self->end)
        continue;
      if (brv_credit_is_note (text))
        date = brv_date_find (text, NULL, NULL);
      else if (i <= self->body)
        date = brv_credit_dup_day (text);
      if (date == NULL)
        continue;
      if (known == NULL)
        brv_text_dates_set (self, text);
      else if (date != NULL && strlen (date) == DAY_LENGTH && strcmp (date, known) < 0)
        brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_DATE, date,
                                BRV_EVIDENCE_VISIBLE_TEXT);
    }
  set_credited (self);
  set_credited_below (self);
}

/* Whether a line is one of days: it begins with the word for one, or with a day. */
static gboolean
tells_days (const BrvTextPart *item)
{
  gsize start = 0;
  g_autofree char *date = NULL;

  if (item->settled || item->prose || item->n_words > MAX_LONG_DATE_LINE)
    return FALSE;
  date = brv_date_find (item->unit->text, &start, NULL);
  return date != NULL && strlen (date) == DAY_LENGTH &&
         brv_count_words (item->unit->text, MIN (start, strlen (item->unit->text))) <=
           MAX_BEFORE_DATE;
}

/**
 * brv_text_dates_find_below:
 * @self: parts of a copy, the head settled
 *
 * Takes the days from a line below the text that names two, or one as that of a change: "Put online
 * 3 May 2024; corrected 5 May 2024". Days alone there are those of comments and of other articles.
 */
void
brv_text_dates_find_below (BrvTextParts *self)
{
  guint from = MAX (self->body + 1, self->end - MIN (self->end, END_REACH));

  for (guint i = from; i < MIN (self->items->len, self->end + BELOW_REACH); i++)
    {
      const char *text = brv_text_parts_get_text (self, i);
      g_autofree char *published = NULL;
      g_autofree char *changed = NULL;

      if (!tells_days (brv_text_parts_at (self, i)))
        continue;
      brv_date_line_read (text, &published, &changed);
      if (changed == NULL)
        continue;
      brv_text_dates_set (self, text);
      brv_text_parts_settle (self, i, BRV_ROLE_FURNITURE, FALSE);
      return;
    }
}

/**
 * brv_text_dates_finish:
 * @self: parts, the head settled
 *
 * A page that names one day alone is dated by it, if only as last changed.
 */
void
brv_text_dates_finish (BrvTextParts *self)
{
  if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_DATE) != NULL)
    return;
  set_field (self, BRV_SOURCE_FIELD_DATE, self->changed);
  set_field (self, BRV_SOURCE_FIELD_MODIFIED, self->changed);
}
