/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-import-card.h"

struct _BrvImportCard
{
  GtkWidget parent_instance;

  /* Owned */
  BrvImportJob *job;

  gboolean from_files; /* so that a failed input can be tried again by its path */

  /* Template children */
  GtkWidget *stack;
  GtkWidget *progress_title;
  GtkWidget *progress_count;
  GtkWidget *progress_bar;
  GtkWidget *progress_detail;
  GtkWidget *result_title;
  GtkWidget *result_box;
  GtkWidget *result_summary;
  GtkWidget *retry_button;
};

enum
{
  SIGNAL_RETRY,
  SIGNAL_CLOSED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (BrvImportCard, brv_import_card, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static guint
count_failures (const BrvImportOutcome *outcomes, guint n_outcomes)
{
  guint n_failed = 0;

  for (guint i = 0; i < n_outcomes; i++)
    n_failed += outcomes[i].error != NULL &&
                !g_error_matches (outcomes[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return n_failed;
}

static void
update_progress_cb (BrvImportCard *self)
{
  BrvTask *task = brv_import_job_get_task (self->job);
  guint n_inputs = brv_import_job_get_n_inputs (self->job);
  const char *detail = brv_task_get_detail (task);
  double progress = brv_task_get_progress (task);
  g_autofree char *name = detail == NULL ? NULL : g_path_get_basename (detail);
  guint n_done = brv_import_job_get_n_done (self->job);

  if (progress < 0)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress_bar));
  else
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar), CLAMP (progress, 0, 1));
  if (n_inputs > 1)
    {
      g_autofree char *count =
        g_strdup_printf (/* TRANSLATORS: as in "14 of 23" files. */
                         _ ("%u of %u"), MIN (n_done + 1, n_inputs), n_inputs);

      gtk_label_set_label (GTK_LABEL (self->progress_count), count);
    }
  gtk_label_set_label (GTK_LABEL (self->progress_detail), name == NULL ? "" : name);
}

static void
append_failure (BrvImportCard *self, const BrvImportOutcome *outcome)
{
  g_autofree char *base = g_path_get_basename (outcome->name);
  g_autofree char *shown = g_filename_display_name (base);
  GtkWidget *name = gtk_label_new (shown);
  GtkWidget *reason = gtk_label_new (outcome->error->message);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (name, outcome->name);
  gtk_widget_add_css_class (name, "brv-row-title");
  gtk_label_set_xalign (GTK_LABEL (reason), 0);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (reason), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (reason, "brv-row-byline");
  gtk_widget_add_css_class (reason, "brv-soft");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), reason);
  gtk_box_append (GTK_BOX (self->result_box), box);
}

static void
show_failures (BrvImportCard *self,
               const BrvImportOutcome *outcomes,
               guint n_outcomes,
               guint n_failed)
{
  g_autofree char *title = NULL;
  g_autofree char *summary = brv_import_card_dup_summary (outcomes, n_outcomes);

  if (n_outcomes == 1)
    title = g_strdup (_ ("The Source Could Not Be Added"));
  else
    title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u Files Could Not Be Added",
                                          "%u of %u Files Could Not Be Added", n_failed),
                             n_failed, n_outcomes);
  gtk_label_set_label (GTK_LABEL (self->result_title), title);
  gtk_label_set_label (GTK_LABEL (self->result_summary), summary == NULL ? "" : summary);
  gtk_widget_set_visible (self->retry_button, self->from_files);
  for (guint i = 0; i < n_outcomes; i++)
    if (outcomes[i].error != NULL &&
        !g_error_matches (outcomes[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      append_failure (self, &outcomes[i]);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "result");
}

static void
job_finished_cb (BrvImportCard *self)
{
  const BrvImportOutcome *outcomes;
  guint n_outcomes = 0;
  guint n_failed;

  outcomes = brv_import_job_get_outcomes (self->job, &n_outcomes);
  n_failed = count_failures (outcomes, n_outcomes);
  if (n_failed > 0)
    {
      show_failures (self, outcomes, n_outcomes, n_failed);
    }
  else
    {
      g_autofree char *summary = brv_import_card_dup_summary (outcomes, n_outcomes);

      g_signal_emit (self, signals[SIGNAL_CLOSED], 0, summary);
    }
}

static void
stop_clicked_cb (BrvImportCard *self)
{
  brv_task_cancel (brv_import_job_get_task (self->job));
}

static void
close_clicked_cb (BrvImportCard *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, NULL);
}

