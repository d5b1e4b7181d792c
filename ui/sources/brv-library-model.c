/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-library-model.h"

struct _BrvLibraryModel
{
  GObject parent_instance;

  GArray *ids;       /* (element-type gint64) */
  GHashTable *items; /* (element-type gint64 BrvLibraryItem): of those that were looked at */
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
  const gint64 *id;
  BrvLibraryItem *item;

  if (position >= self->ids->len)
    return NULL;
  id = &g_array_index (self->ids, gint64, position);
  item = g_hash_table_lookup (self->items, id);
  if (item == NULL)
    {
      item = brv_library_item_new (*id, NULL);
      g_hash_table_insert (self->items, g_memdup2 (id, sizeof *id), item);
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
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
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

/**
 * brv_library_model_set_hits:
 * @self: a list
 * @hits: what it shows from now on; what the first of them show is taken over
 */
void
brv_library_model_set_hits (BrvLibraryModel *self, BrvLibraryHits *hits)
{
  guint n_before;

  g_return_if_fail (BRV_IS_LIBRARY_MODEL (self));

  n_before = self->ids->len;
  g_hash_table_remove_all (self->items);
  g_array_unref (self->ids);
  self->ids = g_array_ref (hits->ids);
  for (guint i = 0; i < hits->hits->len; i++)
    {
      BrvLibraryHit *hit = g_ptr_array_index (hits->hits, i);
      gint64 id = hit->entry->id;

      g_hash_table_insert (self->items, g_memdup2 (&id, sizeof id), brv_library_item_new (id, hit));
    }
  g_ptr_array_set_free_func (hits->hits, NULL);
  g_ptr_array_set_size (hits->hits, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->ids->len);
}

/**
 * brv_library_model_complete:
 * @self: a list that shows the first hits of a search
 * @ids: (element-type gint64): all of them
 *
 * Adds the rest. Where sources came in meanwhile, the whole list is replaced.
 */
void
brv_library_model_complete (BrvLibraryModel *self, GArray *ids)
{
  guint n_before;
  gboolean is_same = TRUE;

  g_return_if_fail (BRV_IS_LIBRARY_MODEL (self));

  n_before = self->ids->len;
  is_same = ids->len >= n_before;
  for (guint i = 0; is_same && i < n_before; i++)
    is_same = g_array_index (ids, gint64, i) == g_array_index (self->ids, gint64, i);
  if (is_same && ids->len == n_before)
    return;
  g_array_unref (self->ids);
  self->ids = g_array_ref (ids);
  if (is_same)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, ids->len - n_before);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, ids->len);
}
