/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The name of a site, which heads the copy of a page and often stands once more at its foot. */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-byline-words.h"
#include "import/brv-date.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-furniture.h"
#include "import/brv-html-page.h"
#include "import/brv-text-names.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MAX_NAME      7
#define MAX_LINE      14 /* with what the site says about itself */
#define MAX_HOST_LINE 20
/* Of a small word within a name. */
#define MAX_INNER_LETTERS 5
/* What tells the name at the head of a copy, where nothing else confirms it: the first line is
 * mostly it, and among commands and sections one that is written as names are or stands again. */
#define MAX_HOUSE_LABEL 5
#define MAX_HOUSE       10
#define FIRST_WEIGHT    3
#define WRITTEN_WEIGHT  4
#define MOTTO_WEIGHT    2
#define AGAIN_WEIGHT    6 /* sections' names stand again, too */
#define HOST_WEIGHT     8
#define SURE_WEIGHT     4 /* the first, and one of the others */
#define MIN_WEIGHT      3

/**
 * brv_text_name_same:
 * @a: a name
 * @b: another
 *
 * Returns: whether they are the same but for capitals and white space around them
 */
gboolean
brv_text_name_same (const char *a, const char *b)
{
  g_autofree char *fold_a = g_utf8_casefold (a, -1);
  g_autofree char *fold_b = g_utf8_casefold (b, -1);

  return g_str_equal (g_strstrip (fold_a), g_strstrip (fold_b));
}

/**
 * brv_text_name_dup:
 * @line: a line at the head of a copy
 *
 * Returns: (transfer full): the name that @line begins with, without what the site says about
 *   itself behind a dash or colon
 */
char *
brv_text_name_dup (const char *line)
{
  static const char *const marks[] = { " – ", " — ", " - ", " | ", ": ", "：" };
  const char *end = line + strlen (line);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *at = strstr (line, marks[i]);

      if (at != NULL && at > line && at < end)
        end = at;
    }
  while (end > line && strchr (" :", end[-1]) != NULL)
    end--;
  return g_strstrip (g_strndup (line, (gsize)(end - line)));
}

/* "Copyright © 1999-2025 The Quay": the place where the owner's name begins, if text is such a line,
 * or text. */
static const char *
skip_rights (const char *text)
{
  static const char word[] = "copyright";
  const char *p = text;

  if (g_ascii_strncasecmp (p, word, strlen (word)) == 0)
    p += strlen (word);
  while (*p != '\0' && !g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return strstr (text, "©") != NULL || g_ascii_strncasecmp (text, word, strlen (word)) == 0 ? p
                                                                                            : text;
}

/* Whether text begins with a name, whatever stands before its first letter. */
static gboolean
begins_with (const char *text, const char *name, const char **start)
{
  g_autofree char *fold_text = NULL;
  g_autofree char *fold_name = g_utf8_casefold (name, -1);
  gsize length = strlen (g_strstrip (fold_name));

  text = skip_rights (text);
  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)) &&
         g_utf8_get_char (text) != g_utf8_get_char (name))
    text = g_utf8_next_char (text);
  *start = text;
  fold_text = g_utf8_casefold (text, -1);
  return g_str_has_prefix (fold_text, fold_name) &&
         !g_unichar_isalnum (g_utf8_get_char (fold_text + length));
}

/**
 * brv_text_name_stands_again:
 * @self: parts, the body found
 * @name: a name at the head
 * @is_first: whether it heads the copy
 *
 * Returns: whether @name is said below the article: as a line of its own, by its owner's mark, or,
 *   if it heads the copy or is more than a word, at the start of a line
 */
gboolean
brv_text_name_stands_again (const BrvTextParts *self, const char *name, gboolean is_first)
{
  gboolean has_words = is_first || strchr (name, ' ') != NULL;

  /* "Harbour Notes and its partners": what a site asks of its reader. */
  for (guint i = 0; is_first && i < self->body; i++)
    {
      const char *start = NULL;
      const char *text = brv_text_parts_get_text (self, i);

      if (brv_text_parts_at (self, i)->prose && begins_with (text, name, &start))
        return TRUE;
    }
  for (guint i = self->end; i < self->items->len; i++)
    {
      const char *text = brv_text_parts_get_text (self, i);
      const char *start = NULL;

      if (brv_text_name_same (text, name) ||
          (begins_with (text, name, &start) &&
           (has_words || brv_text_parts_at (self, i)->furniture == BRV_FURNITURE_LEGAL)))
        return TRUE;
    }
  return FALSE;
}

