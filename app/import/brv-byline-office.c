/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What follows a name in bylines: what its owner is, and at which house. */

#include "config.h"

#include <string.h>

#include "import/brv-byline-names.h"
#include "import/brv-byline-office.h"
#include "import/brv-byline-words.h"

/* What may part a name from an office. */
#define OFFICE_MARKS ",(|/-;"
/* Of a small word within a house's name. */
#define MAX_SMALL_LETTERS 5
#define MAX_HOUSE_WORDS   9

/* Whether text is what somebody is, up to a comma or its end: it has a word of offices. */
static const char *
skip_office (const char *text)
{
  gboolean found = FALSE;

  while (*text != '\0' && *text != ',')
    {
      const char *end = brv_byline_find_word_end (text);
      g_autofree char *word = g_strndup (text, (gsize)(end - text));
      g_autofree char *folded = g_utf8_casefold (word, -1);

      found = found || brv_byline_words_hold (BRV_BYLINE_WORDS_NO_NAME, folded) ||
              brv_byline_words_begin_one (BRV_BYLINE_WORDS_OFFICE, word);
      if (end == text)
        return NULL;
      text = brv_byline_skip_space (end);
    }
  return found ? text : NULL;
}

/**
 * brv_byline_office_add_names:
 * @text: what follows names on their line
 * @names: (element-type utf8): these names; more are appended
 *
 * Adds the names that follow the offices of those before them: ", Lecturer in Law, and Bo Ek,
 * Professor of Art".
 */
void
brv_byline_office_add_names (const char *text, GPtrArray *names)
{
  while (*text == ',')
    {
      guint n = names->len;
      const char *end = skip_office (brv_byline_skip_space (text + 1));
      const char *next = end != NULL ? brv_byline_skip_joint (end) : NULL;
      const char *after = NULL;

      if (next == NULL || *next == '\0')
        return;
      after = brv_byline_names_read (next, names);
      if (names->len != n + 1 || *after != ',' ||
          skip_office (brv_byline_skip_space (after + 1)) == NULL)
        {
          g_ptr_array_set_size (names, (gint)n);
          return;
        }
      text = after;
    }
}

/* Whether a name can go on only as a part of something longer: neither a mark nor a joint follows. */
static gboolean
goes_on (const char *after)
{
  const char *next = brv_byline_skip_space (after);

  return *next != '\0' && strchr (OFFICE_MARKS, *next) == NULL && !g_str_has_prefix (next, "（") &&
         !g_str_has_prefix (next, "–") && !g_str_has_prefix (next, "—") &&
         brv_byline_skip_joint (after) == after;
}

/* Where what stands in brackets at text ends, whose place inside gets; text itself if it begins with
 * none. */
static const char *
skip_brackets (const char *text, const char **inside)
{
  static const char *const pairs[][2] = { { "(", ")" }, { "（", "）" } };
  const char *start = brv_byline_skip_space (text);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const char *end = g_str_has_prefix (start, pairs[i][0]) ? strstr (start, pairs[i][1]) : NULL;

      if (end == NULL)
        continue;
      *inside = start + strlen (pairs[i][0]);
      return end + strlen (pairs[i][1]);
    }
  return text;
}

/* The place after the marks that part a name from an office; text itself if there are none. */
static const char *
skip_office_mark (const char *text)
{
  const char *p = brv_byline_skip_space (text);

  while (*p != '\0' && (strchr (OFFICE_MARKS, *p) != NULL || g_str_has_prefix (p, "（") ||
                        g_str_has_prefix (p, "–") || g_str_has_prefix (p, "—")))
    p = brv_byline_skip_space (g_utf8_next_char (p));
  return p;
}

/* Whether a text begins with a word for an office. */
static gboolean
begins_office (const char *text)
{
  g_autofree char *word = g_strndup (text, (gsize)(brv_byline_find_word_end (text) - text));

  return *word != '\0' && brv_byline_words_begin_one (BRV_BYLINE_WORDS_OFFICE, word);
}

/* Cuts what a name's owner is from the name at text that ends at after, if it is written on without a
 * mark, as in "Ann Lee Senior Fellow". Returns where the name ends. */
static const char *
cut_office (const char *text, const char *after, GString *name)
{
  const char *p = text;
  const char *end = text;
  guint n = 0;

  while (after != NULL && p < after && *p != '\0')
    {
      if (n >= 2 && begins_office (p))
        {
          g_string_truncate (name, 0);
          g_string_append_len (name, text, end - text);
          return end;
        }
      end = brv_byline_find_word_end (p);
      p = brv_byline_skip_space (end);
      n++;
    }
  return after;
}

/* Whether text, which follows a name, is a comma and then a degree or an office. */
static gboolean
is_office_part (const char *text)
{
  const char *word = *text == ',' ? brv_byline_skip_space (text + 1) : NULL;

  return word != NULL && (begins_office (word) || brv_byline_skip_credentials (text) != text);
}

