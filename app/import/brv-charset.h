/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text of a file in UTF-8, and how its encoding was known. */
typedef struct
{
  char *text; /* valid UTF-8 without a byte order mark or NUL */
  gsize length;
  char *charset;    /* the name of the encoding it came in */
  gboolean guessed; /* nobody named it: the bytes were looked at */
} BrvDecoded;

gboolean brv_charset_decode (
  const guint8 *data, gsize length, const char *declared, BrvDecoded *decoded, GError **error);
void brv_decoded_clear (BrvDecoded *decoded);

char *brv_charset_find_in_html (const guint8 *data, gsize length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvDecoded, brv_decoded_clear)

G_END_DECLS
