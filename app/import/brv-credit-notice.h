/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean brv_credit_is_notice (const char *text);
gboolean brv_credit_is_sure_notice (const char *text);

G_END_DECLS
