/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes in fewer bytes, as a zlib stream (RFC 1950). */
GBytes *brv_pack (gconstpointer data, gsize length, int level);
GBytes *brv_unpack (gconstpointer data, gsize length, gsize max_length, GError **error);

G_END_DECLS
