/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Filling and changing the library. */

#include "config.h"

#include <string.h>

#include "base/brv-pack.h"
#include "model/brv-codec.h"
#include "storage/brv-blobs.h"
#include "storage/brv-library-private.h"
#include "storage/brv-library-schema.h"

/* No source of ours comes near; a stream that unpacks to more is a bomb. */
#define MAX_BODY_BYTES ((gsize)256 * 1024 * 1024)
/* Text of some kilobytes gets hardly smaller with more, but takes twice as long. */
#define PACK_LEVEL   5
#define SHA256_BYTES 32

/* What the index knows of one source: the columns in their order. */
typedef struct
{
  char *columns[7];
} IndexedWords;

static void
indexed_words_clear (IndexedWords *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->columns); i++)
    g_free (self->columns[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IndexedWords, indexed_words_clear)

gboolean
brv_library_bind_sha256 (sqlite3_stmt *statement, int index, const char *sha256)
{
  guint8 bytes[SHA256_BYTES];

  if (strlen (sha256) != 2 * SHA256_BYTES)
    return FALSE;
  for (guint i = 0; i < SHA256_BYTES; i++)
    bytes[i] = (guint8)(g_ascii_xdigit_value (sha256[2 * i]) * 16 +
                        g_ascii_xdigit_value (sha256[2 * i + 1]));
  return sqlite3_bind_blob (statement, index, bytes, SHA256_BYTES, SQLITE_TRANSIENT) == SQLITE_OK;
}

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text != NULL ? text : "", -1, SQLITE_TRANSIENT);
}

JsonNode *
brv_library_read_body (BrvDatabase *database, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database, "SELECT packed FROM content WHERE id = ?1", error);
  g_autoptr (GBytes) body = NULL;
  gboolean has_row;
  gsize length;
  const char *json;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  if (!brv_database_step (database, statement, &has_row, error))
    return NULL;
  if (has_row)
    body = brv_unpack (sqlite3_column_blob (statement, 0),
                       (gsize)sqlite3_column_bytes (statement, 0), MAX_BODY_BYTES, NULL);
  if (body == NULL)
    {
      brv_storage_error_set_library (error, SQLITE_CORRUPT, NULL);
      return NULL;
    }
  json = g_bytes_get_data (body, &length);
  return brv_codec_parse (json, (gssize)length, error);
}

static char *
dup_authors (const BrvRecord *record)
{
  char *joined = brv_record_dup_joined (record, BRV_SOURCE_FIELD_AUTHORS, "; ");

  return joined != NULL ? joined : g_strdup ("");
}

static void
collect_words (IndexedWords *words,
               const BrvRecord *record,
               const char *title,
               const char *tags,
               const char *note,
               const char *text)
{
  g_autofree char *authors = dup_authors (record);
  const char *publisher = brv_record_get (record, BRV_SOURCE_FIELD_PUBLISHER);
  const char *date = brv_record_get (record, BRV_SOURCE_FIELD_DATE);
  g_autofree char *date_words = brv_library_make_date_words (date != NULL ? date : "");
  const char *const columns[] = { title, authors, publisher, tags, note, text, date_words };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    words->columns[i] = brv_library_make_indexable (columns[i] != NULL ? columns[i] : "", -1);
}

/* An index without a text of its own must be told what it forgets. */
static gboolean
write_words (
  BrvDatabase *database, gint64 id, const IndexedWords *words, gboolean is_deletion, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database,
                          is_deletion ? "INSERT INTO word (word, rowid, " BRV_LIBRARY_INDEX_COLUMNS
                                        ") VALUES ('delete', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                                      : "INSERT INTO word (rowid, " BRV_LIBRARY_INDEX_COLUMNS
                                        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                          error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  for (guint i = 0; i < G_N_ELEMENTS (words->columns); i++)
    sqlite3_bind_text (statement, (int)i + 2, words->columns[i], -1, SQLITE_STATIC);
  return brv_database_finish (database, statement, error);
}

/* What the index now holds of a source that is in the library. */
static gboolean
read_words (BrvDatabase *database, gint64 id, IndexedWords *words, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
    database,
    "SELECT title, note,"
    " (SELECT group_concat(name, ' ') FROM (SELECT name FROM tag WHERE source = ?1 ORDER BY name))"
    " FROM source WHERE id = ?1",
    error);
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (BrvRecord) record = NULL;
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
  object = JSON_NODE_HOLDS_OBJECT (body) ? json_node_get_object (body) : NULL;
  if (object == NULL || !json_object_has_member (object, "record"))
    return brv_storage_error_set_library (error, SQLITE_CORRUPT, NULL);
  record = brv_codec_read_record (json_object_get_member (object, "record"),
                                  BRV_CODEC_SOURCE_FIELDS, error);
  if (record == NULL)
    return FALSE;
  collect_words (words, record, brv_statement_get_text (statement, 0),
                 brv_statement_get_text (statement, 2), brv_statement_get_text (statement, 1),
                 json_object_get_string_member_with_default (object, "text", ""));
  return TRUE;
}

