/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *brv_credit_find_originator (const char *text);
char *brv_credit_find_pointed (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *brv_credit_dup_day (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_credit_says_published (const char *text);
gboolean brv_credit_is_note (const char *text);
gboolean brv_credit_is_credit (const char *text);

G_END_DECLS
