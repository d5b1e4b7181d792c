/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-field-view.h"

struct _BrvFieldView
{
  GtkTextView parent_instance;

  char *placeholder;
  gboolean setting; /* the text comes from the document */
};

enum
{
  PROP_0,
  PROP_PLACEHOLDER,
  N_PROPS
};

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvFieldView, brv_field_view, GTK_TYPE_TEXT_VIEW)

static void
changed_cb (GtkTextBuffer *buffer, BrvFieldView *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (!self->setting)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* A title has one line: what is pasted loses its breaks. */
static void
insert_text_cb (
  GtkTextBuffer *buffer, GtkTextIter *location, const char *text, int length, BrvFieldView *self)
{
  g_autofree char *flat = g_strndup (text, length < 0 ? strlen (text) : (gsize)length);

  if (strpbrk (flat, "\n\r\t") == NULL)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  g_strdelimit (flat, "\n\r\t", ' ');
  gtk_text_buffer_insert (buffer, location, flat, -1);
}

/* GtkTextView leaves so much room at the end of each line: SPACE_FOR_CURSOR in its source. */
#define CARET_PX 1

/* Enter goes on to the next field, as Tab does. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                BrvFieldView *self)
{
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  if (gtk_text_view_im_context_filter_keypress (
        GTK_TEXT_VIEW (self),
        gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller))))
    return GDK_EVENT_STOP;
  g_signal_emit_by_name (self, "move-focus", GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

static GtkSizeRequestMode
brv_field_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* GtkTextView knows its height only for the width that it has; a field is asked before it has one. */
static void
brv_field_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      GTK_WIDGET_CLASS (brv_field_view_parent_class)
        ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                   natural_baseline);
      *minimum = 0;
      return;
    }
  text = brv_field_view_dup_text (BRV_FIELD_VIEW (widget));
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, for_size < 0 ? -1 : MAX (for_size - CARET_PX, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, natural);
  *minimum = *natural;
}

static void
brv_field_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BrvFieldView *self = BRV_FIELD_VIEW (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  GTK_WIDGET_CLASS (brv_field_view_parent_class)->snapshot (widget, snapshot);
  if (self->placeholder != NULL && gtk_text_buffer_get_char_count (buffer) == 0)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, self->placeholder);
      GdkRGBA ink;
      gint width = 0;

      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
      ink.alpha *= .71f;
      pango_layout_get_pixel_size (layout, &width, NULL);
      gtk_snapshot_save (snapshot);
      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        gtk_snapshot_translate (
          snapshot, &GRAPHENE_POINT_INIT ((float)(gtk_widget_get_width (widget) - width), 0));
      gtk_snapshot_append_layout (snapshot, layout, &ink);
      gtk_snapshot_restore (snapshot);
    }
}

static void
brv_field_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BrvFieldView *self = BRV_FIELD_VIEW (object);

  if (id == PROP_PLACEHOLDER)
    g_value_set_string (value, self->placeholder);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
brv_field_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BrvFieldView *self = BRV_FIELD_VIEW (object);

  if (id != PROP_PLACEHOLDER)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_free (self->placeholder);
  self->placeholder = g_value_dup_string (value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->placeholder != NULL ? self->placeholder : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
brv_field_view_finalize (GObject *object)
{
  BrvFieldView *self = BRV_FIELD_VIEW (object);

  g_free (self->placeholder);
  G_OBJECT_CLASS (brv_field_view_parent_class)->finalize (object);
}

static void
brv_field_view_class_init (BrvFieldViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = brv_field_view_get_property;
  object_class->set_property = brv_field_view_set_property;
  object_class->finalize = brv_field_view_finalize;
  GTK_WIDGET_CLASS (class)->snapshot = brv_field_view_snapshot;
  GTK_WIDGET_CLASS (class)->measure = brv_field_view_measure;
  GTK_WIDGET_CLASS (class)->get_request_mode = brv_field_view_get_request_mode;

  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_EDITED] = g_signal_new ("edited", BRV_TYPE_FIELD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_field_view_init (BrvFieldView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  /* Undo is the document's. */
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * brv_field_view_dup_text:
 * @self: the field
 *
 * Returns: (transfer full): its text
 */
char *
brv_field_view_dup_text (BrvFieldView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * brv_field_view_set_text:
 * @self: the field
 * @text: (nullable): what it shows
 *
 * Sets the text without a word of it having been edited. The caret stays where it can.
 */
void
brv_field_view_set_text (BrvFieldView *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_autofree char *present = brv_field_view_dup_text (self);
  GtkTextIter iter;
  gint at = 0;

  text = text != NULL ? text : "";
  if (g_strcmp0 (present, text) == 0)
    return;
  g_object_get (buffer, "cursor-position", &at, NULL);
  self->setting = TRUE;
  gtk_text_buffer_set_text (buffer, text, -1);
  self->setting = FALSE;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, at);
  gtk_text_buffer_place_cursor (buffer, &iter);
}
