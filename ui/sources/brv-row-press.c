/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A press on a row of a list whose rows move. While sources come in, the widget under the pointer
 * may long show another source or none when the button comes up: what was meant is what the button
 * went down on.
 */

#include "config.h"

#include "ui/sources/brv-row-press.h"

/* Owned by its gesture. */
typedef struct
{
  GtkWidget *list_view; /* unowned: within the widget that has the gesture */
  BrvRowDupItem dup_item;
  BrvRowPressed pressed;
  gpointer user_data;
  GObject *item; /* (nullable): what the button went down on */
  double x;      /* where that was, in the widget of the gesture */
  double y;
} RowPress;

static void
row_press_free (gpointer data)
{
  RowPress *press = data;

  g_clear_object (&press->item);
  g_free (press);
}

static GObject *
dup_item_at (const RowPress *press, GtkWidget *area, double x, double y)
{
  GtkWidget *found = gtk_widget_pick (area, x, y, GTK_PICK_DEFAULT);

  while (found != NULL && gtk_widget_get_parent (found) != press->list_view)
    found = gtk_widget_get_parent (found);
  /* A child of the list has the row for its only child. */
  found = found != NULL ? gtk_widget_get_first_child (found) : NULL;
  return found != NULL ? press->dup_item (found) : NULL;
}

static void
pressed_cb (GtkGestureClick *gesture, gint n_press, double x, double y, RowPress *press)
{
  GtkWidget *area = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  g_clear_object (&press->item);
  press->item = dup_item_at (press, area, x, y);
  press->x = x;
  press->y = y;
}

static void
released_cb (GtkGestureClick *gesture, gint n_press, double x, double y, RowPress *press)
{
  GtkWidget *area = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  g_autoptr (GObject) item = g_steal_pointer (&press->item);
  g_autoptr (GObject) below = NULL;

  if (item == NULL)
    return;
  below = dup_item_at (press, area, x, y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (below == item ||
      !gtk_drag_check_threshold (area, (int)press->x, (int)press->y, (int)x, (int)y))
    press->pressed (item, press->user_data);
}

static void
cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, RowPress *press)
{
  g_clear_object (&press->item);
}

/**
 * brv_row_press_connect:
 * @area: what @list_view scrolls in
 * @list_view: a #GtkListView
 * @dup_item: tells what stands in a row, the child of a list item
 * @pressed: called when a row was pressed with the first button
 * @user_data: for @pressed; outlives @area
 */
void
brv_row_press_connect (GtkWidget *area,
                       GtkWidget *list_view,
                       BrvRowDupItem dup_item,
                       BrvRowPressed pressed,
                       gpointer user_data)
{
  GtkGesture *gesture;
  RowPress *press;

  g_return_if_fail (GTK_IS_WIDGET (area));
  g_return_if_fail (GTK_IS_LIST_VIEW (list_view));
  g_return_if_fail (dup_item != NULL && pressed != NULL);

  press = g_new0 (RowPress, 1);
  press->list_view = list_view;
  press->dup_item = dup_item;
  press->pressed = pressed;
  press->user_data = user_data;
  gesture = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_object_set_data_full (G_OBJECT (gesture), "brv-row-press", press, row_press_free);
  g_signal_connect (gesture, "pressed", G_CALLBACK (pressed_cb), press);
  g_signal_connect (gesture, "released", G_CALLBACK (released_cb), press);
  g_signal_connect (gesture, "cancel", G_CALLBACK (cancel_cb), press);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (gesture));
}
