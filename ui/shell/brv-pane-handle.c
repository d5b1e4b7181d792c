/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shell/brv-pane-handle.h"

#define KEY_STEP_PX 16

struct _BrvPaneHandle
{
  GtkWidget parent_instance;

  gboolean pane_is_after; /* the pane whose width it sets follows it in reading direction */
  gint width_px;          /* of that pane */
  gint min_px;
  gint max_px;
};

enum
{
  SIGNAL_MOVED,
  SIGNAL_RESET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvPaneHandle, brv_pane_handle, GTK_TYPE_WIDGET)

static void
move_to (BrvPaneHandle *self, gint width_px)
{
  const gint clamped = CLAMP (width_px, self->min_px, self->max_px);

  if (clamped != self->width_px)
    g_signal_emit (self, signals[SIGNAL_MOVED], 0, clamped);
}

/* What a step to the right does to the pane's width: more or less of it. */
static gint
direction (BrvPaneHandle *self)
{
  const gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return self->pane_is_after != rtl ? -1 : 1;
}

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  BrvPaneHandle *self = BRV_PANE_HANDLE (widget);

  move_to (self, self->width_px + direction (self) * KEY_STEP_PX * g_variant_get_int32 (args));
  return TRUE;
}

static gboolean
extreme_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  BrvPaneHandle *self = BRV_PANE_HANDLE (widget);
  const gboolean widest = (g_variant_get_int32 (args) > 0) == (direction (self) > 0);

  move_to (self, widest ? self->max_px : self->min_px);
  return TRUE;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, BrvPaneHandle *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The handle moves with the pane, so the offset always counts from where the pane is now. */
static void
drag_update_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, BrvPaneHandle *self)
{
  move_to (self, self->width_px + direction (self) * (gint)offset_x);
}

static void
pressed_cb (GtkGestureClick *gesture, gint n_press, double x, double y, BrvPaneHandle *self)
{
  if (n_press == 2)
    g_signal_emit (self, signals[SIGNAL_RESET], 0);
}

static void
brv_pane_handle_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const gint width = gtk_widget_get_width (widget);
  const gint height = gtk_widget_get_height (widget);
  const gboolean focused = gtk_widget_has_visible_focus (widget);
  const float thickness = focused ? 3 : 1;
  /* On a whole pixel, so that the line is sharp. */
  const gint x = width / 2 - (focused ? 1 : 0);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float)x, 0, thickness, height));
}

static void
brv_pane_handle_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         gint for_size,
                         gint *minimum,
                         gint *natural,
                         gint *minimum_baseline,
                         gint *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? BRV_PANE_HANDLE_GRAB_PX : 1;
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  const struct
  {
    GtkShortcutFunc function;
    guint key;
    gint argument;
  } keys[] = {
    { step_cb, GDK_KEY_Left, -1 },    { step_cb, GDK_KEY_KP_Left, -1 },
    { step_cb, GDK_KEY_Right, 1 },    { step_cb, GDK_KEY_KP_Right, 1 },
    { extreme_cb, GDK_KEY_Home, -1 }, { extreme_cb, GDK_KEY_KP_Home, -1 },
    { extreme_cb, GDK_KEY_End, 1 },   { extreme_cb, GDK_KEY_KP_End, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, keys[i].function, "i",
                                  keys[i].argument);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_BackSpace, 0, "reset", NULL);
}

static void
brv_pane_handle_class_init (BrvPaneHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = brv_pane_handle_snapshot;
  widget_class->measure = brv_pane_handle_measure;

  signals[SIGNAL_MOVED] = g_signal_new ("moved", BRV_TYPE_PANE_HANDLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_RESET] =
    g_signal_new ("reset", BRV_TYPE_PANE_HANDLE, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "panehandle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEPARATOR);
}

static void
brv_pane_handle_init (BrvPaneHandle *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_group (click, drag);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");
}

/**
 * brv_pane_handle_new:
 * @label: what a screen reader says it is
 * @pane_is_after: whether the pane whose width it sets follows it
 *
 * Returns: (transfer floating): a handle
 */
GtkWidget *
brv_pane_handle_new (const char *label, gboolean pane_is_after)
{
  BrvPaneHandle *self = g_object_new (BRV_TYPE_PANE_HANDLE, NULL);

  self->pane_is_after = pane_is_after;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_ORIENTATION, GTK_ORIENTATION_VERTICAL,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * brv_pane_handle_set_width:
 * @self: a handle
 * @width_px: how wide its pane is
 * @min_px: how narrow it can become
 * @max_px: how wide it can become
 *
 * Tells it where it is.
 */
void
brv_pane_handle_set_width (BrvPaneHandle *self, gint width_px, gint min_px, gint max_px)
{
  g_return_if_fail (BRV_IS_PANE_HANDLE (self));

  if (self->width_px == width_px && self->min_px == min_px && self->max_px == max_px)
    return;
  self->width_px = width_px;
  self->min_px = min_px;
  self->max_px = max_px;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double)width_px, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  (double)min_px, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double)max_px,
                                  -1);
}
