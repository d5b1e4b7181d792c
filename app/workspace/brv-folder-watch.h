/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Watches a folder for files that arrive in it. What was there before a given time does not count,
 * nor what is hidden or still loading; a file has arrived when it has not grown for a while and
 * nobody has it open for writing.
 *
 * Signal arrived (GStrv paths): these files are complete.
 * Signal gone (): the folder was deleted or its disk taken away; nothing arrives any more.
 */
#define BRV_TYPE_FOLDER_WATCH (brv_folder_watch_get_type ())
G_DECLARE_FINAL_TYPE (BrvFolderWatch, brv_folder_watch, BRV, FOLDER_WATCH, GObject)

BrvFolderWatch *
brv_folder_watch_new (const char *folder, gint64 seen_us, GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *brv_folder_watch_get_folder (BrvFolderWatch *self);
gint64 brv_folder_watch_get_seen_us (BrvFolderWatch *self);

G_END_DECLS
