/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <sys/stat.h>

#include <glib/gi18n.h>

#include "ui/shell/brv-application.h"

#include "model/brv-template.h"
#include "ui/shared/brv-clipboard.h"
#include "ui/shared/brv-confirm.h"
#include "ui/shared/brv-question.h"
#include "ui/shell/brv-sample.h"
#include "ui/shell/brv-window.h"

#define MAX_MISSING_SHOWN 8
/* So often it is asked whether the library is due for its daily check. */
#define LIBRARY_CARE_S 300

struct _BrvApplication
{
  AdwApplication parent_instance;

  /* Owned */
  BrvRecentBriefs *recent;
  BrvLibraryService *library;

  gboolean recovered; /* what dead processes left was looked for */
};

G_DEFINE_FINAL_TYPE (BrvApplication, brv_application, ADW_TYPE_APPLICATION)

static void
open_path_cb (GtkWindow *window, const char *path, BrvApplication *self)
{
  brv_application_open_path (self, window, path);
}

static BrvWindow *new_window (BrvApplication *self);

static BrvWindow *
window_for_brief (BrvApplication *self, GtkWindow *from)
{
  if (BRV_IS_WINDOW (from) && brv_window_get_workspace (BRV_WINDOW (from)) == NULL)
    return BRV_WINDOW (from);
  return new_window (self);
}

static BrvWindow *
show_brief (BrvApplication *self, GtkWindow *from, BrvWorkspace *workspace)
{
  BrvWindow *window = window_for_brief (self, from);

  brv_workspace_set_library (workspace, self->library);
  brv_window_set_workspace (window, workspace);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Every fault needs a window to be told in. */
static GtkWindow *
present_any_window (BrvApplication *self, GtkWindow *from)
{
  GtkWindow *window = from;

  if (window == NULL)
    window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (window == NULL)
    window = GTK_WINDOW (new_window (self));
  gtk_window_present (window);
  return window;
}

static void
tell (BrvApplication *self, GtkWindow *from, const char *heading, const char *body)
{
  brv_confirm_tell (present_any_window (self, from), heading, body);
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
    tell (self, window, _ ("No Brief Could Be Made"), error->message);
  else
    show_brief (self, window, workspace);
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
    tell (self, window, _ ("The Sample Brief Could Not Be Made"), error->message);
  else
    show_brief (self, window, workspace);
}

static void
sample_cb (GtkWindow *window, BrvApplication *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (window), FALSE);
  g_application_hold (G_APPLICATION (self));
  brv_sample_make_async (G_OBJECT (self), NULL, sample_made_cb, g_object_ref (window));
}

static BrvWindow *
new_window (BrvApplication *self)
{
  BrvWindow *window = brv_window_new (GTK_APPLICATION (self), self->recent);

  g_signal_connect_object (window, "open-path-requested", G_CALLBACK (open_path_cb), self, 0);
  g_signal_connect_object (window, "new-brief-requested", G_CALLBACK (new_brief_cb), self, 0);
  g_signal_connect_object (window, "sample-requested", G_CALLBACK (sample_cb), self, 0);
  return window;
}

static gboolean
is_same_file (const char *a, const char *b)
{
  struct stat a_stat;
  struct stat b_stat;

  if (stat (a, &a_stat) != 0 || stat (b, &b_stat) != 0)
    return g_str_equal (a, b);
  return a_stat.st_dev == b_stat.st_dev && a_stat.st_ino == b_stat.st_ino;
}

static GtkWindow *
find_window (BrvApplication *self, const char *path)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    {
      BrvWorkspace *workspace =
        BRV_IS_WINDOW (link->data) ? brv_window_get_workspace (link->data) : NULL;
      const char *open_path = workspace != NULL ? brv_workspace_get_path (workspace) : NULL;

      if (open_path != NULL && is_same_file (open_path, path))
        return link->data;
    }
  return NULL;
}

