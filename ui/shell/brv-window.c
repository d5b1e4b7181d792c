/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/shell/brv-banner.h"
#include "ui/shell/brv-window-private.h"

#define DEFAULT_WIDTH_PX  1180
#define DEFAULT_HEIGHT_PX 780

enum
{
  SIGNAL_OPEN_PATH_REQUESTED,
  SIGNAL_SAMPLE_REQUESTED,
  SIGNAL_NEW_BRIEF_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvWindow, brv_window, ADW_TYPE_APPLICATION_WINDOW)

/* CSS of GTK 4.8 cannot ask for high contrast. */
static void
high_contrast_cb (BrvWindow *self)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (GTK_WIDGET (self), "hc");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "hc");
}

static void
new_brief_cb (BrvWindow *self, const char *template_name)
{
  g_signal_emit (self, signals[SIGNAL_NEW_BRIEF_REQUESTED], 0, template_name);
}

static void
open_brief_cb (BrvWindow *self, const char *path)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_PATH_REQUESTED], 0, path);
}

static void
open_sample_cb (BrvWindow *self)
{
  g_signal_emit (self, signals[SIGNAL_SAMPLE_REQUESTED], 0);
}

static void
build_start_page (BrvWindow *self)
{
  GtkWidget *start_page = brv_start_page_new (self->recent);

  self->start_page = start_page;
  gtk_widget_set_vexpand (start_page, TRUE);
  gtk_box_append (GTK_BOX (self->start_box), start_page);
  g_signal_connect_object (start_page, "new-brief", G_CALLBACK (new_brief_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (start_page, "open-brief", G_CALLBACK (open_brief_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (start_page, "open-sample", G_CALLBACK (open_sample_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_title (BrvWindow *self)
{
  g_autofree char *title = brv_workspace_dup_title (self->workspace);

  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
journal_failed_cb (BrvWorkspace *workspace, const GError *error, BrvWindow *self)
{
  g_autofree char *text =
    g_strdup_printf (_ ("Changes are not being kept safe: %s Save the brief now."), error->message);

  /* As long as it takes to be read. */
  brv_window_show_banner (self, brv_banner_new (text));
}

static gboolean
brv_window_close_request (GtkWindow *window)
{
  BrvWindow *self = BRV_WINDOW (window);

  if (!brv_window_confirm_close (self))
    return TRUE;
  brv_window_store_state (self);
  return GTK_WINDOW_CLASS (brv_window_parent_class)->close_request (window);
}

/* A window that opens with a brief never shows the start page. */
static void
brv_window_show (GtkWidget *widget)
{
  BrvWindow *self = BRV_WINDOW (widget);

  if (self->workspace == NULL && self->start_page == NULL)
    build_start_page (self);
  GTK_WIDGET_CLASS (brv_window_parent_class)->show (widget);
}

static void
brv_window_dispose (GObject *object)
{
  BrvWindow *self = BRV_WINDOW (object);

  g_clear_weak_pointer (&self->versions);
  g_clear_weak_pointer (&self->changed_banner);
  g_clear_object (&self->file_watch);
  brv_window_clear_panes (self);
  g_clear_weak_pointer (&self->settings);
  g_clear_object (&self->end_buttons);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_WINDOW);
  g_clear_object (&self->workspace);
  g_clear_object (&self->recent);
  g_clear_pointer (&self->last_path, g_free);

  G_OBJECT_CLASS (brv_window_parent_class)->dispose (object);
}

static void
brv_window_class_init (BrvWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_window_dispose;
  widget_class->show = brv_window_show;
  GTK_WINDOW_CLASS (klass)->close_request = brv_window_close_request;

  signals[SIGNAL_OPEN_PATH_REQUESTED] =
    g_signal_new ("open-path-requested", BRV_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SAMPLE_REQUESTED] = g_signal_new (
    "sample-requested", BRV_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_NEW_BRIEF_REQUESTED] =
    g_signal_new ("new-brief-requested", BRV_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (BRV_TYPE_SECTION_SHELF);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, BrvWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BrvWindow, start_box);
  gtk_widget_class_bind_template_child (widget_class, BrvWindow, start_header_bar);
  gtk_widget_class_bind_template_child (widget_class, BrvWindow, brief_overlay);
  gtk_widget_class_bind_template_child (widget_class, BrvWindow, shelf);
  brv_window_class_add_bindings (widget_class);
}

static void
brv_window_init (BrvWindow *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_size (GTK_WINDOW (self), DEFAULT_WIDTH_PX, DEFAULT_HEIGHT_PX);
  self->focused_pane = BRV_PANE_BRIEF;
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (high_contrast_cb), self,
                           G_CONNECT_SWAPPED);
  high_contrast_cb (self);
  brv_window_add_actions (self);
  brv_window_add_drop_targets (self);
}

/**
 * brv_window_new:
 * @application: the application
 * @recent: the briefs that were open last
 *
 * Returns: (transfer none): a window with the start page, not yet presented
 */
BrvWindow *
brv_window_new (GtkApplication *application, BrvRecentBriefs *recent)
{
  BrvWindow *self = g_object_new (BRV_TYPE_WINDOW, "application", application, NULL);

  self->recent = g_object_ref (recent);
  brv_window_load_state (self);
  return self;
}

/**
 * brv_window_get_workspace:
 * @self: a window
 *
 * Returns: (nullable): the open brief; %NULL while the start page is shown
 */
BrvWorkspace *
brv_window_get_workspace (BrvWindow *self)
{
  g_return_val_if_fail (BRV_IS_WINDOW (self), NULL);

  return self->workspace;
}

static void
refused_cb (BrvWindow *self)
{
  brv_window_show_message (self, _ ("This brief is read-only. Open a copy to change it."), NULL);
}

static void
make_read_only (BrvWindow *self)
{
  BrvDocument *document = brv_workspace_get_document (self->workspace);

  brv_document_set_read_only (document);
  g_signal_connect_object (document, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  brv_brief_pane_set_read_only (self->brief);
}

/**
 * brv_window_set_workspace:
 * @self: a window that shows the start page
 * @workspace: a brief
 *
 * Opens a brief in the window.
 */
void
brv_window_set_workspace (BrvWindow *self, BrvWorkspace *workspace)
{
  BrvPlace caret;

  g_return_if_fail (BRV_IS_WINDOW (self) && self->workspace == NULL);
  g_return_if_fail (BRV_IS_WORKSPACE (workspace));

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::title", G_CALLBACK (show_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "journal-failed", G_CALLBACK (journal_failed_cb), self, 0);
  brv_window_build_panes (self);
  brv_window_watch_file (self);
  if (brv_workspace_is_read_only (workspace))
    make_read_only (self);
  gtk_stack_set_visible_child_name (self->stack, "brief");
  brv_workspace_set_preview (workspace, TRUE, BRV_TYPESET_NONE);
  show_title (self);
  brv_window_update_actions (self);
  brv_window_remember_brief (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->brief));
  brv_window_restore_place (self);
  caret = brv_brief_pane_get_caret (self->brief);
  brv_pages_pane_follow (self->pages, caret.id, caret.at);
}

/*
 * brv_window_clear_workspace:
 * @self: a window whose brief is closed
 *
 * Shows the start page again, where another brief may be opened.
 */
void
brv_window_clear_workspace (BrvWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "start");
  if (self->versions != NULL)
    gtk_window_destroy (GTK_WINDOW (self->versions));
  if (self->settings != NULL)
    gtk_window_destroy (self->settings);
  g_clear_object (&self->file_watch);
  g_clear_weak_pointer (&self->changed_banner);
  brv_window_store_state (self);
  brv_window_clear_panes (self);
  g_clear_object (&self->end_buttons);
  g_clear_object (&self->workspace);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Brevier"));
  brv_window_update_actions (self);
}

/**
 * brv_window_import_files:
 * @self: a window with a brief
 * @files: (element-type GFile): articles
 *
 * Adds articles to the brief and shows that it does.
 */
void
brv_window_import_files (BrvWindow *self, GListModel *files)
{
  g_return_if_fail (BRV_IS_WINDOW (self) && self->workspace != NULL);

  brv_window_show_pane (self, BRV_PANE_SOURCES, FALSE);
  brv_sources_pane_import_files (self->sources, files);
}

/**
 * brv_window_show_message:
 * @self: a window
 * @text: what happened
 * @block_id: (nullable): a block that it happened to; the message offers to show it
 *
 * Tells something that needs no answer.
 */
void
brv_window_show_message (BrvWindow *self, const char *text, const BrvId *block_id)
{
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  g_return_if_fail (BRV_IS_WINDOW (self) && text != NULL);

  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  if (block_id != NULL && !brv_id_is_none (*block_id))
    {
      g_autofree char *id = brv_id_to_string (*block_id);

      adw_toast_set_button_label (toast, _ ("Show"));
      adw_toast_set_action_name (toast, "win.show-block");
      adw_toast_set_action_target (toast, "s", id);
    }
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * brv_window_show_banner:
 * @self: a window with a brief
 * @banner: (transfer floating): a BrvBanner with what the user has to know
 *
 * Tells something that stays until the user has taken note of it.
 */
void
brv_window_show_banner (BrvWindow *self, GtkWidget *banner)
{
  g_return_if_fail (BRV_IS_WINDOW (self) && self->brief != NULL);

  brv_brief_pane_add_banner (self->brief, banner);
}

/**
 * brv_window_get_last_path:
 * @self: a window
 *
 * Returns: (nullable): the file of its brief, also when that was closed
 */
const char *
brv_window_get_last_path (BrvWindow *self)
{
  const char *path;

  g_return_val_if_fail (BRV_IS_WINDOW (self), NULL);

  path = self->workspace != NULL ? brv_workspace_get_path (self->workspace) : NULL;
  return path != NULL ? path : self->last_path;
}
