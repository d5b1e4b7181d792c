/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving, closing without losing work, and what the window remembers. */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/shared/brv-confirm.h"
#include "ui/shared/brv-file-dialog.h"
#include "ui/shared/brv-question.h"
#include "ui/shell/brv-banner.h"
#include "ui/shell/brv-session.h"
#include "ui/shell/brv-state-file.h"
#include "ui/shell/brv-window-private.h"

#define STATE_FILE  "window"
#define STATE_GROUP "window"

/* Puts the brief on the list of those that were open last; the sample has no file and no place there. */
void
brv_window_remember_brief (BrvWindow *self)
{
  const char *path = brv_workspace_get_path (self->workspace);
  g_autofree char *title = brv_workspace_dup_title (self->workspace);
  gboolean remember = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-recent-files-enabled", &remember,
                NULL);
  if (path != NULL && remember)
    brv_recent_briefs_add (
      self->recent, path, title,
      brv_brief_get (brv_workspace_get_brief (self->workspace), BRV_BRIEF_FIELD_MARKING));
}

static void
save_elsewhere_cb (gboolean accepted, gpointer user_data)
{
  BrvWindow *self = user_data;

  if (accepted && self->workspace != NULL)
    brv_window_save_as (self);
}

static void
tell_save_failed (BrvWindow *self, const GError *error)
{
  g_autofree char *body =
    g_strdup_printf (_ ("%s\n\nYour changes are kept in this window."), error->message);
  const BrvQuestion question = { _ ("The Brief Could Not Be Saved"), body, _ ("_Save As…"), FALSE };

  brv_question_ask (GTK_WINDOW (self), &question, save_elsewhere_cb, g_object_ref (self),
                    g_object_unref);
}

static void
changed_file_answered_cb (gboolean accepted, gpointer user_data)
{
  BrvWindow *self = user_data;

  if (!accepted || self->workspace == NULL)
    return;
  brv_workspace_accept_changed_file (self->workspace);
  brv_window_save (self);
}

/* Another program wrote the file since it was opened: the user decides which one is right. */
static void
ask_about_changed_file (BrvWindow *self)
{
  g_autofree char *name = g_filename_display_basename (brv_workspace_get_path (self->workspace));
  g_autofree char *body = g_strdup_printf (
    _ ("Another program has changed “%s” since it was opened here. If you replace it, what that "
       "program wrote is lost. To keep both, use Save As."),
    name);
  const BrvQuestion question = { _ ("Replace the Changed File?"), body, _ ("_Replace"), TRUE };

  brv_question_ask (GTK_WINDOW (self), &question, changed_file_answered_cb, g_object_ref (self),
                    g_object_unref);
}

/* Once a window: it is the folder that is so, and it stays so. */
static void
tell_overwritten (BrvWindow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (self->told_overwritten || !brv_workspace_was_overwritten (self->workspace))
    return;
  self->told_overwritten = TRUE;
  name = g_filename_display_basename (brv_workspace_get_path (self->workspace));
  text =
    g_strdup_printf (_ ("The folder of “%s” takes no new files, so the file was written over in "
                        "place. Keep a copy of it in another folder."),
                     name);
  brv_window_show_banner (self, brv_banner_new (text));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean close = self->close_when_saved;
  const gboolean again = self->save_again;

  self->close_when_saved = FALSE;
  self->save_again = FALSE;
  if (!brv_workspace_save_finish (BRV_WORKSPACE (source), result, &error))
    {
      if (self->workspace != NULL &&
          g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_CHANGED))
        ask_about_changed_file (self);
      else
        tell_save_failed (self, error);
      return;
    }
  if (self->workspace == NULL)
    return;
  brv_window_remember_brief (self);
  tell_overwritten (self);
  brv_window_hide_changed_banner (self);
  if (again)
    {
      self->close_when_saved = close;
      brv_window_save (self);
    }
  else if (close)
    gtk_window_close (GTK_WINDOW (self));
}

static void
save_to (BrvWindow *self, const char *path)
{
  brv_brief_pane_commit (self->brief);
  brv_workspace_save_async (self->workspace, path, NULL, saved_cb, g_object_ref (self));
}

