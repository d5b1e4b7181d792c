/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <unistd.h>

#include <glib/gstdio.h>

#include "ui/shell/brv-application.h"
#include "ui/shell/brv-window.h"

#define SETTLE_MS 40

typedef struct
{
  BrvApplication *application;
} Fixture;

static void
settle (void)
{
  const gint64 end_us = g_get_monotonic_time () + SETTLE_MS * 1000;

  while (g_get_monotonic_time () < end_us)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->application = brv_application_new ();
  g_application_set_flags (G_APPLICATION (fixture->application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);
  /* What an earlier case left in the working folder would open again at the first activation. */
  g_application_activate (G_APPLICATION (fixture->application));
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (fixture->application))) != NULL)
    gtk_window_destroy (windows->data);
  settle ();
  g_clear_object (&fixture->application);
}

static BrvWindow *
get_window (Fixture *fixture)
{
  return BRV_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (fixture->application)));
}

static void
open_new_brief (Fixture *fixture)
{
  g_signal_emit_by_name (get_window (fixture), "new-brief-requested", "policy-brief");
  settle ();
  g_assert_nonnull (brv_window_get_workspace (get_window (fixture)));
}

/* Whether a label that is on the screen says this. */
static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (shows_text (child, text))
        return TRUE;
    }
  return FALSE;
}

static void
test_start (Fixture *fixture, gconstpointer data)
{
  g_assert_nonnull (get_window (fixture));
  g_assert_null (brv_window_get_workspace (get_window (fixture)));
  g_assert_false (
    g_action_group_get_action_enabled (G_ACTION_GROUP (get_window (fixture)), "save"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (get_window (fixture)), "open"));
}

/* The list of keys has a place on a small screen, and begins with its first group. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  GtkWindow *keys;
  GtkRequisition least;

  open_new_brief (fixture);
  gtk_widget_activate_action (GTK_WIDGET (get_window (fixture)), "win.show-help-overlay", NULL);
  settle ();
  keys = GTK_WINDOW (
    gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (get_window (fixture))));
  g_assert_nonnull (keys);
  gtk_widget_get_preferred_size (GTK_WIDGET (keys), &least, NULL);
  g_assert_cmpint (least.width, <=, 800);
  g_assert_cmpint (least.height, <=, 600);
  g_assert_true (shows_text (GTK_WIDGET (keys), "New brief"));
  gtk_window_destroy (keys);
}

/* Every action once, at each width, in a window with a brief: any warning ends the test. */
static void
test_actions (Fixture *fixture, gconstpointer data)
{
  static const char *const actions[] = { "checks", "checks",        "sources", "sources", "pages",
                                         "pages",  "switch-source", "find",    "undo",    "redo" };
  static const gint widths[] = { 1800, 960, 400, 1366 };
  GtkWindow *window;

  open_new_brief (fixture);
  window = GTK_WINDOW (get_window (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_test_message ("%d px", widths[i]);
      gtk_window_set_default_size (window, widths[i], 700);
      settle ();
      for (guint j = 0; j < G_N_ELEMENTS (actions); j++)
        {
          g_autofree char *action = g_strconcat ("win.", actions[j], NULL);

          gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
          settle ();
        }
      for (gint pane = 0; pane < 3; pane++)
        gtk_widget_activate_action (GTK_WIDGET (window), "win.go-to-pane", "i", pane);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.step-pane", "i", 1);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.zoom", "i", 1);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.zoom", "i", 0);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.send", "i", 0);
      settle ();
    }
}

/* A new brief that was not touched closes without a question. */
static void
test_close_new (Fixture *fixture, gconstpointer data)
{
  open_new_brief (fixture);
  gtk_window_close (GTK_WINDOW (get_window (fixture)));
  settle ();
  g_assert_null (gtk_application_get_windows (GTK_APPLICATION (fixture->application)));
}

/* The same file again gives the same window, by whatever path. */
static void
test_same_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("brevier-window-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "a.brief", NULL);
  g_autofree char *link = g_build_filename (folder, "b.brief", NULL);
  GtkWindow *window;
  guint n_windows;

  g_assert_no_error (error);
  open_new_brief (fixture);
  window = GTK_WINDOW (get_window (fixture));
  g_assert_true (brv_workspace_save (brv_window_get_workspace (BRV_WINDOW (window)), path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (symlink (path, link), ==, 0);
  n_windows = g_list_length (gtk_application_get_windows (GTK_APPLICATION (fixture->application)));
  brv_application_open_path (fixture->application, NULL, link);
  settle ();
  g_assert_cmpuint (
    g_list_length (gtk_application_get_windows (GTK_APPLICATION (fixture->application))), ==,
    n_windows);

  gtk_window_close (window);
  settle ();
  g_unlink (link);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_broken_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GList) toplevels = NULL;
  const gint fd = g_file_open_tmp ("broken-XXXXXX.brief", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (write (fd, "nonsense", 8), ==, 8);
  close (fd);
  brv_application_open_path (fixture->application, GTK_WINDOW (get_window (fixture)), path);
  settle ();
  /* The start page is still there, with a dialog over it. */
  g_assert_null (brv_window_get_workspace (get_window (fixture)));
  toplevels = gtk_window_list_toplevels ();
  g_assert_cmpuint (g_list_length (toplevels), >=, 2);
  g_unlink (path);
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *link = toplevels; link != NULL; link = link->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (link->data) && gtk_widget_get_mapped (link->data))
        return link->data;
    }
  return NULL;
}

/* What is left of a damaged brief opens as a new one, if the user wants that. */
static void
test_damaged_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("brevier-damaged-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "ports.brief", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (BrvWorkspace) left = NULL;
  gsize size;
  GtkWindow *dialog;

  open_new_brief (fixture);
  g_assert_true (
    brv_workspace_save (brv_window_get_workspace (get_window (fixture)), path, &error));
  g_assert_no_error (error);
  gtk_window_close (GTK_WINDOW (get_window (fixture)));
  settle ();
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  memset (bytes + size - 4096, 0xff, 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));

  brv_application_open_start (fixture->application);
  brv_application_open_path (fixture->application, GTK_WINDOW (get_window (fixture)), path);
  /* It is looked for on another thread. */
  for (dialog = NULL; dialog == NULL; dialog = find_dialog ())
    settle ();
  g_assert_null (brv_window_get_workspace (get_window (fixture)));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "undo"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  gtk_window_destroy (dialog);
  settle ();
  g_assert_nonnull (brv_window_get_workspace (get_window (fixture)));
  g_assert_null (brv_workspace_get_path (brv_window_get_workspace (get_window (fixture))));
  /* It is nowhere else: closing the window asks. */
  g_assert_cmpint (brv_workspace_get_saved_state (brv_window_get_workspace (get_window (fixture))),
                   ==, BRV_UNSAVED_CHANGES);

  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("brevier-state-XXXXXX", &error);

  g_assert_no_error (error);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("HOME", folder, TRUE);
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/ui/window/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (start);
  ADD (keys);
  ADD (actions);
  ADD (close_new);
  ADD (same_window);
  ADD (broken_file);
  ADD (damaged_file);
  return g_test_run ();
}
