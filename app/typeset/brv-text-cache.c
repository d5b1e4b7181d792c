/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-text-cache.h"

typedef struct
{
  BrvTextOrigin origin; /* its text is kept, so that no other can have its address */
  BrvInlineText *made;
} Entry;

/* What is not used any more is looked for when there is so much more than after the last time. */
#define MOST_GROWTH 1.25

struct _BrvTextCache
{
  GHashTable *entries; /* Entry, by itself */
  GHashTable *plain;   /* letters → BrvInlineText, without any style, as those of a label */
  guint generation;    /* rises when texts are used anew */
  guint n_kept;        /* texts that were left when the unused were forgotten */
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

static guint
count_texts (const BrvTextCache *self)
{
  return g_hash_table_size (self->entries) + g_hash_table_size (self->plain);
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
  self->plain =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)brv_inline_text_unref);
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
  found->made->generation = self->generation;
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
  made->generation = self->generation;
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
  BrvInlineText *text;

  g_return_val_if_fail (self != NULL && letters != NULL, NULL);

  text = g_hash_table_lookup (self->plain, letters);
  if (text == NULL)
    {
      text = brv_inline_text_new ();
      brv_inline_text_append_plain (text, letters);
      g_hash_table_insert (self->plain, g_strdup (letters), text);
    }
  text->generation = self->generation;
  return brv_inline_text_ref (text);
}

/**
 * brv_text_cache_has_grown:
 * @self: a cache
 *
 * Returns: whether it has so many texts more than after brv_text_cache_forget_unused() that it is
 *   worth while to look for those that are not used any more
 */
gboolean
brv_text_cache_has_grown (const BrvTextCache *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return count_texts (self) > self->n_kept * MOST_GROWTH;
}

/**
 * brv_text_cache_begin_keeping:
 * @self: a cache
 *
 * From now on texts are used anew: those that are not will be forgotten.
 */
void
brv_text_cache_begin_keeping (BrvTextCache *self)
{
  g_return_if_fail (self != NULL);

  self->generation++;
}

/**
 * brv_text_cache_keep:
 * @self: a cache
 * @text: a text that is still used
 *
 * Sees to it that the text is not forgotten.
 */
void
brv_text_cache_keep (const BrvTextCache *self, BrvInlineText *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  text->generation = self->generation;
}

static gboolean
is_unused_cb (gpointer key, gpointer value, gpointer user_data)
{
  const BrvTextCache *self = user_data;

  return ((const Entry *)value)->made->generation != self->generation;
}

static gboolean
is_unused_plain_cb (gpointer key, gpointer value, gpointer user_data)
{
  const BrvTextCache *self = user_data;

  return ((const BrvInlineText *)value)->generation != self->generation;
}

/**
 * brv_text_cache_forget_unused:
 * @self: a cache
 *
 * Forgets the texts that were neither found, added nor kept since
 * brv_text_cache_begin_keeping().
 */
void
brv_text_cache_forget_unused (BrvTextCache *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_foreach_remove (self->entries, is_unused_cb, self);
  g_hash_table_foreach_remove (self->plain, is_unused_plain_cb, self);
  self->n_kept = count_texts (self);
}
