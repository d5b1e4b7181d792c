/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Whether a hyphen at the end of a line belongs to its word. The document's own words decide: how
 * it writes the word elsewhere, or others with the same stem. Where they say nothing, spelling
 * dictionaries tell whether the parts are words by themselves, and whether they are one together.
 */

#include "config.h"

#include <string.h>

#include "import/brv-lexicon.h"
#include "import/brv-pdf-hyphens.h"

/* A document in which more lines end with a hyphen was hyphenated. */
#define HYPHENATED_PER_MILLE 25
/* So many parted words tell whether it was, if one of SURE_PART of them surely is one word. */
#define MAX_PARTED 60
#define SURE_PART  8
/* Words are kin that have so many letters behind the break in common: "co-operate", "co-opera-tion". */
#define KIN_LETTERS 3

struct _BrvPdfHyphens
{
  GHashTable *words;   /* case-folded, those with a hyphen inside included */
  GPtrArray *sorted;   /* (element-type utf8): the same */
  BrvLexicon *lexicon; /* of the document's language */
  gboolean compounds;  /* the language writes words together that others part by a hyphen */
  gboolean hyphenates;
  gboolean soft_sign; /* U+2010 stands only at the ends of lines */
};

/* A word that a line's end parts. */
typedef struct
{
  char *first; /* as it stands, without the hyphen */
  char *second;
  char *folded_first;
  char *folded_second;
} Parted;

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x2011;
}

/* The word at the end (or start) of a text: letters and hyphens between them. */
static char *
take_word (const char *text, gboolean at_end)
{
  const char *start = text;
  const char *end = text + strlen (text);
  char *word = NULL;

  if (at_end)
    {
      while (start < end)
        {
          const char *p = g_utf8_prev_char (end);

          if (g_unichar_isalnum (g_utf8_get_char (p)))
            break;
          end = p;
        }
      start = end;
      while (start > text)
        {
          const char *p = g_utf8_prev_char (start);
          gunichar c = g_utf8_get_char (p);

          if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && !is_hyphen (c))
            break;
          start = p;
        }
    }
  else
    {
      while (start < end && !g_unichar_isalnum (g_utf8_get_char (start)))
        start = g_utf8_next_char (start);
      for (end = start; *end != '\0'; end = g_utf8_next_char (end))
        {
          gunichar c = g_utf8_get_char (end);

          if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && !is_hyphen (c))
            break;
        }
    }
  word = g_strndup (start, (gsize)(end - start));
  /* A trailing hyphen parts this word from what the caller knows. */
  while (g_str_has_suffix (word, "-"))
    word[strlen (word) - 1] = '\0';
  return word;
}

static void
parted_init (Parted *parted, const char *before, const char *after)
{
  g_autofree char *stem =
    g_strndup (before, (gsize)(g_utf8_prev_char (before + strlen (before)) - before));

  parted->first = take_word (stem, TRUE);
  parted->second = take_word (after, FALSE);
  parted->folded_first = g_utf8_casefold (parted->first, -1);
  parted->folded_second = g_utf8_casefold (parted->second, -1);
}

static void
parted_clear (Parted *parted)
{
  g_free (parted->first);
  g_free (parted->second);
  g_free (parted->folded_first);
  g_free (parted->folded_second);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parted, parted_clear)

/* How the document writes a parted word elsewhere: with nothing or a hyphen between its parts. */
static gboolean
has_word (const BrvPdfHyphens *self, const Parted *parted, const char *joint)
{
  g_autofree char *word = g_strconcat (parted->folded_first, joint, parted->folded_second, NULL);

  return g_hash_table_contains (self->words, word);
}

static gboolean
has_beginning (const BrvPdfHyphens *self, const char *beginning)
{
  guint low = 0;
  guint high = self->sorted->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (strcmp (g_ptr_array_index (self->sorted, middle), beginning) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->sorted->len &&
         g_str_has_prefix (g_ptr_array_index (self->sorted, low), beginning);
}

/* Whether the document has a word that begins as this one, up to some letters behind the break. */
static gboolean
has_kin (const BrvPdfHyphens *self, const Parted *parted, const char *joint)
{
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (parted->folded_second, -1) < KIN_LETTERS)
    return FALSE;
  beginning = g_strdup_printf (
    "%s%s%.*s", parted->folded_first, joint,
    (int)(g_utf8_offset_to_pointer (parted->folded_second, KIN_LETTERS) - parted->folded_second),
    parted->folded_second);
  return has_beginning (self, beginning);
}

