/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The languages of briefs, as menus name them. */

const char **brv_language_list (guint *n_languages) G_GNUC_WARN_UNUSED_RESULT;
const char *brv_language_get_name (const char *tag);

G_END_DECLS
