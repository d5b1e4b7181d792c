/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-journal-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "storage/brv-blobs.h"
#include "storage/brv-brief-digest.h"
#include "storage/brv-checkpoint-thinning.h"
#include "storage/brv-journal-rows.h"
#include "storage/brv-versions-private.h"

/* How many changes may have come in between the taking of a brief and the save of it. */
#define MAX_STEPS_BACK 1000

struct _BrvJournalWriter
{
  BrvWorkingCopy *working_copy; /* borrowed */
  BrvDatabase *database;        /* (nullable): the old one failed, or there is none yet */
  guint generation;             /* of the database */
  GBytes *image;                /* (nullable): what the first database is to be */
  BrvBriefContents *contents;   /* of which saved, saved_history, brief and history move on */
  GHashTable *blobs;            /* (element-type utf8 GBytes): of the file and of checkpoints */
  GHashTable *written_blobs;    /* set of hashes: those in the database */
  BrvJournalRows *rows;         /* the journal since the last save, as it came */
  guint n_written;       /* of its entries: their rows are in the database as they should be */
  guint64 n_changes;     /* that were ever recorded */
  gboolean has_snapshot; /* a save is under way: the entries up to it stay where they are */
};

/**
 * brv_journal_snapshot_clear:
 * @self: a snapshot
 */
void
brv_journal_snapshot_clear (BrvJournalSnapshot *self)
{
  g_clear_pointer (&self->latest, brv_brief_unref);
  g_clear_pointer (&self->history, brv_history_free);
  g_clear_pointer (&self->checkpoints, g_ptr_array_unref);
  g_clear_pointer (&self->blobs, g_hash_table_unref);
}

static const char *
get_name (BrvJournalWriter *self)
{
  const char *path = brv_working_copy_get_path (self->working_copy);

  return path != NULL ? path : _ ("Untitled Brief");
}

/* The file that the next database is to be, and the hashes of the bytes that are in it. */
static GBytes *
make_image (BrvJournalWriter *self, GHashTable **blobs, GError **error)
{
  g_autoptr (GPtrArray) rows = brv_journal_rows_renumber (self->rows, 0);
  const BrvBriefParts parts = {
    .brief = self->contents->saved,
    .history = self->contents->saved_history,
    .journal = rows,
    .checkpoints = self->contents->checkpoints,
    .blobs = self->blobs,
  };

  if (self->image != NULL)
    {
      *blobs = g_hash_table_ref (self->contents->blobs);
      return g_steal_pointer (&self->image);
    }
  *blobs = brv_brief_parts_collect_blobs (&parts);
  return brv_brief_file_write (&parts, get_name (self), error);
}

static void
note_written (BrvJournalWriter *self, GHashTable *blobs)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, blobs);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (self->written_blobs, g_strdup (name));
}

/*
 * A new database from memory: the first one, or one in place of one that failed. The file of the
 * old one is not written to again, since nobody knows what of it is on the disk.
 */
static gboolean
open_generation (BrvJournalWriter *self, GError **error)
{
  g_autofree char *file =
    brv_working_copy_make_database_path (self->working_copy, self->generation + 1);
  g_autoptr (GHashTable) blobs = NULL;
  g_autoptr (GBytes) image = make_image (self, &blobs, error);
  g_autoptr (GError) cause = NULL;

  if (image == NULL)
    return FALSE;
  if (!brv_atomic_file_replace_full (file, image, BRV_ATOMIC_FILE_PRIVATE, NULL, NULL, &cause))
    return brv_storage_error_set_working_copy (
      error, g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE),
      brv_working_copy_get_path (self->working_copy), cause->message);
  self->generation++;
  self->database = brv_database_open_file (file, get_name (self), error);
  if (self->database == NULL)
    return FALSE;

  g_hash_table_remove_all (self->written_blobs);
  note_written (self, blobs);
  self->n_written = brv_journal_rows_get_n (self->rows);
  brv_working_copy_remove_older (self->working_copy, self->generation);
  return TRUE;
}

