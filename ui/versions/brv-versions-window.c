/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/versions/brv-versions-window.h"

#include <glib/gi18n-lib.h>

#include "ui/pages/brv-page-view.h"
#include "ui/shared/brv-confirm.h"
#include "ui/shared/brv-question.h"
#include "ui/versions/brv-comparison-view.h"
#include "ui/versions/brv-version-labels.h"
#include "ui/versions/brv-versions-task.h"
#include "workspace/brv-page-service.h"

/* The first two entries of what a version can be compared with. */
#define OTHER_BEFORE 0
#define OTHER_NOW    1
#define N_OTHERS     2

struct _BrvVersionsWindow
{
  AdwWindow parent_instance;

  /* Owned */
  BrvWorkspace *workspace;
  BrvVersions *versions;
  BrvPageService *page_service; /* (nullable): once pages were asked for */
  BrvVersionView *view;         /* (nullable): of the selected version */
  GCancellable *summarizing;
  GCancellable *viewing;
  GPtrArray *details; /* (element-type GtkLabel): of the rows, the latest first; borrowed labels */

  gint selected; /* number of a version; -1: there is none */
  gboolean was_saving;
  gboolean filling; /* the list or the choice is being made: nobody chose */

  /* Template children */
  AdwLeaflet *leaflet;
  AdwHeaderBar *list_bar;
  GtkListBox *list;
  GtkStack *stack;
  GtkStack *changes_stack;
  GtkWidget *changes_button;
  GtkWidget *back_button;
  GtkDropDown *other;
  BrvComparisonView *comparison;
  BrvPageView *pages;
  AdwStatusPage *fault;
};

enum
{
  SIGNAL_SAVE_REQUESTED,
  SIGNAL_RESTORED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvVersionsWindow, brv_versions_window, ADW_TYPE_WINDOW)

/* ---- the list ---- */

static GtkWidget *
new_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
name_row (GtkWidget *row, const BrvVersions *versions, guint version, const char *detail)
{
  g_autofree char *title = brv_version_labels_dup_title (versions, version);
  g_autofree char *time =
    brv_version_labels_dup_time (brv_versions_get_time_us (versions, version), g_get_real_time ());
  g_autofree char *name = g_strjoin (", ", title, g_str_equal (title, time) ? detail : time,
                                     g_str_equal (title, time) ? NULL : detail, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
new_row (BrvVersionsWindow *self, guint version)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *detail = new_line ("", "brv-version-detail");
  const char *name = brv_versions_get_name (self->versions, version);
  g_autofree char *time = brv_version_labels_dup_time (
    brv_versions_get_time_us (self->versions, version), g_get_real_time ());

  if (*name != '\0')
    {
      gtk_box_append (GTK_BOX (box), new_line (name, "brv-version-name"));
      gtk_box_append (GTK_BOX (box), new_line (time, "brv-version-detail"));
    }
  else
    gtk_box_append (GTK_BOX (box), new_line (time, "brv-version-time"));
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_ptr_array_add (self->details, detail);
  name_row (row, self->versions, version, NULL);
  return row;
}

/* The row of a version, the latest of which stands first. */
static gint
row_of (BrvVersionsWindow *self, gint version)
{
  return (gint)brv_versions_get_n (self->versions) - 1 - version;
}

static void
summary_cb (guint version, const char *summary, gpointer user_data)
{
  BrvVersionsWindow *self = user_data;
  const gint row = row_of (self, (gint)version);

  gtk_label_set_label (g_ptr_array_index (self->details, (guint)row), summary);
  name_row (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, row)), self->versions, version,
            summary);
}

/* ---- the selected version ---- */

static gint
get_other (BrvVersionsWindow *self)
{
  const guint selected = gtk_drop_down_get_selected (self->other);

  if (selected == OTHER_BEFORE)
    return self->selected > 0 ? self->selected - 1 : BRV_VERSION_NONE;
  if (selected == OTHER_NOW || selected == GTK_INVALID_LIST_POSITION)
    return BRV_VERSION_NOW;
  return (gint)brv_versions_get_n (self->versions) - 1 - (gint)(selected - N_OTHERS);
}

static void
pages_cb (const BrvPageResult *result, gpointer user_data)
{
  BrvVersionsWindow *self = user_data;

  if (self->view != NULL && result->brief == self->view->state && result->pages != NULL)
    brv_page_view_set_pages (self->pages, result->pages);
}

static void
show_view (BrvVersionsWindow *self)
{
  /* While the buttons of a group change places, only the first one is sure. */
  const gboolean pages = !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->changes_button));

  if (self->selected < 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  if (self->view == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, pages ? "pages" : "changes");
  if (!pages)
    return;
  if (self->page_service == NULL)
    self->page_service = brv_page_service_new (pages_cb, self);
  brv_page_service_request (self->page_service, self->view->state, BRV_TYPESET_NONE);
}

