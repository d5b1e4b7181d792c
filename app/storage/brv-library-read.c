/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading from the library. */

#include "config.h"

#include "model/brv-codec.h"
#include "storage/brv-library-private.h"

/**
 * brv_library_count:
 * @self: a library
 * @n_sources: (out): how many sources it has
 * @error: return location for an error
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_count (BrvLibrary *self, guint64 *n_sources, GError **error)
{
  BrvLibraryConnection *connection = brv_library_lock_to_browse (self);
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (connection->database, "SELECT count(*) FROM source", error);
  gboolean has_row = FALSE;
  gboolean done =
    statement != NULL && brv_database_step (connection->database, statement, &has_row, error);

  if (done)
    *n_sources = (guint64)sqlite3_column_int64 (statement, 0);
  g_clear_pointer (&statement, sqlite3_finalize);
  brv_library_unlock (connection);
  return done;
}

static BrvLibraryEntry *
read_row (sqlite3_stmt *statement)
{
  BrvLibraryEntry *entry = g_new0 (BrvLibraryEntry, 1);
  g_autofree char *tags = NULL;
  g_autofree char *source_id = NULL;

  entry->id = sqlite3_column_int64 (statement, 0);
  source_id = brv_library_dup_column (statement, 1);
  brv_id_parse (source_id, &entry->source_id);
  entry->added_us = sqlite3_column_int64 (statement, 2);
  entry->title = brv_library_dup_column (statement, 3);
  entry->authors = brv_library_dup_column (statement, 4);
  entry->publisher = brv_library_dup_column (statement, 5);
  entry->date = brv_library_dup_column (statement, 6);
  entry->language = brv_library_dup_column (statement, 7);
  entry->grade = brv_library_dup_column (statement, 8);
  entry->note = brv_library_dup_column (statement, 9);
  entry->standing = (BrvLibraryStanding)CLAMP (sqlite3_column_int (statement, 10),
                                               BRV_LIBRARY_SOUND, BRV_LIBRARY_REPLACED);
  entry->replaced_by = sqlite3_column_int64 (statement, 11);
  entry->reason = brv_library_dup_column (statement, 12);
  entry->is_incomplete = sqlite3_column_int (statement, 13) != 0;
  tags = brv_library_dup_column (statement, 14);
  entry->tags = *tags != '\0' ? g_strsplit (tags, "\n", -1) : g_new0 (char *, 1);
  return entry;
}

static gboolean
set_not_there (GError **error)
{
  return brv_storage_error_set_library (error, SQLITE_NOTFOUND, sqlite3_errstr (SQLITE_NOTFOUND));
}

/**
 * brv_library_read_entry:
 * @self: a library
 * @id: of a source
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what a list shows of the source, or %NULL with a
 *   BRV_STORAGE_ERROR
 */
BrvLibraryEntry *
brv_library_read_entry (BrvLibrary *self, gint64 id, GError **error)
{
  BrvLibraryConnection *connection = brv_library_lock_to_read (self);
  BrvLibraryEntry *entry = NULL;
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
    connection->database,
    "SELECT id, source_id, added_us, title, authors, publisher, date, language, grade, note,"
    " standing, replaced_by, reason, is_incomplete, (SELECT group_concat(name, char(10)) FROM"
    " (SELECT name FROM tag WHERE source = ?1 ORDER BY name)) FROM source WHERE id = ?1",
    error);
  gboolean has_row = FALSE;

  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, id);
      if (brv_database_step (connection->database, statement, &has_row, error))
        {
          if (has_row)
            entry = read_row (statement);
          else
            set_not_there (error);
        }
      g_clear_pointer (&statement, sqlite3_finalize);
    }
  brv_library_unlock (connection);
  return entry;
}

/**
 * brv_library_entry_free:
 * @self: (transfer full): what a list shows of a source
 */
void
brv_library_entry_free (BrvLibraryEntry *self)
{
  g_free (self->title);
  g_free (self->authors);
  g_free (self->publisher);
  g_free (self->date);
  g_free (self->language);
  g_free (self->grade);
  g_free (self->note);
  g_strfreev (self->tags);
  g_free (self->reason);
  g_free (self);
}

static GBytes *
find_blob_cb (const char *sha256, gpointer data)
{
  BrvDatabase *database = data;
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database, "SELECT bytes FROM blob WHERE sha256 = ?1", NULL);
  gboolean has_row;

  if (statement == NULL || !brv_library_bind_sha256 (statement, 1, sha256) ||
      !brv_database_step (database, statement, &has_row, NULL) || !has_row)
    return NULL;
  return g_bytes_new (sqlite3_column_blob (statement, 0),
                      (gsize)sqlite3_column_bytes (statement, 0));
}

/**
 * brv_library_read_source:
 * @self: a library
 * @id: of a source
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the whole source, with its original, or %NULL with
 *   %BRV_STORAGE_ERROR_DAMAGED or another BRV_STORAGE_ERROR
 */
