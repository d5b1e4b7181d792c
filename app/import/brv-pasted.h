/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Under these names browsers say where what is copied or dragged comes from, best first. */
#define BRV_PASTED_LINK_TYPES \
  "chromium/x-source-url", "text/x-moz-url-priv", "text/x-moz-url", "_NETSCAPE_URL"

GBytes *brv_pasted_tidy_html (GBytes *bytes, char **address) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_pasted_read_link (GBytes *bytes, char **address, char **title);

G_END_DECLS
