/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/brief/brv-block-menu.h"
#include "ui/brief/brv-brief-cards.h"
#include "ui/brief/brv-brief-dnd.h"
#include "ui/brief/brv-brief-format.h"
#include "ui/brief/brv-brief-geometry.h"
#include "ui/brief/brv-brief-input.h"
#include "ui/brief/brv-brief-painter.h"
#include "ui/brief/brv-brief-tags.h"
#include "ui/brief/brv-brief-transfer.h"
#include "ui/brief/brv-insert-menu.h"
#include "ui/brief/brv-quote-menu.h"
#include "ui/brief/brv-title-block.h"

/* What stood at the upper edge when the brief was left. */
#define RESTORED_TOP     "brv-restored-top"
#define RESTORE_DELAY_MS 150

struct _BrvBriefView
{
  GtkTextView parent_instance;

  /* Owned */
  BrvBriefProjection *projection;
  BrvBriefInput *input;
  BrvBriefGuidance *guidance;
  BrvBriefPainter *painter;
  BrvBriefDnd *dnd;
  BrvQuoteMenu *quote_menu;
  BrvBlockMenu *block_menu;
  BrvBriefFormat *format;
  BrvElementCards *elements;
  BrvInsertMenu *insert_menu;
  GMenuModel *selected_menu;

  GtkWidget *cards; /* Child */

  BrvBriefColors colors;
  double scale;
  gint column_width;
  guint width_source;
  guint restore_source;
  BrvPlace caret; /* as last announced */
  BrvId selected; /* the quote that holds the selection, or none */
  gboolean child_has_focus;
  gboolean button_is_down;
};

enum
{
  SIGNAL_CARET_MOVED,
  SIGNAL_PASSAGE_REQUESTED,
  SIGNAL_MESSAGE,
  SIGNAL_PASTE_AS_QUOTE,
  SIGNAL_IMAGE_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvBriefView, brv_brief_view, GTK_TYPE_TEXT_VIEW)

static gint
px (BrvBriefView *self, double measure)
{
  return (gint)lround (measure * self->scale);
}

/* ---- following caret and document ---- */

static void
show_selected (BrvBriefView *self)
{
  const BrvBlock *block = brv_quote_menu_get_quote (self->quote_menu);
  BrvId id = block != NULL ? brv_block_get_id (block) : BRV_ID_NONE;
  gint line = block != NULL ? brv_brief_projection_find_line (self->projection, id) : -1;

  brv_quote_menu_update (self->quote_menu);
  brv_brief_format_update (self->format);
  if (brv_id_equal (id, self->selected))
    return;
  if (!brv_id_is_none (self->selected))
    brv_brief_projection_set_room (self->projection, self->selected, -1);
  self->selected = id;
  if (line >= 0)
    {
      brv_brief_projection_set_room (
        self->projection, id,
        px (self, BRV_BRIEF_QUOTE_FOOT + BRV_BRIEF_BLOCK_GAP) +
          brv_brief_cards_get_tools_height (BRV_BRIEF_CARDS (self->cards)));
      g_clear_object (&self->selected_menu);
      self->selected_menu = brv_block_menu_make (self->block_menu, (guint)line);
    }
  brv_brief_painter_set_selected (self->painter, id);
  brv_brief_cards_set_selected (BRV_BRIEF_CARDS (self->cards), id, self->selected_menu);
}

static void
update_margins (BrvBriefView *self, gint over_px)
{
  gint bottom = px (self, BRV_BRIEF_END) + over_px +
                brv_brief_cards_get_end_height (BRV_BRIEF_CARDS (self->cards));

  brv_brief_cards_set_over (BRV_BRIEF_CARDS (self->cards), over_px);
  if (gtk_text_view_get_bottom_margin (GTK_TEXT_VIEW (self)) != bottom)
    gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self), bottom);
}

