/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Filling the library. */

#include "config.h"

#include <string.h>

#include "base/brv-pack.h"
#include "model/brv-codec.h"
#include "storage/brv-blobs.h"
#include "storage/brv-library-index.h"
#include "storage/brv-library-private.h"

/* Text of some kilobytes gets hardly smaller with more, but takes twice as long. */
#define PACK_LEVEL 5
/* More sources than these are not made ready ahead: they are in memory twice. */
#define MAX_AHEAD   32
#define MAX_THREADS 4u

enum
{
  STATEMENT_FIND,
  STATEMENT_SOURCE,
  STATEMENT_CONTENT,
  STATEMENT_BLOB,
  STATEMENT_IMAGE,
  STATEMENT_AUTHOR,
  N_STATEMENTS,
};

static const char *const statement_texts[N_STATEMENTS] = {
  [STATEMENT_FIND] = "SELECT id FROM source WHERE bytes_sha256 = ?1",
  [STATEMENT_SOURCE] =
    "INSERT INTO source (source_id, bytes_sha256, added_us, title, authors, publisher, date,"
    " language, is_incomplete) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
  [STATEMENT_CONTENT] = "INSERT INTO content (id, packed) VALUES (?1, ?2)",
  [STATEMENT_BLOB] = "INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?1, ?2)",
  [STATEMENT_IMAGE] = "INSERT OR IGNORE INTO image (sha256, source) VALUES (?1, ?2)",
  [STATEMENT_AUTHOR] = "INSERT OR IGNORE INTO author (source, name) VALUES (?1, ?2)",
};

/* A source made ready to be written: what needs no database. */
typedef struct
{
  const BrvSource *source;
  GBytes *packed; /* its JSON */
  BrvLibraryWords words;
  gboolean is_ready;
} Parcel;

/* One transaction that adds sources. */
typedef struct
{
  BrvDatabase *database;
  sqlite3_stmt *statements[N_STATEMENTS];
  guint part_sources;       /* how many a part of the index holds */
  BrvLibraryPart part;      /* of the index, that is written to */
  sqlite3_stmt *index_part; /* (nullable): none yet */
} Adder;

static void
parcel_clear (Parcel *self)
{
  g_clear_pointer (&self->packed, g_bytes_unref);
  brv_library_words_clear (&self->words);
}

static void
parcel_make_ready (Parcel *self)
{
  g_autoptr (JsonNode) node = brv_codec_write_source (self->source);
  g_autofree char *json = brv_codec_to_string (node);

  self->packed = brv_pack (json, strlen (json), PACK_LEVEL);
  brv_library_words_collect (&self->words, brv_source_get_record (self->source),
                             brv_source_get_title (self->source), NULL, NULL,
                             brv_source_get_text (self->source));
}

static void
make_ready_cb (gpointer parcel, gpointer ready)
{
  parcel_make_ready (parcel);
  g_async_queue_push (ready, parcel);
}

