/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean brv_file_system_is_network (const char *folder, gint64 type);

G_END_DECLS
