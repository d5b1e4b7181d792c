/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Whether a hyphen at the end of a line belongs to its word. The document's own words decide: how
 * it writes the word elsewhere, whether the parts are words by themselves, and whether it
 * hyphenates at all.
 */

#include "config.h"

#include <string.h>

#include "import/brv-pdf-hyphens.h"

/* A document in which more lines end with a hyphen was hyphenated. */
#define HYPHENATED_PER_MILLE 25

struct _BrvPdfHyphens
{
  GHashTable *words; /* case-folded, those with a hyphen inside included */
  gboolean hyphenates;
  gboolean soft_sign; /* U+2010 stands only at the ends of lines */
};

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x2011;
}

/* The word at the end (or start) of a text: letters, apostrophes and hyphens between them, folded. */
static char *
take_word (const char *text, gboolean at_end)
{
  const char *start = text;
  const char *end = text + strlen (text);
  g_autofree char *folded = NULL;

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
  folded = g_utf8_casefold (start, end - start);
  /* A trailing hyphen parts this word from what the caller knows. */
  while (g_str_has_suffix (folded, "-"))
    folded[strlen (folded) - 1] = '\0';
  return g_steal_pointer (&folded);
}

static gboolean
knows (const BrvPdfHyphens *self, const char *a, const char *joint, const char *b)
{
  g_autofree char *word = g_strconcat (a, joint, b, NULL);

  return g_hash_table_contains (self->words, word);
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

/**
 * brv_pdf_hyphens_new:
 * @lines: the lines of a document
 * @text: the letters they are made of
 *
 * Collects the words that are not at the start or end of a parted one.
 *
 * Returns: (transfer full): them
 */
BrvPdfHyphens *
brv_pdf_hyphens_new (const BrvPdfLines *lines, const BrvPdfText *text)
{
  BrvPdfHyphens *self = g_new0 (BrvPdfHyphens, 1);
  gboolean parted = FALSE;
  guint n_parted = 0;
  guint n_sign_inside = 0;

  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < lines->lines->len; i++)
    {
      const BrvPdfLine *line = &g_array_index (lines->lines, BrvPdfLine, i);

      for (guint w = 0; w < line->n_words; w++)
        {
          const BrvPdfWord *word = brv_pdf_lines_get_word (lines, text, line, w);
          gboolean last = w + 1 == line->n_words;
          gunichar end = get_last_letter (text, line, word);
          g_autofree char *letters = NULL;

          if (w == 0 && parted)
            continue;
          if (last && is_hyphen (end))
            continue;
          letters = dup_word (text, line, word);
          n_sign_inside += has_sign (text, line, word);
          g_hash_table_add (self->words, take_word (letters, FALSE));
        }
      parted = line->n_words > 0 &&
               is_hyphen (get_last_letter (
                 text, line, brv_pdf_lines_get_word (lines, text, line, line->n_words - 1)));
      n_parted += parted;
    }
  self->hyphenates = n_parted * 1000 > lines->lines->len * HYPHENATED_PER_MILLE;
  self->soft_sign = n_sign_inside == 0;
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
  const char *end = before + strlen (before);
  gunichar sign = g_utf8_get_char (g_utf8_prev_char (end));
  g_autofree char *stem = g_strndup (before, (gsize)(g_utf8_prev_char (end) - before));
  g_autofree char *first = take_word (stem, TRUE);
  g_autofree char *second = take_word (after, FALSE);
  const char *tail = NULL;
  gunichar next = g_utf8_get_char (after);
  gunichar last = *stem != '\0' ? g_utf8_get_char (g_utf8_prev_char (stem + strlen (stem))) : 0;
  gboolean joined = knows (self, first, "", second);
  gboolean hyphened = knows (self, first, "-", second);

  if (sign == 0xAD)
    return BRV_PDF_HYPHEN_UNDO;
  if (!g_unichar_isalpha (last))
    return last == 0 || g_unichar_isspace (last) ? BRV_PDF_HYPHEN_SPACE : BRV_PDF_HYPHEN_KEEP;
  if (!g_unichar_isalpha (next) || (g_unichar_isupper (next) && !is_upper_word (before)))
    return BRV_PDF_HYPHEN_KEEP;
  if (joined != hyphened)
    return joined ? BRV_PDF_HYPHEN_UNDO : BRV_PDF_HYPHEN_KEEP;
  if (is_conjunction (second))
    return BRV_PDF_HYPHEN_SPACE;
  if (sign == 0x2010 && self->soft_sign)
    return BRV_PDF_HYPHEN_UNDO;
  if (!self->hyphenates)
    return BRV_PDF_HYPHEN_KEEP;
  tail = strrchr (first, '-');
  if (tail != NULL)
    return g_hash_table_contains (self->words, tail + 1) &&
               g_hash_table_contains (self->words, second)
             ? BRV_PDF_HYPHEN_KEEP
             : BRV_PDF_HYPHEN_UNDO;
  if (keeps_hyphen (first) && g_utf8_strlen (second, -1) >= 4)
    return BRV_PDF_HYPHEN_KEEP;
  /* Two words of the document by themselves, neither of them a mere syllable. */
  if (g_utf8_strlen (first, -1) >= 4 && g_utf8_strlen (second, -1) >= 4 &&
      g_hash_table_contains (self->words, first) && g_hash_table_contains (self->words, second))
    return BRV_PDF_HYPHEN_KEEP;
  return BRV_PDF_HYPHEN_UNDO;
}
