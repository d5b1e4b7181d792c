/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BRV_WORD_INDEX_MAX 512

/*
 * Words by the byte they begin with, so that one walk over a text meets all of them. To make one
 * costs about as much as to look for one word, so it is made where it is needed and lies on the
 * stack.
 */
typedef struct
{
  guint16 first[256];               /* by byte: 1 + index of the first word; 0: none */
  guint16 next[BRV_WORD_INDEX_MAX]; /* by word: 1 + index of the next with that byte; 0: none */
} BrvWordIndex;

void brv_word_index_clear (BrvWordIndex *self);
void brv_word_index_add (BrvWordIndex *self, guint index, const char *word);
void brv_word_index_init (BrvWordIndex *self, const char *const *words, guint n);
const char *brv_word_index_find (const char *text, const char *const *words, guint n, guint *index);

G_END_DECLS
