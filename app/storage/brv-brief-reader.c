/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a brief file, or a working copy, which may both be hostile or damaged. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/brv-codec.h"
#include "storage/brv-blobs.h"
#include "storage/brv-brief-digest.h"
#include "storage/brv-brief-file.h"
#include "storage/brv-brief-schema.h"

/* Offsets into the header of a database: SQLite documentation, “Database File Format”, 1.3. */
#define HEADER_SIZE           100
#define HEADER_PAGE_SIZE      16
#define HEADER_WRITE_FORMAT   18
#define HEADER_READ_FORMAT    19
#define HEADER_USER_VERSION   60
#define HEADER_APPLICATION_ID 68
#define FORMAT_ROLLBACK       1 /* not the write-ahead log of a database in use */

static guint32
get_big_endian (const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

/**
 * brv_brief_file_check_header:
 * @header: (array length=size): the beginning of a file
 * @size: its length, in bytes
 * @path: the user's name for the file
 *
 * Tells a brief from other files by their first 100 bytes, before the rest is looked at.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_EMPTY, _DAMAGED or _NEWER
 */
gboolean
brv_brief_file_check_header (const guint8 *header, gsize size, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (size == 0)
    {
      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_EMPTY,
                   _ ("“%s” is empty. Open a backup of it or begin a new brief."), name);
      return FALSE;
    }
  if (size < HEADER_SIZE || memcmp (header, "SQLite format 3", 16) != 0 ||
      get_big_endian (header + HEADER_APPLICATION_ID) != BRV_BRIEF_APPLICATION_ID)
    return brv_storage_error_set_not_a_brief (error, path);
  if (get_big_endian (header + HEADER_USER_VERSION) > BRV_BRIEF_VERSION)
    {
      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NEWER,
                   _ ("“%s” was written by a newer version of %s. Update the program to open it."),
                   name, APP_NAME);
      return FALSE;
    }
  if (get_big_endian (header + HEADER_USER_VERSION) == 0 ||
      header[HEADER_WRITE_FORMAT] != FORMAT_ROLLBACK ||
      header[HEADER_READ_FORMAT] != FORMAT_ROLLBACK)
    return brv_storage_error_set_damaged (error, path);
  return TRUE;
}

/* A file of whole pages: one that was cut off is told without reading it. */
static gboolean
has_whole_pages (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint page_size = (guint)data[HEADER_PAGE_SIZE] << 8 | data[HEADER_PAGE_SIZE + 1];

  return page_size >= 512 && size % page_size == 0;
}

static gboolean
read_version (BrvDatabase *database, gint64 *version, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database, "PRAGMA user_version", error);
  gboolean has_row;

  if (statement == NULL || !brv_database_step (database, statement, &has_row, error))
    return FALSE;
  *version = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

/* Whether a row of the schema is of the table as it was made in that version. */
static gboolean
is_table (sqlite3_stmt *row, guint index, const BrvSchemaTable *table, BrvBriefSchema *schema)
{
  const char *sql = brv_statement_get_text (row, 3);

  if (g_strcmp0 (brv_statement_get_text (row, 0), "table") != 0 ||
      g_strcmp0 (brv_statement_get_text (row, 1), table->name) != 0 ||
      g_strcmp0 (brv_statement_get_text (row, 2), table->name) != 0)
    return FALSE;
  if (index == 0 && schema->version == 1 &&
      g_strcmp0 (sql, brv_brief_schema_get_first_brief_table ()) == 0)
    {
      schema->has_digest = FALSE;
      return TRUE;
    }
  return g_strcmp0 (sql, table->sql) == 0;
}

/**
 * brv_brief_file_check_schema:
 * @database: a connection to a brief file or a working copy
 * @schema: (out): what its schema is
 *
 * Compares the schema letter for letter: whatever else there is was not made by this program.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_DAMAGED
 */
