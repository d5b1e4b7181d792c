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
  /* And one for what looks at everything, for which a search must not wait either. */
  BrvLibraryConnection browsing;
  guint part_sources; /* how many a part of the index holds */
};

/* The connection to read from, locked. */
BrvLibraryConnection *brv_library_lock_to_read (BrvLibrary *self);
/* The same, for what may take long. */
BrvLibraryConnection *brv_library_lock_to_browse (BrvLibrary *self);
/* The connection to write to, locked; NULL with an error where the library is read only. */
BrvLibraryConnection *brv_library_lock_to_write (BrvLibrary *self, GError **error);
void brv_library_unlock (BrvLibraryConnection *connection);

char *brv_library_make_folder (const char *folder);
char *brv_library_make_file (const char *folder);
/* Gives the library another name in its folder, with its log. */
gboolean brv_library_move_aside (const char *folder, const char *aside, GError **error);
BrvLibrary *brv_library_open_aside (const char *file, GError **error);
/* Copies @from to a file beside @path, which it then replaces: what was there stays until then. */
gboolean brv_library_copy_to_file (BrvDatabase *from, const char *path, GError **error);

/* The connection to write to, locked, in a transaction; and its end, which takes back what was not
 * done, and unlocks. */
BrvLibraryConnection *brv_library_begin (BrvLibrary *self, GError **error);
gboolean brv_library_end (BrvLibraryConnection *connection, gboolean done, GError **error);

/* A source's JSON, unpacked; on a connection that is locked. */
JsonNode *brv_library_read_body (BrvDatabase *database, gint64 id, GError **error);
/* Its text; NULL where it is no source's JSON. */
const char *brv_library_body_get_text (JsonNode *body);
/* The row whose original has the hash, or 0; on a connection that is locked. */
gboolean
brv_library_find_source (BrvDatabase *database, const char *sha256, gint64 *id, GError **error);
gboolean brv_library_bind_sha256 (sqlite3_stmt *statement, int index, const char *sha256);
void brv_library_bind_text (sqlite3_stmt *statement, int index, const char *text);
char *brv_library_dup_column (sqlite3_stmt *statement, int column);
/* Runs @sql with a row number and, where it is not NULL, a text. */
gboolean brv_library_run_on (
  BrvDatabase *database, const char *sql, gint64 id, const char *value, GError **error);
/* The same, where the row must be there. */
gboolean brv_library_change_row (
  BrvDatabase *database, const char *sql, gint64 id, const char *value, GError **error);

G_END_DECLS
