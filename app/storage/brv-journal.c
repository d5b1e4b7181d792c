/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-journal.h"

#include <glib/gi18n-lib.h>

#include "storage/brv-blobs.h"
#include "storage/brv-brief-digest.h"

/*
 * Changes are gathered this long before a transaction is made of them, so that fast typing costs
 * a sync or two and not ten; the rest of the 250 ms that are promised is for the disk.
 */
#define GATHER_US 80000
/* After a failure, the time to the next try that nobody asked for. */
#define RETRY_US G_USEC_PER_SEC
/* How many changes may have come in between the taking of a brief and the save of it. */
#define MAX_STEPS_BACK 1000

typedef enum
{
  REQUEST_APPEND,
  REQUEST_FLUSH,
  REQUEST_SNAPSHOT,
  REQUEST_SETTLE,
  REQUEST_ABANDON_SNAPSHOT,
  REQUEST_KEEP,
  REQUEST_STOP,
} RequestKind;

/* What the thread is asked to do. All but APPEND wait for the answer, and lie on the stack. */
typedef struct
{
  RequestKind kind;
  BrvJournalEntry *entry;            /* of APPEND, owned */
  gint64 asked_us;                   /* of APPEND: monotonic */
  const BrvBrief *brief;             /* of SNAPSHOT and SETTLE */
  BrvJournalSnapshot *snapshot;      /* of SNAPSHOT: the answer */
  const BrvJournalSnapshot *settled; /* of SETTLE */
  const char *name;                  /* of KEEP */
  GError *error;                     /* the answer */
  gboolean done;
} Request;

/* One change since the last save. Those of one row make one step of the history. */
typedef struct
{
  BrvJournalEntry *entry;
  guint64 row;
} Later;

struct _BrvJournal
{
  GThread *thread;
  GMutex mutex;
  GCond asked;
  GCond answered;
  GQueue requests;    /* (element-type Request); under the mutex */
  gboolean is_urgent; /* somebody waits for an answer; under the mutex */

  /* Of the thread alone, once it runs */
  BrvWorkingCopy *working_copy; /* borrowed */
  BrvDatabase *database;        /* (nullable): the old one failed, or there is none yet */
  guint generation;             /* of the database */
  GBytes *image;                /* (nullable): what the first database is to be */
  BrvBriefContents *contents;   /* of which saved, saved_history, brief and history move on */
  GHashTable *blobs;            /* (element-type utf8 GBytes): of the file and of checkpoints */
  GHashTable *written_blobs;    /* set of hashes: those in the database */
  GArray *later;                /* (element-type Later): the journal as it came */
  guint n_written;              /* of those: their rows are in the database as they should be */
  guint64 next_row;
  guint64 n_changes;     /* that were ever appended */
  gboolean can_extend;   /* the last row may take more of the same */
  gboolean has_snapshot; /* a save is under way: the entries up to it stay where they are */
  gboolean is_failing;
  BrvJournalFailedFunc failed;
  gpointer failed_data;
};

static void
clear_later (gpointer data)
{
  Later *later = data;

  brv_journal_entry_unref (later->entry);
}

/**
 * brv_journal_snapshot_clear:
 * @self: a snapshot
 */
void
brv_journal_snapshot_clear (BrvJournalSnapshot *self)
{
  g_clear_pointer (&self->history, brv_history_free);
  g_clear_pointer (&self->checkpoints, g_ptr_array_unref);
  g_clear_pointer (&self->blobs, g_hash_table_unref);
}

static Later *
get_later (BrvJournal *self, guint index)
{
  return &g_array_index (self->later, Later, index);
}

/* The changes of one row as one entry; @index is that of its first, and moves past its last. */
static BrvJournalEntry *
merge_row (BrvJournal *self, guint *index)
{
  const Later *first = get_later (self, *index);
  g_autoptr (BrvChange) change = brv_change_ref (first->entry->change);
  gint64 time_us = first->entry->time_us;
  guint end = *index + 1;

  for (; end < self->later->len && get_later (self, end)->row == first->row; end++)
    {
      const BrvJournalEntry *entry = get_later (self, end)->entry;
      BrvChange *merged = brv_history_merge (change, entry->change);

      brv_change_unref (change);
      change = merged;
      time_us = entry->time_us;
    }
  if (end == *index + 1)
    time_us = first->entry->time_us;
  *index = end;
  return brv_journal_entry_new (first->entry->step, time_us, change);
}

