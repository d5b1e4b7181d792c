/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What a text is made of, in so little that texts can be compared by the thousand: its runs of
 * four words, hashed, and 64 bits in which like texts differ little.
 */
typedef struct
{
  guint64 hash;
  GArray *shingles; /* (element-type guint64): sorted, each once */
} BrvSimhash;

void brv_simhash_init (BrvSimhash *self, const char *text, gssize length);
void brv_simhash_clear (BrvSimhash *self);

guint brv_simhash_get_distance (const BrvSimhash *a, const BrvSimhash *b);
double brv_simhash_get_resemblance (const BrvSimhash *a, const BrvSimhash *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvSimhash, brv_simhash_clear)

G_END_DECLS