static void
viewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BrvVersionsWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  BrvVersionView *view = brv_versions_view_finish (result, &error);

  /* Also where the window is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "versions.restore",
                                 view != NULL && !brv_workspace_is_read_only (self->workspace));
  if (view == NULL)
    {
      adw_status_page_set_description (self->fault, error->message);
      gtk_stack_set_visible_child_name (self->stack, "fault");
      return;
    }
  g_clear_pointer (&self->view, brv_version_view_free);
  self->view = view;
  gtk_stack_set_visible_child_name (
    self->changes_stack, brv_comparison_is_empty (view->comparison) ? "same" : "differences");
  brv_comparison_view_set (self->comparison, view->comparison);
  show_view (self);
}

static void
load_view (BrvVersionsWindow *self)
{
  if (self->viewing != NULL)
    g_cancellable_cancel (self->viewing);
  g_clear_object (&self->viewing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "versions.restore", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "versions.name",
                                 self->selected >= 0 &&
                                   !brv_workspace_is_read_only (self->workspace));
  if (self->selected < 0)
    {
      show_view (self);
      return;
    }
  self->viewing = g_cancellable_new ();
  brv_versions_view_async (self->versions, brv_workspace_get_brief (self->workspace),
                           self->selected, get_other (self), self->viewing, viewed_cb, self);
}

static void
fill_others (BrvVersionsWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("The version before"));
  gtk_string_list_append (names, _ ("The brief as it is now"));
  for (guint i = brv_versions_get_n (self->versions); i > 0; i--)
    {
      g_autofree char *title = brv_version_labels_dup_title (self->versions, i - 1);

      gtk_string_list_append (names, title);
    }
  gtk_drop_down_set_model (self->other, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->other, OTHER_BEFORE);
}

/* Makes the list anew; @version is to be selected. */
static void
fill (BrvVersionsWindow *self, gint version)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  const gboolean has_focus =
    focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
  GtkListBoxRow *selected;
  GtkWidget *row;
  guint n;

  self->filling = TRUE;
  if (self->summarizing != NULL)
    g_cancellable_cancel (self->summarizing);
  g_clear_object (&self->summarizing);
  g_clear_pointer (&self->versions, brv_versions_unref);
  self->versions = brv_workspace_get_versions (self->workspace);
  n = brv_versions_get_n (self->versions);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_ptr_array_set_size (self->details, 0);
  for (guint i = n; i > 0; i--)
    gtk_list_box_append (self->list, new_row (self, i - 1));
  fill_others (self);
  self->selected = CLAMP (version, -1, (gint)n - 1);
  selected = gtk_list_box_get_row_at_index (self->list, row_of (self, self->selected));
  if (self->selected >= 0)
    gtk_list_box_select_row (self->list, selected);
  if (self->selected >= 0 && has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (selected));
  self->filling = FALSE;
  load_view (self);
  self->summarizing = g_cancellable_new ();
  brv_versions_summarize (self->versions, self->summarizing, summary_cb, self);
}

static void
saved_state_cb (BrvVersionsWindow *self)
{
  const gboolean is_saving = brv_workspace_get_saved_state (self->workspace) == BRV_SAVING;
  const gboolean was_saving = self->was_saving;
  g_autoptr (BrvVersions) versions = NULL;
  guint n;

  /* Only a save brings versions. */
  self->was_saving = is_saving;
  if (is_saving || !was_saving)
    return;
  versions = brv_workspace_get_versions (self->workspace);
  n = brv_versions_get_n (versions);
  if (n == brv_versions_get_n (self->versions))
    {
      gboolean same = TRUE;

      for (guint i = 0; i < n; i++)
        same &=
          brv_versions_get_time_us (versions, i) == brv_versions_get_time_us (self->versions, i) &&
          g_str_equal (brv_versions_get_name (versions, i),
                       brv_versions_get_name (self->versions, i));
      if (same)
        return;
      fill (self, self->selected);
    }
  else
    fill (self, (gint)n - 1);
}

/* ---- what the user does ---- */

static void
row_selected_cb (BrvVersionsWindow *self, GtkListBoxRow *row)
{
  if (self->filling || row == NULL)
    return;
  self->selected = (gint)brv_versions_get_n (self->versions) - 1 - gtk_list_box_row_get_index (row);
  load_view (self);
}

static void
row_activated_cb (BrvVersionsWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
}

