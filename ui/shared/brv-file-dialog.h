/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The one place that knows which file chooser the oldest supported GTK has: when the minimum
 * rises to 4.10, GtkFileDialog goes in here and nowhere else.
 */
typedef enum
{
  BRV_FILE_DIALOG_OPEN,
  BRV_FILE_DIALOG_OPEN_SEVERAL,
  BRV_FILE_DIALOG_SAVE,
  BRV_FILE_DIALOG_FOLDER,
} BrvFileDialogKind;

typedef struct
{
  BrvFileDialogKind kind;
  const char *title;
  const char *accept_label;      /* with mnemonic */
  GtkFileFilter *const *filters; /* (nullable): NULL-terminated; the first is set */
  const char *name;              /* (nullable): of SAVE: the suggested name of the file */
  GFile *folder;                 /* (nullable): where it begins */
} BrvFileDialogRequest;

void brv_file_dialog_run_async (GtkWindow *parent,
                                const BrvFileDialogRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GListModel *
brv_file_dialog_run_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
