/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-source-list-model.h"

#include "verify/brv-republication.h"

/* How long no source has to come before their texts are compared. */
#define SEARCH_DELAY_MS 600

struct _BrvSourceListModel
{
  GObject parent_instance;

  /* Owned */
  BrvDocument *document;
  GPtrArray *items; /* BrvSourceItem, the newest first: the brief's order from its end */
  BrvRepublicationFinder *finder; /* (nullable): NULL while it works in a thread */
  GCancellable *cancellable;      /* of that work */
  guint search_timeout_id;
};

enum
{
  SIGNAL_UPDATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
brv_source_list_model_get_item_type (GListModel *model)
{
  return BRV_TYPE_SOURCE_ITEM;
}

static guint
brv_source_list_model_get_n_items (GListModel *model)
{
  return BRV_SOURCE_LIST_MODEL (model)->items->len;
}

static gpointer
brv_source_list_model_get_item (GListModel *model, guint position)
{
  BrvSourceListModel *self = BRV_SOURCE_LIST_MODEL (model);

  if (position >= self->items->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = brv_source_list_model_get_item_type;
  iface->get_n_items = brv_source_list_model_get_n_items;
  iface->get_item = brv_source_list_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BrvSourceListModel,
                               brv_source_list_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Counts the quotes among @blocks up or down at their rows; those without a row are not ours. */
static gboolean
count_blocks (BrvSourceListModel *self, const BrvBlock *const *blocks, guint n_blocks, gint step)
{
  gboolean counted = FALSE;

  for (guint i = 0; i < n_blocks; i++)
    {
      const BrvQuote *quote;
      BrvSourceItem *item;

      if (brv_block_get_kind (blocks[i]) != BRV_BLOCK_QUOTE)
        continue;
      quote = brv_block_get_quote (blocks[i]);
      item =
        brv_source_list_model_find (self, brv_anchor_get_source_id (brv_quote_get_anchor (quote)));
      if (item == NULL)
        continue;
      brv_source_item_add_quotes (item, step);
      counted = TRUE;
    }
  return counted;
}

static gboolean
count_sections (BrvSourceListModel *self, GPtrArray *sections, gint step)
{
  gboolean counted = FALSE;

  for (guint i = 0; i < sections->len; i++)
    {
      const BrvSection *section = g_ptr_array_index (sections, i);

      for (guint b = 0; b < brv_section_get_n_blocks (section); b++)
        {
          const BrvBlock *block = brv_section_get_block (section, b);

          counted |= count_blocks (self, &block, 1, step);
        }
    }
  return counted;
}

/* The row of @source among those which a splice takes away, so that it goes on living. */
static BrvSourceItem *
find_removed (BrvSourceListModel *self, guint position, guint n_removed, const BrvSource *source)
{
  for (guint i = position; i < position + n_removed; i++)
    {
      BrvSourceItem *item = g_ptr_array_index (self->items, i);

      if (brv_id_equal (brv_source_item_get_id (item), brv_source_get_id (source)))
        return item;
    }
  return NULL;
}

/* Replaces rows and announces what is left of the replacement without its equal ends. */
static void
replace_items (BrvSourceListModel *self, guint position, guint n_removed, GPtrArray *inserted)
{
  guint n_inserted = inserted->len;
  guint n_head = 0;
  guint n_tail = 0;

  while (n_head < MIN (n_removed, n_inserted) &&
         g_ptr_array_index (self->items, position + n_head) == inserted->pdata[n_head])
    n_head++;
  while (n_tail < MIN (n_removed, n_inserted) - n_head &&
         g_ptr_array_index (self->items, position + n_removed - 1 - n_tail) ==
           inserted->pdata[n_inserted - 1 - n_tail])
    n_tail++;

  position += n_head;
  n_removed -= n_head + n_tail;
  n_inserted -= n_head + n_tail;
  if (n_removed == 0 && n_inserted == 0)
    return;
  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, position, n_removed);
  for (guint i = 0; i < n_inserted; i++)
    g_ptr_array_insert (self->items, (gint)(position + i),
                        g_object_ref (inserted->pdata[n_head + i]));
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_inserted);
}

static void search_later (BrvSourceListModel *self);

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *reference = user_data;
  g_autoptr (BrvSourceListModel) self = g_weak_ref_get (reference);
  g_autoptr (GHashTable) pairs = g_task_propagate_pointer (G_TASK (result), NULL);
  const BrvBrief *brief;

  g_weak_ref_clear (reference);
  g_free (reference);
  if (self == NULL)
    return;
  self->finder = g_object_steal_data (G_OBJECT (result), "finder");
  if (pairs == NULL || self->document == NULL)
    return;
  brief = brv_document_get_brief (self->document);
  for (guint i = 0; i < self->items->len; i++)
    {
      BrvSourceItem *item = g_ptr_array_index (self->items, i);
      const BrvId id = brv_source_item_get_id (item);
      const BrvId *original = g_hash_table_lookup (pairs, &id);

      brv_source_item_set_original (
        item, original != NULL ? brv_brief_lookup_source (brief, *original) : NULL);
    }
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BrvRepublicationFinder *finder = g_object_get_data (G_OBJECT (task), "finder");
  GHashTable *pairs = brv_republication_finder_run (finder, data, cancellable);

  g_task_return_pointer (task, pairs, (GDestroyNotify)g_hash_table_unref);
}