static void
update_caret (BrvBriefView *self)
{
  BrvPlace caret = brv_brief_projection_get_caret (self->projection);
  gint line = brv_brief_projection_find_line (self->projection, caret.id);
  gint section =
    line < 0 ? -1 : brv_brief_projection_get_section_index (self->projection, (guint)line);
  const char *guidance = brv_brief_guidance_get_text (self->guidance, section);

  show_selected (self);
  brv_brief_guidance_set_caret_section (self->guidance, section);
  update_margins (self, brv_brief_guidance_update (self->guidance, self->scale));
  brv_brief_cards_invalidate (BRV_BRIEF_CARDS (self->cards));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (brv_id_equal (caret.id, self->caret.id) && caret.at == self->caret.at)
    return;
  if (!brv_id_equal (caret.id, self->caret.id))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    guidance != NULL ? guidance : "", -1);
  self->caret = caret;
  g_signal_emit (self, signals[SIGNAL_CARET_MOVED], 0, &caret.id, (guint64)caret.at);
}

static void
mark_set_cb (GtkTextBuffer *buffer, GtkTextIter *iter, GtkTextMark *mark, BrvBriefView *self)
{
  if (mark != gtk_text_buffer_get_insert (buffer) &&
      mark != gtk_text_buffer_get_selection_bound (buffer))
    return;
  /* Until the handlers of a change have run, lines and document do not agree. */
  if (!brv_brief_projection_is_projecting (self->projection))
    update_caret (self);
}

static void
projected_cb (BrvBriefProjection *projection, BrvChange *change, BrvBriefView *self)
{
  brv_element_cards_follow (self->elements, change);
  update_caret (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && change != NULL &&
      !brv_id_is_none (brv_change_get_selection_after (change).focus.id))
    gtk_text_view_scroll_mark_onscreen (
      GTK_TEXT_VIEW (self),
      gtk_text_buffer_get_insert (brv_brief_projection_get_buffer (projection)));
}

/* ---- style ---- */

static GdkRGBA
look_up (GtkWidget *widget, const char *name, const char *fallback)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color))
    gdk_rgba_parse (&color, fallback);
  return color;
}

static double
measure_digit (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics =
    pango_context_get_metrics (context, pango_context_get_font_description (context), NULL);
  double width = (double)pango_font_metrics_get_approximate_digit_width (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return width;
}

static void
update_style (BrvBriefView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  double scale = brv_brief_geometry_get_scale (widget);
  BrvBriefColors colors = { 0 };
  GdkRGBA link = look_up (widget, "accent_color", "#1c71d8");

  colors.high_contrast = root != NULL && gtk_widget_has_css_class (root, "hc");
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colors.text);
  colors.quiet = colors.text;
  colors.quiet.alpha *= colors.high_contrast ? 1 : .71f;
  colors.accent = look_up (widget, "accent_bg_color", "#3584e4");
  colors.error = look_up (widget, "error_bg_color", "#e01b24");
  colors.edge = colors.text;
  colors.edge.alpha *= colors.high_contrast ? .5f : .28f;
  if (scale < self->scale || scale > self->scale)
    {
      self->scale = scale;
      brv_brief_projection_set_scale (self->projection, scale, measure_digit (widget));
      brv_element_cards_set_scale (self->elements, scale);
      brv_brief_cards_set_scale (BRV_BRIEF_CARDS (self->cards), scale);
      brv_element_cards_update_rooms (self->elements);
    }
  self->colors = colors;
  brv_brief_projection_set_link_color (self->projection, &link);
  brv_brief_painter_set_style (self->painter, &colors, scale);
  update_margins (self, brv_brief_guidance_update (self->guidance, scale));
}

static void
brv_brief_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (widget);

  GTK_WIDGET_CLASS (brv_brief_view_parent_class)->css_changed (widget, change);
  if (self->cards != NULL && change != NULL)
    update_style (self);
}

/* ---- layout and painting ---- */

/* The column keeps its width in a wide pane: its sides grow instead. */
static void
update_column (BrvBriefView *self, gint width)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  gint widest = px (self, BRV_BRIEF_COLUMN);
  gint side = px (self, BRV_BRIEF_SIDE) + MAX (0, (width - widest) / 2);
  gint top = 0;

  if (width < px (self, 420)) /* a narrow pane needs the room for words */
    side = px (self, BRV_BRIEF_SECTION_PAD + 8);
  if (gtk_text_view_get_left_margin (view) != side)
    {
      gtk_text_view_set_left_margin (view, side);
      gtk_text_view_set_right_margin (view, side);
    }
  self->column_width = MAX (width - 2 * side, 1);
  /* The first heading brings room of its own. */
  top = brv_brief_cards_measure_title (BRV_BRIEF_CARDS (self->cards), self->column_width);
  if (gtk_text_view_get_top_margin (view) != top)
    gtk_text_view_set_top_margin (view, top);
}

