/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cite/brv-words-private.h"

static void
test_languages (void)
{
  static const struct
  {
    const char *language;
    BrvWord word;
    const char *expected;
  } rows[] = {
    { "en-GB", BRV_WORD_CONTENTS, "Contents" },
    { NULL, BRV_WORD_PAGE_OF, "page 1 of 2" },
    { "xx", BRV_WORD_TABLE, "Table 1" },
    { "de", BRV_WORD_SOURCES, "Quellen" },
    { "de-AT", BRV_WORD_PAGE_OF, "Seite 1 von 2" },
    { "DE_ch", BRV_WORD_FIGURE, "Abbildung 1" },
    { "den", BRV_WORD_SOURCES, "Sources" }, /* Slave is no kind of German */
    { "zh-CN", BRV_WORD_CONTENTS, "目录" },
    { "zh-TW", BRV_WORD_CONTENTS, "目錄" },
    { "zh-Hant-MO", BRV_WORD_CONTENTS, "目錄" },
    { "zh-HK", BRV_WORD_CONTENTS, "目錄" },
    { "iw", BRV_WORD_CONTENTS, "תוכן העניינים" },
    { "ja", BRV_WORD_PAGE_OF, "1／2 ページ" },
    { "fr", BRV_WORD_PARAGRAPHS, "par. 1–2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = brv_words_dup_numbered (rows[i].language, rows[i].word, 1, 2);

      g_assert_cmpstr (words, ==, rows[i].expected);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *language;
    guint day;
    const char *expected;
  } rows[] = {
    { "en-GB", 9, "9 November 2026" }, { "en-US", 9, "November 9, 2026" },
    { NULL, 0, "November 2026" },      { "de", 9, "9. November 2026" },
    { "es", 0, "noviembre de 2026" },  { "ru", 9, "9 ноября 2026" },
    { "ru", 0, "ноябрь 2026" },        { "he", 9, "9 בנובמבר 2026" },
    { "zh", 9, "2026年11月9日" },      { "ar", 9, "9 نوفمبر 2026" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = brv_words_dup_date (rows[i].language, 2026, 11, rows[i].day);

      g_assert_cmpstr (words, ==, rows[i].expected);
    }
}

/* Whether a pattern has a place for each of what English fills in, and for nothing else. */
static void
assert_same_places (const char *tag, const char *pattern, const char *english)
{
  static const char *const places[] = { "{1}", "{2}", "{3}" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_test_message ("%s: %s", tag, pattern);
      g_assert_true ((strstr (pattern, places[i]) != NULL) ==
                     (strstr (english, places[i]) != NULL));
    }
}

/* No language has a hole, and none loses a number. */
static void
test_complete (void)
{
  guint n;
  const BrvWordsLanguage *languages = brv_words_list_languages (&n);

  g_assert_cmpuint (n, >, 10);
  for (guint i = 0; i < n; i++)
    {
      for (guint word = 0; word < BRV_N_WORDS; word++)
        {
          g_autofree char *english = brv_words_dup ("en", word, "{1}", "{2}");

          g_assert_nonnull (languages[i].words[word]);
          assert_same_places (languages[i].tag, languages[i].words[word], english);
        }
      for (guint month = 0; month < BRV_WORDS_N_MONTHS; month++)
        {
          g_assert_nonnull (languages[i].months[month]);
          g_assert_true ((languages[i].months_alone[month] != NULL) ==
                         (languages[i].months_alone[0] != NULL));
        }
      assert_same_places (languages[i].tag, languages[i].day, "{1}{2}{3}");
      assert_same_places (languages[i].tag, languages[i].month, "{2}{3}");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cite/words/languages", test_languages);
  g_test_add_func ("/cite/words/dates", test_dates);
  g_test_add_func ("/cite/words/complete", test_complete);
  return g_test_run ();
}
