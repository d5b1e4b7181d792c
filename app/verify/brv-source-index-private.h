/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-fold.h"
#include "verify/brv-source-index.h"

G_BEGIN_DECLS

struct _BrvSourceIndex
{
  const BrvSource *source;
  const BrvFold *fold;
  const char *text; /* folded */
  gsize length;
  gboolean is_doubtful; /* has hyphens that may or may not be there */

  /* Made when they are first needed: words with chains of those of one hash, the last one first. */
  GArray *words;
  guint32 *heads;
  guint32 *next;
  guint32 n_heads; /* a power of two */

  /* The folded text without any hyphen, and where each of its bytes was. */
  char *bare;
  gsize bare_length;
  guint32 *bare_map;
};

/* The end of a chain of words. */
#define BRV_NO_WORD G_MAXUINT32

static inline const BrvWord *
brv_word_at (GArray *words, guint index)
{
  return &g_array_index (words, BrvWord, index);
}

void brv_source_index_ensure_words (BrvSourceIndex *self);
guint32 brv_source_index_last_word (BrvSourceIndex *self, guint64 hash);
guint32 brv_source_index_previous_word (BrvSourceIndex *self, guint64 hash, guint32 i);

G_END_DECLS
