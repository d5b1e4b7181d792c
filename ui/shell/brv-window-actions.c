/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the menus and keys of the window do. */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/shared/brv-file-dialog.h"
#include "ui/shell/brv-application.h"
#include "ui/shell/brv-document-settings.h"
#include "ui/shell/brv-export-dialog.h"
#include "ui/shell/brv-print.h"
#include "ui/shell/brv-window-private.h"

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_application_open_start (
    BRV_APPLICATION (gtk_window_get_application (GTK_WINDOW (user_data))));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvWindow) self = user_data;
  g_autoptr (GListModel) files = brv_file_dialog_run_finish (result, NULL);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    g_signal_emit_by_name (self, "open-path-requested", path);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;
  g_autoptr (GtkFileFilter) briefs = gtk_file_filter_new ();
  GtkFileFilter *filters[] = { briefs, NULL };
  const BrvFileDialogRequest request = { .kind = BRV_FILE_DIALOG_OPEN,
                                         .title = _ ("Open Brief"),
                                         .accept_label = _ ("_Open"),
                                         .filters = filters };

  gtk_file_filter_set_name (briefs, _ ("Briefs"));
  gtk_file_filter_add_pattern (briefs, "*.brief");
  brv_file_dialog_run_async (GTK_WINDOW (self), &request, NULL, file_chosen_cb,
                             g_object_ref (self));
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_window_save (user_data);
}

static void
save_as_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_window_save_as (user_data);
}

static void
open_changed_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_window_open_changed (user_data);
}

static void
share_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_window_share (user_data);
}

static void
save_version_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_window_ask_version (user_data);
}

static void
versions_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_window_show_versions (user_data);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_brief_pane_undo (BRV_WINDOW (user_data)->brief);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_brief_pane_redo (BRV_WINDOW (user_data)->brief);
}

static void
add_sources_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;

  brv_window_show_pane (self, BRV_PANE_SOURCES, FALSE);
  brv_sources_pane_choose_files (self->sources);
}

static void
add_address_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;

  brv_window_show_pane (self, BRV_PANE_SOURCES, FALSE);
  brv_sources_pane_ask_address (self->sources);
}

static void
exported_cb (BrvWindow *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("“%s” exported"), name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _ ("Open"));
  adw_toast_set_action_name (toast, "win.open-exported");
  adw_toast_set_action_target (toast, "s", path);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
show_checks (BrvWindow *self)
{
  brv_pages_pane_show_checks (self->pages, TRUE);
  brv_window_show_pane (self, BRV_PANE_PAGES, TRUE);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;
  BrvExportDialog *dialog;

  if (brv_workspace_get_verdicts (self->workspace) == NULL)
    return;
  brv_brief_pane_commit (self->brief);
  dialog = brv_export_dialog_new (GTK_WINDOW (self), self->workspace);
  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "show-checks", G_CALLBACK (show_checks), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* One at a time: it stays open beside the window while one writes on. */
static void
document_settings_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;

  brv_brief_pane_commit (self->brief);
  if (self->settings == NULL)
    g_set_weak_pointer (
      &self->settings, GTK_WINDOW (brv_document_settings_new (GTK_WINDOW (self), self->workspace)));
  gtk_window_present (self->settings);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;

  brv_brief_pane_commit (self->brief);
  brv_print_run (GTK_WINDOW (self), self->workspace, self->toast_overlay);
}

static void
open_exported_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (GTK_WINDOW (user_data), uri, GDK_CURRENT_TIME);
}

static void
show_block_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;
  BrvId id;

  if (!brv_id_parse (g_variant_get_string (parameter, NULL), &id))
    return;
  brv_window_show_pane (self, BRV_PANE_BRIEF, FALSE);
  brv_brief_pane_reveal (self->brief, id, 0, TRUE);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;

  if (brv_window_get_focused_pane (self) == BRV_PANE_SOURCES)
    brv_sources_pane_find (self->sources);
  else
    {
      brv_window_show_pane (self, BRV_PANE_BRIEF, FALSE);
      brv_brief_pane_find (self->brief);
    }
}

static void
search_library_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;

  brv_window_show_pane (self, BRV_PANE_SOURCES, TRUE);
  brv_sources_pane_show_library (self->sources);
}

static void
zoom_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;
  const gint step = g_variant_get_int32 (parameter);

  switch (brv_window_get_focused_pane (self))
    {
    case BRV_PANE_SOURCES:
      brv_sources_pane_zoom (self->sources, step);
      break;
    case BRV_PANE_PAGES:
      brv_pages_pane_zoom (self->pages, step);
      break;
    case BRV_PANE_BRIEF:
    case BRV_N_PANES:
    default:
      brv_brief_pane_zoom (self->brief, step);
      break;
    }
}

static void
sources_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  brv_window_toggle_pane (user_data, BRV_PANE_SOURCES);
}

