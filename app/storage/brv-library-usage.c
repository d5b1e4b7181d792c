/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which briefs have a source of the library. */

#include "config.h"

#include "storage/brv-library-private.h"

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
      brv_library_bind_text (statement, 2, brief);
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
  g_autoptr (sqlite3_stmt) forget = NULL;

  if (statement == NULL)
    return FALSE;
  forget = brv_database_prepare (database, "DELETE FROM usage WHERE brief = ?1", error);
  if (forget == NULL)
    return FALSE;
  brv_library_bind_text (statement, 1, brief);
  brv_library_bind_text (statement, 2, title);
  brv_library_bind_text (statement, 3, path);
  sqlite3_bind_int64 (statement, 4, g_get_real_time ());
  brv_library_bind_text (forget, 1, brief);
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
  BrvLibraryConnection *connection = brv_library_begin (self, error);

  if (connection == NULL)
    return FALSE;
  return brv_library_end (
    connection,
    write_brief (connection->database, brief, title, path, error) &&
      write_usage (connection->database, brief, bytes_sha256, n_quotes, n_sources, error),
    error);
}

/**
 * brv_library_list_usage:
 * @self: a library
 * @id: of a source
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type BrvLibraryUsage): the briefs that have the
 *   source, those first that were seen last, or %NULL with a BRV_STORAGE_ERROR
 */
GPtrArray *
brv_library_list_usage (BrvLibrary *self, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_library_usage_free);
  BrvLibraryConnection *connection = brv_library_lock_to_read (self);
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (connection->database,
                          "SELECT brief.id, title, path, n_quotes, seen_us FROM usage JOIN brief ON"
                          " brief.id = usage.brief WHERE source = ?1 ORDER BY seen_us DESC",
                          error);
  gboolean has_row = FALSE;
  gboolean done = FALSE;

  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, id);
      while ((done = brv_database_step (connection->database, statement, &has_row, error)) &&
             has_row)
        {
          BrvLibraryUsage *usage = g_new0 (BrvLibraryUsage, 1);
          g_autofree char *brief_id = brv_library_dup_column (statement, 0);

          brv_id_parse (brief_id, &usage->brief_id);
          usage->title = brv_library_dup_column (statement, 1);
          usage->path = brv_library_dup_column (statement, 2);
          usage->n_quotes = (guint)sqlite3_column_int64 (statement, 3);
          usage->seen_us = sqlite3_column_int64 (statement, 4);
          g_ptr_array_add (list, usage);
        }
      g_clear_pointer (&statement, sqlite3_finalize);
    }
  brv_library_unlock (connection);
  return done ? g_steal_pointer (&list) : NULL;
}

/**
 * brv_library_usage_free:
 * @self: (transfer full): a brief that has a source
 */
void
brv_library_usage_free (BrvLibraryUsage *self)
{
  g_free (self->title);
  g_free (self->path);
  g_free (self);
}