static char *
dup_word (const BrvPdfText *text, const BrvPdfLine *line, const BrvPdfWord *word)
{
  const BrvPdfPage *page = g_ptr_array_index (text->pages, line->page);
  GString *out = g_string_new (NULL);

  for (guint g = word->first; g < word->first + word->n_glyphs; g++)
    {
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, g).letter;
      gunichar parts[8];

      if (brv_pdf_lines_is_raised (text, line, g))
        continue;
      if (c >= 0xFB00 && c <= 0xFB06)
        {
          gsize n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));

          for (gsize i = 0; i < n; i++)
            g_string_append_unichar (out, parts[i]);
        }
      else
        g_string_append_unichar (out, c == 0x2010 || c == 0x2011 ? '-' : c);
    }
  return g_string_free (out, FALSE);
}

/* Whether a word has the sign within it or at its end. */
static gboolean
has_sign (const BrvPdfText *text, const BrvPdfLine *line, const BrvPdfWord *word)
{
  const BrvPdfPage *page = g_ptr_array_index (text->pages, line->page);

  for (guint g = word->first; g < word->first + word->n_glyphs; g++)
    {
      if (g_array_index (page->glyphs, BrvPdfGlyph, g).letter == 0x2010)
        return TRUE;
    }
  return FALSE;
}

static gunichar
get_last_letter (const BrvPdfText *text, const BrvPdfLine *line, const BrvPdfWord *word)
{
  const BrvPdfPage *page = g_ptr_array_index (text->pages, line->page);

  return g_array_index (page->glyphs, BrvPdfGlyph, word->first + word->n_glyphs - 1).letter;
}

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Languages in which a compound is one word, and its second part has no hyphen before it. */
static gboolean
writes_together (const char *language)
{
  static const char *const languages[] = { "da", "de", "fi", "is", "nb", "nl", "nn", "no", "sv" };

  for (guint i = 0; language != NULL && i < G_N_ELEMENTS (languages); i++)
    if (strncmp (language, languages[i], 2) == 0 && !g_ascii_isalpha (language[2]))
      return TRUE;
  return FALSE;
}

/* Whether two parts are one word, in every dictionary, and at least one of them is none. */
static gboolean
is_surely_one (const BrvPdfHyphens *self, const Parted *parted)
{
  g_autofree char *word = g_strconcat (parted->first, parted->second, NULL);

  if (has_word (self, parted, ""))
    return !has_word (self, parted, "-");
  return brv_lexicon_knows (self->lexicon, word) &&
         !(brv_lexicon_knows (self->lexicon, parted->first) &&
           brv_lexicon_knows (self->lexicon, parted->second));
}

/* The last word of a line, if a hyphen at its end parts it from the first one of the next. */
static gboolean
find_parted (const BrvPdfLines *lines, const BrvPdfText *text, guint i, Parted *parted)
{
  const BrvPdfLine *line = &g_array_index (lines->lines, BrvPdfLine, i);
  const BrvPdfLine *next = line + 1;
  const BrvPdfWord *last = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (i + 1 >= lines->lines->len || line->n_words == 0 || next->n_words == 0)
    return FALSE;
  last = brv_pdf_lines_get_word (lines, text, line, line->n_words - 1);
  if (last->n_glyphs < 2 || !is_hyphen (get_last_letter (text, line, last)))
    return FALSE;
  before = dup_word (text, line, last);
  after = dup_word (text, next, brv_pdf_lines_get_word (lines, text, next, 0));
  if (!g_str_has_suffix (before, "-") || !g_unichar_islower (g_utf8_get_char (after)))
    return FALSE;
  parted_init (parted, before, after);
  return TRUE;
}

/* Whether the document parts words at the ends of lines, or only those that have a hyphen. */
static gboolean
find_habit (const BrvPdfHyphens *self,
            const BrvPdfLines *lines,
            const BrvPdfText *text,
            guint n_hyphens)
{
  guint n_parted = 0;
  guint n_sure = 0;

  for (guint i = 0; i < lines->lines->len && n_parted < MAX_PARTED; i++)
    {
      g_auto (Parted) parted = { 0 };

      if (!find_parted (lines, text, i, &parted))
        continue;
      n_parted++;
      n_sure += is_surely_one (self, &parted) ? 1 : 0;
    }
  if (n_sure > 0)
    return n_sure * SURE_PART >= n_parted;
  return (n_parted < SURE_PART || brv_lexicon_is_empty (self->lexicon)) &&
         n_hyphens * 1000 > lines->lines->len * HYPHENATED_PER_MILLE;
}

