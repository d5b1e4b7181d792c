/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-library-index.h"

#include "model/brv-codec.h"
#include "storage/brv-library-private.h"
#include "storage/brv-library-schema.h"

void
brv_library_words_clear (BrvLibraryWords *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->columns); i++)
    g_clear_pointer (&self->columns[i], g_free);
}

/**
 * brv_library_words_collect:
 * @self: (out caller-allocates): what the index is to know
 * @record: the source's metadata
 * @title: its title
 * @tags: (nullable): parted by blanks
 * @note: (nullable): its reader's
 * @text: its text
 */
void
brv_library_words_collect (BrvLibraryWords *self,
                           const BrvRecord *record,
                           const char *title,
                           const char *tags,
                           const char *note,
                           const char *text)
{
  g_autofree char *authors = brv_record_dup_joined (record, BRV_SOURCE_FIELD_AUTHORS, "; ");
  const char *publisher = brv_record_get (record, BRV_SOURCE_FIELD_PUBLISHER);
  const char *date = brv_record_get (record, BRV_SOURCE_FIELD_DATE);
  g_autofree char *date_words = brv_library_make_date_words (date != NULL ? date : "");
  const char *const columns[] = { title, authors, publisher, tags, note, text, date_words };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    self->columns[i] = brv_library_make_indexable (columns[i] != NULL ? columns[i] : "");
}

/**
 * brv_library_words_read:
 * @database: a connection
 * @id: of a source
 * @words: (out caller-allocates): what the index has of it
 * @error: return location for an error
 *
 * An index that keeps no text of its own must be told what it forgets.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_words_read (BrvDatabase *database, gint64 id, BrvLibraryWords *words, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
    database,
    "SELECT title, note,"
    " (SELECT group_concat(name, ' ') FROM (SELECT name FROM tag WHERE source = ?1 ORDER BY name))"
    " FROM source WHERE id = ?1",
    error);
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (BrvRecord) record = NULL;
  const char *text;
  JsonObject *object;
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!brv_database_step (database, statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return brv_storage_error_set_library (error, SQLITE_NOTFOUND, sqlite3_errstr (SQLITE_NOTFOUND));
  body = brv_library_read_body (database, id, error);
  if (body == NULL)
    return FALSE;
  text = brv_library_body_get_text (body);
  if (text == NULL || !json_object_has_member (json_node_get_object (body), "record"))
    return brv_storage_error_set_library (error, SQLITE_CORRUPT, NULL);
  object = json_node_get_object (body);
  record = brv_codec_read_record (json_object_get_member (object, "record"),
                                  BRV_CODEC_SOURCE_FIELDS, error);
  if (record == NULL)
    return FALSE;
  brv_library_words_collect (words, record, brv_statement_get_text (statement, 0),
                             brv_statement_get_text (statement, 2),
                             brv_statement_get_text (statement, 1), text);
  return TRUE;
}

static gboolean
find_part (BrvDatabase *database, gint64 id, BrvLibraryPart *part, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database,
                          "SELECT number, first FROM part WHERE first <= ?1"
                          " ORDER BY number DESC LIMIT 1",
                          error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!brv_database_step (database, statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return brv_storage_error_set_library (error, SQLITE_CORRUPT, NULL);
  part->number = sqlite3_column_int64 (statement, 0);
  part->first = sqlite3_column_int64 (statement, 1);
  return TRUE;
}

/**
 * brv_library_index_open_part:
 * @database: a connection that may write, in a transaction
 * @id: of a source that is new, the largest there is
 * @n_max: how many sources a part holds
 * @part: (out): where its words go
 * @error: return location for an error
 *
 * Begins another part where the last one is full.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_index_open_part (
  BrvDatabase *database, gint64 id, guint n_max, BrvLibraryPart *part, GError **error)
{
  if (!find_part (database, id, part, error))
    return FALSE;
  if (id - part->first < (gint64)n_max)
    return TRUE;
  part->number++;
  part->first = id;
  return brv_library_schema_add_part (database, part->number, part->first, error);
}

/**
 * brv_library_index_prepare:
 * @database: a connection that may write
 * @part: a part's number
 * @is_deletion: whether words are to be forgotten
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a statement for brv_library_index_write(), or %NULL with a
 *   BRV_STORAGE_ERROR
 */