/* Keeps the brief as it is under a name, or gives a name to a version that was kept before. */
void
brv_window_save_version (BrvWindow *self, const char *name, gint version)
{
  if (brv_workspace_get_saved_state (self->workspace) == BRV_SAVING)
    return;
  brv_brief_pane_commit (self->brief);
  brv_workspace_save_version_async (self->workspace, name, version, NULL, saved_cb,
                                    g_object_ref (self));
}

/* Asks for a brief's file, beside the present one; the callback hands it to brv_window_ask_path_finish(). */
void
brv_window_ask_path_async (BrvWindow *self,
                           const char *title,
                           const char *name,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const char *path = brv_workspace_get_path (self->workspace);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *folder_path = path != NULL
                                   ? g_path_get_dirname (path)
                                   : g_strdup (documents != NULL ? documents : g_get_home_dir ());
  g_autoptr (GFile) folder = g_file_new_for_path (folder_path);
  const BrvFileDialogRequest request = { .kind = BRV_FILE_DIALOG_SAVE,
                                         .title = title,
                                         .accept_label = _ ("_Save"),
                                         .name = name,
                                         .folder = folder };

  brv_file_dialog_run_async (GTK_WINDOW (self), &request, NULL, callback, user_data);
}

/* The path that was chosen, with a brief's suffix; NULL if none was. */
char *
brv_window_ask_path_finish (GAsyncResult *result)
{
  g_autoptr (GListModel) files = brv_file_dialog_run_finish (result, NULL);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || g_str_has_suffix (path, ".brief"))
    return g_steal_pointer (&path);
  return g_strconcat (path, ".brief", NULL);
}

static void
name_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvWindow) self = user_data;
  g_autofree char *path = brv_window_ask_path_finish (result);

  if (path != NULL && self->workspace != NULL)
    save_to (self, path);
  else
    self->close_when_saved = FALSE;
}

/* The brief's title as a file name. */
static char *
suggest_name (BrvWindow *self)
{
  const char *path = brv_workspace_get_path (self->workspace);
  g_autofree char *title = NULL;

  if (path != NULL)
    return g_path_get_basename (path);
  title = brv_workspace_dup_title (self->workspace);
  g_strdelimit (title, "/\n", '-');
  return g_strconcat (title, ".brief", NULL);
}

void
brv_window_save_as (BrvWindow *self)
{
  g_autofree char *name = suggest_name (self);

  brv_window_ask_path_async (self, _ ("Save Brief"), name, name_chosen_cb, g_object_ref (self));
}

void
brv_window_save (BrvWindow *self)
{
  if (brv_workspace_get_saved_state (self->workspace) == BRV_SAVING)
    {
      /* What is being written is older than what the user sees now. */
      self->save_again = TRUE;
      return;
    }
  if (brv_workspace_get_path (self->workspace) == NULL)
    brv_window_save_as (self);
  else
    save_to (self, NULL);
}

/* Lets go of the brief; what cannot be written stays open. */
static gboolean
close_brief (BrvWindow *self, gboolean discard)
{
  g_autoptr (GError) error = NULL;

  brv_window_store_place (self);
  g_free (self->last_path);
  self->last_path = g_strdup (brv_workspace_get_path (self->workspace));
  if (!brv_workspace_close (self->workspace, discard, &error))
    {
      tell_save_failed (self, error);
      return FALSE;
    }
  self->close_confirmed = TRUE;
  return TRUE;
}

/* Gives the brief up as it is in its file, and goes back to the start page. */
gboolean
brv_window_let_go (BrvWindow *self)
{
  if (!close_brief (self, TRUE))
    return FALSE;
  self->close_confirmed = FALSE;
  brv_window_clear_workspace (self);
  return TRUE;
}

static void
close_answered_cb (BrvConfirmAnswer answer, gpointer user_data)
{
  g_autoptr (BrvWindow) self = user_data;

  self->asking = FALSE;
  switch (answer)
    {
    case BRV_CONFIRM_SAVE:
      self->close_when_saved = TRUE;
      brv_window_save (self);
      break;
    case BRV_CONFIRM_DISCARD:
      if (close_brief (self, TRUE))
        gtk_window_close (GTK_WINDOW (self));
      break;
    case BRV_CONFIRM_CANCEL:
    default:
      break;
    }
}

