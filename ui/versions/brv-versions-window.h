/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

/*
 * The versions of an open brief: what changed in each, how it looked, and the way back to it.
 *
 * Signal save-requested (const char *name, gint version): name this version, -1 for the present
 *   state, and save the brief.
 * Signal restored (const char *title): the version of this title was brought back.
 */
#define BRV_TYPE_VERSIONS_WINDOW (brv_versions_window_get_type ())
G_DECLARE_FINAL_TYPE (BrvVersionsWindow, brv_versions_window, BRV, VERSIONS_WINDOW, AdwWindow)

BrvVersionsWindow *brv_versions_window_new (GtkWindow *parent, BrvWorkspace *workspace);

void brv_versions_ask_name (GtkWindow *parent,
                            void (*answered) (const char *name, gpointer user_data),
                            gpointer user_data,
                            GDestroyNotify destroy);

G_END_DECLS
