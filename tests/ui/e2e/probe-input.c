/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "probe-input.h"

#include <stdio.h>

#include <gdk/x11/gdkx.h>

#define LOOK_MS     20
#define QUIET_US    (G_USEC_PER_SEC / 12)
#define PATIENCE_US (3 * G_USEC_PER_SEC)

/* One program is asked at a time. */
static struct
{
  guint n_pressed, n_released; /* buttons */
  guint n_keys_pressed, n_keys_released;
  double x, y;           /* where the pointer was last, in the window */
  double over_x, over_y; /* where something was last dragged over the window; -1: nowhere */
  GWeakRef drag;         /* GdkDrag; what is dragged out of the program */
  gboolean (*match) (GtkWidget *widget, const char *name); /* what the next press should hit */
  char *expected;
  gboolean hit;
  gint64 frame_us; /* when the last frame began */
  gint64 asked_us; /* when it was asked whether all is quiet */
} input;

/* A menu is a surface of its own above the window's. */
static void
get_position_in_window (GdkEvent *event, double *x, double *y)
{
  GdkSurface *surface = gdk_event_get_surface (event);

  if (!gdk_event_get_position (event, x, y))
    return;
  for (; GDK_IS_POPUP (surface); surface = gdk_popup_get_parent (GDK_POPUP (surface)))
    {
      *x += gdk_popup_get_position_x (GDK_POPUP (surface));
      *y += gdk_popup_get_position_y (GDK_POPUP (surface));
    }
}

/* Whether what is expected is under the pointer, or around what is. */
static gboolean
is_expected (GdkEvent *event)
{
  GtkNative *native = gtk_native_get_for_surface (gdk_event_get_surface (event));
  GtkWidget *widget = NULL;
  double x = 0;
  double y = 0;
  double left = 0;
  double top = 0;

  if (native == NULL || input.expected == NULL || !gdk_event_get_position (event, &x, &y))
    return FALSE;
  gtk_native_get_surface_transform (native, &left, &top);
  widget = gtk_widget_pick (GTK_WIDGET (native), x - left, y - top, GTK_PICK_DEFAULT);
  while (widget != NULL && !input.match (widget, input.expected))
    widget = gtk_widget_get_parent (widget);
  return widget != NULL;
}

static gboolean
event_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GdkEvent *event = g_value_peek_pointer (&values[1]);
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS)
    {
      input.n_pressed++;
      input.hit = is_expected (event);
    }
  input.n_released += type == GDK_BUTTON_RELEASE;
  input.n_keys_pressed += type == GDK_KEY_PRESS;
  input.n_keys_released += type == GDK_KEY_RELEASE;
  if (type == GDK_MOTION_NOTIFY || type == GDK_ENTER_NOTIFY || type == GDK_BUTTON_PRESS ||
      type == GDK_BUTTON_RELEASE)
    get_position_in_window (event, &input.x, &input.y);
  else if (type == GDK_DRAG_ENTER || type == GDK_DRAG_MOTION)
    get_position_in_window (event, &input.over_x, &input.over_y);
  else if (type == GDK_DRAG_LEAVE || type == GDK_DROP_START)
    input.over_x = input.over_y = -1;
  return TRUE;
}

static gboolean
frame_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  input.frame_us = g_get_monotonic_time ();
  return TRUE;
}

static gboolean
drag_ended_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  g_weak_ref_set (&input.drag, NULL);
  return TRUE;
}

static void (*drag_constructed) (GObject *drag);

static void
watch_drag (GObject *drag)
{
  drag_constructed (drag);
  g_weak_ref_set (&input.drag, drag);
}

static void
add_hook (GType type, const char *signal, GSignalEmissionHook hook)
{
  g_signal_add_emission_hook (g_signal_lookup (signal, type), 0, hook, NULL, NULL);
}

