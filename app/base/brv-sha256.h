/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *brv_sha256_of_data (const void *data, gsize length);
char *brv_sha256_of_bytes (GBytes *bytes);
char *brv_sha256_of_string (const char *text);

G_END_DECLS
