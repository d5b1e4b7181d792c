/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-import-card.h"

/* One row of the list of what could not be added. */
#define BRV_TYPE_IMPORT_FAILURE (brv_import_failure_get_type ())
G_DECLARE_FINAL_TYPE (BrvImportFailure, brv_import_failure, BRV, IMPORT_FAILURE, GObject)

/* About four names, each with two lines of its reason, are seen without scrolling. */
#define MAX_LIST_HEIGHT_PX 200

struct _BrvImportFailure
{
  GObject parent_instance;

  /* Owned */
  char *path; /* or what the clipboard's content is called */
  char *reason;
};

G_DEFINE_FINAL_TYPE (BrvImportFailure, brv_import_failure, G_TYPE_OBJECT)

struct _BrvImportCard
{
  GtkWidget parent_instance;

  /* Owned */
  BrvImportJob *job;
  GListStore *failures; /* (element-type BrvImportFailure) */

  gboolean can_retry; /* what failed is named by its path or address */

  /* Template children */
  GtkWidget *stack;
  GtkWidget *progress_title;
  GtkWidget *progress_count;
  GtkWidget *progress_bar;
  GtkWidget *progress_detail;
  GtkWidget *result_title;
  GtkWidget *result_list;
  GtkWidget *result_scroller;
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

static void
brv_import_failure_finalize (GObject *object)
{
  BrvImportFailure *self = BRV_IMPORT_FAILURE (object);

  g_free (self->path);
  g_free (self->reason);
  G_OBJECT_CLASS (brv_import_failure_parent_class)->finalize (object);
}

static void
brv_import_failure_class_init (BrvImportFailureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = brv_import_failure_finalize;
}

static void
brv_import_failure_init (BrvImportFailure *self)
{
}

/* The name of a file; of an address all but its scheme. */
static char *
dup_shown_name (const char *path)
{
  g_autofree char *base = NULL;

  if (g_str_has_prefix (path, "http://") || g_str_has_prefix (path, "https://"))
    return g_strdup (strstr (path, "://") + strlen ("://"));
  base = g_path_get_basename (path);
  return g_filename_display_name (base);
}

static gboolean
is_failure (const BrvImportOutcome *outcome)
{
  return outcome->error != NULL && !outcome->passed_over &&
         !g_error_matches (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
update_progress_cb (BrvImportCard *self)
{
  BrvTask *task = brv_import_job_get_task (self->job);
  guint n_inputs = brv_import_job_get_n_inputs (self->job);
  const char *detail = brv_task_get_detail (task);
  double progress = brv_task_get_progress (task);
  g_autofree char *name = detail == NULL ? NULL : dup_shown_name (detail);
  guint n_done = brv_import_job_get_n_done (self->job);

  if (progress < 0)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress_bar));
  else
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar), CLAMP (progress, 0, 1));
  gtk_label_set_label (GTK_LABEL (self->progress_title),
                       n_inputs == 1 ? _ ("Adding Source") : _ ("Adding Sources"));
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
failure_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *reason = gtk_label_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (name, "brv-row-title");
  gtk_label_set_xalign (GTK_LABEL (reason), 0);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (reason), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (reason, "brv-row-byline");
  gtk_widget_add_css_class (reason, "brv-soft");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), reason);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
failure_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  BrvImportFailure *failure = gtk_list_item_get_item (item);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *reason = gtk_widget_get_next_sibling (name);
  g_autofree char *shown = dup_shown_name (failure->path);

  gtk_label_set_label (GTK_LABEL (name), shown);
  gtk_widget_set_tooltip_text (name, failure->path);
  gtk_label_set_label (GTK_LABEL (reason), failure->reason);
}

static gboolean
fit_list_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  BrvImportCard *self = BRV_IMPORT_CARD (widget);
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->result_scroller);
  const double height = gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (scroller));

  gtk_scrolled_window_set_min_content_height (scroller, MIN ((gint)height, MAX_LIST_HEIGHT_PX));
  return G_SOURCE_REMOVE;
}

/* The list itself takes each reason for one line, which most are not. How high it is, it knows when
 * its rows have got their width; and what it knows then counts from the next frame on. */
