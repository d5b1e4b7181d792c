/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The one place that knows how the oldest supported libadwaita asks a question: when the minimum
 * rises to 1.5, AdwAlertDialog goes in here and nowhere else.
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *accept_label; /* with mnemonic */
  gboolean destructive;     /* what is accepted loses something */
} BrvQuestion;

/* Called once, with FALSE where the user declined or closed the question. */
typedef void (*BrvQuestionFunc) (gboolean accepted, gpointer user_data);

/* A question whose answer is a line of text. */
typedef struct
{
  const char *heading;
  const char *body;
  const char *entry_label;
  const char *accept_label; /* with mnemonic */
  gboolean password;        /* what is typed is not shown */
  gboolean refused;         /* nothing can be entered; the body says why */
} BrvTextQuestion;

/* Called once, with NULL where the user declined or closed the question. */
typedef void (*BrvTextQuestionFunc) (const char *text, gpointer user_data);

void brv_question_ask (GtkWindow *parent,
                       const BrvQuestion *question,
                       BrvQuestionFunc answered,
                       gpointer user_data,
                       GDestroyNotify destroy);
GtkEditable *brv_question_ask_text (GtkWindow *parent,
                                    const BrvTextQuestion *question,
                                    BrvTextQuestionFunc answered,
                                    gpointer user_data,
                                    GDestroyNotify destroy);

G_END_DECLS
