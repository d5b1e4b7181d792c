/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drops on the window: files anywhere, and passages on the shelf where the brief is not seen. */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/brief/brv-figure-loader.h"
#include "ui/shell/brv-window-private.h"

static gboolean
is_brief (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && g_str_has_suffix (name, ".brief");
}

/* Whether images that fall here are to be figures: onto the Brief pane. */
static gboolean
falls_on_brief (BrvWindow *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return picked != NULL && self->brief != NULL &&
         (picked == GTK_WIDGET (self->brief) ||
          gtk_widget_is_ancestor (picked, GTK_WIDGET (self->brief)));
}

/* Images that fall on the Brief pane are figures. Briefs are opened, all other files become sources; without a brief they begin a new one. */
static gboolean
files_dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, BrvWindow *self)
{
  GSList *files = g_value_get_boxed (value);
  g_autoptr (GListStore) articles = g_list_store_new (G_TYPE_FILE);

  for (GSList *link = files; link != NULL; link = link->next)
    {
      g_autofree char *path = g_file_get_path (link->data);

      if (brv_figure_loader_is_image (link->data) && falls_on_brief (self, x, y))
        brv_brief_pane_add_image (self->brief, link->data);
      else if (!is_brief (link->data))
        g_list_store_append (articles, link->data);
      else if (path != NULL)
        g_signal_emit_by_name (self, "open-path-requested", path);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (articles)) == 0)
    return files != NULL;
  if (self->workspace == NULL)
    g_signal_emit_by_name (self, "new-brief-requested", NULL);
  if (self->workspace != NULL)
    brv_window_import_files (self, G_LIST_MODEL (articles));
  return TRUE;
}

static gboolean
brief_is_hidden (BrvWindow *self)
{
  return self->panes != NULL && !brv_pane_container_is_visible (self->panes, BRV_PANE_BRIEF);
}

static void
hide_shelf (BrvWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->shelf), FALSE);
}

/*
 * The shelf stays until the drag ends: entering and leaving the window's parts says nothing. A
 * passage always comes out of this process, so its drag is at hand.
 */
static void
drag_entered_cb (GtkDropControllerMotion *motion, double x, double y, BrvWindow *self)
{
  GdkDrop *drop = gtk_drop_controller_motion_get_drop (motion);
  GdkDrag *drag = drop != NULL ? gdk_drop_get_drag (drop) : NULL;

  if (drag == NULL || gtk_widget_get_visible (GTK_WIDGET (self->shelf)) ||
      !brief_is_hidden (self) ||
      !gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GTK_TYPE_TEXT_BUFFER))
    return;
  brv_section_shelf_show_sections (self->shelf, brv_workspace_get_brief (self->workspace));
  gtk_widget_set_visible (GTK_WIDGET (self->shelf), TRUE);
  g_signal_connect_object (drag, "dnd-finished", G_CALLBACK (hide_shelf), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (hide_shelf), self, G_CONNECT_SWAPPED);
}

static void
passage_dropped_cb (BrvWindow *self, guint section)
{
  brv_sources_pane_send_to_section (self->sources, section);
}

/* Anywhere in the window: a source of the library goes into this brief. */
static gboolean
library_item_dropped_cb (
  GtkDropTarget *target, const GValue *value, double x, double y, BrvWindow *self)
{
  if (self->sources == NULL)
    return FALSE;
  brv_sources_pane_add_from_library (self->sources, g_value_get_object (value), FALSE);
  return TRUE;
}

void
brv_window_add_drop_targets (BrvWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkDropTarget *library_target = gtk_drop_target_new (BRV_TYPE_LIBRARY_ITEM, GDK_ACTION_COPY);
  GtkEventController *motion = gtk_drop_controller_motion_new ();

  g_signal_connect (target, "drop", G_CALLBACK (files_dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect (library_target, "drop", G_CALLBACK (library_item_dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (library_target));
  g_signal_connect (motion, "enter", G_CALLBACK (drag_entered_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (self->shelf, "dropped", G_CALLBACK (passage_dropped_cb), self,
                           G_CONNECT_SWAPPED);
}