static void
present_popovers (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
allocate_cards (BrvBriefView *self)
{
  gtk_widget_measure (self->cards, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->cards,
                            &(GtkAllocation){ 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                                              gtk_widget_get_height (GTK_WIDGET (self)) },
                            -1);
}

static gboolean
width_changed_cb (gpointer user_data)
{
  BrvBriefView *self = user_data;

  self->width_source = 0;
  brv_element_cards_update_rooms (self->elements);
  update_margins (self, brv_brief_guidance_update (self->guidance, self->scale));
  return G_SOURCE_REMOVE;
}

static void
brv_brief_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (widget);
  gint before_width = self->column_width;

  update_column (self, width);
  /* What is measured for the new width asks for sizes: not while they are given out. */
  if (before_width != self->column_width && self->width_source == 0)
    self->width_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, width_changed_cb, self, NULL);
  GTK_WIDGET_CLASS (brv_brief_view_parent_class)->size_allocate (widget, width, height, baseline);
  allocate_cards (self);
  present_popovers (widget);
}

static void
brv_brief_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (widget);

  GTK_WIDGET_CLASS (brv_brief_view_parent_class)->snapshot (widget, snapshot);
  brv_brief_cards_settle (BRV_BRIEF_CARDS (self->cards));
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget),
                                                         (float)gtk_widget_get_height (widget)));
  gtk_widget_snapshot_child (widget, self->cards, snapshot);
  brv_brief_dnd_snapshot (self->dnd, snapshot, &self->colors.accent);
  gtk_snapshot_pop (snapshot);
}

static void
brv_brief_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  brv_brief_painter_snapshot (BRV_BRIEF_VIEW (view)->painter, layer, snapshot);
}

static void
scrolled_cb (GtkAdjustment *adjustment, BrvBriefView *self)
{
  brv_brief_cards_invalidate (BRV_BRIEF_CARDS (self->cards));
}

static void
vadjustment_cb (BrvBriefView *self, GParamSpec *pspec, gpointer user_data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));

  if (adjustment == NULL)
    return;
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, 0);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, 0);
}

/* ---- focus ---- */

/*
 * GtkTextView's focus controller takes its children for itself: the caret would go on blinking and
 * the input method stay on while one types into the title.
 */
static void
tell_focus_controllers (BrvBriefView *self, gboolean child_has_focus)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_FOCUS (controller))
        g_signal_emit_by_name (controller, child_has_focus ? "leave" : "enter");
    }
}

/* There is no viewport that would scroll to what has the focus. */
static void
scroll_to_child (BrvBriefView *self, GtkWidget *focus)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  graphene_rect_t bounds;
  double top = 0;

  allocate_cards (self); /* it may still stand where it was when it left the view */
  if (adjustment == NULL || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    return;
  top = gtk_adjustment_get_value (adjustment) + (double)bounds.origin.y;
  gtk_adjustment_clamp_page (adjustment, MAX (0, top - 8), top + (double)bounds.size.height + 8);
}

static void
focus_widget_cb (GtkRoot *root, GParamSpec *pspec, BrvBriefView *self)
{
  GtkWidget *focus = gtk_root_get_focus (root);
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, self->cards);

  if (inside != self->child_has_focus && (inside || focus == GTK_WIDGET (self)))
    tell_focus_controllers (self, inside);
  self->child_has_focus = inside;
  if (inside)
    scroll_to_child (self, focus);
}

static void
brv_brief_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (brv_brief_view_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (focus_widget_cb), widget, 0);
}

