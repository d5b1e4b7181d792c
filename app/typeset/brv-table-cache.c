/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-table-cache.h"

#include "typeset/brv-pending-notes.h"

/* Tables and themes never change, and are kept: none can get the address of another. */
typedef struct
{
  BrvTable *cells;
  BrvTheme *theme;
  char *language; /* (nullable) */
  double measure;
  guint n_notes;
  guint n_digits; /* of them all: they follow each other, so it says how many each has */
  BrvTableSetting *setting;
} Entry;

struct _BrvTableCache
{
  BrvParagraphMaker *maker; /* borrowed */
  GHashTable *entries;      /* Entry, by itself */
  guint generation;         /* rises when tables are used anew */
};

static guint
hash_entry (gconstpointer key)
{
  const Entry *entry = key;

  return g_direct_hash (entry->cells) ^ g_double_hash (&entry->measure);
}

static gboolean
equal_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a;
  const Entry *right = b;

  return left->cells == right->cells && left->theme == right->theme &&
         left->measure == right->measure && left->n_notes == right->n_notes &&
         left->n_digits == right->n_digits && g_strcmp0 (left->language, right->language) == 0;
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  brv_table_unref (entry->cells);
  brv_theme_unref (entry->theme);
  g_free (entry->language);
  brv_table_setting_unref (entry->setting);
  g_free (entry);
}

/**
 * brv_table_cache_new:
 * @maker: makes the paragraphs of cells; it must outlive the cache
 *
 * Returns: (transfer full): a cache without tables
 */
BrvTableCache *
brv_table_cache_new (BrvParagraphMaker *maker)
{
  BrvTableCache *self;

  g_return_val_if_fail (maker != NULL, NULL);

  self = g_new0 (BrvTableCache, 1);
  self->maker = maker;
  self->entries = g_hash_table_new_full (hash_entry, equal_entries, NULL, free_entry);
  return self;
}

/**
 * brv_table_cache_free:
 * @self: (transfer full): a cache
 *
 * Frees the cache; tables that others hold stay.
 */
void
brv_table_cache_free (BrvTableCache *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->entries);
  g_free (self);
}

static guint
count_digits (BrvTableNotes notes)
{
  guint n = 0;

  for (guint i = 0; i < notes.n_notes; i++)
    n += brv_pending_notes_count_digits (&notes.notes[i]);
  return n;
}

/**
 * brv_table_cache_need:
 * @self: a cache
 * @cells: a table
 * @notes: the notes of its cells, in order
 * @theme: how it looks
 * @language: (nullable): a BCP 47 tag
 * @measure: the width that it may take
 *
 * Finds a table among those set in the last runs, or sets it.
 *
 * Returns: (transfer full): the table, which changes no more
 */
BrvTableSetting *
brv_table_cache_need (BrvTableCache *self,
                      const BrvTable *cells,
                      BrvTableNotes notes,
                      const BrvTheme *theme,
                      const char *language,
                      double measure)
{
  const Entry wanted = { .cells = (BrvTable *)cells,
                         .theme = (BrvTheme *)theme,
                         .language = (char *)language,
                         .measure = measure,
                         .n_notes = notes.n_notes,
                         .n_digits = count_digits (notes) };
  Entry *entry;

  g_return_val_if_fail (self != NULL && cells != NULL && theme != NULL, NULL);

  entry = g_hash_table_lookup (self->entries, &wanted);
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->cells = brv_table_ref (cells);
      entry->theme = brv_theme_ref (theme);
      entry->language = g_strdup (language);
      entry->measure = measure;
      entry->n_notes = wanted.n_notes;
      entry->n_digits = wanted.n_digits;
      entry->setting = brv_table_setter_run (cells, notes, theme, self->maker, language, measure);
      g_hash_table_add (self->entries, entry);
    }
  entry->setting->generation = self->generation;
  return brv_table_setting_ref (entry->setting);
}

/**
 * brv_table_cache_keep:
 * @self: a cache
 * @table: a table that is still used
 *
 * Sees to it that the table is not forgotten.
 */
void
brv_table_cache_keep (const BrvTableCache *self, BrvTableSetting *table)
{
  g_return_if_fail (self != NULL && table != NULL);

  table->generation = self->generation;
}

/**
 * brv_table_cache_begin_keeping:
 * @self: a cache
 *
 * From now on tables are used anew: those that are not will be forgotten.
 */
void
brv_table_cache_begin_keeping (BrvTableCache *self)
{
  g_return_if_fail (self != NULL);

  self->generation++;
}

static gboolean
is_unused_cb (gpointer key, gpointer value, gpointer user_data)
{
  const BrvTableCache *self = user_data;

  return ((const Entry *)value)->setting->generation != self->generation;
}

/**
 * brv_table_cache_forget_unused:
 * @self: a cache
 *
 * Forgets the tables that were neither wanted nor kept since
 * brv_table_cache_begin_keeping().
 */
void
brv_table_cache_forget_unused (BrvTableCache *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_foreach_remove (self->entries, is_unused_cb, self);
}
