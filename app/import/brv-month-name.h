/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint brv_month_name_read (const char *folded, const char **end);

G_END_DECLS