/* Listens to all windows there will be; once there is a display. */
void
input_watch_start (void)
{
  GObjectClass *klass = g_type_class_ref (GDK_TYPE_X11_DRAG);

  g_weak_ref_init (&input.drag, NULL);
  input.over_x = input.over_y = -1;
  drag_constructed = klass->constructed;
  klass->constructed = watch_drag;
  g_type_class_ref (GDK_TYPE_SURFACE);
  g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  add_hook (GDK_TYPE_SURFACE, "event", event_hook);
  add_hook (GDK_TYPE_FRAME_CLOCK, "before-paint", frame_hook);
  add_hook (GDK_TYPE_DRAG, "dnd-finished", drag_ended_hook);
  add_hook (GDK_TYPE_DRAG, "cancel", drag_ended_hook);
}

/* Says what the next press should hit. */
void
input_expect (gboolean (*match) (GtkWidget *widget, const char *name), const char *name)
{
  g_free (input.expected);
  input.expected = g_strdup (name);
  input.match = match;
  input.hit = FALSE;
  printf ("ok\n");
}

void
input_answer_hit (void)
{
  printf ("%s\n", input.hit ? "hit" : "none");
}

void
input_answer_seen (void)
{
  printf ("%u %u %u %u %.0f %.0f\n", input.n_pressed, input.n_released, input.n_keys_pressed,
          input.n_keys_released, input.x, input.y);
}

void
input_answer_drag (void)
{
  g_autoptr (GdkDrag) drag = g_weak_ref_get (&input.drag);

  printf ("%s %d %.0f %.0f\n", drag != NULL ? "drag" : "none",
          drag != NULL ? (int)gdk_drag_get_selected_action (drag) : 0, input.over_x, input.over_y);
}

/* The newest, as a dialog is newer than what it covers. */
static GtkWindow *
get_newest_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* What the pointer looks like over the window, where it is not the usual arrow. */
void
input_answer_cursor (void)
{
  GtkWindow *window = get_newest_window ();
  GtkWidget *widget = NULL;
  const char *name = NULL;
  double left = 0;
  double top = 0;

  if (window != NULL)
    {
      gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
      widget = gtk_widget_pick (GTK_WIDGET (window), input.x - left, input.y - top, 0);
    }
  for (; widget != NULL && name == NULL; widget = gtk_widget_get_parent (widget))
    {
      GdkCursor *cursor = gtk_widget_get_cursor (widget);

      name = cursor != NULL ? gdk_cursor_get_name (cursor) : NULL;
    }
  printf ("%s\n", name != NULL ? name : "none");
}

static void
answer_quiet (GtkWindow *window, const char *state)
{
  GdkSurface *surface = window != NULL ? gtk_native_get_surface (GTK_NATIVE (window)) : NULL;

  if (surface == NULL)
    printf ("none 0 0 0\n");
  else
    printf ("%s %lu %d %d\n", state, (gulong)gdk_x11_surface_get_xid (surface),
            gdk_surface_get_width (surface), gdk_surface_get_height (surface));
  fflush (stdout);
}

static gboolean
look_cb (gpointer data)
{
  gint64 now = g_get_monotonic_time ();
  GtkWindow *window = get_newest_window ();
  gboolean is_active = window != NULL && gtk_window_is_active (window);

  gdk_display_sync (gdk_display_get_default ());
  if (!g_main_context_pending (NULL) && is_active && now - input.frame_us > QUIET_US &&
      now - input.asked_us > LOOK_MS * 1000)
    answer_quiet (window, "quiet");
  else if (now - input.asked_us > PATIENCE_US)
    answer_quiet (window, is_active ? "busy" : "inactive");
  else
    return G_SOURCE_CONTINUE;
  return G_SOURCE_REMOVE;
}

/* Answers later: once all that came from pointer and keys is dealt with, nothing moves, and the newest
 * window gets the keys; or when that takes too long. */
void
input_answer_when_quiet (void)
{
  input.asked_us = g_get_monotonic_time ();
  gdk_display_sync (gdk_display_get_default ());
  g_timeout_add (LOOK_MS, look_cb, NULL);
}
