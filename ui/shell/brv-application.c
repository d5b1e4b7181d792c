/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib-unix.h>
#include <glib/gi18n.h>

#include "ui/shell/brv-application-private.h"

#include "model/brv-template.h"
#include "ui/shared/brv-clipboard.h"
#include "ui/shared/brv-confirm.h"
#include "ui/shell/brv-sample.h"
#include "ui/shell/brv-session.h"
#include "ui/shell/brv-window.h"
#include "workspace/brv-library-notice.h"

/* So often it is asked whether the library is due for its daily check. */
#define LIBRARY_CARE_S 300
/* The first window is up by then. */
#define ICON_MS   1000
#define ICON_PATH "/org/brevier/Brevier/icons/scalable/apps/" APP_ID ".svg"
/* Whoever ends a session has ended it by then. */
#define SESSION_END_S 60

G_DEFINE_FINAL_TYPE (BrvApplication, brv_application, ADW_TYPE_APPLICATION)

static void
open_path_cb (GtkWindow *window, const char *path, BrvApplication *self)
{
  brv_application_open_path (self, window, path);
}

/* The briefs that have files and are open to be changed. */
static char **
list_open (BrvApplication *self)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    {
      BrvWorkspace *workspace =
        BRV_IS_WINDOW (link->data) ? brv_window_get_workspace (link->data) : NULL;
      const char *path = BRV_IS_WINDOW (link->data) ? brv_window_get_last_path (link->data) : NULL;

      if (workspace != NULL && !brv_workspace_is_read_only (workspace) && path != NULL)
        g_strv_builder_add (paths, path);
    }
  return g_strv_builder_end (paths);
}

static void
store_session (BrvApplication *self, gboolean ended)
{
  g_auto (GStrv) paths = list_open (self);
  gboolean remember = TRUE;

  g_object_get (gtk_settings_get_default (), "gtk-recent-files-enabled", &remember, NULL);
  if (!remember)
    g_strfreev (g_steal_pointer (&paths));
  brv_session_store_briefs (remember ? (const char *const *)paths : (const char *const[]){ NULL },
                            ended);
}

static void
path_changed_cb (BrvApplication *self)
{
  store_session (self, FALSE);
}

/* While windows go one by one, the last of them is what the next start opens again. */
static void
brv_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  BrvApplication *self = BRV_APPLICATION (application);

  GTK_APPLICATION_CLASS (brv_application_parent_class)->window_removed (application, window);
  if (!BRV_IS_WINDOW (window) || self->quitting)
    return;
  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    {
      if (BRV_IS_WINDOW (link->data) && brv_window_get_workspace (link->data) != NULL)
        {
          store_session (self, FALSE);
          return;
        }
    }
}

static BrvWindow *
window_for_brief (BrvApplication *self, GtkWindow *from)
{
  if (BRV_IS_WINDOW (from) && brv_window_get_workspace (BRV_WINDOW (from)) == NULL)
    return BRV_WINDOW (from);
  return brv_application_new_window (self);
}

BrvWindow *
brv_application_show_brief (BrvApplication *self, GtkWindow *from, BrvWorkspace *workspace)
{
  BrvWindow *window = window_for_brief (self, from);

  brv_workspace_set_library (workspace, self->library);
  brv_window_set_workspace (window, workspace);
  gtk_window_present (GTK_WINDOW (window));
  self->quitting = FALSE;
  g_signal_connect_object (workspace, "notify::path", G_CALLBACK (path_changed_cb), self,
                           G_CONNECT_SWAPPED);
  store_session (self, FALSE);
  return window;
}

/* Every fault needs a window to be told in. */
GtkWindow *
brv_application_present_any (BrvApplication *self, GtkWindow *from)
{
  GtkWindow *window = from;

  if (window == NULL)
    window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (window == NULL)
    window = GTK_WINDOW (brv_application_new_window (self));
  gtk_window_present (window);
  return window;
}

void
brv_application_tell (BrvApplication *self, GtkWindow *from, const char *heading, const char *body)
{
  brv_confirm_tell (brv_application_present_any (self, from), heading, body);
}

/* The language of the user's locale; the title block can name another. */
static const char *
get_language (void)
{
  const char *language = pango_language_to_string (pango_language_get_default ());

  return g_str_has_prefix (language, "c") && (language[1] == '\0' || language[1] == '-') ? NULL
                                                                                         : language;
}

static void
new_brief_cb (GtkWindow *window, const char *template_name, BrvApplication *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief =
    brv_template_make_brief (template_name, NULL, get_language (), &error);
  g_autoptr (BrvWorkspace) workspace = brief != NULL ? brv_workspace_new (brief, &error) : NULL;

  if (workspace == NULL)
    brv_application_tell (self, window, _ ("No Brief Could Be Made"), error->message);
  else
    brv_application_show_brief (self, window, workspace);
}

