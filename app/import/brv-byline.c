/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-byline.h"

static gboolean
is_name_word (const char *word)
{
  static const char *const particles[] = { "de",  "da",  "di",  "del", "della", "van", "von",
                                           "der", "den", "la",  "le",  "dos",   "du",  "bin",
                                           "al",  "el",  "ten", "ter", "zu",    "af" };

  for (guint i = 0; i < G_N_ELEMENTS (particles); i++)
    if (g_str_equal (word, particles[i]))
      return TRUE;
  return g_unichar_isupper (g_utf8_get_char (word)) || g_unichar_iswide (g_utf8_get_char (word));
}

/* Two to five words that begin with a capital. */
static gboolean
is_person (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \t", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (!is_name_word (words[i]) || strpbrk (words[i], "0123456789:/@") != NULL)
        return FALSE;
      n++;
    }
  return n >= 2 && n <= 5;
}

/* What parts the names of a byline, in the languages that labels are known in. */
static const char *const joints[] = { ",",   ";",        "|",     "/",     "&",     "•",
                                      "·",   "\xc2\xa0", " and ", " AND ", " und ", " et ",
                                      " y ", " e ",      " en ",  " och ", " og ",  " i ",
                                      " и ", " і ",      " – ",   " - " };

/* The next joint of text, and how long it is; NULL if there is none. */
static const char *
find_joint (const char *text, gsize *length)
{
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
    {
      const char *at = strstr (text, joints[i]);

      if (at != NULL && (first == NULL || at < first))
        {
          first = at;
          *length = strlen (joints[i]);
        }
    }
  return first;
}

/**
 * brv_byline_split:
 * @text: a byline without its label
 *
 * Returns: (transfer full) (nullable): the names of persons that @text begins with; %NULL if there
 *   are none. What follows them is an office, a house or a date.
 */
GStrv
brv_byline_split (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  while (text != NULL)
    {
      gsize length = 0;
      const char *joint = find_joint (text, &length);
      g_autofree char *name =
        joint != NULL ? g_strndup (text, (gsize)(joint - text)) : g_strdup (text);

      g_strstrip (name);
      if (*name != '\0')
        {
          if (!is_person (name))
            break;
          g_ptr_array_add (names, g_steal_pointer (&name));
        }
      text = joint != NULL ? joint + length : NULL;
    }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return (GStrv)g_ptr_array_steal (names, NULL);
}

/**
 * brv_byline_find:
 * @text: a line
 *
 * Returns: (transfer full) (nullable): the names of a line such as "By Ann Lee and Bo Ek"; %NULL
 *   if @text is none
 */
GStrv
brv_byline_find (const char *text)
{
  static const char *const labels[] = { "by ",           "by: ",       "written by ", "words by ",
                                        "story by ",     "author: ",   "authors: ",   "von ",
                                        "autor: ",       "autorin: ",  "text: ",      "par ",
                                        "auteur : ",     "auteur: ",   "por ",        "autora: ",
                                        "di ",           "autore: ",   "door ",       "av ",
                                        "af ",           "autorzy: ",  "автор: ",     "av: ",
                                        "kirjoittaja: ", "posted by ", "reported by " };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  /* Where lower case has another length, the label's own would not fit. */
  if (strlen (lower) != strlen (text))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_has_prefix (lower, labels[i]))
      return brv_byline_split (text + strlen (labels[i]));
  return NULL;
}
