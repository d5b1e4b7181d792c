/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/shared/brv-question.h"

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_ACCEPT "accept"

typedef struct
{
  BrvQuestionFunc answered;
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
  pending->answered (g_str_equal (response, RESPONSE_ACCEPT), pending->user_data);
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