/**
 * brv_text_name_stands_around:
 * @self: parts, the body found
 * @index: the line that a name stands on
 * @name: the name
 *
 * Returns: whether @name stands on another line around the article, as the names of houses and sections
 *   do
 */
gboolean
brv_text_name_stands_around (const BrvTextParts *self, guint index, const char *name)
{
  for (guint i = 0; i < self->items->len; i++)
    if (i != index && (i < self->body || i >= self->end) &&
        strstr (brv_text_parts_get_text (self, i), name) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * brv_text_name_is_in_capitals:
 * @name: a line
 *
 * Returns: whether all letters of @name that have case are capitals, and some have
 */
gboolean
brv_text_name_is_in_capitals (const char *name)
{
  gboolean found = FALSE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_islower (g_utf8_get_char (p)))
        return FALSE;
      found = found || g_unichar_isupper (g_utf8_get_char (p));
    }
  return found;
}

/**
 * brv_text_name_dup_as_written:
 * @self: parts, the body found
 * @name: a name at the head of a copy
 *
 * The line at the head is often in capitals for its looks.
 *
 * Returns: (transfer full): @name as the foot of the page writes it, if it stands there
 */
char *
brv_text_name_dup_as_written (const BrvTextParts *self, const char *name)
{
  for (guint i = self->end; brv_text_name_is_in_capitals (name) && i < self->items->len; i++)
    {
      const char *start = NULL;

      if (begins_with (brv_text_parts_get_text (self, i), name, &start) &&
          strlen (start) >= strlen (name))
        {
          g_autofree char *found = g_strndup (start, strlen (name));

          if (g_utf8_validate (found, -1, NULL) && !brv_text_name_is_in_capitals (found))
            return g_steal_pointer (&found);
        }
    }
  return g_strdup (name);
}

/* "PolicyRelay": one word with a capital within it. */
static gboolean
has_inner_capital (const char *word)
{
  gunichar before = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isupper (c) && g_unichar_islower (before))
        return TRUE;
      before = c;
    }
  return FALSE;
}

/**
 * brv_text_name_is_written_so:
 * @text: a line
 *
 * Returns: whether the words of @text begin with a capital, at least two of them, but for short ones
 *   that stand within names
 */
gboolean
brv_text_name_is_written_so (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gunichar first = g_utf8_get_char (words[i]);

      /* As in l’Estran. */
      if (strstr (words[i], "’") != NULL || strchr (words[i], '\'') != NULL)
        continue;
      if (g_unichar_islower (first) && (i == 0 || g_utf8_strlen (words[i], -1) > MAX_INNER_LETTERS))
        return FALSE;
      n += g_unichar_isupper (first);
    }
  return n >= 2 || (n == 1 && has_inner_capital (text));
}

/* Whether a line is the name of a host and nothing else. */
static gboolean
is_host (const char *text)
{
  return strchr (text, '.') != NULL && strchr (text, ' ') == NULL;
}

/**
 * brv_text_name_find_labelled:
 * @text: a line
 *
 * Whatever words they are, a few of them before a colon say what the house behind it has to do with
 * the text: "Issuing body: Institute of Littoral Studies".
 *
 * Returns: (nullable): where the name of a house begins that a label in @text has behind it
 */
const char *
brv_text_name_find_labelled (const char *text)
{
  const char *colon = strstr (text, ": ");
  const char *name = colon != NULL ? colon + 2 : NULL;
  g_autofree char *label = colon != NULL ? g_strndup (text, (gsize)(colon - text)) : NULL;
  guint n_label = 0;
  guint n_words = 0;

  if (colon == NULL || !g_unichar_isupper (g_utf8_get_char (text)) ||
      !g_unichar_isupper (g_utf8_get_char (name)) || strpbrk (name, ":0123456789|/,") != NULL ||
      brv_text_ends_sentence (name))
    return NULL;
  n_label = brv_count_words (label, strlen (label));
  n_words = brv_count_words (name, strlen (name));
  return n_label >= 1 && n_label <= MAX_HOUSE_LABEL && n_words >= 2 && n_words <= MAX_HOUSE &&
             brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, name) &&
             (n_label == 1 || !brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, label))
           ? name
           : NULL;
}

