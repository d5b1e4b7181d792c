/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Another program's window, for stories: drag-giver TYPE FILE [TYPE FILE…]
 *
 * What is dragged out of it, or copied when it is clicked, is the content of each FILE as that
 * media type: text/uri-list for files and links, text/html for a part of a page.
 */

#include "config.h"

#include <adwaita.h>

static GdkContentProvider *
new_content (GStrv arguments)
{
  g_autoptr (GPtrArray) providers = g_ptr_array_new ();

  for (guint i = 1; arguments[i] != NULL && arguments[i + 1] != NULL; i += 2)
    {
      char *content = NULL;
      gsize length = 0;
      g_autoptr (GBytes) bytes = NULL;

      if (!g_file_get_contents (arguments[i + 1], &content, &length, NULL))
        g_error ("There is no file “%s”.", arguments[i + 1]);
      bytes = g_bytes_new_take (content, length);
      g_ptr_array_add (providers, gdk_content_provider_new_for_bytes (arguments[i], bytes));
    }
  return gdk_content_provider_new_union ((GdkContentProvider **)providers->pdata, providers->len);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GdkContentProvider *content)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
}

static void
activate_cb (GtkApplication *application, GStrv arguments)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *label = gtk_label_new ("Drag me");
  GtkDragSource *source = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GdkContentProvider *content = new_content (arguments);

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY | GDK_ACTION_LINK);
  gtk_drag_source_set_content (source, content);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_data (click, "pressed", G_CALLBACK (pressed_cb), content,
                         (GClosureNotify)g_object_unref, 0);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (click));
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_set_title (GTK_WINDOW (window), "Giver");
  gtk_window_set_default_size (GTK_WINDOW (window), 160, 80);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application =
    adw_application_new ("org.brevier.Giver", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