/* Adds the names that a joint parts from the office before them, and that have one of their own: ",
 * lecturer, Quay College and Bo Ek, PhD, Dock College". */
static void
add_after_joints (const char *text, GPtrArray *names)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = brv_byline_skip_space (brv_byline_find_word_end (p)))
    {
      const char *next = brv_byline_words_skip (BRV_BYLINE_WORDS_JOINT, p);
      const char *after = NULL;

      if (brv_byline_find_word_end (p) == p)
        {
          p = g_utf8_next_char (p);
          if (*p == '\0')
            return;
          continue;
        }
      if (next == NULL || !g_unichar_isspace (g_utf8_get_char (next)))
        continue;
      after = brv_byline_name_read (brv_byline_skip_space (next), name);
      if (after != NULL && is_office_part (after) &&
          !brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, name->str))
        g_ptr_array_add (names, g_strdup (name->str));
    }
}

/**
 * brv_byline_split_office:
 * @text: a line without a label
 * @office: (out): the place in @text of what follows the names
 *
 * Reads a line such as "Ann Lee and Bo Ek, Senior Fellows, Quay Institute". A house is told from a
 * person by its words, or by going on in small letters.
 *
 * Returns: (transfer full) (nullable): the names of persons that @text begins with, if a mark and
 *   what they are follow; %NULL else
 */
GStrv
brv_byline_split_office (const char *text, const char **office)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) name = g_string_new (NULL);
  const char *p = brv_byline_skip_space (text);
  const char *end = p;
  const char *inside = NULL;

  *office = NULL;
  for (;;)
    {
      const char *after = brv_byline_name_read (p, name);
      const char *next = NULL;
      const char *bracketed = NULL;

      if (names->len == 0)
        after = cut_office (p, after, name);
      if (after == NULL || brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, name->str) ||
          (goes_on (after) && !begins_office (brv_byline_skip_space (after))))
        break;
      g_ptr_array_add (names, g_strdup (name->str));
      end = skip_brackets (brv_byline_skip_credentials (after), &bracketed);
      inside = inside != NULL ? inside : bracketed;
      next = brv_byline_skip_joint (end);
      if (next == end)
        break;
      p = next;
    }
  if (names->len == 0)
    return NULL;
  *office = inside != NULL ? inside : skip_office_mark (end);
  if (inside == NULL && !begins_office (*office) &&
      (*office == brv_byline_skip_space (end) || **office == '\0'))
    return NULL;
  if (*end == ',')
    {
      guint n = names->len;

      brv_byline_office_add_names (end, names);
      if (names->len == n)
        add_after_joints (end, names);
    }
  return brv_byline_names_end (names);
}

/* Whether a word of a house's name may be written small. */
static gboolean
is_small_word (const char *word)
{
  return g_utf8_strlen (word, -1) <= MAX_SMALL_LETTERS;
}

/* Whether a text begins with a person's name, and a house follows: "ADA HOLM Associated Quay", "Ada Holm
 * for Quay News". A house's own name has its kind in it, or right behind a name. */
static gboolean
begins_with_person (const char *text)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *after = brv_byline_name_read (text, name);
  const char *next = after != NULL ? brv_byline_skip_space (after) : NULL;
  const char *end = NULL;

  if (next == NULL || *next == '\0' ||
      brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, name->str))
    return FALSE;
  end = brv_byline_find_word_end (next);
  return g_unichar_islower (g_utf8_get_char (next)) || *brv_byline_skip_space (end) != '\0';
}

/**
 * brv_byline_house_read:
 * @text: what follows the label of a byline
 * @parted: whether a colon parts it from the label, so that all words up to a mark are the name
 *
 * Returns: (transfer full) (nullable): the house that @text names, as "Quay News Agency"; %NULL if it
 *   names none
 */
char *
brv_byline_house_read (const char *text, gboolean parted)
{
  const char *p = text;
  const char *end = text;
  guint n = 0;
  g_autofree char *house = NULL;

  if (begins_with_person (text))
    return NULL;
  while (*p != '\0' && n < MAX_HOUSE_WORDS)
    {
      const char *word_end = brv_byline_find_word_end (p);
      g_autofree char *word = g_strndup (p, (gsize)(word_end - p));
      gboolean small = g_unichar_islower (g_utf8_get_char (word));

      if (*word == '\0' || strpbrk (word, "0123456789:.") != NULL ||
          (small && (n == 0 || (!parted && !is_small_word (word)))) ||
          (n > 0 && brv_byline_begins_with_date (p)))
        break;
      n++;
      if (!small || parted)
        end = word_end;
      p = brv_byline_skip_space (word_end);
      if (p == word_end)
        break;
    }
  if (n < 2)
    return NULL;
  p = brv_byline_skip_marks (end);
  if (*p != '\0' && p == brv_byline_skip_space (end) && !brv_byline_begins_with_date (p))
    return NULL;
  house = g_strndup (text, (gsize)(end - text));
  return brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, house) ? g_steal_pointer (&house)
                                                                    : NULL;
}