/* Tab goes from the title block's fields to the text and back, and from the caption of a table or figure into it. */
static gboolean
brv_brief_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (widget);
  GtkWidget *title = brv_brief_cards_get_title (BRV_BRIEF_CARDS (self->cards));
  gboolean in_cards = gtk_widget_get_focus_child (widget) == self->cards;
  gboolean back = direction == GTK_DIR_TAB_BACKWARD;

  if (direction != GTK_DIR_TAB_FORWARD && !back)
    return in_cards ? gtk_widget_child_focus (self->cards, direction)
                    : GTK_WIDGET_CLASS (brv_brief_view_parent_class)->focus (widget, direction);
  if (in_cards && brv_element_cards_step_focus (self->elements, direction))
    return TRUE;
  if (in_cards)
    return gtk_widget_child_focus (title, direction) || (!back && gtk_widget_grab_focus (widget));
  if (gtk_widget_is_focus (widget) && !back)
    return brv_element_cards_focus (self->elements,
                                    brv_brief_projection_get_caret (self->projection).id);
  if (gtk_widget_is_focus (widget) || !back)
    {
      /* It may be scrolled off; it must be there to take the focus. */
      gtk_widget_set_child_visible (title, TRUE);
      if (gtk_widget_child_focus (title, direction))
        return TRUE;
      if (back)
        return FALSE;
    }
  return gtk_widget_grab_focus (widget);
}

/* Keys by which the window does something, wherever the keyboard is; none of them writes or moves. */
static gboolean
is_for_window (guint key, GdkModifierType state)
{
  const guint letters[] = {
    GDK_KEY_n, GDK_KEY_o,     GDK_KEY_s,    GDK_KEY_p,     GDK_KEY_e,
    GDK_KEY_f, GDK_KEY_k,     GDK_KEY_w,    GDK_KEY_q,     GDK_KEY_comma,
    GDK_KEY_0, GDK_KEY_equal, GDK_KEY_plus, GDK_KEY_minus, GDK_KEY_question
  };
  gboolean is_known = FALSE;

  if (key >= GDK_KEY_F1 && key <= GDK_KEY_F12)
    return TRUE;
  if (state & GDK_ALT_MASK)
    return (state & GDK_CONTROL_MASK) == 0 && key >= GDK_KEY_1 && key <= GDK_KEY_3;
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    is_known = is_known || gdk_keyval_to_lower (key) == letters[i];
  return (state & GDK_CONTROL_MASK) != 0 && is_known;
}

/* What a field leaves of the keyboard must not reach the text below it. */
static gboolean
guard_key_cb (GtkEventControllerKey *controller,
              guint key,
              guint code,
              GdkModifierType state,
              BrvBriefView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->cards))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Escape)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return GDK_EVENT_STOP;
    }
  if ((key == GDK_KEY_z || key == GDK_KEY_Z) && (state & GDK_CONTROL_MASK))
    {
      if (state & GDK_SHIFT_MASK)
        brv_brief_view_redo (self);
      else
        brv_brief_view_undo (self);
      return GDK_EVENT_STOP;
    }
  return key != GDK_KEY_Tab && key != GDK_KEY_ISO_Left_Tab && !is_for_window (key, state);
}

/* ---- pointer ---- */

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

static void
popup_menu_at_caret (BrvBriefView *self)
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
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  popup_menu_at_caret (BRV_BRIEF_VIEW (widget));
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

/* ---- what the text view would do by itself ---- */

static void
brv_brief_view_backspace (GtkTextView *view)
{
  if (!brv_brief_input_backspace (BRV_BRIEF_VIEW (view)->input))
    GTK_TEXT_VIEW_CLASS (brv_brief_view_parent_class)->backspace (view);
}

static void
brv_brief_view_delete_from_cursor (GtkTextView *view, GtkDeleteType type, int count)
{
  if (!brv_brief_input_delete (BRV_BRIEF_VIEW (view)->input, count))
    GTK_TEXT_VIEW_CLASS (brv_brief_view_parent_class)->delete_from_cursor (view, type, count);
}

static void
brv_brief_view_copy_clipboard (GtkTextView *view)
{
  brv_brief_transfer_copy (view, BRV_BRIEF_VIEW (view)->projection);
}

static void
brv_brief_view_cut_clipboard (GtkTextView *view)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (view);

  if (brv_brief_transfer_copy (view, self->projection))
    brv_brief_input_delete_selection (self->input);
}

static void
brv_brief_view_paste_clipboard (GtkTextView *view)
{
  brv_brief_transfer_paste (view, BRV_BRIEF_VIEW (view)->input);
}

