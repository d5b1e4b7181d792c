/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *brv_byline_skip_genre (const char *text);
GStrv brv_byline_find_in_note (const char *text);
const char *brv_byline_skip_rank (const char *text);

G_END_DECLS
