/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv brv_byline_find (const char *text);
GStrv brv_byline_split (const char *text);

G_END_DECLS
