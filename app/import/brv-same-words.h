/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether two texts say the same to a reader: a title in capitals is the title. */

gboolean brv_same_words (const char *a, const char *b);

G_END_DECLS
