/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What hangs at the pointer while a passage is dragged: its first words and where they are from. */
GtkWidget *brv_drag_card_new (const char *text, const char *place);
void brv_drag_card_dress (GdkDrag *drag, GtkWidget *card);

G_END_DECLS
