/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing a brief file, and the same rows of a working copy. */

#include "config.h"

#include "storage/brv-brief-file.h"

#include "model/brv-codec.h"
#include "storage/brv-blobs.h"
#include "storage/brv-brief-digest.h"
#include "storage/brv-brief-schema.h"

#define PROGRAM APP_NAME " " PACKAGE_VERSION

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

static void
bind_id (sqlite3_stmt *statement, int index, BrvId id)
{
  sqlite3_bind_text (statement, index, brv_id_to_string (id), -1, g_free);
}

static void
bind_json (sqlite3_stmt *statement, int index, JsonNode *node)
{
  sqlite3_bind_text (statement, index, brv_codec_to_string (node), -1, g_free);
  json_node_unref (node);
}

static gboolean
write_record (BrvDatabase *database, const BrvBrief *brief, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
    database, "UPDATE brief SET id = ?, record = ?, program = ? WHERE position = 0", error);

  if (statement == NULL)
    return FALSE;
  bind_id (statement, 1, brv_brief_get_id (brief));
  bind_json (statement, 2,
             brv_codec_write_record (brv_brief_get_record (brief), BRV_CODEC_BRIEF_FIELDS));
  bind_text (statement, 3, PROGRAM);
  return brv_database_finish (database, statement, error);
}

