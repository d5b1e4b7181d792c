/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-library-chooser.h"

#include "ui/sources/brv-library-browser.h"

#define WIDTH_PX  420
#define HEIGHT_PX 520

struct _BrvLibraryChooser
{
  AdwWindow parent_instance;

  GtkWidget *browser; /* Borrowed: the content has it */
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvLibraryChooser, brv_library_chooser, ADW_TYPE_WINDOW)

static void
activated_cb (BrvLibraryChooser *self, BrvLibraryItem *item)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, item);
  gtk_window_close (GTK_WINDOW (self));
}

static void
brv_library_chooser_class_init (BrvLibraryChooserClass *klass)
{
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, BRV_TYPE_LIBRARY_ITEM);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
brv_library_chooser_init (BrvLibraryChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, HEIGHT_PX);
  self->browser = brv_library_browser_new ();
  brv_library_browser_set_for_choosing (BRV_LIBRARY_BROWSER (self->browser));
  gtk_widget_set_vexpand (self->browser, TRUE);
  g_signal_connect_object (self->browser, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), self->browser);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * brv_library_chooser_new:
 * @parent: (nullable): the window that it belongs to
 * @library: the library
 * @title: what is asked for
 *
 * Returns: (transfer none): the window, to be presented
 */
BrvLibraryChooser *
brv_library_chooser_new (GtkWindow *parent, BrvLibraryService *library, const char *title)
{
  BrvLibraryChooser *self =
    g_object_new (BRV_TYPE_LIBRARY_CHOOSER, "transient-for", parent, "title", title, NULL);

  brv_library_browser_set_library (BRV_LIBRARY_BROWSER (self->browser), library);
  brv_library_browser_focus_search (BRV_LIBRARY_BROWSER (self->browser));
  return self;
}
