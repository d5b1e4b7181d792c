/* SPDX-License-Identifier: GPL-3.0-or-later */

/* States of the brief to come back to, and the copy that has none of them. */

#include "config.h"

#include "edit/brv-edit-restore.h"
#include "workspace/brv-workspace-private.h"

/**
 * brv_workspace_checkpoint:
 * @self: a workspace that was opened to be changed
 * @name: (nullable): what to call the present state; %NULL if nobody asked for it
 * @error: return location
 *
 * Keeps the brief as it is now as a version to come back to.
 *
 * Returns: %FALSE with a %BRV_STORAGE_ERROR
 */
gboolean
brv_workspace_checkpoint (BrvWorkspace *self, const char *name, GError **error)
{
  gboolean done;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self) && !self->closed, FALSE);

  done = brv_store_checkpoint (self->store, name, error);
  g_object_notify (G_OBJECT (self), "saved-state");
  return done;
}

/**
 * brv_workspace_get_versions:
 * @self: a workspace
 *
 * Returns: (transfer full): the states that were kept
 */
BrvVersions *
brv_workspace_get_versions (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  return brv_store_get_versions (self->store);
}

/**
 * brv_workspace_restore:
 * @self: a workspace that was opened to be changed
 * @state: what the brief was once, as a version gives it
 * @error: return location
 *
 * Brings a version back as one new change, after keeping the present state as a version.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_VALUE if it is one of another brief
 */
gboolean
brv_workspace_restore (BrvWorkspace *self, const BrvBrief *state, GError **error)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self) && !self->closed, FALSE);

  brv_store_checkpoint_later (self->store);
  return brv_edit_restore (self->document, state, error);
}

/* ---- the copy for sharing ---- */

typedef struct
{
  BrvStore *store;
  char *path;
  BrvBrief *brief;
} ShareOperation;

static void
share_operation_free (ShareOperation *operation)
{
  g_object_unref (operation->store);
  g_free (operation->path);
  brv_brief_unref (operation->brief);
  g_free (operation);
}

static void
share_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const ShareOperation *operation = data;
  GError *error = NULL;

  if (brv_store_save_for_sharing (operation->store, operation->path, operation->brief, cancellable,
                                  &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * brv_workspace_save_for_sharing:
 * @self: a workspace
 * @path: the file to write; not the brief's own
 * @error: return location
 *
 * Writes the brief as it is now without its history and its versions, so that nothing of what was
 * removed from it can be found in the file. The workspace goes on with its own file.
 *
 * Returns: %FALSE with a %BRV_STORAGE_ERROR
 */
gboolean
brv_workspace_save_for_sharing (BrvWorkspace *self, const char *path, GError **error)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);

  return brv_store_save_for_sharing (self->store, path, brv_workspace_get_brief (self), NULL,
                                     error);
}

/**
 * brv_workspace_save_for_sharing_async:
 * @self: a workspace
 * @path: the file to write; not the brief's own
 * @cancellable: (nullable): what stops it
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * As brv_workspace_save_for_sharing(), on another thread.
 */
void
brv_workspace_save_for_sharing_async (BrvWorkspace *self,
                                      const char *path,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ShareOperation *operation;

  g_return_if_fail (BRV_IS_WORKSPACE (self));
  g_return_if_fail (path != NULL);

  operation = g_new0 (ShareOperation, 1);
  operation->store = g_object_ref (self->store);
  operation->path = g_strdup (path);
  operation->brief = brv_brief_ref (brv_workspace_get_brief (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, brv_workspace_save_for_sharing_async);
  g_task_set_task_data (task, operation, (GDestroyNotify)share_operation_free);
  g_task_run_in_thread (task, share_in_thread);
}

/**
 * brv_workspace_save_for_sharing_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: %FALSE with a %BRV_STORAGE_ERROR if the copy could not be written
 */
gboolean
brv_workspace_save_for_sharing_finish (BrvWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
