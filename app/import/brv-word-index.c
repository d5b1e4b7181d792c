/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for many words at once. */

#include "config.h"

#include <string.h>

#include "import/brv-word-index.h"

/**
 * brv_word_index_clear:
 * @self: (out caller-allocates): an index
 *
 * Empties @self, whatever it held.
 */
void
brv_word_index_clear (BrvWordIndex *self)
{
  memset (self->first, 0, sizeof self->first);
}

/**
 * brv_word_index_add:
 * @self: an index
 * @index: the word's place among the others, below %BRV_WORD_INDEX_MAX
 * @word: a word, not ""
 *
 * Adds @word before those with the same first byte that are in @self.
 */
void
brv_word_index_add (BrvWordIndex *self, guint index, const char *word)
{
  guchar byte = (guchar)*word;

  g_assert (index < BRV_WORD_INDEX_MAX);

  self->next[index] = self->first[byte];
  self->first[byte] = (guint16)(index + 1);
}

/**
 * brv_word_index_init:
 * @self: (out caller-allocates): an index
 * @words: (array length=n): words, none of them ""
 * @n: how many, at most %BRV_WORD_INDEX_MAX
 *
 * Sets @self to @words; those that begin with the same byte keep their order.
 */
void
brv_word_index_init (BrvWordIndex *self, const char *const *words, guint n)
{
  brv_word_index_clear (self);
  for (guint i = n; i-- > 0;)
    brv_word_index_add (self, i, words[i]);
}

/* Most words differ in the second byte: that takes no call. */
static gboolean
begins_with (const char *text, const char *word)
{
  while (*word != '\0' && *text == *word)
    {
      text++;
      word++;
    }
  return *word == '\0';
}

/**
 * brv_word_index_find:
 * @text: a text
 * @words: (array length=n): pieces of text, in the case of @text, none of them ""
 * @n: how many, at most %BRV_WORD_INDEX_MAX
 * @index: (out) (optional): which of them it is; of several at one place the first
 *
 * Returns: (nullable): the first place in @text where one of @words stands
 */
const char *
brv_word_index_find (const char *text, const char *const *words, guint n, guint *index)
{
  BrvWordIndex self;

  brv_word_index_init (&self, words, n);
  for (const char *p = text; *p != '\0'; p++)
    for (guint i = self.first[(guchar)*p]; i > 0; i = self.next[i - 1])
      if (begins_with (p, words[i - 1]))
        {
          if (index != NULL)
            *index = i - 1;
          return p;
        }
  return NULL;
}
