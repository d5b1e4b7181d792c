/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A digest of all rows of a brief file but those of the journal, for SQLite's own check sees a
 * broken structure but not a letter that has become another one. Of bytes that are found by their
 * SHA-256 the digest takes only that. It is against accidents: who forges a file can forge it.
 *
 * A working copy that was written to has an empty digest.
 */

#include "config.h"

#include "storage/brv-brief-digest.h"

/* Source: G. Fowler, L. C. Noll, K.-P. Vo, FNV-1a for 64 bits, draft-eastlake-fnv. */
#define FNV_BASIS G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define FNV_PRIME G_GUINT64_CONSTANT (0x100000001b3)

static guint64
add_bytes (guint64 digest, gconstpointer bytes, gsize size)
{
  const guint8 *data = bytes;

  for (gsize i = 0; i < size; i++)
    digest = (digest ^ data[i]) * FNV_PRIME;
  return digest;
}

/* With its type and length, so that no letter can move from one value into the next. */
static guint64
add_column (guint64 digest, sqlite3_stmt *row, int column)
{
  int type = sqlite3_column_type (row, column);
  sqlite3_int64 number;
  gconstpointer bytes;

  digest = add_bytes (digest, &type, sizeof type);
  if (type == SQLITE_NULL)
    return digest;
  if (type == SQLITE_INTEGER)
    {
      number = GINT64_TO_LE (sqlite3_column_int64 (row, column));
      return add_bytes (digest, &number, sizeof number);
    }
  bytes = sqlite3_column_blob (row, column);
  number = GINT64_TO_LE (sqlite3_column_bytes (row, column));
  digest = add_bytes (digest, &number, sizeof number);
  return add_bytes (digest, bytes, (gsize)sqlite3_column_bytes (row, column));
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
  *digest = add_bytes (*digest, sql, 8);
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
    "SELECT position, sha256 FROM blob ORDER BY position",
  };
  guint64 digest = FNV_BASIS;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
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
