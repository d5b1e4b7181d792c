/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What can still be read of a damaged brief file, row by row. Each row is looked up by its key, so
 * that a page that is gone takes only its own rows with it.
 */

#include "config.h"

#include "base/brv-sha256.h"
#include "storage/brv-salvage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/brv-codec.h"
#include "storage/brv-blobs.h"
#include "storage/brv-brief-file.h"

/* Keys count from 0 without gaps: where these many are absent, there are no more. */
#define MAX_ABSENT 64
/* More rows than that are never on one page, so that what follows lies behind a damaged fork. */
#define MAX_DAMAGED 1024
/* A hostile file can make each look at it slow; after this the rest of it counts as lost. */
#define MAX_TIME_US ((gint64)20 * G_USEC_PER_SEC)
/* Offsets into the header: SQLite documentation, “Database File Format”, 1.3. */
#define HEADER_PAGE_COUNT 28
/* The size of a page in all files that this program makes. */
#define PAGE_SIZE ((gsize)4096)
/* What a header may make a shorter file grow to. */
#define MAX_PADDED ((gsize)1 << 30)

typedef struct
{
  BrvDatabase *database;
  gint64 end_us;      /* monotonic: when to stop looking */
  GPtrArray *missing; /* (element-type utf8): for the user */
  GHashTable *blobs;
  BrvId id;
  BrvRecord *record;
  GPtrArray *blocks;  /* (element-type BrvBlock): of the section at hand */
  GPtrArray *sources; /* (element-type BrvSource) */
  GPtrArray *sections;
  /* Of the section row at hand, or NULL where it cannot be read: */
  char *section_key;
  char *section_heading;
  char *section_guidance;
  BrvId section_id;
} Salvage;

