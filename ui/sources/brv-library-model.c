/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-library-model.h"

struct _BrvLibraryModel
{
  GObject parent_instance;

  GArray *ids;       /* (element-type gint64) */
  GHashTable *items; /* (element-type guint BrvLibraryItem): by position, as far as looked at */
};

static GType
get_item_type (GListModel *model)
{
  return BRV_TYPE_LIBRARY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return BRV_LIBRARY_MODEL (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BrvLibraryModel *self = BRV_LIBRARY_MODEL (model);
  BrvLibraryItem *item;

  if (position >= self->ids->len)
    return NULL;
  item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));
  if (item == NULL)
    {
      item = brv_library_item_new (g_array_index (self->ids, gint64, position), NULL);
      g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
    }
  return g_object_ref (item);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BrvLibraryModel,
                               brv_library_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
brv_library_model_finalize (GObject *object)
{
  BrvLibraryModel *self = BRV_LIBRARY_MODEL (object);

  g_hash_table_unref (self->items);
  g_array_unref (self->ids);
  G_OBJECT_CLASS (brv_library_model_parent_class)->finalize (object);
}

static void
brv_library_model_class_init (BrvLibraryModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = brv_library_model_finalize;
}

static void
brv_library_model_init (BrvLibraryModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

/**
 * brv_library_model_new:
 *
 * Returns: (transfer full): an empty list
 */
BrvLibraryModel *
brv_library_model_new (void)
{
  return g_object_new (BRV_TYPE_LIBRARY_MODEL, NULL);
}

static gboolean
is_beyond (gpointer position, gpointer item, gpointer length)
{
  return GPOINTER_TO_UINT (position) >= *(guint *)length;
}

/* Rows that stay are not announced: their items tell of their new sources. */
static void
replace_ids (BrvLibraryModel *self, GArray *ids)
{
  guint n_before = self->ids->len;
  guint n_common = MIN (n_before, ids->len);

  g_array_ref (ids);
  g_array_unref (self->ids);
  self->ids = ids;
  g_hash_table_foreach_remove (self->items, is_beyond, &n_common);
  if (n_before != ids->len)
    g_list_model_items_changed (G_LIST_MODEL (self), n_common, n_before - n_common,
                                ids->len - n_common);
}

/**
 * brv_library_model_set_hits:
 * @self: a list
 * @hits: what it shows from now on
 */
void
brv_library_model_set_hits (BrvLibraryModel *self, const BrvLibraryHits *hits)
{
  g_autoptr (GHashTable) known = NULL;

  g_return_if_fail (BRV_IS_LIBRARY_MODEL (self));

  known = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < hits->hits->len; i++)
    {
      BrvLibraryHit *hit = g_ptr_array_index (hits->hits, i);

      g_hash_table_insert (known, &hit->entry->id, hit);
    }
  replace_ids (self, hits->ids);
  for (guint i = 0; i < hits->ids->len; i++)
    {
      gint64 id = g_array_index (hits->ids, gint64, i);
      BrvLibraryHit *hit = g_hash_table_lookup (known, &id);
      BrvLibraryItem *item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (i));

      if (hit != NULL)
        brv_library_hit_ref (hit);
      if (item != NULL)
        brv_library_item_set (item, id, hit);
      else if (hit != NULL)
        g_hash_table_insert (self->items, GUINT_TO_POINTER (i), brv_library_item_new (id, hit));
    }
}

/**
 * brv_library_model_set_ids:
 * @self: a list that shows the first hits of a search
 * @ids: (element-type gint64): all of them
 *
 * Adds the rest. Where sources came in meanwhile, rows change.
 */
void
brv_library_model_set_ids (BrvLibraryModel *self, GArray *ids)
{
  GHashTableIter iter;
  gpointer position, item;

  g_return_if_fail (BRV_IS_LIBRARY_MODEL (self));

  replace_ids (self, ids);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &position, &item))
    {
      gint64 id = g_array_index (ids, gint64, GPOINTER_TO_UINT (position));

      if (brv_library_item_get_id (item) != id)
        brv_library_item_set (item, id, NULL);
    }
}

/**
 * brv_library_model_load:
 * @self: a list
 * @library: the library
 * @typed: what stands in the search field
 *
 * Begins to read what its rows show, of those that were looked at and are not read yet.
 */
void
brv_library_model_load (BrvLibraryModel *self, BrvLibraryService *library, const char *typed)
{
  GHashTableIter iter;
  gpointer item;

  g_return_if_fail (BRV_IS_LIBRARY_MODEL (self));

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      if (brv_library_item_get_hit (item) == NULL)
        brv_library_item_load (item, library, typed);
    }
}