/* "Release ID: 2024-117", "Ref. 25/117": the last word is the number of a text. */
static gboolean
is_reference (const char *text)
{
  const char *last = strrchr (text, ' ');
  const char *digit = last != NULL ? strpbrk (last, "0123456789") : NULL;

  return digit != NULL &&
         (strchr (last, '/') != NULL || (strchr (last, '-') != NULL && strchr (text, ':') != NULL));
}

/* "Harbour Notes | Guest posts" as the first line. */
static gboolean
heads_section (const char *text, guint index)
{
  g_auto (GStrv) parts = index == 0 ? g_strsplit (text, " | ", -1) : NULL;

  return parts != NULL && g_strv_length (parts) == 2;
}

/**
 * brv_text_name_is_possible:
 * @self: parts
 * @index: an index at the head
 *
 * Returns: whether the part may name a site: it is short, and no command, menu or sentence
 */
gboolean
brv_text_name_is_possible (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *text = item->unit->text;
  g_autofree char *name = brv_text_name_dup (text);
  g_autofree char *date = item->n_words <= MAX_LINE ? brv_date_find (text, NULL, NULL) : NULL;
  guint n_words = brv_count_words (name, strlen (name));

  return !item->settled && item->role == BRV_ROLE_PARAGRAPH && n_words > 0 && n_words <= MAX_NAME &&
         item->n_words <= MAX_LINE && date == NULL && item->furniture == BRV_FURNITURE_NONE &&
         item->address == NULL && !is_host (text) && !brv_text_ends_sentence (text) &&
         !brv_furniture_is_appeal (text) && !brv_furniture_is_tool (text) && !is_reference (text) &&
         brv_text_name_find_labelled (text) == NULL &&
         (!brv_furniture_is_menu (text) || heads_section (text, index));
}

/* Whether only menus and commands that lead to the page's parts stand above a line: a sentence there is of a
 * notice, whose answers stand below it. */
static gboolean
is_first (const BrvTextParts *self, guint index)
{
  for (guint i = 0; i < index; i++)
    if ((brv_text_parts_at (self, i)->furniture != BRV_FURNITURE_CONTROL &&
         !brv_furniture_is_menu (brv_text_parts_get_text (self, i))) ||
        brv_text_ends_sentence (brv_text_parts_get_text (self, i)))
      return FALSE;
  return TRUE;
}

/* Whether a host that a short line names without its scheme goes by a name: pages say so of their own at
 * their foot. */
static gboolean
is_named_by_host (const BrvTextParts *self, const char *name)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      g_auto (GStrv) words = NULL;

      if (item->prose || item->n_words > MAX_HOST_LINE || strchr (item->unit->text, '.') == NULL)
        continue;
      words = g_strsplit_set (item->unit->text, " ()|,·;", -1);
      for (guint k = 0; words[k] != NULL; k++)
        {
          const char *dot = strchr (words[k], '.');
          g_autofree char *address = NULL;

          if (dot == NULL || !g_ascii_isalpha (dot[1]) || strpbrk (words[k], "@:/") != NULL)
            continue;
          address = g_strconcat ("https://", words[k], NULL);
          if (brv_address_is_named (address, name))
            return TRUE;
        }
    }
  return FALSE;
}

/**
 * brv_text_name_find_at_head:
 * @self: parts, the title found
 * @top: index of the title
 *
 * Returns: (transfer full) (nullable): the name that likely heads the copy, though no address
 *   confirms it
 */
char *
brv_text_name_find_at_head (const BrvTextParts *self, guint top)
{
  char *best = NULL;
  guint most = MIN_WEIGHT - 1;

  for (guint i = 0; i < top; i++)
    {
      const char *text = brv_text_parts_get_text (self, i);
      g_autofree char *name = brv_text_name_dup (text);
      gboolean first = FALSE;
      guint weight = 0;

      if (!brv_text_name_is_possible (self, i))
        continue;
      first = is_first (self, i);
      if (first)
        weight += FIRST_WEIGHT;
      if (brv_text_name_is_written_so (name))
        weight += WRITTEN_WEIGHT;
      if (brv_text_name_stands_again (self, name, first))
        weight += AGAIN_WEIGHT;
      if (is_named_by_host (self, name))
        weight += HOST_WEIGHT;
      if (first && weight > FIRST_WEIGHT)
        weight += SURE_WEIGHT;
      if (!g_str_equal (name, text))
        weight += MOTTO_WEIGHT;
      if (weight <= most)
        continue;
      most = weight;
      g_free (best);
      best = g_steal_pointer (&name);
    }
  return best;
}
