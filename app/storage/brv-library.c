/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A library that is open: its folder, its lock and its connections. */

#include "config.h"

#include "storage/brv-library-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "storage/brv-file-system.h"
#include "storage/brv-library-schema.h"

/* A part of the index: small enough that a search through one is no wait, even for a beginning of
 * words that stands everywhere, and large enough that a million sources have but some sixty. */
#define PART_SOURCES 16384

char *
brv_library_make_file (const char *folder)
{
  return g_build_filename (folder, "library.db", NULL);
}

static gboolean
take_lock (BrvLibrary *self, GError **error)
{
  g_autofree char *file = g_build_filename (self->folder, "library.lock", NULL);

  self->lock_fd = open (file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->lock_fd < 0)
    return brv_storage_error_set_library (error, SQLITE_CANTOPEN, NULL);
  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) != 0)
    return brv_storage_error_set_library (
      error, errno == EWOULDBLOCK ? SQLITE_BUSY : SQLITE_CANTOPEN, NULL);
  return TRUE;
}

/*
 * On a disk of this machine, readers go on beside the one writer. Elsewhere the write-ahead log's
 * shared memory would corrupt the database, so there is one connection that keeps the file's lock.
 *
 * Source: SQLite documentation, “Write-Ahead Logging”, 1 and “How To Corrupt An SQLite Database
 * File”, 2.1.
 */
static gboolean
open_to_write (BrvLibrary *self, const char *file, GError **error)
{
  const char *modes = self->is_on_network
                        ? "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE;"
                          "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536"
                        : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                          "PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 67108864;"
                          "PRAGMA wal_autocheckpoint = 8192";

  self->writing.database = brv_database_open_library (file, BRV_DATABASE_CREATE, error);
  return self->writing.database != NULL &&
         brv_database_run (self->writing.database, modes, error) &&
         brv_library_schema_make (self->writing.database, error) &&
         brv_library_schema_check (self->writing.database, error);
}

static gboolean
connect_to_read (BrvLibraryConnection *connection, const char *file, GError **error)
{
  connection->database = brv_database_open_library (file, BRV_DATABASE_READ, error);
  return connection->database != NULL &&
         brv_database_run (connection->database, "PRAGMA cache_size = -32768", error) &&
         brv_library_schema_check (connection->database, error);
}

static gboolean
open_to_read (BrvLibrary *self, const char *file, GError **error)
{
  return connect_to_read (&self->reading, file, error) &&
         connect_to_read (&self->browsing, file, error);
}

/*
 * What a process that died had begun to change only one that may write can take back. FALSE if
 * nothing was begun, or that failed.
 */
static gboolean
roll_back (BrvLibrary *self, const char *file, gint64 file_system)
{
  g_autofree char *journal = g_strconcat (file, "-journal", NULL);
  gboolean done;

  if (!g_file_test (journal, G_FILE_TEST_EXISTS) || !take_lock (self, NULL))
    return FALSE;
  self->is_on_network = brv_file_system_is_network (self->folder, file_system);
  done = open_to_write (self, file, NULL);
  g_clear_pointer (&self->writing.database, brv_database_free);
  close (self->lock_fd);
  self->lock_fd = -1;
  return done;
}

/* Opens what another process may have made; where it got no further than the file, there is none. */
static gboolean
open_made (BrvLibrary *self, const char *file, gint64 file_system, GError **error)
{
  const gboolean is_there = g_file_test (file, G_FILE_TEST_EXISTS);

  if (is_there && open_to_read (self, file, error))
    return TRUE;
  if (is_there && roll_back (self, file, file_system))
    {
      g_clear_error (error);
      g_clear_pointer (&self->reading.database, brv_database_free);
      g_clear_pointer (&self->browsing.database, brv_database_free);
      if (open_to_read (self, file, error))
        return TRUE;
    }
  if (is_there &&
      (self->reading.database == NULL || !brv_library_schema_is_unmade (self->reading.database)))
    return FALSE;
  g_clear_error (error);
  g_set_error_literal (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND,
                       _ ("There is no library yet. It is made when the first source comes in."));
  return FALSE;
}

char *
brv_library_make_folder (const char *folder)
{
  return folder != NULL ? g_strdup (folder)
                        : g_build_filename (g_get_user_data_dir (), "brevier", "library", NULL);
}

static BrvLibrary *
library_new (const char *folder)
{
  BrvLibrary *self = g_atomic_rc_box_new0 (BrvLibrary);

  self->lock_fd = -1;
  g_mutex_init (&self->writing.mutex);
  g_mutex_init (&self->reading.mutex);
  g_mutex_init (&self->browsing.mutex);
  self->part_sources = PART_SOURCES;
  self->folder = brv_library_make_folder (folder);
  return self;
}

