/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-text-cache.h"

typedef struct
{
  BrvTextOrigin origin; /* its text is kept, so that no other can have its address */
  BrvInlineText *made;
  guint generation; /* of the last run that used it */
} Entry;

struct _BrvTextCache
{
  GHashTable *entries; /* Entry, by itself */
  guint generation;
};

static guint
hash_entry (gconstpointer key)
{
  const BrvTextOrigin *origin = &((const Entry *)key)->origin;
  guint hash = g_direct_hash (origin->text) >> 4;

  return (hash * 31 + (guint)origin->start) * 31 + origin->signature;
}

static gboolean
equal_entries (gconstpointer a, gconstpointer b)
{
  const BrvTextOrigin *left = &((const Entry *)a)->origin;
  const BrvTextOrigin *right = &((const Entry *)b)->origin;

  return left->text == right->text && left->start == right->start &&
         left->signature == right->signature;
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  brv_text_unref ((BrvText *)entry->origin.text);
  brv_inline_text_unref (entry->made);
  g_free (entry);
}

/**
 * brv_text_cache_new:
 *
 * Returns: (transfer full): a cache without texts
 */
BrvTextCache *
brv_text_cache_new (void)
{
  BrvTextCache *self = g_new0 (BrvTextCache, 1);

  self->entries = g_hash_table_new_full (hash_entry, equal_entries, NULL, free_entry);
  return self;
}

/**
 * brv_text_cache_free:
 * @self: (transfer full): a cache
 *
 * Frees the cache; texts that others hold stay.
 */
void
brv_text_cache_free (BrvTextCache *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * brv_text_cache_find:
 * @self: a cache
 * @origin: what the text is made from
 *
 * Returns: (transfer none) (nullable): the text
 */
BrvInlineText *
brv_text_cache_find (BrvTextCache *self, const BrvTextOrigin *origin)
{
  const Entry wanted = { .origin = *origin };
  Entry *found = g_hash_table_lookup (self->entries, &wanted);

  if (found == NULL)
    return NULL;
  found->generation = self->generation;
  return found->made;
}

/**
 * brv_text_cache_add:
 * @self: a cache
 * @origin: what the text was made from
 * @made: the text, which changes no more
 *
 * Keeps a text.
 */
void
brv_text_cache_add (BrvTextCache *self, const BrvTextOrigin *origin, BrvInlineText *made)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->origin = *origin;
  entry->origin.text = brv_text_ref (origin->text);
  entry->made = brv_inline_text_ref (made);
  entry->generation = self->generation;
  g_hash_table_replace (self->entries, entry, entry);
}

static gboolean
is_unused_cb (gpointer key, gpointer value, gpointer user_data)
{
  const BrvTextCache *self = user_data;

  return ((const Entry *)value)->generation != self->generation;
}

/**
 * brv_text_cache_forget_unused:
 * @self: a cache
 *
 * Ends a run: what it did not use is forgotten.
 */
void
brv_text_cache_forget_unused (BrvTextCache *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_foreach_remove (self->entries, is_unused_cb, self);
  self->generation++;
}
