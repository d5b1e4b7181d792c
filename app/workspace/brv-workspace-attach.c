/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A source of a list of references gets its text. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "edit/brv-edit-attach.h"
#include "model/brv-source-merge.h"
#include "workspace/brv-workspace-private.h"

/* What is attached, copied for the thread that reads it. */
typedef struct
{
  BrvWorkerClient *workers;
  BrvId source_id;
  BrvImportInput input;
  char *path;
  GBytes *bytes;
  char *media_type;
  char *address;
  char *charset;
  char *password;
} Attachment;

static void
attachment_free (Attachment *self)
{
  brv_worker_client_unref (self->workers);
  g_free (self->path);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->media_type);
  g_free (self->address);
  g_free (self->charset);
  g_free (self->password);
  g_free (self);
}

static Attachment *
attachment_new (BrvWorkspace *workspace, BrvId source_id, const BrvImportInput *input)
{
  Attachment *self = g_new0 (Attachment, 1);

  self->workers = brv_worker_client_ref (workspace->workers);
  self->source_id = source_id;
  self->path = g_strdup (input->path);
  self->bytes = input->bytes != NULL ? g_bytes_ref (input->bytes) : NULL;
  self->media_type = g_strdup (input->media_type);
  self->address = g_strdup (input->address);
  self->charset = g_strdup (input->charset);
  self->password = g_strdup (input->password);
  self->input = (BrvImportInput){ .path = self->path,
                                  .bytes = self->bytes,
                                  .media_type = self->media_type,
                                  .address = self->address,
                                  .charset = self->charset,
                                  .password = self->password };
  return self;
}

/* One text, or what a list of references says about one. */
static BrvSource *
read_text (BrvWorkerClient *workers,
           const BrvImportInput *input,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (BrvImportResult) result = brv_import (workers, input, cancellable, error);
  g_autofree char *name = NULL;

  if (result == NULL)
    return NULL;
  if (brv_import_result_get_n_sources (result) == 1)
    return brv_source_ref (brv_import_result_get_source (result, 0));
  name = input->path != NULL ? g_filename_display_basename (input->path)
                             : g_strdup (_ ("What was pasted"));
  g_set_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE,
               /* Translators: the name of a file */
               _ ("“%s” holds several texts. Add it as sources of its own instead."), name);
  return NULL;
}

static gboolean
attach (BrvWorkspace *self, BrvId source_id, const BrvSource *text, GError **error)
{
  if (brv_source_awaits_text (text))
    return brv_edit_fill_source (self->document, source_id, text, error);
  return brv_edit_attach_text (self->document, source_id, text, error);
}

/**
 * brv_workspace_attach_file:
 * @self: a workspace
 * @source_id: a source of the brief, as a rule one without a text
 * @input: a file or bytes that hold its text
 * @error: return location
 *
 * Gives a source its text and waits for it, for programs without a main loop. What the brief knows
 * about the source stays, what the text says besides is added. Of a list with one reference only
 * what is not known yet is taken.
 *
 * Returns: %FALSE with a %BRV_IMPORT_ERROR, %BRV_EDIT_ERROR_NOT_FOUND, %BRV_EDIT_ERROR_IN_USE if the
 *   source is quoted, or %BRV_EDIT_ERROR_VALUE if @input holds several texts
 */
gboolean
brv_workspace_attach_file (BrvWorkspace *self,
                           BrvId source_id,
                           const BrvImportInput *input,
                           GError **error)
{
  g_autoptr (BrvSource) text = NULL;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (input != NULL, FALSE);

  text = read_text (self->workers, input, NULL, error);
  return text != NULL && attach (self, source_id, text, error);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Attachment *attachment = data;
  GError *error = NULL;
  BrvSource *text = read_text (attachment->workers, &attachment->input, cancellable, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, (GDestroyNotify)brv_source_unref);
  else
    g_task_return_error (task, error);
}

/**
 * brv_workspace_attach_file_async:
 * @self: a workspace
 * @source_id: a source of the brief, as a rule one without a text
 * @input: a file or bytes that hold its text; copied
 * @cancellable: (nullable): stops the reading
 * @callback: called when the text is read
 * @user_data: for @callback
 *
 * Begins brv_workspace_attach_file() in a thread.
 */
void
brv_workspace_attach_file_async (BrvWorkspace *self,
                                 BrvId source_id,
                                 const BrvImportInput *input,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BRV_IS_WORKSPACE (self));
  g_return_if_fail (input != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, brv_workspace_attach_file_async);
  g_task_set_task_data (task, attachment_new (self, source_id, input),
                        (GDestroyNotify)attachment_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * brv_workspace_attach_file_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Ends brv_workspace_attach_file_async(): the source has its text then.
 *
 * Returns: %FALSE with an error of brv_workspace_attach_file() or %G_IO_ERROR_CANCELLED
 */
gboolean
brv_workspace_attach_file_finish (BrvWorkspace *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BrvSource) text = NULL;
  const Attachment *attachment = NULL;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  attachment = g_task_get_task_data (G_TASK (result));
  text = g_task_propagate_pointer (G_TASK (result), error);
  return text != NULL && attach (self, attachment->source_id, text, error);
}
