/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The names of persons at the start of a text, and what may stand between them. */

#include "config.h"

#include <string.h>

#include "import/brv-byline-names.h"
#include "import/brv-byline-words.h"
#include "import/brv-date.h"

#define MAX_NAME_WORDS 5
#define MIN_CASED      2 /* letters of a word that tell its case */
/* In scripts without spaces, in characters. */
#define MIN_WIDE_NAME 2
#define MAX_WIDE_NAME 8

/**
 * brv_byline_skip_space:
 * @text: a text
 *
 * Returns: the place in @text after the white space that it begins with
 */
const char *
brv_byline_skip_space (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/**
 * brv_byline_skip_marks:
 * @text: a text
 *
 * Returns: the place in @text of its first letter or digit, handle or bracket
 */
const char *
brv_byline_skip_marks (const char *text)
{
  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)) && *text != '@' &&
         *text != '(')
    text = g_utf8_next_char (text);
  return text;
}

/**
 * brv_byline_find_word_end:
 * @text: a text
 *
 * Returns: the end of the word at @text: white space or a mark that parts names
 */
const char *
brv_byline_find_word_end (const char *text)
{
  while (*text != '\0' && !g_unichar_isspace (g_utf8_get_char (text)) &&
         strchr (",;|/&()[]", *text) == NULL && !g_str_has_prefix (text, "•") &&
         !g_str_has_prefix (text, "·") && !g_str_has_prefix (text, "–") &&
         !g_str_has_prefix (text, "、") && !g_str_has_prefix (text, "／") &&
         !g_str_has_prefix (text, "，") && !g_str_has_prefix (text, "（"))
    text = g_utf8_next_char (text);
  return text;
}

/**
 * brv_byline_begins_with_date:
 * @text: a text
 *
 * Returns: whether @text begins with a day
 */
gboolean
brv_byline_begins_with_date (const char *text)
{
  gsize start = 1;
  g_autofree char *head = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 40));
  g_autofree char *date = brv_date_find (head, &start, NULL);

  return date != NULL && start == 0;
}

static gboolean
is_name_word (const char *word, const char *folded)
{
  gunichar first = g_utf8_get_char (word);

  if (strpbrk (word, "0123456789:/@_<>=\"!?#%") != NULL)
    return FALSE;
  if (brv_byline_words_hold (BRV_BYLINE_WORDS_PARTICLE, word))
    return TRUE;
  /* An apostrophe or a particle may be written together with the name: d'Alba, al-Amin. */
  if ((g_str_has_prefix (word, "d'") || g_str_has_prefix (word, "d’") ||
       g_str_has_prefix (word, "al-") || g_str_has_prefix (word, "el-")) &&
      strlen (word) > 3)
    return TRUE;
  if (brv_byline_words_hold (BRV_BYLINE_WORDS_NO_NAME, folded))
    return FALSE;
  return g_unichar_isupper (first) || g_unichar_istitle (first) ||
         (g_unichar_isalpha (first) && !g_unichar_islower (first));
}

static gboolean
is_wide_name (const char *word)
{
  glong n = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p), n++)
    if (!g_unichar_iswide (g_utf8_get_char (p)) || g_unichar_ispunct (g_utf8_get_char (p)))
      return FALSE;
  return n >= MIN_WIDE_NAME && n <= MAX_WIDE_NAME;
}

/* Drops the mark of a note behind a name: "Ada Holm*". */
static void
drop_note_marks (GString *name)
{
  static const char *const marks[] = { "*", "†", "‡", "¹", "²", "³" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    while (g_str_has_suffix (name->str, marks[i]))
      g_string_truncate (name, name->len - strlen (marks[i]));
}

/* A full stop belongs to an initial or a short form; after a longer word it ends a sentence. */
static void
drop_end_marks (GString *name)
{
  const char *space = strrchr (name->str, ' ');
  const char *last = space != NULL ? space + 1 : name->str;

  while (name->len > 0 && strchr (".:", name->str[name->len - 1]) != NULL && strlen (last) > 3)
    g_string_truncate (name, name->len - 1);
}

/* Whether a word is in capitals: 1, not: -1, or has too few letters to tell: 0. */
static int
tell_capitals (const char *word)
{
  guint n_upper = 0;
  guint n_lower = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      n_upper += g_unichar_isupper (g_utf8_get_char (p));
      n_lower += g_unichar_islower (g_utf8_get_char (p));
    }
  if (n_lower >= MIN_CASED)
    return -1;
  return n_lower == 0 && n_upper >= MIN_CASED ? 1 : 0;
}

/**
 * brv_byline_name_read:
 * @text: a text
 * @name: gets the name that @text begins with
 *
 * Returns: (nullable): the place in @text where the name ends; %NULL if it begins with none
 */