static gboolean
search_cb (gpointer data)
{
  BrvSourceListModel *self = data;
  g_autoptr (GTask) task = NULL;
  GWeakRef *reference = NULL;

  self->search_timeout_id = 0;
  if (self->finder == NULL)
    {
      search_later (self);
      return G_SOURCE_REMOVE;
    }
  reference = g_new0 (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  task = g_task_new (NULL, self->cancellable, found_cb, reference);
  g_object_set_data_full (G_OBJECT (task), "finder", g_steal_pointer (&self->finder),
                          (GDestroyNotify)brv_republication_finder_free);
  g_task_set_task_data (task, brv_brief_ref (brv_document_get_brief (self->document)),
                        (GDestroyNotify)brv_brief_unref);
  g_task_run_in_thread (task, find_thread);
  return G_SOURCE_REMOVE;
}

/* Republications are looked for when sources have stopped coming for a while. */
static void
search_later (BrvSourceListModel *self)
{
  g_clear_handle_id (&self->search_timeout_id, g_source_remove);
  self->search_timeout_id = g_timeout_add (SEARCH_DELAY_MS, search_cb, self);
}

static gboolean
splice_sources (BrvSourceListModel *self, const BrvSplice *splice)
{
  const BrvBrief *brief = brv_document_get_brief (self->document);
  g_autoptr (GPtrArray) inserted = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_removed = splice->removed->len;
  guint position;
  gboolean updated = FALSE;

  g_assert (splice->at + n_removed <= self->items->len);
  position = self->items->len - splice->at - n_removed;
  for (guint i = splice->inserted->len; i-- > 0;)
    {
      const BrvSource *source = g_ptr_array_index (splice->inserted, i);
      BrvSourceItem *item = find_removed (self, position, n_removed, source);

      if (item == NULL)
        {
          guint n_quotes = brv_brief_count_quotes_of (brief, brv_source_get_id (source));

          g_ptr_array_add (inserted, brv_source_item_new (source, n_quotes));
          continue;
        }
      brv_source_item_set_source (item, source);
      g_ptr_array_add (inserted, g_object_ref (item));
      updated = TRUE;
    }
  replace_items (self, position, n_removed, inserted);
  return updated;
}

/* Quotes are counted before rows come: a new row counts the quotes of the finished change. */
static void
document_changed_cb (BrvSourceListModel *self, BrvChange *change)
{
  const BrvSplice *splices;
  guint n_splices = 0;
  gboolean updated = FALSE;

  splices = brv_change_get_splices (change, &n_splices);
  for (guint i = 0; i < n_splices; i++)
    {
      const BrvSplice *splice = &splices[i];

      if (splice->kind == BRV_SPLICE_BLOCKS)
        {
          updated |= count_blocks (self, (const BrvBlock *const *)splice->removed->pdata,
                                   splice->removed->len, -1);
          updated |= count_blocks (self, (const BrvBlock *const *)splice->inserted->pdata,
                                   splice->inserted->len, 1);
        }
      else if (splice->kind == BRV_SPLICE_SECTIONS)
        {
          updated |= count_sections (self, splice->removed, -1);
          updated |= count_sections (self, splice->inserted, 1);
        }
    }
  for (guint i = 0; i < n_splices; i++)
    if (splices[i].kind == BRV_SPLICE_SOURCES)
      {
        updated |= splice_sources (self, &splices[i]);
        search_later (self);
      }
  if (updated)
    g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

static void
brv_source_list_model_dispose (GObject *object)
{
  BrvSourceListModel *self = BRV_SOURCE_LIST_MODEL (object);

  g_clear_handle_id (&self->search_timeout_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (brv_source_list_model_parent_class)->dispose (object);
}

static void
brv_source_list_model_finalize (GObject *object)
{
  BrvSourceListModel *self = BRV_SOURCE_LIST_MODEL (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->finder, brv_republication_finder_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (brv_source_list_model_parent_class)->finalize (object);
}

static void
brv_source_list_model_class_init (BrvSourceListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = brv_source_list_model_dispose;
  object_class->finalize = brv_source_list_model_finalize;

  signals[SIGNAL_UPDATED] = g_signal_new ("updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_source_list_model_init (BrvSourceListModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->finder = brv_republication_finder_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * brv_source_list_model_new:
 * @document: the document whose sources are listed
 *
 * Returns: (transfer full): the model
 */
BrvSourceListModel *
brv_source_list_model_new (BrvDocument *document)
{
  BrvSourceListModel *self;
  const BrvBrief *brief;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), NULL);

  self = g_object_new (BRV_TYPE_SOURCE_LIST_MODEL, NULL);
  self->document = g_object_ref (document);
  brief = brv_document_get_brief (document);
  for (guint i = brv_brief_get_n_sources (brief); i-- > 0;)
    {
      const BrvSource *source = brv_brief_get_source (brief, i);

      g_ptr_array_add (self->items,
                       brv_source_item_new (
                         source, brv_brief_count_quotes_of (brief, brv_source_get_id (source))));
    }
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  search_later (self);
  return self;
}

/**
 * brv_source_list_model_get_document:
 * @self: a model
 *
 * Returns: (transfer none): the document that it follows
 */
BrvDocument *
brv_source_list_model_get_document (BrvSourceListModel *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_LIST_MODEL (self), NULL);
  return self->document;
}

/**
 * brv_source_list_model_find:
 * @self: a model
 * @source_id: a source
 *
 * Returns: (transfer none) (nullable): the row of the source, or NULL where it is not listed
 */
BrvSourceItem *
brv_source_list_model_find (BrvSourceListModel *self, BrvId source_id)
{
  g_return_val_if_fail (BRV_IS_SOURCE_LIST_MODEL (self), NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      BrvSourceItem *item = g_ptr_array_index (self->items, i);

      if (brv_id_equal (brv_source_item_get_id (item), source_id))
        return item;
    }
  return NULL;
}
