/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 brv_html_captured_from_address (const char *address);
gint64 brv_html_captured_from_comment (const char *comment);

G_END_DECLS