static void
drop_database (BrvJournalWriter *self)
{
  g_clear_pointer (&self->database, brv_database_free);
}

/**
 * brv_journal_writer_new:
 * @working_copy: the folder; it outlives the writer
 * @contents: (transfer full): what the brief is at the beginning
 * @database: (transfer full) (nullable): the connection to the database with @contents
 * @image: (nullable): the file that @contents were read from, which the database becomes if there
 *   is none yet; %NULL to make it from @contents
 *
 * Returns: (transfer full): the writer; nothing is written yet
 */
BrvJournalWriter *
brv_journal_writer_new (BrvWorkingCopy *working_copy,
                        BrvBriefContents *contents,
                        BrvDatabase *database,
                        GBytes *image)
{
  BrvJournalWriter *self = g_new0 (BrvJournalWriter, 1);
  g_autofree char *file = NULL;

  self->working_copy = working_copy;
  self->contents = contents;
  /* What an older version made is written anew: it could not hold all that may come. */
  if (contents->is_old)
    g_clear_pointer (&database, brv_database_free);
  self->database = database;
  file = brv_working_copy_find_database (working_copy, &self->generation, NULL);
  self->image =
    image != NULL && contents->journal->len == 0 && !contents->is_old ? g_bytes_ref (image) : NULL;
  self->blobs = brv_blobs_new ();
  brv_blobs_add_all (self->blobs, contents->blobs);
  self->written_blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = brv_journal_rows_new (contents->journal, contents->last_row + 1);
  if (database != NULL)
    {
      note_written (self, contents->blobs);
      self->n_written = brv_journal_rows_get_n (self->rows);
    }
  return self;
}

/**
 * brv_journal_writer_free:
 * @self: (transfer full): a writer
 */
void
brv_journal_writer_free (BrvJournalWriter *self)
{
  drop_database (self);
  g_clear_pointer (&self->image, g_bytes_unref);
  brv_brief_contents_free (self->contents);
  g_hash_table_unref (self->blobs);
  g_hash_table_unref (self->written_blobs);
  brv_journal_rows_free (self->rows);
  g_free (self);
}

/* What @blobs has that the database has not. */
static GHashTable *
find_missing (BrvJournalWriter *self, GHashTable *blobs)
{
  GHashTable *missing = brv_blobs_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer bytes;

  g_hash_table_iter_init (&iter, blobs);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      if (!g_hash_table_contains (self->written_blobs, name))
        brv_blobs_add (missing, name, bytes);
    }
  return missing;
}

/* One transaction; @write does its work. What it counts as written is so only if all went well. */
typedef gboolean (*WriteFunc) (BrvJournalWriter *self,
                               GHashTable *blobs,
                               gpointer data,
                               GError **error);

static gboolean
run_transaction (BrvJournalWriter *self, WriteFunc write, gpointer data, GError **error)
{
  g_autoptr (GHashTable) blobs = brv_blobs_new ();
  g_autoptr (GHashTable) missing = NULL;
  gboolean done = FALSE;

  if (brv_database_run (self->database, "BEGIN IMMEDIATE", error) &&
      write (self, blobs, data, error))
    {
      missing = find_missing (self, blobs);
      done = brv_brief_file_write_blobs (self->database, missing, error) &&
             brv_database_run (self->database, "COMMIT", error);
    }
  if (!done)
    {
      brv_database_run (self->database, "ROLLBACK", NULL);
      return FALSE;
    }
  note_written (self, missing);
  return TRUE;
}

