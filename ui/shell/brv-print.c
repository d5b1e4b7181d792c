/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/shared/brv-question.h"
#include "ui/shell/brv-print.h"
#include "ui/shell/brv-print-job.h"

/* A paper is known by its width if it differs by less than this. */
#define PAPER_TOLERANCE 2.0

/* One pass through the dialog, until the spooler has the pages. */
typedef struct
{
  GtkWindow *parent;       /* weak */
  AdwToastOverlay *toasts; /* weak */
  GtkApplication *held;    /* (nullable): does not quit meanwhile */
  BrvWorkspace *workspace;
  GtkCheckButton *printable; /* borrowed from the dialog */
  BrvTypesetFlags flags;
  GtkPrinter *printer;
  GtkPrintSettings *settings;
  GtkPageSetup *page_setup;
} Printing;

static void
printing_free (Printing *self)
{
  if (self->held != NULL)
    g_application_release (G_APPLICATION (self->held));
  g_clear_object (&self->held);
  g_clear_weak_pointer (&self->parent);
  g_clear_weak_pointer (&self->toasts);
  g_clear_object (&self->workspace);
  g_clear_object (&self->printer);
  g_clear_object (&self->settings);
  g_clear_object (&self->page_setup);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printing, printing_free)

/* What a dialog holds: it goes with the dialog unless an answer took it. */
static Printing **
hold (Printing *self)
{
  Printing **held = g_new (Printing *, 1);

  *held = self;
  return held;
}

static void
held_free (gpointer data)
{
  Printing **held = data;

  g_clear_pointer (held, printing_free);
  g_free (held);
}

