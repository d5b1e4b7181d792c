/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More files than this in one folder are no articles; the walk stops with an error. */
#define BRV_IMPORT_WALK_MAX_FILES 20000u

gboolean brv_import_walk_is_passing (const char *name);
gboolean
brv_import_walk (const char *folder, GPtrArray *paths, GCancellable *cancellable, GError **error);

G_END_DECLS