static void
list_height_cb (BrvImportCard *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), fit_list_cb, NULL, NULL);
}

static void
show_failures (BrvImportCard *self,
               const BrvImportOutcome *outcomes,
               guint n_outcomes,
               const BrvImportTally *tally)
{
  const guint n_files = brv_import_job_get_n_inputs (self->job) - tally->n_passed_over;
  g_autofree char *title = brv_import_card_dup_title (tally, n_files);
  g_autofree char *summary = brv_import_card_dup_summary (tally);
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_object_unref);

  gtk_label_set_label (GTK_LABEL (self->result_title), title);
  gtk_label_set_label (GTK_LABEL (self->result_summary), summary == NULL ? "" : summary);
  gtk_widget_set_visible (self->result_summary, summary != NULL);
  gtk_widget_set_visible (self->retry_button, self->can_retry);
  for (guint i = 0; i < n_outcomes; i++)
    if (is_failure (&outcomes[i]))
      {
        BrvImportFailure *failure = g_object_new (BRV_TYPE_IMPORT_FAILURE, NULL);

        failure->path = g_strdup (outcomes[i].name);
        failure->reason = g_strdup (outcomes[i].error->message);
        g_ptr_array_add (failures, failure);
      }
  g_list_store_splice (self->failures, 0, 0, failures->pdata, failures->len);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "result");
}

static void
job_finished_cb (BrvImportCard *self)
{
  const BrvImportOutcome *outcomes;
  guint n_outcomes = 0;
  const BrvImportTally tally = brv_import_job_count (self->job);

  outcomes = brv_import_job_get_outcomes (self->job, &n_outcomes);
  if (tally.n_failed > 0)
    {
      show_failures (self, outcomes, n_outcomes, &tally);
    }
  else
    {
      g_autofree char *summary = brv_import_card_dup_summary (&tally);

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
    if (outcomes[i].error != NULL && !outcomes[i].passed_over)
      g_strv_builder_add (builder, outcomes[i].name);
  paths = g_strv_builder_end (builder);
  g_object_ref (self);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, NULL);
  g_signal_emit (self, signals[SIGNAL_RETRY], 0, paths);
  g_object_unref (self);
}

/* The whole result as text, for a message to whoever made the files. */
static void
copy_clicked_cb (BrvImportCard *self)
{
  GString *text = g_string_new (gtk_label_get_label (GTK_LABEL (self->result_title)));
  const char *summary = gtk_label_get_label (GTK_LABEL (self->result_summary));
  GListModel *failures = G_LIST_MODEL (self->failures);

  if (*summary != '\0')
    g_string_append_printf (text, "\n%s", summary);
  g_string_append (text, "\n");
  for (guint i = 0; i < g_list_model_get_n_items (failures); i++)
    {
      g_autoptr (BrvImportFailure) failure = g_list_model_get_item (failures, i);
      g_autofree char *path = g_filename_display_name (failure->path);

      g_string_append_printf (text, "\n%s\t%s", path, failure->reason);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  g_string_free (text, TRUE);
}

static void
brv_import_card_dispose (GObject *object)
{
  BrvImportCard *self = BRV_IMPORT_CARD (object);

  g_clear_object (&self->job);
  g_clear_object (&self->failures);
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
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, result_list);
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, result_scroller);
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, result_summary);
  gtk_widget_class_bind_template_child (widget_class, BrvImportCard, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, failure_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, failure_bind_cb);
}

static void
brv_import_card_init (BrvImportCard *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->failures = g_list_store_new (BRV_TYPE_IMPORT_FAILURE);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->failures)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->result_list), GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->result_scroller)),
    "notify::upper", G_CALLBACK (list_height_cb), self, G_CONNECT_SWAPPED);
}

/**
 * brv_import_card_new:
 * @job: a running import
 * @can_retry: whether its inputs are files or an address, which can be tried again
 *
 * Returns: the card
 */