/* Runs @sql with a row number and up to two texts. */
static gboolean
run_on (BrvDatabase *database,
        const char *sql,
        gint64 id,
        const char *first,
        const char *second,
        GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (first != NULL)
    bind_text (statement, 2, first);
  if (second != NULL)
    bind_text (statement, 3, second);
  return brv_database_finish (database, statement, error);
}

gboolean
brv_library_find_source (BrvDatabase *database, const char *sha256, gint64 *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database, "SELECT id FROM source WHERE bytes_sha256 = ?1", error);
  gboolean has_row;

  *id = 0;
  if (statement == NULL || !brv_library_bind_sha256 (statement, 1, sha256))
    return FALSE;
  if (!brv_database_step (database, statement, &has_row, error))
    return FALSE;
  if (has_row)
    *id = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

/* Which images a source has: two may have the same one. */
static gboolean
write_images (BrvDatabase *database, const BrvSource *source, gint64 id, GError **error)
{
  guint n_images;
  const BrvSourceImage *images = brv_source_get_images (source, &n_images);
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
    database, "INSERT OR IGNORE INTO image (sha256, source) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n_images; i++)
    {
      if (images[i].bytes == NULL || images[i].sha256 == NULL)
        continue;
      brv_library_bind_sha256 (statement, 1, images[i].sha256);
      sqlite3_bind_int64 (statement, 2, id);
      if (!brv_database_finish (database, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_blobs (BrvDatabase *database, const BrvSource *source, GError **error)
{
  g_autoptr (GHashTable) blobs = brv_blobs_new ();
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
    database, "INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?1, ?2)", error);
  GHashTableIter iter;
  gpointer sha256, bytes;

  if (statement == NULL)
    return FALSE;
  brv_blobs_add_source (blobs, source);
  g_hash_table_iter_init (&iter, blobs);
  while (g_hash_table_iter_next (&iter, &sha256, &bytes))
    {
      gsize length;
      gconstpointer data = g_bytes_get_data (bytes, &length);

      brv_library_bind_sha256 (statement, 1, sha256);
      sqlite3_bind_blob64 (statement, 2, data != NULL ? data : "", length, SQLITE_STATIC);
      if (!brv_database_finish (database, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_row (BrvDatabase *database, const BrvSource *source, gint64 *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
    database,
    "INSERT INTO source (source_id, bytes_sha256, added_us, title, authors, publisher, date,"
    " language, is_incomplete) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    error);
  g_autofree char *source_id = brv_id_to_string (brv_source_get_id (source));
  g_autofree char *authors = dup_authors (brv_source_get_record (source));

  if (statement == NULL)
    return FALSE;
  bind_text (statement, 1, source_id);
  brv_library_bind_sha256 (statement, 2, brv_source_get_bytes_sha256 (source));
  sqlite3_bind_int64 (statement, 3, g_get_real_time ());
  bind_text (statement, 4, brv_source_get_title (source));
  bind_text (statement, 5, authors);
  bind_text (statement, 6, brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER));
  bind_text (statement, 7, brv_source_get (source, BRV_SOURCE_FIELD_DATE));
  bind_text (statement, 8, brv_source_get (source, BRV_SOURCE_FIELD_LANGUAGE));
  sqlite3_bind_int (statement, 9, brv_source_is_incomplete (source));
  if (!brv_database_finish (database, statement, error))
    return FALSE;
  *id = brv_database_get_last_id (database);
  return TRUE;
}

static gboolean
write_content (BrvDatabase *database, gint64 id, const BrvSource *source, GError **error)
{
  g_autoptr (JsonNode) node = brv_codec_write_source (source);
  g_autofree char *json = brv_codec_to_string (node);
  g_autoptr (GBytes) packed = brv_pack (json, strlen (json), PACK_LEVEL);
  g_autoptr (sqlite3_stmt) statement = NULL;
  gsize length;
  gconstpointer data;

  statement =
    brv_database_prepare (database, "INSERT INTO content (id, packed) VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;
  data = g_bytes_get_data (packed, &length);
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_blob64 (statement, 2, data, length, SQLITE_STATIC);
  return brv_database_finish (database, statement, error);
}

static gboolean
add_source (BrvDatabase *database, const BrvSource *source, gint64 *id, GError **error)
{
  const BrvRecord *record = brv_source_get_record (source);
  const char *const *authors = brv_record_get_list (record, BRV_SOURCE_FIELD_AUTHORS);
  g_auto (IndexedWords) words = { 0 };

  if (!write_row (database, source, id, error) || !write_content (database, *id, source, error) ||
      !write_blobs (database, source, error) || !write_images (database, source, *id, error))
    return FALSE;
  for (guint i = 0; authors != NULL && authors[i] != NULL; i++)
    {
      if (!run_on (database, "INSERT OR IGNORE INTO author (source, name) VALUES (?1, ?2)", *id,
                   authors[i], NULL, error))
        return FALSE;
    }
  collect_words (&words, record, brv_source_get_title (source), NULL, NULL,
                 brv_source_get_text (source));
  return write_words (database, *id, &words, FALSE, error);
}

static gboolean
end_transaction (BrvDatabase *database, gboolean done, GError **error)
{
  if (done && brv_database_run (database, "COMMIT", error))
    return TRUE;
  brv_database_run (database, "ROLLBACK", NULL);
  return FALSE;
}

/**
 * brv_library_add:
 * @self: a library
 * @sources: (array length=n_sources): what came in
 * @n_sources: how many
 * @ids: (out caller-allocates) (array length=n_sources) (optional): where each is now
 * @n_new: (out) (optional): how many were not there yet
 * @error: return location for an error
 *
 * Adds sources, all or none; one whose original is there already stays what it is.
 *
 * Returns: %FALSE with %BRV_STORAGE_ERROR_LOCKED, _NO_SPACE, _DAMAGED or _WRITE
 */
gboolean
brv_library_add (BrvLibrary *self,
                 const BrvSource *const *sources,
                 guint n_sources,
                 gint64 *ids,
                 guint *n_new,
                 GError **error)
{
  BrvLibraryConnection *connection = brv_library_lock_to_write (self, error);
  BrvDatabase *database;
  gboolean done;
  guint n_added = 0;

  if (connection == NULL)
    return FALSE;
  database = connection->database;
  done = brv_database_run (database, "BEGIN IMMEDIATE", error);
  if (done)
    {
      for (guint i = 0; done && i < n_sources; i++)
        {
          gint64 id = 0;

          done = brv_library_find_source (database, brv_source_get_bytes_sha256 (sources[i]), &id,
                                          error);
          if (done && id == 0)
            {
              done = add_source (database, sources[i], &id, error);
              n_added++;
            }
          if (ids != NULL)
            ids[i] = id;
        }
      done = end_transaction (database, done, error);
    }
  brv_library_unlock (connection);
  if (n_new != NULL)
    *n_new = n_added;
  return done;
}

/* A change of what is said of a source: the index forgets the old words and learns the new ones. */
typedef gboolean (*ChangeFunc) (BrvDatabase *database,
                                gint64 id,
                                gconstpointer data,
                                GError **error);

static gboolean
change_words (BrvLibrary *self, gint64 id, ChangeFunc change, gconstpointer data, GError **error)
{
  BrvLibraryConnection *connection = brv_library_lock_to_write (self, error);
  gboolean done;

  if (connection == NULL)
    return FALSE;
  done = brv_database_run (connection->database, "BEGIN IMMEDIATE", error);
  if (done)
    {
      g_auto (IndexedWords) before = { 0 };
      g_auto (IndexedWords) after = { 0 };

      done = read_words (connection->database, id, &before, error) &&
             write_words (connection->database, id, &before, TRUE, error) &&
             change (connection->database, id, data, error) &&
             read_words (connection->database, id, &after, error) &&
             write_words (connection->database, id, &after, FALSE, error);
      done = end_transaction (connection->database, done, error);
    }
  brv_library_unlock (connection);
  return done;
}

static gboolean
change_tags_cb (BrvDatabase *database, gint64 id, gconstpointer data, GError **error)
{
  const char *const *tags = data;

  if (!run_on (database, "DELETE FROM tag WHERE source = ?1", id, NULL, NULL, error))
    return FALSE;
  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_autofree char *tag = g_strstrip (g_strdup (tags[i]));

      if (*tag != '\0' &&
          !run_on (database, "INSERT OR IGNORE INTO tag (source, name) VALUES (?1, ?2)", id, tag,
                   NULL, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_library_set_tags:
 * @self: a library
 * @id: of a source
 * @tags: (array zero-terminated=1): all its tags from now on
 * @error: return location for an error
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them
 */
gboolean
brv_library_set_tags (BrvLibrary *self, gint64 id, const char *const *tags, GError **error)
{
  g_return_val_if_fail (tags != NULL, FALSE);

  return change_words (self, id, change_tags_cb, tags, error);
}

static gboolean
change_note_cb (BrvDatabase *database, gint64 id, gconstpointer data, GError **error)
{
  return run_on (database, "UPDATE source SET note = ?2 WHERE id = ?1", id, data, NULL, error);
}

/**
 * brv_library_set_note:
 * @self: a library
 * @id: of a source
 * @note: what its reader says of it; may be empty
 * @error: return location for an error
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them
 */
gboolean
brv_library_set_note (BrvLibrary *self, gint64 id, const char *note, GError **error)
{
  g_return_val_if_fail (note != NULL, FALSE);

  return change_words (self, id, change_note_cb, note, error);
}

/**
 * brv_library_set_grade:
 * @self: a library
 * @id: of a source
 * @grade: empty, or of the Admiralty system: the source's reliability A to F, the information's
 *   credibility 1 to 6, or both
 * @error: return location for an error
 *
 * Source: NATO STANAG 2511 (AJP-2.1), grading of reliability and credibility.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them
 */
gboolean
brv_library_set_grade (BrvLibrary *self, gint64 id, const char *grade, GError **error)
{
  BrvLibraryConnection *connection;
  const char *digit = grade;
  gboolean done;

  g_return_val_if_fail (grade != NULL, FALSE);
  if (*digit >= 'A' && *digit <= 'F')
    digit++;
  if (*digit >= '1' && *digit <= '6')
    digit++;
  g_return_val_if_fail (*digit == '\0', FALSE);

  connection = brv_library_lock_to_write (self, error);
  if (connection == NULL)
    return FALSE;
  done = run_on (connection->database, "UPDATE source SET grade = ?2 WHERE id = ?1", id, grade,
                 NULL, error);
  brv_library_unlock (connection);
  return done;
}

/**
 * brv_library_set_standing:
 * @self: a library
 * @id: of a source
 * @standing: what has become of it
 * @replaced_by: the source to be used instead, or 0
 * @reason: for its user; may be empty
 * @error: return location for an error
 *
 * Every brief that depends on a source which is not sound is told so when it is opened.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them
 */
gboolean
brv_library_set_standing (BrvLibrary *self,
                          gint64 id,
                          BrvLibraryStanding standing,
                          gint64 replaced_by,
                          const char *reason,
                          GError **error)
{
  BrvLibraryConnection *connection;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (reason != NULL, FALSE);

  connection = brv_library_lock_to_write (self, error);
  if (connection == NULL)
    return FALSE;
  statement = brv_database_prepare (
    connection->database,
    "UPDATE source SET standing = ?2, replaced_by = ?3, reason = ?4 WHERE id = ?1", error);
  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, id);
      sqlite3_bind_int (statement, 2, (int)standing);
      sqlite3_bind_int64 (statement, 3, standing == BRV_LIBRARY_REPLACED ? replaced_by : 0);
      bind_text (statement, 4, reason);
      done = brv_database_finish (connection->database, statement, error);
      g_clear_pointer (&statement, sqlite3_finalize);
    }
  brv_library_unlock (connection);
  return done;
}

/**
 * brv_library_remove:
 * @self: a library
 * @id: of a source
 * @error: return location for an error
 *
 * Forgets a source, its original, and those of its images that no other source has; briefs keep
 * their own copies.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them
 */
gboolean
brv_library_remove (BrvLibrary *self, gint64 id, GError **error)
{
  const char *const statements[] = {
    "DELETE FROM blob WHERE sha256 = (SELECT bytes_sha256 FROM source WHERE id = ?1)",
    "DELETE FROM blob WHERE sha256 IN (SELECT sha256 FROM image WHERE source = ?1) AND NOT EXISTS"
    " (SELECT 1 FROM image WHERE image.sha256 = blob.sha256 AND source <> ?1)",
    "DELETE FROM image WHERE source = ?1",
    "DELETE FROM author WHERE source = ?1",
    "DELETE FROM tag WHERE source = ?1",
    "DELETE FROM usage WHERE source = ?1",
    "DELETE FROM content WHERE id = ?1",
    "DELETE FROM source WHERE id = ?1",
  };
  BrvLibraryConnection *connection = brv_library_lock_to_write (self, error);
  gboolean done;

  if (connection == NULL)
    return FALSE;
  done = brv_database_run (connection->database, "BEGIN IMMEDIATE", error);
  if (done)
    {
      g_auto (IndexedWords) words = { 0 };

      done = read_words (connection->database, id, &words, error) &&
             write_words (connection->database, id, &words, TRUE, error);
      for (guint i = 0; done && i < G_N_ELEMENTS (statements); i++)
        done = run_on (connection->database, statements[i], id, NULL, NULL, error);
      done = end_transaction (connection->database, done, error);
    }
  brv_library_unlock (connection);
  return done;
}

static gboolean
fill_index (BrvDatabase *database, GCancellable *cancellable, GError **error)
{
  gint64 id = 0;

  for (;;)
    {
      g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
        database, "SELECT id FROM source WHERE id > ?1 ORDER BY id LIMIT 1", error);
      g_auto (IndexedWords) words = { 0 };
      gboolean has_row;

      if (statement == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      sqlite3_bind_int64 (statement, 1, id);
      if (!brv_database_step (database, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      id = sqlite3_column_int64 (statement, 0);
      if (!read_words (database, id, &words, error) ||
          !write_words (database, id, &words, FALSE, error))
        return FALSE;
    }
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
  BrvLibraryConnection *connection = brv_library_lock_to_write (self, error);
  gboolean done;

  if (connection == NULL)
    return FALSE;
  done = brv_database_run (connection->database, "BEGIN IMMEDIATE", error);
  if (done)
    {
      done = brv_library_schema_clear_index (connection->database, error) &&
             fill_index (connection->database, cancellable, error);
      done = end_transaction (connection->database, done, error);
    }
  brv_library_unlock (connection);
  return done;
}

static gboolean
write_usage (BrvDatabase *database,
             const char *brief,
             const char *const *bytes_sha256,
             const guint *n_quotes,
             guint n_sources,
             GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database,
                          "INSERT OR REPLACE INTO usage (source, brief, n_quotes)"
                          " SELECT id, ?2, ?3 FROM source WHERE bytes_sha256 = ?1",
                          error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n_sources; i++)
    {
      brv_library_bind_sha256 (statement, 1, bytes_sha256[i]);
      bind_text (statement, 2, brief);
      sqlite3_bind_int (statement, 3, (int)n_quotes[i]);
      if (!brv_database_finish (database, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_brief (
  BrvDatabase *database, const char *brief, const char *title, const char *path, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
    database, "INSERT OR REPLACE INTO brief (id, title, path, seen_us) VALUES (?1, ?2, ?3, ?4)",
    error);
  g_autoptr (sqlite3_stmt) forget =
    brv_database_prepare (database, "DELETE FROM usage WHERE brief = ?1", error);

  if (statement == NULL || forget == NULL)
    return FALSE;
  bind_text (statement, 1, brief);
  bind_text (statement, 2, title);
  bind_text (statement, 3, path);
  sqlite3_bind_int64 (statement, 4, g_get_real_time ());
  bind_text (forget, 1, brief);
  return brv_database_finish (database, statement, error) &&
         brv_database_finish (database, forget, error);
}

/**
 * brv_library_set_usage:
 * @self: a library
 * @brief_id: a brief
 * @title: its title
 * @path: where it was saved
 * @bytes_sha256: (array length=n_sources): hashes of the originals of its sources; those that are
 *   not in the library are passed over
 * @n_quotes: (array length=n_sources): how many quotes it has from each
 * @n_sources: how many
 * @error: return location for an error
 *
 * Remembers what a brief uses, in place of what was known of it.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them
 */
gboolean
brv_library_set_usage (BrvLibrary *self,
                       BrvId brief_id,
                       const char *title,
                       const char *path,
                       const char *const *bytes_sha256,
                       const guint *n_quotes,
                       guint n_sources,
                       GError **error)
{
  g_autofree char *brief = brv_id_to_string (brief_id);
  BrvLibraryConnection *connection = brv_library_lock_to_write (self, error);
  gboolean done;

  if (connection == NULL)
    return FALSE;
  done = brv_database_run (connection->database, "BEGIN IMMEDIATE", error);
  if (done)
    {
      done = write_brief (connection->database, brief, title, path, error) &&
             write_usage (connection->database, brief, bytes_sha256, n_quotes, n_sources, error);
      done = end_transaction (connection->database, done, error);
    }
  brv_library_unlock (connection);
  return done;
}
