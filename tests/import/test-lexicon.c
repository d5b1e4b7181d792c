/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>

#include "import/brv-lexicon.h"

typedef struct
{
  const char *language;
  const char *words[4];
  const char *parts[4];
} Vocabulary;

static void
test_knows (void)
{
  static const Vocabulary cases[] = {
    { "en",
      { "harbour", "organisation", "Washington", "makers" },
      { "isation", "thority", "ington", "hipment" } },
    { "en-US", { "harbor", "organization" }, { "ganization" } },
    { "de-DE", { "Hafenbehörde", "Bürgermeisterin" }, { "germeisterin", "hörde" } },
    { "fr", { "à", "régulièrement" }, { "rement", "guli" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvLexicon) lexicon = brv_lexicon_new (cases[i].language);

      if (brv_lexicon_is_empty (lexicon))
        {
          g_test_message ("no dictionary of %s is installed", cases[i].language);
          continue;
        }
      for (guint k = 0; k < G_N_ELEMENTS (cases[i].words) && cases[i].words[k] != NULL; k++)
        {
          g_test_message ("%s: %s", cases[i].language, cases[i].words[k]);
          g_assert_true (brv_lexicon_knows (lexicon, cases[i].words[k]));
        }
      for (guint k = 0; k < G_N_ELEMENTS (cases[i].parts) && cases[i].parts[k] != NULL; k++)
        {
          g_test_message ("%s: %s", cases[i].language, cases[i].parts[k]);
          g_assert_false (brv_lexicon_knows (lexicon, cases[i].parts[k]));
        }
    }
}

static void
test_none (void)
{
  static const char *const languages[] = { NULL, "", "zxx", "../../etc/passwd" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (BrvLexicon) lexicon = brv_lexicon_new (languages[i]);

      g_assert_true (brv_lexicon_is_empty (lexicon));
      g_assert_false (brv_lexicon_knows (lexicon, "the"));
      g_assert_false (brv_lexicon_knows (lexicon, ""));
    }
}

static void
test_guess (void)
{
  static const struct
  {
    const char *text;
    const char *language; /* (nullable) */
  } cases[] = {
    { "the pilots of the harbour and the town have a list from which that is taken with care",
      "en" },
    { "der hafen und die stadt werden mit der liste von gestern nicht auf eine probe gestellt",
      "de" },
    { "les pilotes et une liste dans le port pour qui est sur des quais avec soin", "fr" },
    { "hamnen och staden är inte på listan som det är för att till den", "sv" },
    { "registers 2017 2018 tonnes", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);
      g_auto (GStrv) parts = g_strsplit (cases[i].text, " ", -1);

      for (guint k = 0; parts[k] != NULL; k++)
        g_hash_table_add (words, parts[k]);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (brv_lexicon_guess_language (words), ==, cases[i].language);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/lexicon/knows", test_knows);
  g_test_add_func ("/import/lexicon/none", test_none);
  g_test_add_func ("/import/lexicon/guess", test_guess);
  return g_test_run ();
}
