/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/shared/brv-question.h"

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_ACCEPT "accept"

typedef struct
{
  BrvQuestionFunc answered;          /* or text_answered */
  BrvTextQuestionFunc text_answered; /* (nullable) */
  GtkEditable *entry;                /* (nullable): belongs to the dialog */
  gpointer user_data;
  GDestroyNotify destroy;
} Pending;

static void
pending_free (gpointer data, GClosure *closure)
{
  Pending *pending = data;

  if (pending->destroy != NULL)
    pending->destroy (pending->user_data);
  g_free (pending);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Pending *pending)
{
  gboolean accepted = g_str_equal (response, RESPONSE_ACCEPT);

  if (pending->entry != NULL)
    pending->text_answered (accepted ? gtk_editable_get_text (pending->entry) : NULL,
                            pending->user_data);
  else
    pending->answered (accepted, pending->user_data);
}

/**
 * brv_question_ask:
 * @parent: the window that the question belongs to
 * @question: what to ask
 * @answered: called with the answer
 * @user_data: passed to @answered
 * @destroy: (nullable): frees @user_data after the answer
 *
 * Asks a question with two answers, of which *Cancel* is the default.
 */
void
brv_question_ask (GtkWindow *parent,
                  const BrvQuestion *question,
                  BrvQuestionFunc answered,
                  gpointer user_data,
                  GDestroyNotify destroy)
{
  AdwMessageDialog *dialog;
  Pending *pending;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (question != NULL && question->heading != NULL);
  g_return_if_fail (answered != NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, question->heading, question->body));
  adw_message_dialog_add_responses (dialog, RESPONSE_CANCEL, _ ("_Cancel"), RESPONSE_ACCEPT,
                                    question->accept_label, NULL);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_ACCEPT,
                                              question->destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                                    : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  adw_message_dialog_set_default_response (dialog, question->destructive ? RESPONSE_CANCEL
                                                                         : RESPONSE_ACCEPT);

  pending = g_new0 (Pending, 1);
  pending->answered = answered;
  pending->user_data = user_data;
  pending->destroy = destroy;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), pending, pending_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
text_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, RESPONSE_ACCEPT,
                                           *gtk_editable_get_text (entry) != '\0');
}

static void
text_activated_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  if (*gtk_editable_get_text (entry) == '\0')
    return;
  adw_message_dialog_response (dialog, RESPONSE_ACCEPT);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* AdwPasswordEntryRow 1.2 listens to its text, which events can hold for longer than the row lives. */
static void
row_unrealize_cb (GtkEditable *row)
{
  GtkEditable *text = gtk_editable_get_delegate (row);

  if (text != NULL)
    g_signal_handlers_disconnect_matched (text, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, row);
}

/**
 * brv_question_ask_text:
 * @parent: the window that the question belongs to
 * @question: what to ask
 * @answered: called with the answer
 * @user_data: passed to @answered
 * @destroy: (nullable): frees @user_data after the answer
 *
 * Asks for a line of text.
 *
 * Returns: (transfer none): the entry, to put something into it that may be meant
 */
GtkEditable *
brv_question_ask_text (GtkWindow *parent,
                       const BrvTextQuestion *question,
                       BrvTextQuestionFunc answered,
                       gpointer user_data,
                       GDestroyNotify destroy)
{
  AdwMessageDialog *dialog;
  GtkWidget *row;
  GtkWidget *list = gtk_list_box_new ();
  Pending *pending;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (question != NULL && question->heading != NULL, NULL);
  g_return_val_if_fail (answered != NULL, NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, question->heading, question->body));
  row = question->password ? adw_password_entry_row_new () : adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), question->entry_label);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_widget_set_sensitive (list, !question->refused);
  adw_message_dialog_set_extra_child (dialog, list);
  adw_message_dialog_add_responses (dialog, RESPONSE_CANCEL,
                                    question->refused ? _ ("_Close") : _ ("_Cancel"),
                                    RESPONSE_ACCEPT, question->accept_label, NULL);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_ACCEPT, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, RESPONSE_ACCEPT, FALSE);
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  adw_message_dialog_set_default_response (dialog, RESPONSE_ACCEPT);

  pending = g_new0 (Pending, 1);
  pending->text_answered = answered;
  pending->entry = GTK_EDITABLE (row);
  pending->user_data = user_data;
  pending->destroy = destroy;
  g_signal_connect_object (row, "changed", G_CALLBACK (text_changed_cb), dialog, 0);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (text_activated_cb), dialog, 0);
  if (question->password)
    g_signal_connect (row, "unrealize", G_CALLBACK (row_unrealize_cb), NULL);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), pending, pending_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  if (!question->refused)
    gtk_widget_grab_focus (row);
  return GTK_EDITABLE (row);
}
