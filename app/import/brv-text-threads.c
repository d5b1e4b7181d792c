/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The comments below an article of a copied page. They can be many times longer than it, and have
 * sentences as it has; what tells them is that they come in entries of one form: who wrote it and
 * when, what was written, and the same button below each. A dated chronicle has no such button, and
 * a forum has no article above.
 */

#include "config.h"

#include <string.h>

#include "import/brv-date.h"
#include "import/brv-furniture.h"
#include "import/brv-text-prose.h"
#include "import/brv-text-threads.h"

/* Lengths in words. */
#define MAX_STAMP  12
#define MAX_BUTTON 3
#define MIN_ENTRY  3
#define MIN_ABOVE  80 /* of prose */
#define MAX_NAME   6
#define MAX_FIELD  4
#define MAX_NOTE   20 /* below a label: a wish for manners */
/* Lengths in units. */
#define MAX_ENTRY      16
#define MAX_HEADING    12 /* between a label and the first entry */
#define MAX_NAME_LINES 2
#define MAX_FORM       16
#define MIN_FIELDS     2

/* Whether a word for what has passed since a day stands in text, with a number. */
static gboolean
tells_age (const char *text)
{
  static const char *const ages[] = { " ago",   "vor ",   "il y a ", "hace ",   " fa",   "há ",
                                      " sedan", " siden", "geleden", " sitten", " temu", "назад",
                                      "тому",   " önce",  "前",      "전",      "قبل",   "před " };
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    if (strstr (folded, ages[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "Ann Lee says:" */
static gboolean
names_writer (const char *text)
{
  static const char *const verbs[] = { " says",  " said",  " wrote",  " sagt",  " schreibt",
                                       " dit",   " écrit", " dice",   " dijo",  " scrive",
                                       " disse", " diz",   " zegt",   " säger", " skriver",
                                       " sier",  " siger", " sanoo",  " mówi",  " pisze",
                                       " пишет", " пише",  " говорит" };
  g_autofree char *folded = g_utf8_casefold (text, -1);

  g_strchomp (folded);
  if (g_str_has_suffix (folded, ":"))
    folded[strlen (folded) - 1] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_has_suffix (folded, verbs[i]))
      return TRUE;
  return FALSE;
}

/* A line that says when an entry was written, and perhaps by whom. */
static gboolean
is_stamp (const BrvTextPart *item)
{
  const char *text = item->unit->text;
  g_autofree char *date = NULL;

  if (item->prose || item->n_words > MAX_STAMP || item->unit->role != BRV_ROLE_PARAGRAPH)
    return FALSE;
  if (strpbrk (text, "0123456789") == NULL)
    return item->n_words <= MAX_NAME && names_writer (text);
  date = brv_date_find (text, NULL, NULL);
  return date != NULL || tells_age (text);
}

/* The index of the next stamp from index on, or the end of self. */
static guint
find_stamp (const BrvTextParts *self, guint index)
{
  while (index < self->items->len && !is_stamp (brv_text_parts_at (self, index)))
    index++;
  return index;
}

/* Whether something is written between two units. */
static gboolean
holds_text (const BrvTextParts *self, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (item->prose || (item->n_words >= MIN_ENTRY && item->furniture == BRV_FURNITURE_NONE &&
                          brv_text_ends_sentence (item->unit->text)))
        return TRUE;
    }
  return FALSE;
}

/* Whether an answer is asked for below what is written from one unit to another. */
static gboolean
asks_answer (const BrvTextParts *self, guint from, guint to)
{
  gboolean written = FALSE;

  for (guint i = from; i < MIN (to, from + MAX_ENTRY); i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (written && item->n_words <= MAX_BUTTON && brv_furniture_asks_answer (item->unit->text))
        return TRUE;
      written = written || holds_text (self, i, i + 1);
    }
  return FALSE;
}

/* A line that announces comments, or counts them. */
static gboolean
is_label (const BrvTextPart *item)
{
  return !item->prose && brv_furniture_announces_comments (item->unit->text);
}

/* Whether a comment is asked for below a label: a form has fields that must be filled. */
static gboolean
heads_form (const BrvTextParts *self, guint index)
{
  guint n_fields = 0;

  for (guint i = index + 1; i < MIN (self->items->len, index + MAX_FORM); i++)
    n_fields += brv_text_parts_at (self, i)->n_words <= MAX_FIELD &&
                g_str_has_suffix (brv_text_parts_get_text (self, i), "*");
  return n_fields >= MIN_FIELDS;
}

/* Where the entry of a stamp begins: at the names above it, or at the label above these. */
static guint
find_start (const BrvTextParts *self, guint stamp)
{
  guint from = stamp;

  for (guint i = stamp; i > 0 && i + MAX_HEADING > stamp; i--)
    {
      const BrvTextPart *above = brv_text_parts_at (self, i - 1);

      if (is_label (above))
        return i - 1;
      if (above->prose && above->n_words > MAX_NOTE)
        break;
    }
  while (from > 0 && from + MAX_NAME_LINES > stamp && !brv_text_parts_at (self, from - 1)->prose &&
         brv_text_parts_at (self, from - 1)->n_words <= MAX_NAME &&
         !brv_text_ends_sentence (brv_text_parts_get_text (self, from - 1)))
    from--;
  return from;
}

/* Whether an entry begins at a stamp, and other signs tell that it is no lone one. */
static gboolean
begins_thread (const BrvTextParts *self, guint stamp, guint next)
{
  gboolean labelled = is_label (brv_text_parts_at (self, find_start (self, stamp)));

  if (asks_answer (self, stamp + 1, next))
    return labelled || (next < self->items->len && next <= stamp + MAX_ENTRY &&
                        asks_answer (self, next + 1, find_stamp (self, next + 1)));
  return labelled && next < self->items->len && next <= stamp + MAX_ENTRY &&
         holds_text (self, stamp, next);
}

/**
 * brv_text_thread_find:
 * @self: parts
 *
 * Returns: the index of the first unit of the comments below the article of a copied page; the
 *   number of units where there are none
 */
guint
brv_text_thread_find (const BrvTextParts *self)
{
  guint n = self->items->len;
  guint n_above = 0;
  guint stamp = find_stamp (self, 0);

  for (guint i = 0; i < n; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (i == stamp)
        {
          guint next = find_stamp (self, stamp + 1);

          if (n_above >= MIN_ABOVE && begins_thread (self, stamp, next))
            return find_start (self, stamp);
          stamp = next;
        }
      n_above += item->prose ? item->n_words : 0;
      if (n_above >= MIN_ABOVE && is_label (item) &&
          (heads_form (self, i) || asks_answer (self, i + 1, n)))
        return i;
    }
  return n;
}
