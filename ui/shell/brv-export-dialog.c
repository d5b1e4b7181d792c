/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shell/brv-export-dialog.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-structure.h"
#include "ui/shared/brv-file-dialog.h"

/* How often the bar moves while nobody knows how long it takes. */
#define PULSE_INTERVAL_MS 120

struct _BrvExportDialog
{
  AdwWindow parent_instance;

  /* Owned */
  BrvWorkspace *workspace;
  GCancellable *cancellable; /* (nullable): while it works */
  guint pulse_id;
  gboolean filling; /* the options are being set to what the brief says */

  /* Template children */
  GtkWidget *form;
  GtkWidget *export_button;
  GtkCheckButton *printing;
  AdwExpanderRow *options_row;
  AdwComboRow *paper_row;
  AdwComboRow *notes_row;
  GtkEditable *pages_row;
  AdwActionRow *verdict_row;
  GtkImage *verdict_icon;
  GtkWidget *show_button;
  GtkWidget *warnings_row;
  GtkWidget *reason_row;
  GtkLabel *error_label;
  GtkProgressBar *progress_bar;
};

enum
{
  SIGNAL_EXPORTED,
  SIGNAL_SHOW_CHECKS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const papers[] = { "a4", "letter", NULL };
static const char *const notes[] = { "footnotes", "endnotes", NULL };

G_DEFINE_FINAL_TYPE (BrvExportDialog, brv_export_dialog, ADW_TYPE_WINDOW)

static gboolean
needs_reason (BrvExportDialog *self)
{
  return brv_verdicts_get_n_faults (brv_workspace_get_verdicts (self->workspace)) > 0;
}

/* The last row: whether the quotes are what their sources say. */
static void
show_verdict (BrvExportDialog *self)
{
  const BrvVerdicts *verdicts = brv_workspace_get_verdicts (self->workspace);
  const char *marking =
    brv_brief_get (brv_workspace_get_brief (self->workspace), BRV_BRIEF_FIELD_MARKING);
  guint n_quotes = brv_verdicts_get_n_quotes (verdicts);
  guint n_faults = brv_verdicts_get_n_faults (verdicts);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (n_faults > 0)
    title =
      g_strdup_printf (ngettext ("%u Quote Differs from Its Source or Has None",
                                 "%u Quotes Differ from Their Sources or Have None", n_faults),
                       n_faults);
  else if (n_quotes > 0)
    title = g_strdup_printf (
      ngettext ("The Quote Matches Its Source", "All %u Quotes Match Their Sources", n_quotes),
      n_quotes);
  else
    title = g_strdup (_ ("There Are No Quotes to Check"));
  if (marking != NULL)
    subtitle = g_strdup_printf (_ ("%s on every page. No user name or path in the file."), marking);
  else
    subtitle = g_strdup (_ ("No marking. No user name or path in the file."));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict_row), title);
  adw_action_row_set_subtitle (self->verdict_row, subtitle);
  gtk_image_set_from_icon_name (self->verdict_icon, n_faults > 0 ? "dialog-warning-symbolic"
                                                                 : "object-select-symbolic");
  gtk_widget_set_visible (self->show_button, n_faults > 0);
  gtk_widget_set_visible (self->reason_row, n_faults > 0);
  gtk_widget_set_sensitive (self->export_button,
                            n_faults == 0 ||
                              *gtk_editable_get_text (GTK_EDITABLE (self->reason_row)) != '\0');
  gtk_button_set_label (GTK_BUTTON (self->export_button),
                        n_faults > 0 ? _ ("_Export Anyway…") : _ ("_Export…"));
}

/* What the typesetter could not do as it should. */
static void
show_warnings (BrvExportDialog *self)
{
  const guint n_warnings = brv_workspace_count_page_warnings (self->workspace);
  g_autofree char *title =
    g_strdup_printf (ngettext ("%u Thing to Consider on the Pages",
                               "%u Things to Consider on the Pages", n_warnings),
                     n_warnings);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->warnings_row), title);
  gtk_widget_set_visible (self->warnings_row, n_warnings > 0);
}

/* What is set, on the folded row. */
static void
show_options (BrvExportDialog *self)
{
  const char *pages = gtk_editable_get_text (self->pages_row);
  g_autofree char *page_words =
    *pages != '\0' ? g_strdup_printf (_ ("pages %s"), pages) : g_strdup (_ ("all pages"));
  const char *paper = adw_combo_row_get_selected (self->paper_row) == 0 ? "A4" : _ ("Letter");
  const char *note_words =
    adw_combo_row_get_selected (self->notes_row) == 0 ? _ ("footnotes") : _ ("endnotes");
  /* Translators: paper, kind of notes, range of pages: “A4, footnotes, all pages” */
  g_autofree char *summary = g_strdup_printf (_ ("%s, %s, %s"), paper, note_words, page_words);

  adw_expander_row_set_subtitle (self->options_row, summary);
}

/* Options that belong to the brief are changed there, so that the preview shows the same. */
static void
set_field (BrvExportDialog *self, BrvBriefField field, const char *value)
{
  const char *values[] = { value, NULL };
  const char *old = brv_brief_get (brv_workspace_get_brief (self->workspace), field);

  if (g_strcmp0 (old, value) != 0)
    brv_edit_set_field (brv_workspace_get_document (self->workspace), field, values, NULL);
}

static void
option_changed_cb (BrvExportDialog *self)
{
  if (self->filling)
    return;
  set_field (self, BRV_BRIEF_FIELD_PAPER, papers[adw_combo_row_get_selected (self->paper_row)]);
  set_field (self, BRV_BRIEF_FIELD_NOTES, notes[adw_combo_row_get_selected (self->notes_row)]);
  show_options (self);
}