BrvSource *
brv_library_read_source (BrvLibrary *self, gint64 id, GError **error)
{
  BrvLibraryConnection *connection = brv_library_lock_to_read (self);
  g_autoptr (JsonNode) body = brv_library_read_body (connection->database, id, error);
  g_autoptr (GError) fault = NULL;
  BrvSource *source = NULL;

  if (body != NULL)
    {
      source = brv_codec_read_source (body, find_blob_cb, connection->database, &fault);
      if (source == NULL)
        brv_storage_error_set_library (error, SQLITE_CORRUPT, NULL);
    }
  brv_library_unlock (connection);
  return source;
}

/**
 * brv_library_read_text:
 * @self: a library
 * @id: of a source
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the source's text, or %NULL with a BRV_STORAGE_ERROR
 */
char *
brv_library_read_text (BrvLibrary *self, gint64 id, GError **error)
{
  BrvLibraryConnection *connection = brv_library_lock_to_read (self);
  g_autoptr (JsonNode) body = brv_library_read_body (connection->database, id, error);

  const char *text = body != NULL ? brv_library_body_get_text (body) : NULL;

  brv_library_unlock (connection);
  if (body != NULL && text == NULL)
    brv_storage_error_set_library (error, SQLITE_CORRUPT, NULL);
  return g_strdup (text);
}

/**
 * brv_library_find:
 * @self: a library
 * @source: a source, perhaps a brief's copy
 * @id: (out): where the library has it, or 0
 * @error: return location for an error
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_library_find (BrvLibrary *self, const BrvSource *source, gint64 *id, GError **error)
{
  BrvLibraryConnection *connection = brv_library_lock_to_read (self);
  gboolean done =
    brv_library_find_source (connection->database, brv_source_get_bytes_sha256 (source), id, error);

  brv_library_unlock (connection);
  return done;
}

/**
 * brv_library_list_facet:
 * @self: a library
 * @kind: a field
 * @limit: the most values wanted
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type BrvLibraryFacet): the commonest values of the
 *   field, the latest years first and the briefs that were saved last, or %NULL with a BRV_STORAGE_ERROR
 */
GPtrArray *
brv_library_list_facet (BrvLibrary *self, BrvLibraryFacetKind kind, guint limit, GError **error)
{
  static const char *const queries[BRV_LIBRARY_N_FACETS] = {
    [BRV_LIBRARY_FACET_PUBLISHER] = "SELECT publisher, count(*) AS n FROM source WHERE publisher <>"
                                    " '' GROUP BY publisher ORDER BY n DESC, publisher LIMIT ?1",
    [BRV_LIBRARY_FACET_AUTHOR] =
      "SELECT name, count(*) AS n FROM author GROUP BY name ORDER BY n DESC, name LIMIT ?1",
    [BRV_LIBRARY_FACET_YEAR] = "SELECT substr(date, 1, 4) AS year, count(*) FROM source WHERE date"
                               " <> '' GROUP BY year ORDER BY year DESC LIMIT ?1",
    [BRV_LIBRARY_FACET_TAG] =
      "SELECT name, count(*) AS n FROM tag GROUP BY name ORDER BY n DESC, name LIMIT ?1",
    [BRV_LIBRARY_FACET_GRADE] = "SELECT grade, count(*) FROM source WHERE grade <> ''"
                                " GROUP BY grade ORDER BY grade LIMIT ?1",
    [BRV_LIBRARY_FACET_BRIEF] =
      "SELECT brief.title, count(*) FROM usage JOIN brief ON brief.id = usage.brief WHERE"
      " brief.title <> '' AND n_quotes > 0 GROUP BY brief.id ORDER BY seen_us DESC LIMIT ?1",
  };
  g_autoptr (GPtrArray) facets =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_library_facet_free);
  BrvLibraryConnection *connection = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row = FALSE;
  gboolean done = FALSE;

  g_return_val_if_fail (kind < BRV_LIBRARY_N_FACETS, NULL);

  connection = brv_library_lock_to_browse (self);
  statement = brv_database_prepare (connection->database, queries[kind], error);
  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, limit);
      while ((done = brv_database_step (connection->database, statement, &has_row, error)) &&
             has_row)
        {
          BrvLibraryFacet *facet = g_new0 (BrvLibraryFacet, 1);

          facet->value = brv_library_dup_column (statement, 0);
          facet->n_sources = (guint)sqlite3_column_int64 (statement, 1);
          g_ptr_array_add (facets, facet);
        }
      g_clear_pointer (&statement, sqlite3_finalize);
    }
  brv_library_unlock (connection);
  return done ? g_steal_pointer (&facets) : NULL;
}

/**
 * brv_library_facet_free:
 * @self: (transfer full): a value of a field
 */
void
brv_library_facet_free (BrvLibraryFacet *self)
{
  g_free (self->value);
  g_free (self);
}
