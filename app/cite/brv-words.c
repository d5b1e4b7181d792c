/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The words that stand on a page beside the author's own. They are in the language of the document, not
 * in that of the program's menus: a German brief written in an English desktop has "Quellen" at its end.
 * English stands here as it is written; languages that are not here have the words of the menus.
 */

#include "config.h"

#include "cite/brv-words-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static const char *const english[BRV_N_WORDS] = {
  /* Translators: heads of the lines under a brief's title */
  [BRV_WORD_TO] = N_ ("To"),
  [BRV_WORD_FROM] = N_ ("From"),
  [BRV_WORD_DATE] = N_ ("Date"),
  [BRV_WORD_CONTENTS] = N_ ("Contents"),
  [BRV_WORD_SOURCES] = N_ ("Sources"),
  [BRV_WORD_NOTES] = N_ ("Notes"),
  /* Translators: the labels of captions; what stands in braces stays as it is */
  [BRV_WORD_FIGURE] = N_ ("Figure {1}"),
  [BRV_WORD_TABLE] = N_ ("Table {1}"),
  /* Translators: the number of a page, and of how many */
  [BRV_WORD_PAGE_OF] = N_ ("page {1} of {2}"),
  [BRV_WORD_UNDATED] = N_ ("undated"),
  [BRV_WORD_EMPHASIS_ADDED] = N_ ("emphasis added"),
  /* Translators: page of a printed source */
  [BRV_WORD_PAGE] = N_ ("p. {1}"),
  /* Translators: paragraph of a source; and paragraphs, from and to */
  [BRV_WORD_PARAGRAPH] = N_ ("para. {1}"),
  [BRV_WORD_PARAGRAPHS] = N_ ("paras {1}–{2}"),
  /* Translators: leads from a short note to the one that names the source in full */
  [BRV_WORD_EARLIER_NOTE] = N_ (" (note {1})"),
  /* Translators: the day on which a web page was saved */
  [BRV_WORD_ACCESSED] = N_ ("accessed {1}"),
  /* Translators: who republished an article of somebody else */
  [BRV_WORD_REPUBLISHED] = N_ ("republished by {1}"),
  [BRV_WORD_EXCERPT] = N_ ("excerpt"),
  [BRV_WORD_NOTE] = N_ ("Note {1}"),
  [BRV_WORD_ENTRY] = N_ ("Entry in the source list"),
  [BRV_WORD_BACK] = N_ ("Back to the text"),
  /* Translators: between the parts of a citation, and at its end */
  [BRV_WORD_COMMA] = N_ (", "),
  [BRV_WORD_STOP] = N_ ("."),
};

static const char *const english_months[BRV_WORDS_N_MONTHS] = {
  N_ ("January"),   N_ ("February"), N_ ("March"),    N_ ("April"),
  N_ ("May"),       N_ ("June"),     N_ ("July"),     N_ ("August"),
  N_ ("September"), N_ ("October"),  N_ ("November"), N_ ("December"),
};

/**
 * brv_words_language_is:
 * @language: (nullable): a BCP 47 tag
 * @tag: a language, with or without more
 *
 * Returns: whether @language is @tag or one of its kinds: "en-GB" is a kind of "en"
 */
gboolean
brv_words_language_is (const char *language, const char *tag)
{
  gsize length = strlen (tag);

  return language != NULL && g_ascii_strncasecmp (language, tag, length) == 0 &&
         (language[length] == '\0' || language[length] == '-' || language[length] == '_');
}

/**
 * brv_words_language_runs_backward:
 * @language: (nullable): a BCP 47 tag
 *
 * Source: the Unicode Common Locale Data Repository, characterOrder of each language's layout.
 *
 * Returns: whether it is written from right to left
 */
gboolean
brv_words_language_runs_backward (const char *language)
{
  static const char *const backward[] = { "ar",  "ckb", "dv", "fa", "he",  "iw", "ks",
                                          "nqo", "ps",  "sd", "ug", "syr", "ur", "yi" };

  for (guint i = 0; i < G_N_ELEMENTS (backward); i++)
    {
      if (brv_words_language_is (language, backward[i]))
        return TRUE;
    }
  return FALSE;
}

