/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Authors whose names stand below a title without a label, as typesetting programs put them. Any two
 * words with capitals could be names, so that what is around them has to say it, and nothing in the
 * document may speak against it.
 */

#include "config.h"

#include <string.h>

#include "import/brv-byline.h"
#include "import/brv-date.h"
#include "import/brv-pdf-names.h"

/* What is longer is text. */
#define MAX_LETTERS 240
/* The abstract, the date or an address follows within so many blocks. */
#define MAX_AFTER 3

/* Words of a block, raised marks and addresses taken out. */
typedef struct
{
  GString *text;
  gboolean sure; /* marks of notes or addresses are such as only names have */
} Words;

static gboolean
is_mark (gunichar c)
{
  return c == '*' || c == 0x2217 || c == 0x2020 || c == 0x2021 || c == 0xA7 || c == 0xB6;
}

static gboolean
is_address (const char *word)
{
  return strchr (word, '@') != NULL || strstr (word, "://") != NULL ||
         g_str_has_prefix (word, "www.");
}

static char *
dup_word (const BrvPdfComposer *composer,
          const BrvPdfLine *line,
          const BrvPdfWord *word,
          gboolean *marked)
{
  const BrvPdfPage *page = g_ptr_array_index (composer->text->pages, line->page);
  GString *out = g_string_new (NULL);

  *marked = FALSE;
  for (guint g = word->first; g < word->first + word->n_glyphs; g++)
    {
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, g).letter;

      if (is_mark (c) || brv_pdf_lines_is_raised (composer->text, line, g))
        *marked = TRUE;
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Adds the words of a cell: names beside each other stand in one each, and a mark ends a name. */
static void
add_cell (const BrvPdfComposer *composer, const BrvPdfLine *line, guint cell, Words *words)
{
  const BrvPdfPage *page = g_ptr_array_index (composer->text->pages, line->page);
  const BrvPdfCell *place = brv_pdf_lines_get_cell (composer->lines, line, cell);

  for (guint i = 0; i < place->n_words; i++)
    {
      guint index = g_array_index (composer->lines->words, guint, place->first_word + i);
      const BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, index);
      gboolean marked = FALSE;
      g_autofree char *letters = dup_word (composer, line, word, &marked);
      gboolean address = is_address (letters);

      if (!address)
        g_string_append_printf (words->text, "%s ", letters);
      if (marked || address)
        g_string_append (words->text, ", ");
      words->sure = words->sure || marked || address;
    }
  g_string_append (words->text, ", ");
}

static char *
dup_words (const BrvPdfComposer *composer, const BrvPdfBlock *block, gboolean *sure)
{
  g_auto (GStrv) parts = NULL;
  Words words = { g_string_new (NULL), FALSE };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < block->members->len && words.text->len < MAX_LETTERS; i++)
    {
      guint index = g_array_index (block->members, BrvPdfMember, i).line;
      const BrvPdfLine *line = &g_array_index (composer->lines->lines, BrvPdfLine, index);

      for (guint cell = 0; cell < line->n_cells; cell++)
        add_cell (composer, line, cell, &words);
    }
  parts = g_strsplit (words.text->str, ",", 0);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", parts[i]);
  *sure = words.sure;
  g_string_free (words.text, TRUE);
  return g_string_free (out, FALSE);
}

static gboolean
has_initial (const char *name)
{
  const char *dot = strchr (name, '.');

  return dot > name && g_ascii_isupper (dot[-1]) && (dot - 1 == name || dot[-2] == ' ');
}

/* Words before which persons are not named: what stands after them is a place or a body. */
static gboolean
is_before_things (const char *word)
{
  static const char *const words[] = { "the", "in",  "at", "der", "die", "das", "im", "des",
                                       "dem", "den", "le", "la",  "les", "du",  "el", "los",
                                       "las", "il",  "lo", "gli", "à",   "en",  "no", "na" };

  return g_strv_contains (words, word);
}

/* Whether the document has these words as others than a name: in small letters, or after "the". */
static gboolean
speaks_against (const BrvPdfComposer *composer, const char *const *names)
{
  g_autofree char *joined = g_strjoinv (" ", (char **)names);
  g_auto (GStrv) words = g_strsplit (joined, " ", 0);
  g_autoptr (GHashTable) small = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean thing = FALSE;

  /* Particles of names are small themselves, and initials can be any letter. */
  for (guint i = 0; words[i] != NULL; i++)
    if (g_unichar_isupper (g_utf8_get_char (words[i])) && g_utf8_strlen (words[i], -1) > 2)
      g_hash_table_add (small, g_utf8_strdown (words[i], -1));
  for (guint i = 0; i < composer->lines->lines->len; i++)
    {
      g_autofree char *line = brv_pdf_lines_dup_text (composer->lines, composer->text, i);

      for (char *word = line, *next = NULL; word != NULL; word = next)
        {
          gsize length = 0;

          next = strchr (word, ' ');
          if (next != NULL)
            *next++ = '\0';
          length = strcspn (word, ".,;:!?)");
          word[length] = '\0';
          if (thing && g_str_equal (word, words[0]))
            return TRUE;
          thing = is_before_things (word);
          if (g_hash_table_contains (small, word))
            return TRUE;
        }
    }
  return FALSE;
}

/* Whether what follows names stands at the head of a text: its date, or an abstract. */
static gboolean
is_before_date (const BrvPdfComposer *composer, const GPtrArray *blocks, guint index)
{
  static const char *const abstracts[] = { "abstract", "summary", "zusammenfassung", "résumé",
                                           "resumen" };

  for (guint i = index + 1; i < blocks->len && i <= index + MAX_AFTER; i++)
    {
      const BrvPdfBlock *block = g_ptr_array_index (blocks, i);
      g_autofree char *text = brv_pdf_compose (composer, block, NULL);
      g_autofree char *lower = g_utf8_strdown (text, -1);
      g_autofree char *date = strlen (text) < 60 ? brv_date_find (text, NULL, NULL) : NULL;

      if (date != NULL || is_address (text))
        return TRUE;
      for (guint k = 0; k < G_N_ELEMENTS (abstracts); k++)
        if (g_str_has_prefix (lower, abstracts[k]))
          return TRUE;
      if (strlen (text) > MAX_LETTERS)
        return FALSE;
    }
  return FALSE;
}

/**
 * brv_pdf_names_find:
 * @composer: what the blocks are made of
 * @blocks: (element-type BrvPdfBlock): the blocks of a document
 * @index: one of them, a few below the title
 *
 * Reads a block that is nothing but names, each of more than one word, with the marks of notes and the
 * addresses that authors have.
 *
 * Returns: (transfer full) (nullable): the names; %NULL where words are no names, nothing says that
 *   they are, or the document has them as other words
 */
GStrv
brv_pdf_names_find (const BrvPdfComposer *composer, const GPtrArray *blocks, guint index)
{
  const BrvPdfBlock *block = g_ptr_array_index (blocks, index);
  gboolean sure = FALSE;
  g_autofree char *words = dup_words (composer, block, &sure);
  g_autofree char *date = NULL;
  g_auto (GStrv) names = NULL;

  if (strlen (words) > MAX_LETTERS)
    return NULL;
  names = brv_byline_split_bare (words, &date);
  /* A place stands before a date as well. */
  if (names == NULL || (date != NULL && !sure))
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (strchr (names[i], ' ') == NULL)
        return NULL;
      sure = sure || i > 0 || has_initial (names[i]);
    }
  if ((!sure && !is_before_date (composer, blocks, index)) ||
      speaks_against (composer, (const char *const *)names))
    return NULL;
  return g_steal_pointer (&names);
}
