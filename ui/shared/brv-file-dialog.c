/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shared/brv-file-dialog.h"

static void
response_cb (GtkNativeDialog *dialog, gint response, GTask *task)
{
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The dialog was dismissed");
  gtk_native_dialog_destroy (dialog);
  g_object_unref (task);
}

static void
cancelled_cb (GCancellable *cancellable, GtkNativeDialog *dialog)
{
  if (gtk_native_dialog_get_visible (dialog))
    g_signal_emit_by_name (dialog, "response", (gint)GTK_RESPONSE_CANCEL);
}

static GtkFileChooserAction
get_action (BrvFileDialogKind kind)
{
  switch (kind)
    {
    case BRV_FILE_DIALOG_SAVE:
      return GTK_FILE_CHOOSER_ACTION_SAVE;
    case BRV_FILE_DIALOG_FOLDER:
      return GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER;
    case BRV_FILE_DIALOG_OPEN:
    case BRV_FILE_DIALOG_OPEN_SEVERAL:
    default:
      return GTK_FILE_CHOOSER_ACTION_OPEN;
    }
}

/**
 * brv_file_dialog_run_async:
 * @parent: the window that the dialog belongs to
 * @request: what to ask for
 * @cancellable: (nullable): closes the dialog
 * @callback: called when the user has answered
 * @user_data: passed to @callback
 *
 * Asks the user for files, through the desktop's own chooser where there is one.
 */
void
brv_file_dialog_run_async (GtkWindow *parent,
                           const BrvFileDialogRequest *request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  GtkFileChooserNative *dialog;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (request != NULL && request->title != NULL);

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, brv_file_dialog_run_async);
  g_task_set_check_cancellable (task, FALSE);

  dialog = gtk_file_chooser_native_new (request->title, parent, get_action (request->kind),
                                        request->accept_label, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog),
                                        request->kind == BRV_FILE_DIALOG_OPEN_SEVERAL);
  for (guint i = 0; request->filters != NULL && request->filters[i] != NULL; i++)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), request->filters[i]);
  if (request->filters != NULL && request->filters[0] != NULL)
    gtk_file_chooser_set_filter (GTK_FILE_CHOOSER (dialog), request->filters[0]);
  if (request->name != NULL && request->kind == BRV_FILE_DIALOG_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), request->name);
  if (request->folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), request->folder, NULL);

  /* The task keeps the dialog: a native dialog belongs to nobody else while it is shown. */
  g_task_set_task_data (task, dialog, g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), dialog, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * brv_file_dialog_run_finish:
 * @result: what the callback got
 * @error: (nullable): the place for an error
 *
 * Returns: (transfer full) (element-type GFile): the files that were chosen, or NULL with
 *   G_IO_ERROR_CANCELLED where the user chose none
 */
GListModel *
brv_file_dialog_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
