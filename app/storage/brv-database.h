/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "storage/brv-storage-error.h"

G_BEGIN_DECLS

/*
 * A connection to one SQLite database and the name under which the user knows what it holds. It
 * is used by one thread at a time. SQLite never gets a path of the user's: it sees bytes in memory
 * or files of the private folder.
 */
typedef struct _BrvDatabase BrvDatabase;

typedef enum
{
  BRV_DATABASE_READ,
  BRV_DATABASE_WRITE,
  BRV_DATABASE_CREATE, /* and make it where there is none */
} BrvDatabaseAccess;

BrvDatabase *brv_database_new_in_memory (const char *path, GError **error);
BrvDatabase *brv_database_open_bytes (GBytes *bytes,
                                      const char *path,
                                      GCancellable *cancellable,
                                      GError **error);
BrvDatabase *brv_database_open_file (const char *file, const char *path, GError **error);
BrvDatabase *brv_database_open_library (const char *file, BrvDatabaseAccess access, GError **error);
void brv_database_free (BrvDatabase *self);

const char *brv_database_get_path (BrvDatabase *self);
void brv_database_set_cancellable (BrvDatabase *self, GCancellable *cancellable);
gint64 brv_database_get_last_id (BrvDatabase *self);
guint64 brv_database_get_total_changes (BrvDatabase *self);
gboolean brv_database_is_in_transaction (BrvDatabase *self);
guint brv_database_get_n_changes (BrvDatabase *self);
gint64 brv_database_get_file_size (BrvDatabase *self);
void brv_database_touch (BrvDatabase *self, gint64 offset, gpointer buffer, gsize length);
gboolean brv_database_copy_to (BrvDatabase *self, BrvDatabase *other, GError **error);
gboolean brv_database_run (BrvDatabase *self, const char *sql, GError **error);
sqlite3_stmt *brv_database_prepare (BrvDatabase *self, const char *sql, GError **error);
gboolean
brv_database_step (BrvDatabase *self, sqlite3_stmt *statement, gboolean *has_row, GError **error);
gboolean brv_database_finish (BrvDatabase *self, sqlite3_stmt *statement, GError **error);
gboolean brv_database_fail (BrvDatabase *self, GError **error);
GBytes *brv_database_to_bytes (BrvDatabase *self, GError **error);

const char *brv_statement_get_text (sqlite3_stmt *statement, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvDatabase, brv_database_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