static guint
index_of (const char *const *values, const char *value)
{
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (g_strcmp0 (values[i], value) == 0)
        return i;
    }
  return 0;
}

static void
fill (BrvExportDialog *self)
{
  const BrvBrief *brief = brv_workspace_get_brief (self->workspace);

  self->filling = TRUE;
  adw_combo_row_set_selected (self->paper_row,
                              index_of (papers, brv_brief_get (brief, BRV_BRIEF_FIELD_PAPER)));
  adw_combo_row_set_selected (self->notes_row,
                              index_of (notes, brv_brief_get (brief, BRV_BRIEF_FIELD_NOTES)));
  self->filling = FALSE;
  show_options (self);
  show_verdict (self);
  show_warnings (self);
}

static gboolean
pulse_cb (gpointer data)
{
  BrvExportDialog *self = data;

  gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
set_working (BrvExportDialog *self, gboolean working)
{
  gtk_widget_set_sensitive (self->export_button, !working);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), working);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  if (working)
    self->pulse_id = g_timeout_add (PULSE_INTERVAL_MS, pulse_cb, self);
}

static void
show_error (BrvExportDialog *self, const GError *error)
{
  gtk_label_set_label (self->error_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}

/* What the callback of an export needs: the dialog may be closed by then. */
typedef struct
{
  GWeakRef dialog;
  char *path;
} ExportCall;

static void
export_call_free (ExportCall *call)
{
  g_weak_ref_clear (&call->dialog);
  g_free (call->path);
  g_free (call);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ExportCall *call = data;
  g_autoptr (BrvExportDialog) self = g_weak_ref_get (&call->dialog);
  g_autoptr (GError) error = NULL;
  gboolean exported = brv_workspace_export_finish (BRV_WORKSPACE (source), result, NULL, &error);

  if (self != NULL)
    {
      g_clear_object (&self->cancellable);
      set_working (self, FALSE);
      show_verdict (self);
    }
  if (self != NULL && exported)
    {
      g_signal_emit (self, signals[SIGNAL_EXPORTED], 0, call->path);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (self != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_error (self, error);
    }
  export_call_free (call);
}

static void
start_export (BrvExportDialog *self, const char *path)
{
  const char *pages = gtk_editable_get_text (self->pages_row);
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason_row));
  const BrvExportRequest request = {
    gtk_check_button_get_active (self->printing) ? BRV_TYPESET_PRINTABLE : BRV_TYPESET_NONE,
    *pages != '\0' ? pages : NULL,
    needs_reason (self) ? reason : NULL,
  };
  ExportCall *call = g_new0 (ExportCall, 1);

  g_weak_ref_init (&call->dialog, self);
  call->path = g_strdup (path);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  set_working (self, TRUE);
  brv_workspace_export_async (self->workspace, path, &request, self->cancellable, exported_cb,
                              call);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BrvExportDialog) self = data;
  g_autoptr (GListModel) files = brv_file_dialog_run_finish (result, NULL);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *with_ending = NULL;

  if (path == NULL || self->workspace == NULL)
    return;
  with_ending =
    g_str_has_suffix (path, ".pdf") ? g_strdup (path) : g_strconcat (path, ".pdf", NULL);
  start_export (self, with_ending);
}

/* The brief's own name and folder, else its title: what the file is most likely to be called. */
static char *
suggest_name (BrvExportDialog *self)
{
  const char *path = brv_workspace_get_path (self->workspace);
  g_autofree char *name =
    path != NULL ? g_filename_display_basename (path) : brv_workspace_dup_title (self->workspace);
  g_autofree char *stem = NULL;

  stem = g_str_has_suffix (name, ".brief") ? g_strndup (name, strlen (name) - strlen (".brief"))
                                           : g_strdelimit (g_strdup (name), "/", '-');
  return g_strconcat (stem, ".pdf", NULL);
}

static void
export_clicked_cb (BrvExportDialog *self)
{
  const char *path = brv_workspace_get_path (self->workspace);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *name = suggest_name (self);
  const BrvFileDialogRequest request = { .kind = BRV_FILE_DIALOG_SAVE,
                                         .title = _ ("Export PDF"),
                                         .accept_label = _ ("_Export"),
                                         .name = name,
                                         .folder = folder };

  brv_file_dialog_run_async (GTK_WINDOW (self), &request, NULL, file_chosen_cb,
                             g_object_ref (self));
}

static void
cancel_clicked_cb (BrvExportDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_clicked_cb (BrvExportDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_CHECKS], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
brv_export_dialog_dispose (GObject *object)
{
  BrvExportDialog *self = BRV_EXPORT_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (brv_export_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, form);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, printing);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, options_row);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, paper_row);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, notes_row);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, pages_row);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, verdict_row);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, show_button);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, warnings_row);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, BrvExportDialog, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, option_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_options);
  gtk_widget_class_bind_template_callback (widget_class, show_verdict);
}

static void
brv_export_dialog_class_init (BrvExportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = brv_export_dialog_dispose;

  signals[SIGNAL_EXPORTED] = g_signal_new ("exported", BRV_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SHOW_CHECKS] = g_signal_new (
    "show-checks", BRV_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
brv_export_dialog_init (BrvExportDialog *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * brv_export_dialog_new:
 * @parent: the window it belongs to
 * @workspace: the brief to export
 *
 * Returns: (transfer none): the dialog, not yet presented
 */
BrvExportDialog *
brv_export_dialog_new (GtkWindow *parent, BrvWorkspace *workspace)
{
  BrvExportDialog *self = g_object_new (BRV_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::pages", G_CALLBACK (show_warnings), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->export_button);
  return self;
}
