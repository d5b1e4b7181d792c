/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

/*
 * Looks after the file of an open brief, which another program may replace, or write over in place.
 *
 * Signal changed (): another program has changed what the file says.
 */
#define BRV_TYPE_FILE_WATCH (brv_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (BrvFileWatch, brv_file_watch, BRV, FILE_WATCH, GObject)

BrvFileWatch *brv_file_watch_new (BrvWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
