/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pointer does on pages: it selects letters of the source's text, and carries them away. */

#include "config.h"

#include <math.h>

#include "ui/sources/brv-source-pages-private.h"

/* How far around a letter a press still means it, in points. */
#define REACH 24.0

/* The place in the text that a point of the widget means. */
/*
 * Whether a point is behind the middle of a letter in the direction in which that is read. The letter
 * beside it tells: lines can run from right to left and, where a page's text is turned, up and down.
 */
static gboolean
is_behind_middle (const GArray *areas, guint index, double x, double y)
{
  const BrvRect *rect = &g_array_index (areas, BrvPageArea, index).rect;
  double reach = 2 * MAX (rect->width, rect->height);
  double middle_x = rect->x + rect->width / 2;
  double middle_y = rect->y + rect->height / 2;

  for (gint step = 1; step >= -1; step -= 2)
    {
      const BrvRect *other = NULL;
      double dx = 0;
      double dy = 0;

      if ((step < 0 && index == 0) || (step > 0 && index + 1 >= areas->len))
        continue;
      other = &g_array_index (areas, BrvPageArea, step < 0 ? index - 1 : index + 1).rect;
      dx = (other->x + other->width / 2 - middle_x) * step;
      dy = (other->y + other->height / 2 - middle_y) * step;
      if (fabs (dx) + fabs (dy) < reach)
        return (x - middle_x) * dx + (y - middle_y) * dy > 0;
    }
  return x > middle_x;
}

static gboolean
find_offset (
  BrvSourcePages *self, double x, double y, double reach, gsize *offset, BrvRange *letter)
{
  double scale = brv_source_pages_get_scale (self);
  guint n_pages = brv_page_loader_get_n_pages (self->loader);
  guint index = n_pages > 0 ? brv_source_pages_find_page (self, y) : 0;
  const BrvLoadedPage *page = n_pages > 0 ? brv_page_loader_get_page (self->loader, index) : NULL;
  graphene_rect_t place;
  double best = reach;
  gboolean found = FALSE;

  if (page == NULL || page->areas == NULL)
    return FALSE;
  place = brv_source_pages_get_place (self, index);
  for (guint k = 0; k < page->areas->len; k++)
    {
      const BrvPageArea *area = &g_array_index (page->areas, BrvPageArea, k);
      const BrvRect *rect = &area->rect;
      double page_x = (x - place.origin.x) / scale;
      double page_y = (y - place.origin.y) / scale;
      double dx = MAX (MAX (rect->x - page_x, page_x - rect->x - rect->width), 0);
      double dy = MAX (MAX (rect->y - page_y, page_y - rect->y - rect->height), 0);
      double distance = dx + 3 * dy;

      if (distance >= best)
        continue;
      best = distance;
      found = TRUE;
      *offset =
        is_behind_middle (page->areas, k, page_x, page_y) ? area->range.end : area->range.start;
      *letter = area->range;
    }
  return found;
}

static void
select_range (BrvSourcePages *self, gsize start, gsize end, gboolean finished)
{
  self->selection = (BrvRange){ MIN (start, end), MAX (start, end) };
  brv_source_pages_emit_selected (self, finished);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
is_in_selection (BrvSourcePages *self, double x, double y)
{
  gsize offset = 0;
  BrvRange letter = { 0, 0 };

  return self->selection.start < self->selection.end &&
         find_offset (self, x, y, 4, &offset, &letter) && letter.start >= self->selection.start &&
         letter.end <= self->selection.end;
}

/* The word around a letter: letters and digits, and what joins them. */
static BrvRange
find_word (const char *text, BrvRange letter)
{
  BrvRange word = letter;
  const char *end = text + letter.end;

  while (word.start > 0)
    {
      const char *p = g_utf8_prev_char (text + word.start);
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && c != '\'' && c != 0x2019 && c != '-')
        break;
      word.start = (gsize)(p - text);
    }
  for (; *end != '\0'; end = g_utf8_next_char (end))
    {
      gunichar c = g_utf8_get_char (end);

      if (!g_unichar_isalnum (c) && c != '\'' && c != 0x2019 && c != '-')
        break;
    }
  word.end = (gsize)(end - text);
  return word;
}

static void
click_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, BrvSourcePages *self)
{
  gsize offset = 0;
  BrvRange letter = { 0, 0 };

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press < 2 || self->source == NULL || !find_offset (self, x, y, REACH, &offset, &letter))
    return;
  if (n_press == 2)
    {
      BrvRange word = find_word (brv_source_get_text (self->source), letter);

      select_range (self, word.start, word.end, TRUE);
    }
  else
    {
      gint block = brv_source_find_block (self->source, letter.start);

      if (block >= 0)
        {
          BrvRange range = brv_source_get_blocks (self->source, NULL)[block].range;

          select_range (self, range.start, range.end, TRUE);
        }
    }
}

static void
click_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, BrvSourcePages *self)
{
  gsize offset = 0;
  BrvRange letter = { 0, 0 };

  if (n_press != 1)
    return;
  if (self->selection.start < self->selection.end)
    select_range (self, self->selection.end, self->selection.end, TRUE);
  if (find_offset (self, x, y, 4, &offset, &letter))
    brv_source_pages_emit_pressed_at (self, letter.start);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, BrvSourcePages *self)
{
  BrvRange letter = { 0, 0 };

  /* A drag out of the selection carries it away. */
  self->selecting =
    !is_in_selection (self, x, y) && find_offset (self, x, y, G_MAXDOUBLE, &self->anchor, &letter);
  if (!self->selecting)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, BrvSourcePages *self)
{
  double x = 0;
  double y = 0;
  gsize offset = 0;
  BrvRange letter = { 0, 0 };

  if (!self->selecting || (fabs (dx) < 4 && fabs (dy) < 4))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (find_offset (self, x + dx, y + dy, G_MAXDOUBLE, &offset, &letter))
    select_range (self, self->anchor, offset, FALSE);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, BrvSourcePages *self)
{
  if (self->selecting && (fabs (dx) >= 4 || fabs (dy) >= 4))
    select_range (self, self->selection.start, self->selection.end, TRUE);
  self->selecting = FALSE;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, BrvSourcePages *self)
{
  return is_in_selection (self, x, y) ? brv_source_pages_emit_drag_prepare (self) : NULL;
}

static void
drag_source_begin_cb (GtkDragSource *source, GdkDrag *drag, BrvSourcePages *self)
{
  brv_source_pages_emit_drag_begin (self, drag);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, BrvSourcePages *self)
{
  gsize offset = 0;
  BrvRange letter = { 0, 0 };
  const char *cursor = "default";

  if (find_offset (self, x, y, 6, &offset, &letter))
    {
      cursor = "text";
      for (guint i = 0; i < self->quoted->len; i++)
        {
          BrvRange range = g_array_index (self->quoted, BrvRange, i);

          if (letter.start >= range.start && letter.end <= range.end)
            cursor = "pointer";
        }
    }
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

/*
 * brv_source_pages_init_pointer:
 * @self: a view that is being made
 */
void
brv_source_pages_init_pointer (BrvSourcePages *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gtk_drag_source_new ());

  g_signal_connect (controller, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (controller, "drag-begin", G_CALLBACK (drag_source_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect (controller, "pressed", G_CALLBACK (click_pressed_cb), self);
  g_signal_connect (controller, "released", G_CALLBACK (click_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());
  g_signal_connect (controller, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (controller, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (controller, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
