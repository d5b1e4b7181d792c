/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What tells a word from a part of one: the dictionaries of the spelling checker that are installed
 * for a language. They are read only when a word is first asked for, as that takes some 30 ms; in a
 * worker, its cage lets them be read.
 */

#include "config.h"

#include <string.h>

#include <hunspell/hunspell.h>

#include "import/brv-lexicon.h"

/* Of a language's regions, so many are looked up: a document can follow either spelling. */
#define MAX_DICTIONARIES 2
/* Longer words are none. */
#define MAX_WORD_BYTES 90
/* A text in a language has so many of the words that the language is known by. */
#define KNOWN_WORDS 10
#define LEAST_WORDS 5

struct _BrvLexicon
{
  char *language; /* BCP 47 */
  gboolean loaded;
  guint n_dictionaries;
  Hunhandle *dictionaries[MAX_DICTIONARIES];
};

/* Where distributions and Flatpak keep them; brv-worker-cage lets a worker read these. */
static const char *const folders[] = {
  "/usr/share/hunspell",
  "/usr/local/share/hunspell",
  "/app/share/hunspell",
  "/usr/share/myspell/dicts",
};

/* The regions of a language whose dictionaries are the most complete. */
static const struct
{
  const char *language;
  const char *regions[MAX_DICTIONARIES];
} usual_regions[] = {
  { "da", { "DK" } }, { "de", { "DE" } },       { "en", { "GB", "US" } }, { "es", { "ES" } },
  { "fr", { "FR" } }, { "it", { "IT" } },       { "nb", { "NO" } },       { "nl", { "NL" } },
  { "pl", { "PL" } }, { "pt", { "PT", "BR" } }, { "ru", { "RU" } },       { "sv", { "SE" } },
  { "uk", { "UA" } },
};

static void
load (BrvLexicon *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (folders) && self->n_dictionaries < MAX_DICTIONARIES; i++)
    {
      g_autofree char *rules = g_strdup_printf ("%s/%s.aff", folders[i], name);
      g_autofree char *words = g_strdup_printf ("%s/%s.dic", folders[i], name);

      if (!g_file_test (rules, G_FILE_TEST_IS_REGULAR) ||
          !g_file_test (words, G_FILE_TEST_IS_REGULAR))
        continue;
      self->dictionaries[self->n_dictionaries] = Hunspell_create (rules, words);
      self->n_dictionaries += self->dictionaries[self->n_dictionaries] != NULL ? 1 : 0;
      return;
    }
}

static void
load_all (BrvLexicon *self)
{
  gsize length = strcspn (self->language, "-");
  g_autofree char *language = g_strndup (self->language, length);
  g_autofree char *exact = g_strdelimit (g_strdup (self->language), "-", '_');

  self->loaded = TRUE;
  if (self->language[length] != '\0')
    load (self, exact);
  for (guint i = 0; i < G_N_ELEMENTS (usual_regions); i++)
    for (guint k = 0; g_str_equal (usual_regions[i].language, language) && k < MAX_DICTIONARIES &&
                      usual_regions[i].regions[k] != NULL;
         k++)
      {
        g_autofree char *name = g_strdup_printf ("%s_%s", language, usual_regions[i].regions[k]);

        if (!g_str_equal (name, exact))
          load (self, name);
      }
  if (self->n_dictionaries == 0)
    load (self, language);
}

