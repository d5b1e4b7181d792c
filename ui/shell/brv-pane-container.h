/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/shell/brv-pane-layout.h"

G_BEGIN_DECLS

/*
 * The three panes with their two handles, folding as the window narrows.
 *
 * All widths are worked out in one size_allocate, so no frame shows a pane at a wrong width. What
 * depends on them elsewhere (buttons in header bars) follows before the next frame.
 *
 * Signal layout-changed (): which panes are visible, the fold, or side-by-side changed.
 */
#define BRV_TYPE_PANE_CONTAINER (brv_pane_container_get_type ())
G_DECLARE_FINAL_TYPE (BrvPaneContainer, brv_pane_container, BRV, PANE_CONTAINER, GtkWidget)

GtkWidget *brv_pane_container_new (void);

void brv_pane_container_set_child (BrvPaneContainer *self, BrvPane pane, GtkWidget *child);
void brv_pane_container_set_switcher (BrvPaneContainer *self, GtkWidget *switcher);

BrvPaneFold brv_pane_container_get_fold (BrvPaneContainer *self);
gboolean brv_pane_container_is_side_by_side (BrvPaneContainer *self);
gboolean brv_pane_container_is_visible (BrvPaneContainer *self, BrvPane pane);

void brv_pane_container_set_open (BrvPaneContainer *self, BrvPane pane, gboolean open);
void brv_pane_container_set_reading (BrvPaneContainer *self, gboolean reading);

void brv_pane_container_save (BrvPaneContainer *self, GKeyFile *file, const char *group);
void brv_pane_container_restore (BrvPaneContainer *self, GKeyFile *file, const char *group);

G_END_DECLS
