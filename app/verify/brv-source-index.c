/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include <string.h>

#include "verify/brv-source-index-private.h"

#include "base/brv-utf8.h"

/* U+00AD stands in a folded text for a hyphen at a line break, which may be the word's own or not. */
#define DOUBTFUL        "\302\255"
#define DOUBTFUL_LENGTH 2
#define DOUBTFUL_CHAR   0xAD

/* Source: FNV-1a with 64 bits; G. Fowler, L. C. Noll and K.-P. Vo, draft-eastlake-fnv. */
#define FNV_OFFSET G_GUINT64_CONSTANT (0xCBF29CE484222325)
#define FNV_PRIME  G_GUINT64_CONSTANT (0x100000001B3)

/* Scripts without spaces between words count by character: East Asian ones, Thai, Lao, Burmese, Khmer. */
static gboolean
is_word_alone (gunichar c)
{
  return g_unichar_iswide (c) || (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
         (c >= 0x1780 && c <= 0x17FF);
}

/* Reads one character of a text; says whether it is of a word, and whether it is a word of its own. */
static gunichar
read_char (const char *p, gsize *length, gboolean *letter, gboolean *alone)
{
  guchar byte = (guchar)*p;
  gunichar c;

  *alone = FALSE;
  if (byte < 0x80)
    {
      *length = 1;
      *letter = g_ascii_isalnum ((char)byte);
      return byte >= 'A' && byte <= 'Z' ? byte + 0x20u : byte;
    }
  c = g_utf8_get_char (p);
  *length = (gsize)(g_utf8_next_char (p) - p);
  *letter = g_unichar_isalnum (c) || g_unichar_ismark (c);
  *alone = *letter && !g_unichar_ismark (c) && is_word_alone (c);
  return g_unichar_tolower (c);
}

static GArray *
find_words (const char *text, gsize length)
{
  GArray *words = g_array_sized_new (FALSE, FALSE, sizeof (BrvWord), (guint)(length / 5 + 4));
  BrvWord word = { { 0, 0 }, 0 };

  for (gsize at = 0, char_length = 0; at < length; at += char_length)
    {
      gboolean letter;
      gboolean alone;
      gunichar c = read_char (text + at, &char_length, &letter, &alone);

      if (c == DOUBTFUL_CHAR)
        continue;
      if (word.hash != 0 && (!letter || alone))
        {
          g_array_append_val (words, word);
          word.hash = 0;
        }
      if (!letter)
        continue;
      if (word.hash == 0)
        {
          word.range.start = at;
          word.hash = FNV_OFFSET;
        }
      word.hash = (word.hash ^ c) * FNV_PRIME;
      word.range.end = at + char_length;
    }
  if (word.hash != 0)
    g_array_append_val (words, word);
  return words;
}

/*
 * brv_passage_init:
 * @self: (out caller-allocates): the passage
 * @text: valid UTF-8
 * @length: its length in bytes, or -1 if it ends with NUL
 *
 * Folds a passage as the texts of sources are, without white space at its ends.
 */
void
brv_passage_init (BrvPassage *self, const char *text, gssize length)
{
  g_autoptr (BrvFold) fold =
    brv_fold_new (text, length, BRV_FOLD_VERDICT | BRV_FOLD_DOUBTFUL_HYPHENS);

  self->folded = g_strstrip (g_strdup (brv_fold_get_text (fold)));
  self->length = strlen (self->folded);
  self->words = find_words (self->folded, self->length);
}

void
brv_passage_clear (BrvPassage *self)
{
  g_clear_pointer (&self->folded, g_free);
  g_clear_pointer (&self->words, g_array_unref);
}

/*
 * brv_source_index_new:
 * @source: a source, which must stay
 *
 * Returns: (transfer full): its index
 */
BrvSourceIndex *
brv_source_index_new (const BrvSource *source)
{
  BrvSourceIndex *self = g_new0 (BrvSourceIndex, 1);

  self->source = source;
  self->fold = brv_source_get_fold (source);
  self->text = brv_fold_get_text (self->fold);
  self->length = brv_fold_get_length (self->fold);
  self->is_doubtful = memmem (self->text, self->length, DOUBTFUL, DOUBTFUL_LENGTH) != NULL;
  return self;
}

void
brv_source_index_free (BrvSourceIndex *self)
{
  g_clear_pointer (&self->words, g_array_unref);
  g_free (self->heads);
  g_free (self->next);
  g_free (self->bare);
  g_free (self->bare_map);
  g_free (self);
}

const BrvSource *
brv_source_index_get_source (BrvSourceIndex *self)
{
  return self->source;
}

/*
 * brv_source_index_ensure_words:
 * @self: an index
 *
 * Makes its words, where that has not been done yet.
 */
void
brv_source_index_ensure_words (BrvSourceIndex *self)
{
  if (self->words != NULL)
    return;
  self->words = find_words (self->text, self->length);
  self->n_heads = 64;
  while (self->n_heads < self->words->len)
    self->n_heads *= 2;
  self->heads = g_new (guint32, self->n_heads);
  self->next = g_new (guint32, self->words->len + 1);
  memset (self->heads, 0xFF, self->n_heads * sizeof (guint32));
  for (guint32 i = 0; i < self->words->len; i++)
    {
      guint32 *head = &self->heads[brv_word_at (self->words, i)->hash & (self->n_heads - 1)];

      self->next[i] = *head;
      *head = i;
    }
}

static guint32
skip_other_words (BrvSourceIndex *self, guint64 hash, guint32 i)
{
  while (i != BRV_NO_WORD && brv_word_at (self->words, i)->hash != hash)
    i = self->next[i];
  return i;
}

/*
 * brv_source_index_last_word:
 * @self: an index with its words
 * @hash: the hash of a word
 *
 * Returns: the last word of @hash, or %BRV_NO_WORD
 */
guint32
brv_source_index_last_word (BrvSourceIndex *self, guint64 hash)
{
  return skip_other_words (self, hash, self->heads[hash & (self->n_heads - 1)]);
}

/*
 * brv_source_index_previous_word:
 * @self: an index with its words
 * @hash: the hash of a word
 * @i: a word of @hash
 *
 * Returns: the one of @hash before it, or %BRV_NO_WORD
 */
guint32
brv_source_index_previous_word (BrvSourceIndex *self, guint64 hash, guint32 i)
{
  return skip_other_words (self, hash, self->next[i]);
}

/*
 * brv_source_index_may_have:
 * @self: an index
 * @passage: a passage
 *
 * Looks whether all of the passage's words, but for the outer ones, which may be cut, stand somewhere in
 * the source: a quick way to know that the passage does not.
 *
 * Returns: FALSE if the passage is not in the source
 */
gboolean
brv_source_index_may_have (BrvSourceIndex *self, const BrvPassage *passage)
{
  if (self->is_doubtful || strstr (passage->folded, DOUBTFUL) != NULL)
    return TRUE;
  brv_source_index_ensure_words (self);
  for (guint i = 1; i + 1 < passage->words->len; i++)
    {
      if (brv_source_index_last_word (self, brv_word_at (passage->words, i)->hash) == BRV_NO_WORD)
        return FALSE;
    }
  return TRUE;
}

/* Whether a place cuts through nothing: neither a character with its marks nor a ligature. */
static gboolean
is_whole (BrvSourceIndex *self, BrvRange folded, BrvRange *original)
{
  const char *text = brv_source_get_text (self->source);
  gsize length = brv_source_get_text_length (self->source);
  BrvRange back;

  *original = brv_fold_to_original (self->fold, folded);
  back = brv_fold_from_original (self->fold, *original);
  return back.start == folded.start && back.end == folded.end &&
         brv_utf8_is_grapheme_boundary (text, length, original->start) &&
         brv_utf8_is_grapheme_boundary (text, length, original->end);
}

static gboolean
find_plain (
  BrvSourceIndex *self, const BrvPassage *passage, gsize from, BrvRange *folded, BrvRange *original)
{
  while (from <= self->length)
    {
      const char *found =
        memmem (self->text + from, self->length - from, passage->folded, passage->length);

      if (found == NULL)
        return FALSE;
      folded->start = (gsize)(found - self->text);
      folded->end = folded->start + passage->length;
      if (is_whole (self, *folded, original))
        return TRUE;
      from = folded->start + 1;
    }
  return FALSE;
}

/* Drops hyphens and doubtful hyphens; the map is only made where it is wanted. */
static char *
make_bare (const char *text, gsize length, guint32 *bare_map, gsize *bare_length)
{
  char *bare = g_malloc (length + 1);
  gsize n = 0;

  for (gsize at = 0; at < length; at++)
    {
      if (text[at] == '-')
        continue;
      if (strncmp (text + at, DOUBTFUL, DOUBTFUL_LENGTH) == 0)
        {
          at += DOUBTFUL_LENGTH - 1;
          continue;
        }
      if (bare_map != NULL)
        bare_map[n] = (guint32)at;
      bare[n++] = text[at];
    }
  bare[n] = '\0';
  *bare_length = n;
  return bare;
}

static gboolean
is_doubtful_at (const char *p)
{
  return strncmp (p, DOUBTFUL, DOUBTFUL_LENGTH) == 0;
}

/* Compares from @at on, a doubtful hyphen on either side being one or none. */
static gboolean
matches_at (BrvSourceIndex *self, const BrvPassage *passage, gsize at, gsize *end)
{
  const char *a = passage->folded;
  const char *b = self->text + at;

  while (*a != '\0')
    {
      gboolean doubt_a = is_doubtful_at (a);
      gboolean doubt_b = is_doubtful_at (b);

      if (doubt_a || doubt_b)
        {
          if (doubt_a)
            a += DOUBTFUL_LENGTH;
          else if (*a == '-')
            a++;
          if (doubt_b)
            b += DOUBTFUL_LENGTH;
          else if (*b == '-')
            b++;
        }
      else if (*a++ != *b++)
        {
          return FALSE;
        }
    }
  *end = (gsize)(b - self->text);
  return TRUE;
}

/* Finds by what is left without hyphens, then looks at each place closely. */
static gboolean
find_doubtful (
  BrvSourceIndex *self, const BrvPassage *passage, gsize from, BrvRange *folded, BrvRange *original)
{
  g_autofree char *bare = NULL;
  gsize bare_length;
  gsize at = 0;

  if (self->bare == NULL)
    {
      self->bare_map = g_new (guint32, self->length + 1);
      self->bare = make_bare (self->text, self->length, self->bare_map, &self->bare_length);
    }
  bare = make_bare (passage->folded, passage->length, NULL, &bare_length);
  while (bare_length > 0 && at < self->bare_length)
    {
      const char *found = memmem (self->bare + at, self->bare_length - at, bare, bare_length);

      if (found == NULL)
        return FALSE;
      at = (gsize)(found - self->bare);
      folded->start = self->bare_map[at];
      if (folded->start >= from && matches_at (self, passage, folded->start, &folded->end) &&
          is_whole (self, *folded, original))
        return TRUE;
      at++;
    }
  return FALSE;
}

/*
 * brv_source_index_find:
 * @self: an index
 * @passage: a passage
 * @from: a byte of the folded text to begin at
 * @folded: (out): its place in the folded text
 * @original: (out): its place in the source's text
 *
 * Finds the first place of a passage after folding.
 *
 * Returns: FALSE if there is none
 */
gboolean
brv_source_index_find (
  BrvSourceIndex *self, const BrvPassage *passage, gsize from, BrvRange *folded, BrvRange *original)
{
  if (passage->length == 0)
    return FALSE;
  if (find_plain (self, passage, from, folded, original))
    return TRUE;
  return (self->is_doubtful || strstr (passage->folded, DOUBTFUL) != NULL) &&
         find_doubtful (self, passage, from, folded, original);
}