static gboolean
write_blocks (BrvDatabase *database,
              sqlite3_stmt *statement,
              guint section_index,
              const BrvSection *section,
              GError **error)
{
  for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
    {
      sqlite3_bind_int64 (statement, 1, section_index);
      sqlite3_bind_int64 (statement, 2, i);
      bind_json (statement, 3, brv_codec_write_block (brv_section_get_block (section, i)));
      if (!brv_database_finish (database, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_sections (BrvDatabase *database, const BrvBrief *brief, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (sqlite3_stmt) block_statement = NULL;

  if (!brv_database_run (database, "DELETE FROM block; DELETE FROM section", error))
    return FALSE;
  statement = brv_database_prepare (database, "INSERT INTO section VALUES (?, ?, ?, ?, ?)", error);
  block_statement = brv_database_prepare (database, "INSERT INTO block VALUES (?, ?, ?)", error);
  if (statement == NULL || block_statement == NULL)
    return FALSE;

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      sqlite3_bind_int64 (statement, 1, i);
      bind_id (statement, 2, brv_section_get_id (section));
      bind_text (statement, 3, brv_section_get_key (section));
      bind_text (statement, 4, brv_section_get_heading (section));
      bind_text (statement, 5, brv_section_get_guidance (section));
      if (!brv_database_finish (database, statement, error) ||
          !write_blocks (database, block_statement, i, section, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_same_sources (const BrvBrief *a, const BrvBrief *b)
{
  if (brv_brief_get_n_sources (a) != brv_brief_get_n_sources (b))
    return FALSE;
  for (guint i = 0; i < brv_brief_get_n_sources (a); i++)
    {
      if (brv_brief_get_source (a, i) != brv_brief_get_source (b, i))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_sources (BrvDatabase *database, const BrvBrief *brief, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!brv_database_run (database, "DELETE FROM source", error))
    return FALSE;
  statement = brv_database_prepare (database, "INSERT INTO source VALUES (?, ?, ?)", error);
  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    {
      const BrvSource *source = brv_brief_get_source (brief, i);
      JsonNode *node = brv_codec_write_source (source);

      /* A column of its own: long, and readable without a JSON parser in thirty years. */
      json_object_remove_member (json_node_get_object (node), "text");
      sqlite3_bind_int64 (statement, 1, i);
      bind_json (statement, 2, node);
      bind_text (statement, 3, brv_source_get_text (source));
      if (!brv_database_finish (database, statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_brief_file_write_document:
 * @database: a database with the tables of a brief
 * @old_brief: (nullable): what the rows say now
 * @brief: what they are to say
 *
 * Replaces the rows of the document, inside the transaction that the caller began. Rows of sources
 * are left alone where they did not change.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_brief_file_write_document (BrvDatabase *database,
                               const BrvBrief *old_brief,
                               const BrvBrief *brief,
                               GError **error)
{
  return write_record (database, brief, error) && write_sections (database, brief, error) &&
         ((old_brief != NULL && has_same_sources (old_brief, brief)) ||
          write_sources (database, brief, error));
}

/**
 * brv_brief_file_write_history:
 * @database: a database with the tables of a brief
 * @history: what the rows are to say
 * @n_common: the number of steps at its beginning that are written already
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_brief_file_write_history (BrvDatabase *database,
                              const BrvHistory *history,
                              guint n_common,
                              GError **error)
{
  g_autoptr (sqlite3_stmt) removal =
    brv_database_prepare (database, "DELETE FROM history WHERE position >= ?", error);
  g_autoptr (sqlite3_stmt) insertion =
    brv_database_prepare (database, "INSERT INTO history VALUES (?, ?, ?, ?)", error);
  g_autoptr (sqlite3_stmt) pointer =
    brv_database_prepare (database, "UPDATE brief SET n_undone = ? WHERE position = 0", error);

  if (removal == NULL || insertion == NULL || pointer == NULL)
    return FALSE;
  sqlite3_bind_int64 (removal, 1, n_common);
  sqlite3_bind_int64 (pointer, 1, brv_history_get_n_undone (history));
  if (!brv_database_finish (database, removal, error) ||
      !brv_database_finish (database, pointer, error))
    return FALSE;

  for (guint i = n_common; i < brv_history_get_n_steps (history); i++)
    {
      g_autoptr (BrvJournalEntry) step =
        brv_journal_entry_with_body (brv_history_get_step (history, i));

      sqlite3_bind_int64 (insertion, 1, i);
      sqlite3_bind_int64 (insertion, 2, step->time_us);
      bind_text (insertion, 3, step->body);
      bind_text (insertion, 4, step->blob_names);
      if (!brv_database_finish (database, insertion, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_keys_cb (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/**
 * brv_brief_file_write_blobs:
 * @database: a database with the tables of a brief
 * @blobs: (element-type utf8 GBytes): bytes by their hash, none of which is there yet
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_brief_file_write_blobs (BrvDatabase *database, GHashTable *blobs, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database, "INSERT INTO blob (sha256, bytes) VALUES (?, ?)", error);
  guint n;
  g_autofree const char **names = (const char **)g_hash_table_get_keys_as_array (blobs, &n);

  if (statement == NULL)
    return FALSE;
  /* Sorted, so that the same brief gives the same file. */
  qsort (names, n, sizeof *names, compare_keys_cb);
  for (guint i = 0; i < n; i++)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (g_hash_table_lookup (blobs, names[i]), &size);

      bind_text (statement, 1, names[i]);
      sqlite3_bind_blob64 (statement, 2, data != NULL ? data : "", size, SQLITE_STATIC);
      if (!brv_database_finish (database, statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_brief_file_write_journal:
 * @database: a database with the tables of a brief
 * @position: the place of its row, which may be there already
 * @entry: what the row is to say; its blobs are the caller's business
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_brief_file_write_journal (BrvDatabase *database,
                              guint64 position,
                              const BrvJournalEntry *entry,
                              GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database, "INSERT OR REPLACE INTO journal VALUES (?, ?, ?, ?, ?)", error);
  g_autoptr (BrvJournalEntry) written = brv_journal_entry_with_body (entry);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (sqlite3_int64)position);
  sqlite3_bind_int64 (statement, 2, written->step);
  sqlite3_bind_int64 (statement, 3, written->time_us);
  bind_text (statement, 4, written->body);
  bind_text (statement, 5, written->blob_names);
  return brv_database_finish (database, statement, error);
}

/**
 * brv_brief_file_write_checkpoint:
 * @database: a database with the tables of a brief
 * @checkpoint: a state that was kept, to be added; its blobs are the caller's business
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR
 */
gboolean
brv_brief_file_write_checkpoint (BrvDatabase *database,
                                 const BrvCheckpoint *checkpoint,
                                 GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
    database, "INSERT INTO checkpoint (time_us, name, body, blobs) VALUES (?, ?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, checkpoint->time_us);
  bind_text (statement, 2, checkpoint->name);
  bind_text (statement, 3, checkpoint->body);
  bind_text (statement, 4, checkpoint->blob_names);
  return brv_database_finish (database, statement, error);
}

static gboolean
create_tables (BrvDatabase *database, GError **error)
{
  guint n_tables;
  const BrvSchemaTable *tables = brv_brief_schema_get_tables (&n_tables);
  g_autofree char *header = g_strdup_printf ("PRAGMA journal_mode = OFF;"
                                             "PRAGMA application_id = %d;"
                                             "PRAGMA user_version = %d;"
                                             "BEGIN;",
                                             BRV_BRIEF_APPLICATION_ID, BRV_BRIEF_VERSION);

  if (!brv_database_run (database, header, error))
    return FALSE;
  for (guint i = 0; i < n_tables; i++)
    {
      if (!brv_database_run (database, tables[i].sql, error))
        return FALSE;
    }
  return brv_database_run (database, "INSERT INTO brief VALUES (0, '', '', 0, '', '')", error);
}

/**
 * brv_brief_parts_collect_blobs:
 * @self: what a file is to be written from
 *
 * Returns: (transfer full) (element-type utf8 GBytes): the bytes that belong into it
 */
GHashTable *
brv_brief_parts_collect_blobs (const BrvBriefParts *self)
{
  GHashTable *blobs = brv_blobs_new ();
  gboolean is_complete = TRUE;

  brv_blobs_add_brief (blobs, self->brief);
  for (guint i = 0; self->history != NULL && i < brv_history_get_n_steps (self->history); i++)
    is_complete &= brv_journal_entry_add_blobs (brv_history_get_step (self->history, i), blobs);
  for (guint i = 0; self->journal != NULL && i < self->journal->len; i++)
    is_complete &= brv_journal_entry_add_blobs (g_ptr_array_index (self->journal, i), blobs);
  for (guint i = 0; self->checkpoints != NULL && i < self->checkpoints->len; i++)
    {
      const BrvCheckpoint *checkpoint = g_ptr_array_index (self->checkpoints, i);

      is_complete &= brv_blobs_add_named (blobs, checkpoint->blob_names, self->blobs);
    }
  if (!is_complete)
    g_debug ("some bytes of the history are missing");
  return blobs;
}

static gboolean
write_later_parts (BrvDatabase *database, const BrvBriefParts *parts, GError **error)
{
  for (guint i = 0; parts->journal != NULL && i < parts->journal->len; i++)
    {
      if (!brv_brief_file_write_journal (database, i, g_ptr_array_index (parts->journal, i), error))
        return FALSE;
    }
  for (guint i = 0; parts->checkpoints != NULL && i < parts->checkpoints->len; i++)
    {
      if (!brv_brief_file_write_checkpoint (database, g_ptr_array_index (parts->checkpoints, i),
                                            error))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_brief_file_write:
 * @parts: what is to be in it; a history that is left out leaves out what was ever removed
 * @path: the user's name for the file
 *
 * Makes a brief file in memory from nothing but values, so that no byte of an earlier state can be
 * in it. The same values give the same bytes. May be called on any thread.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with a BRV_STORAGE_ERROR
 */
GBytes *
brv_brief_file_write (const BrvBriefParts *parts, const char *path, GError **error)
{
  g_autoptr (BrvDatabase) database = brv_database_new_in_memory (path, error);
  g_autoptr (GHashTable) blobs = brv_brief_parts_collect_blobs (parts);
  g_autofree char *digest = NULL;

  if (database == NULL || !create_tables (database, error))
    return NULL;
  if (!brv_brief_file_write_document (database, NULL, parts->brief, error) ||
      (parts->history != NULL &&
       !brv_brief_file_write_history (database, parts->history, 0, error)) ||
      !write_later_parts (database, parts, error) ||
      !brv_brief_file_write_blobs (database, blobs, error))
    return NULL;
  digest = brv_brief_digest_compute (database, error);
  if (digest == NULL || !brv_brief_digest_write (database, digest, error) ||
      !brv_database_run (database, "COMMIT", error))
    return NULL;
  return brv_database_to_bytes (database, error);
}
