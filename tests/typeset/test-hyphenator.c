/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "typeset/brv-hyphenator.h"

/* The word with a hyphen at each place where it may be divided. */
static char *
divide (BrvHyphenator *hyphenator, const char *word)
{
  GString *string = g_string_new (NULL);
  guint64 places = brv_hyphenator_divide (hyphenator, word, strlen (word));
  guint i = 0;

  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at), i++)
    {
      if ((places >> i & 1) != 0)
        g_string_append_c (string, '-');
      g_string_append_unichar (string, g_utf8_get_char (at));
    }
  return g_string_free (string, FALSE);
}

static void
test_words (void)
{
  static const struct
  {
    const char *language;
    const char *word;
    const char *divided;
  } rows[] = {
    { "en-US", "government", "gov-ern-ment" },
    { "en-US", "Hyphenation", "Hy-phen-ation" },
    { "en-US", "ship", "ship" },
    { "tlh", "government", "government" },
  };

  g_autoptr (GHashTable) hyphenators =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)brv_hyphenator_free);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *language = rows[i].language;
      BrvHyphenator *hyphenator = g_hash_table_lookup (hyphenators, language);
      g_autofree char *divided = NULL;
      g_autofree char *again = NULL;

      if (hyphenator == NULL)
        {
          hyphenator = brv_hyphenator_new (language);
          g_hash_table_insert (hyphenators, (gpointer)language, hyphenator);
        }
      if (!brv_hyphenator_has_dictionary (hyphenator) && !g_str_equal (language, "tlh"))
        {
          g_test_message ("no patterns for %s", language);
          continue;
        }
      divided = divide (hyphenator, rows[i].word);
      again = divide (hyphenator, rows[i].word);
      g_assert_cmpstr (divided, ==, rows[i].divided);
      g_assert_cmpstr (again, ==, rows[i].divided);
    }
}

/* Letters of several bytes are counted as letters; odd input is left alone. */
static void
test_odd (void)
{
  g_autoptr (BrvHyphenator) hyphenator = brv_hyphenator_new ("de");
  g_autofree char *endless = g_strnfill (500, 'a');

  if (brv_hyphenator_has_dictionary (hyphenator))
    {
      g_autofree char *divided = divide (hyphenator, "Verfügbarkeit");

      g_assert_cmpstr (divided, ==, "Ver-füg-bar-keit");
    }
  g_assert_cmpuint (brv_hyphenator_divide (hyphenator, endless, 500), ==, 0);
  g_assert_cmpuint (brv_hyphenator_divide (hyphenator, "", 0), ==, 0);
  g_assert_cmpuint (brv_hyphenator_divide (hyphenator, "İİİİİİİİ", strlen ("İİİİİİİİ")), ==, 0);
}

static void
test_find (void)
{
  static const struct
  {
    const char *language;
    const char *file;
  } rows[] = {
    { "en-US", "hyph_en_US.dic" },
    { "en-GB", "hyph_en_GB.dic" },
    { "en", "hyph_en_GB.dic" },
    { "en-AU", "hyph_en_GB.dic" },
    { "en_US", "hyph_en_US.dic" },
    { "EN-us", "hyph_en_US.dic" },
    { "en-Latn-US", "hyph_en_US.dic" },
    { "pt", "hyph_pt_BR.dic" },
    { "la", "hyph_la.dic" },
    { "fi", NULL },
    { "", NULL },
    { "e", NULL },
  };
  static const char *const names[] = { "hyph_en_US.dic", "hyph_en_GB.dic", "hyph_pt_BR.dic",
                                       "hyph_pt_XX.dic", "hyph_la.dic",    "other.dic" };
  g_autofree char *folder = g_dir_make_tmp ("brevier-test-XXXXXX", NULL);
  const char *folders[] = { "/nonexistent", folder, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "UTF-8\n", -1, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = brv_hyphenator_find_dictionary (folders, rows[i].language);
      g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;

      g_test_message ("%s", rows[i].language);
      g_assert_cmpstr (name, ==, rows[i].file);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typeset/hyphenator/words", test_words);
  g_test_add_func ("/typeset/hyphenator/odd", test_odd);
  g_test_add_func ("/typeset/hyphenator/find", test_find);
  return g_test_run ();
}