static void
show_error (Printing *self, const GError *error)
{
  GtkWidget *dialog;

  if (self->parent == NULL)
    {
      g_warning ("Could not print: %s", error->message);
      return;
    }
  dialog = adw_message_dialog_new (self->parent, _ ("Could Not Print"), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void send (Printing *self, const char *overrule);

static void
overrule_answered_cb (gboolean accepted, gpointer user_data)
{
  Printing **held = user_data;

  if (accepted)
    send (g_steal_pointer (held), _ ("Printed in spite of the check of quotes"));
}

static void
ask_to_overrule (Printing *self, const GError *error)
{
  const BrvQuestion question = { .heading = _ ("Print With Quotes That Are Not Right?"),
                                 .body = error->message,
                                 .accept_label = _ ("Print _Anyway"),
                                 .destructive = TRUE };

  brv_question_ask (self->parent, &question, overrule_answered_cb, hold (self), held_free);
}

static void
printed_cb (GObject *workspace, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Printing) self = user_data;
  g_autoptr (GError) error = NULL;

  if (brv_print_job_run_finish (BRV_WORKSPACE (workspace), result, &error))
    {
      g_autofree char *message =
        g_markup_printf_escaped (_ ("Sent to “%s”"), gtk_printer_get_name (self->printer));

      if (self->toasts != NULL)
        adw_toast_overlay_add_toast (self->toasts, adw_toast_new (message));
    }
  else if (g_error_matches (error, BRV_WORKSPACE_ERROR, BRV_WORKSPACE_ERROR_REFUSED) &&
           self->parent != NULL)
    {
      ask_to_overrule (g_steal_pointer (&self), error);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_error (self, error);
    }
}

static void
send (Printing *self, const char *overrule)
{
  const BrvPrintRequest request = { self->printer, self->settings, self->page_setup, self->flags,
                                    overrule };

  brv_print_job_run_async (self->workspace, &request, NULL, printed_cb, self);
}

static void
response_cb (GtkPrintUnixDialog *dialog, int response, Printing **held)
{
  if (response == GTK_RESPONSE_OK)
    {
      Printing *self = g_steal_pointer (held);

      self->printer = g_object_ref (gtk_print_unix_dialog_get_selected_printer (dialog));
      self->settings = gtk_print_unix_dialog_get_settings (dialog);
      self->page_setup = g_object_ref (gtk_print_unix_dialog_get_page_setup (dialog));
      self->flags =
        gtk_check_button_get_active (self->printable) ? BRV_TYPESET_PRINTABLE : BRV_TYPESET_NONE;
      send (self, NULL);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A choice with a line of explanation under it. */
static GtkCheckButton *
add_choice (GtkBox *box, const char *label, const char *explanation)
{
  GtkWidget *choice = gtk_check_button_new_with_mnemonic (label);
  GtkWidget *line = gtk_label_new (explanation);

  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_wrap (GTK_LABEL (line), TRUE);
  gtk_widget_set_margin_start (line, 28);
  gtk_widget_set_margin_bottom (line, 12);
  gtk_widget_add_css_class (line, "dim-label");
  gtk_box_append (box, choice);
  gtk_box_append (box, line);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  line, NULL, -1);
  return GTK_CHECK_BUTTON (choice);
}

static void
add_version_tab (Printing *self, GtkPrintUnixDialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkCheckButton *for_screens;

  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  self->printable =
    add_choice (GTK_BOX (box), _ ("For _Printing"),
                _ ("Addresses spelled out as notes. Reads well in black and white."));
  for_screens = add_choice (GTK_BOX (box), _ ("For _Circulation"),
                            _ ("The same pages as in a PDF for screens."));
  gtk_check_button_set_group (for_screens, self->printable);
  gtk_check_button_set_active (self->printable, TRUE);
  gtk_print_unix_dialog_add_custom_tab (dialog, box, gtk_label_new (_ ("Version")));
}

/* The paper of the pages; the printer must not choose another one. */
static GtkPageSetup *
make_page_setup (const BrvPages *pages)
{
  static const char *const names[] = { GTK_PAPER_NAME_A4, GTK_PAPER_NAME_LETTER };
  GtkPageSetup *setup = gtk_page_setup_new ();
  const BrvFrame *frame =
    pages != NULL && brv_pages_get_n_frames (pages) > 0 ? brv_pages_get_frame (pages, 0) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) && frame != NULL; i++)
    {
      GtkPaperSize *size = gtk_paper_size_new (names[i]);
      double width = gtk_paper_size_get_width (size, GTK_UNIT_POINTS);

      if (ABS (width - brv_frame_get_width (frame)) < PAPER_TOLERANCE)
        gtk_page_setup_set_paper_size_and_default_margins (setup, size);
      gtk_paper_size_free (size);
    }
  return setup;
}

/**
 * brv_print_run:
 * @parent: the window of the brief
 * @workspace: the brief
 * @toasts: (nullable): where to say that it was sent
 *
 * Asks for a printer and prints the brief, in its printable version unless the user chooses the
 * other one. The program does not quit before the spooler has the pages; faults are shown in a
 * dialog.
 */
void
brv_print_run (GtkWindow *parent, BrvWorkspace *workspace, AdwToastOverlay *toasts)
{
  Printing *self;
  GtkPrintUnixDialog *dialog;
  g_autoptr (GtkPageSetup) setup = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (BRV_IS_WORKSPACE (workspace));

  self = g_new0 (Printing, 1);
  g_set_weak_pointer (&self->parent, parent);
  g_set_weak_pointer (&self->toasts, toasts);
  self->workspace = g_object_ref (workspace);
  if (gtk_window_get_application (parent) != NULL)
    {
      self->held = g_object_ref (gtk_window_get_application (parent));
      g_application_hold (G_APPLICATION (self->held));
    }

  setup = make_page_setup (brv_workspace_get_pages (workspace));
  dialog = GTK_PRINT_UNIX_DIALOG (gtk_print_unix_dialog_new (_ ("Print"), parent));
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_print_unix_dialog_set_manual_capabilities (dialog, GTK_PRINT_CAPABILITY_GENERATE_PDF);
  gtk_print_unix_dialog_set_page_setup (dialog, setup);
  add_version_tab (self, dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), hold (self),
                         (GClosureNotify)(void (*) (void))held_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