static void
sample_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) window = user_data;
  BrvApplication *self = BRV_APPLICATION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief = brv_sample_make_finish (result, &error);
  g_autoptr (BrvWorkspace) workspace = brief != NULL ? brv_workspace_new (brief, &error) : NULL;

  g_application_release (G_APPLICATION (self));
  gtk_widget_set_sensitive (GTK_WIDGET (window), TRUE);
  if (workspace == NULL)
    brv_application_tell (self, window, _ ("The Sample Brief Could Not Be Made"), error->message);
  else
    brv_application_show_brief (self, window, workspace);
}

static void
sample_cb (GtkWindow *window, BrvApplication *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (window), FALSE);
  g_application_hold (G_APPLICATION (self));
  brv_sample_make_async (G_OBJECT (self), NULL, sample_made_cb, g_object_ref (window));
}

BrvWindow *
brv_application_new_window (BrvApplication *self)
{
  BrvWindow *window = brv_window_new (GTK_APPLICATION (self), self->recent);

  g_signal_connect_object (window, "open-path-requested", G_CALLBACK (open_path_cb), self, 0);
  g_signal_connect_object (window, "new-brief-requested", G_CALLBACK (new_brief_cb), self, 0);
  g_signal_connect_object (window, "sample-requested", G_CALLBACK (sample_cb), self, 0);
  return window;
}

static void
brv_application_activate (GApplication *application)
{
  BrvApplication *self = BRV_APPLICATION (application);
  GtkWindow *window;

  brv_application_recover (self);
  brv_application_reopen (self);
  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (window != NULL)
    gtk_window_present (window);
  else
    brv_application_open_start (self);
}

/* A brief is read while GTK comes up, which takes as long. */
static gboolean
brv_application_local_command_line (GApplication *application, char ***arguments, int *exit_status)
{
  brv_application_read_ahead (BRV_APPLICATION (application), (const char *const *)*arguments + 1);
  return G_APPLICATION_CLASS (brv_application_parent_class)
    ->local_command_line (application, arguments, exit_status);
}

static void
brv_application_open (GApplication *application, GFile **files, gint n_files, const char *hint)
{
  BrvApplication *self = BRV_APPLICATION (application);
  g_autoptr (GListStore) articles = g_list_store_new (G_TYPE_FILE);

  brv_application_recover (self);
  for (gint i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path == NULL)
        {
          g_autofree char *name = g_file_get_parse_name (files[i]);

          brv_application_tell (self, NULL, _ ("Only Files on This Computer Can Be Opened"), name);
        }
      else if (brv_application_is_brief_name (path))
        brv_application_open_path (self, NULL, path);
      else
        g_list_store_append (articles, files[i]);
    }
  g_ptr_array_set_size (self->reads_ahead, 0);
  if (g_list_model_get_n_items (G_LIST_MODEL (articles)) > 0)
    {
      BrvWindow *window = brv_application_new_window (self);

      new_brief_cb (GTK_WINDOW (window), NULL, self);
      if (brv_window_get_workspace (window) != NULL)
        brv_window_import_files (window, G_LIST_MODEL (articles));
    }
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvApplication *self = user_data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  self->quitting = TRUE;

  for (GList *link = windows; link != NULL; link = link->next)
    gtk_window_close (link->data);
}

static void
open_copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_application_open_copy (user_data);
}

static void
take_over_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_application_take_over (user_data);
}

static void
show_saved_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_application_show_saved (user_data, g_variant_get_string (parameter, NULL));
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_application_open_start (BRV_APPLICATION (user_data));
}

static void
leave_windows (BrvApplication *self)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    {
      if (BRV_IS_WINDOW (link->data))
        brv_window_leave (link->data);
    }
  store_session (self, TRUE);
}

static gboolean
session_goes_on_cb (gpointer user_data)
{
  BrvApplication *self = user_data;

  self->end_source = 0;
  store_session (self, FALSE);
  return G_SOURCE_REMOVE;
}

/*
 * The session ends and grants a moment: enough for the journals, which a start goes on from. The
 * user may still go on working, if something else holds the session up.
 */
static void
query_end_cb (BrvApplication *self)
{
  leave_windows (self);
  g_clear_handle_id (&self->end_source, g_source_remove);
  self->end_source = g_timeout_add_seconds (SESSION_END_S, session_goes_on_cb, self);
}

/* Closes what is open, and asks nothing: what is unsaved waits for the next start. */
static void
leave (BrvApplication *self)
{
  leave_windows (self);
  self->quitting = TRUE;
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    {
      BrvWorkspace *workspace =
        BRV_IS_WINDOW (link->data) ? brv_window_get_workspace (link->data) : NULL;

      if (workspace != NULL)
        brv_workspace_close (workspace, FALSE, NULL);
    }
}

/* The system wants the program to end. */
static gboolean
terminate_cb (gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
  return G_SOURCE_CONTINUE;
}