gboolean
brv_brief_file_check_schema (BrvDatabase *database, BrvBriefSchema *schema, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (
    database, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid", error);
  guint n_tables;
  const BrvSchemaTable *tables = brv_brief_schema_get_tables (&n_tables);
  guint n = 0;
  gboolean has_row;

  *schema = (BrvBriefSchema){ .has_digest = TRUE };
  if (statement == NULL || !read_version (database, &schema->version, error))
    return FALSE;
  for (;;)
    {
      if (!brv_database_step (database, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      if (n == n_tables || !is_table (statement, n, &tables[n], schema))
        return brv_storage_error_set_damaged (error, brv_database_get_path (database));
      n++;
    }
  return n == n_tables || brv_storage_error_set_damaged (error, brv_database_get_path (database));
}

static gboolean
check_integrity (BrvDatabase *database, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    brv_database_prepare (database, "PRAGMA quick_check (1)", error);
  gboolean has_row;

  if (statement == NULL || !brv_database_step (database, statement, &has_row, error))
    return FALSE;
  return (has_row && g_strcmp0 (brv_statement_get_text (statement, 0), "ok") == 0) ||
         brv_storage_error_set_damaged (error, brv_database_get_path (database));
}

/* A row of one table; FALSE with an error, or without one where the row makes no sense. */
typedef gboolean (*ReadRowFunc) (sqlite3_stmt *row, gpointer data, GError **error);

static gboolean
read_rows (
  BrvDatabase *database, const char *sql, ReadRowFunc read_row, gpointer data, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (database, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      g_autoptr (GError) cause = NULL;

      if (!brv_database_step (database, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!read_row (statement, data, &cause))
        {
          g_debug ("%s: %s: %s", brv_database_get_path (database), sql,
                   cause != NULL ? cause->message : "senseless row");
          return brv_storage_error_set_damaged (error, brv_database_get_path (database));
        }
    }
}

static JsonNode *
parse_column (sqlite3_stmt *row, int column, GError **error)
{
  const char *text = brv_statement_get_text (row, column);

  return text != NULL ? brv_codec_parse (text, -1, error) : NULL;
}

static gboolean
read_blob_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  BrvBriefContents *contents = data;
  const char *sha256 = brv_statement_get_text (row, 0);
  g_autoptr (GBytes) bytes = NULL;

  if (sha256 == NULL || sqlite3_column_type (row, 1) != SQLITE_BLOB)
    return FALSE;
  bytes = g_bytes_new (sqlite3_column_blob (row, 1), (gsize)sqlite3_column_bytes (row, 1));
  brv_blobs_add (contents->blobs, sha256, bytes);
  return TRUE;
}

/* What is gathered on the way to a brief. */
typedef struct
{
  BrvBriefContents *contents;
  BrvId id;
  BrvRecord *record;
  GPtrArray *sections; /* (element-type BrvSection) */
  GPtrArray *sources;  /* (element-type BrvSource) */
  GPtrArray *blocks;   /* (element-type BrvBlock): of the section at hand */
  GArray *ends;        /* (element-type guint): of each section, where its blocks end in all */
  guint n_undone;
} Gathering;

static void
gathering_clear (Gathering *self)
{
  g_clear_pointer (&self->record, brv_record_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->ends, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gathering, gathering_clear)

static gboolean
read_brief_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Gathering *gathering = data;
  g_autoptr (JsonNode) node = parse_column (row, 1, error);
  sqlite3_int64 n_undone = sqlite3_column_int64 (row, 2);

  if (node == NULL || gathering->record != NULL || n_undone < 0 || n_undone > G_MAXINT ||
      !brv_id_parse (brv_statement_get_text (row, 0), &gathering->id))
    return FALSE;
  gathering->record = brv_codec_read_record (node, BRV_CODEC_BRIEF_FIELDS, error);
  gathering->n_undone = (guint)n_undone;
  return gathering->record != NULL;
}

/* Blocks come before their sections: all of them in order, and where each section's end. */
static gboolean
read_block_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Gathering *gathering = data;
  sqlite3_int64 section = sqlite3_column_int64 (row, 0);
  guint begin = 0;
  g_autoptr (JsonNode) node = NULL;
  BrvBlock *block;

  if (section < 0 || section > G_MAXUINT16)
    return FALSE;
  while (gathering->ends->len <= section)
    g_array_append_val (gathering->ends, gathering->blocks->len);
  if (section > 0)
    begin = g_array_index (gathering->ends, guint, section - 1);
  if (sqlite3_column_int64 (row, 1) != gathering->blocks->len - begin)
    return FALSE;

  node = parse_column (row, 2, error);
  block = node != NULL
            ? brv_codec_read_block (node, brv_blobs_find_cb, gathering->contents->blobs, error)
            : NULL;
  if (block == NULL)
    return FALSE;
  g_ptr_array_add (gathering->blocks, block);
  g_array_index (gathering->ends, guint, section) = gathering->blocks->len;
  return TRUE;
}

static gboolean
is_text_or_null (sqlite3_stmt *row, int column)
{
  return sqlite3_column_type (row, column) == SQLITE_NULL ||
         brv_statement_get_text (row, column) != NULL;
}

static gboolean
read_section_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Gathering *gathering = data;
  guint index = gathering->sections->len;
  guint begin = 0;
  guint end;
  BrvId id;

  if (sqlite3_column_int64 (row, 0) != index ||
      !brv_id_parse (brv_statement_get_text (row, 1), &id) || !is_text_or_null (row, 2) ||
      brv_statement_get_text (row, 3) == NULL || !is_text_or_null (row, 4))
    return FALSE;
  if (index > 0)
    begin = g_array_index (gathering->ends, guint, MIN (index, gathering->ends->len) - 1);
  end = index < gathering->ends->len ? g_array_index (gathering->ends, guint, index) : begin;
  g_ptr_array_add (gathering->sections,
                   brv_section_new (id, brv_statement_get_text (row, 2),
                                    brv_statement_get_text (row, 3),
                                    brv_statement_get_text (row, 4),
                                    (BrvBlock **)gathering->blocks->pdata + begin, end - begin));
  return TRUE;
}

static gboolean
read_source_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Gathering *gathering = data;
  g_autoptr (JsonNode) body = parse_column (row, 1, error);
  const char *text = brv_statement_get_text (row, 2);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GList) members = NULL;
  BrvSource *source;

  if (body == NULL || text == NULL || !JSON_NODE_HOLDS_OBJECT (body) ||
      sqlite3_column_int64 (row, 0) != gathering->sources->len)
    return FALSE;
  /* What was parsed cannot be changed; its members are taken over beside the text. */
  object = json_object_new ();
  members = json_object_get_members (json_node_get_object (body));
  for (GList *link = members; link != NULL; link = link->next)
    json_object_set_member (
      object, link->data,
      json_node_ref (json_object_get_member (json_node_get_object (body), link->data)));
  json_object_set_string_member (object, "text", text);
  node = json_node_init_object (json_node_alloc (), object);
  source = brv_codec_read_source (node, brv_blobs_find_cb, gathering->contents->blobs, error);
  if (source == NULL)
    return FALSE;
  g_ptr_array_add (gathering->sources, source);
  return TRUE;
}

