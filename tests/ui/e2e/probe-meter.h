/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/*
 * Measures what the main loop does between two questions: how long each turn keeps it busy, how
 * much of that is GTK painting a frame, and how long after a change its page is painted.
 */
void meter_start (GtkWidget *window);
char *meter_stop (void);

void meter_watch_start (void);
gint64 meter_get_usable_us (void);
gint64 meter_get_painted_us (void);
