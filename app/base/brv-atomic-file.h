/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean brv_atomic_file_replace (const char *path,
                                  GBytes *contents,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