static void
pages_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  BrvWindow *self = user_data;

  if (!brv_pane_container_is_visible (self->panes, BRV_PANE_PAGES))
    brv_pages_pane_show_checks (self->pages, FALSE);
  brv_window_toggle_pane (self, BRV_PANE_PAGES);
}

static void
checks_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;

  if (brv_pane_container_is_visible (self->panes, BRV_PANE_PAGES) &&
      brv_pages_pane_is_showing_checks (self->pages))
    brv_window_toggle_pane (self, BRV_PANE_PAGES);
  else
    show_checks (self);
}

static void
go_to_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_window_show_pane (user_data, (BrvPane)g_variant_get_int32 (parameter), TRUE);
}

static void
step_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_window_step_pane (user_data, g_variant_get_int32 (parameter));
}

/* The reader sends its selection; elsewhere the block at the caret moves. */
static void
send_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;
  const guint section = (guint)g_variant_get_int32 (parameter);

  if (brv_window_get_focused_pane (self) == BRV_PANE_SOURCES)
    brv_sources_pane_send_to_section (self->sources, section);
  else
    brv_brief_pane_send_to_section (self->brief, section);
}

static void
switch_source_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvWindow *self = user_data;

  brv_window_show_pane (self, BRV_PANE_SOURCES, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->sources), "sources.switch", NULL);
}

static void
step_source_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_sources_pane_step (BRV_WINDOW (user_data)->sources, g_variant_get_int32 (parameter));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (GTK_WINDOW (user_data), "application-name", _ ("Brevier"),
                         "application-icon", APP_ID, "version", PACKAGE_VERSION, "developer-name",
                         _ ("The Brevier project"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Turns articles into a brief with verified quotes."), NULL);
}

static const GActionEntry entries[] = {
  { "new", new_cb, NULL, NULL, NULL, { 0 } },
  { "open", open_cb, NULL, NULL, NULL, { 0 } },
  { "about", about_cb, NULL, NULL, NULL, { 0 } },
  { "open-exported", open_exported_cb, "s", NULL, NULL, { 0 } },
};

/* Those that need a brief. */
static const GActionEntry brief_entries[] = {
  { "save", save_cb, NULL, NULL, NULL, { 0 } },
  { "save-as", save_as_cb, NULL, NULL, NULL, { 0 } },
  { "open-changed", open_changed_cb, NULL, NULL, NULL, { 0 } },
  { "share", share_cb, NULL, NULL, NULL, { 0 } },
  { "save-version", save_version_cb, NULL, NULL, NULL, { 0 } },
  { "versions", versions_cb, NULL, NULL, NULL, { 0 } },
  { "undo", undo_cb, NULL, NULL, NULL, { 0 } },
  { "redo", redo_cb, NULL, NULL, NULL, { 0 } },
  { "add-sources", add_sources_cb, NULL, NULL, NULL, { 0 } },
  { "add-address", add_address_cb, NULL, NULL, NULL, { 0 } },
  { "export", export_cb, NULL, NULL, NULL, { 0 } },
  { "print", print_cb, NULL, NULL, NULL, { 0 } },
  { "document-settings", document_settings_cb, NULL, NULL, NULL, { 0 } },
  { "show-block", show_block_cb, "s", NULL, NULL, { 0 } },
  { "find", find_cb, NULL, NULL, NULL, { 0 } },
  { "search-library", search_library_cb, NULL, NULL, NULL, { 0 } },
  { "zoom", zoom_cb, "i", NULL, NULL, { 0 } },
  { "sources", NULL, NULL, "false", sources_cb, { 0 } },
  { "pages", NULL, NULL, "false", pages_cb, { 0 } },
  { "checks", checks_cb, NULL, NULL, NULL, { 0 } },
  { "go-to-pane", go_to_pane_cb, "i", NULL, NULL, { 0 } },
  { "step-pane", step_pane_cb, "i", NULL, NULL, { 0 } },
  { "send", send_cb, "i", NULL, NULL, { 0 } },
  { "switch-source", switch_source_cb, NULL, NULL, NULL, { 0 } },
  { "step-source", step_source_cb, "i", NULL, NULL, { 0 } },
};

/* A text view keeps F7 for itself, to show a caret in text that cannot be edited. */
static void
add_checks_key (BrvWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F7, 0), gtk_named_action_new ("win.checks")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
brv_window_add_actions (BrvWindow *self)
{
  add_checks_key (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), brief_entries, G_N_ELEMENTS (brief_entries),
                                   self);
  brv_window_update_actions (self);
}

