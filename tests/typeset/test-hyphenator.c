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

/* Small dictionaries of our own: the system's take long to load, and may be missing. */
static const struct
{
  const char *name;
  const char *contents;
} dictionaries[] = {
  /* Patterns by which F. M. Liang explains his method. */
  { "hyph_en_US.dic", "UTF-8\nhy3ph\nhe2n\nhena4\nhen5at\n1na\nn2at\n1tio\n2io\n" },
  { "hyph_de_DE.dic", "UTF-8\nr1f\xc3\xbc\n1keit\n" },
  { "hyph_fr_FR.dic", "ISO8859-1\n1p\xe9\n" },
};

static void
write_dictionaries (const char *folder)
{
  g_autofree char *hyphen = g_build_filename (folder, "hyphen", NULL);

  g_assert_cmpint (g_mkdir (hyphen, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (dictionaries); i++)
    {
      g_autofree char *path = g_build_filename (hyphen, dictionaries[i].name, NULL);

      g_assert_true (g_file_set_contents (path, dictionaries[i].contents, -1, NULL));
    }
}

static void
remove_dictionaries (const char *folder)
{
  g_autofree char *hyphen = g_build_filename (folder, "hyphen", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (dictionaries); i++)
    {
      g_autofree char *path = g_build_filename (hyphen, dictionaries[i].name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (hyphen), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
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
    { "en-US", "hyphenation", "hy-phen-ation" },
    { "en-US", "Hyphenation", "Hy-phen-ation" },
    { "en-US", "na", "na" },
    { "de", "Verfügbarkeit", "Ver-fügbar-keit" },
    { "fr", "répétitif", "ré-pétitif" },
    { "fr", "répé語itif", "répé語itif" },
    { "tlh", "hyphenation", "hyphenation" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvHyphenator) hyphenator = brv_hyphenator_new (rows[i].language);
      g_autofree char *divided = divide (hyphenator, rows[i].word);
      g_autofree char *again = divide (hyphenator, rows[i].word);

      g_assert_cmpstr (divided, ==, rows[i].divided);
      g_assert_cmpstr (again, ==, rows[i].divided);
    }
}

/* Odd input is left alone. */
static void
test_odd (void)
{
  g_autoptr (BrvHyphenator) hyphenator = brv_hyphenator_new ("en-US");
  g_autofree char *endless = g_strnfill (500, 'a');

  g_assert_true (brv_hyphenator_has_dictionary (hyphenator));
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
  g_autofree char *folder = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("brevier-test-XXXXXX", NULL);
  g_assert_nonnull (folder);
  write_dictionaries (folder);
  /* GLib reads it once, so it is set before the first hyphenator. */
  g_setenv ("XDG_DATA_DIRS", folder, TRUE);
  g_test_add_func ("/typeset/hyphenator/words", test_words);
  g_test_add_func ("/typeset/hyphenator/odd", test_odd);
  g_test_add_func ("/typeset/hyphenator/find", test_find);
  result = g_test_run ();
  remove_dictionaries (folder);
  return result;
}
