/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *brv_address_find (const char *text, gsize *start, gsize *end);
char *brv_address_strip_source (const char *address, const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *brv_address_strip_tracking (const char *address);
char *brv_address_resolve (const char *reference, const char *base);
char *brv_address_dup_host (const char *address);
gboolean brv_address_is_site (const char *address);
gboolean brv_address_is_sharing (const char *address);
gboolean brv_address_is_named (const char *address, const char *name);
char *brv_address_find_name (const char *address, const char *text);
gboolean brv_address_same_site (const char *a, const char *b);
gboolean brv_address_same_host (const char *a, const char *b);

G_END_DECLS
