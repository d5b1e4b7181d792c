/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the working copy to the brief file. */

#include "config.h"

#include "workspace/brv-workspace-private.h"

/* What a save works on: values only, so that any thread may. */
typedef struct
{
  BrvStore *store;
  char *path;
  BrvBrief *brief;
  gboolean keep; /* the state as a version, unless it is one already */
} SaveOperation;

static void
save_operation_free (SaveOperation *operation)
{
  g_clear_object (&operation->store);
  g_free (operation->path);
  g_clear_pointer (&operation->brief, brv_brief_unref);
  g_free (operation);
}

static void
end_save (BrvWorkspace *self, const BrvBrief *saved)
{
  self->saving = FALSE;
  if (saved != NULL)
    brv_document_mark_saved (self->document, saved);
  g_object_notify (G_OBJECT (self), "path");
  g_object_notify (G_OBJECT (self), "title");
  g_object_notify (G_OBJECT (self), "saved-state");
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const SaveOperation *operation = data;
  GError *error = NULL;

  /* A version that cannot be kept is no reason not to save. */
  if (operation->keep)
    brv_store_checkpoint (operation->store, NULL, NULL);
  if (brv_store_save (operation->store, operation->path, operation->brief, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * brv_workspace_save_async:
 * @self: a workspace
 * @path: (nullable): the file to write; %NULL for the brief's own
 * @cancellable: (nullable): what stops it
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Saves the brief as it is now, and keeps this state as a version. Changes made meanwhile stay
 * unsaved changes.
 */
void
brv_workspace_save_async (BrvWorkspace *self,
                          const char *path,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SaveOperation *operation;

  g_return_if_fail (BRV_IS_WORKSPACE (self));
  g_return_if_fail (!self->closed && (path != NULL || brv_workspace_get_path (self) != NULL));

  operation = g_new0 (SaveOperation, 1);
  operation->store = g_object_ref (self->store);
  operation->path = g_strdup (path != NULL ? path : brv_workspace_get_path (self));
  operation->brief = brv_brief_ref (brv_workspace_get_brief (self));
  operation->keep = TRUE;
  brv_document_seal (self->document);
  self->saving = TRUE;
  g_object_notify (G_OBJECT (self), "saved-state");

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, brv_workspace_save_async);
  g_task_set_task_data (task, operation, (GDestroyNotify)save_operation_free);
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * brv_workspace_save_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: %FALSE with a %BRV_STORAGE_ERROR if the file could not be written; the old one is
 *   intact then and the changes are kept
 */
gboolean
brv_workspace_save_finish (BrvWorkspace *self, GAsyncResult *result, GError **error)
{
  const SaveOperation *operation = g_task_get_task_data (G_TASK (result));
  gboolean saved;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  saved = g_task_propagate_boolean (G_TASK (result), error);
  end_save (self, saved ? operation->brief : NULL);
  return saved;
}

/**
 * brv_workspace_save:
 * @self: a workspace
 * @path: (nullable): the file to write; %NULL for the brief's own
 * @error: return location
 *
 * Saves the brief and waits for it, for programs without a main loop.
 *
 * Returns: as brv_workspace_save_finish()
 */
gboolean
brv_workspace_save (BrvWorkspace *self, const char *path, GError **error)
{
  const BrvBrief *brief;
  gboolean saved;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (!self->closed, FALSE);
  g_return_val_if_fail (path != NULL || brv_workspace_get_path (self) != NULL, FALSE);

  brief = brv_workspace_get_brief (self);
  brv_document_seal (self->document);
  saved = brv_store_save (self->store, path != NULL ? path : brv_workspace_get_path (self), brief,
                          NULL, error);
  end_save (self, saved ? brief : NULL);
  return saved;
}

/**
 * brv_workspace_was_overwritten:
 * @self: a workspace
 *
 * Returns: as brv_store_was_overwritten()
 */
gboolean
brv_workspace_was_overwritten (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);

  return brv_store_was_overwritten (self->store);
}
