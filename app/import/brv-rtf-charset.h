/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *brv_rtf_charset_of_page (gint code_page) G_GNUC_WARN_UNUSED_RESULT;
char *brv_rtf_charset_of_font (gint charset, const char *fallback) G_GNUC_WARN_UNUSED_RESULT;
char *brv_rtf_charset_decode (const guint8 *data, gsize length, const char *charset)
  G_GNUC_WARN_UNUSED_RESULT;
const char *brv_rtf_charset_get_language (gint id);

G_END_DECLS