static void
retry_clicked_cb (BrvImportCard *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;
  const BrvImportOutcome *outcomes;
  guint n_outcomes = 0;

  outcomes = brv_import_job_get_outcomes (self->job, &n_outcomes);
  for (guint i = 0; i < n_outcomes; i++)
    if (outcomes[i].error != NULL)
      g_strv_builder_add (builder, outcomes[i].name);
  paths = g_strv_builder_end (builder);
  g_object_ref (self);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, NULL);
  g_signal_emit (self, signals[SIGNAL_RETRY], 0, paths);
  g_object_unref (self);
}

static void
brv_import_card_dispose (GObject *object)
{
  BrvImportCard *self = BRV_IMPORT_CARD (object);

  g_clear_object (&self->job);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_IMPORT_CARD);
  G_OBJECT_CLASS (brv_import_card_parent_class)->dispose (object);
}

static void
brv_import_card_class_init (BrvImportCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_import_card_dispose;

  signals[SIGNAL_RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "import-card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-import-card.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, stack);
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, progress_title);
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, progress_count);
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, progress_detail);
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, result_title);
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, result_box);
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, result_summary);
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
}

static void
brv_import_card_init (BrvImportCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * brv_import_card_new:
 * @job: a running import
 * @from_files: whether its inputs are files, which can be tried again
 *
 * Returns: the card
 */
GtkWidget *
brv_import_card_new (BrvImportJob *job, gboolean from_files)
{
  BrvImportCard *self;

  g_return_val_if_fail (BRV_IS_IMPORT_JOB (job), NULL);

  self = g_object_new (BRV_TYPE_IMPORT_CARD, NULL);
  self->job = g_object_ref (job);
  self->from_files = from_files;
  if (brv_import_job_get_n_inputs (job) == 1)
    gtk_label_set_label (GTK_LABEL (self->progress_title), _ ("Adding Source"));
  g_signal_connect_object (brv_import_job_get_task (job), "notify", G_CALLBACK (update_progress_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "finished", G_CALLBACK (job_finished_cb), self, G_CONNECT_SWAPPED);
  update_progress_cb (self);
  return GTK_WIDGET (self);
}

/**
 * brv_import_card_dup_summary:
 * @outcomes: (array length=n_outcomes): what became of the inputs
 * @n_outcomes: how many there are
 *
 * Returns: (transfer full) (nullable): what went well, as in "19 added, 2 already here", or
 *   NULL where nothing did
 */
char *
brv_import_card_dup_summary (const BrvImportOutcome *outcomes, guint n_outcomes)
{
  guint n_added = 0;
  guint n_duplicate = 0;

  for (guint i = 0; i < n_outcomes; i++)
    {
      if (outcomes[i].error != NULL)
        continue;
      if (outcomes[i].duplicate)
        n_duplicate++;
      else
        n_added++;
    }
  if (n_added == 0 && n_duplicate == 0)
    return NULL;
  if (n_duplicate == 0)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u source added", "%u sources added", n_added), n_added);
  if (n_added == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u source was already here",
                                         "%u sources were already here", n_duplicate),
                            n_duplicate);
  /* TRANSLATORS: how many sources came and how many the brief had before. */
  return g_strdup_printf (_ ("%u added, %u already here"), n_added, n_duplicate);
}