static gboolean
read_history_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  BrvBriefContents *contents = data;
  const char *body = brv_statement_get_text (row, 2);
  const char *blob_names = brv_statement_get_text (row, 3);
  g_autoptr (BrvJournalEntry) step = NULL;

  if (body == NULL || blob_names == NULL ||
      sqlite3_column_int64 (row, 0) != brv_history_get_n_steps (contents->saved_history))
    return FALSE;
  step = brv_journal_entry_new_stored (BRV_JOURNAL_DO, sqlite3_column_int64 (row, 1), body,
                                       blob_names, contents->blobs);
  brv_history_add (contents->saved_history, step);
  return TRUE;
}

static gboolean
read_journal_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  BrvBriefContents *contents = data;
  sqlite3_int64 step = sqlite3_column_int64 (row, 0);
  const char *body = brv_statement_get_text (row, 2);
  const char *blob_names = brv_statement_get_text (row, 3);

  if (body == NULL || blob_names == NULL || step < BRV_JOURNAL_DO || step > BRV_JOURNAL_EXTEND)
    return FALSE;
  contents->last_row = sqlite3_column_int64 (row, 4);
  g_ptr_array_add (contents->journal, brv_journal_entry_new_stored (
                                        (BrvJournalStep)step, sqlite3_column_int64 (row, 1), body,
                                        blob_names, contents->blobs));
  return TRUE;
}

