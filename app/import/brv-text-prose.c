/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-text-prose.h"
#include "import/brv-word-index.h"

/* Words shorter than this say nothing about what a text is about, in letters. */
#define MIN_TELLING_LETTERS 4
/* The last two letters of longer ones may be an ending. */
#define LONG_LETTERS 7

/**
 * brv_text_last_char:
 * @text: a text
 *
 * Returns: its last character that is no space and no closing mark; 0 if there is none
 */
gunichar
brv_text_last_char (const char *text)
{
  const char *p = text + strlen (text);

  while (p > text)
    {
      gunichar c = 0;

      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (!g_unichar_isspace (c) && c != '"' && c != '\'' && c != ')' && c != ']' && c != 0x201D &&
          c != 0x2019 && c != 0xBB && c != 0x201C && c != 0x300D && c != 0x300F)
        return c;
    }
  return 0;
}

/**
 * brv_text_ends_sentence:
 * @text: a text
 *
 * Returns: whether it ends as sentences do
 */
gboolean
brv_text_ends_sentence (const char *text)
{
  gunichar c = brv_text_last_char (text);

  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
         c == 0xFF1F || c == 0x061F || c == 0x0964 || c == 0x06D4;
}

/**
 * brv_text_ends_statement:
 * @text: a text
 *
 * Returns: whether it ends as a sentence, and not with the question that a title may be
 */
gboolean
brv_text_ends_statement (const char *text)
{
  gunichar c = brv_text_last_char (text);

  return c == '.' || c == 0x3002 || c == 0x2026 || c == 0x0964 || c == 0x06D4;
}

/* "print (rows)" without the space. */
static gboolean
is_call (const char *text, gsize length)
{
  gsize name = 0;

  while (g_ascii_isalnum (text[name]) || text[name] == '_' || text[name] == '.')
    name++;
  return name > 0 && text[name] == '(' && text[length - 1] == ')';
}

/**
 * brv_text_is_code:
 * @text: a line
 *
 * Returns: whether it reads as a line of a program, or of what one prints: by the marks it begins
 *   or ends with, or by marks that no sentence has
 */
gboolean
brv_text_is_code (const char *text)
{
  static const char *const beginnings[] = { "//", "/*", "--", "# ", "$ ", "> ",
                                            "}",  "{",  ");", "</", "<?", "@" };
  static const char *const middles[] = { "();", "::", "->", " = ", " == ", " != ", " => ", ":=",
                                         "</",  "\\", "[]", "({",  "()",   " && ", " || ", "=\"" };
  gsize length = strlen (text);

  if (length == 0)
    return FALSE;
  if (strchr ("{};\\", text[length - 1]) != NULL || is_call (text, length))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (text, beginnings[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (middles); i++)
    if (strstr (text, middles[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * brv_text_holds_words:
 * @text: a line
 * @words: one or more words, not ""
 *
 * Returns: whether @words stand in @text and are no part of longer words; where no spaces part words, whether
 *   they stand there
 */
gboolean
brv_text_holds_words (const char *text, const char *words)
{
  gboolean wide = g_unichar_iswide (g_utf8_get_char (words));

  for (const char *at = strstr (text, words); at != NULL; at = strstr (at + 1, words))
    if (wide || ((at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)))) &&
                 !g_unichar_isalnum (g_utf8_get_char (at + strlen (words)))))
      return TRUE;
  return FALSE;
}

/**
 * brv_text_holds_any:
 * @text: a text
 * @words: (array length=n): pieces of text, in the case of @text
 * @n: how many
 *
 * Returns: whether one of @words stands in @text
 */
gboolean
brv_text_holds_any (const char *text, const char *const *words, guint n)
{
  return brv_word_index_find (text, words, n, NULL) != NULL;
}

/**
 * brv_text_begins_any:
 * @text: a text
 * @words: (array length=n): beginnings of words, in the case of @text
 * @n: how many
 *
 * Returns: whether a word of @text begins with one of @words; where no spaces part words, whether one stands
 *   there
 */
gboolean
brv_text_begins_any (const char *text, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    for (const char *p = strstr (text, words[i]); p != NULL; p = strstr (p + 1, words[i]))
      if (p == text || (guchar)*p >= 0xE3 ||
          !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
        return TRUE;
  return FALSE;
}

/**
 * brv_text_count_sentences:
 * @text: a text
 *
 * Returns: how many sentences end in it
 */
guint
brv_text_count_sentences (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar next = g_utf8_get_char (g_utf8_next_char (p));

      n += c == 0x3002 || ((c == '.' || c == '!' || c == '?') && (next == ' ' || next == 0));
    }
  return n;
}

/**
 * brv_text_split_words:
 * @text: a text
 *
 * Returns: (transfer full): its words, case-folded
 */
GStrv
brv_text_split_words (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (const char *p = folded; *p != '\0';)
    {
      const char *from = p;

      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > from)
        g_ptr_array_add (words, g_strndup (from, (gsize)(p - from)));
      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    }
  g_ptr_array_add (words, NULL);
  return (GStrv)g_ptr_array_steal (words, NULL);
}

/**
 * brv_text_count_shared_words:
 * @line: a line
 * @body: a text, case-folded
 *
 * Returns: how many of the longer words in @line @body holds too
 */
guint
brv_text_count_shared_words (const char *line, const char *body)
{
  g_autofree char *folded = g_utf8_casefold (line, -1);
  guint n = 0;

  for (const char *p = folded; *p != '\0';)
    {
      const char *from = p;

      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (g_utf8_strlen (from, p - from) >= MIN_TELLING_LETTERS)
        {
          g_autofree char *word = g_strndup (from, (gsize)(p - from));

          n += strstr (body, word) != NULL;
        }
      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    }
  return n;
}

/* Whether text holds word, or the stem of it, at the beginning of one of its own. */
static gboolean
holds_stem (const char *text, const char *word, glong letters)
{
  const glong ending = letters >= LONG_LETTERS ? 2 : letters > MIN_TELLING_LETTERS ? 1 : 0;
  gsize length = (gsize)(g_utf8_offset_to_pointer (word, letters - ending) - word);
  g_autofree char *stem = g_strndup (word, length);

  for (const char *at = strstr (text, stem); at != NULL; at = strstr (at + length, stem))
    if (at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at))))
      return TRUE;
  return FALSE;
}

