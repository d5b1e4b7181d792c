/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Dialogs with one or three answers; those with two are in brv-question.h. Like there: when the
 * minimum rises to libadwaita 1.5, AdwAlertDialog goes in here and nowhere else.
 */
typedef enum
{
  BRV_CONFIRM_CANCEL, /* also where the user closed the dialog */
  BRV_CONFIRM_DISCARD,
  BRV_CONFIRM_SAVE,
} BrvConfirmAnswer;

typedef void (*BrvConfirmFunc) (BrvConfirmAnswer answer, gpointer user_data);

GtkWidget *brv_confirm_save (GtkWindow *parent,
                             const char *heading,
                             const char *body,
                             gboolean chooses_name,
                             BrvConfirmFunc answered,
                             gpointer user_data);
GtkWidget *brv_confirm_tell (GtkWindow *parent, const char *heading, const char *body);

G_END_DECLS
