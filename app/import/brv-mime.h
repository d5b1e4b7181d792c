/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gmime/gmime.h>

#include "import/brv-charset.h"

G_BEGIN_DECLS

/* Parts nested deeper than this, or more of them than that, are looked at no further. */
#define BRV_MIME_MAX_DEPTH 24
#define BRV_MIME_MAX_PARTS 2000

GMimeMessage *brv_mime_parse (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
GBytes *brv_mime_read_part (GMimePart *part) G_GNUC_WARN_UNUSED_RESULT;
GBytes *brv_mime_write (GMimeObject *object) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_mime_decode_part (GMimePart *part, BrvDecoded *decoded);

gboolean brv_mime_is_type (GMimeObject *object, const char *type, const char *subtype);
char *brv_mime_dup_type (GMimeObject *object);
char *brv_mime_dup_header (GMimeObject *object, const char *name);
InternetAddressList *brv_mime_list_senders (GMimeMessage *message) G_GNUC_WARN_UNUSED_RESULT;
char *brv_mime_dup_location (GMimeObject *object);
char *brv_mime_dup_day (const char *date);
gint64 brv_mime_get_moment_us (const char *date);

G_END_DECLS
