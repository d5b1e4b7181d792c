/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *brv_markup_dup_text (const char *value, gsize max_bytes);

G_END_DECLS
