/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-text-cache.h"

typedef struct
{
  BrvTextOrigin origin; /* its text is kept, so that no other can have its address */
  BrvInlineText *made;
  guint generation; /* of the last run that used it */
} Entry;

/* Letters without any style, as those of a label. */
typedef struct
{
  BrvInlineText *made;
  guint generation;
} PlainEntry;

/* What no run uses any more is looked for only where it is more than the rest of this. */
#define LEAST_USED 0.8

struct _BrvTextCache
{
  GHashTable *entries; /* Entry, by itself */
  GHashTable *plain;   /* letters → PlainEntry */
  guint generation;
  guint n_used; /* of all entries, by the run that is going on */
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

static void
free_plain (gpointer data)
{
  PlainEntry *entry = data;

  brv_inline_text_unref (entry->made);
  g_free (entry);
}

static void
use (BrvTextCache *self, guint *generation)
{
  if (*generation == self->generation)
    return;
  *generation = self->generation;
  self->n_used++;
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
  self->plain = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_plain);
  self->generation = 1;
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
  g_hash_table_unref (self->plain);
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
  use (self, &found->generation);
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
  use (self, &entry->generation);
  g_hash_table_replace (self->entries, entry, entry);
}

/**
 * brv_text_cache_need_plain:
 * @self: a cache
 * @letters: a text without styles
 *
 * Finds the text that says just this, or makes it.
 *
 * Returns: (transfer full): the text, which changes no more
 */
BrvInlineText *
brv_text_cache_need_plain (BrvTextCache *self, const char *letters)
{
  PlainEntry *entry;

  g_return_val_if_fail (self != NULL && letters != NULL, NULL);

  entry = g_hash_table_lookup (self->plain, letters);
  if (entry == NULL)
    {
      entry = g_new0 (PlainEntry, 1);
      entry->made = brv_inline_text_new ();
      brv_inline_text_append_plain (entry->made, letters);
      g_hash_table_insert (self->plain, g_strdup (letters), entry);
    }
  use (self, &entry->generation);
  return brv_inline_text_ref (entry->made);
}

static gboolean
is_unused_cb (gpointer key, gpointer value, gpointer user_data)
{
  const BrvTextCache *self = user_data;

  return ((const Entry *)value)->generation != self->generation;
}

static gboolean
is_unused_plain_cb (gpointer key, gpointer value, gpointer user_data)
{
  const BrvTextCache *self = user_data;

  return ((const PlainEntry *)value)->generation != self->generation;
}

/**
 * brv_text_cache_forget_unused:
 * @self: a cache
 *
 * Ends a run: what it did not use is forgotten, when it has become much.
 */
void
brv_text_cache_forget_unused (BrvTextCache *self)
{
  g_return_if_fail (self != NULL);

  if (self->n_used <
      (g_hash_table_size (self->entries) + g_hash_table_size (self->plain)) * LEAST_USED)
    {
      g_hash_table_foreach_remove (self->entries, is_unused_cb, self);
      g_hash_table_foreach_remove (self->plain, is_unused_plain_cb, self);
    }
  self->n_used = 0;
  self->generation++;
}
