/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-library-schema.h"

#include <glib/gi18n-lib.h>

#define LIBRARY_APPLICATION_ID 0x4272654c /* "BreL" */
#define LIBRARY_VERSION        2

/*
 * What lists and conditions ask for is in the table source, which is narrow and stays in the
 * cache; the rest of a source is its JSON (model/brv-codec.h), packed, in content. Its original and
 * its images are blobs, found by their hash (32 bytes).
 *
 * The index keeps no text of its own ("content=''"): a source's text exists once, packed. Rows are
 * in the order of adding, so the latest hits come first without a look at the others. One to three
 * letters have an index of their own, since a search begins while a word is being typed. The index
 * is in parts (brv-library-index.h); version 1 had one, which is the first part of version 2.
 *
 * Source: SQLite documentation, “SQLite FTS5 Extension”, 4.2 and 4.4.2.
 */
static const char tables[] =
  "CREATE TABLE source (id INTEGER PRIMARY KEY AUTOINCREMENT, source_id TEXT NOT NULL,"
  " bytes_sha256 BLOB NOT NULL UNIQUE, added_us INTEGER NOT NULL, title TEXT NOT NULL,"
  " authors TEXT NOT NULL, publisher TEXT NOT NULL, date TEXT NOT NULL, language TEXT NOT NULL,"
  " grade TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',"
  " standing INTEGER NOT NULL DEFAULT 0, replaced_by INTEGER NOT NULL DEFAULT 0,"
  " reason TEXT NOT NULL DEFAULT '', is_incomplete INTEGER NOT NULL DEFAULT 0) STRICT;"
  "CREATE INDEX source_by_date ON source (date, id);"
  "CREATE INDEX source_by_title ON source (title COLLATE NOCASE, id);"
  "CREATE INDEX source_by_publisher ON source (publisher, id);"
  "CREATE INDEX source_by_grade ON source (grade, id) WHERE grade <> '';"
  "CREATE INDEX source_by_standing ON source (standing, id) WHERE standing <> 0;"
  "CREATE TABLE author (name TEXT NOT NULL, source INTEGER NOT NULL, PRIMARY KEY (name, source))"
  " STRICT, WITHOUT ROWID;"
  "CREATE TABLE tag (name TEXT NOT NULL, source INTEGER NOT NULL, PRIMARY KEY (name, source))"
  " STRICT, WITHOUT ROWID;"
  "CREATE INDEX author_by_source ON author (source);"
  "CREATE INDEX tag_by_source ON tag (source);"
  "CREATE TABLE content (id INTEGER PRIMARY KEY, packed BLOB NOT NULL) STRICT;"
  "CREATE TABLE blob (position INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE,"
  " bytes BLOB NOT NULL) STRICT;"
  "CREATE TABLE image (sha256 BLOB NOT NULL, source INTEGER NOT NULL, PRIMARY KEY (sha256, source))"
  " STRICT, WITHOUT ROWID;"
  "CREATE INDEX image_by_source ON image (source);"
  "CREATE TABLE brief (id TEXT PRIMARY KEY, title TEXT NOT NULL, path TEXT NOT NULL,"
  " seen_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE TABLE usage (source INTEGER NOT NULL, brief TEXT NOT NULL, n_quotes INTEGER NOT NULL,"
  " PRIMARY KEY (source, brief)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX usage_by_brief ON usage (brief);";

static const char parts[] =
  "CREATE TABLE part (number INTEGER PRIMARY KEY, first INTEGER NOT NULL) STRICT;";

