/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/shell/brv-recent-briefs.h"
#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

/*
 * A window: the start page, or one brief with its three panes.
 *
 * Signal open-path-requested (const char *path): the user wants this file open; the application
 *   finds the window for it.
 */
#define BRV_TYPE_WINDOW (brv_window_get_type ())
G_DECLARE_FINAL_TYPE (BrvWindow, brv_window, BRV, WINDOW, AdwApplicationWindow)

BrvWindow *brv_window_new (GtkApplication *application, BrvRecentBriefs *recent);

BrvWorkspace *brv_window_get_workspace (BrvWindow *self);
void brv_window_set_workspace (BrvWindow *self, BrvWorkspace *workspace);
void brv_window_import_files (BrvWindow *self, GListModel *files);
void brv_window_show_message (BrvWindow *self, const char *text, const BrvId *block_id);
void brv_window_show_banner (BrvWindow *self, GtkWidget *banner);
const char *brv_window_get_last_path (BrvWindow *self);
void brv_window_leave (BrvWindow *self);

G_END_DECLS
