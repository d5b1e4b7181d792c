/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ways in which a workspace begins. */

#include "config.h"

#include "workspace/brv-workspace-private.h"

static BrvChange *
read_change_cb (guint number, gpointer data)
{
  g_autoptr (GError) error = NULL;
  BrvChange *change = brv_journal_entry_dup_change (brv_history_get_step (data, number), &error);

  if (change == NULL)
    g_info ("The history cannot be read: %s", error->message);
  return change;
}

/* Undo reaches back into earlier sessions. */
static void
restore_history (BrvWorkspace *self)
{
  BrvHistory *history = brv_store_dup_history (self->store);

  brv_document_restore_history (self->document, brv_history_get_n_steps (history),
                                brv_history_get_n_undone (history), read_change_cb, history,
                                (GDestroyNotify)brv_history_free);
}

static BrvWorkspace *
new_with_history (BrvStore *store)
{
  BrvWorkspace *self = brv_workspace_new_for_store (store);

  restore_history (self);
  return self;
}

/**
 * brv_workspace_new:
 * @brief: what to begin with
 * @error: return location
 *
 * Opens a new brief that has no file yet.
 *
 * Returns: (transfer full): the workspace, or %NULL with a %BRV_STORAGE_ERROR if the working copy
 *   cannot be made
 */
BrvWorkspace *
brv_workspace_new (const BrvBrief *brief, GError **error)
{
  BrvStore *store = brv_store_new (brief, error);

  return store != NULL ? new_with_history (store) : NULL;
}

/**
 * brv_workspace_open:
 * @path: a brief file
 * @cancellable: (nullable): what stops it
 * @error: return location
 *
 * Opens a brief file. If a dead process left a working copy of it, goes on from that.
 *
 * Returns: (transfer full): the workspace, or %NULL with a %BRV_STORAGE_ERROR
 */
BrvWorkspace *
brv_workspace_open (const char *path, GCancellable *cancellable, GError **error)
{
  BrvStore *store = brv_store_open (path, cancellable, error);

  return store != NULL ? new_with_history (store) : NULL;
}

/**
 * brv_workspace_open_read_ahead:
 * @read_ahead: a brief file whose reading was begun before
 * @cancellable: (nullable): what stops it
 * @error: return location
 *
 * Opens a brief file as brv_workspace_open() does.
 *
 * Returns: (transfer full): the workspace, or %NULL with a %BRV_STORAGE_ERROR
 */
BrvWorkspace *
brv_workspace_open_read_ahead (BrvReadAhead *read_ahead, GCancellable *cancellable, GError **error)
{
  BrvStore *store = brv_store_open_read_ahead (brv_read_ahead_get_path (read_ahead), read_ahead,
                                               cancellable, error);

  return store != NULL ? new_with_history (store) : NULL;
}

/**
 * brv_workspace_read:
 * @path: a brief file
 * @cancellable: (nullable): what stops it
 * @error: return location
 *
 * Reads a brief file without a working copy or a lock. If a dead process left a working copy of
 * it, shows that. What is changed in this workspace stays in memory, and it cannot be saved. Undo does
 * not reach back before it; brv_workspace_get_history() does.
 *
 * Returns: (transfer full): the workspace, or %NULL with a %BRV_STORAGE_ERROR
 */
BrvWorkspace *
brv_workspace_read (const char *path, GCancellable *cancellable, GError **error)
{
  BrvStore *store = brv_store_open_to_read (path, cancellable, error);
  BrvWorkspace *self = store != NULL ? brv_workspace_new_for_store (store) : NULL;

  if (self != NULL)
    self->closed = self->read_only = TRUE;
  return self;
}

/**
 * brv_workspace_salvage:
 * @path: a brief file
 * @missing: (element-type utf8): gets what could not be read, in words for the user; nothing if the
 *   brief is whole
 * @cancellable: (nullable): what stops it
 * @error: return location
 *
 * Reads what is left of a damaged brief file; otherwise as brv_workspace_read().
 *
 * Returns: (transfer full): the workspace, or %NULL with a %BRV_STORAGE_ERROR
 */
BrvWorkspace *
brv_workspace_salvage (const char *path,
                       GPtrArray *missing,
                       GCancellable *cancellable,
                       GError **error)
{
  BrvStore *store = brv_store_salvage (path, missing, cancellable, error);
  BrvWorkspace *self = store != NULL ? new_with_history (store) : NULL;

  if (self != NULL)
    self->closed = self->read_only = TRUE;
  return self;
}

/**
 * brv_workspace_recover:
 * @working_copy: one of brv_workspace_list_abandoned()
 * @error: return location
 *
 * Opens what a dead process was working on.
 *
 * Returns: (transfer full): the workspace, or %NULL with a %BRV_STORAGE_ERROR
 */
BrvWorkspace *
brv_workspace_recover (const char *working_copy, GError **error)
{
  BrvStore *store = brv_store_recover (working_copy, error);

  return store != NULL ? new_with_history (store) : NULL;
}

/**
 * brv_workspace_list_abandoned:
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the working copies that dead
 *   processes left
 */
char **
brv_workspace_list_abandoned (void)
{
  return brv_store_list_abandoned (NULL);
}