/* Collects the words that are whole; returns how many lines end with a hyphen. */
static guint
collect_words (BrvPdfHyphens *self, const BrvPdfLines *lines, const BrvPdfText *text)
{
  gboolean parted = FALSE;
  guint n_parted = 0;

  for (guint i = 0; i < lines->lines->len; i++)
    {
      const BrvPdfLine *line = &g_array_index (lines->lines, BrvPdfLine, i);

      for (guint w = 0; w < line->n_words; w++)
        {
          const BrvPdfWord *word = brv_pdf_lines_get_word (lines, text, line, w);
          g_autofree char *letters = NULL;
          g_autofree char *whole = NULL;

          if ((w == 0 && parted) ||
              (w + 1 == line->n_words && is_hyphen (get_last_letter (text, line, word))))
            continue;
          letters = dup_word (text, line, word);
          whole = take_word (letters, FALSE);
          self->soft_sign = self->soft_sign && !has_sign (text, line, word);
          g_hash_table_add (self->words, g_utf8_casefold (whole, -1));
        }
      parted = line->n_words > 0 &&
               is_hyphen (get_last_letter (
                 text, line, brv_pdf_lines_get_word (lines, text, line, line->n_words - 1)));
      n_parted += parted;
    }
  return n_parted;
}

/**
 * brv_pdf_hyphens_new:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @language: (nullable): its language, as the file gives it: a BCP 47 tag
 *
 * Collects the words that are not at the start or end of a parted one.
 *
 * Returns: (transfer full): them
 */
BrvPdfHyphens *
brv_pdf_hyphens_new (const BrvPdfLines *lines, const BrvPdfText *text, const char *language)
{
  BrvPdfHyphens *self = g_new0 (BrvPdfHyphens, 1);
  GHashTableIter iter;
  gpointer word = NULL;
  const char *guess = NULL;
  guint n_hyphens = 0;

  self->soft_sign = TRUE;
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sorted = g_ptr_array_new ();
  n_hyphens = collect_words (self, lines, text);
  /* Programs name the language of their user, but know of regions. */
  guess = brv_lexicon_guess_language (self->words);
  if (guess != NULL && (language == NULL || !g_str_has_prefix (language, guess)))
    language = guess;
  self->lexicon = brv_lexicon_new (language);
  self->compounds = writes_together (language);
  if (n_hyphens == 0)
    return self;
  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_ptr_array_add (self->sorted, word);
  g_ptr_array_sort (self->sorted, compare_strings);
  self->hyphenates = find_habit (self, lines, text, n_hyphens);
  return self;
}

/**
 * brv_pdf_hyphens_free:
 * @self: (transfer full) (nullable): words
 *
 * Frees @self.
 */
void
brv_pdf_hyphens_free (BrvPdfHyphens *self)
{
  if (self == NULL)
    return;
  brv_lexicon_free (self->lexicon);
  g_ptr_array_unref (self->sorted);
  g_hash_table_unref (self->words);
  g_free (self);
}

/* "two- and three-storey": the hyphen stands for a part of the word that comes later. */
static gboolean
is_conjunction (const char *word)
{
  static const char *const words[] = { "and", "or",  "to", "und", "oder", "bzw", "bis",  "et",
                                       "ou",  "y",   "o",  "e",   "en",   "of",  "och",  "og",
                                       "i",   "или", "и",  "by",  "but",  "als", "sowie" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      return TRUE;
  return FALSE;
}

/* First parts that are written with a hyphen before a longer word. */
static gboolean
keeps_hyphen (const char *first)
{
  static const char *const parts[] = { "self", "well", "cross", "short", "half", "full" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i], first))
      return TRUE;
  return FALSE;
}

static gboolean
is_one_of (const char *word, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (words[i], word))
      return TRUE;
  return FALSE;
}

/* Whether the second part of a compound is more than an ending or a syllable. */
static gboolean
is_second_word (const char *second)
{
  static const char *const endings[] = { "able", "ably", "ages",  "ally", "ants",
                                         "hood", "ions", "isms",  "less", "ling",
                                         "ness", "ship", "ships", "ward", "wards" };
  static const char *const particles[] = { "age", "air", "by",  "day", "down", "era", "far",
                                           "in",  "led", "low", "off", "old",  "on",  "out",
                                           "run", "sea", "to",  "top", "up",   "war", "way" };

  if (g_utf8_strlen (second, -1) < 4)
    return is_one_of (second, particles, G_N_ELEMENTS (particles));
  return !is_one_of (second, endings, G_N_ELEMENTS (endings));
}

static gboolean
is_word (const BrvPdfHyphens *self, const char *word, const char *folded)
{
  return brv_lexicon_knows (self->lexicon, word) ||
         (g_utf8_strlen (folded, -1) >= 4 && g_hash_table_contains (self->words, folded));
}