static gboolean
read_checkpoint_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  BrvBriefContents *contents = data;

  for (int column = 1; column < 4; column++)
    {
      if (brv_statement_get_text (row, column) == NULL)
        return FALSE;
    }
  g_ptr_array_add (
    contents->checkpoints,
    brv_checkpoint_new_stored (sqlite3_column_int64 (row, 0), brv_statement_get_text (row, 1),
                               brv_statement_get_text (row, 2), brv_statement_get_text (row, 3)));
  return TRUE;
}

/* The document after the journal; what has become unreadable in it ends the replay. */
static gboolean
replay (BrvBriefContents *contents, const char *path, GError **error)
{
  contents->brief = brv_brief_ref (contents->saved);
  contents->history = brv_history_copy (contents->saved_history);
  for (guint i = 0; i < contents->journal->len; i++)
    {
      const BrvJournalEntry *entry = g_ptr_array_index (contents->journal, i);
      g_autoptr (GError) cause = NULL;
      g_autoptr (BrvChange) change = brv_journal_entry_dup_change (entry, &cause);
      BrvBrief *next = change != NULL ? brv_change_apply (change, contents->brief) : NULL;

      if (next == NULL)
        {
          g_debug ("%s: journal: %s", path, cause != NULL ? cause->message : "does not apply");
          return brv_storage_error_set_damaged (error, path);
        }
      brv_brief_unref (contents->brief);
      contents->brief = next;
      /* With its value at hand from now on: whoever goes on from here may have to take it back. */
      contents->journal->pdata[i] = brv_journal_entry_new (entry->step, entry->time_us, change);
      brv_journal_entry_unref ((BrvJournalEntry *)entry);
      brv_history_record (contents->history, contents->journal->pdata[i]);
    }
  return TRUE;
}

static gboolean
read_document (BrvDatabase *database, BrvBriefContents *contents, GError **error)
{
  g_auto (Gathering) gathering = {
    .contents = contents,
    .sections = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref),
    .sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref),
    .blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref),
    .ends = g_array_new (FALSE, FALSE, sizeof (guint)),
  };

  if (!read_rows (database, "SELECT sha256, bytes FROM blob ORDER BY position", read_blob_cb,
                  contents, error) ||
      !read_rows (database, "SELECT id, record, n_undone FROM brief", read_brief_cb, &gathering,
                  error) ||
      !read_rows (database,
                  "SELECT section, position, body FROM block"
                  " ORDER BY section, position",
                  read_block_cb, &gathering, error) ||
      !read_rows (database,
                  "SELECT position, id, key, heading, guidance FROM section"
                  " ORDER BY position",
                  read_section_cb, &gathering, error) ||
      !read_rows (database, "SELECT position, body, text FROM source ORDER BY position",
                  read_source_cb, &gathering, error) ||
      !read_rows (database,
                  "SELECT position, time_us, change, blobs FROM history"
                  " ORDER BY position",
                  read_history_cb, contents, error))
    return FALSE;
  if (gathering.record == NULL || gathering.ends->len > gathering.sections->len ||
      gathering.n_undone > brv_history_get_n_steps (contents->saved_history))
    return brv_storage_error_set_damaged (error, brv_database_get_path (database));
  brv_history_set_n_undone (contents->saved_history, gathering.n_undone);
  contents->saved = brv_brief_new (
    gathering.id, gathering.record, (BrvSection **)gathering.sections->pdata,
    gathering.sections->len, (BrvSource **)gathering.sources->pdata, gathering.sources->len);
  return TRUE;
}