GtkWidget *
brv_import_card_new (BrvImportJob *job, gboolean can_retry)
{
  BrvImportCard *self;

  g_return_val_if_fail (BRV_IS_IMPORT_JOB (job), NULL);

  self = g_object_new (BRV_TYPE_IMPORT_CARD, NULL);
  self->job = g_object_ref (job);
  self->can_retry = can_retry;
  g_signal_connect_object (brv_import_job_get_task (job), "notify", G_CALLBACK (update_progress_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "finished", G_CALLBACK (job_finished_cb), self, G_CONNECT_SWAPPED);
  update_progress_cb (self);
  return GTK_WIDGET (self);
}

/**
 * brv_import_card_forget:
 * @self: a card
 * @path: a file
 *
 * Takes the file off the list of what could not be added; a card without any closes.
 */
void
brv_import_card_forget (BrvImportCard *self, const char *path)
{
  GListModel *failures;
  gboolean forgotten = FALSE;

  g_return_if_fail (BRV_IS_IMPORT_CARD (self) && path != NULL);

  failures = G_LIST_MODEL (self->failures);
  for (guint i = g_list_model_get_n_items (failures); i-- > 0;)
    {
      g_autoptr (BrvImportFailure) failure = g_list_model_get_item (failures, i);

      if (g_strcmp0 (failure->path, path) != 0)
        continue;
      g_list_store_remove (self->failures, i);
      forgotten = TRUE;
    }
  if (forgotten && g_list_model_get_n_items (failures) == 0)
    close_clicked_cb (self);
}

/**
 * brv_import_card_dup_title:
 * @tally: what became of the inputs, of which some failed
 * @n_files: how many files there were, without those passed over; one may hold several sources
 *
 * Returns: (transfer full): what the card is called then
 */
char *
brv_import_card_dup_title (const BrvImportTally *tally, guint n_files)
{
  if (n_files > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u Files Could Not Be Added",
                                         "%u of %u Files Could Not Be Added", tally->n_failed),
                            tally->n_failed, n_files);
  if (tally->n_added + tally->n_duplicates > 0)
    return g_strdup (_ ("Not All Sources Could Be Added"));
  return g_strdup (_ ("The Source Could Not Be Added"));
}

static void
add_part (GStrvBuilder *parts, char *part)
{
  g_strv_builder_add (parts, part);
  g_free (part);
}

/**
 * brv_import_card_dup_summary:
 * @tally: what became of the inputs
 *
 * Returns: (transfer full) (nullable): all but the failures, as in "19 added, 2 already here", or
 *   NULL where there were only failures
 */
char *
brv_import_card_dup_summary (const BrvImportTally *tally)
{
  g_autoptr (GStrvBuilder) parts = NULL;
  g_auto (GStrv) strings = NULL;

  if (tally->n_added + tally->n_duplicates + tally->n_passed_over + tally->n_cancelled == 0)
    return NULL;
  if (tally->n_duplicates + tally->n_passed_over + tally->n_cancelled == 0)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u source added", "%u sources added", tally->n_added),
      tally->n_added);
  if (tally->n_added + tally->n_passed_over + tally->n_cancelled == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u source was already here",
                                         "%u sources were already here", tally->n_duplicates),
                            tally->n_duplicates);
  parts = g_strv_builder_new ();
  if (tally->n_added > 0)
    add_part (
      parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u added", "%u added", tally->n_added),
                              tally->n_added));
  if (tally->n_duplicates > 0)
    add_part (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u already here",
                                                   "%u already here", tally->n_duplicates),
                                      tally->n_duplicates));
  if (tally->n_passed_over > 0)
    add_part (parts,
              /* TRANSLATORS: pictures and programs that lay in a folder among the articles. */
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u other file passed over",
                                            "%u other files passed over", tally->n_passed_over),
                               tally->n_passed_over));
  if (tally->n_cancelled > 0)
    add_part (
      parts,
      /* TRANSLATORS: files that came too late, as the user stopped the import. */
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u left", "%u left", tally->n_cancelled),
                       tally->n_cancelled));
  strings = g_strv_builder_end (parts);
  /* TRANSLATORS: between the parts of a list, as in "19 added, 2 already here". */
  return g_strjoinv (_ (", "), strings);
}
