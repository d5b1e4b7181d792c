/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "import/brv-import-error.h"

G_BEGIN_DECLS

/*
 * Getting one page from the web because the user asked for that very address. This is the only
 * part of the program that speaks to the network, and it can be switched off.
 */

/* What one page may cost. */
typedef struct
{
  guint total_ms;  /* from asking to the last byte, redirects included */
  guint stall_s;   /* without a byte */
  gsize max_bytes; /* unpacked */
  guint max_redirects;
} BrvFetchLimits;

#define BRV_FETCH_LIMITS_DEFAULT ((BrvFetchLimits){ 120000, 30, (gsize)64 * 1024 * 1024, 10 })

/* A page as it came. */
typedef struct
{
  GBytes *bytes;
  char *address;    /* that it came from in the end */
  char *media_type; /* (nullable): as its server calls it, without parameters */
  char *charset;    /* (nullable): likewise */
} BrvFetched;

/* Called in the thread that fetches; n_total is 0 where the server does not say it. */
typedef void (*BrvFetchProgressFunc) (gsize n_received, gsize n_total, gpointer user_data);

gboolean brv_fetch_is_allowed (void);
char *brv_fetch_parse_address (const char *typed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_fetch (const char *address,
                    const BrvFetchLimits *limits,
                    BrvFetchProgressFunc progress,
                    gpointer user_data,
                    BrvFetched *fetched,
                    GCancellable *cancellable,
                    GError **error);
void brv_fetched_clear (BrvFetched *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvFetched, brv_fetched_clear)

G_END_DECLS
