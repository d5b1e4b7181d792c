/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "verify/brv-republication.h"

#include <string.h>

#include "base/brv-simhash.h"

/*
 * Texts that differ in more bits are not looked at. Two texts that share nine tenths of their runs
 * of words differ in about 9 of the 64 bits, those that share two thirds in about 15, others in 32
 * give or take 4; what is let through by chance, the second test stops.
 */
#define MAX_DISTANCE 18
/* What a republication has to share: an excerpt of half a text has no more than that half. */
#define MIN_RESEMBLANCE 0.6
/* Shorter texts are notices, and alike for other reasons. */
#define MIN_SHINGLES 40

/* What is known of one source's text. */
typedef struct
{
  BrvId id;
  char *text_sha256;
  GArray *kept; /* (element-type gboolean): which of its blocks were hashed */
  BrvSimhash simhash;
} Entry;

struct _BrvRepublicationFinder
{
  GHashTable *entries; /* (element-type BrvId Entry) */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->text_sha256);
  g_array_unref (entry->kept);
  brv_simhash_clear (&entry->simhash);
  g_free (entry);
}

/**
 * brv_republication_finder_new:
 *
 * Returns: (transfer full): a finder that remembers what it has hashed
 */
BrvRepublicationFinder *
brv_republication_finder_new (void)
{
  BrvRepublicationFinder *self = g_new0 (BrvRepublicationFinder, 1);

  self->entries = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, NULL, entry_free);
  return self;
}

/**
 * brv_republication_finder_free:
 * @self: (transfer full): a finder
 */
void
brv_republication_finder_free (BrvRepublicationFinder *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

/* What a publisher puts around an article, and what stands in for it elsewhere, does not count. */
static gboolean
is_article (const BrvSourceBlock *block)
{
  return block->kept && (block->role == BRV_ROLE_PARAGRAPH || block->role == BRV_ROLE_HEADING ||
                         block->role == BRV_ROLE_LIST_ITEM || block->role == BRV_ROLE_QUOTE ||
                         block->role == BRV_ROLE_EMBED || block->role == BRV_ROLE_PREFORMATTED);
}

static GArray *
list_kept (const BrvSource *source)
{
  guint n_blocks;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n_blocks);
  GArray *kept = g_array_sized_new (FALSE, FALSE, sizeof (gboolean), n_blocks);

  for (guint i = 0; i < n_blocks; i++)
    {
      gboolean counts = is_article (&blocks[i]);

      g_array_append_val (kept, counts);
    }
  return kept;
}

static gboolean
same_blocks (const GArray *a, const GArray *b)
{
  return a->len == b->len &&
         (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gboolean)) == 0);
}

static Entry *
entry_new (const BrvSource *source, GArray *kept)
{
  Entry *entry = g_new0 (Entry, 1);
  guint n_blocks;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n_blocks);
  g_autoptr (GString) text = g_string_new (NULL);

  entry->id = brv_source_get_id (source);
  entry->text_sha256 = g_strdup (brv_source_get_text_sha256 (source));
  entry->kept = g_array_ref (kept);
  for (guint i = 0; i < n_blocks; i++)
    {
      if (!g_array_index (kept, gboolean, i))
        continue;
      g_string_append_len (text, brv_source_get_text (source) + blocks[i].range.start,
                           (gssize)brv_range_length (blocks[i].range));
      g_string_append_c (text, '\n');
    }
  brv_simhash_init (&entry->simhash, text->str, (gssize)text->len);
  return entry;
}

static const Entry *
look_up (BrvRepublicationFinder *self, const BrvSource *source)
{
  const BrvId id = brv_source_get_id (source);
  Entry *entry = g_hash_table_lookup (self->entries, &id);
  g_autoptr (GArray) kept = list_kept (source);

  if (entry != NULL && g_str_equal (entry->text_sha256, brv_source_get_text_sha256 (source)) &&
      same_blocks (entry->kept, kept))
    return entry;
  entry = entry_new (source, kept);
  g_hash_table_replace (self->entries, &entry->id, entry);
  return entry;
}

static gboolean
is_same_text (const Entry *a, const Entry *b)
{
  return a->simhash.shingles->len >= MIN_SHINGLES && b->simhash.shingles->len >= MIN_SHINGLES &&
         brv_simhash_get_distance (&a->simhash, &b->simhash) <= MAX_DISTANCE &&
         brv_simhash_get_resemblance (&a->simhash, &b->simhash) >= MIN_RESEMBLANCE;
}

/* Which of two with the same text is the original: the one that names no republisher, or that is
 * the older by its date; else the one that came first. */
static gboolean
is_original (const BrvSource *first, const BrvSource *second)
{
  gboolean first_is_copy = brv_source_get (first, BRV_SOURCE_FIELD_REPUBLISHER) != NULL;
  gboolean second_is_copy = brv_source_get (second, BRV_SOURCE_FIELD_REPUBLISHER) != NULL;
  const char *first_date = brv_source_get (first, BRV_SOURCE_FIELD_DATE);
  const char *second_date = brv_source_get (second, BRV_SOURCE_FIELD_DATE);

  if (first_is_copy != second_is_copy)
    return second_is_copy;
  return first_date == NULL || second_date == NULL || strcmp (first_date, second_date) <= 0;
}

static void
add_pair (GHashTable *pairs, const BrvSource *copy, const BrvSource *original)
{
  BrvId *key = g_new (BrvId, 1);
  BrvId *value = g_new (BrvId, 1);

  *key = brv_source_get_id (copy);
  *value = brv_source_get_id (original);
  g_hash_table_insert (pairs, key, value);
}

/**
 * brv_republication_finder_run:
 * @self: a finder
 * @brief: a brief
 * @cancellable: (nullable): stops it
 *
 * Finds which sources of @brief have the text of another one in other furniture. Both stay
 * sources. Hashing is done once for each text; comparing costs one operation of 64 bits a pair.
 *
 * Returns: (transfer full) (element-type BrvId BrvId) (nullable): by the ids of the
 *   republications those of their originals; %NULL if it was stopped
 */
GHashTable *
brv_republication_finder_run (BrvRepublicationFinder *self,
                              const BrvBrief *brief,
                              GCancellable *cancellable)
{
  guint n = brv_brief_get_n_sources (brief);
  g_autoptr (GHashTable) pairs =
    g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, g_free);
  g_autofree const Entry **entries = g_new (const Entry *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      entries[i] = look_up (self, brv_brief_get_source (brief, i));
    }
  for (guint i = 0; i < n; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      for (guint k = 0; k < i; k++)
        {
          const BrvSource *first = brv_brief_get_source (brief, k);
          const BrvSource *second = brv_brief_get_source (brief, i);
          const BrvId first_id = brv_source_get_id (first);

          /* One that is a republication itself has led to its original already. */
          if (g_hash_table_contains (pairs, &first_id) || !is_same_text (entries[k], entries[i]))
            continue;
          if (is_original (first, second))
            {
              add_pair (pairs, second, first);
              break;
            }
          add_pair (pairs, first, second);
        }
    }
  return g_steal_pointer (&pairs);
}