static void
back_clicked_cb (BrvVersionsWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
view_chosen_cb (BrvVersionsWindow *self)
{
  show_view (self);
}

static void
other_chosen_cb (BrvVersionsWindow *self)
{
  if (!self->filling)
    load_view (self);
}

static void
folded_cb (BrvVersionsWindow *self)
{
  const gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gtk_widget_set_visible (self->back_button, folded);
  adw_header_bar_set_show_end_title_buttons (self->list_bar, folded);
}

static void
save_answered_cb (const char *name, gpointer user_data)
{
  BrvVersionsWindow *self = user_data;

  if (name != NULL)
    g_signal_emit (self, signals[SIGNAL_SAVE_REQUESTED], 0, name, -1);
}

static void
name_answered_cb (const char *name, gpointer user_data)
{
  BrvVersionsWindow *self = user_data;

  if (name != NULL && self->selected >= 0)
    g_signal_emit (self, signals[SIGNAL_SAVE_REQUESTED], 0, name, self->selected);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  brv_versions_ask_name (GTK_WINDOW (widget), save_answered_cb, g_object_ref (widget),
                         g_object_unref);
}

static void
name_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BrvVersionsWindow *self = BRV_VERSIONS_WINDOW (widget);
  const BrvTextQuestion question = { .heading = _ ("Name This Version"),
                                     .body = _ ("A version with a name is kept for good."),
                                     .entry_label = _ ("Name"),
                                     .accept_label = _ ("_Name") };
  GtkEditable *entry = brv_question_ask_text (GTK_WINDOW (self), &question, name_answered_cb,
                                              g_object_ref (self), g_object_unref);

  gtk_editable_set_text (entry, brv_versions_get_name (self->versions, (guint)self->selected));
  gtk_editable_select_region (entry, 0, -1);
}

static void
restore_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (BrvVersionsWindow) self = g_object_ref (BRV_VERSIONS_WINDOW (widget));
  g_autofree char *title = brv_version_labels_dup_title (self->versions, (guint)self->selected);
  g_autoptr (GError) error = NULL;

  if (self->view == NULL)
    return;
  if (!brv_workspace_restore (self->workspace, self->view->state, &error))
    {
      brv_confirm_tell (GTK_WINDOW (self), _ ("The Version Could Not Be Restored"), error->message);
      return;
    }
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_RESTORED], 0, title);
}

static void
brv_versions_window_dispose (GObject *object)
{
  BrvVersionsWindow *self = BRV_VERSIONS_WINDOW (object);

  if (self->summarizing != NULL)
    g_cancellable_cancel (self->summarizing);
  if (self->viewing != NULL)
    g_cancellable_cancel (self->viewing);
  g_clear_object (&self->summarizing);
  g_clear_object (&self->viewing);
  g_clear_pointer (&self->page_service, brv_page_service_free);
  g_clear_pointer (&self->view, brv_version_view_free);
  g_clear_pointer (&self->versions, brv_versions_unref);
  g_clear_pointer (&self->details, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_VERSIONS_WINDOW);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (brv_versions_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BrvVersionsWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BrvVersionsWindow, list_bar);
  gtk_widget_class_bind_template_child (widget_class, BrvVersionsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, BrvVersionsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BrvVersionsWindow, changes_stack);
  gtk_widget_class_bind_template_child (widget_class, BrvVersionsWindow, changes_button);
  gtk_widget_class_bind_template_child (widget_class, BrvVersionsWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, BrvVersionsWindow, other);
  gtk_widget_class_bind_template_child (widget_class, BrvVersionsWindow, comparison);
  gtk_widget_class_bind_template_child (widget_class, BrvVersionsWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, BrvVersionsWindow, fault);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_chosen_cb);
}

static void
brv_versions_window_class_init (BrvVersionsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_versions_window_dispose;
  g_type_ensure (BRV_TYPE_COMPARISON_VIEW);
  g_type_ensure (BRV_TYPE_PAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-versions-window.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "versions.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "versions.name", NULL, name_action);
  gtk_widget_class_install_action (widget_class, "versions.restore", NULL, restore_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "versions.name", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "versions.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "versions.restore", NULL);

  signals[SIGNAL_SAVE_REQUESTED] =
    g_signal_new ("save-requested", BRV_TYPE_VERSIONS_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[SIGNAL_RESTORED] = g_signal_new ("restored", BRV_TYPE_VERSIONS_WINDOW, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
brv_versions_window_init (BrvVersionsWindow *self)
{
  self->details = g_ptr_array_new ();
  self->selected = -1;
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * brv_versions_window_new:
 * @parent: the window of the brief
 * @workspace: the open brief
 *
 * Returns: (transfer none): the window, not yet presented
 */
BrvVersionsWindow *
brv_versions_window_new (GtkWindow *parent, BrvWorkspace *workspace)
{
  BrvVersionsWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && BRV_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (BRV_TYPE_VERSIONS_WINDOW, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::saved-state", G_CALLBACK (saved_state_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "versions.save",
                                 !brv_workspace_is_read_only (workspace));
  fill (self, G_MAXINT);
  return self;
}

/**
 * brv_versions_ask_name:
 * @parent: the window that the question belongs to
 * @answered: called with the name, %NULL where none was given
 * @user_data: for @answered
 * @destroy: (nullable): frees @user_data after the answer
 *
 * Asks what the present state of the brief is to be called.
 */
void
brv_versions_ask_name (GtkWindow *parent,
                       void (*answered) (const char *name, gpointer user_data),
                       gpointer user_data,
                       GDestroyNotify destroy)
{
  const BrvTextQuestion question = {
    .heading = _ ("Save Version"),
    .body = _ ("The brief as it is now is kept under this name, and you can come back to it."),
    .entry_label = _ ("Name"),
    .accept_label = _ ("_Save")
  };

  brv_question_ask_text (parent, &question, answered, user_data, destroy);
}
