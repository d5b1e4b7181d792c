/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The states of a store's brief that were kept. */

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "storage/brv-store-private.h"

/**
 * brv_store_has_unsaved_names:
 * @self: a store
 *
 * Returns: whether there are named states that are not in the file
 */
gboolean
brv_store_has_unsaved_names (BrvStore *self)
{
  gboolean has_some;

  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);

  g_mutex_lock (&self->counting);
  has_some = self->n_named != self->n_named_saved;
  g_mutex_unlock (&self->counting);
  return has_some;
}

static void
count_name (BrvStore *self)
{
  g_mutex_lock (&self->counting);
  self->n_named++;
  g_mutex_unlock (&self->counting);
}

/**
 * brv_store_checkpoint:
 * @self: a store that is not closed
 * @name: (nullable): what the present state is to be called; %NULL if nobody asked for it
 *
 * Keeps the state after the latest change, in the working copy now and in the file from the next
 * save on. One that nobody asked for is not kept twice, and becomes one of fewer as time goes by.
 * May be called on any thread.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NO_SPACE or _WRITE; it is kept in memory then
 */
gboolean
brv_store_checkpoint (BrvStore *self, const char *name, GError **error)
{
  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);
  g_return_val_if_fail (self->journal != NULL, FALSE);

  if (name != NULL)
    count_name (self);
  return brv_journal_keep (self->journal, name, error);
}

/**
 * brv_store_name_checkpoint:
 * @self: a store that is not closed
 * @index: of a kept state, from 0 for the oldest
 * @name: what it is to be called from now on
 *
 * Names a state that was kept before, so that it stays for good.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NOT_FOUND if there is no such state, or
 *   BRV_STORAGE_ERROR_NO_SPACE or _WRITE; it is kept in memory then
 */
gboolean
brv_store_name_checkpoint (BrvStore *self, guint index, const char *name, GError **error)
{
  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);
  g_return_val_if_fail (self->journal != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  count_name (self);
  return brv_journal_name_kept (self->journal, index, name, error);
}

static void
checkpoint_free (gpointer data)
{
  BrvStoreCheckpoint *checkpoint = data;

  g_free (checkpoint->name);
  g_free (checkpoint);
}

/**
 * brv_store_list_checkpoints:
 * @self: a store
 *
 * Returns: (transfer full) (element-type BrvStoreCheckpoint): the kept states, oldest first
 */
GPtrArray *
brv_store_list_checkpoints (BrvStore *self)
{
  g_autoptr (GPtrArray) kept = NULL;
  GPtrArray *checkpoints;

  g_return_val_if_fail (BRV_IS_STORE (self), NULL);
  if (self->journal != NULL)
    kept = brv_journal_list_kept (self->journal);
  else if (self->shown_checkpoints != NULL)
    kept = g_ptr_array_ref (self->shown_checkpoints);
  checkpoints = g_ptr_array_new_with_free_func (checkpoint_free);
  for (guint i = 0; kept != NULL && i < kept->len; i++)
    {
      const BrvCheckpoint *one = g_ptr_array_index (kept, i);
      BrvStoreCheckpoint *checkpoint = g_new0 (BrvStoreCheckpoint, 1);

      checkpoint->name = g_strdup (one->name);
      checkpoint->time_us = one->time_us;
      g_ptr_array_add (checkpoints, checkpoint);
    }
  return checkpoints;
}

static BrvBrief *
read_shown (BrvStore *self, guint index, GError **error)
{
  BrvBrief *brief;

  if (index >= self->shown_checkpoints->len)
    {
      brv_storage_error_set_reading (error, ENOENT, _ ("Untitled Brief"));
      return NULL;
    }
  brief = brv_checkpoint_read (self->shown_checkpoints->pdata[index],
                               brv_brief_get_id (self->brief), self->shown_blobs, NULL);
  if (brief == NULL)
    brv_storage_error_set_damaged (error, _ ("Untitled Brief"));
  return brief;
}

/**
 * brv_store_read_checkpoint:
 * @self: a store that is not closed, or one that was opened to be read
 * @index: of a kept state, from 0 for the oldest
 *
 * Returns: (transfer full) (nullable): the brief as it was, or %NULL with
 *   BRV_STORAGE_ERROR_DAMAGED; BRV_STORAGE_ERROR_NOT_FOUND if there is no such state
 */
BrvBrief *
brv_store_read_checkpoint (BrvStore *self, guint index, GError **error)
{
  g_return_val_if_fail (BRV_IS_STORE (self), NULL);
  g_return_val_if_fail (self->journal != NULL || self->shown_checkpoints != NULL, NULL);

  if (self->journal == NULL)
    return read_shown (self, index, error);
  return brv_journal_read_kept (self->journal, index, error);
}
