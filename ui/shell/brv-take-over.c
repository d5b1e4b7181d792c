/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A brief that is open on another computer, or nobody can tell where, is opened here all the same. */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/shared/brv-question.h"
#include "ui/shell/brv-application-private.h"

/* Until the user has decided. */
typedef struct
{
  BrvApplication *application;
  GtkWindow *window; /* that shows the brief read-only */
  BrvBriefHolder *holder;
  char *path;
} TakeOver;

static void
take_over_free (gpointer data)
{
  TakeOver *self = data;

  g_object_unref (self->application);
  g_object_unref (self->window);
  brv_brief_holder_free (self->holder);
  g_free (self->path);
  g_free (self);
}

static char *
dup_since (const BrvBriefHolder *holder)
{
  GDateTime *since = brv_brief_holder_get_since (holder);
  g_autoptr (GDateTime) local = since != NULL ? g_date_time_to_local (since) : NULL;

  /* Translators: a day and a time, as in "24 November, 17:58". */
  return local != NULL ? g_date_time_format (local, _ ("%-d %B, %H:%M")) : NULL;
}

/* Who has a brief that may be taken over, and where. */
char *
brv_application_describe_holder (const BrvBriefHolder *holder)
{
  const char *user = brv_brief_holder_get_user (holder);
  const char *host = brv_brief_holder_get_host (holder);
  g_autofree char *since = dup_since (holder);

  if (host == NULL)
    return g_strdup (_ ("This brief seems to be open elsewhere: its lock does not say by whom."));
  if (user == NULL)
    user = _ ("Somebody");
  if (since == NULL)
    /* Translators: the login of a user, and the name of a computer. */
    return g_strdup_printf (_ ("%s has this brief open on the computer %s."), user, host);
  /* Translators: the login of a user, the name of a computer, and a day and a time. */
  return g_strdup_printf (_ ("%s has had this brief open on the computer %s since %s."), user, host,
                          since);
}

/* Opens the brief in place of the window that only shows it; FALSE with an error. */
static gboolean
open_instead (BrvApplication *self, GtkWindow *window, const char *path, GError **error)
{
  g_autoptr (BrvWorkspace) workspace = brv_workspace_open (path, NULL, error);

  if (workspace == NULL)
    return FALSE;
  brv_application_show_opened (self, NULL, workspace);
  gtk_window_close (window);
  return TRUE;
}

static void
tell_failed (BrvApplication *self, GtkWindow *window, const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *heading = g_strdup_printf (_ ("“%s” Could Not Be Taken Over"), name);

  brv_application_tell (self, window, heading, error->message);
}

static void
answered_cb (gboolean accepted, gpointer user_data)
{
  TakeOver *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!accepted)
    return;
  if (!brv_brief_holder_remove_lock (self->holder, &error) ||
      !open_instead (self->application, self->window, self->path, &error))
    tell_failed (self->application, self->window, self->path, error);
}

static void
ask (BrvApplication *self, GtkWindow *window, const char *path, BrvBriefHolder *holder)
{
  TakeOver *pending = g_new0 (TakeOver, 1);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *heading = g_strdup_printf (_ ("Take Over “%s”?"), name);
  g_autofree char *who = brv_application_describe_holder (holder);
  g_autofree char *body = g_strdup_printf (
    _ ("%s\n\nTake it over only if it is not in use there any more. What is "
       "unsaved there is not in the file, and is not shown here. If it is still in "
       "use, two versions come to be, and the changes in one of them may be lost."),
    who);

  pending->application = g_object_ref (self);
  pending->window = g_object_ref (window);
  pending->holder = holder;
  pending->path = g_strdup (path);
  brv_question_ask (window, &(BrvQuestion){ heading, body, _ ("_Take Over"), TRUE }, answered_cb,
                    pending, take_over_free);
}

/*
 * Asks whether the brief that the active window shows read-only is to be taken over. Where nobody has
 * it any more there is nothing to ask, and where one on this computer has it by now, nothing to take.
 */
void
brv_application_take_over (BrvApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  BrvWorkspace *shown =
    BRV_IS_WINDOW (window) ? brv_window_get_workspace (BRV_WINDOW (window)) : NULL;
  const char *path = shown != NULL ? brv_workspace_get_path (shown) : NULL;
  g_autoptr (BrvBriefHolder) holder = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || !brv_workspace_is_read_only (shown))
    return;
  holder = brv_brief_holder_find (path);
  if (holder != NULL && brv_brief_holder_can_yield (holder))
    ask (self, window, path, g_steal_pointer (&holder));
  else if (!open_instead (self, window, path, &error))
    tell_failed (self, window, path, error);
}