static gboolean
write_rows (BrvJournalWriter *self, GHashTable *blobs, gpointer data, GError **error)
{
  /* A row that has grown is written again as a whole. */
  guint index = brv_journal_rows_find_begin (self->rows, self->n_written);

  while (index < brv_journal_rows_get_n (self->rows))
    {
      guint64 row = brv_journal_rows_get_row (self->rows, index);
      g_autoptr (BrvJournalEntry) entry = brv_journal_rows_merge (self->rows, &index);

      brv_journal_entry_add_blobs (entry, blobs);
      if (!brv_brief_file_write_journal (self->database, row, entry, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_journal_writer_write:
 * @self: a writer
 *
 * Puts on stable storage what is not there yet.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NO_SPACE or _WRITE; it is kept in memory then
 */
gboolean
brv_journal_writer_write (BrvJournalWriter *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (self->database == NULL && !open_generation (self, error))
    return FALSE;
  if (self->n_written == brv_journal_rows_get_n (self->rows))
    return TRUE;
  if (run_transaction (self, write_rows, NULL, &cause))
    {
      self->n_written = brv_journal_rows_get_n (self->rows);
      return TRUE;
    }
  if (g_error_matches (cause, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NO_SPACE))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  g_info ("The working copy failed and is written anew: %s", cause->message);
  drop_database (self);
  return open_generation (self, error);
}

/**
 * brv_journal_writer_record:
 * @self: a writer
 * @entry: what happened next, with its change as a value
 *
 * Follows a change, in memory.
 */
void
brv_journal_writer_record (BrvJournalWriter *self, const BrvJournalEntry *entry)
{
  BrvBrief *next = brv_change_apply (entry->change, self->contents->brief);

  self->n_changes++;
  if (next == NULL)
    {
      /* The next save mends it: it begins anew from the brief that it is given. */
      g_critical ("A change does not fit the brief that the journal has");
      return;
    }
  brv_brief_unref (self->contents->brief);
  self->contents->brief = next;
  brv_history_record (self->contents->history, entry);

  brv_journal_rows_append (self->rows, entry);
  /* What a save under way was taken for has to stay where it is. */
  if (!self->has_snapshot)
    self->n_written -= brv_journal_rows_compact (self->rows, self->n_written);
}

/*
 * Finds the point of the journal at which the brief was @brief. It is the end, or a few changes
 * before it where some were appended between taking the brief and asking for the save.
 */
static gboolean
find_point (BrvJournalWriter *self, const BrvBrief *brief, guint *point)
{
  g_autoptr (BrvBrief) candidate = brv_brief_ref (self->contents->brief);

  for (*point = brv_journal_rows_get_n (self->rows); !brv_brief_equal (candidate, brief);
       (*point)--)
    {
      g_autoptr (BrvChange) inverse = NULL;
      BrvBrief *before;

      if (*point == 0 || brv_journal_rows_get_n (self->rows) - *point == MAX_STEPS_BACK)
        return FALSE;
      inverse = brv_change_invert (brv_journal_rows_get_entry (self->rows, *point - 1)->change);
      before = brv_change_apply (inverse, candidate);
      if (before == NULL)
        return FALSE;
      brv_brief_unref (candidate);
      candidate = before;
    }
  return TRUE;
}

static BrvHistory *
make_history (BrvJournalWriter *self, guint point)
{
  BrvHistory *history;

  if (point == brv_journal_rows_get_n (self->rows))
    return brv_history_copy (self->contents->history);
  history = brv_history_copy (self->contents->saved_history);
  for (guint i = 0; i < point; i++)
    brv_history_record (history, brv_journal_rows_get_entry (self->rows, i));
  return history;
}

static gpointer
ref_checkpoint_cb (gconstpointer checkpoint, gpointer data)
{
  return brv_checkpoint_ref (checkpoint);
}

/**
 * brv_journal_writer_take_snapshot:
 * @self: a writer
 * @brief: what is going to be saved
 * @snapshot: (out caller-allocates): what belongs to it
 *
 * Finds the point of the journal at which the brief was @brief. Must be followed by
 * brv_journal_writer_settle() or brv_journal_writer_abandon_snapshot().
 */
void
brv_journal_writer_take_snapshot (BrvJournalWriter *self,
                                  const BrvBrief *brief,
                                  BrvJournalSnapshot *snapshot)
{
  guint point;

  self->has_snapshot = TRUE;
  snapshot->latest = brv_brief_ref (self->contents->brief);
  if (find_point (self, brief, &point))
    {
      snapshot->history = make_history (self, point);
      snapshot->n_changes = self->n_changes - (brv_journal_rows_get_n (self->rows) - point);
      snapshot->point = point;
    }
  else
    {
      /* A brief of which the journal knows nothing: it is saved without a history. */
      g_debug ("The journal does not lead to the brief that is saved");
      snapshot->history = brv_history_new ();
      snapshot->n_changes = self->n_changes;
      snapshot->point = G_MAXUINT;
    }
  snapshot->checkpoints = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_checkpoint_unref);
  g_ptr_array_extend (snapshot->checkpoints, self->contents->checkpoints,
                      (GCopyFunc)ref_checkpoint_cb, NULL);
  snapshot->blobs = brv_blobs_new ();
  brv_blobs_add_all (snapshot->blobs, self->blobs);
}

/* What a save has written: the argument of write_settled(). */
typedef struct
{
  const BrvBrief *brief;
  const BrvJournalSnapshot *snapshot;
} Settlement;

static gboolean
write_settled (BrvJournalWriter *self, GHashTable *blobs, gpointer data, GError **error)
{
  const Settlement *settlement = data;
  const BrvBrief *brief = settlement->brief;
  const BrvHistory *history = settlement->snapshot->history;
  guint n_common = brv_history_count_common (self->contents->saved_history, history);
  g_autoptr (GPtrArray) rows = brv_journal_rows_renumber (self->rows, settlement->snapshot->point);
  const BrvBriefParts parts = { .brief = brief, .history = history, .journal = rows };
  g_autoptr (GHashTable) needed = brv_brief_parts_collect_blobs (&parts);

  if (!brv_brief_file_write_document (self->database, self->contents->saved, brief, error) ||
      !brv_brief_file_write_history (self->database, history, n_common, error) ||
      !brv_database_run (self->database, "DELETE FROM journal", error) ||
      !brv_brief_digest_write (self->database, "", error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      if (!brv_brief_file_write_journal (self->database, i, g_ptr_array_index (rows, i), error))
        return FALSE;
    }
  brv_blobs_add_all (blobs, needed);
  return TRUE;
}

static void
replace_brief (BrvBrief **place, const BrvBrief *brief)
{
  BrvBrief *old = *place;

  *place = brv_brief_ref (brief);
  brv_brief_unref (old);
}

static void
replace_history (BrvHistory **place, const BrvHistory *history)
{
  brv_history_free (*place);
  *place = brv_history_copy (history);
}

/**
 * brv_journal_writer_settle:
 * @self: a writer
 * @brief: what was saved
 * @snapshot: what was taken for it
 *
 * Makes the rows say what the file says, and lets go of the journal up to the snapshot.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NO_SPACE or _WRITE if the working copy could not follow
 */
gboolean
brv_journal_writer_settle (BrvJournalWriter *self,
                           const BrvBrief *brief,
                           const BrvJournalSnapshot *snapshot,
                           GError **error)
{
  BrvBriefContents *contents = self->contents;
  Settlement settlement = { brief, snapshot };
  gboolean done;

  self->has_snapshot = FALSE;
  brv_journal_rows_seal (self->rows);
  done = self->database != NULL && run_transaction (self, write_settled, &settlement, NULL);

  replace_brief (&contents->saved, brief);
  replace_history (&contents->saved_history, snapshot->history);
  if (snapshot->point == G_MAXUINT)
    {
      replace_brief (&contents->brief, brief);
      replace_history (&contents->history, snapshot->history);
    }
  brv_journal_rows_remove_first (self->rows,
                                 MIN (snapshot->point, brv_journal_rows_get_n (self->rows)));
  self->n_written = brv_journal_rows_get_n (self->rows);
  if (done)
    return TRUE;
  /* Memory has moved on, so the database has to be made anew. */
  drop_database (self);
  return brv_journal_writer_write (self, error);
}

/**
 * brv_journal_writer_abandon_snapshot:
 * @self: a writer
 *
 * Goes on as before after a save that failed.
 */
void
brv_journal_writer_abandon_snapshot (BrvJournalWriter *self)
{
  self->has_snapshot = FALSE;
}

static gboolean
write_kept (BrvJournalWriter *self, GHashTable *blobs, gpointer data, GError **error)
{
  const BrvCheckpoint *checkpoint = data;

  return brv_blobs_add_named (blobs, checkpoint->blob_names, self->blobs) &&
         brv_brief_file_write_checkpoint (self->database, checkpoint, error) &&
         brv_brief_digest_write (self->database, "", error);
}

/**
 * brv_journal_writer_keep:
 * @self: a writer
 * @name: (nullable): what the present state is to be called; %NULL if nobody asked for it
 *
 * Keeps the present state as a checkpoint. One that nobody asked for is left out where the newest
 * one is the same, gives way to one of the same state that somebody names, and makes others like it
 * fewer. They go from memory at once and from the file
 * with the next save; the database that a crash leaves may have some more.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NO_SPACE or _WRITE; it is kept in memory then
 */
gboolean
brv_journal_writer_keep (BrvJournalWriter *self, const char *name, GError **error)
{
  const gint64 now_us = g_get_real_time ();
  GPtrArray *checkpoints = self->contents->checkpoints;
  BrvCheckpoint *checkpoint =
    brv_checkpoint_new (self->contents->brief, name != NULL ? name : "", now_us, self->blobs);

  if (brv_checkpoints_have_latest (checkpoints, checkpoint))
    {
      if (name == NULL)
        {
          brv_checkpoint_unref (checkpoint);
          return TRUE;
        }
      brv_checkpoints_forget_latest_unnamed (checkpoints);
    }
  g_ptr_array_add (checkpoints, checkpoint);
  if (name == NULL)
    brv_checkpoints_thin (checkpoints, now_us);
  if (self->database != NULL && !run_transaction (self, write_kept, checkpoint, NULL))
    drop_database (self);
  return brv_journal_writer_write (self, error);
}

/**
 * brv_journal_writer_name_kept:
 * @self: a writer
 * @index: of a kept state
 * @name: what it is to be called from now on
 *
 * Names a state that was kept before. The database is made anew: its rows are only ever added.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NOT_FOUND if there is no such state, or _NO_SPACE or
 *   _WRITE; it is kept in memory then
 */
gboolean
brv_journal_writer_name_kept (BrvJournalWriter *self, guint index, const char *name, GError **error)
{
  GPtrArray *checkpoints = self->contents->checkpoints;
  BrvCheckpoint *old;

  if (index >= checkpoints->len)
    return brv_storage_error_set_reading (error, ENOENT, get_name (self));
  old = checkpoints->pdata[index];
  checkpoints->pdata[index] =
    brv_checkpoint_new_stored (old->time_us, name, old->body, old->blob_names);
  brv_checkpoint_unref (old);
  drop_database (self);
  return brv_journal_writer_write (self, error);
}

/**
 * brv_journal_writer_get_kept:
 * @self: a writer
 *
 * Returns: (transfer full): the kept states
 */
BrvVersions *
brv_journal_writer_get_kept (BrvJournalWriter *self)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_checkpoint_unref);
  GHashTable *blobs = brv_blobs_new ();

  g_ptr_array_extend (kept, self->contents->checkpoints, (GCopyFunc)ref_checkpoint_cb, NULL);
  brv_blobs_add_all (blobs, self->blobs);
  return brv_versions_new (kept, blobs, brv_brief_get_id (self->contents->brief), get_name (self));
}