const char *
brv_byline_name_read (const char *text, GString *name)
{
  const char *end = text;
  gsize length = 0; /* of the name without particles after it */
  guint n = 0;
  guint n_capitals = 0;

  g_string_truncate (name, 0);
  for (const char *p = text; *p != '\0';)
    {
      const char *word_end = brv_byline_find_word_end (p);
      g_autofree char *word = g_strndup (p, (gsize)(word_end - p));
      g_autofree char *folded = g_utf8_casefold (word, -1);
      gboolean joint = brv_byline_words_hold (BRV_BYLINE_WORDS_JOINT, folded);

      /* "ADA HOLM Associated Quay": the house behind a name in capitals. */
      if (n_capitals >= 2 && n_capitals == n && tell_capitals (word) < 0)
        break;
      n_capitals += tell_capitals (word) > 0;
      if (*word == '\0' || joint || !is_name_word (word, folded) ||
          (n == 0 && g_str_equal (folded, "the")) || (n > 0 && brv_byline_begins_with_date (p)))
        break;
      if (name->len > 0)
        g_string_append_c (name, ' ');
      g_string_append (name, word);
      n++;
      if (!brv_byline_words_hold (BRV_BYLINE_WORDS_PARTICLE, word))
        {
          length = name->len;
          end = word_end;
        }
      p = brv_byline_skip_space (word_end);
      if (p == word_end)
        break;
    }
  g_string_truncate (name, length);
  drop_note_marks (name);
  drop_end_marks (name);
  if (n <= MAX_NAME_WORDS && (strchr (name->str, ' ') != NULL || is_wide_name (name->str)))
    return end;
  return NULL;
}

/**
 * brv_byline_skip_joint:
 * @text: a text
 *
 * Returns: the place in @text after what may stand between two names; @text itself if it begins with
 *   none of it
 */
const char *
brv_byline_skip_joint (const char *text)
{
  const char *p = brv_byline_skip_space (text);
  const char *before = NULL;
  const char *end = NULL;

  do
    {
      before = p;
      while (*p != '\0' && (strchr (",;|/&", *p) != NULL || g_str_has_prefix (p, "•") ||
                            g_str_has_prefix (p, "·") || g_str_has_prefix (p, "–") ||
                            g_str_has_prefix (p, "、") || g_str_has_prefix (p, "／") ||
                            g_str_has_prefix (p, "，")))
        p = brv_byline_skip_space (g_utf8_next_char (p));
      end = brv_byline_words_skip (BRV_BYLINE_WORDS_JOINT, p);
      if (end != NULL && *end != '\0' && g_unichar_isspace (g_utf8_get_char (end)))
        p = brv_byline_skip_space (end);
    }
  while (p != before);
  return p == brv_byline_skip_space (text) ? text : p;
}

/**
 * brv_byline_skip_credentials:
 * @text: what follows a name
 *
 * Returns: the place in @text after degrees such as ", PhD"
 */
const char *
brv_byline_skip_credentials (const char *text)
{
  for (;;)
    {
      const char *p = brv_byline_skip_space (text);
      const char *end = NULL;
      g_autofree char *word = NULL;
      g_autofree char *folded = NULL;

      if (*p != ',')
        return text;
      p = brv_byline_skip_space (p + 1);
      end = brv_byline_find_word_end (p);
      word = g_strndup (p, (gsize)(end - p));
      folded = g_utf8_casefold (word, -1);
      if (!brv_byline_words_hold (BRV_BYLINE_WORDS_CREDENTIAL, folded))
        return text;
      text = end;
    }
}

/**
 * brv_byline_names_read:
 * @text: a text
 * @names: (element-type utf8): an array that frees its elements; the names that @text begins with are
 *   appended
 *
 * Returns: the place in @text where they end; @text itself if it begins with none
 */
const char *
brv_byline_names_read (const char *text, GPtrArray *names)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *p = brv_byline_skip_space (text);
  const char *end = text;

  while (*p != '\0')
    {
      const char *after = brv_byline_name_read (p, name);

      /* "Ada Holm, da Agência do Cais" */
      if (after == NULL || (names->len > 0 && g_unichar_islower (g_utf8_get_char (name->str)) &&
                            brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, name->str)))
        break;
      g_ptr_array_add (names, g_strdup (name->str));
      end = brv_byline_skip_credentials (after);
      p = brv_byline_skip_joint (end);
      if (p == end)
        break;
    }
  return end;
}

/**
 * brv_byline_names_end:
 * @names: (element-type utf8): names; emptied
 *
 * Returns: (transfer full) (nullable): the names as a list; %NULL if there are none
 */
GStrv
brv_byline_names_end (GPtrArray *names)
{
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return (GStrv)g_ptr_array_steal (names, NULL);
}