static void
brv_brief_view_paste_as_quote (BrvBriefView *self)
{
  brv_brief_transfer_paste_as_quote (GTK_TEXT_VIEW (self), self->projection);
}

static void
preedit_changed_cb (BrvBriefView *self, const char *preedit, gpointer user_data)
{
  brv_brief_guidance_set_composing (self->guidance, preedit != NULL && *preedit != '\0');
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  brv_brief_view_undo (BRV_BRIEF_VIEW (widget));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  brv_brief_view_redo (BRV_BRIEF_VIEW (widget));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  brv_brief_input_delete_selection (BRV_BRIEF_VIEW (widget)->input);
}

static void
open_requested_cb (BrvBriefCards *cards, const BrvId *id, BrvBriefView *self)
{
  brv_quote_menu_open (self->quote_menu, *id);
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

static void
add_section_requested_cb (BrvBriefCards *cards, BrvBriefView *self)
{
  brv_block_menu_add_section (self->block_menu, -1);
}

static void
replace_requested_cb (BrvElementCards *elements, const BrvId *id, BrvBriefView *self)
{
  g_signal_emit (self, signals[SIGNAL_IMAGE_REQUESTED], 0, NULL, NULL, id);
}

/* ---- object ---- */

static void
brv_brief_view_dispose (GObject *object)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (object);

  g_clear_handle_id (&self->width_source, g_source_remove);
  g_clear_handle_id (&self->restore_source, g_source_remove);
  if (self->projection != NULL)
    g_signal_handlers_disconnect_by_data (self->projection, self);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (GTK_IS_POPOVER (child) && gtk_widget_has_css_class (child, "brv-brief-popover"))
        gtk_widget_unparent (child);
      child = next;
    }
  g_clear_object (&self->dnd);
  g_clear_object (&self->quote_menu);
  g_clear_object (&self->block_menu);
  g_clear_object (&self->format);
  g_clear_object (&self->insert_menu);
  if (self->cards != NULL)
    brv_brief_cards_set_elements (BRV_BRIEF_CARDS (self->cards), NULL);
  g_clear_object (&self->elements);
  g_clear_pointer (&self->cards, gtk_widget_unparent);
  g_clear_object (&self->input);
  g_clear_object (&self->selected_menu);
  G_OBJECT_CLASS (brv_brief_view_parent_class)->dispose (object);
}

static void
brv_brief_view_finalize (GObject *object)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (object);

  g_clear_pointer (&self->painter, brv_brief_painter_free);
  g_clear_pointer (&self->guidance, brv_brief_guidance_free);
  g_clear_object (&self->projection);
  G_OBJECT_CLASS (brv_brief_view_parent_class)->finalize (object);
}

static void
add_shortcuts (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
    const char *argument; /* (nullable): a string */
  } shortcuts[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, "text.undo", NULL },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "text.redo", NULL },
    { GDK_KEY_Up, GDK_ALT_MASK, "block.move-up", NULL },
    { GDK_KEY_Down, GDK_ALT_MASK, "block.move-down", NULL },
    { GDK_KEY_b, GDK_CONTROL_MASK, "format.bold", NULL },
    { GDK_KEY_i, GDK_CONTROL_MASK, "format.italic", NULL },
    { GDK_KEY_l, GDK_CONTROL_MASK, "format.link", NULL },
    { GDK_KEY_f, GDK_CONTROL_MASK | GDK_ALT_MASK, "format.note", NULL },
    { GDK_KEY_c, GDK_CONTROL_MASK | GDK_ALT_MASK, "format.cite", NULL },
    { GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "block.paste-as-quote", NULL },
    { GDK_KEY_0, GDK_CONTROL_MASK | GDK_ALT_MASK, "format.kind", "paragraph" },
    { GDK_KEY_1, GDK_CONTROL_MASK | GDK_ALT_MASK, "format.kind", "heading-1" },
    { GDK_KEY_2, GDK_CONTROL_MASK | GDK_ALT_MASK, "format.kind", "heading-2" },
    { GDK_KEY_3, GDK_CONTROL_MASK | GDK_ALT_MASK, "format.kind", "heading-3" },
    { GDK_KEY_8, GDK_CONTROL_MASK | GDK_ALT_MASK, "format.kind", "bullets" },
    { GDK_KEY_7, GDK_CONTROL_MASK | GDK_ALT_MASK, "format.kind", "numbers" },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_ALT_MASK, "insert.figure", NULL },
    { GDK_KEY_a, GDK_CONTROL_MASK | GDK_ALT_MASK, "insert.table", NULL },
    { GDK_KEY_o, GDK_CONTROL_MASK | GDK_ALT_MASK, "insert.callout", NULL },
    { GDK_KEY_u, GDK_CONTROL_MASK | GDK_ALT_MASK, "insert.summary", NULL },
    { GDK_KEY_Menu, 0, "menu.popup", NULL },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "menu.popup", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_widget_class_add_binding_action (
      widget_class, shortcuts[i].key, shortcuts[i].modifiers, shortcuts[i].action,
      shortcuts[i].argument != NULL ? "s" : NULL, shortcuts[i].argument);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_bracketright, GDK_CONTROL_MASK,
                                       "format.indent", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_bracketleft, GDK_CONTROL_MASK,
                                       "format.indent", "i", -1);
}