/* Windows are left where not the user closed them: a signal came, or the session manager's word. */
static void
brv_application_shutdown (GApplication *application)
{
  BrvApplication *self = BRV_APPLICATION (application);

  g_clear_handle_id (&self->icon_source, g_source_remove);
  if (gtk_application_get_windows (GTK_APPLICATION (self)) != NULL)
    leave (self);
  G_APPLICATION_CLASS (brv_application_parent_class)->shutdown (application);
}

static void
library_failed_cb (BrvLibraryService *library, const GError *error, BrvApplication *self)
{
  brv_application_tell (self, NULL, _ ("Library"), error->message);
}

/* Said once, and not before there is a window to say it in. */
static void
on_network_cb (BrvLibraryService *service, BrvLibrary *library, BrvApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *notice =
    BRV_IS_WINDOW (window) ? brv_library_notice_take (library, "window") : NULL;

  if (notice != NULL)
    brv_window_show_message (BRV_WINDOW (window), notice, NULL);
}

static void
read_icon (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GdkPixbuf) icon = gdk_pixbuf_new_from_resource (ICON_PATH, NULL);

  g_task_return_boolean (task, icon != NULL);
}

static void
icon_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  gtk_window_set_default_icon_name (APP_ID);
}

/* The icon is an SVG, and the library that reads it as large as GTK: the windows are there first, and
 * a thread loads it, for the disk may be slow. */
static gboolean
icon_cb (gpointer data)
{
  BrvApplication *self = data;
  g_autoptr (GTask) task = g_task_new (self, NULL, icon_read_cb, NULL);

  self->icon_source = 0;
  g_task_set_source_tag (task, icon_cb);
  g_task_run_in_thread (task, read_icon);
  return G_SOURCE_REMOVE;
}

static void
brv_application_startup (GApplication *application)
{
  BrvApplication *self = BRV_APPLICATION (application);
  const int signals[] = { SIGTERM, SIGINT, SIGHUP };
  const GActionEntry entries[] = {
    { "open-copy", open_copy_cb, NULL, NULL, NULL, { 0 } },
    { "take-over", take_over_cb, NULL, NULL, NULL, { 0 } },
    { "show-saved", show_saved_cb, "s", NULL, NULL, { 0 } },
    { "quit", quit_cb, NULL, NULL, NULL, { 0 } },
    { "new-window", new_window_cb, NULL, NULL, NULL, { 0 } },
  };

  G_APPLICATION_CLASS (brv_application_parent_class)->startup (application);

  self->icon_source = g_timeout_add (ICON_MS, icon_cb, self);
  brv_clipboard_register ();
  self->recent = brv_recent_briefs_new ();
  self->library = brv_library_service_new (NULL);
  brv_library_service_take_care (self->library, LIBRARY_CARE_S);
  g_signal_connect_object (self->library, "failed", G_CALLBACK (library_failed_cb), self, 0);
  g_signal_connect_object (self->library, "on-network", G_CALLBACK (on_network_cb), self, 0);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (self, "query-end", G_CALLBACK (query_end_cb), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    self->signal_sources[i] = g_unix_signal_add (signals[i], terminate_cb, self);
}

static void
brv_application_dispose (GObject *object)
{
  BrvApplication *self = BRV_APPLICATION (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  g_clear_handle_id (&self->end_source, g_source_remove);
  g_clear_pointer (&self->reads_ahead, g_ptr_array_unref);
  g_clear_object (&self->recent);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (brv_application_parent_class)->dispose (object);
}

static void
brv_application_class_init (BrvApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_application_dispose;
  application_class->local_command_line = brv_application_local_command_line;
  application_class->startup = brv_application_startup;
  application_class->shutdown = brv_application_shutdown;
  application_class->activate = brv_application_activate;
  application_class->open = brv_application_open;
  GTK_APPLICATION_CLASS (klass)->window_removed = brv_application_window_removed;
}

static void
brv_application_init (BrvApplication *self)
{
  self->reads_ahead = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_read_ahead_free);
}

/**
 * brv_application_new:
 *
 * Returns: (transfer full): the program, not yet running
 */
BrvApplication *
brv_application_new (void)
{
  return g_object_new (BRV_TYPE_APPLICATION, "application-id", APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/brevier/Brevier",
                       "register-session", TRUE, NULL);
}

/**
 * brv_application_get_recent:
 * @self: the application
 *
 * Returns: (transfer none): the briefs that were open last
 */
BrvRecentBriefs *
brv_application_get_recent (BrvApplication *self)
{
  g_return_val_if_fail (BRV_IS_APPLICATION (self), NULL);

  return self->recent;
}

/**
 * brv_application_open_start:
 * @self: the application
 *
 * Opens a window with the start page.
 */
void
brv_application_open_start (BrvApplication *self)
{
  g_return_if_fail (BRV_IS_APPLICATION (self));

  gtk_window_present (GTK_WINDOW (brv_application_new_window (self)));
}