static gboolean
adder_prepare (Adder *self, BrvDatabase *database, guint part_sources, GError **error)
{
  self->database = database;
  self->part_sources = part_sources;
  for (guint i = 0; i < N_STATEMENTS; i++)
    {
      self->statements[i] = brv_database_prepare (database, statement_texts[i], error);
      if (self->statements[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
adder_clear (Adder *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    g_clear_pointer (&self->statements[i], sqlite3_finalize);
  g_clear_pointer (&self->index_part, sqlite3_finalize);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Adder, adder_clear)

/* The row that has the source already, or 0. */
static gboolean
find_source (Adder *self, const BrvSource *source, gint64 *id, GError **error)
{
  sqlite3_stmt *statement = self->statements[STATEMENT_FIND];
  gboolean has_row = FALSE;
  gboolean done;

  *id = 0;
  brv_library_bind_sha256 (statement, 1, brv_source_get_bytes_sha256 (source));
  done = brv_database_step (self->database, statement, &has_row, error);
  if (has_row)
    *id = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return done;
}

static gboolean
write_row (Adder *self, const BrvSource *source, gint64 *id, GError **error)
{
  sqlite3_stmt *statement = self->statements[STATEMENT_SOURCE];
  g_autofree char *source_id = brv_id_to_string (brv_source_get_id (source));
  g_autofree char *authors =
    brv_record_dup_joined (brv_source_get_record (source), BRV_SOURCE_FIELD_AUTHORS, "; ");

  brv_library_bind_text (statement, 1, source_id);
  brv_library_bind_sha256 (statement, 2, brv_source_get_bytes_sha256 (source));
  sqlite3_bind_int64 (statement, 3, g_get_real_time ());
  brv_library_bind_text (statement, 4, brv_source_get_title (source));
  brv_library_bind_text (statement, 5, authors);
  brv_library_bind_text (statement, 6, brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER));
  brv_library_bind_text (statement, 7, brv_source_get (source, BRV_SOURCE_FIELD_DATE));
  brv_library_bind_text (statement, 8, brv_source_get (source, BRV_SOURCE_FIELD_LANGUAGE));
  sqlite3_bind_int (statement, 9, brv_source_is_incomplete (source));
  if (!brv_database_finish (self->database, statement, error))
    return FALSE;
  *id = brv_database_get_last_id (self->database);
  return TRUE;
}

static gboolean
write_content (Adder *self, gint64 id, GBytes *packed, GError **error)
{
  sqlite3_stmt *statement = self->statements[STATEMENT_CONTENT];
  gsize length;
  gconstpointer data = g_bytes_get_data (packed, &length);

  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_blob64 (statement, 2, data, length, SQLITE_STATIC);
  return brv_database_finish (self->database, statement, error);
}

static gboolean
write_blobs (Adder *self, const BrvSource *source, GError **error)
{
  sqlite3_stmt *statement = self->statements[STATEMENT_BLOB];
  g_autoptr (GHashTable) blobs = brv_blobs_new ();
  GHashTableIter iter;
  gpointer sha256, bytes;

  brv_blobs_add_source (blobs, source);
  g_hash_table_iter_init (&iter, blobs);
  while (g_hash_table_iter_next (&iter, &sha256, &bytes))
    {
      gsize length;
      gconstpointer data = g_bytes_get_data (bytes, &length);

      brv_library_bind_sha256 (statement, 1, sha256);
      sqlite3_bind_blob64 (statement, 2, data != NULL ? data : "", length, SQLITE_STATIC);
      if (!brv_database_finish (self->database, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Which images a source has: two may have the same one. */
static gboolean
write_images (Adder *self, const BrvSource *source, gint64 id, GError **error)
{
  sqlite3_stmt *statement = self->statements[STATEMENT_IMAGE];
  guint n_images;
  const BrvSourceImage *images = brv_source_get_images (source, &n_images);

  for (guint i = 0; i < n_images; i++)
    {
      if (images[i].bytes == NULL)
        continue;
      brv_library_bind_sha256 (statement, 1, images[i].sha256);
      sqlite3_bind_int64 (statement, 2, id);
      if (!brv_database_finish (self->database, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_authors (Adder *self, const BrvSource *source, gint64 id, GError **error)
{
  sqlite3_stmt *statement = self->statements[STATEMENT_AUTHOR];
  const char *const *authors =
    brv_record_get_list (brv_source_get_record (source), BRV_SOURCE_FIELD_AUTHORS);

  for (guint i = 0; authors != NULL && authors[i] != NULL; i++)
    {
      sqlite3_bind_int64 (statement, 1, id);
      brv_library_bind_text (statement, 2, authors[i]);
      if (!brv_database_finish (self->database, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_words (Adder *self, gint64 id, const BrvLibraryWords *words, GError **error)
{
  BrvLibraryPart part = self->part;

  if (self->index_part == NULL || id - part.first >= (gint64)self->part_sources)
    {
      g_clear_pointer (&self->index_part, sqlite3_finalize);
      if (!brv_library_index_open_part (self->database, id, self->part_sources, &part, error))
        return FALSE;
      self->part = part;
      self->index_part = brv_library_index_prepare (self->database, part.number, FALSE, error);
    }
  return self->index_part != NULL &&
         brv_library_index_write (self->database, self->index_part, id, words, error);
}

static gboolean
add_parcel (Adder *self, const Parcel *parcel, gint64 *id, gboolean *is_new, GError **error)
{
  const BrvSource *source = parcel->source;

  *is_new = FALSE;
  if (!find_source (self, source, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  *is_new = TRUE;
  return write_row (self, source, id, error) && write_content (self, *id, parcel->packed, error) &&
         write_blobs (self, source, error) && write_images (self, source, *id, error) &&
         write_authors (self, source, *id, error) && write_words (self, *id, &parcel->words, error);
}

/* Packing takes as long as writing, so others do it while this thread writes, in order. */
static gboolean
add_parcels (Adder *self, Parcel *parcels, guint n, gint64 *ids, guint *n_new, GError **error)
{
  g_autoptr (GAsyncQueue) ready = g_async_queue_new ();
  GThreadPool *pool = g_thread_pool_new (
    make_ready_cb, ready, (gint)MIN (g_get_num_processors (), MAX_THREADS), FALSE, NULL);
  gboolean done = TRUE;

  for (guint i = 0; i < MIN (n, MAX_AHEAD); i++)
    g_thread_pool_push (pool, &parcels[i], NULL);
  for (guint i = 0; done && i < n; i++)
    {
      gint64 id = 0;
      gboolean is_new = FALSE;

      while (!parcels[i].is_ready)
        ((Parcel *)g_async_queue_pop (ready))->is_ready = TRUE;
      done = add_parcel (self, &parcels[i], &id, &is_new, error);
      parcel_clear (&parcels[i]);
      *n_new += is_new;
      if (ids != NULL)
        ids[i] = id;
      if (n - i > MAX_AHEAD)
        g_thread_pool_push (pool, &parcels[i + MAX_AHEAD], NULL);
    }
  g_thread_pool_free (pool, TRUE, TRUE);
  return done;
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
  g_autofree Parcel *parcels = g_new0 (Parcel, n_sources + 1);
  BrvLibraryConnection *connection = brv_library_begin (self, error);
  guint n_added = 0;
  gboolean done;

  if (connection == NULL)
    return FALSE;
  for (guint i = 0; i < n_sources; i++)
    parcels[i].source = sources[i];
  {
    g_auto (Adder) adder = { 0 };

    done = adder_prepare (&adder, connection->database, self->part_sources, error) &&
           add_parcels (&adder, parcels, n_sources, ids, &n_added, error);
  }
  done = brv_library_end (connection, done, error);
  for (guint i = 0; i < n_sources; i++)
    parcel_clear (&parcels[i]);
  if (n_new != NULL)
    *n_new = done ? n_added : 0;
  return done;
}
