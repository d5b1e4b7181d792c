/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-database.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/*
 * What is read here may have been made by somebody who wants to harm. So every connection is
 * stripped: no extensions, no triggers, no views, no attached files, no function calls from the
 * schema, no memory mapping; and an authorizer lets through only what this layer itself asks for.
 *
 * Source: SQLite documentation, “Defense Against The Dark Arts”.
 */

/* Steps of the virtual machine between two looks at the clock and at the cancellable. */
#define STEPS_PER_LOOK 10000
/* No statement of ours runs anywhere near so long over the largest brief. */
#define MAX_READ_US ((gint64)60 * G_USEC_PER_SEC)
/* How long a statement waits for another process that writes. */
#define BUSY_TIMEOUT_MS 5000

typedef enum
{
  KIND_MEMORY, /* a file being made */
  KIND_BYTES,  /* a file being read */
  KIND_FILE,   /* a working copy */
  KIND_LIBRARY,
} Kind;

struct _BrvDatabase
{
  sqlite3 *handle;
  char *path;                /* the user's name for it */
  GBytes *bytes;             /* what a connection to bytes reads */
  GCancellable *cancellable; /* of reading */
  gint64 deadline_us;        /* of reading, monotonic; 0: none */
  Kind kind;
};

static gboolean
is_harmless_pragma (const char *name)
{
  const char *const names[] = {
    "quick_check",  "cell_size_check", "application_id", "user_version",
    "journal_mode", "locking_mode",    "synchronous",    "wal_autocheckpoint",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (name, names[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

static int
authorize_cb (void *data,
              int action,
              const char *first,
              const char *second,
              const char *database,
              const char *trigger)
{
  BrvDatabase *self = data;

  if (trigger != NULL)
    return SQLITE_DENY;
  if (self->kind == KIND_LIBRARY)
    return action == SQLITE_ATTACH || action == SQLITE_DETACH ? SQLITE_DENY : SQLITE_OK;
  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_READ:
      return SQLITE_OK;
    case SQLITE_PRAGMA:
      return is_harmless_pragma (first) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      return self->kind == KIND_FILE && !g_str_has_prefix (first, "sqlite_") ? SQLITE_OK
                                                                             : SQLITE_DENY;
    case SQLITE_TRANSACTION:
      return self->kind == KIND_FILE ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
    }
}

static int
progress_cb (void *data)
{
  BrvDatabase *self = data;

  return g_cancellable_is_cancelled (self->cancellable) ||
         (self->deadline_us != 0 && g_get_monotonic_time () > self->deadline_us);
}

static void
harden (BrvDatabase *self)
{
  const struct
  {
    int option;
    int value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },       { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },  { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 }, { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },         { SQLITE_DBCONFIG_DQS_DML, 0 },
  };
  const struct
  {
    int limit;
    int value;
  } limits[] = {
    { SQLITE_LIMIT_LENGTH, 1000000000 }, /* SQLite's own ceiling: one original of a source */
    { SQLITE_LIMIT_SQL_LENGTH, 10000 },  { SQLITE_LIMIT_COLUMN, 20 },
    { SQLITE_LIMIT_EXPR_DEPTH, 20 },     { SQLITE_LIMIT_COMPOUND_SELECT, 2 },
    { SQLITE_LIMIT_VDBE_OP, 10000 },     { SQLITE_LIMIT_FUNCTION_ARG, 8 },
    { SQLITE_LIMIT_ATTACHED, 0 },        { SQLITE_LIMIT_VARIABLE_NUMBER, 20 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },   { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    sqlite3_db_config (self->handle, options[i].option, options[i].value, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (self->handle, limits[i].limit, limits[i].value);
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_set_authorizer (self->handle, authorize_cb, self);
  sqlite3_progress_handler (self->handle, STEPS_PER_LOOK, progress_cb, self);
}

/* SQLite refuses a link anywhere on the way to a file. A home folder may well be reached by one; only the
 * file itself must be none. */
static char *
resolve_folder (const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *resolved = realpath (folder, NULL);

  return g_build_filename (resolved != NULL ? resolved : folder, name, NULL);
}

static BrvDatabase *
database_open_with (Kind kind, const char *file, int access, const char *path, GError **error)
{
  g_autoptr (BrvDatabase) self = g_new0 (BrvDatabase, 1);
  gboolean is_in_file = kind == KIND_FILE || kind == KIND_LIBRARY;
  g_autofree char *place = is_in_file ? resolve_folder (file) : g_strdup (file);

  self->kind = kind;
  self->path = g_strdup (path);
  if (sqlite3_open_v2 (place, &self->handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW,
                       NULL) != SQLITE_OK)
    {
      brv_database_fail (self, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static BrvDatabase *
database_open (Kind kind, const char *file, const char *path, GError **error)
{
  return database_open_with (kind, file, SQLITE_OPEN_READWRITE, path, error);
}

/**
 * brv_database_new_in_memory:
 * @path: the user's name for what it will hold
 *
 * Makes an empty database that this layer itself fills; it is not hardened.
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with a BRV_STORAGE_ERROR
 */
BrvDatabase *
brv_database_new_in_memory (const char *path, GError **error)
{
  return database_open (KIND_MEMORY, ":memory:", path, error);
}

/**
 * brv_database_open_bytes:
 * @bytes: a whole database file
 * @path: the user's name for it
 * @cancellable: (nullable): stops its statements
 *
 * Opens hostile bytes for reading; neither they nor anything beside them is ever written.
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with a BRV_STORAGE_ERROR
 */
BrvDatabase *
brv_database_open_bytes (GBytes *bytes, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (BrvDatabase) self = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  self = database_open (KIND_BYTES, ":memory:", path, error);
  if (self == NULL)
    return NULL;
  self->bytes = g_bytes_ref (bytes);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->deadline_us = g_get_monotonic_time () + MAX_READ_US;
  if (sqlite3_deserialize (self->handle, "main", (guint8 *)data, (sqlite3_int64)size,
                           (sqlite3_int64)size, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
    {
      brv_database_fail (self, error);
      return NULL;
    }
  harden (self);
  if (!brv_database_run (self, "PRAGMA cell_size_check = ON", error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * brv_database_open_file:
 * @file: a database in the private folder
 * @path: the user's name for what it holds
 *
 * Opens a working copy for reading and writing. Its transactions are on stable storage when they
 * return, by one sync of the write-ahead log; the exclusive lock keeps the log's index out of
 * shared memory, so that it works on network file systems too.
 *
 * Source: SQLite documentation, “Write-Ahead Logging”, “Use of WAL Without Shared-Memory”.
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with a BRV_STORAGE_ERROR
 */
BrvDatabase *
brv_database_open_file (const char *file, const char *path, GError **error)
{
  g_autoptr (BrvDatabase) self = database_open (KIND_FILE, file, path, error);

  if (self == NULL)
    return NULL;
  harden (self);
  if (!brv_database_run (self,
                         "PRAGMA cell_size_check = ON;"
                         "PRAGMA locking_mode = EXCLUSIVE;"
                         "PRAGMA journal_mode = WAL;"
                         "PRAGMA synchronous = FULL;",
                         error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * brv_database_open_library:
 * @file: the library, or a copy of it
 * @access: what the connection may do
 *
 * Opens a database of the library, which has a full-text index and so virtual tables; how it
 * journals is the caller's business. What it holds was made by this program, in a private folder.
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with a BRV_STORAGE_ERROR
 */
BrvDatabase *
brv_database_open_library (const char *file, BrvDatabaseAccess access, GError **error)
{
  const int flags[] = {
    [BRV_DATABASE_READ] = SQLITE_OPEN_READONLY,
    [BRV_DATABASE_WRITE] = SQLITE_OPEN_READWRITE,
    [BRV_DATABASE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
  };
  g_autoptr (BrvDatabase) self =
    database_open_with (KIND_LIBRARY, file, flags[access], file, error);

  if (self == NULL)
    return NULL;
  harden (self);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  if (!brv_database_run (self, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0", error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * brv_database_set_cancellable:
 * @self: a connection
 * @cancellable: (nullable): stops the statements that run from now on
 */
void
brv_database_set_cancellable (BrvDatabase *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

/**
 * brv_database_get_last_id:
 * @self: a connection
 *
 * Returns: the row number of the latest insertion
 */
gint64
brv_database_get_last_id (BrvDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * brv_database_get_n_changes:
 * @self: a connection
 *
 * Returns: how many rows the latest statement added, changed or removed
 */
guint
brv_database_get_n_changes (BrvDatabase *self)
{
  return (guint)sqlite3_changes (self->handle);
}

/**
 * brv_database_get_total_changes:
 * @self: a connection
 *
 * Returns: how many rows were added, changed or removed since it was opened
 */
guint64
brv_database_get_total_changes (BrvDatabase *self)
{
  return (guint64)sqlite3_total_changes64 (self->handle);
}

/**
 * brv_database_is_in_transaction:
 * @self: a connection
 *
 * Returns: whether a transaction was begun and has no end yet
 */
gboolean
brv_database_is_in_transaction (BrvDatabase *self)
{
  return sqlite3_get_autocommit (self->handle) == 0;
}

static sqlite3_file *
get_file (BrvDatabase *self)
{
  sqlite3_file *file = NULL;

  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return file != NULL && file->pMethods != NULL ? file : NULL;
}

/**
 * brv_database_get_file_size:
 * @self: a connection
 *
 * Returns: how many bytes its file has, the log beside it not counted; 0 where it has none
 */
gint64
brv_database_get_file_size (BrvDatabase *self)
{
  sqlite3_file *file = get_file (self);
  sqlite3_int64 size = 0;

  return file != NULL && file->pMethods->xFileSize (file, &size) == SQLITE_OK ? size : 0;
}

/**
 * brv_database_touch:
 * @self: a connection
 * @offset: in its file
 * @buffer: (array length=length): room for what is read, which means nothing
 * @length: how many bytes
 *
 * Has the system read a piece of the file, so that it is in the system's cache when it is needed.
 * The connection's own descriptor is used: closing another one would give up SQLite's locks.
 *
 * Source: SQLite documentation, “How To Corrupt An SQLite Database File”, 2.2.
 */
void
brv_database_touch (BrvDatabase *self, gint64 offset, gpointer buffer, gsize length)
{
  sqlite3_file *file = get_file (self);

  if (file != NULL)
    file->pMethods->xRead (file, buffer, (int)length, offset);
}

/**
 * brv_database_copy_to:
 * @self: a connection
 * @other: a connection that may write; what its database held is replaced
 *
 * Copies a database while it is in use, page by page. A write in between by another process makes
 * it begin again.
 *
 * Source: SQLite documentation, “SQLite Backup API”.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_database_copy_to (BrvDatabase *self, BrvDatabase *other, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (other->handle, "main", self->handle, "main");

  if (backup == NULL)
    return brv_database_fail (other, error);
  sqlite3_backup_step (backup, -1);
  return sqlite3_backup_finish (backup) == SQLITE_OK || brv_database_fail (other, error);
}

/**
 * brv_database_free:
 * @self: (transfer full): a connection without open statements
 */
void
brv_database_free (BrvDatabase *self)
{
  sqlite3_close_v2 (self->handle);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);
}

/**
 * brv_database_get_path:
 * @self: a connection
 *
 * Returns: the user's name for what it holds
 */
const char *
brv_database_get_path (BrvDatabase *self)
{
  return self->path;
}

/* A limit on what the user may store is no fault of the disk, for which SQLite takes it. */
static int
get_primary_code (BrvDatabase *self, int code)
{
  const int reason = sqlite3_system_errno (self->handle);

  code &= 0xff;
  return (code == SQLITE_IOERR || code == SQLITE_CANTOPEN) &&
             (reason == EDQUOT || reason == ENOSPC || reason == EFBIG)
           ? SQLITE_FULL
           : code;
}

/**
 * brv_database_fail:
 * @self: a connection whose last call failed
 * @error: (out) (optional): where to put the error
 *
 * Says in words what SQLite said.
 *
 * Returns: %FALSE, to be returned
 */
gboolean
brv_database_fail (BrvDatabase *self, GError **error)
{
  const int extended = sqlite3_extended_errcode (self->handle);
  const int code = get_primary_code (self, extended);
  /* It may quote a damaged file. */
  g_autofree char *said = g_utf8_make_valid (sqlite3_errmsg (self->handle), -1);

  g_debug ("SQLite error %d: %s", extended, said);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->kind == KIND_MEMORY)
    {
      g_autofree char *name = g_filename_display_basename (self->path);

      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_WRITE,
                   _ ("“%s” could not be written: %s. Take large sources out of it."), name,
                   sqlite3_errstr (extended));
      return FALSE;
    }
  if (self->kind == KIND_LIBRARY)
    return brv_storage_error_set_library (error, code, sqlite3_errstr (extended));
  /* Too little memory or time is no fault of the bytes; all else is, since memory can be read. */
  if (self->kind == KIND_BYTES && code == SQLITE_NOMEM)
    return brv_storage_error_set_reading (error, ENOMEM, self->path);
  if (self->kind == KIND_BYTES && code == SQLITE_INTERRUPT)
    return brv_storage_error_set_reading (error, ETIMEDOUT, self->path);
  if (self->kind == KIND_BYTES || code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    return brv_storage_error_set_damaged (error, self->path);
  return brv_storage_error_set_working_copy (error, code == SQLITE_FULL, self->path,
                                             sqlite3_errstr (extended));
}

/**
 * brv_database_run:
 * @self: a connection
 * @sql: statements; what they answer is dropped
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_database_run (BrvDatabase *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
         brv_database_fail (self, error);
}

/**
 * brv_database_prepare:
 * @self: a connection
 * @sql: one statement
 *
 * Returns: (transfer full) (nullable): the statement, or %NULL with a BRV_STORAGE_ERROR
 */
sqlite3_stmt *
brv_database_prepare (BrvDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      brv_database_fail (self, error);
      return NULL;
    }
  return statement;
}

/**
 * brv_database_step:
 * @self: a connection
 * @statement: one of its statements
 * @has_row: (out): whether there is a row to read
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_database_step (BrvDatabase *self, sqlite3_stmt *statement, gboolean *has_row, GError **error)
{
  int code = sqlite3_step (statement);

  *has_row = code == SQLITE_ROW;
  return code == SQLITE_ROW || code == SQLITE_DONE || brv_database_fail (self, error);
}

/**
 * brv_database_finish:
 * @self: a connection
 * @statement: one of its statements, with its values bound, that answers nothing
 *
 * Runs the statement and makes it ready for the next values.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_database_finish (BrvDatabase *self, sqlite3_stmt *statement, GError **error)
{
  gboolean done = sqlite3_step (statement) == SQLITE_DONE || brv_database_fail (self, error);

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return done;
}

/**
 * brv_database_to_bytes:
 * @self: a connection to a database in memory
 *
 * Returns: (transfer full) (nullable): the database as a file, or %NULL with a BRV_STORAGE_ERROR
 */
GBytes *
brv_database_to_bytes (BrvDatabase *self, GError **error)
{
  sqlite3_int64 size = 0;
  unsigned char *data = sqlite3_serialize (self->handle, "main", &size, 0);

  if (data == NULL)
    {
      brv_database_fail (self, error);
      return NULL;
    }
  return g_bytes_new_with_free_func (data, (gsize)size, sqlite3_free, data);
}

/**
 * brv_statement_get_text:
 * @statement: a statement that has a row
 * @column: from 0
 *
 * Returns: (nullable): the text in that column, valid until the next step; %NULL where there is
 *   something else, or text that is not UTF-8 or has a NUL in it
 */
const char *
brv_statement_get_text (sqlite3_stmt *statement, int column)
{
  const char *text;
  int length;

  if (sqlite3_column_type (statement, column) != SQLITE_TEXT)
    return NULL;
  text = (const char *)sqlite3_column_text (statement, column);
  length = sqlite3_column_bytes (statement, column);
  return text != NULL && g_utf8_validate_len (text, (gsize)length, NULL) ? text : NULL;
}