static char *
describe_recovery (BrvWorkspace *workspace)
{
  g_autoptr (GDateTime) time =
    g_date_time_new_from_unix_local (brv_workspace_get_changed_us (workspace) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = NULL;

  if (time == NULL)
    return g_strdup (_ ("Brevier closed unexpectedly. Your work has been restored."));
  clock = g_date_time_format (
    time, g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now) &&
              g_date_time_get_year (time) == g_date_time_get_year (now)
            ? _ ("%H:%M")
            /* Translators: a day and a time, as in "24 November, 17:58". */
            : _ ("%-d %B, %H:%M"));
  /* Translators: %s is a time, with a day where it is not today. */
  return g_strdup_printf (_ ("Brevier closed unexpectedly. Your work up to %s has been restored."),
                          clock);
}

static void
show_recovery (BrvWindow *window, BrvWorkspace *workspace)
{
  if (brv_workspace_is_recovered (workspace))
    {
      g_autofree char *text = describe_recovery (workspace);

      brv_window_show_banner (window, text);
    }
}

/* Goes on with what dead processes were working on, each in a window. */
static void
recover (BrvApplication *self)
{
  g_auto (GStrv) copies = NULL;

  if (self->recovered)
    return;
  self->recovered = TRUE;
  copies = brv_workspace_list_abandoned ();
  for (guint i = 0; copies != NULL && copies[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvWorkspace) workspace = brv_workspace_recover (copies[i], &error);

      if (workspace == NULL)
        {
          g_autofree char *body =
            g_strdup_printf (_ ("%s\n\nIt is kept as “%s”."), error->message, copies[i]);

          tell (self, NULL, _ ("Some Work Could Not Be Restored"), body);
          continue;
        }
      show_recovery (show_brief (self, NULL, workspace), workspace);
    }
}

static void
brv_application_activate (GApplication *application)
{
  BrvApplication *self = BRV_APPLICATION (application);
  GtkWindow *window;

  recover (self);
  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (window != NULL)
    gtk_window_present (window);
  else
    brv_application_open_start (self);
}

static gboolean
is_brief_name (const char *path)
{
  return g_str_has_suffix (path, ".brief");
}

static void
brv_application_open (GApplication *application, GFile **files, gint n_files, const char *hint)
{
  BrvApplication *self = BRV_APPLICATION (application);
  g_autoptr (GListStore) articles = g_list_store_new (G_TYPE_FILE);

  recover (self);
  for (gint i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path == NULL)
        {
          g_autofree char *name = g_file_get_parse_name (files[i]);

          tell (self, NULL, _ ("Only Files on This Computer Can Be Opened"), name);
        }
      else if (is_brief_name (path))
        brv_application_open_path (self, NULL, path);
      else
        g_list_store_append (articles, files[i]);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (articles)) > 0)
    {
      BrvWindow *window = new_window (self);

      new_brief_cb (GTK_WINDOW (window), NULL, self);
      if (brv_window_get_workspace (window) != NULL)
        brv_window_import_files (window, G_LIST_MODEL (articles));
    }
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows =
    g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *link = windows; link != NULL; link = link->next)
    gtk_window_close (link->data);
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_application_open_start (BRV_APPLICATION (user_data));
}

/* The session ends and grants a moment: enough for the journals, which a start goes on from. */
static void
query_end_cb (BrvApplication *self)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    {
      BrvWorkspace *workspace =
        BRV_IS_WINDOW (link->data) ? brv_window_get_workspace (link->data) : NULL;

      if (workspace != NULL)
        brv_workspace_flush (workspace, NULL);
    }
}

static void
library_failed_cb (BrvLibraryService *library, const GError *error, BrvApplication *self)
{
  tell (self, NULL, _ ("Library"), error->message);
}

static void
brv_application_startup (GApplication *application)
{
  BrvApplication *self = BRV_APPLICATION (application);
  const GActionEntry entries[] = {
    { "quit", quit_cb, NULL, NULL, NULL, { 0 } },
    { "new-window", new_window_cb, NULL, NULL, NULL, { 0 } },
  };

  G_APPLICATION_CLASS (brv_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APP_ID);
  brv_clipboard_register ();
  self->recent = brv_recent_briefs_new ();
  self->library = brv_library_service_new (NULL);
  brv_library_service_take_care (self->library, LIBRARY_CARE_S);
  g_signal_connect_object (self->library, "failed", G_CALLBACK (library_failed_cb), self, 0);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (self, "query-end", G_CALLBACK (query_end_cb), NULL);
}

