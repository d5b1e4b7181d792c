/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard: who has it, and what its keys do. */

#include "config.h"

#include "ui/brief/brv-brief-view-private.h"

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

  brv_brief_view_allocate_cards (self); /* it may still stand where it was when it left the view */
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

/*
 * brv_brief_view_class_add_shortcuts:
 * @widget_class: the view's class
 *
 * Binds the keys of what can be done in the text.
 */
void
brv_brief_view_class_add_shortcuts (GtkWidgetClass *widget_class)
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

/*
 * brv_brief_view_add_keys:
 * @self: a view whose children are there
 *
 * Takes keys that the text view or its fields would keep or let through.
 */
void
brv_brief_view_add_keys (BrvBriefView *self)
{
  GtkEventController *guard = gtk_event_controller_key_new ();
  GtkEventController *page_break = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (page_break, GTK_PHASE_CAPTURE);
  g_signal_connect (page_break, "key-pressed", G_CALLBACK (return_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), page_break);
  g_signal_connect_object (guard, "key-pressed", G_CALLBACK (guard_key_cb), self, 0);
  gtk_widget_add_controller (self->cards, guard);
}

/*
 * brv_brief_view_follow_focus:
 * @self: a view that has come into a window
 *
 * Follows the keyboard between the text and the fields on it.
 */
void
brv_brief_view_follow_focus (BrvBriefView *self)
{
  g_signal_connect_object (gtk_widget_get_root (GTK_WIDGET (self)), "notify::focus-widget",
                           G_CALLBACK (focus_widget_cb), self, 0);
}

/*
 * brv_brief_view_focus:
 *
 * The view's GtkWidgetClass.focus. Tab goes from the title block's fields to the text and back, and
 * from the caption of a table or figure into it.
 */
gboolean
brv_brief_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (widget);
  GtkWidget *title = brv_brief_cards_get_title (BRV_BRIEF_CARDS (self->cards));
  gboolean in_cards = gtk_widget_get_focus_child (widget) == self->cards;
  gboolean back = direction == GTK_DIR_TAB_BACKWARD;

  if (direction != GTK_DIR_TAB_FORWARD && !back)
    return in_cards
             ? gtk_widget_child_focus (self->cards, direction)
             : GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_TEXT_VIEW))->focus (widget, direction);
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
