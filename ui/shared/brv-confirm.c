/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/shared/brv-confirm.h"

#define RESPONSE_CANCEL  "cancel"
#define RESPONSE_DISCARD "discard"
#define RESPONSE_SAVE    "save"

typedef struct
{
  BrvConfirmFunc answered;
  gpointer user_data;
} Pending;

static void
pending_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Pending *pending)
{
  BrvConfirmAnswer answer = BRV_CONFIRM_CANCEL;

  if (g_str_equal (response, RESPONSE_SAVE))
    answer = BRV_CONFIRM_SAVE;
  else if (g_str_equal (response, RESPONSE_DISCARD))
    answer = BRV_CONFIRM_DISCARD;
  pending->answered (answer, pending->user_data);
}

/**
 * brv_confirm_save:
 * @parent: the window that the question belongs to
 * @heading: what to ask
 * @body: what is lost without an answer
 * @chooses_name: whether saving asks for a name first
 * @answered: (scope async): called once with the answer
 * @user_data: passed to @answered
 *
 * Asks whether to save or discard changes. *Cancel* is what Escape gives.
 *
 * Returns: (transfer none): the dialog, already shown
 */
GtkWidget *
brv_confirm_save (GtkWindow *parent,
                  const char *heading,
                  const char *body,
                  gboolean chooses_name,
                  BrvConfirmFunc answered,
                  gpointer user_data)
{
  AdwMessageDialog *dialog;
  Pending *pending;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (heading != NULL && answered != NULL, NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  adw_message_dialog_add_responses (dialog, RESPONSE_CANCEL, _ ("_Cancel"), RESPONSE_DISCARD,
                                    _ ("_Discard"), RESPONSE_SAVE,
                                    chooses_name ? _ ("_Save As…") : _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_DISCARD, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_SAVE, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  adw_message_dialog_set_default_response (dialog, RESPONSE_SAVE);

  pending = g_new0 (Pending, 1);
  pending->answered = answered;
  pending->user_data = user_data;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), pending, pending_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WIDGET (dialog);
}

/**
 * brv_confirm_tell:
 * @parent: the window that it belongs to
 * @heading: what happened
 * @body: (nullable): to what, and what to do
 *
 * Tells of a fault that the user has to know before going on.
 *
 * Returns: (transfer none): the dialog, already shown
 */
GtkWidget *
brv_confirm_tell (GtkWindow *parent, const char *heading, const char *body)
{
  AdwMessageDialog *dialog;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (heading != NULL, NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  adw_message_dialog_add_response (dialog, RESPONSE_CANCEL, _ ("_Close"));
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WIDGET (dialog);
}
