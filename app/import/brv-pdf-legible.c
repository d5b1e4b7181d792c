/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Whether the letters of a document are those that its pages show. A font without a table of what its
 * letters mean leaves poppler with their numbers in the font, which it takes for those of Unicode.
 */

#include "config.h"

#include "import/brv-pdf-legible.h"

/* What no text has within a word: control characters, what is not assigned, and private use. */
static gboolean
is_stray (gunichar c)
{
  return c == 0xFFFD || !g_unichar_isdefined (c) || g_unichar_iscntrl (c) ||
         g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

/* Scripts that stand beside each other within words, or that belong to all, are no sign. */
static gboolean
is_mixed_script (GUnicodeScript script)
{
  static const GUnicodeScript mixed[] = {
    G_UNICODE_SCRIPT_INVALID_CODE, G_UNICODE_SCRIPT_UNKNOWN, G_UNICODE_SCRIPT_COMMON,
    G_UNICODE_SCRIPT_INHERITED,    G_UNICODE_SCRIPT_HAN,     G_UNICODE_SCRIPT_HIRAGANA,
    G_UNICODE_SCRIPT_KATAKANA,     G_UNICODE_SCRIPT_HANGUL,  G_UNICODE_SCRIPT_BOPOMOFO,
  };

  for (guint i = 0; i < G_N_ELEMENTS (mixed); i++)
    if (mixed[i] == script)
      return TRUE;
  return FALSE;
}

/* Whether a word can be none: it has a stray letter, or letters of two scripts. */
static gboolean
is_garbled (const BrvPdfPage *page, const BrvPdfWord *word)
{
  GUnicodeScript first = G_UNICODE_SCRIPT_COMMON;

  for (guint g = word->first; g < word->first + word->n_glyphs; g++)
    {
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, g).letter;
      GUnicodeScript script = g_unichar_get_script (c);

      if (is_stray (c))
        return TRUE;
      if (is_mixed_script (script))
        continue;
      if (first != G_UNICODE_SCRIPT_COMMON && script != first)
        return TRUE;
      first = script;
    }
  return FALSE;
}

/**
 * brv_pdf_legible_is:
 * @text: the letters of a document
 *
 * Letters by themselves are bullets and the like; of the words, most must be garbled.
 *
 * Returns: whether the letters can be those of a text
 */
gboolean
brv_pdf_legible_is (const BrvPdfText *text)
{
  gsize n = 0;
  gsize n_garbled = 0;

  for (guint p = 0; p < text->pages->len; p++)
    {
      const BrvPdfPage *page = g_ptr_array_index (text->pages, p);

      for (guint w = 0; w < page->words->len; w++)
        {
          const BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, w);

          if (word->n_glyphs < 2)
            continue;
          n += word->n_glyphs;
          n_garbled += is_garbled (page, word) ? word->n_glyphs : 0;
        }
    }
  return n_garbled * 2 <= n;
}
