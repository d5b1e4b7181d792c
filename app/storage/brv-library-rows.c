/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Statements of the library that several of its files run, on a connection that is locked. */

#include "config.h"

#include <string.h>

#include "base/brv-pack.h"
#include "model/brv-codec.h"
#include "storage/brv-library-private.h"

/* No source of ours comes near; a stream that unpacks to more is a bomb. */
#define MAX_BODY_BYTES ((gsize)256 * 1024 * 1024)
#define SHA256_BYTES   32

gboolean
brv_library_bind_sha256 (sqlite3_stmt *statement, int index, const char *sha256)
{
  guint8 bytes[SHA256_BYTES];

  if (strlen (sha256) != 2 * sizeof bytes)
    return FALSE;
  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8)(g_ascii_xdigit_value (sha256[2 * i]) * 16 +
                        g_ascii_xdigit_value (sha256[2 * i + 1]));
  return sqlite3_bind_blob (statement, index, bytes, SHA256_BYTES, SQLITE_TRANSIENT) == SQLITE_OK;
}

void
brv_library_bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text != NULL ? text : "", -1, SQLITE_TRANSIENT);
}

char *
brv_library_dup_column (sqlite3_stmt *statement, int column)
{
  const char *text = brv_statement_get_text (statement, column);

  return g_strdup (text != NULL ? text : "");
}

gboolean
brv_library_run_on (
  BrvDatabase *database, const char *sql, gint64 id, const char *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (value != NULL)
    brv_library_bind_text (statement, 2, value);
  return brv_database_finish (database, statement, error);
}

gboolean
brv_library_change_row (
  BrvDatabase *database, const char *sql, gint64 id, const char *value, GError **error)
{
  return brv_library_run_on (database, sql, id, value, error) &&
         (brv_database_get_n_changes (database) > 0 ||
          brv_storage_error_set_library (error, SQLITE_NOTFOUND, sqlite3_errstr (SQLITE_NOTFOUND)));
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

const char *
brv_library_body_get_text (JsonNode *body)
{
  JsonNode *text;

  if (!JSON_NODE_HOLDS_OBJECT (body))
    return NULL;
  text = json_object_get_member (json_node_get_object (body), "text");
  if (text == NULL)
    return "";
  return JSON_NODE_HOLDS_VALUE (text) ? json_node_get_string (text) : NULL;
}

gboolean
brv_library_find_source (BrvDatabase *database, const char *sha256, gint64 *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database, "SELECT id FROM source WHERE bytes_sha256 = ?1", error);
  gboolean has_row;

  *id = 0;
  if (statement == NULL)
    return FALSE;
  brv_library_bind_sha256 (statement, 1, sha256);
  if (!brv_database_step (database, statement, &has_row, error))
    return FALSE;
  if (has_row)
    *id = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

BrvLibraryConnection *
brv_library_begin (BrvLibrary *self, GError **error)
{
  BrvLibraryConnection *connection = brv_library_lock_to_write (self, error);

  if (connection == NULL)
    return NULL;
  /* What ended the last transaction may have been too little memory, even to take it back. */
  if ((brv_database_is_in_transaction (connection->database) &&
       !brv_database_run (connection->database, "ROLLBACK", error)) ||
      !brv_database_run (connection->database, "BEGIN IMMEDIATE", error))
    {
      brv_library_unlock (connection);
      return NULL;
    }
  return connection;
}

gboolean
brv_library_end (BrvLibraryConnection *connection, gboolean done, GError **error)
{
  done = done && brv_database_run (connection->database, "COMMIT", error);
  if (!done)
    brv_database_run (connection->database, "ROLLBACK", NULL);
  brv_library_unlock (connection);
  return done;
}