static void
salvage_clear (Salvage *self)
{
  g_clear_pointer (&self->database, brv_database_free);
  g_clear_pointer (&self->blobs, g_hash_table_unref);
  g_clear_pointer (&self->record, brv_record_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->section_key, g_free);
  g_clear_pointer (&self->section_heading, g_free);
  g_clear_pointer (&self->section_guidance, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Salvage, salvage_clear)

static void add_missing (Salvage *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_missing (Salvage *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->missing, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* The text of a column; a byte that no letter can have becomes a question mark of one byte. */
static char *
dup_text (sqlite3_stmt *row, int column, gboolean *is_hurt)
{
  const char *stored;
  char *text;
  const char *bad;
  gsize size;

  if (sqlite3_column_type (row, column) != SQLITE_TEXT)
    return NULL;
  stored = (const char *)sqlite3_column_text (row, column);
  size = (gsize)sqlite3_column_bytes (row, column);
  if (stored == NULL)
    return NULL;
  text = g_malloc (size + 1);
  memcpy (text, stored, size);
  text[size] = '\0';
  for (gsize done = 0; !g_utf8_validate_len (text + done, size - done, &bad);)
    {
      done = (gsize)(bad - text);
      text[done] = '?';
      if (is_hurt != NULL)
        *is_hurt = TRUE;
    }
  return text;
}

/* Takes a row; FALSE where it makes no sense. */
typedef gboolean (*TakeRowFunc) (Salvage *self, sqlite3_stmt *row);

/* What a walk through a table met. */
typedef struct
{
  guint n_found;
  guint n_lost;         /* before the last row that was found */
  gboolean is_end_lost; /* there may have been more */
} Walk;

/* Looks for the rows of a table, or those of one section, by their positions. */
static Walk
walk (Salvage *self, const char *sql, gint64 section, TakeRowFunc take)
{
  g_autoptr (sqlite3_stmt) row = brv_database_prepare (self->database, sql, NULL);
  Walk walk = { 0 };
  guint n_absent = 0;
  guint n_damaged = 0;

  if (row == NULL)
    {
      walk.is_end_lost = TRUE;
      return walk;
    }
  for (gint64 position = 0; n_absent < MAX_ABSENT && n_damaged < MAX_DAMAGED; position++)
    {
      int result;

      if (g_get_monotonic_time () > self->end_us)
        {
          walk.is_end_lost = TRUE;
          return walk;
        }
      sqlite3_reset (row);
      sqlite3_bind_int64 (row, 1, position);
      if (section >= 0)
        sqlite3_bind_int64 (row, 2, section);
      result = sqlite3_step (row);
      if (result == SQLITE_ROW)
        {
          walk.n_lost += n_absent + n_damaged;
          n_absent = 0;
          n_damaged = 0;
          if (take (self, row))
            walk.n_found++;
          else
            walk.n_lost++;
        }
      else if (result == SQLITE_DONE)
        n_absent++;
      else
        n_damaged++;
    }
  walk.is_end_lost = n_damaged > 0;
  return walk;
}

static gboolean
take_blob (Salvage *self, sqlite3_stmt *row)
{
  g_autofree char *sha256 = dup_text (row, 0, NULL);
  g_autofree char *actual = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (sha256 == NULL || sqlite3_column_type (row, 1) != SQLITE_BLOB)
    return FALSE;
  bytes = g_bytes_new (sqlite3_column_blob (row, 1), (gsize)sqlite3_column_bytes (row, 1));
  actual = brv_sha256_of_bytes (bytes);
  if (!g_str_equal (sha256, actual))
    return FALSE;
  brv_blobs_add (self->blobs, sha256, bytes);
  return TRUE;
}

static JsonNode *
parse_column (sqlite3_stmt *row, int column)
{
  g_autofree char *text = dup_text (row, column, NULL);

  return text != NULL ? brv_codec_parse (text, -1, NULL) : NULL;
}

static gboolean
take_record (Salvage *self, sqlite3_stmt *row)
{
  g_autofree char *id = dup_text (row, 0, NULL);
  g_autoptr (JsonNode) node = parse_column (row, 1);

  if (id == NULL || node == NULL || self->record != NULL || !brv_id_parse (id, &self->id))
    return FALSE;
  self->record = brv_codec_read_record (node, BRV_CODEC_BRIEF_FIELDS, NULL);
  return self->record != NULL;
}

static gboolean
take_block (Salvage *self, sqlite3_stmt *row)
{
  g_autoptr (JsonNode) node = parse_column (row, 0);
  BrvBlock *block =
    node != NULL ? brv_codec_read_block (node, brv_blobs_find_cb, self->blobs, NULL) : NULL;

  if (block == NULL)
    return FALSE;
  g_ptr_array_add (self->blocks, block);
  return TRUE;
}

/* The bytes that a source names; what is gone is noted, and an original has a place to be in. */
typedef struct
{
  GHashTable *blobs;
  const char *original; /* its hash, borrowed */
  gboolean has_lost_original;
  gboolean has_lost_image;
} SourceBlobs;

static GBytes *
find_source_blob_cb (const char *sha256, gpointer data)
{
  SourceBlobs *blobs = data;
  GBytes *bytes = brv_blobs_find_cb (sha256, blobs->blobs);

  if (bytes != NULL)
    return bytes;
  if (g_strcmp0 (sha256, blobs->original) == 0)
    {
      blobs->has_lost_original = TRUE;
      return g_bytes_new (NULL, 0);
    }
  /* An image whose bytes were never there has no hash. */
  blobs->has_lost_image |= *sha256 != '\0';
  return NULL;
}

static void
note_source (Salvage *self, const BrvSource *source, const SourceBlobs *blobs, gboolean is_hurt)
{
  const char *title = brv_source_get_title (source);

  if (title == NULL)
    title = _ ("Untitled");
  if (blobs->has_lost_original)
    add_missing (self, _ ("The original of “%s”"), title);
  if (blobs->has_lost_image)
    add_missing (self, _ ("Images of “%s”"), title);
  if (is_hurt)
    add_missing (self, _ ("Letters in the text of “%s”"), title);
}

static gboolean
take_source (Salvage *self, sqlite3_stmt *row)
{
  gboolean is_hurt = FALSE;
  g_autoptr (JsonNode) body = parse_column (row, 0);
  g_autofree char *text = dup_text (row, 1, &is_hurt);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GList) members = NULL;
  g_autoptr (BrvSource) source = NULL;
  SourceBlobs blobs = { .blobs = self->blobs };
  JsonNode *original;

  if (body == NULL || text == NULL || !JSON_NODE_HOLDS_OBJECT (body))
    return FALSE;
  object = json_object_new ();
  members = json_object_get_members (json_node_get_object (body));
  for (GList *link = members; link != NULL; link = link->next)
    json_object_set_member (
      object, link->data,
      json_node_ref (json_object_get_member (json_node_get_object (body), link->data)));
  json_object_set_string_member (object, "text", text);
  original = json_object_get_member (object, "bytes_sha256");
  if (original != NULL && json_node_get_value_type (original) == G_TYPE_STRING)
    blobs.original = json_node_get_string (original);
  node = json_node_init_object (json_node_alloc (), object);
  source = brv_codec_read_source (node, find_source_blob_cb, &blobs, NULL);
  if (source == NULL)
    return FALSE;
  note_source (self, source, &blobs, is_hurt);
  if (blobs.has_lost_original || is_hurt)
    {
      g_autoptr (BrvRecord) record = brv_record_with (
        brv_source_get_record (source), BRV_SOURCE_FIELD_INCOMPLETE, "true", BRV_EVIDENCE_USER);
      BrvSource *marked = brv_source_with_record (source, record);

      g_ptr_array_add (self->sources, marked);
    }
  else
    g_ptr_array_add (self->sources, g_steal_pointer (&source));
  return TRUE;
}

static gboolean
take_section (Salvage *self, sqlite3_stmt *row)
{
  g_autofree char *id = dup_text (row, 0, NULL);
  g_autofree char *heading = dup_text (row, 2, NULL);

  if (id == NULL || heading == NULL || !brv_id_parse (id, &self->section_id))
    return FALSE;
  self->section_key = dup_text (row, 1, NULL);
  self->section_heading = g_steal_pointer (&heading);
  self->section_guidance = dup_text (row, 3, NULL);
  return TRUE;
}

/* Finds the row of section @index. */
static gboolean
read_section (Salvage *self, gint64 index)
{
  g_autoptr (sqlite3_stmt) row = brv_database_prepare (
    self->database, "SELECT id, key, heading, guidance FROM section WHERE position = ?", NULL);

  g_clear_pointer (&self->section_key, g_free);
  g_clear_pointer (&self->section_heading, g_free);
  g_clear_pointer (&self->section_guidance, g_free);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, index);
  return sqlite3_step (row) == SQLITE_ROW && take_section (self, row);
}

/* A section with what is left of its blocks, under a heading of ours where its own is gone. */
static void
add_section (Salvage *self, gint64 index, const Walk *blocks)
{
  if (self->section_heading == NULL)
    {
      self->section_id = brv_id_new ();
      self->section_heading = g_strdup (_ ("Recovered Section"));
      add_missing (self, _ ("The heading of section %u"), (guint)index + 1);
    }
  if (blocks->n_lost > 0)
    add_missing (self, ngettext ("%u paragraph of “%s”", "%u paragraphs of “%s”", blocks->n_lost),
                 blocks->n_lost, self->section_heading);
  if (blocks->is_end_lost)
    add_missing (self, _ ("The end of “%s”"), self->section_heading);
  g_ptr_array_add (self->sections,
                   brv_section_new (self->section_id, self->section_key, self->section_heading,
                                    self->section_guidance, (BrvBlock **)self->blocks->pdata,
                                    self->blocks->len));
}

static void
read_sections (Salvage *self)
{
  guint n_without = 0;

  for (gint64 index = 0; n_without < MAX_ABSENT && index <= G_MAXUINT16; index++)
    {
      gboolean is_found = read_section (self, index);
      Walk blocks;

      g_ptr_array_set_size (self->blocks, 0);
      blocks =
        walk (self, "SELECT body FROM block WHERE position = ? AND section = ?", index, take_block);
      n_without = is_found || blocks.n_found > 0 ? 0 : n_without + 1;
      if (n_without == 0)
        add_section (self, index, &blocks);
    }
}

static void
read_sources (Salvage *self)
{
  Walk sources = walk (self, "SELECT body, text FROM source WHERE position = ?", -1, take_source);

  if (sources.n_lost > 0)
    add_missing (self, ngettext ("%u source", "%u sources", sources.n_lost), sources.n_lost);
  if (sources.is_end_lost)
    add_missing (self,
                 ngettext ("All sources after the first %u", "All sources after the first %u",
                           sources.n_found + sources.n_lost),
                 sources.n_found + sources.n_lost);
}

/* Reads all tables. Blobs come first: blocks and sources name them. */
static BrvBrief *
read_all (Salvage *self)
{
  walk (self, "SELECT sha256, bytes FROM blob WHERE position = ?", -1, take_blob);
  walk (self, "SELECT id, record FROM brief WHERE position = ?", -1, take_record);
  if (self->record == NULL)
    {
      self->id = brv_id_new ();
      self->record = brv_record_new ();
      add_missing (self, "%s", _ ("The title and the other details of the brief"));
    }
  read_sections (self);
  read_sources (self);
  if (self->sections->len + self->sources->len == 0)
    return NULL;
  if (self->missing->len == 0)
    add_missing (self, "%s", _ ("Something that has no name: compare the text with a backup"));
  add_missing (self, "%s", _ ("The undo history and the versions"));
  return brv_brief_new (self->id, self->record, (BrvSection **)self->sections->pdata,
                        self->sections->len, (BrvSource **)self->sources->pdata,
                        self->sources->len);
}

static guint
get_page_count (const guint8 *data)
{
  const guint8 *at = data + HEADER_PAGE_COUNT;

  return (guint)at[0] << 24 | (guint)at[1] << 16 | (guint)at[2] << 8 | at[3];
}

/* A file that was cut off, made as long as it says that it was: SQLite opens no shorter one. */
static GBytes *
pad (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize whole = (size + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
  gsize said = (gsize)get_page_count (data) * PAGE_SIZE;
  guint8 *padded;

  if (said > whole && said <= MAX_PADDED)
    whole = said;
  if (whole == size)
    return g_bytes_ref (bytes);
  padded = g_malloc0 (whole);
  memcpy (padded, data, size);
  return g_bytes_new_take (padded, whole);
}

/* The file with a first page that names the tables as this program lays them out. */
static GBytes *
replace_first_page (GBytes *bytes, const char *path)
{
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (BrvBrief) empty = brv_brief_new (brv_id_new (), record, NULL, 0, NULL, 0);
  const BrvBriefParts parts = { .brief = empty };
  g_autoptr (GBytes) fresh = brv_brief_file_write (&parts, path, NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint n_pages = (guint)(size / PAGE_SIZE);
  guint8 *mended;

  if (fresh == NULL || g_bytes_get_size (fresh) < PAGE_SIZE || size < PAGE_SIZE)
    return NULL;
  mended = g_memdup2 (data, size);
  memcpy (mended, g_bytes_get_data (fresh, NULL), PAGE_SIZE);
  for (guint i = 0; i < 4; i++)
    mended[HEADER_PAGE_COUNT + i] = (guint8)(n_pages >> (24 - 8 * i));
  return g_bytes_new_take (mended, size);
}

static BrvDatabase *
open_bytes (GBytes *bytes, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (BrvDatabase) database = brv_database_open_bytes (bytes, path, cancellable, error);
  BrvBriefSchema schema;

  if (database == NULL || !brv_brief_file_check_schema (database, &schema, error))
    return NULL;
  return g_steal_pointer (&database);
}

/**
 * brv_salvage_read:
 * @bytes: a whole file
 * @path: the user's name for it
 * @missing: (element-type utf8): gets what could not be read, in words for the user
 * @cancellable: (nullable): stops it
 *
 * Reads what is left in a damaged brief file, taking it for hostile: nothing but rows of the tables
 * of a brief is looked at. A source without its original keeps its text and is marked as
 * incomplete. The history and the versions are left out. May be called on any thread.
 *
 * Returns: (transfer full) (nullable): what is left, or %NULL with BRV_STORAGE_ERROR_EMPTY or
 *   _NEWER, _DAMAGED if there is nothing left, or G_IO_ERROR_CANCELLED
 */
BrvBrief *
brv_salvage_read (
  GBytes *bytes, const char *path, GPtrArray *missing, GCancellable *cancellable, GError **error)
{
  g_auto (Salvage) self = {
    .missing = missing,
    .blobs = brv_blobs_new (),
    .blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref),
    .end_us = g_get_monotonic_time () + MAX_TIME_US,
    .sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref),
    .sections = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref),
  };
  g_autoptr (GBytes) padded = NULL;
  g_autoptr (BrvBrief) brief = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_return_val_if_fail (missing != NULL, NULL);

  if (!brv_brief_file_check_header (data, size, path, error))
    return NULL;
  padded = pad (bytes);
  self.database = open_bytes (padded, path, cancellable, NULL);
  if (self.database == NULL)
    {
      g_autoptr (GBytes) mended = replace_first_page (padded, path);

      if (mended != NULL)
        self.database = open_bytes (mended, path, cancellable, NULL);
    }
  if (self.database != NULL)
    brief = read_all (&self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (brief == NULL)
    brv_storage_error_set_damaged (error, path);
  return g_steal_pointer (&brief);
}
