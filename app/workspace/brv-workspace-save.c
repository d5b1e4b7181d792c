/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the working copy to the brief file. */

#include "config.h"

#include "workspace/brv-workspace-private.h"

/* What a save works on: values only, so that any thread may. */
typedef struct
{
  BrvStore *store;
  char *path; /* (nullable): only a version is kept */
  BrvBrief *brief;
  char *name;   /* (nullable): of the version */
  gint version; /* that gets the name; -1: the present state */
} SaveOperation;

static void
save_operation_free (SaveOperation *operation)
{
  g_clear_object (&operation->store);
  g_free (operation->path);
  g_free (operation->name);
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
  gboolean done = operation->version >= 0
                    ? brv_store_name_checkpoint (operation->store, (guint)operation->version,
                                                 operation->name, &error)
                    : brv_store_checkpoint (operation->store, operation->name, &error);

  /* A state that nobody asked to keep and that cannot be kept is no reason not to save. */
  if (!done && operation->name == NULL)
    {
      g_clear_error (&error);
      done = TRUE;
    }
  if (done && operation->path != NULL)
    done =
      brv_store_save (operation->store, operation->path, operation->brief, cancellable, &error);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start_save (BrvWorkspace *self, GTask *task, const char *path, const char *name, gint version)
{
  SaveOperation *operation = g_new0 (SaveOperation, 1);

  operation->store = g_object_ref (self->store);
  operation->path = g_strdup (path);
  operation->brief = brv_brief_ref (brv_workspace_get_brief (self));
  operation->name = g_strdup (name);
  operation->version = version;
  brv_document_seal (self->document);
  self->saving = TRUE;
  g_object_notify (G_OBJECT (self), "saved-state");
  g_task_set_task_data (task, operation, (GDestroyNotify)save_operation_free);
  g_task_run_in_thread (task, save_in_thread);
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

  g_return_if_fail (BRV_IS_WORKSPACE (self));
  g_return_if_fail (!self->closed && (path != NULL || brv_workspace_get_path (self) != NULL));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, brv_workspace_save_async);
  start_save (self, task, path != NULL ? path : brv_workspace_get_path (self), NULL, -1);
}

/**
 * brv_workspace_save_version_async:
 * @self: a workspace
 * @name: what the version is to be called
 * @version: the number of a version that is to get the name, from 0 for the oldest; -1 to keep the
 *   brief as it is now as a new one
 * @cancellable: (nullable): what stops the save
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Names a version, and saves the brief where it has a file, so that the file has the version.
 * brv_workspace_save_finish() gives the result.
 */
void
brv_workspace_save_version_async (BrvWorkspace *self,
                                  const char *name,
                                  gint version,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BRV_IS_WORKSPACE (self) && !self->closed);
  g_return_if_fail (name != NULL && version >= -1);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, brv_workspace_save_version_async);
  start_save (self, task, brv_workspace_get_path (self), name, version);
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
  end_save (self, saved && operation->path != NULL ? operation->brief : NULL);
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

static void
check_file_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (brv_store_check_file (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * brv_workspace_check_file_async:
 * @self: a workspace
 * @cancellable: (nullable): gives the result up
 * @callback: what to call when it is known
 * @user_data: for @callback
 *
 * Looks whether another program has changed the brief's file.
 */
void
brv_workspace_check_file_async (BrvWorkspace *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BRV_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, brv_workspace_check_file_async);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_task_run_in_thread (task, check_file_in_thread);
}

/**
 * brv_workspace_check_file_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_CHANGED if one has, or %G_IO_ERROR_CANCELLED
 */
gboolean
brv_workspace_check_file_finish (BrvWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
