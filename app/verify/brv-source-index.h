/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-source.h"

G_BEGIN_DECLS

/*
 * A source's text prepared for finding passages in it. It borrows the source. Not for several
 * threads at once.
 */
typedef struct _BrvSourceIndex BrvSourceIndex;

/* A word of a folded text: its bytes, and a hash that is the same for the word in any case. */
typedef struct
{
  BrvRange range;
  guint64 hash;
} BrvWord;

/* A passage folded like a source's text. */
typedef struct
{
  char *folded;
  gsize length;
  GArray *words; /* (element-type BrvWord) */
} BrvPassage;

void brv_passage_init (BrvPassage *self, const char *text, gssize length);
void brv_passage_clear (BrvPassage *self);

BrvSourceIndex *brv_source_index_new (const BrvSource *source) G_GNUC_WARN_UNUSED_RESULT;
void brv_source_index_free (BrvSourceIndex *self);

const BrvSource *brv_source_index_get_source (BrvSourceIndex *self);
gboolean brv_source_index_may_have (BrvSourceIndex *self, const BrvPassage *passage);
gboolean brv_source_index_find (BrvSourceIndex *self,
                                const BrvPassage *passage,
                                gsize from,
                                BrvRange *folded,
                                BrvRange *original);
guint brv_source_index_place (BrvSourceIndex *self,
                              const BrvPassage *passage,
                              gsize from,
                              BrvRange *original);
gboolean brv_source_index_place_between (BrvSourceIndex *self,
                                         const BrvPassage *prefix,
                                         const BrvPassage *suffix,
                                         guint n_words,
                                         gsize near,
                                         BrvRange *original);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvSourceIndex, brv_source_index_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvPassage, brv_passage_clear)

G_END_DECLS
