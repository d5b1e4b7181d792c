/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-hyphenator.h"

#include <stdlib.h>
#include <string.h>

#include <hyphen.h>

/* What must stay on a line and what must go to the next, in characters: as TeX does in English. */
#define MIN_CHARS        5
#define MIN_CHARS_BEFORE 2
#define MIN_CHARS_AFTER  3

/* Room that libhyphen asks for behind the word's own bytes. */
#define HYPHEN_SLACK 5

struct _BrvHyphenator
{
  HyphenDict *dictionary; /* (nullable): none for the language */
  GHashTable *words;      /* lower-case word → Division */
};

/* Bit i is set where the word may be divided before its character i. */
typedef struct
{
  guint64 places;
} Division;

/* Where a language's regions spell alike or one is asked for without its region. */
static const struct
{
  const char *language;
  const char *region;
} usual_regions[] = {
  { "de", "DE" }, { "en", "GB" }, { "es", "ES" }, { "fr", "FR" }, { "it", "IT" },
  { "nl", "NL" }, { "pt", "PT" }, { "sv", "SE" }, { "nb", "NO" }, { "da", "DK" },
};

static char *
find_file (const char *const *folders, const char *stem)
{
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("hyph_", stem, ".dic", NULL);
      g_autofree char *path = g_build_filename (folders[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/* The dictionary of any region of the language: the first by name, so that it is always the same. */
static char *
find_any_region (const char *const *folders, const char *language)
{
  g_autofree char *prefix = g_strconcat ("hyph_", language, "_", NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders[i], 0, NULL);
      g_autofree char *best = NULL;
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".dic") &&
              (best == NULL || strcmp (name, best) < 0))
            {
              g_free (best);
              best = g_strdup (name);
            }
        }
      if (best != NULL)
        return g_build_filename (folders[i], best, NULL);
    }
  return NULL;
}

static char *
find_installed (const char *language)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  const char *const *data = g_get_system_data_dirs ();

  for (guint i = 0; data[i] != NULL; i++)
    g_ptr_array_add (folders, g_build_filename (data[i], "hyphen", NULL));
  g_ptr_array_add (folders, g_strdup ("/usr/share/hyphen"));
  g_ptr_array_add (folders, NULL);
  return brv_hyphenator_find_dictionary ((const char *const *)folders->pdata, language);
}

static HyphenDict *
load_dictionary (const char *language)
{
  g_autofree char *path = find_installed (language);

  return path != NULL ? hnj_hyphen_load (path) : NULL;
}

/**
 * brv_hyphenator_is_installed:
 * @language: a BCP 47 tag
 *
 * Returns: whether there is a dictionary by which words of the language can be divided
 */
gboolean
brv_hyphenator_is_installed (const char *language)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (language != NULL, FALSE);

  path = find_installed (language);
  return path != NULL;
}

static void
free_replacements (char **replacements, int *positions, int *cuts, gsize length)
{
  for (gsize i = 0; replacements != NULL && i < length; i++)
    free (replacements[i]);
  free (replacements);
  free (positions);
  free (cuts);
}

/* Divides a word that is in the dictionary's own encoding. */
static guint64
divide_encoded (HyphenDict *dictionary, const char *word, gsize length, gsize n_chars)
{
  g_autofree char *marks = g_malloc0 (length + HYPHEN_SLACK);
  char **replacements = NULL;
  int *positions = NULL;
  int *cuts = NULL;
  guint64 places = 0;

  if (hnj_hyphen_hyphenate3 (dictionary, word, (int)length, marks, NULL, &replacements, &positions,
                             &cuts, MIN_CHARS_BEFORE, MIN_CHARS_AFTER, 0, 0) == 0)
    {
      for (gsize i = 0; i + 1 < n_chars; i++)
        {
          gboolean respells = replacements != NULL && replacements[i] != NULL;

          if ((marks[i] & 1) != 0 && !respells)
            places |= (guint64)1 << (i + 1);
        }
    }
  free_replacements (replacements, positions, cuts, length);
  return places;
}

/**
 * brv_hyphenator_find_dictionary:
 * @folders: (array zero-terminated=1): where to look, in order
 * @language: a BCP 47 tag
 *
 * Finds the file of patterns for a language: of its very region, of the region in which it is
 * usually written, of the language without a region, of any region.
 *
 * Returns: (transfer full) (nullable): a path, or %NULL if there is none
 */
