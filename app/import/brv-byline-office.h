/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void brv_byline_office_add_names (const char *text, GPtrArray *names);

G_END_DECLS
