/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-simhash.h"

#include <string.h>

#include "base/brv-fold.h"

#define SHINGLE_WORDS 4
#define HASH_BITS     64

/*
 * FNV-1a, with the constants for 64 bits.
 *
 * Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, “The FNV Non-Cryptographic Hash
 * Algorithm”, IETF draft-eastlake-fnv.
 */
#define FNV_OFFSET G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define FNV_PRIME  G_GUINT64_CONSTANT (0x00000100000001b3)

static guint64
hash_bytes (const char *bytes, gsize length, guint64 hash)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8)bytes[i]) * FNV_PRIME;
  return hash;
}

/* Spreads each bit over all others: neighbours in FNV share their high bits. */
static guint64
mix (guint64 hash)
{
  /* Source: the finaliser of MurmurHash3, A. Appleby, public domain. */
  hash ^= hash >> 33;
  hash *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  hash ^= hash >> 33;
  hash *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return hash ^ hash >> 33;
}

static void
append_word (GArray *words, const char *start, const char *end)
{
  guint64 hash = hash_bytes (start, (gsize)(end - start), FNV_OFFSET);

  g_array_append_val (words, hash);
}

/* The hashes of the words of a folded text. */
static GArray *
hash_words (const char *text, gsize length)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (guint64));
  const char *end = text + length;
  const char *start = NULL;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gboolean inside = g_unichar_isalnum (g_utf8_get_char (p));

      if (inside && start == NULL)
        start = p;
      if (!inside && start != NULL)
        append_word (words, g_steal_pointer (&start), p);
    }
  if (start != NULL)
    append_word (words, start, end);
  return words;
}

static gint
compare_hashes (gconstpointer a, gconstpointer b)
{
  guint64 one = *(const guint64 *)a;
  guint64 other = *(const guint64 *)b;

  return (one > other) - (one < other);
}

static GArray *
hash_shingles (const GArray *words)
{
  GArray *shingles = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint n = 0;

  for (guint i = 0; i + SHINGLE_WORDS <= words->len; i++)
    {
      guint64 hash = mix (hash_bytes ((const char *)&g_array_index (words, guint64, i),
                                      SHINGLE_WORDS * sizeof (guint64), FNV_OFFSET));

      g_array_append_val (shingles, hash);
    }
  g_array_sort (shingles, compare_hashes);
  for (guint i = 0; i < shingles->len; i++)
    if (n == 0 || g_array_index (shingles, guint64, n - 1) != g_array_index (shingles, guint64, i))
      g_array_index (shingles, guint64, n++) = g_array_index (shingles, guint64, i);
  g_array_set_size (shingles, n);
  return shingles;
}

/**
 * brv_simhash_init:
 * @self: what to fill
 * @text: a text in UTF-8
 * @length: its length in bytes, or -1 up to a NUL
 *
 * Hashes @text so that like texts have like hashes. What searches do not tell apart does not
 * count: case, accents, kinds of quotation marks and white space.
 *
 * Source: M. S. Charikar, “Similarity Estimation Techniques from Rounding Algorithms”, STOC 2002,
 * 380–388; G. S. Manku, A. Jain, A. Das Sarma, “Detecting Near-Duplicates for Web Crawling”,
 * WWW 2007, 141–150.
 */
void
brv_simhash_init (BrvSimhash *self, const char *text, gssize length)
{
  g_autoptr (BrvFold) fold = brv_fold_new (text, length, BRV_FOLD_SEARCH);
  g_autoptr (GArray) words = hash_words (brv_fold_get_text (fold), brv_fold_get_length (fold));
  gint weights[HASH_BITS] = { 0 };

  self->hash = 0;
  self->shingles = hash_shingles (words);
  for (guint i = 0; i < self->shingles->len; i++)
    {
      guint64 hash = g_array_index (self->shingles, guint64, i);

      for (guint bit = 0; bit < HASH_BITS; bit++)
        weights[bit] += (hash >> bit & 1) != 0 ? 1 : -1;
    }
  for (guint bit = 0; bit < HASH_BITS; bit++)
    if (weights[bit] > 0)
      self->hash |= (guint64)1 << bit;
}

/**
 * brv_simhash_clear:
 * @self: a hash
 *
 * Frees what @self holds.
 */
void
brv_simhash_clear (BrvSimhash *self)
{
  g_clear_pointer (&self->shingles, g_array_unref);
}

/**
 * brv_simhash_get_distance:
 * @a: the hash of a text
 * @b: that of another
 *
 * Returns: in how many of their 64 bits they differ: about 32 for texts that have nothing to do
 *   with each other
 */
guint
brv_simhash_get_distance (const BrvSimhash *a, const BrvSimhash *b)
{
  return (guint)__builtin_popcountll (a->hash ^ b->hash);
}

/**
 * brv_simhash_get_resemblance:
 * @a: the hash of a text
 * @b: that of another
 *
 * Returns: the share of their runs of four words that both have, in [0, 1]; 0 where one has none
 */
double
brv_simhash_get_resemblance (const BrvSimhash *a, const BrvSimhash *b)
{
  guint i = 0;
  guint k = 0;
  guint n_common = 0;

  while (i < a->shingles->len && k < b->shingles->len)
    {
      guint64 one = g_array_index (a->shingles, guint64, i);
      guint64 other = g_array_index (b->shingles, guint64, k);

      n_common += one == other;
      i += one <= other;
      k += other <= one;
    }
  if (a->shingles->len == 0 || b->shingles->len == 0)
    return 0;
  return (double)n_common / (double)(a->shingles->len + b->shingles->len - n_common);
}