static const BrvWordsLanguage *
find (const char *language)
{
  guint n;
  const BrvWordsLanguage *languages = brv_words_list_languages (&n);

  for (guint i = 0; language != NULL && i < n; i++)
    {
      if (brv_words_language_is (language, languages[i].tag))
        return &languages[i];
      for (guint j = 0; j < BRV_WORDS_MAX_OTHERS && languages[i].others[j] != NULL; j++)
        if (brv_words_language_is (language, languages[i].others[j]))
          return &languages[i];
    }
  return NULL;
}

/* Puts up to three strings into the places of {1}, {2} and {3}. */
static char *
fill (const char *pattern, const char *const values[3])
{
  GString *filled = g_string_new (NULL);

  for (const char *at = pattern; *at != '\0'; at++)
    {
      if (at[0] == '{' && at[1] >= '1' && at[1] <= '3' && at[2] == '}')
        {
          const char *value = values[at[1] - '1'];

          g_string_append (filled, value != NULL ? value : "");
          at += 2;
        }
      else
        g_string_append_c (filled, *at);
    }
  return g_string_free (filled, FALSE);
}

/**
 * brv_words_dup:
 * @language: (nullable): the language of the document, a BCP 47 tag
 * @word: what to say
 * @first: (nullable): what stands for {1} in it
 * @second: (nullable): what stands for {2} in it
 *
 * Returns: (transfer full): the words
 */
char *
brv_words_dup (const char *language, BrvWord word, const char *first, const char *second)
{
  const BrvWordsLanguage *found = find (language);
  const char *pattern;

  g_return_val_if_fail (word < BRV_N_WORDS, NULL);

  if (found != NULL)
    pattern = found->words[word];
  else
    pattern = brv_words_language_is (language, "en") ? english[word] : _ (english[word]);
  return fill (pattern, (const char *const[]){ first, second, NULL });
}

/**
 * brv_words_dup_numbered:
 * @language: (nullable): the language of the document, a BCP 47 tag
 * @word: what to say
 * @first: the number that stands for {1} in it
 * @second: that for {2}
 *
 * Returns: (transfer full): the words
 */
char *
brv_words_dup_numbered (const char *language, BrvWord word, guint first, guint second)
{
  g_autofree char *one = g_strdup_printf ("%u", first);
  g_autofree char *other = g_strdup_printf ("%u", second);

  return brv_words_dup (language, word, one, other);
}

static char *
dup_english_date (const char *language, const char *year, guint month, const char *day)
{
  gboolean is_english = brv_words_language_is (language, "en");
  const char *name = is_english ? english_months[month - 1] : _ (english_months[month - 1]);
  const char *pattern;

  if (day == NULL)
    /* Translators: month and year of a date: "November 2026"; what stands in braces stays as it is */
    pattern = is_english ? "{2} {3}" : _ ("{2} {3}");
  else if (brv_words_language_is (language, "en-US"))
    pattern = "{2} {1}, {3}";
  else
    /* Translators: day, month and year of a date: "24 November 2026" */
    pattern = is_english ? "{1} {2} {3}" : _ ("{1} {2} {3}");
  return fill (pattern, (const char *const[]){ day, name, year });
}

/**
 * brv_words_dup_date:
 * @language: (nullable): the language of the document, a BCP 47 tag
 * @year: the year
 * @month: from 1 to 12
 * @day: from 1; 0 for a month as a whole
 *
 * Returns: (transfer full): the date as a reader says it
 */
char *
brv_words_dup_date (const char *language, guint year, guint month, guint day)
{
  const BrvWordsLanguage *found = find (language);
  g_autofree char *year_digits = g_strdup_printf ("%u", year);
  g_autofree char *day_digits = day > 0 ? g_strdup_printf ("%u", day) : NULL;
  const char *name;

  g_return_val_if_fail (month >= 1 && month <= BRV_WORDS_N_MONTHS, NULL);

  if (found == NULL)
    return dup_english_date (language, year_digits, month, day_digits);
  name = day == 0 && found->months_alone[0] != NULL ? found->months_alone[month - 1]
                                                    : found->months[month - 1];
  return fill (day > 0 ? found->day : found->month,
               (const char *const[]){ day_digits, name, year_digits });
}