/* The journal from @index on, a row an entry; rows are numbered anew from 0. */
static GPtrArray *
list_rows (BrvJournal *self, guint index)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_journal_entry_unref);

  while (index < self->later->len)
    {
      guint begin = index;

      g_ptr_array_add (rows, merge_row (self, &index));
      for (guint i = begin; i < index; i++)
        get_later (self, i)->row = rows->len - 1;
    }
  self->next_row = rows->len;
  return rows;
}

static const char *
get_name (BrvJournal *self)
{
  const char *path = brv_working_copy_get_path (self->working_copy);

  return path != NULL ? path : _ ("Untitled Brief");
}

/* The file that the next database is to be, and the hashes of the bytes that are in it. */
static GBytes *
make_image (BrvJournal *self, GHashTable **blobs, GError **error)
{
  g_autoptr (GPtrArray) rows = list_rows (self, 0);
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
note_written (BrvJournal *self, GHashTable *blobs)
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
open_generation (BrvJournal *self, GError **error)
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
  self->n_written = self->later->len;
  brv_working_copy_remove_older (self->working_copy, self->generation);
  return TRUE;
}

static void
drop_database (BrvJournal *self)
{
  g_clear_pointer (&self->database, brv_database_free);
}

/* What @blobs has that the database has not. */
static GHashTable *
find_missing (BrvJournal *self, GHashTable *blobs)
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
typedef gboolean (*WriteFunc) (BrvJournal *self, GHashTable *blobs, gpointer data, GError **error);

static gboolean
run_transaction (BrvJournal *self, WriteFunc write, gpointer data, GError **error)
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
write_rows (BrvJournal *self, GHashTable *blobs, gpointer data, GError **error)
{
  guint index = self->n_written;

  /* A row that has grown is written again as a whole. */
  while (index > 0 && index < self->later->len &&
         get_later (self, index - 1)->row == get_later (self, index)->row)
    index--;
  while (index < self->later->len)
    {
      guint64 row = get_later (self, index)->row;
      g_autoptr (BrvJournalEntry) entry = merge_row (self, &index);

      brv_journal_entry_add_blobs (entry, blobs);
      if (!brv_brief_file_write_journal (self->database, row, entry, error))
        return FALSE;
    }
  return TRUE;
}

