/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Returns: (transfer full) (nullable): what stands in @row now. */
typedef GObject *(*BrvRowDupItem) (GtkWidget *row);

/* @item was pressed in the list. */
typedef void (*BrvRowPressed) (GObject *item, gpointer user_data);

void brv_row_press_connect (GtkWidget *area,
                            GtkWidget *list_view,
                            BrvRowDupItem dup_item,
                            BrvRowPressed pressed,
                            gpointer user_data);

G_END_DECLS