/**
 * brv_library_is_there:
 * @folder: (nullable): where it would be; %NULL is $XDG_DATA_HOME/brevier/library
 *
 * Returns: whether a library was made there
 */
gboolean
brv_library_is_there (const char *folder)
{
  g_autofree char *home = brv_library_make_folder (folder);
  g_autofree char *file = brv_library_make_file (home);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

/**
 * brv_library_open:
 * @options: (nullable): where it is and how it is used
 * @error: return location for an error
 *
 * Opens the library, and makes it where there is none and it may be written.
 *
 * Returns: (transfer full) (nullable): the library, or %NULL with %BRV_STORAGE_ERROR_LOCKED where
 *   another process writes it, _NOT_FOUND where it is to be read and is not there, _DAMAGED,
 *   _NEWER, _PERMISSION or _NO_SPACE
 */
BrvLibrary *
brv_library_open (const BrvLibraryOptions *options, GError **error)
{
  const BrvLibraryOptions defaults = { 0 };
  g_autoptr (BrvLibrary) self = NULL;
  g_autofree char *file = NULL;

  if (options == NULL)
    options = &defaults;
  self = library_new (options->folder);
  if (options->part_sources != 0)
    self->part_sources = options->part_sources;
  file = brv_library_make_file (self->folder);
  if (options->read_only)
    return open_made (self, file, options->file_system, error) ? g_steal_pointer (&self) : NULL;
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      brv_storage_error_set_library (
        error, errno == ENOSPC || errno == EDQUOT ? SQLITE_FULL : SQLITE_CANTOPEN, NULL);
      return NULL;
    }
  self->is_on_network = brv_file_system_is_network (self->folder, options->file_system);
  if (!take_lock (self, error) || !open_to_write (self, file, error))
    return NULL;
  g_chmod (file, 0600);
  if (!self->is_on_network && !open_to_read (self, file, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* One that was set aside, to read what it still has; it may lack anything. */
BrvLibrary *
brv_library_open_aside (const char *file, GError **error)
{
  g_autoptr (BrvLibrary) self = library_new (NULL);

  return connect_to_read (&self->reading, file, error) ? g_steal_pointer (&self) : NULL;
}

static void
library_clear (gpointer data)
{
  BrvLibrary *self = data;

  g_clear_pointer (&self->browsing.database, brv_database_free);
  g_clear_pointer (&self->reading.database, brv_database_free);
  g_clear_pointer (&self->writing.database, brv_database_free);
  g_mutex_clear (&self->reading.mutex);
  g_mutex_clear (&self->browsing.mutex);
  g_mutex_clear (&self->writing.mutex);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->folder);
}

/**
 * brv_library_ref:
 * @self: a library
 *
 * Returns: (transfer full): @self
 */
BrvLibrary *
brv_library_ref (BrvLibrary *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * brv_library_unref:
 * @self: (transfer full): a library; the last reference closes it
 */
void
brv_library_unref (BrvLibrary *self)
{
  g_atomic_rc_box_release_full (self, library_clear);
}

/**
 * brv_library_is_read_only:
 * @self: a library
 *
 * Returns: whether nothing can be added or changed
 */
gboolean
brv_library_is_read_only (BrvLibrary *self)
{
  return self->writing.database == NULL;
}

/**
 * brv_library_is_on_network:
 * @self: a library
 *
 * Returns: whether it lies on a file system of another machine, where searches wait for writing
 */
gboolean
brv_library_is_on_network (BrvLibrary *self)
{
  return self->is_on_network;
}

/**
 * brv_library_get_folder:
 * @self: a library
 *
 * Returns: where it is
 */
const char *
brv_library_get_folder (BrvLibrary *self)
{
  return self->folder;
}

static BrvLibraryConnection *
lock (BrvLibrary *self, BrvLibraryConnection *wanted)
{
  BrvLibraryConnection *connection = wanted->database != NULL ? wanted : &self->writing;

  g_mutex_lock (&connection->mutex);
  return connection;
}

BrvLibraryConnection *
brv_library_lock_to_read (BrvLibrary *self)
{
  return lock (self, &self->reading);
}

BrvLibraryConnection *
brv_library_lock_to_browse (BrvLibrary *self)
{
  return lock (self, &self->browsing);
}

BrvLibraryConnection *
brv_library_lock_to_write (BrvLibrary *self, GError **error)
{
  if (brv_library_is_read_only (self))
    {
      brv_storage_error_set_library (error, SQLITE_BUSY, NULL);
      return NULL;
    }
  g_mutex_lock (&self->writing.mutex);
  return &self->writing;
}

void
brv_library_unlock (BrvLibraryConnection *connection)
{
  g_mutex_unlock (&connection->mutex);
}
