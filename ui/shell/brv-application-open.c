/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ways in which the program comes to a brief: opened, recovered, left open, only to be read. */

#include "config.h"

#include <sys/stat.h>

#include <glib/gi18n.h>

#include "ui/shell/brv-application-private.h"
#include "ui/shell/brv-banner.h"
#include "ui/shell/brv-session.h"

/* Of a long session the first briefs alone: each takes a thread, and all want the same disk. */
#define MAX_READS_AHEAD 4

gboolean
brv_application_is_brief_name (const char *path)
{
  return g_str_has_suffix (path, ".brief");
}

/* Begins to read the briefs that a start with these arguments will open. */
void
brv_application_read_ahead (BrvApplication *self, const char *const *arguments)
{
  gboolean ended = FALSE;
  g_auto (GStrv) session = *arguments == NULL ? brv_session_load_briefs (&ended) : NULL;
  const char *const *paths = session != NULL ? (const char *const *)session : arguments;

  for (guint i = 0; paths[i] != NULL && i < MAX_READS_AHEAD; i++)
    {
      if (brv_application_is_brief_name (paths[i]))
        g_ptr_array_add (self->reads_ahead, brv_read_ahead_start (paths[i]));
    }
}

/* What was read ahead of a brief, if it was: for once. */
static BrvReadAhead *
take_read_ahead (BrvApplication *self, const char *path)
{
  for (guint i = 0; i < self->reads_ahead->len; i++)
    {
      BrvReadAhead *read_ahead = g_ptr_array_index (self->reads_ahead, i);
      g_autofree char *absolute =
        g_canonicalize_filename (brv_read_ahead_get_path (read_ahead), NULL);

      if (g_str_equal (absolute, path))
        return g_ptr_array_steal_index (self->reads_ahead, i);
    }
  return NULL;
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
  const gint64 changed_us = brv_workspace_get_changed_us (workspace);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (changed_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = NULL;

  if (brv_workspace_is_file_torn (workspace))
    {
      g_autofree char *name = g_filename_display_basename (brv_workspace_get_path (workspace));

      return g_strdup_printf (_ ("“%s” was damaged when Brevier closed unexpectedly. Your work has "
                                 "been restored; save it to mend the file."),
                              name);
    }
  if (changed_us == 0 || time == NULL)
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
show_recovery (BrvApplication *self, BrvWindow *window, BrvWorkspace *workspace)
{
  const gboolean is_torn = brv_workspace_is_file_torn (workspace);

  /* What was unsaved when the session ended is unsaved again, as one left it. */
  if (brv_workspace_is_recovered (workspace) && (!self->ended || is_torn))
    {
      g_autofree char *text = describe_recovery (workspace);
      const char *path = brv_workspace_get_path (workspace);

      brv_window_show_banner (
        window,
        path != NULL && !is_torn && g_file_test (path, G_FILE_TEST_EXISTS)
          ? brv_banner_new_with_action (text, _ ("Show _Last Saved"), "app.show-saved", path)
          : brv_banner_new (text));
    }
}

/* Shows a brief that is open to be changed, and says if it goes on from what a dead process left. */
void
brv_application_show_opened (BrvApplication *self, GtkWindow *from, BrvWorkspace *workspace)
{
  show_recovery (self, brv_application_show_brief (self, from, workspace), workspace);
}

/* Goes on with what dead processes were working on, each in a window. */
void
brv_application_recover (BrvApplication *self)
{
  g_auto (GStrv) copies = NULL;

  if (self->recovered)
    return;
  self->recovered = TRUE;
  self->reopen = brv_session_load_briefs (&self->ended);
  copies = brv_workspace_list_abandoned ();
  for (guint i = 0; copies != NULL && copies[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvWorkspace) workspace = brv_workspace_recover (copies[i], &error);

      if (workspace == NULL)
        {
          g_autofree char *body =
            g_strdup_printf (_ ("%s\n\nIt is kept as “%s”."), error->message, copies[i]);

          brv_application_tell (self, NULL, _ ("Some Work Could Not Be Restored"), body);
          continue;
        }
      brv_application_show_opened (self, NULL, workspace);
    }
}

/* Opens again what was open when the program ended the last time. */
void
brv_application_reopen (BrvApplication *self)
{
  g_auto (GStrv) paths = g_steal_pointer (&self->reopen);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      /* One that was moved or deleted since is not worth a question. */
      if (g_file_test (paths[i], G_FILE_TEST_EXISTS) && find_window (self, paths[i]) == NULL)
        brv_application_open_path (self, NULL, paths[i]);
    }
  g_ptr_array_set_size (self->reads_ahead, 0);
}

/*
 * A window that shows a brief and takes no changes, because @holder has it or for another reason;
 * FALSE if it cannot be read.
 */
static gboolean
open_to_read (BrvApplication *self,
              GtkWindow *from,
              const char *path,
              const char *reason,
              const BrvBriefHolder *holder)
{
  g_autoptr (BrvWorkspace) workspace = brv_workspace_read (path, NULL, NULL);
  g_autofree char *text = g_strdup_printf (_ ("Read-only. %s"), reason);
  GtkWidget *banner;

  if (workspace == NULL)
    return FALSE;
  banner = brv_banner_new_with_action (text, _ ("_Open a Copy"), "app.open-copy", NULL);
  if (holder != NULL && brv_brief_holder_can_yield (holder))
    brv_banner_add_action (BRV_BANNER (banner), _ ("_Take Over…"), "app.take-over", NULL);
  brv_banner_set_permanent (BRV_BANNER (banner));
  brv_window_show_banner (brv_application_show_brief (self, from, workspace), banner);
  return TRUE;
}

/* Somebody else has the brief open. */
static gboolean
open_held (BrvApplication *self, GtkWindow *from, const char *path, const char *reason)
{
  g_autoptr (BrvBriefHolder) holder = brv_brief_holder_find (path);
  g_autofree char *text = holder != NULL && brv_brief_holder_can_yield (holder)
                            ? brv_application_describe_holder (holder)
                            : g_strdup (reason);

  return open_to_read (self, from, path, text, holder);
}

/* What the file says, beside the window that goes on from unsaved work. */
void
brv_application_show_saved (BrvApplication *self, const char *path)
{
  if (!open_to_read (self, NULL, path, _ ("This is the brief as it was last saved."), NULL))
    brv_application_tell (self, NULL, _ ("The Last Saved Brief Could Not Be Read"), path);
}

/* The brief of the active window as a new one without a file. */
void
brv_application_open_copy (BrvApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  BrvWorkspace *shown =
    BRV_IS_WINDOW (window) ? brv_window_get_workspace (BRV_WINDOW (window)) : NULL;
  g_autoptr (BrvBrief) copy = NULL;
  g_autoptr (BrvWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;

  if (shown == NULL)
    return;
  copy = brv_brief_dup_as_new (brv_workspace_get_brief (shown));
  workspace = brv_workspace_new (copy, &error);
  if (workspace == NULL)
    {
      brv_application_tell (self, window, _ ("No Brief Could Be Made"), error->message);
      return;
    }
  brv_application_show_brief (self, NULL, workspace);
  gtk_window_close (window);
}

/**
 * brv_application_open_path:
 * @self: the application
 * @from: (nullable): the window that asked for it; taken if it shows the start page
 * @path: a brief
 *
 * Opens a brief, or brings the window to front that has it; read-only if another program has it.
 * Of a damaged one, what is left is offered as a new brief.
 */
void
brv_application_open_path (BrvApplication *self, GtkWindow *from, const char *path)
{
  GtkWindow *window;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvReadAhead) read_ahead = NULL;
  g_autoptr (BrvWorkspace) workspace = NULL;

  g_return_if_fail (BRV_IS_APPLICATION (self) && path != NULL);

  window = find_window (self, path);
  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }
  read_ahead = take_read_ahead (self, path);
  workspace = read_ahead != NULL ? brv_workspace_open_read_ahead (read_ahead, NULL, &error)
                                 : brv_workspace_open (path, NULL, &error);
  if (workspace == NULL)
    {
      g_autofree char *name = g_filename_display_basename (path);
      g_autofree char *heading = g_strdup_printf (_ ("“%s” Could Not Be Opened"), name);

      if (g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED))
        brv_application_offer_leftover (self, from, path);
      else if (!g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED) ||
               !open_held (self, from, path, error->message))
        brv_application_tell (self, from, heading, error->message);
      return;
    }
  brv_application_show_opened (self, from, workspace);
}
