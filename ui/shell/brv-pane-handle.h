/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The line between two panes, to be dragged or moved with the arrow keys.
 *
 * Signal moved (gint width_px): the user wants the pane this wide.
 * Signal reset (): the user wants the width that the program gives by itself.
 */
#define BRV_TYPE_PANE_HANDLE (brv_pane_handle_get_type ())
G_DECLARE_FINAL_TYPE (BrvPaneHandle, brv_pane_handle, BRV, PANE_HANDLE, GtkWidget)

/* How wide the part is that takes a press; its middle pixel is drawn. */
#define BRV_PANE_HANDLE_GRAB_PX 9

GtkWidget *brv_pane_handle_new (const char *label, gboolean pane_is_after);
void brv_pane_handle_set_width (BrvPaneHandle *self, gint width_px, gint min_px, gint max_px);

G_END_DECLS
