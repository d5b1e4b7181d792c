/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What another program does to the brief's file while it is open here. */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/shared/brv-question.h"
#include "ui/shell/brv-banner.h"
#include "ui/shell/brv-window-private.h"

static void
file_changed_cb (BrvWindow *self)
{
  g_autofree char *name = g_filename_display_basename (brv_workspace_get_path (self->workspace));
  g_autofree char *text = NULL;
  GtkWidget *banner;

  if (self->changed_banner != NULL)
    return;
  text = g_strdup_printf (_ ("Another program has changed “%s”. This window still shows your "
                             "version."),
                          name);
  banner = brv_banner_new_with_action (text, _ ("_Open Changed File"), "win.open-changed", NULL);
  g_set_weak_pointer (&self->changed_banner, banner);
  brv_window_show_banner (self, banner);
}

/* Begins to look after the file of the window's brief. */
void
brv_window_watch_file (BrvWindow *self)
{
  if (brv_workspace_is_read_only (self->workspace))
    return;
  self->file_watch = brv_file_watch_new (self->workspace);
  g_signal_connect_object (self->file_watch, "changed", G_CALLBACK (file_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The file is the window's own again. */
void
brv_window_hide_changed_banner (BrvWindow *self)
{
  GtkWidget *banner = self->changed_banner;

  if (banner == NULL)
    return;
  g_clear_weak_pointer (&self->changed_banner);
  gtk_widget_unparent (banner);
}

static void
open_changed (BrvWindow *self)
{
  g_autofree char *path = g_strdup (brv_workspace_get_path (self->workspace));

  if (brv_window_let_go (self))
    g_signal_emit_by_name (self, "open-path-requested", path);
}

static void
answered_cb (gboolean accepted, gpointer user_data)
{
  BrvWindow *self = user_data;

  if (accepted && self->workspace != NULL)
    open_changed (self);
}

/* Shows what another program has written, in place of what is open. */
void
brv_window_open_changed (BrvWindow *self)
{
  g_autofree char *title = brv_workspace_dup_title (self->workspace);
  g_autofree char *body = g_strdup_printf (
    _ ("Your changes to “%s” are not in the file. They are lost for good if it is opened now. To "
       "keep both, use Save As first."),
    title);
  const BrvQuestion question = { _ ("Discard Your Changes?"), body, _ ("_Discard and Open"), TRUE };

  brv_brief_pane_commit (self->brief);
  if (brv_workspace_get_saved_state (self->workspace) == BRV_SAVED)
    open_changed (self);
  else
    brv_question_ask (GTK_WINDOW (self), &question, answered_cb, g_object_ref (self),
                      g_object_unref);
}
