/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What pages put where an author's name belongs: the name in it, if there is one. */

char *brv_author_name_clean (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_author_name_is_account (const char *name);

G_END_DECLS