/* Files are named by it. */
static gboolean
is_tag (const char *language)
{
  return *language != '\0' &&
         language[strspn (language, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-")] == '\0';
}

/**
 * brv_lexicon_new:
 * @language: (nullable): a BCP 47 tag; %NULL has no words
 *
 * Returns: (transfer full): the words of the language, without any where no dictionary is installed
 */
BrvLexicon *
brv_lexicon_new (const char *language)
{
  BrvLexicon *self = g_new0 (BrvLexicon, 1);

  self->language = g_strdup (language);
  self->loaded = language == NULL || !is_tag (language);
  return self;
}

/**
 * brv_lexicon_free:
 * @self: (transfer full) (nullable): words of a language
 *
 * Frees @self.
 */
void
brv_lexicon_free (BrvLexicon *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_dictionaries; i++)
    Hunspell_destroy (self->dictionaries[i]);
  g_free (self->language);
  g_free (self);
}

/**
 * brv_lexicon_is_empty:
 * @self: words of a language
 *
 * Returns: whether it knows no word, as no dictionary is there
 */
gboolean
brv_lexicon_is_empty (BrvLexicon *self)
{
  if (!self->loaded)
    load_all (self);
  return self->n_dictionaries == 0;
}

static gboolean
is_in (Hunhandle *dictionary, const char *word)
{
  const char *encoding = Hunspell_get_dic_encoding (dictionary);
  g_autofree char *encoded = NULL;

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "UTF-8") == 0)
    return Hunspell_spell (dictionary, word) != 0;
  encoded = g_convert (word, -1, encoding, "UTF-8", NULL, NULL, NULL);
  return encoded != NULL && Hunspell_spell (dictionary, encoded) != 0;
}

/**
 * brv_lexicon_knows:
 * @self: words of a language
 * @word: letters without a hyphen among them, in the case in which they stand
 *
 * Returns: whether they are a word, in any of its forms
 */
gboolean
brv_lexicon_knows (BrvLexicon *self, const char *word)
{
  gsize length = strlen (word);

  if (length == 0 || length > MAX_WORD_BYTES || brv_lexicon_is_empty (self))
    return FALSE;
  for (guint i = 0; i < self->n_dictionaries; i++)
    if (is_in (self->dictionaries[i], word))
      return TRUE;
  return FALSE;
}

/**
 * brv_lexicon_guess_language:
 * @words: (element-type utf8): the words of a text, case-folded
 *
 * Finds the language of a text by the small words that it cannot do without.
 *
 * Returns: (nullable): the language's tag
 */
const char *
brv_lexicon_guess_language (GHashTable *words)
{
  static const struct
  {
    const char *language;
    const char *words[KNOWN_WORDS];
  } languages[] = {
    { "da", { "og", "af", "ikke", "til", "på", "det", "blev", "som", "med", "efter" } },
    { "de", { "der", "und", "die", "nicht", "mit", "von", "ist", "auf", "eine", "werden" } },
    { "en", { "the", "of", "and", "with", "that", "from", "which", "this", "are", "have" } },
    { "es", { "los", "las", "una", "por", "con", "para", "del", "más", "que", "como" } },
    { "fr", { "les", "des", "et", "une", "dans", "pour", "est", "qui", "sur", "avec" } },
    { "it", { "il", "della", "che", "gli", "per", "con", "non", "una", "sono", "nel" } },
    { "nb", { "og", "av", "ikke", "til", "på", "det", "ble", "som", "med", "etter" } },
    { "nl", { "het", "een", "van", "niet", "zijn", "dat", "met", "voor", "aan", "worden" } },
    { "pl", { "się", "nie", "jest", "na", "że", "do", "jako", "oraz", "przez", "od" } },
    { "pt", { "os", "uma", "não", "com", "para", "dos", "da", "mais", "pelo", "como" } },
    { "ru", { "и", "в", "не", "на", "что", "как", "по", "это", "из", "для" } },
    { "sv", { "och", "att", "det", "som", "är", "för", "inte", "på", "av", "till" } },
    { "uk", { "і", "в", "не", "на", "що", "як", "та", "це", "із", "для" } },
  };
  const char *best = NULL;
  guint most = LEAST_WORDS - 1;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      guint n = 0;

      for (guint k = 0; k < KNOWN_WORDS; k++)
        n += g_hash_table_contains (words, languages[i].words[k]) ? 1 : 0;
      if (n == most)
        best = NULL;
      if (n <= most)
        continue;
      most = n;
      best = languages[i].language;
    }
  return best;
}
