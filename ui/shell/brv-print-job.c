/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "ui/shell/brv-print-job.h"

G_DEFINE_QUARK (brv_print_error, brv_print_error)

/*
 * A print job is our own PDF file handed to the spooler as it is. GtkPrintOperation would draw
 * the pages anew, and with a preset printer it crashes GTK 4.8 or, if there is no such printer,
 * prints on another one.
 */
typedef struct
{
  GtkPrinter *printer;
  GtkPrintSettings *settings;
  GtkPageSetup *page_setup;
  char *title;
  char *folder; /* private and temporary, with the file in it */
  char *path;
} PrintOperation;

static void
print_operation_free (PrintOperation *self)
{
  g_object_unref (self->printer);
  g_object_unref (self->settings);
  g_object_unref (self->page_setup);
  g_free (self->title);
  if (self->path != NULL)
    g_unlink (self->path);
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

/* Writes the chosen range as the export wants it; NULL for all pages. */
static gboolean
make_range (GtkPrintSettings *settings, char **range, GError **error)
{
  g_autofree GtkPageRange *ranges = NULL;
  gint n_ranges = 0;

  *range = NULL;
  if (gtk_print_settings_get_print_pages (settings) != GTK_PRINT_PAGES_RANGES)
    return TRUE;
  ranges = gtk_print_settings_get_page_ranges (settings, &n_ranges);
  if (n_ranges > 1)
    {
      g_set_error_literal (error, BRV_PRINT_ERROR, BRV_PRINT_ERROR_RANGES,
                           _ ("Only one range of pages can be printed at a time. "
                              "Print the first one, then the others."));
      return FALSE;
    }
  if (n_ranges == 1)
    *range = ranges[0].end < ranges[0].start
               ? g_strdup_printf ("%d-", ranges[0].start + 1)
               : g_strdup_printf ("%d-%d", ranges[0].start + 1, ranges[0].end + 1);
  return TRUE;
}

static void
sent_cb (GtkPrintJob *job, gpointer user_data, const GError *error)
{
  g_autoptr (GTask) task = user_data;

  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      GError *reason = g_error_copy (error);

      g_prefix_error (&reason, _ ("“%s” did not take the pages: "),
                      gtk_printer_get_name (gtk_print_job_get_printer (job)));
      g_task_return_error (task, reason);
    }
}

static void
exported_cb (GObject *workspace, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GtkPrintJob) job = NULL;
  PrintOperation *operation = g_task_get_task_data (task);
  GError *error = NULL;

  if (!brv_workspace_export_finish (BRV_WORKSPACE (workspace), result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  job = gtk_print_job_new (operation->title, operation->printer, operation->settings,
                           operation->page_setup);
  if (!gtk_print_job_set_source_file (job, operation->path, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  gtk_print_job_send (job, sent_cb, g_steal_pointer (&task), NULL);
}

/**
 * brv_print_job_run_async:
 * @workspace: the brief
 * @request: where and how to print it
 * @cancellable: (nullable): stops the making of the pages
 * @callback: called when the spooler has all pages
 * @user_data: for @callback
 *
 * Makes the pages as they are exported and hands them to the spooler.
 */
void
brv_print_job_run_async (BrvWorkspace *workspace,
                         const BrvPrintRequest *request,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *range = NULL;
  PrintOperation *operation;
  BrvExportRequest export = { .flags = request->flags, .overrule = request->overrule };
  GError *error = NULL;

  g_return_if_fail (BRV_IS_WORKSPACE (workspace));
  g_return_if_fail (GTK_IS_PRINTER (request->printer));

  task = g_task_new (workspace, cancellable, callback, user_data);
  g_task_set_source_tag (task, brv_print_job_run_async);
  operation = g_new0 (PrintOperation, 1);
  operation->printer = g_object_ref (request->printer);
  operation->settings = gtk_print_settings_copy (request->settings);
  operation->page_setup = g_object_ref (request->page_setup);
  operation->title = brv_workspace_dup_title (workspace);
  g_task_set_task_data (task, operation, (GDestroyNotify)print_operation_free);

  if (make_range (operation->settings, &range, &error))
    operation->folder = g_dir_make_tmp ("brevier-print-XXXXXX", &error);
  if (operation->folder == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  operation->path = g_build_filename (operation->folder, "brief.pdf", NULL);
  /* The file has only the pages that were asked for. */
  gtk_print_settings_set_print_pages (operation->settings, GTK_PRINT_PAGES_ALL);
  export.pages = range;
  brv_workspace_export_async (workspace, operation->path, &export, cancellable, exported_cb,
                              g_steal_pointer (&task));
}

/**
 * brv_print_job_run_finish:
 * @workspace: the brief
 * @result: what the callback was given
 * @error: where to put a fault
 *
 * Tells how a print job went.
 *
 * Returns: %FALSE with %BRV_PRINT_ERROR_RANGES, a fault of brv_workspace_export(), or the
 *   spooler's own
 */
gboolean
brv_print_job_run_finish (BrvWorkspace *workspace, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
