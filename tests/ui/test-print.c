/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtkunixprint.h>

#include "model/brv-template.h"
#include "ui/shell/brv-print.h"

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_PRINT_UNIX_DIALOG (window))
        return window;
    }
  return NULL;
}

/* A dialog that is dismissed, or goes with its window, keeps nothing of the brief alive. */
static void
test_dismiss (gconstpointer data)
{
  gboolean closes_window = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief =
    brv_template_make_brief ("policy-brief", "Water and finance", "en-GB", &error);
  BrvWorkspace *workspace;
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWindow *dialog;

  g_assert_no_error (error);
  workspace = brv_workspace_new (brief, &error);
  g_assert_no_error (error);
  gtk_window_present (window);
  brv_print_run (window, workspace, NULL);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_modal (dialog));
  g_assert_true (gtk_window_get_transient_for (dialog) == window);

  if (closes_window)
    gtk_window_destroy (dialog);
  else
    gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (find_dialog ());
  g_assert_true (brv_workspace_close (workspace, TRUE, NULL));
  g_assert_finalize_object (workspace);
}

int
main (int argc, char *argv[])
{
  g_autofree char *state = g_dir_make_tmp ("brevier-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/ui/print/cancel", GINT_TO_POINTER (FALSE), test_dismiss);
  g_test_add_data_func ("/ui/print/close", GINT_TO_POINTER (TRUE), test_dismiss);

  return g_test_run ();
}
