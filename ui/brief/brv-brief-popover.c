/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-popover.h"

typedef struct
{
  GtkWidget *popover;
  GtkWidget *entry;
  BrvBriefPopoverFunc accepted;
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_free (question);
}

static gboolean
unparent_cb (gpointer user_data)
{
  gtk_widget_unparent (user_data);
  return G_SOURCE_REMOVE;
}

/* It is made for one opening and goes when it closes, but not within its own signal. */
static void
closed_cb (GtkPopover *popover, GtkWidget *view)
{
  gtk_widget_grab_focus (view);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

static void
accept_cb (GtkWidget *widget, Question *question)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->entry)));

  gtk_popover_popdown (GTK_POPOVER (question->popover));
  question->accepted (g_strstrip (text), question->user_data);
}

/**
 * brv_brief_popover_open:
 * @view: the Brief pane's text view
 * @at: the place it points to
 * @title: (nullable): a heading over the child
 * @child: (transfer floating): what it shows
 *
 * Opens a popover at a place of the text; it is gone when it closes, and the text has the focus.
 *
 * Returns: (transfer none): the popover
 */
GtkWidget *
brv_brief_popover_open (GtkTextView *view,
                        const GtkTextIter *at,
                        const char *title,
                        GtkWidget *child)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GdkRectangle rect;

  gtk_text_view_get_iter_location (view, at, &rect);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, rect.x, rect.y, &rect.x,
                                         &rect.y);
  rect.width = 1;
  if (title != NULL)
    {
      GtkWidget *label = gtk_label_new (title);

      gtk_widget_add_css_class (label, "heading");
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (box), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      title, -1);
    }
  gtk_box_append (GTK_BOX (box), child);
  gtk_widget_add_css_class (popover, "brv-brief-popover");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &rect);
  gtk_widget_set_parent (popover, GTK_WIDGET (view));
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), view);
  gtk_popover_popup (GTK_POPOVER (popover));
  return popover;
}

/**
 * brv_brief_popover_ask:
 * @view: the Brief pane's text view
 * @at: the place it points to
 * @title: what is asked for
 * @text: (nullable): what stands there at first
 * @accept_label: of the button that confirms
 * @accepted: called with what was typed
 * @user_data: for @accepted
 * @destroy: (nullable): frees @user_data
 *
 * Asks for a line of text at a place of the brief.
 */
void
brv_brief_popover_ask (GtkTextView *view,
                       const GtkTextIter *at,
                       const char *title,
                       const char *text,
                       const char *accept_label,
                       BrvBriefPopoverFunc accepted,
                       gpointer user_data,
                       GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_with_label (accept_label);

  question->entry = gtk_entry_new ();
  question->accepted = accepted;
  question->user_data = user_data;
  question->destroy = destroy;
  gtk_editable_set_text (GTK_EDITABLE (question->entry), text != NULL ? text : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (question->entry), 26);
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (row), question->entry);
  gtk_box_append (GTK_BOX (row), button);
  question->popover = brv_brief_popover_open (view, at, title, row);
  g_signal_connect (question->entry, "activate", G_CALLBACK (accept_cb), question);
  g_signal_connect_data (button, "clicked", G_CALLBACK (accept_cb), question, question_free, 0);
  gtk_widget_grab_focus (question->entry);
}
