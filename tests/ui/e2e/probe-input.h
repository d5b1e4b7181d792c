/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/*
 * What the program has seen of pointer and keys, and when it has nothing more to do for them: so a
 * story goes on when it can, not when a time is over.
 */
void input_watch_start (void);
void input_expect (gboolean (*match) (GtkWidget *widget, const char *name), const char *name);
void input_answer_hit (void);
void input_answer_seen (void);
void input_answer_drag (void);
void input_answer_cursor (void);
void input_answer_when_quiet (void);
