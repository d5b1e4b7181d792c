/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pointer: presses, and the menus that they open. */

#include "config.h"

#include "ui/brief/brv-brief-geometry.h"
#include "ui/brief/brv-brief-view-private.h"

/*
 * After a drag out of a GtkTextView its gestures keep the sequence whose release went to the drag,
 * and the next press is lost (seen in GTK 4.8 and 4.18).
 */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, BrvBriefView *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_RELEASE)
    self->button_is_down = FALSE;
  if (type != GDK_BUTTON_PRESS)
    return GDK_EVENT_PROPAGATE;
  if (self->button_is_down)
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self));

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) gesture = g_list_model_get_item (controllers, i);

          if (GTK_IS_GESTURE (gesture))
            gtk_event_controller_reset (gesture);
        }
    }
  self->button_is_down = TRUE;
  return GDK_EVENT_PROPAGATE;
}

/*
 * brv_brief_view_popup_menu:
 * @self: the view
 *
 * Opens the menu of the caret's block.
 */
void
brv_brief_view_popup_menu (BrvBriefView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;
  GdkRectangle rect;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &rect);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, rect.x,
                                         rect.y, &rect.x, &rect.y);
  rect.width = 1;
  brv_block_menu_popup (self->block_menu, (guint)gtk_text_iter_get_line (&iter), &rect);
}

static void
place_caret_at (BrvBriefView *self, double x, double y)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter, start, end;
  gint buffer_x = 0;
  gint buffer_y = 0;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (gint)x,
                                         (gint)y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, buffer_x, buffer_y);
  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end) ||
      !gtk_text_iter_in_range (&iter, &start, &end))
    gtk_text_buffer_place_cursor (buffer, &iter);
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, BrvBriefView *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  double fraction = 0;

  if (picked != NULL && picked != GTK_WIDGET (self))
    return; /* the child's own */
  if (button == GDK_BUTTON_PRIMARY && n == 1 &&
      brv_brief_format_open_reference (self->format, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  else if (button == GDK_BUTTON_SECONDARY)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_grab_focus (GTK_WIDGET (self));
      place_caret_at (self, x, y);
      brv_block_menu_popup (self->block_menu,
                            brv_brief_geometry_find_line (GTK_TEXT_VIEW (self), y, &fraction),
                            &(GdkRectangle){ (int)x, (int)y, 1, 1 });
    }
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, BrvBriefView *self)
{
  double fraction = 0;
  gint top = brv_brief_geometry_to_widget_y (GTK_TEXT_VIEW (self), 0);
  guint line = brv_brief_geometry_find_line (GTK_TEXT_VIEW (self), y, &fraction);

  brv_brief_cards_set_hovered (BRV_BRIEF_CARDS (self->cards), y < top ? -1 : (gint)line);
}

static void
leave_cb (GtkEventControllerMotion *controller, BrvBriefView *self)
{
  brv_brief_cards_set_hovered (BRV_BRIEF_CARDS (self->cards), -1);
}

static void
menu_requested_cb (BrvBriefCards *cards, const BrvId *id, BrvBriefView *self)
{
  gint line = brv_brief_projection_find_line (self->projection, *id);
  GtkWidget *handle = brv_brief_cards_get_handle (cards);
  graphene_rect_t bounds;

  if (line < 0 || !gtk_widget_compute_bounds (handle, GTK_WIDGET (self), &bounds))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  brv_brief_projection_select (self->projection, (BrvPlace){ *id, 0 }, (BrvPlace){ *id, 0 });
  brv_block_menu_popup (self->block_menu, (guint)line,
                        &(GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y,
                                         (int)bounds.size.width, (int)bounds.size.height });
}

/*
 * brv_brief_view_add_pointer:
 * @self: a view whose children are there
 */
void
brv_brief_view_add_pointer (BrvBriefView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (widget, events);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, 0);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_object (self->cards, "menu-requested", G_CALLBACK (menu_requested_cb), self, 0);
}