sqlite3_stmt *
brv_library_index_prepare (BrvDatabase *database, gint64 part, gboolean is_deletion, GError **error)
{
  g_autofree char *name = brv_library_part_make_name (part);
  g_autofree char *sql =
    is_deletion ? g_strdup_printf ("INSERT INTO %s (%s, rowid, " BRV_LIBRARY_INDEX_COLUMNS
                                   ") VALUES ('delete', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                                   name, name)
                : g_strdup_printf ("INSERT INTO %s (rowid, " BRV_LIBRARY_INDEX_COLUMNS
                                   ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                                   name);

  return brv_database_prepare (database, sql, error);
}

/**
 * brv_library_index_write:
 * @database: a connection that may write, in a transaction
 * @statement: from brv_library_index_prepare()
 * @id: of a source
 * @words: what the index learns or forgets
 * @error: return location for an error
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_index_write (BrvDatabase *database,
                         sqlite3_stmt *statement,
                         gint64 id,
                         const BrvLibraryWords *words,
                         GError **error)
{
  sqlite3_bind_int64 (statement, 1, id);
  for (guint i = 0; i < G_N_ELEMENTS (words->columns); i++)
    sqlite3_bind_text (statement, (int)i + 2, words->columns[i], -1, SQLITE_STATIC);
  return brv_database_finish (database, statement, error);
}

/**
 * brv_library_index_change:
 * @database: a connection that may write, in a transaction
 * @id: of a source
 * @words: what the index learns or forgets
 * @is_deletion: whether it forgets
 * @error: return location for an error
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_index_change (BrvDatabase *database,
                          gint64 id,
                          const BrvLibraryWords *words,
                          gboolean is_deletion,
                          GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  BrvLibraryPart part = { 0 };

  if (!find_part (database, id, &part, error))
    return FALSE;
  statement = brv_library_index_prepare (database, part.number, is_deletion, error);
  return statement != NULL && brv_library_index_write (database, statement, id, words, error);
}

/* Asks the table itself for something. */
static gboolean
command (BrvDatabase *database, gint64 part, const char *name, gint value, GError **error)
{
  g_autofree char *table = brv_library_part_make_name (part);
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO %s (%s, rank) VALUES (?1, ?2)", table, table);
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, value);
  return brv_database_finish (database, statement, error);
}

/**
 * brv_library_index_begin_merge:
 * @database: a connection that may write, in a transaction
 * @part: a part's number
 * @error: return location for an error
 *
 * Begins to make one piece of the pieces in which the part was written, and in each of which a
 * search looks for a word. One that is in one piece already stays as it is.
 *
 * Source: SQLite documentation, “SQLite FTS5 Extension”, 6.8 and 6.12.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_index_begin_merge (BrvDatabase *database, gint64 part, GError **error)
{
  return command (database, part, "usermerge", 2, error) &&
         command (database, part, "merge", -1, error);
}

/**
 * brv_library_index_merge:
 * @database: a connection that may write, in a transaction
 * @part: a part's number, of which brv_library_index_begin_merge() was called
 * @n_pages: about how many pages to write
 * @is_merged: (out): whether there was nothing left to do
 * @error: return location for an error
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_index_merge (
  BrvDatabase *database, gint64 part, guint n_pages, gboolean *is_merged, GError **error)
{
  guint64 before = brv_database_get_total_changes (database);

  if (!command (database, part, "merge", (gint)n_pages, error))
    return FALSE;
  *is_merged = brv_database_get_total_changes (database) - before < 2;
  return TRUE;
}

/**
 * brv_library_index_fill:
 * @database: a connection that may write, in a transaction
 * @n_max: how many sources a part holds
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Makes the index anew from the sources.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
brv_library_index_fill (BrvDatabase *database,
                        guint n_max,
                        GCancellable *cancellable,
                        GError **error)
{
  gint64 id = 0;

  if (!brv_library_schema_clear_index (database, error))
    return FALSE;
  for (;;)
    {
      g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
        database, "SELECT id FROM source WHERE id > ?1 ORDER BY id LIMIT 1", error);
      g_auto (BrvLibraryWords) words = { { NULL } };
      BrvLibraryPart part;
      gboolean has_row;

      if (statement == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      sqlite3_bind_int64 (statement, 1, id);
      if (!brv_database_step (database, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      id = sqlite3_column_int64 (statement, 0);
      g_clear_pointer (&statement, sqlite3_finalize);
      if (!brv_library_words_read (database, id, &words, error) ||
          !brv_library_index_open_part (database, id, n_max, &part, error) ||
          !brv_library_index_change (database, id, &words, FALSE, error))
        return FALSE;
    }
}
