/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean brv_host_name_matches (const char *address, const char *name);

G_END_DECLS