static BrvBriefContents *
contents_alloc (void)
{
  BrvBriefContents *self = g_new0 (BrvBriefContents, 1);

  self->last_row = -1;
  self->saved_history = brv_history_new ();
  self->journal = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_journal_entry_unref);
  self->checkpoints = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_checkpoint_unref);
  self->blobs = brv_blobs_new ();
  return self;
}

/**
 * brv_brief_file_read_database:
 * @database: a connection to a brief file or a working copy
 *
 * Checks the database (schema, structure, digest, then each value) and reads all of it.
 *
 * Returns: (transfer full) (nullable): what it holds, or %NULL with BRV_STORAGE_ERROR_DAMAGED or
 *   G_IO_ERROR_CANCELLED
 */
BrvBriefContents *
brv_brief_file_read_database (BrvDatabase *database, GError **error)
{
  g_autoptr (BrvBriefContents) contents = contents_alloc ();
  BrvBriefSchema schema;

  if (!brv_brief_file_check_schema (database, &schema, error) ||
      !check_integrity (database, error) ||
      (schema.has_digest && !brv_brief_digest_check (database, error)) ||
      !read_document (database, contents, error) ||
      !read_rows (database,
                  "SELECT step, time_us, change, blobs, position FROM journal"
                  " ORDER BY position",
                  read_journal_cb, contents, error) ||
      !read_rows (database,
                  "SELECT time_us, name, body, blobs FROM checkpoint"
                  " ORDER BY position",
                  read_checkpoint_cb, contents, error) ||
      !replay (contents, brv_database_get_path (database), error))
    return NULL;
  contents->is_old = schema.version != BRV_BRIEF_VERSION;
  return g_steal_pointer (&contents);
}

/**
 * brv_brief_file_read:
 * @bytes: a whole file
 * @path: the user's name for it
 * @cancellable: (nullable): stops it
 *
 * Reads a brief file, taking it for hostile. May be called on any thread.
 *
 * Returns: (transfer full) (nullable): what it holds, or %NULL with BRV_STORAGE_ERROR_EMPTY,
 *   _DAMAGED or _NEWER, or G_IO_ERROR_CANCELLED
 */
BrvBriefContents *
brv_brief_file_read (GBytes *bytes, const char *path, GCancellable *cancellable, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (BrvDatabase) database = NULL;

  if (!brv_brief_file_check_header (data, size, path, error))
    return NULL;
  if (!has_whole_pages (bytes))
    {
      brv_storage_error_set_damaged (error, path);
      return NULL;
    }
  database = brv_database_open_bytes (bytes, path, cancellable, error);
  return database != NULL ? brv_brief_file_read_database (database, error) : NULL;
}

/**
 * brv_brief_contents_new:
 * @brief: a brief
 *
 * Returns: (transfer full): the contents of a file with @brief alone
 */
BrvBriefContents *
brv_brief_contents_new (const BrvBrief *brief)
{
  BrvBriefContents *self = contents_alloc ();

  self->saved = brv_brief_ref (brief);
  self->brief = brv_brief_ref (brief);
  self->history = brv_history_new ();
  return self;
}

/**
 * brv_brief_contents_free:
 * @self: (transfer full): contents
 */
void
brv_brief_contents_free (BrvBriefContents *self)
{
  g_clear_pointer (&self->saved, brv_brief_unref);
  g_clear_pointer (&self->saved_history, brv_history_free);
  g_clear_pointer (&self->journal, g_ptr_array_unref);
  g_clear_pointer (&self->brief, brv_brief_unref);
  g_clear_pointer (&self->history, brv_history_free);
  g_clear_pointer (&self->checkpoints, g_ptr_array_unref);
  g_clear_pointer (&self->blobs, g_hash_table_unref);
  g_free (self);
}