static void
ask_to_save (BrvWindow *self)
{
  const gboolean has_path = brv_workspace_get_path (self->workspace) != NULL;
  g_autofree char *title = brv_workspace_dup_title (self->workspace);
  g_autofree char *body = g_strdup_printf (
    has_path ? _ ("“%s” has changes that are not in its file. Discarded changes are lost for good.")
             : _ ("“%s” has no file yet. A discarded brief is lost for good."),
    title);

  self->asking = TRUE;
  gtk_window_present (GTK_WINDOW (self));
  brv_confirm_save (GTK_WINDOW (self), _ ("Save Changes?"), body, !has_path, close_answered_cb,
                    g_object_ref (self));
}

/* Whether the window may close now; if not, it closes itself once the user has decided. */
gboolean
brv_window_confirm_close (BrvWindow *self)
{
  if (self->workspace == NULL || self->close_confirmed)
    return TRUE;
  if (self->asking)
    return FALSE;
  brv_brief_pane_commit (self->brief);
  switch (brv_workspace_get_saved_state (self->workspace))
    {
    case BRV_SAVING:
      self->close_when_saved = TRUE;
      return FALSE;
    case BRV_UNSAVED_CHANGES:
      ask_to_save (self);
      return FALSE;
    case BRV_SAVED:
    default:
      /* A new brief that was never touched has nothing to keep. */
      return close_brief (self, brv_workspace_get_path (self->workspace) == NULL);
    }
}

/* How the window was left last time. */
void
brv_window_load_state (BrvWindow *self)
{
  g_autoptr (GKeyFile) file = brv_state_file_load (STATE_FILE);
  const gint width = g_key_file_get_integer (file, STATE_GROUP, "width", NULL);
  const gint height = g_key_file_get_integer (file, STATE_GROUP, "height", NULL);

  if (self->panes != NULL)
    {
      brv_pane_container_restore (self->panes, file, "panes");
      return;
    }
  if (width >= BRV_PANE_WINDOW_MIN && height >= BRV_PANE_WINDOW_MIN)
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_key_file_get_boolean (file, STATE_GROUP, "maximized", NULL))
    gtk_window_maximize (GTK_WINDOW (self));
}

void
brv_window_store_state (BrvWindow *self)
{
  g_autoptr (GKeyFile) file = brv_state_file_load (STATE_FILE);
  gint width;
  gint height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_key_file_set_integer (file, STATE_GROUP, "width", width);
  g_key_file_set_integer (file, STATE_GROUP, "height", height);
  g_key_file_set_boolean (file, STATE_GROUP, "maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  if (self->panes != NULL)
    brv_pane_container_save (self->panes, file, "panes");
  brv_state_file_save (file, STATE_FILE, NULL);
}

/* Where one was in the brief, for the next time it is opened. */
void
brv_window_store_place (BrvWindow *self)
{
  BrvSessionPlace place;

  if (self->brief == NULL || brv_workspace_is_read_only (self->workspace))
    return;
  place.caret = brv_brief_pane_get_caret (self->brief);
  place.top = brv_brief_pane_get_top (self->brief);
  brv_session_store_place (brv_brief_get_id (brv_workspace_get_brief (self->workspace)), &place);
}

void
brv_window_restore_place (BrvWindow *self)
{
  BrvSessionPlace place;

  if (brv_session_load_place (brv_brief_get_id (brv_workspace_get_brief (self->workspace)), &place))
    brv_brief_pane_restore (self->brief, place.caret, place.top);
}

/**
 * brv_window_leave:
 * @self: a window
 *
 * The session ends: what is unsaved goes to stable storage and waits there, and nothing is asked.
 */
void
brv_window_leave (BrvWindow *self)
{
  g_return_if_fail (BRV_IS_WINDOW (self));

  brv_window_store_state (self);
  if (self->workspace == NULL)
    return;
  brv_brief_pane_commit (self->brief);
  brv_window_store_place (self);
  brv_workspace_flush (self->workspace, NULL);
}
