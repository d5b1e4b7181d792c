/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *brv_date_parse (const char *text);
char *brv_date_find (const char *text, gsize *start, gsize *end);
char *brv_date_find_in_address (const char *address);

G_END_DECLS
