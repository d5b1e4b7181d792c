/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GKeyFile *brv_state_file_load (const char *name);
gboolean brv_state_file_save (GKeyFile *file, const char *name, GError **error);

G_END_DECLS
