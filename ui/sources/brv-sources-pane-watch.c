/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A folder whose new files become sources by themselves, remembered for each brief. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-sources-pane-private.h"

#include "ui/shared/brv-file-dialog.h"
#include "ui/shell/brv-state-file.h"

#define STATE_FILE "watch"
#define STATE_KEY  "folder"
#define STATE_SEEN "seen"

/* Remembers the folder that is watched for the brief, if there is one, and what has come from it. */
static void
remember (BrvSourcesPane *self)
{
  g_autoptr (GKeyFile) state = brv_state_file_load (STATE_FILE);
  g_autofree char *brief =
    brv_id_to_string (brv_brief_get_id (brv_workspace_get_brief (self->workspace)));

  if (self->watch != NULL)
    {
      g_key_file_set_string (state, brief, STATE_KEY, brv_folder_watch_get_folder (self->watch));
      g_key_file_set_int64 (state, brief, STATE_SEEN, brv_folder_watch_get_seen_us (self->watch));
    }
  else
    g_key_file_remove_group (state, brief, NULL);
  brv_state_file_save (state, STATE_FILE, NULL);
}

static void
stop (BrvSourcesPane *self)
{
  g_clear_object (&self->watch);
  gtk_widget_set_visible (self->watch_bar, FALSE);
}

static void
stop_clicked_cb (BrvSourcesPane *self)
{
  stop (self);
  remember (self);
}

static void
arrived_cb (BrvSourcesPane *self, char **paths)
{
  g_autoptr (BrvImportJob) job =
    brv_workspace_import_files (self->workspace, (const char *const *)paths);

  brv_sources_pane_show_job (self, job, TRUE);
  remember (self);
}

static void
show_bar (BrvSourcesPane *self, const char *folder, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->watch_label), text);
  gtk_widget_set_tooltip_text (self->watch_label, folder);
  gtk_widget_set_visible (self->watch_bar, TRUE);
}

/* It is remembered, and watched again when the brief is opened and it is back; unless the user
 * stops that. */
static void
show_gone (BrvSourcesPane *self, const char *folder)
{
  g_autofree char *name = g_filename_display_basename (folder);
  g_autofree char *text = g_strdup_printf (_ ("The watched folder “%s” is gone"), name);

  show_bar (self, folder, text);
}

static void
gone_cb (BrvSourcesPane *self, BrvFolderWatch *watch)
{
  show_gone (self, brv_folder_watch_get_folder (watch));
  g_clear_object (&self->watch);
}

static gboolean
start (BrvSourcesPane *self, const char *folder, gint64 seen_us, GError **error)
{
  BrvFolderWatch *watch = brv_folder_watch_new (folder, seen_us, error);
  g_autofree char *name = g_filename_display_basename (folder);
  g_autofree char *text = NULL;

  if (watch == NULL)
    return FALSE;
  stop (self);
  self->watch = watch;
  g_signal_connect_object (watch, "arrived", G_CALLBACK (arrived_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "gone", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
  /* TRANSLATORS: %s is a folder; what is saved there becomes a source. */
  text = g_strdup_printf (_ ("Watching “%s”"), name);
  show_bar (self, folder, text);
  return TRUE;
}

static void
folder_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvSourcesPane) self = user_data;
  g_autoptr (GListModel) files = brv_file_dialog_run_finish (result, NULL);
  g_autoptr (GFile) folder = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autoptr (GError) error = NULL;

  if (folder == NULL || g_file_peek_path (folder) == NULL || self->workspace == NULL)
    return;
  if (start (self, g_file_peek_path (folder), 0, &error))
    remember (self);
  else
    brv_sources_pane_say (self, error->message, NULL);
}

/*
 * brv_sources_pane_choose_watched:
 * @self: a pane in a window
 *
 * Asks for a folder, and from now on adds what is saved there.
 */
void
brv_sources_pane_choose_watched (BrvSourcesPane *self)
{
  const BrvFileDialogRequest request = { .kind = BRV_FILE_DIALOG_FOLDER,
                                         .title = _ ("Watch a Folder"),
                                         .accept_label = _ ("_Watch") };
  GtkWindow *window = brv_sources_pane_get_window (self);

  if (window != NULL)
    brv_file_dialog_run_async (window, &request, self->cancellable, folder_chosen_cb,
                               g_object_ref (self));
}

/*
 * brv_sources_pane_init_watch:
 * @self: a pane with its workspace
 *
 * Makes the line that says which folder is watched, and goes on with the one of the last time.
 */
void
brv_sources_pane_init_watch (BrvSourcesPane *self)
{
  g_autoptr (GKeyFile) state = brv_state_file_load (STATE_FILE);
  g_autofree char *brief =
    brv_id_to_string (brv_brief_get_id (brv_workspace_get_brief (self->workspace)));
  g_autofree char *folder = g_key_file_get_string (state, brief, STATE_KEY, NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Stop"));

  self->watch_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->watch_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->watch_bar, "brv-watch-bar");
  gtk_label_set_xalign (GTK_LABEL (self->watch_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->watch_label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (self->watch_label, TRUE);
  gtk_widget_add_css_class (self->watch_label, "brv-row-byline");
  gtk_widget_add_css_class (self->watch_label, "brv-soft");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Stop Watching the Folder"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Stop Watching the Folder"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (stop_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->watch_bar), self->watch_label);
  gtk_box_append (GTK_BOX (self->watch_bar), button);
  gtk_widget_set_visible (self->watch_bar, FALSE);
  gtk_box_append (GTK_BOX (self->list_page), self->watch_bar);
  if (folder != NULL &&
      !start (self, folder, g_key_file_get_int64 (state, brief, STATE_SEEN, NULL), NULL))
    show_gone (self, folder);
}
