/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called with what was typed when the user confirms it. */
typedef void (*BrvBriefPopoverFunc) (const char *text, gpointer user_data);

GtkWidget *brv_brief_popover_open (GtkTextView *view,
                                   const GtkTextIter *at,
                                   const char *title,
                                   GtkWidget *child);
void brv_brief_popover_ask (GtkTextView *view,
                            const GtkTextIter *at,
                            const char *title,
                            const char *text,
                            const char *accept_label,
                            BrvBriefPopoverFunc accepted,
                            gpointer user_data,
                            GDestroyNotify destroy);

G_END_DECLS