char *
brv_hyphenator_find_dictionary (const char *const *folders, const char *language)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *base = NULL;
  g_autofree char *exact = NULL;
  char *path = NULL;

  g_return_val_if_fail (folders != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  parts = g_strsplit_set (language, "-_", -1);
  if (parts[0] == NULL || parts[0][0] == '\0' || strchr (parts[0], G_DIR_SEPARATOR) != NULL)
    return NULL;
  base = g_ascii_strdown (parts[0], -1);
  for (guint i = 1; parts[i] != NULL && exact == NULL; i++)
    {
      g_autofree char *region = g_ascii_strup (parts[i], -1);

      if (strlen (region) == 2)
        exact = g_strconcat (base, "_", region, NULL);
    }
  if (exact != NULL)
    path = find_file (folders, exact);
  for (guint i = 0; i < G_N_ELEMENTS (usual_regions) && path == NULL; i++)
    {
      g_autofree char *usual = g_strconcat (base, "_", usual_regions[i].region, NULL);

      if (g_str_equal (base, usual_regions[i].language))
        path = find_file (folders, usual);
    }
  if (path == NULL)
    path = find_file (folders, base);
  if (path == NULL)
    path = find_any_region (folders, base);
  return path;
}

/**
 * brv_hyphenator_new:
 * @language: (nullable): a BCP 47 tag
 *
 * Loads the patterns of a language, if the system has them.
 *
 * Returns: (transfer full): a hyphenator; without patterns it divides no word
 */
BrvHyphenator *
brv_hyphenator_new (const char *language)
{
  BrvHyphenator *self = g_new0 (BrvHyphenator, 1);

  self->dictionary = language != NULL ? load_dictionary (language) : NULL;
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * brv_hyphenator_free:
 * @self: (transfer full): a hyphenator
 *
 * Frees it.
 */
void
brv_hyphenator_free (BrvHyphenator *self)
{
  g_return_if_fail (self != NULL);

  if (self->dictionary != NULL)
    hnj_hyphen_free (self->dictionary);
  g_hash_table_unref (self->words);
  g_free (self);
}

/**
 * brv_hyphenator_has_dictionary:
 * @self: a hyphenator
 *
 * Returns: whether there are patterns for its language
 */
gboolean
brv_hyphenator_has_dictionary (const BrvHyphenator *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->dictionary != NULL;
}

/**
 * brv_hyphenator_divide:
 * @self: a hyphenator
 * @word: letters, and nothing else
 * @length: their bytes
 *
 * Finds where a word may be divided. Places at which the spelling would change are left out.
 *
 * Source: F. M. Liang, “Word Hy-phen-a-tion by Com-put-er”, Stanford 1983, by way of libhyphen.
 *
 * Returns: bit i is set where a hyphen may stand before character i
 */
guint64
brv_hyphenator_divide (BrvHyphenator *self, const char *word, gsize length)
{
  g_autofree char *lower = NULL;
  g_autofree char *encoded = NULL;
  gsize encoded_length;
  Division *division;
  gsize n_chars;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (word != NULL, 0);

  if (self->dictionary == NULL)
    return 0;
  n_chars = (gsize)g_utf8_strlen (word, (gssize)length);
  if (n_chars < MIN_CHARS || n_chars > BRV_HYPHENATOR_MAX_CHARS)
    return 0;
  lower = g_utf8_strdown (word, (gssize)length);
  division = g_hash_table_lookup (self->words, lower);
  if (division != NULL)
    return division->places;

  division = g_new0 (Division, 1);
  encoded_length = strlen (lower);
  /* A letter that lower case turns into two would shift the places. */
  if ((gsize)g_utf8_strlen (lower, -1) == n_chars)
    {
      if (self->dictionary->utf8)
        division->places = divide_encoded (self->dictionary, lower, encoded_length, n_chars);
      else
        {
          encoded =
            g_convert (lower, -1, self->dictionary->cset, "UTF-8", NULL, &encoded_length, NULL);
          if (encoded != NULL && encoded_length == n_chars)
            division->places = divide_encoded (self->dictionary, encoded, encoded_length, n_chars);
        }
    }
  g_hash_table_insert (self->words, g_steal_pointer (&lower), division);
  return division->places;
}
