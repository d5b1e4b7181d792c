/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *brv_credit_label_find (const char *text);

G_END_DECLS
