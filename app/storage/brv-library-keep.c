/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeping the library: looking for damage, backup and restore. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/brv-atomic-file.h"
#include "storage/brv-library-index.h"
#include "storage/brv-library-private.h"
#include "storage/brv-library-schema.h"

#define OLD_NAME "library-before-restore.db"

static gboolean
check_database (BrvDatabase *database, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row = FALSE;
  gboolean done = FALSE;

  brv_database_set_cancellable (database, cancellable);
  statement = brv_database_prepare (database, "PRAGMA quick_check(1)", error);
  if (statement != NULL && brv_database_step (database, statement, &has_row, error))
    {
      done = g_strcmp0 (brv_statement_get_text (statement, 0), "ok") == 0;
      if (!done)
        brv_storage_error_set_library (error, SQLITE_CORRUPT, NULL);
    }
  g_clear_pointer (&statement, sqlite3_finalize);
  brv_database_set_cancellable (database, NULL);
  return done;
}

/**
 * brv_library_check:
 * @self: a library
 * @cancellable: (nullable): stops the check
 * @error: return location for an error
 *
 * Reads the whole library and looks whether its pages hold together.
 *
 * Returns: %FALSE with %BRV_STORAGE_ERROR_DAMAGED, or %G_IO_ERROR_CANCELLED
 */
gboolean
brv_library_check (BrvLibrary *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *file = brv_library_make_file (self->folder);
  g_autoptr (BrvDatabase) database = NULL;
  BrvLibraryConnection *connection;
  gboolean done;

  /* A connection of its own keeps nobody waiting. */
  if (self->reading.database != NULL)
    {
      database = brv_database_open_library (file, BRV_DATABASE_READ, error);
      return database != NULL && check_database (database, cancellable, error);
    }
  connection = brv_library_lock_to_read (self);
  done = check_database (connection->database, cancellable, error);
  brv_library_unlock (connection);
  return done;
}

static gboolean
set_file_error (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_WRITE,
               _ ("“%s” could not be written: %s. Choose another place."), name, reason);
  return FALSE;
}

/* One file at rest, without a log beside it, on stable storage. */
static gboolean
copy_database (BrvDatabase *from, const char *path, GError **error)
{
  g_autoptr (BrvDatabase) to = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;
  gboolean synced;

  g_unlink (path);
  to = brv_database_open_library (path, BRV_DATABASE_CREATE, error);
  if (to == NULL || !brv_database_copy_to (from, to, error) ||
      !brv_database_run (to, "PRAGMA journal_mode = DELETE", error) ||
      !check_database (to, NULL, error))
    return FALSE;
  g_clear_pointer (&to, brv_database_free);
  g_chmod (path, 0600);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  synced = fd >= 0 && fsync (fd) == 0;
  if (!synced)
    set_file_error (error, path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return synced && brv_atomic_file_sync_folder (folder, error);
}

/* The log of a library that is gone would be read into the one that takes its place. */
static void
remove_log (const char *file)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (file, suffixes[i], NULL);

      g_unlink (path);
    }
}

gboolean
brv_library_copy_to_file (BrvDatabase *from, const char *path, GError **error)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (copy_database (from, fresh, error))
    {
      remove_log (path);
      if (g_rename (fresh, path) == 0)
        return brv_atomic_file_sync_folder (folder, error);
      set_file_error (error, path, g_strerror (errno));
    }
  g_unlink (fresh);
  return FALSE;
}

/**
 * brv_library_backup:
 * @self: a library, which may be in use meanwhile
 * @path: a file; one that is there is replaced once the new one is complete and checked
 * @error: return location for an error
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_backup (BrvLibrary *self, const char *path, GError **error)
{
  g_autofree char *file = brv_library_make_file (self->folder);
  g_autoptr (BrvDatabase) from = NULL;
  BrvLibraryConnection *connection;
  GStatBuf library, target;
  gboolean done;

  if (g_stat (file, &library) == 0 && g_stat (path, &target) == 0 &&
      library.st_dev == target.st_dev && library.st_ino == target.st_ino)
    return set_file_error (error, path, _ ("it is the library itself"));
  /* A connection of its own sees one state of the library and keeps nobody waiting. */
  if (self->reading.database != NULL)
    {
      from = brv_database_open_library (file, BRV_DATABASE_READ, error);
      return from != NULL && brv_library_copy_to_file (from, path, error);
    }
  connection = brv_library_lock_to_read (self);
  done = brv_library_copy_to_file (connection->database, path, error);
  brv_library_unlock (connection);
  return done;
}

/**
 * brv_library_restore:
 * @folder: (nullable): of the library; %NULL is the usual one
 * @path: a backup
 * @error: return location for an error
 *
 * Puts the backup in the place of the library, which no process may have open; the library that was
 * there is kept beside it as library-before-restore.db.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR; the library is then as it was
 */
gboolean
brv_library_restore (const char *folder, const char *path, GError **error)
{
  const BrvLibraryOptions options = { .folder = folder };
  g_autoptr (BrvDatabase) backup = NULL;
  g_autoptr (BrvLibrary) library = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *file = NULL;
  g_autofree char *old = NULL;
  g_autofree char *home = brv_library_make_folder (folder);

  if (access (path, R_OK) != 0)
    return brv_storage_error_set_reading (error, errno, path);
  backup = brv_database_open_library (path, BRV_DATABASE_READ, &fault);
  if (backup == NULL || !brv_library_schema_check (backup, &fault) ||
      !check_database (backup, NULL, &fault))
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED,
                   _ ("“%s” is not a backup of the library, or it is damaged. Choose another one."),
                   name);
      return FALSE;
    }
  file = brv_library_make_file (home);
  old = g_build_filename (home, OLD_NAME, NULL);
  if (g_file_test (file, G_FILE_TEST_EXISTS))
    {
      library = brv_library_open (&options, &fault);
      if (library == NULL && g_error_matches (fault, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED))
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      /* One that is damaged is kept as it is. */
      if (library != NULL && !brv_library_backup (library, old, &fault))
        {
          if (!g_error_matches (fault, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED))
            {
              g_propagate_error (error, g_steal_pointer (&fault));
              return FALSE;
            }
          g_clear_pointer (&library, brv_library_unref);
        }
      if (library == NULL && !brv_library_move_aside (home, OLD_NAME, error))
        return FALSE;
      g_clear_pointer (&library, brv_library_unref);
    }
  else if (g_mkdir_with_parents (home, 0700) != 0)
    {
      return set_file_error (error, home, g_strerror (errno));
    }
  return brv_library_copy_to_file (backup, file, error);
}

/**
 * brv_library_rebuild_index:
 * @self: a library
 * @cancellable: (nullable): leaves the index as it was
 * @error: return location for an error
 *
 * Makes the full-text index anew from the sources.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them, or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
brv_library_rebuild_index (BrvLibrary *self, GCancellable *cancellable, GError **error)
{
  BrvLibraryConnection *connection = brv_library_begin (self, error);

  return connection != NULL &&
         brv_library_end (
           connection,
           brv_library_index_fill (connection->database, self->part_sources, cancellable, error),
           error);
}
