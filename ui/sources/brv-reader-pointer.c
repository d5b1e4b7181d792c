/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-reader-private.h"

#include "ui/sources/brv-drag-card.h"
#include "ui/sources/brv-reader-view.h"
#include "ui/sources/brv-source-labels.h"

#define POPOVER_DELAY_MS 150

/* A press and a release that lie closer than this are a click. */
#define CLICK_SLOP_PX 4

static gboolean
get_view_position (BrvReader *self, GdkEvent *event, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native (self->view);
  double surface_x = 0;
  double surface_y = 0;
  double native_x = 0;
  double native_y = 0;

  if (native == NULL || !gdk_event_get_position (event, &surface_x, &surface_y))
    return FALSE;
  gtk_native_get_surface_transform (native, &native_x, &native_y);
  return gtk_widget_translate_coordinates (GTK_WIDGET (native), self->view, surface_x - native_x,
                                           surface_y - native_y, x, y);
}

static gboolean
get_iter_at (BrvReader *self, double x, double y, GtkTextIter *iter)
{
  gint buffer_x = 0;
  gint buffer_y = 0;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET,
                                         (gint)x, (gint)y, &buffer_x, &buffer_y);
  return gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), iter, buffer_x, buffer_y);
}

static const BrvQuotedPassage *
find_quoted_at (BrvReader *self, double x, double y)
{
  GtkTextIter iter;
  gsize offset;

  if (brv_reader_pictures_find_at (brv_reader_view_get_pictures (BRV_READER_VIEW (self->view)), x,
                                   y) >= 0 ||
      !get_iter_at (self, x, y, &iter))
    return NULL;
  offset = brv_reader_buffer_get_source_offset (self->buffer, &iter);
  for (guint i = 0; i < self->quoted->len; i++)
    {
      const BrvQuotedPassage *passage = &g_array_index (self->quoted, BrvQuotedPassage, i);

      if (passage->range.start <= offset && offset < passage->range.end)
        return passage;
    }
  return NULL;
}

/*
 * GTK (4.8 to 4.18) forgets to end the text view's gestures when a drag begins out of it: the
 * next press is taken for a part of the old one and does nothing. So a press that comes without
 * a release since the last one resets them first.
 */
static void
reset_stale_gestures (BrvReader *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE (controller))
        gtk_event_controller_reset (controller);
    }
}

static gboolean
popover_timeout_cb (gpointer user_data)
{
  BrvReader *self = user_data;

  self->popover_timeout_id = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      brv_reader_buffer_get_passage_state (self->buffer) != BRV_PASSAGE_NONE)
    brv_reader_show_selection_popover (self);
  return G_SOURCE_REMOVE;
}

/*
 * brv_reader_queue_selection_popover:
 * @self: a reader
 *
 * Offers what can be done with the selection, unless another press comes at once.
 */
void
brv_reader_queue_selection_popover (BrvReader *self)
{
  g_clear_handle_id (&self->popover_timeout_id, g_source_remove);
  self->popover_timeout_id = g_timeout_add (POPOVER_DELAY_MS, popover_timeout_cb, self);
}

static void
pressed (BrvReader *self, GdkEvent *event, double x, double y)
{
  g_clear_handle_id (&self->popover_timeout_id, g_source_remove);
  brv_reader_hide_selection_popover (self);
  if (self->pressed)
    reset_stale_gestures (self);
  self->pressed = TRUE;
  self->drag_dressed = FALSE;
  self->press_x = x;
  self->press_y = y;
}

static void
released (BrvReader *self, GdkEvent *event, double x, double y)
{
  gboolean is_click =
    ABS (x - self->press_x) < CLICK_SLOP_PX && ABS (y - self->press_y) < CLICK_SLOP_PX;
  gboolean had_selection = gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer));

  self->pressed = FALSE;
  if (is_click && !had_selection)
    {
      const BrvQuotedPassage *passage = find_quoted_at (self, x, y);

      if (passage != NULL)
        {
          BrvId block_id = passage->block_id;

          g_signal_emit_by_name (self, "block-requested", &block_id);
        }
      return;
    }
  brv_reader_queue_selection_popover (self);
}

/* The view claims its presses, so gestures of ours would never see the release. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, BrvReader *self)
{
  GdkEventType type = gdk_event_get_event_type (event);
  double x = 0;
  double y = 0;

  if (type != GDK_BUTTON_PRESS && type != GDK_BUTTON_RELEASE)
    return GDK_EVENT_PROPAGATE;
  if (!get_view_position (self, event, &x, &y))
    return GDK_EVENT_PROPAGATE;
  if (gdk_button_event_get_button (event) == GDK_BUTTON_SECONDARY)
    {
      if (type == GDK_BUTTON_PRESS)
        brv_reader_show_context_menu (self, x, y);
      return GDK_EVENT_STOP;
    }
  if (gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
    return GDK_EVENT_PROPAGATE;
  if (type == GDK_BUTTON_PRESS)
    pressed (self, event, x, y);
  else
    released (self, event, x, y);
  return GDK_EVENT_PROPAGATE;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, BrvReader *self)
{
  gboolean over_quote = !self->pressed && find_quoted_at (self, x, y) != NULL;

  gtk_widget_set_cursor_from_name (self->view, over_quote ? "pointer" : "text");
}

/*
 * The view begins its drags by itself and tells nobody. But the pointer is over this window
 * when it does, so the drag comes in here as a drop that might be, and knows where it is from.
 */
static void
drop_motion_cb (GtkDropControllerMotion *controller, double x, double y, BrvReader *self)
{
  GdkDrop *drop = gtk_drop_controller_motion_get_drop (controller);
  GdkDrag *drag = drop == NULL ? NULL : gdk_drop_get_drag (drop);
  g_autofree char *text = NULL;
  g_autofree char *place = NULL;
  BrvPassage passage;

  if (!self->pressed || self->drag_dressed || drag == NULL ||
      !gdk_content_formats_contain_gtype (gdk_drag_get_formats (drag), GTK_TYPE_TEXT_BUFFER))
    return;
  self->drag_dressed = TRUE;
  brv_reader_close_popovers (self);
  if (brv_reader_buffer_get_passage (self->buffer, &passage))
    {
      const BrvSource *source = brv_reader_buffer_get_source (self->buffer);

      text = g_strndup (brv_source_get_text (source) + passage.range.start,
                        brv_range_length (passage.range));
      place = brv_source_labels_dup_place (source, passage.range.start);
    }
  else
    {
      text = g_strdup (_ ("Left-out text lies inside this passage."));
      place = g_strdup (_ ("Cannot be quoted"));
    }
  brv_drag_card_dress (drag, brv_drag_card_new (text, place));
}

static void
drop_enter_cb (GtkDropControllerMotion *controller, double x, double y, BrvReader *self)
{
  drop_motion_cb (controller, x, y, self);
}

/*
 * brv_reader_init_pointer:
 * @self: a reader whose children are there
 *
 * Makes presses, drags and releases over the text do what the reader is for.
 */
void
brv_reader_init_pointer (BrvReader *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (self->clamp, controller);

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (self->view, controller);

  controller = gtk_drop_controller_motion_new ();
  g_signal_connect (controller, "enter", G_CALLBACK (drop_enter_cb), self);
  g_signal_connect (controller, "motion", G_CALLBACK (drop_motion_cb), self);
  gtk_widget_add_controller (self->scroller, controller);
}