/* Words that no spaces part are told by their pairs of letters; two such pairs count for a word. */
static guint
count_shared_pairs (const char *text, const char *run, glong letters)
{
  guint n = 0;

  for (glong i = 0; i + 1 < letters; i++, run = g_utf8_next_char (run))
    {
      g_autofree char *pair = g_strndup (run, (gsize)(g_utf8_offset_to_pointer (run, 2) - run));

      n += strstr (text, pair) != NULL;
    }
  return n / 2;
}

/**
 * brv_text_count_shared_stems:
 * @line: a line
 * @body: a text, case-folded
 *
 * Returns: how many of the longer words in @line @body holds too, whatever their last letters
 */
guint
brv_text_count_shared_stems (const char *line, const char *body)
{
  g_autofree char *folded = g_utf8_casefold (line, -1);
  guint n = 0;

  for (const char *p = folded; *p != '\0';)
    {
      const char *from = p;
      gboolean is_wide = FALSE;
      gboolean is_number = TRUE;
      glong letters = 0;
      g_autofree char *word = NULL;

      for (; *p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)); p = g_utf8_next_char (p))
        {
          is_wide = is_wide || g_unichar_iswide (g_utf8_get_char (p));
          is_number = is_number && g_unichar_isdigit (g_utf8_get_char (p));
          letters++;
        }
      word = g_strndup (from, (gsize)(p - from));
      if (is_wide)
        n += count_shared_pairs (body, word, letters);
      else if (letters >= MIN_TELLING_LETTERS && !is_number)
        n += holds_stem (body, word, letters);
      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    }
  return n;
}

/* The length of a longest common subsequence of two runs of words. */
static guint
count_in_order (char *const *words, guint n, char *const *others, guint m)
{
  g_autofree guint *row = g_new0 (guint, m + 1);

  for (guint i = 0; i < n; i++)
    {
      guint diagonal = 0;

      for (guint k = 0; k < m; k++)
        {
          guint above = row[k + 1];

          row[k + 1] = g_str_equal (words[i], others[k]) ? diagonal + 1 : MAX (above, row[k]);
          diagonal = above;
        }
    }
  return row[m];
}

/**
 * brv_text_share_in_order:
 * @words: words of brv_text_split_words()
 * @text: a text
 *
 * Returns: the share of @words that stand in their order, and near each other, in one place of
 *   @text, in [0, 1]
 */
double
brv_text_share_in_order (const GStrv words, const char *text)
{
  g_auto (GStrv) others = brv_text_split_words (text);
  guint n = g_strv_length (words);
  guint m = g_strv_length (others);
  guint best = 0;

  for (guint from = 0; n > 0 && from < m; from += MAX (n / 2, 1))
    best = MAX (best, count_in_order (words, n, others + from, MIN (2 * n, m - from)));
  return n > 0 ? (double)best / n : 0;
}