static GSimpleAction *
find_action (BrvWindow *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

static gboolean
is_allowed (BrvWindow *self, const char *action)
{
  /* What would change the brief or its file. */
  static const char *const writing[] = { "save",        "save-as",     "save-version",
                                         "add-sources", "add-address", "send",
                                         NULL };

  return self->workspace != NULL &&
         !(brv_workspace_is_read_only (self->workspace) && g_strv_contains (writing, action));
}

/* Follows what is open and to be seen. */
void
brv_window_update_actions (BrvWindow *self)
{
  const BrvPane panes[] = { BRV_PANE_SOURCES, BRV_PANE_PAGES };
  const char *const names[] = { "sources", "pages" };

  for (guint i = 0; i < G_N_ELEMENTS (brief_entries); i++)
    g_simple_action_set_enabled (find_action (self, brief_entries[i].name),
                                 is_allowed (self, brief_entries[i].name));
  for (guint i = 0; self->panes != NULL && i < G_N_ELEMENTS (panes); i++)
    g_simple_action_set_state (
      find_action (self, names[i]),
      g_variant_new_boolean (brv_pane_container_is_visible (self->panes, panes[i])));
  for (guint i = 0; self->panes != NULL && i < BRV_N_PANES; i++)
    {
      if (brv_pane_container_is_visible (self->panes, (BrvPane)i))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->switcher_buttons[i]), TRUE);
    }
}

typedef struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} Key;

typedef struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
  gint argument;
} NumberKey;

#define CONTROL       GDK_CONTROL_MASK
#define SHIFT_CONTROL (GDK_CONTROL_MASK | GDK_SHIFT_MASK)

static const Key keys[] = {
  { GDK_KEY_F1, 0, "win.show-help-overlay" },
  { GDK_KEY_n, CONTROL, "win.new" },
  { GDK_KEY_o, CONTROL, "win.open" },
  { GDK_KEY_O, SHIFT_CONTROL, "win.add-sources" },
  { GDK_KEY_L, SHIFT_CONTROL, "win.add-address" },
  { GDK_KEY_s, CONTROL, "win.save" },
  { GDK_KEY_S, SHIFT_CONTROL, "win.save-as" },
  { GDK_KEY_H, SHIFT_CONTROL, "win.versions" },
  { GDK_KEY_z, CONTROL, "win.undo" },
  { GDK_KEY_Z, SHIFT_CONTROL, "win.redo" },
  { GDK_KEY_y, CONTROL, "win.redo" },
  { GDK_KEY_p, CONTROL, "win.print" },
  { GDK_KEY_E, SHIFT_CONTROL, "win.export" },
  { GDK_KEY_comma, CONTROL, "win.document-settings" },
  { GDK_KEY_f, CONTROL, "win.find" },
  { GDK_KEY_F, SHIFT_CONTROL, "win.search-library" },
  { GDK_KEY_k, CONTROL, "win.switch-source" },
  { GDK_KEY_w, CONTROL, "window.close" },
  { GDK_KEY_q, CONTROL, "app.quit" },
  { GDK_KEY_F9, 0, "win.sources" },
  { GDK_KEY_F9, GDK_SHIFT_MASK, "win.pages" },
};

static const NumberKey number_keys[] = {
  { GDK_KEY_F6, 0, "win.step-pane", 1 },
  { GDK_KEY_F6, GDK_SHIFT_MASK, "win.step-pane", -1 },
  { GDK_KEY_1, GDK_ALT_MASK, "win.go-to-pane", BRV_PANE_SOURCES },
  { GDK_KEY_2, GDK_ALT_MASK, "win.go-to-pane", BRV_PANE_BRIEF },
  { GDK_KEY_3, GDK_ALT_MASK, "win.go-to-pane", BRV_PANE_PAGES },
  { GDK_KEY_plus, CONTROL, "win.zoom", 1 },
  { GDK_KEY_equal, CONTROL, "win.zoom", 1 },
  { GDK_KEY_KP_Add, CONTROL, "win.zoom", 1 },
  { GDK_KEY_minus, CONTROL, "win.zoom", -1 },
  { GDK_KEY_KP_Subtract, CONTROL, "win.zoom", -1 },
  { GDK_KEY_0, CONTROL, "win.zoom", 0 },
  { GDK_KEY_KP_0, CONTROL, "win.zoom", 0 },
  { GDK_KEY_Page_Up, GDK_ALT_MASK, "win.step-source", -1 },
  { GDK_KEY_Page_Down, GDK_ALT_MASK, "win.step-source", 1 },
};

/* Keys of the window come after those of the widget with the focus: an entry undoes its own words. */
void
brv_window_class_add_bindings (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (number_keys); i++)
    gtk_widget_class_add_binding_action (widget_class, number_keys[i].key, number_keys[i].modifiers,
                                         number_keys[i].action, "i", number_keys[i].argument);
  for (guint digit = 1; digit <= 9; digit++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + digit, CONTROL, "win.send",
                                           "i", (gint)digit - 1);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + digit, CONTROL, "win.send",
                                           "i", (gint)digit - 1);
    }
}