/* What dictionaries say about a word that the document has nowhere else. */
static BrvPdfHyphen
ask_lexicon (const BrvPdfHyphens *self, const Parted *parted)
{
  const char *tail = strrchr (parted->first, '-');
  const char *first = tail != NULL ? tail + 1 : parted->first;
  const char *folded_tail = strrchr (parted->folded_first, '-');
  g_autofree char *word = g_strconcat (first, parted->second, NULL);
  gboolean both =
    is_word (self, first, folded_tail != NULL ? folded_tail + 1 : parted->folded_first) &&
    is_word (self, parted->second, parted->folded_second) &&
    (tail != NULL || is_second_word (parted->folded_second));

  if (brv_lexicon_knows (self->lexicon, word))
    return self->hyphenates || !both ? BRV_PDF_HYPHEN_UNDO : BRV_PDF_HYPHEN_KEEP;
  if (both && !self->compounds)
    return BRV_PDF_HYPHEN_KEEP;
  return self->hyphenates ? BRV_PDF_HYPHEN_UNDO : BRV_PDF_HYPHEN_KEEP;
}

/* What can be said without a dictionary. */
static BrvPdfHyphen
judge_by_document (const BrvPdfHyphens *self, const Parted *parted)
{
  const char *first = parted->folded_first;
  const char *second = parted->folded_second;
  const char *tail = strrchr (first, '-');
  gboolean known_second = g_hash_table_contains (self->words, second);

  if (!self->hyphenates)
    return BRV_PDF_HYPHEN_KEEP;
  if (tail != NULL)
    return g_hash_table_contains (self->words, tail + 1) && known_second ? BRV_PDF_HYPHEN_KEEP
                                                                         : BRV_PDF_HYPHEN_UNDO;
  if (keeps_hyphen (first) && g_utf8_strlen (second, -1) >= 4)
    return BRV_PDF_HYPHEN_KEEP;
  /* Two words of the document by themselves, neither of them a mere syllable. */
  if (g_utf8_strlen (first, -1) >= 4 && g_utf8_strlen (second, -1) >= 4 && !self->compounds &&
      g_hash_table_contains (self->words, first) && known_second)
    return BRV_PDF_HYPHEN_KEEP;
  return BRV_PDF_HYPHEN_UNDO;
}

static gboolean
is_upper_word (const char *text)
{
  guint n_letters = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_islower (g_utf8_get_char (p)))
        return FALSE;
      n_letters += g_unichar_isupper (g_utf8_get_char (p)) ? 1 : 0;
    }
  return n_letters > 1;
}

/**
 * brv_pdf_hyphens_decide:
 * @self: the words of a document
 * @before: the letters before the hyphen that ends a line, with the hyphen
 * @after: the letters at the start of the next line
 *
 * Returns: what the hyphen is
 */
BrvPdfHyphen
brv_pdf_hyphens_decide (const BrvPdfHyphens *self, const char *before, const char *after)
{
  const char *sign = g_utf8_prev_char (before + strlen (before));
  gunichar next = g_utf8_get_char (after);
  gunichar last = sign > before ? g_utf8_get_char (g_utf8_prev_char (sign)) : 0;
  g_auto (Parted) parted = { 0 };
  gboolean joined = FALSE;
  gboolean hyphened = FALSE;

  if (g_utf8_get_char (sign) == 0xAD)
    return BRV_PDF_HYPHEN_UNDO;
  if (!g_unichar_isalpha (last))
    return last == 0 || g_unichar_isspace (last) ? BRV_PDF_HYPHEN_SPACE : BRV_PDF_HYPHEN_KEEP;
  if (!g_unichar_isalpha (next) || (g_unichar_isupper (next) && !is_upper_word (before)))
    return BRV_PDF_HYPHEN_KEEP;
  parted_init (&parted, before, after);
  joined = has_word (self, &parted, "");
  hyphened = has_word (self, &parted, "-");
  if (joined != hyphened)
    return joined ? BRV_PDF_HYPHEN_UNDO : BRV_PDF_HYPHEN_KEEP;
  if (is_conjunction (parted.folded_second))
    return BRV_PDF_HYPHEN_SPACE;
  if (g_utf8_get_char (sign) == 0x2010 && self->soft_sign)
    return BRV_PDF_HYPHEN_UNDO;
  joined = has_kin (self, &parted, "");
  hyphened = has_kin (self, &parted, "-");
  if (joined != hyphened)
    return joined && self->hyphenates ? BRV_PDF_HYPHEN_UNDO : BRV_PDF_HYPHEN_KEEP;
  return brv_lexicon_is_empty (self->lexicon) ? judge_by_document (self, &parted)
                                              : ask_lexicon (self, &parted);
}