static void
brv_application_dispose (GObject *object)
{
  BrvApplication *self = BRV_APPLICATION (object);

  g_clear_object (&self->recent);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (brv_application_parent_class)->dispose (object);
}

static void
brv_application_class_init (BrvApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_application_dispose;
  application_class->startup = brv_application_startup;
  application_class->activate = brv_application_activate;
  application_class->open = brv_application_open;
}

static void
brv_application_init (BrvApplication *self)
{
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

  gtk_window_present (GTK_WINDOW (new_window (self)));
}

/* What is left of a damaged brief, until the user has decided whether to open it. */
typedef struct
{
  BrvApplication *application;
  GtkWindow *window;
  BrvBrief *brief;
} Leftover;

static void
leftover_free (gpointer data)
{
  Leftover *leftover = data;

  g_object_unref (leftover->application);
  g_object_unref (leftover->window);
  brv_brief_unref (leftover->brief);
  g_free (leftover);
}

static void
leftover_answered_cb (gboolean accepted, gpointer user_data)
{
  Leftover *leftover = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvWorkspace) workspace = NULL;

  if (!accepted)
    return;
  workspace = brv_workspace_new (leftover->brief, &error);
  if (workspace == NULL)
    tell (leftover->application, leftover->window, _ ("No Brief Could Be Made"), error->message);
  else
    show_brief (leftover->application, leftover->window, workspace);
}

/* What is missing, an entry a line; of many the first ones. */
static char *
describe_missing (GPtrArray *missing)
{
  GString *text = g_string_new (NULL);
  guint n = missing->len > MAX_MISSING_SHOWN ? MAX_MISSING_SHOWN - 1 : missing->len;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "\n%s", (const char *)g_ptr_array_index (missing, i));
  if (n < missing->len)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("%u thing more", "%u things more", missing->len - n),
                              missing->len - n);
    }
  return g_string_free (text, FALSE);
}

/* Offers to open what is left of a damaged brief as a new one; FALSE where nothing is left. */
static gboolean
offer_leftover (BrvApplication *self, GtkWindow *from, const char *path)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BrvWorkspace) left = brv_workspace_salvage (path, missing, NULL, NULL);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *heading = g_strdup_printf (_ ("“%s” Is Damaged"), name);
  g_autofree char *list = NULL;
  g_autofree char *body = NULL;
  Leftover *leftover;

  if (left == NULL)
    return FALSE;
  list = describe_missing (missing);
  body = g_strdup_printf (_ ("If you have a backup, open that. What is left can be opened as a new "
                             "brief; the damaged file stays as it is. Missing are:\n%s"),
                          list);
  leftover = g_new0 (Leftover, 1);
  leftover->application = g_object_ref (self);
  leftover->window = g_object_ref (present_any_window (self, from));
  leftover->brief = brv_brief_ref (brv_workspace_get_brief (left));
  brv_question_ask (leftover->window,
                    &(BrvQuestion){ heading, body, _ ("_Open What Is Left"), FALSE },
                    leftover_answered_cb, leftover, leftover_free);
  return TRUE;
}

/**
 * brv_application_open_path:
 * @self: the application
 * @from: (nullable): the window that asked for it; taken if it shows the start page
 * @path: a brief
 *
 * Opens a brief, or brings the window to front that has it. Of a damaged one, what is left is
 * offered as a new brief.
 */
void
brv_application_open_path (BrvApplication *self, GtkWindow *from, const char *path)
{
  GtkWindow *window;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvWorkspace) workspace = NULL;

  g_return_if_fail (BRV_IS_APPLICATION (self) && path != NULL);

  window = find_window (self, path);
  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }
  workspace = brv_workspace_open (path, NULL, &error);
  if (workspace == NULL)
    {
      g_autofree char *name = g_filename_display_basename (path);
      g_autofree char *heading = g_strdup_printf (_ ("“%s” Could Not Be Opened"), name);

      if (g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED) &&
          offer_leftover (self, from, path))
        return;
      tell (self, from, heading, error->message);
      return;
    }
  show_recovery (show_brief (self, from, workspace), workspace);
}