static gboolean
read_number (BrvDatabase *database, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (database, sql, error);
  gboolean has_row;

  if (statement == NULL || !brv_database_step (database, statement, &has_row, error))
    return FALSE;
  *number = has_row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

/**
 * brv_library_part_make_name:
 * @number: of a part, from 0
 *
 * Returns: (transfer full): its table
 */
char *
brv_library_part_make_name (gint64 number)
{
  return number == 0 ? g_strdup ("word") : g_strdup_printf ("word_%" G_GINT64_FORMAT, number);
}

/**
 * brv_library_schema_list_parts:
 * @database: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type BrvLibraryPart): the parts, the latest first, or
 *   %NULL with a BRV_STORAGE_ERROR
 */
GArray *
brv_library_schema_list_parts (BrvDatabase *database, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (BrvLibraryPart));
  gboolean has_row = FALSE;
  gint64 version;

  if (!read_number (database, "PRAGMA user_version", &version, error))
    return NULL;
  /* One that is only read is not brought up to date. */
  if (version == 1)
    {
      const BrvLibraryPart only = { 0, 1 };

      g_array_append_val (list, only);
      return g_steal_pointer (&list);
    }
  statement =
    brv_database_prepare (database, "SELECT number, first FROM part ORDER BY number DESC", error);

  if (statement == NULL)
    return NULL;
  for (;;)
    {
      BrvLibraryPart part;

      if (!brv_database_step (database, statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&list);
      part.number = sqlite3_column_int64 (statement, 0);
      part.first = sqlite3_column_int64 (statement, 1);
      g_array_append_val (list, part);
    }
}

/**
 * brv_library_schema_add_part:
 * @database: a connection that may write, in a transaction
 * @number: of the part
 * @first: of its sources
 * @error: return location for an error
 *
 * Adds an empty part to the index.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_schema_add_part (BrvDatabase *database, gint64 number, gint64 first, GError **error)
{
  g_autofree char *name = brv_library_part_make_name (number);
  g_autofree char *sql = g_strdup_printf (
    "CREATE VIRTUAL TABLE %s USING fts5 (" BRV_LIBRARY_INDEX_COLUMNS
    ", content='', prefix='1 2 3', tokenize=\"unicode61 remove_diacritics 2\");"
    "INSERT INTO part (number, first) VALUES (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ")",
    name, number, first);

  return brv_database_run (database, sql, error);
}

static gboolean
set_version (BrvDatabase *database, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
                     LIBRARY_APPLICATION_ID, LIBRARY_VERSION);

  return brv_database_run (database, sql, error);
}

/* What was one index is the first part of many. */
static gboolean
upgrade (BrvDatabase *database, GError **error)
{
  return brv_database_run (database, "BEGIN IMMEDIATE", error) &&
         brv_database_run (database, parts, error) &&
         brv_database_run (database, "INSERT INTO part (number, first) VALUES (0, 1)", error) &&
         set_version (database, error);
}

/**
 * brv_library_schema_make:
 * @database: a connection that may write
 * @error: return location for an error
 *
 * Makes the tables where there are none yet, and brings those of an older version up to date.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_schema_make (BrvDatabase *database, GError **error)
{
  gint64 n_tables, application_id, version;

  if (!read_number (database, "SELECT count(*) FROM sqlite_schema", &n_tables, error) ||
      !read_number (database, "PRAGMA application_id", &application_id, error) ||
      !read_number (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (n_tables == 0)
    return brv_database_run (database, "BEGIN IMMEDIATE", error) &&
           brv_database_run (database, tables, error) &&
           brv_database_run (database, parts, error) &&
           brv_library_schema_add_part (database, 0, 1, error) && set_version (database, error);
  return application_id != LIBRARY_APPLICATION_ID || version != 1 || upgrade (database, error);
}

/**
 * brv_library_schema_is_unmade:
 * @database: a connection
 *
 * Returns: whether there is nothing in it: who made the file got no further
 */
gboolean
brv_library_schema_is_unmade (BrvDatabase *database)
{
  gint64 n_tables, application_id;

  return read_number (database, "SELECT count(*) FROM sqlite_schema", &n_tables, NULL) &&
         read_number (database, "PRAGMA application_id", &application_id, NULL) && n_tables == 0 &&
         application_id == 0;
}

/**
 * brv_library_schema_check:
 * @database: a connection
 *
 * Returns: whether it is to a library of this version; else %FALSE with
 *   %BRV_STORAGE_ERROR_DAMAGED or %BRV_STORAGE_ERROR_NEWER
 */
gboolean
brv_library_schema_check (BrvDatabase *database, GError **error)
{
  gint64 application_id, version;

  if (!read_number (database, "PRAGMA application_id", &application_id, error) ||
      !read_number (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application_id != LIBRARY_APPLICATION_ID || version < 1)
    return brv_storage_error_set_library (error, SQLITE_NOTADB, NULL);
  if (version > LIBRARY_VERSION)
    {
      g_set_error_literal (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NEWER,
                           _ ("The library was written by a newer version of Brevier. Update "
                              "Brevier to use it."));
      return FALSE;
    }
  return TRUE;
}

/**
 * brv_library_schema_clear_index:
 * @database: a connection that may write, in a transaction
 * @error: return location for an error
 *
 * Makes the index empty; it can be filled again from the sources.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_schema_clear_index (BrvDatabase *database, GError **error)
{
  g_autoptr (GArray) old = brv_library_schema_list_parts (database, error);

  for (guint i = 0; old != NULL && i < old->len; i++)
    {
      g_autofree char *name =
        brv_library_part_make_name (g_array_index (old, BrvLibraryPart, i).number);
      g_autofree char *sql = g_strdup_printf ("DROP TABLE IF EXISTS %s", name);

      if (!brv_database_run (database, sql, error))
        return FALSE;
    }
  return old != NULL && brv_database_run (database, "DELETE FROM part", error) &&
         brv_library_schema_add_part (database, 0, 1, error);
}
