/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gtk/gtk.h>

#include "ui/brief/brv-field-view.h"

#define TEXT "Undersea Cables: Three Things to Settle First"

/* At whatever width, the height that a field asks for has room for all of its lines. */
static void
test_height (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *field = g_object_new (BRV_TYPE_FIELD_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field));
  gint natural;
  guint n_two_lines = 0;

  gtk_window_set_child (GTK_WINDOW (window), field);
  gtk_text_buffer_set_text (buffer, TEXT, -1);
  gtk_widget_measure (field, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
  for (gint width = 120; width < 400; width++)
    {
      gint least;
      GtkTextIter end;
      GdkRectangle place;

      gtk_widget_measure (field, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
      gtk_widget_allocate (field, width, least, -1, NULL);
      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_view_get_iter_location (GTK_TEXT_VIEW (field), &end, &place);
      g_assert_cmpint (place.y + place.height, <=, least);
      n_two_lines += least > natural;
    }
  g_assert_cmpuint (n_two_lines, >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/ui/field-view/height", test_height);
  return g_test_run ();
}
