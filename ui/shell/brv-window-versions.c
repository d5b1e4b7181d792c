/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Versions of the window's brief, and the copy for others. */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/shared/brv-confirm.h"
#include "ui/shell/brv-window-private.h"
#include "ui/versions/brv-versions-window.h"

static void
save_requested_cb (BrvWindow *self, const char *name, gint version)
{
  brv_window_save_version (self, name, version);
}

static void
restored_cb (BrvWindow *self, const char *title)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” restored"), title);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/* Shows what the brief was at other times. */
void
brv_window_show_versions (BrvWindow *self)
{
  brv_brief_pane_commit (self->brief);
  if (self->versions == NULL)
    {
      BrvVersionsWindow *versions = brv_versions_window_new (GTK_WINDOW (self), self->workspace);

      g_set_weak_pointer (&self->versions, GTK_WIDGET (versions));
      g_signal_connect_object (versions, "save-requested", G_CALLBACK (save_requested_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (versions, "restored", G_CALLBACK (restored_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (self->versions));
}

static void
name_answered_cb (const char *name, gpointer user_data)
{
  BrvWindow *self = user_data;

  if (name != NULL && self->workspace != NULL)
    brv_window_save_version (self, name, -1);
}

/* Asks for a name and keeps the brief as it is under it. */
void
brv_window_ask_version (BrvWindow *self)
{
  brv_versions_ask_name (GTK_WINDOW (self), name_answered_cb, g_object_ref (self), g_object_unref);
}

/* ---- the copy for sharing ---- */

static void
shared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!brv_workspace_save_for_sharing_finish (BRV_WORKSPACE (source), result, &error))
    {
      brv_confirm_tell (GTK_WINDOW (self), _ ("The Copy Could Not Be Saved"), error->message);
      return;
    }
  brv_window_show_message (
    self, _ ("Copy saved. Nothing that was removed from the brief is in it."), NULL);
}

static void
copy_named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvWindow) self = user_data;
  g_autofree char *path = brv_window_ask_path_finish (result);

  if (path == NULL || self->workspace == NULL)
    return;
  brv_brief_pane_commit (self->brief);
  brv_workspace_save_for_sharing_async (self->workspace, path, NULL, shared_cb,
                                        g_object_ref (self));
}

static char *
suggest_copy_name (BrvWindow *self)
{
  g_autofree char *title = brv_workspace_dup_title (self->workspace);

  if (g_str_has_suffix (title, ".brief"))
    title[strlen (title) - strlen (".brief")] = '\0';
  g_strdelimit (title, "/\n", '-');
  /* Translators: the name of a file: a copy of the brief %s for others. */
  return g_strdup_printf (_ ("%s (for sharing).brief"), title);
}

/* Asks where to, and writes the brief without its history. */
void
brv_window_share (BrvWindow *self)
{
  g_autofree char *name = suggest_copy_name (self);

  brv_window_ask_path_async (self, _ ("Save a Copy for Sharing"), name, copy_named_cb,
                             g_object_ref (self));
}