/* A text view takes Return for itself, whatever is held down beside it. */
static gboolean
return_pressed_cb (GtkEventControllerKey *controller,
                   guint key,
                   guint code,
                   GdkModifierType state,
                   BrvBriefView *self)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (state & GDK_CONTROL_MASK) == 0 ||
      !gtk_widget_is_focus (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "insert.page-break", NULL);
  return GDK_EVENT_STOP;
}

static void
add_page_break_key (BrvBriefView *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (return_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
add_signals (void)
{
  signals[SIGNAL_CARET_MOVED] =
    g_signal_new ("caret-moved", BRV_TYPE_BRIEF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT64);
  signals[SIGNAL_PASSAGE_REQUESTED] =
    g_signal_new ("passage-requested", BRV_TYPE_BRIEF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[SIGNAL_MESSAGE] =
    g_signal_new ("message", BRV_TYPE_BRIEF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
  signals[SIGNAL_IMAGE_REQUESTED] =
    g_signal_new ("image-requested", BRV_TYPE_BRIEF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_FILE, G_TYPE_BYTES, G_TYPE_POINTER);
  signals[SIGNAL_PASTE_AS_QUOTE] = g_signal_new_class_handler (
    "paste-as-quote", BRV_TYPE_BRIEF_VIEW, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
    G_CALLBACK (brv_brief_view_paste_as_quote), NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_brief_view_class_init (BrvBriefViewClass *class)
{
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = brv_brief_view_dispose;
  G_OBJECT_CLASS (class)->finalize = brv_brief_view_finalize;
  widget_class->size_allocate = brv_brief_view_size_allocate;
  widget_class->snapshot = brv_brief_view_snapshot;
  widget_class->focus = brv_brief_view_focus;
  widget_class->root = brv_brief_view_root;
  widget_class->css_changed = brv_brief_view_css_changed;
  view_class->backspace = brv_brief_view_backspace;
  view_class->delete_from_cursor = brv_brief_view_delete_from_cursor;
  view_class->copy_clipboard = brv_brief_view_copy_clipboard;
  view_class->cut_clipboard = brv_brief_view_cut_clipboard;
  view_class->paste_clipboard = brv_brief_view_paste_clipboard;
  view_class->snapshot_layer = brv_brief_view_snapshot_layer;
  gtk_widget_class_install_action (widget_class, "text.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "text.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "selection.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, menu_action);
  add_signals ();
  add_shortcuts (widget_class);
}

static void
brv_brief_view_init (BrvBriefView *self)
{
  self->scale = 1;
}

static void
add_controllers (BrvBriefView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *guard = gtk_event_controller_key_new ();
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  add_page_break_key (self);
  g_signal_connect_object (guard, "key-pressed", G_CALLBACK (guard_key_cb), self, 0);
  gtk_widget_add_controller (self->cards, guard);
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
}

static void
add_parts (BrvBriefView *self, BrvDocument *document)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->input = brv_brief_input_new (view, self->projection);
  self->guidance = brv_brief_guidance_new (view, self->projection);
  self->painter = brv_brief_painter_new (view, self->projection, self->guidance);
  self->quote_menu = brv_quote_menu_new (view, self->projection, self->input);
  self->block_menu = brv_block_menu_new (view, self->projection, self->input);
  self->format = brv_brief_format_new (view, self->projection, self->input);
  self->cards = brv_brief_cards_new (view, self->projection, brv_title_block_new (document));
  gtk_widget_set_parent (self->cards, GTK_WIDGET (self));
  self->elements = brv_element_cards_new (view, self->projection, self->cards);
  brv_brief_cards_set_elements (BRV_BRIEF_CARDS (self->cards), self->elements);
  g_signal_connect_object (self->elements, "replace-requested", G_CALLBACK (replace_requested_cb),
                           self, 0);
  self->insert_menu = brv_insert_menu_new (view, self->projection, self->input);
  self->dnd =
    brv_brief_dnd_new (view, self->projection, BRV_BRIEF_CARDS (self->cards), self->painter);
}

/**
 * brv_brief_view_new:
 * @document: what is written
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
brv_brief_view_new (BrvDocument *document)
{
  BrvBriefView *self =
    g_object_new (BRV_TYPE_BRIEF_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE,
                  "pixels-below-lines", BRV_BRIEF_BLOCK_GAP, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  gtk_widget_add_css_class (GTK_WIDGET (self), "brv-brief-text");
  self->projection = brv_brief_projection_new (document, buffer);
  add_parts (self, document);
  add_controllers (self);
  g_signal_connect (self->projection, "projected", G_CALLBACK (projected_cb), self);
  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (mark_set_cb), self, 0);
  g_signal_connect_object (self->cards, "open-requested", G_CALLBACK (open_requested_cb), self, 0);
  g_signal_connect_object (self->cards, "menu-requested", G_CALLBACK (menu_requested_cb), self, 0);
  g_signal_connect_object (self->cards, "add-section-requested",
                           G_CALLBACK (add_section_requested_cb), self, 0);
  g_signal_connect (self, "notify::vadjustment", G_CALLBACK (vadjustment_cb), NULL);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Brief"),
                                  -1);
  if (brv_brief_projection_get_n_lines (self->projection) > 1)
    {
      BrvPlace start = { brv_brief_projection_get_id (self->projection, 1), 0 };

      brv_brief_projection_select (self->projection, start, start);
    }
  update_style (self);
  update_caret (self);
  return GTK_WIDGET (self);
}

/**
 * brv_brief_view_get_projection:
 * @self: the view
 *
 * Returns: (transfer none): its lines
 */
BrvBriefProjection *
brv_brief_view_get_projection (BrvBriefView *self)
{
  return self->projection;
}

/**
 * brv_brief_view_get_title_block:
 * @self: the view
 *
 * Returns: (transfer none): the title block
 */
GtkWidget *
brv_brief_view_get_title_block (BrvBriefView *self)
{
  return brv_brief_cards_get_title (BRV_BRIEF_CARDS (self->cards));
}

/**
 * brv_brief_view_get_insert_actions:
 * @self: the view
 *
 * Returns: (transfer none): the actions that put something in at the caret, for menus outside
 */
GActionGroup *
brv_brief_view_get_insert_actions (BrvBriefView *self)
{
  return brv_insert_menu_get_actions (self->insert_menu);
}

/**
 * brv_brief_view_set_verdicts:
 * @self: the view
 * @verdicts: (nullable): the verdicts on all quotes
 *
 * Shows new verdicts. They are derived, so they pass the history by.
 */
void
brv_brief_view_set_verdicts (BrvBriefView *self, const BrvVerdicts *verdicts)
{
  brv_brief_painter_set_verdicts (self->painter, verdicts);
  brv_brief_cards_set_verdicts (BRV_BRIEF_CARDS (self->cards), verdicts);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * brv_brief_view_set_show_section_keys:
 * @self: the view
 * @show: whether there is a passage to send
 *
 * Shows the keys that send a passage to a section beside the headings.
 */
void
brv_brief_view_set_show_section_keys (BrvBriefView *self, gboolean show)
{
  brv_brief_painter_set_section_keys (self->painter, show);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * brv_brief_view_reveal:
 * @self: the view
 * @from: start of what is shown
 * @to: its end
 * @grab_focus: whether the text gets the focus
 *
 * Selects a place and scrolls to it.
 */
void
brv_brief_view_reveal (BrvBriefView *self, BrvPlace from, BrvPlace to, gboolean grab_focus)
{
  brv_brief_projection_finish (self->projection);
  if (brv_brief_projection_select (self->projection, from, to))
    gtk_text_view_scroll_to_mark (
      GTK_TEXT_VIEW (self),
      gtk_text_buffer_get_insert (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))), .15, FALSE, 0,
      0);
  if (grab_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * brv_brief_view_show_found:
 * @self: the view
 * @found: (nullable): words in a table's cell, whose table is in view; %NULL for none
 *
 * Gives words in a cell the ground of what a search has found.
 */
void
brv_brief_view_show_found (BrvBriefView *self, const BrvCellRange *found)
{
  brv_element_cards_show_found (self->elements, found);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * brv_brief_view_get_top:
 * @self: the view
 *
 * Returns: what stands at the upper edge; without an id at the very beginning
 */
BrvPlace
brv_brief_view_get_top (BrvBriefView *self)
{
  GdkRectangle shown;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &shown);
  if (shown.y <= 0)
    return (BrvPlace){ BRV_ID_NONE, 0 };
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, shown.x, shown.y);
  return brv_brief_projection_get_place (self->projection, &iter);
}

static gboolean
restore_top_cb (gpointer user_data)
{
  BrvBriefView *self = user_data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextMark *mark = gtk_text_buffer_get_mark (buffer, RESTORED_TOP);

  self->restore_source = 0;
  if (mark != NULL)
    {
      gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), mark, 0, TRUE, 0, 0);
      gtk_text_buffer_delete_mark (buffer, mark);
    }
  return G_SOURCE_REMOVE;
}

/**
 * brv_brief_view_restore:
 * @self: the view
 * @caret: where the caret was
 * @top: what stood at the upper edge; without an id the beginning
 *
 * Shows the brief as it was left. What is not in it any more is left alone.
 */
void
brv_brief_view_restore (BrvBriefView *self, BrvPlace caret, BrvPlace top)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextMark *mark;
  GtkTextIter iter;

  brv_brief_projection_finish (self->projection);
  brv_brief_projection_select (self->projection, caret, caret);
  if (brv_id_is_none (top.id) || !brv_brief_projection_get_iter (self->projection, top, &iter))
    return;
  mark = gtk_text_buffer_create_mark (buffer, RESTORED_TOP, &iter, TRUE);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), mark, 0, TRUE, 0, 0);
  /* Lines get their heights only with the view's width, and in idle slices: after those again. */
  if (self->restore_source == 0)
    self->restore_source =
      g_timeout_add_full (G_PRIORITY_LOW, RESTORE_DELAY_MS, restore_top_cb, self, NULL);
}

/**
 * brv_brief_view_set_read_only:
 * @self: the view
 *
 * Lets the brief be read and copied from, and nothing more.
 */
void
brv_brief_view_set_read_only (BrvBriefView *self)
{
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self), FALSE);
  gtk_widget_set_sensitive (brv_brief_view_get_title_block (self), FALSE);
}

/**
 * brv_brief_view_send_to_section:
 * @self: the view
 * @section: index of a section
 *
 * Moves the caret's block to the end of a section.
 *
 * Returns: whether it was possible
 */
gboolean
brv_brief_view_send_to_section (BrvBriefView *self, guint section)
{
  return brv_block_menu_move_to (self->block_menu, section);
}

/**
 * brv_brief_view_undo:
 * @self: the view
 *
 * Takes the last step back.
 */
void
brv_brief_view_undo (BrvBriefView *self)
{
  brv_title_block_commit (BRV_TITLE_BLOCK (brv_brief_view_get_title_block (self)));
  brv_brief_input_undo (self->input);
}

/**
 * brv_brief_view_redo:
 * @self: the view
 *
 * Does the step again that was taken back last.
 */
void
brv_brief_view_redo (BrvBriefView *self)
{
  brv_title_block_commit (BRV_TITLE_BLOCK (brv_brief_view_get_title_block (self)));
  brv_brief_input_redo (self->input);
}
