/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "storage/brv-database.h"
#include "storage/brv-library.h"

G_BEGIN_DECLS

/* One connection and the lock of whoever uses it. */
typedef struct
{
  GMutex mutex;
  BrvDatabase *database;
} BrvLibraryConnection;

struct _BrvLibrary
{
  char *folder;
  int lock_fd; /* -1: read only */
  gboolean is_on_network;
  BrvLibraryConnection writing; /* its database is NULL where the library is read only */
  /* Parted, so that a search does not wait for an import; the database is NULL on a network file
   * system, where there is but one connection. */
  BrvLibraryConnection reading;
};

/* The connection to read from, locked. */
BrvLibraryConnection *brv_library_lock_to_read (BrvLibrary *self);
/* The connection to write to, locked; NULL with an error where the library is read only. */
BrvLibraryConnection *brv_library_lock_to_write (BrvLibrary *self, GError **error);
void brv_library_unlock (BrvLibraryConnection *connection);

char *brv_library_make_file (const char *folder);

/* A source's JSON, unpacked; on a connection that is locked. */
JsonNode *brv_library_read_body (BrvDatabase *database, gint64 id, GError **error);
/* The row whose original has the hash, or 0; on a connection that is locked. */
gboolean
brv_library_find_source (BrvDatabase *database, const char *sha256, gint64 *id, GError **error);
gboolean brv_library_bind_sha256 (sqlite3_stmt *statement, int index, const char *sha256);

G_END_DECLS
