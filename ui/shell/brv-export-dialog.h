/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

/*
 * Asks how to export and does it, with progress. It closes itself when it is done.
 *
 * Signal exported (const char *path): the file is written.
 * Signal show-checks (): the user wants to see which quotes are wrong.
 */
#define BRV_TYPE_EXPORT_DIALOG (brv_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BrvExportDialog, brv_export_dialog, BRV, EXPORT_DIALOG, AdwWindow)

BrvExportDialog *brv_export_dialog_new (GtkWindow *parent, BrvWorkspace *workspace);

G_END_DECLS
