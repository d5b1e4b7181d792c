/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A digest of the rows of a brief file, for SQLite's own check sees a broken structure but not a
 * letter that has become another one. It leaves out the journal and the bytes, which a working copy
 * adds to with every change; bytes have their own SHA-256. It is against accidents: who forges a
 * file can forge it.
 *
 * It is empty in a working copy whose other rows were written since.
 */

#include "config.h"

#include "storage/brv-brief-digest.h"

#include <string.h>

#define BASIS      G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define MULTIPLIER G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) /* odd: 2^64 by the golden ratio */

/*
 * One step over eight bytes. For a given word it maps digests one to one, and for a given digest
 * words, so one word that changed always shows at the end.
 */
static guint64
add_word (guint64 digest, guint64 word)
{
  digest = (digest ^ word) * MULTIPLIER;
  return digest << 29 | digest >> 35;
}

static guint64
add_bytes (guint64 digest, const guint8 *bytes, gsize size)
{
  guint64 word;

  for (; size >= sizeof word; bytes += sizeof word, size -= sizeof word)
    {
      memcpy (&word, bytes, sizeof word);
      digest = add_word (digest, GUINT64_FROM_LE (word));
    }
  word = 0;
  for (gsize i = 0; i < size; i++)
    word |= (guint64)bytes[i] << (8 * i);
  return add_word (digest, word);
}

/* With its type and length, so that no letter can move from one value into the next. */
static guint64
add_column (guint64 digest, sqlite3_stmt *row, int column)
{
  int type = sqlite3_column_type (row, column);
  const guint8 *bytes;
  int size;

  digest = add_word (digest, (guint64)type);
  if (type == SQLITE_NULL)
    return digest;
  if (type == SQLITE_INTEGER)
    return add_word (digest, (guint64)sqlite3_column_int64 (row, column));
  bytes = sqlite3_column_blob (row, column);
  size = sqlite3_column_bytes (row, column);
  digest = add_word (digest, (guint64)size);
  return size > 0 ? add_bytes (digest, bytes, (gsize)size) : digest;
}

static gboolean
add_rows (BrvDatabase *database, const char *sql, guint64 *digest, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (database, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      if (!brv_database_step (database, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        *digest = add_column (*digest, statement, i);
    }
  return TRUE;
}

/**
 * brv_brief_digest_compute:
 * @database: a database with the tables of a brief
 *
 * Returns: (transfer full) (nullable): the digest of its rows, or %NULL with a BRV_STORAGE_ERROR
 */
char *
brv_brief_digest_compute (BrvDatabase *database, GError **error)
{
  const char *const queries[] = {
    "SELECT position, id, record, n_undone, program FROM brief ORDER BY position",
    "SELECT position, id, key, heading, guidance FROM section ORDER BY position",
    "SELECT section, position, body FROM block ORDER BY section, position",
    "SELECT position, body, text FROM source ORDER BY position",
    "SELECT position, time_us, change, blobs FROM history ORDER BY position",
    "SELECT position, time_us, name, body, blobs FROM checkpoint ORDER BY position",
  };
  guint64 digest = BASIS;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      digest = add_word (digest, i);
      if (!add_rows (database, queries[i], &digest, error))
        return NULL;
    }
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", digest);
}

/**
 * brv_brief_digest_write:
 * @database: a database with the tables of a brief
 * @digest: what brv_brief_digest_compute() gave, or an empty string
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_brief_digest_write (BrvDatabase *database, const char *digest, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database, "UPDATE brief SET digest = ? WHERE position = 0", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, digest, -1, SQLITE_STATIC);
  return brv_database_finish (database, statement, error);
}

/**
 * brv_brief_digest_check:
 * @database: a database with the tables of a brief
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_DAMAGED if its rows are not what was written
 */
gboolean
brv_brief_digest_check (BrvDatabase *database, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database, "SELECT digest FROM brief WHERE position = 0", error);
  g_autofree char *digest = NULL;
  const char *written;
  gboolean has_row;

  if (statement == NULL || !brv_database_step (database, statement, &has_row, error))
    return FALSE;
  written = has_row ? brv_statement_get_text (statement, 0) : NULL;
  if (written == NULL)
    return brv_storage_error_set_damaged (error, brv_database_get_path (database));
  if (*written == '\0')
    return TRUE;
  digest = brv_brief_digest_compute (database, error);
  if (digest == NULL)
    return FALSE;
  return g_str_equal (digest, written) ||
         brv_storage_error_set_damaged (error, brv_database_get_path (database));
}
