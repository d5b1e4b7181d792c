/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <signal.h>

#include <gtk/gtk.h>

#include "model/brv-template.h"
#include "tests/ui/private-cups.h"
#include "ui/shell/brv-print-job.h"

#define TIMEOUT_S 90

typedef struct
{
  GtkPrinter *printer;
  gboolean ready;
  gboolean done;
  GError *error;
} Story;

/* GTK misses the system's colour daemon, which a print server of our own has no need of. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE") && strstr (fields[i].value, "colord") != NULL)
        return G_LOG_WRITER_HANDLED;
    }
  return g_log_writer_default (level, fields, n_fields, data);
}

static gboolean
take_printer_cb (GtkPrinter *printer, gpointer data)
{
  Story *story = data;

  if (g_strcmp0 (gtk_printer_get_name (printer), PRIVATE_CUPS_PRINTER) != 0)
    return FALSE;
  story->printer = g_object_ref (printer);
  return TRUE;
}

static void
printed_cb (GObject *workspace, GAsyncResult *result, gpointer user_data)
{
  Story *story = user_data;

  brv_print_job_run_finish (BRV_WORKSPACE (workspace), result, &story->error);
  story->done = TRUE;
}

static gboolean
time_over_cb (gpointer data)
{
  g_error ("Nothing happened for %d seconds", TIMEOUT_S);
  return G_SOURCE_REMOVE;
}

static void
wait_for (gconstpointer *thing_or_null, const gboolean *flag)
{
  guint timeout = g_timeout_add_seconds (TIMEOUT_S, time_over_cb, NULL);

  while (thing_or_null != NULL ? *thing_or_null == NULL : !*flag)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

static BrvWorkspace *
new_workspace (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief =
    brv_template_make_brief ("policy-brief", "Water and finance", "en-GB", &error);
  BrvWorkspace *workspace;

  g_assert_no_error (error);
  workspace = brv_workspace_new (brief, &error);
  g_assert_no_error (error);
  return workspace;
}

static void
print (Story *story, BrvWorkspace *workspace, GtkPrintSettings *settings)
{
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  const BrvPrintRequest request = { story->printer, settings, setup, BRV_TYPESET_PRINTABLE, NULL };

  story->done = FALSE;
  brv_print_job_run_async (workspace, &request, NULL, printed_cb, story);
  wait_for (NULL, &story->done);
}

/* The printer gets the export's own bytes; waits for the spooler's other end. */
static void
assert_printed (PrivateCups *cups, BrvWorkspace *workspace)
{
  const BrvExportRequest request = { .flags = BRV_TYPESET_PRINTABLE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) expected =
    brv_workspace_export_bytes (workspace, BRV_EXPORT_PDF, &request, NULL, NULL, NULL, &error);
  g_autofree char *printed = NULL;
  gsize length = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < TIMEOUT_S * 20 && length < g_bytes_get_size (expected); i++)
    {
      g_clear_pointer (&printed, g_free);
      length = 0;
      g_file_get_contents (cups->output, &printed, &length, NULL);
      g_usleep (50000);
    }
  g_assert_cmpmem (printed, length, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
}

static void
test_print (void)
{
  PrivateCups cups = { 0 };
  Story story = { 0 };
  g_autoptr (BrvWorkspace) workspace = NULL;
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  GtkPageRange ranges[] = { { 0, 0 }, { 2, 3 } };

  if (!private_cups_start (&cups))
    {
      g_test_skip ("no print server: the packages cups-daemon and cups-client are not installed");
      return;
    }
  workspace = new_workspace ();
  gtk_enumerate_printers (take_printer_cb, &story, NULL, FALSE);
  wait_for ((gconstpointer *)&story.printer, NULL);

  print (&story, workspace, settings);
  g_assert_no_error (story.error);
  assert_printed (&cups, workspace);

  /* Several ranges would come out as something else than was asked for. */
  gtk_print_settings_set_print_pages (settings, GTK_PRINT_PAGES_RANGES);
  gtk_print_settings_set_page_ranges (settings, ranges, G_N_ELEMENTS (ranges));
  print (&story, workspace, settings);
  g_assert_error (story.error, BRV_PRINT_ERROR, BRV_PRINT_ERROR_RANGES);
  g_clear_error (&story.error);

  /* Pages that the brief does not have. */
  ranges[0].start = ranges[0].end = 90;
  gtk_print_settings_set_page_ranges (settings, ranges, 1);
  print (&story, workspace, settings);
  g_assert_nonnull (story.error);
  g_clear_error (&story.error);

  g_clear_object (&story.printer);
  g_assert_true (brv_workspace_close (workspace, TRUE, NULL));
  g_assert_finalize_object (g_steal_pointer (&workspace));
  private_cups_stop (&cups);
}

int
main (int argc, char *argv[])
{
  g_autofree char *state = g_dir_make_tmp ("brevier-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  g_log_set_writer_func (write_log, NULL, NULL);
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/print-job/print", test_print);

  return g_test_run ();
}
