/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The name of a brief, section, block or source: 128 random bits, passed by value, never
 * used twice. All bits zero is "none".
 */
typedef struct
{
  guint64 high;
  guint64 low;
} BrvId;

#define BRV_ID_NONE        ((BrvId){ 0, 0 })
#define BRV_ID_STRING_SIZE 33 /* 32 hexadecimal digits and the NUL */

BrvId brv_id_new (void);
gboolean brv_id_parse (const char *string, BrvId *id);

gboolean brv_id_is_none (BrvId self);
gboolean brv_id_equal (BrvId a, BrvId b);
char *brv_id_to_string (BrvId self);

guint brv_id_hash (gconstpointer id);
gboolean brv_id_equal_pointers (gconstpointer a, gconstpointer b);

G_END_DECLS
