/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean brv_credit_label_is_worded (const char *text);
char *brv_credit_label_find (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *brv_credit_label_find_below (const char *label, const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
