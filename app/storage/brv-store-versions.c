/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The states of a store's brief that were kept. */

#include "config.h"

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
  gboolean done;

  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);

  if (!brv_store_lock_open (self, error))
    return FALSE;
  if (name != NULL)
    count_name (self);
  done = brv_journal_keep (self->journal, name, error);
  g_mutex_unlock (&self->saving);
  return done;
}

/**
 * brv_store_checkpoint_later:
 * @self: a store that is not closed
 *
 * As brv_store_checkpoint() for a state that nobody asked for, and returns at once.
 */
void
brv_store_checkpoint_later (BrvStore *self)
{
  g_return_if_fail (BRV_IS_STORE (self));
  g_return_if_fail (self->journal != NULL);

  brv_journal_keep_later (self->journal);
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
  gboolean done;

  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!brv_store_lock_open (self, error))
    return FALSE;
  count_name (self);
  done = brv_journal_name_kept (self->journal, index, name, error);
  g_mutex_unlock (&self->saving);
  return done;
}

/**
 * brv_store_get_versions:
 * @self: a store that is not closed, or one that was opened to be read
 *
 * Returns: (transfer full): the states that were kept
 */
BrvVersions *
brv_store_get_versions (BrvStore *self)
{
  g_return_val_if_fail (BRV_IS_STORE (self), NULL);
  g_return_val_if_fail (self->journal != NULL || self->versions != NULL, NULL);

  return self->journal != NULL ? brv_journal_get_kept (self->journal)
                               : brv_versions_ref (self->versions);
}
