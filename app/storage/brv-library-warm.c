/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making the library quick before somebody waits for it. */

#include "config.h"

#include <unistd.h>

#include "storage/brv-library-index.h"
#include "storage/brv-library-private.h"

/* The latest parts of the index, where the hits are that are shown first: of these what the first
 * letters need is read before all else. */
#define MAX_WARM_PARTS 2
/* What the system reads at once; a search waits no longer than for that. */
#define CHUNK_BYTES ((gsize)1024 * 1024)
/* Of the memory, how much of it the library may fill in the system's cache: one part in so many. */
#define MEMORY_SHARE 8
/* What is merged in one transaction; whoever adds sources waits no longer than for that. */
#define MERGE_PAGES 250

static gboolean
warm_part (BrvDatabase *database, gint64 number, GCancellable *cancellable, GError **error)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  g_autofree char *name = brv_library_part_make_name (number);
  g_autofree char *sql = g_strdup_printf (
    "SELECT rowid FROM %s WHERE %s MATCH ?1 ORDER BY rowid DESC LIMIT 1", name, name);
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; letters[i] != '\0'; i++)
    {
      g_autofree char *match = g_strdup_printf ("\"%c\"*", letters[i]);
      gboolean has_row;

      sqlite3_bind_text (statement, 1, match, -1, SQLITE_TRANSIENT);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !brv_database_step (database, statement, &has_row, error))
        return FALSE;
      sqlite3_reset (statement);
    }
  return TRUE;
}

static gint64
get_memory_bytes (void)
{
  return (gint64)sysconf (_SC_PHYS_PAGES) * sysconf (_SC_PAGESIZE);
}

/*
 * Reads the file from its end, where the latest sources are. What is rare together stands on pages
 * all over the index, which one after the other would take a search ten times as long.
 */
static gboolean
read_file_ahead (BrvLibrary *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *file = brv_library_make_file (self->folder);
  g_autofree gpointer buffer = g_malloc (CHUNK_BYTES);
  g_autoptr (BrvDatabase) database = brv_database_open_library (file, BRV_DATABASE_READ, error);
  gint64 size, start;

  if (database == NULL)
    return FALSE;
  size = brv_database_get_file_size (database);
  start = MAX (size - get_memory_bytes () / MEMORY_SHARE, 0);
  for (gint64 end = size; end > start; end -= (gint64)CHUNK_BYTES)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      /* A search that is at work goes first. */
      brv_library_unlock (brv_library_lock_to_read (self));
      brv_database_touch (database, MAX (end - (gint64)CHUNK_BYTES, 0), buffer, CHUNK_BYTES);
    }
  return TRUE;
}

static GArray *
list_parts (BrvLibrary *self, GError **error)
{
  BrvLibraryConnection *connection = brv_library_lock_to_browse (self);
  GArray *parts = brv_library_schema_list_parts (connection->database, error);

  brv_library_unlock (connection);
  return parts;
}

/**
 * brv_library_warm:
 * @self: a library
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Has the system read from the disk what the first letters of any search need of the index, and then
 * the rest of the library, as far as it fits an eighth of the memory. A search does not wait for it.
 * A library on another machine is not read ahead.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
brv_library_warm (BrvLibrary *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) parts = list_parts (self, error);
  gboolean done = parts != NULL;

  for (guint i = 0; done && i < MIN (parts->len, MAX_WARM_PARTS); i++)
    {
      BrvLibraryConnection *connection = brv_library_lock_to_browse (self);

      done = warm_part (connection->database, g_array_index (parts, BrvLibraryPart, i).number,
                        cancellable, error);
      brv_library_unlock (connection);
    }
  return done && (self->is_on_network || read_file_ahead (self, cancellable, error));
}

static gboolean
merge_step (BrvLibrary *self, gint64 part, gboolean is_first, gboolean *is_merged, GError **error)
{
  BrvLibraryConnection *connection = brv_library_begin (self, error);

  if (connection == NULL)
    return FALSE;
  return brv_library_end (
    connection,
    is_first ? brv_library_index_begin_merge (connection->database, part, error)
             : brv_library_index_merge (connection->database, part, MERGE_PAGES, is_merged, error),
    error);
}

/**
 * brv_library_merge:
 * @self: a library that is not read only
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Makes one piece of each part of the index that is full, so that a search for what is rare looks
 * in fewer places. The library may be in use meanwhile.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR or %G_IO_ERROR_CANCELLED; what was done until then stays
 */
gboolean
brv_library_merge (BrvLibrary *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) parts = list_parts (self, error);

  if (parts == NULL)
    return FALSE;
  /* The first of the list is the latest, which is still written to. */
  for (guint i = 1; i < parts->len; i++)
    {
      gint64 part = g_array_index (parts, BrvLibraryPart, i).number;
      gboolean is_merged = FALSE;

      for (guint step = 0; !is_merged; step++)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
              !merge_step (self, part, step == 0, &is_merged, error))
            return FALSE;
        }
    }
  return TRUE;
}