/* Puts on stable storage what is not there yet. */
static gboolean
write_pending (BrvJournal *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (self->database == NULL && !open_generation (self, error))
    return FALSE;
  if (self->n_written == self->later->len)
    return TRUE;
  if (run_transaction (self, write_rows, NULL, &cause))
    {
      self->n_written = self->later->len;
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

/* As write_pending(); tells the owner once when it begins to fail. */
static gboolean
write_and_tell (BrvJournal *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (write_pending (self, &cause))
    {
      self->is_failing = FALSE;
      return TRUE;
    }
  if (!self->is_failing)
    self->failed (cause, self->failed_data);
  self->is_failing = TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/*
 * Folds the changes of a finished row into one. The last two rows stay as they came, because a
 * save that was just asked for may be of a state within them.
 */
static void
compact (BrvJournal *self)
{
  guint end = self->later->len;
  guint begin;
  guint next;
  g_autoptr (BrvJournalEntry) merged = NULL;

  if (self->has_snapshot)
    return;
  for (guint i = 0; i < 2 && end > 0; i++)
    {
      guint64 row = get_later (self, end - 1)->row;

      while (end > 0 && get_later (self, end - 1)->row == row)
        end--;
    }
  begin = end;
  while (begin > 0 && get_later (self, begin - 1)->row == get_later (self, end - 1)->row)
    begin--;
  if (end - begin < 2 || self->n_written < end)
    return;
  next = begin;
  merged = merge_row (self, &next);
  brv_journal_entry_unref (get_later (self, begin)->entry);
  get_later (self, begin)->entry = g_steal_pointer (&merged);
  g_array_remove_range (self->later, begin + 1, end - begin - 1);
  self->n_written -= end - begin - 1;
}

static void
record (BrvJournal *self, const BrvJournalEntry *entry)
{
  BrvBrief *next = brv_change_apply (entry->change, self->contents->brief);
  Later later = { .entry = brv_journal_entry_ref (entry) };

  self->n_changes++;
  if (next == NULL)
    {
      /* The next save mends it: it begins anew from the brief that it is given. */
      g_critical ("A change does not fit the brief that the journal has");
      brv_journal_entry_unref (later.entry);
      return;
    }
  brv_brief_unref (self->contents->brief);
  self->contents->brief = next;
  brv_history_record (self->contents->history, entry);

  later.row = self->next_row;
  if (entry->step == BRV_JOURNAL_EXTEND && self->can_extend)
    later.row = get_later (self, self->later->len - 1)->row;
  else
    self->next_row++;
  self->can_extend = entry->step == BRV_JOURNAL_DO || entry->step == BRV_JOURNAL_EXTEND;
  g_array_append_val (self->later, later);
  if (later.row + 1 == self->next_row)
    compact (self);
}

/*
 * Finds the point of the journal at which the brief was @brief. It is the end, or a few changes
 * before it where some were appended between taking the brief and asking for the save.
 */
static gboolean
find_point (BrvJournal *self, const BrvBrief *brief, guint *point)
{
  g_autoptr (BrvBrief) candidate = brv_brief_ref (self->contents->brief);

  for (*point = self->later->len; !brv_brief_equal (candidate, brief); (*point)--)
    {
      g_autoptr (BrvChange) inverse = NULL;
      BrvBrief *before;

      if (*point == 0 || self->later->len - *point == MAX_STEPS_BACK)
        return FALSE;
      inverse = brv_change_invert (get_later (self, *point - 1)->entry->change);
      before = brv_change_apply (inverse, candidate);
      if (before == NULL)
        return FALSE;
      brv_brief_unref (candidate);
      candidate = before;
    }
  return TRUE;
}

static BrvHistory *
make_history (BrvJournal *self, guint point)
{
  BrvHistory *history;

  if (point == self->later->len)
    return brv_history_copy (self->contents->history);
  history = brv_history_copy (self->contents->saved_history);
  for (guint i = 0; i < point; i++)
    brv_history_record (history, get_later (self, i)->entry);
  return history;
}

static gpointer
ref_checkpoint_cb (gconstpointer checkpoint, gpointer data)
{
  return brv_checkpoint_ref (checkpoint);
}

static void
take_snapshot (BrvJournal *self, const BrvBrief *brief, BrvJournalSnapshot *snapshot)
{
  guint point;

  self->has_snapshot = TRUE;
  if (find_point (self, brief, &point))
    {
      snapshot->history = make_history (self, point);
      snapshot->n_changes = self->n_changes - (self->later->len - point);
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

static gboolean
write_settled (BrvJournal *self, GHashTable *blobs, gpointer data, GError **error)
{
  const Request *request = data;
  const BrvHistory *history = request->settled->history;
  guint n_common = brv_history_count_common (self->contents->saved_history, history);
  g_autoptr (GPtrArray) rows = list_rows (self, request->settled->point);
  const BrvBriefParts parts = { .brief = request->brief, .history = history, .journal = rows };
  g_autoptr (GHashTable) needed = brv_brief_parts_collect_blobs (&parts);

  if (!brv_brief_file_write_document (self->database, self->contents->saved, request->brief,
                                      error) ||
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

/* After a save: the rows say what the file says, and the journal begins anew. */
static gboolean
settle (BrvJournal *self, Request *request)
{
  BrvBriefContents *contents = self->contents;
  guint point = MIN (request->settled->point, self->later->len);
  gboolean is_foreign = request->settled->point == G_MAXUINT;
  gboolean done;

  self->has_snapshot = FALSE;
  self->can_extend = FALSE;
  done = self->database != NULL && run_transaction (self, write_settled, request, &request->error);

  brv_brief_unref (contents->saved);
  contents->saved = brv_brief_ref (request->brief);
  brv_history_free (contents->saved_history);
  contents->saved_history = brv_history_copy (request->settled->history);
  if (is_foreign)
    {
      brv_brief_unref (contents->brief);
      contents->brief = brv_brief_ref (request->brief);
      brv_history_free (contents->history);
      contents->history = brv_history_copy (request->settled->history);
    }
  g_array_remove_range (self->later, 0, point);
  self->n_written = self->later->len;
  if (done)
    return TRUE;
  /* Memory has moved on, so the file has to be made anew. */
  drop_database (self);
  g_clear_error (&request->error);
  return write_and_tell (self, &request->error);
}

static gboolean
write_kept (BrvJournal *self, GHashTable *blobs, gpointer data, GError **error)
{
  const BrvCheckpoint *checkpoint = data;

  return brv_blobs_add_named (blobs, checkpoint->blob_names, self->blobs) &&
         brv_brief_file_write_checkpoint (self->database, checkpoint, error) &&
         brv_brief_digest_write (self->database, "", error);
}

static void
keep (BrvJournal *self, Request *request)
{
  BrvCheckpoint *checkpoint =
    brv_checkpoint_new (self->contents->brief, request->name, g_get_real_time (), self->blobs);

  g_ptr_array_add (self->contents->checkpoints, checkpoint);
  if (self->database != NULL && !run_transaction (self, write_kept, checkpoint, NULL))
    drop_database (self);
  write_and_tell (self, &request->error);
}

static void
answer (BrvJournal *self, Request *request)
{
  switch (request->kind)
    {
    case REQUEST_FLUSH:
    case REQUEST_STOP:
      write_and_tell (self, &request->error);
      break;
    case REQUEST_SNAPSHOT:
      take_snapshot (self, request->brief, request->snapshot);
      break;
    case REQUEST_SETTLE:
      settle (self, request);
      break;
    case REQUEST_ABANDON_SNAPSHOT:
      self->has_snapshot = FALSE;
      break;
    case REQUEST_KEEP:
      keep (self, request);
      break;
    case REQUEST_APPEND:
    default:
      g_assert_not_reached ();
    }
}

/* Waits for requests that have been gathered long enough, or for the time of another try. */
static void
wait_for_requests (BrvJournal *self)
{
  gint64 retry_us = g_get_monotonic_time () + RETRY_US;
  const Request *first;

  while (g_queue_is_empty (&self->requests))
    {
      if (!self->is_failing)
        g_cond_wait (&self->asked, &self->mutex);
      else if (!g_cond_wait_until (&self->asked, &self->mutex, retry_us))
        return;
    }
  first = g_queue_peek_head (&self->requests);
  while (!self->is_urgent &&
         g_cond_wait_until (&self->asked, &self->mutex, first->asked_us + GATHER_US))
    ;
  self->is_urgent = FALSE;
}

static gpointer
journal_thread (gpointer data)
{
  BrvJournal *self = data;
  gboolean is_stopping = FALSE;

  if (self->database == NULL)
    write_and_tell (self, NULL);
  g_mutex_lock (&self->mutex);
  while (!is_stopping)
    {
      GQueue requests;
      Request *request;

      wait_for_requests (self);
      requests = self->requests;
      g_queue_init (&self->requests);
      g_mutex_unlock (&self->mutex);

      while ((request = g_queue_pop_head (&requests)) != NULL)
        {
          if (request->kind == REQUEST_APPEND)
            {
              record (self, request->entry);
              brv_journal_entry_unref (request->entry);
              g_free (request);
              continue;
            }
          answer (self, request);
          is_stopping = request->kind == REQUEST_STOP;
          g_mutex_lock (&self->mutex);
          request->done = TRUE;
          g_cond_broadcast (&self->answered);
          g_mutex_unlock (&self->mutex);
        }
      if (!is_stopping)
        write_and_tell (self, NULL);
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/* Hands @request to the thread and waits for its answer. */
static gboolean
ask (BrvJournal *self, Request *request, GError **error)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->requests, request);
  self->is_urgent = TRUE;
  g_cond_signal (&self->asked);
  while (!request->done)
    g_cond_wait (&self->answered, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (request->error == NULL)
    return TRUE;
  g_propagate_error (error, request->error);
  return FALSE;
}

/**
 * brv_journal_start:
 * @working_copy: the folder; it outlives the journal
 * @contents: (transfer full): what the brief is at the beginning
 * @database: (transfer full) (nullable): the connection to the database with @contents
 * @image: (nullable): the file that @contents were read from, which the database becomes if there
 *   is none yet; %NULL to make it from @contents
 * @failed: called on the journal's thread when changes begin not to be written
 * @data: for @failed
 *
 * Returns: (transfer full): the running journal
 */
BrvJournal *
brv_journal_start (BrvWorkingCopy *working_copy,
                   BrvBriefContents *contents,
                   BrvDatabase *database,
                   GBytes *image,
                   BrvJournalFailedFunc failed,
                   gpointer data)
{
  BrvJournal *self = g_new0 (BrvJournal, 1);
  g_autofree char *file = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->asked);
  g_cond_init (&self->answered);
  g_queue_init (&self->requests);
  self->working_copy = working_copy;
  self->contents = contents;
  self->database = database;
  file = brv_working_copy_find_database (working_copy, &self->generation);
  self->image = image != NULL && contents->journal->len == 0 ? g_bytes_ref (image) : NULL;
  self->blobs = brv_blobs_new ();
  brv_blobs_add_all (self->blobs, contents->blobs);
  self->written_blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->later = g_array_new (FALSE, FALSE, sizeof (Later));
  g_array_set_clear_func (self->later, clear_later);
  self->failed = failed;
  self->failed_data = data;

  for (guint i = 0; i < contents->journal->len; i++)
    {
      Later later = { brv_journal_entry_ref (g_ptr_array_index (contents->journal, i)), i };

      g_array_append_val (self->later, later);
    }
  if (database != NULL)
    {
      note_written (self, contents->blobs);
      self->n_written = self->later->len;
      self->next_row = contents->last_row + 1;
    }
  self->thread = g_thread_new ("brevier-journal", journal_thread, self);
  return self;
}

/**
 * brv_journal_stop:
 * @self: (transfer full): a journal
 *
 * Writes what is not written yet, if that can be done, and ends the thread.
 */
void
brv_journal_stop (BrvJournal *self)
{
  Request request = { .kind = REQUEST_STOP };
  g_autoptr (GError) error = NULL;

  if (!ask (self, &request, &error))
    g_warning ("%s", error->message);
  g_thread_join (self->thread);
  drop_database (self);
  g_clear_pointer (&self->image, g_bytes_unref);
  brv_brief_contents_free (self->contents);
  g_hash_table_unref (self->blobs);
  g_hash_table_unref (self->written_blobs);
  g_array_unref (self->later);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->asked);
  g_cond_clear (&self->answered);
  g_free (self);
}

/**
 * brv_journal_append:
 * @self: a journal
 * @change: what was done to the brief
 * @step: how it came about
 *
 * Hands the change over and returns at once.
 */
void
brv_journal_append (BrvJournal *self, const BrvChange *change, BrvJournalStep step)
{
  Request *request = g_new0 (Request, 1);

  request->kind = REQUEST_APPEND;
  request->entry = brv_journal_entry_new (step, g_get_real_time (), change);
  request->asked_us = g_get_monotonic_time ();
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->requests, request);
  g_cond_signal (&self->asked);
  g_mutex_unlock (&self->mutex);
}

/**
 * brv_journal_flush:
 * @self: a journal
 *
 * Waits until all that was appended is on stable storage.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NO_SPACE or _WRITE
 */
gboolean
brv_journal_flush (BrvJournal *self, GError **error)
{
  Request request = { .kind = REQUEST_FLUSH };

  return ask (self, &request, error);
}

/**
 * brv_journal_take_snapshot:
 * @self: a journal
 * @brief: what is going to be saved
 * @snapshot: (out caller-allocates): what belongs to it
 *
 * Finds the point of the journal at which the brief was @brief. Must be followed by
 * brv_journal_settle() or brv_journal_abandon_snapshot().
 */
void
brv_journal_take_snapshot (BrvJournal *self, const BrvBrief *brief, BrvJournalSnapshot *snapshot)
{
  Request request = { .kind = REQUEST_SNAPSHOT, .brief = brief, .snapshot = snapshot };

  ask (self, &request, NULL);
}

/**
 * brv_journal_settle:
 * @self: a journal
 * @brief: what was saved
 * @snapshot: what was taken for it
 *
 * Lets go of the journal up to the snapshot, since the file has it now.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NO_SPACE or _WRITE if the working copy could not follow
 */
gboolean
brv_journal_settle (BrvJournal *self,
                    const BrvBrief *brief,
                    const BrvJournalSnapshot *snapshot,
                    GError **error)
{
  Request request = { .kind = REQUEST_SETTLE, .brief = brief, .settled = snapshot };

  return ask (self, &request, error);
}

/**
 * brv_journal_abandon_snapshot:
 * @self: a journal
 *
 * Goes on as before after a save that failed.
 */
void
brv_journal_abandon_snapshot (BrvJournal *self)
{
  Request request = { .kind = REQUEST_ABANDON_SNAPSHOT };

  ask (self, &request, NULL);
}

/**
 * brv_journal_keep:
 * @self: a journal
 * @name: what the present state is to be called; empty if nobody asked for it
 *
 * Keeps the present state as a checkpoint.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NO_SPACE or _WRITE
 */
gboolean
brv_journal_keep (BrvJournal *self, const char *name, GError **error)
{
  Request request = { .kind = REQUEST_KEEP, .name = name };

  return ask (self, &request, error);
}
