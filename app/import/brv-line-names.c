/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The names in a line of furniture: what its marks part, and runs of words with capitals. */

#include "config.h"

#include <string.h>

#include "import/brv-html-page.h"
#include "import/brv-line-names.h"

/* Of a name, in words; of one in a script without capitals and spaces, in letters. */
#define MAX_WORDS        8
#define MAX_WIDE_LETTERS 16
/* Small words in a row within a name. */
#define MAX_JOINTS        2
#define MAX_JOINT_LETTERS 3

typedef struct
{
  BrvLineNameFunc func;
  gpointer user_data;
} Search;

/* Whether a word begins as a name does: with a capital, or in a script that has none. */
static gboolean
begins_name (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      gunichar c = g_utf8_get_char (word);

      if (g_unichar_isdigit (c))
        return FALSE;
      if (g_unichar_isalpha (c))
        return !g_unichar_islower (c);
    }
  return FALSE;
}

static gboolean
has_case (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isupper (g_utf8_get_char (text)) || g_unichar_islower (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
has_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* Three digits in a row: a year, a number. */
static gboolean
has_number (const char *text)
{
  for (text = strpbrk (text, "0123456789"); text != NULL; text = strpbrk (text, "0123456789"))
    {
      gsize n = strspn (text, "0123456789");

      if (n > 2)
        return TRUE;
      text += n;
    }
  return FALSE;
}

/**
 * brv_line_names_dup_bare:
 * @text: a part of a line
 *
 * Returns: (transfer full): @text without the marks around it, and without that of a possessive
 */
char *
brv_line_names_dup_bare (const char *text)
{
  static const char *const possessives[] = { "'s", "’s", "'", "’" };
  const char *end = text + strlen (text);
  char *result = NULL;

  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);
      gunichar c = g_utf8_get_char (last);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        break;
      end = last;
    }
  result = g_strndup (text, (gsize)(end - text));
  for (guint i = 0; i < G_N_ELEMENTS (possessives); i++)
    if (g_str_has_suffix (result, possessives[i]))
      {
        result[strlen (result) - strlen (possessives[i])] = '\0';
        break;
      }
  return result;
}

static void
add (const Search *self, const char *text, gboolean whole)
{
  g_autofree char *name = brv_line_names_dup_bare (text);

  if (has_letter (name) && g_utf8_strlen (name, -1) > 1 &&
      brv_count_words (name, strlen (name)) <= MAX_WORDS)
    self->func (name, whole, self->user_data);
}

/* Whether a small word stands within names: "of", "für", "delle". */
static gboolean
is_joint (const char *word)
{
  static const char *const longer[] = {
    "della", "delle", "dello", "degli", "pour", "para", "voor"
  };

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)) && *p != '&' && *p != '\'')
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (longer); i++)
    if (g_str_equal (word, longer[i]))
      return TRUE;
  return *word != '\0' && g_utf8_strlen (word, -1) <= MAX_JOINT_LETTERS;
}

static void
add_words (const Search *self, const GStrv words, guint from, guint to)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (name, "%s%s", i > from ? " " : "", words[i]);
  add (self, name->str, FALSE);
}

/* Adds words[from] to words[to - 1], without small words at their end; and what these part: "Courtesy of
 * the Upland Dispatch". */
static void
add_run (const Search *self, const GStrv words, guint from, guint to)
{
  while (to > from && !begins_name (words[to - 1]))
    to--;
  if (to == from)
    return;
  add_words (self, words, from, to);
  for (guint i = from + 1; i + 1 < to; i++)
    if (!begins_name (words[i]))
      {
        if (begins_name (words[i - 1]))
          add_words (self, words, from, i);
        if (begins_name (words[i + 1]))
          add_words (self, words, i + 1, to);
      }
}

/* The runs of words with capitals in a part of a line, with small words between them. */
static void
add_runs (const Search *self, const char *part)
{
  g_auto (GStrv) words = g_strsplit (part, " ", -1);
  guint from = 0;
  guint n_joints = 0;
  guint i = 0;

  for (; words[i] != NULL; i++)
    {
      if (begins_name (words[i]))
        {
          n_joints = 0;
          continue;
        }
      n_joints += is_joint (words[i]) ? 1 : MAX_JOINTS + 1;
      if (n_joints > MAX_JOINTS || from == i)
        {
          add_run (self, words, from, i);
          from = i + 1;
          n_joints = 0;
        }
    }
  add_run (self, words, MIN (from, i), i);
}

static GStrv
split_line (const char *text)
{
  return g_regex_split_simple ("\\s*[|,;:：()（）\\[\\]>›»«·•©\\t“”„\"「」『』《》，。、]\\s*|\\s+["
                               "/–—~→-]+\\s+|\\.\\s|\\s{2,}",
                               text, 0, 0);
}

/**
 * brv_line_names_each:
 * @line: a line
 * @func: (scope call): called for each
 * @user_data: data for @func
 *
 * Finds what may be a name in @line, each part of one, too: what is one, places and counts tell.
 */
void
brv_line_names_each (const char *line, BrvLineNameFunc func, gpointer user_data)
{
  const Search self = { func, user_data };
  g_auto (GStrv) parts = split_line (line);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = brv_line_names_dup_bare (parts[i]);

      if (!has_case (part))
        {
          if (strchr (part, ' ') != NULL || g_utf8_strlen (part, -1) <= MAX_WIDE_LETTERS)
            add (&self, part, TRUE);
          continue;
        }
      if (begins_name (part) && !has_number (part))
        add (&self, part, TRUE);
      add_runs (&self, part);
    }
}
