/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-journal.h"

/*
 * Changes are gathered this long before a transaction is made of them, so that fast typing costs
 * a sync or two and not ten; the rest of the 250 ms that are promised is for the disk.
 */
#define GATHER_US 80000
/* After a failure, the time to the next try that nobody asked for. */
#define RETRY_US G_USEC_PER_SEC

typedef enum
{
  REQUEST_APPEND,
  REQUEST_FLUSH,
  REQUEST_SNAPSHOT,
  REQUEST_SETTLE,
  REQUEST_ABANDON_SNAPSHOT,
  REQUEST_KEEP,
  REQUEST_KEEP_LATER,
  REQUEST_NAME_KEPT,
  REQUEST_GET_KEPT,
  REQUEST_STOP,
} RequestKind;

/* What the thread is asked to do. All but APPEND and KEEP_LATER wait for the answer, on the stack. */
typedef struct
{
  RequestKind kind;
  BrvJournalEntry *entry;            /* of APPEND, owned */
  gint64 asked_us;                   /* of APPEND and KEEP_LATER: monotonic */
  const BrvBrief *brief;             /* of SNAPSHOT and SETTLE */
  BrvJournalSnapshot *snapshot;      /* of SNAPSHOT: the answer */
  const BrvJournalSnapshot *settled; /* of SETTLE */
  const char *name;                  /* of KEEP (nullable) and NAME_KEPT */
  guint index;                       /* of NAME_KEPT */
  BrvVersions *kept;                 /* of GET_KEPT: the answer */
  GError *error;                     /* the answer */
  gboolean done;
} Request;

struct _BrvJournal
{
  GThread *thread;
  GMutex mutex;
  GCond asked;
  GCond answered;
  GQueue requests;    /* (element-type Request); under the mutex */
  gboolean is_urgent; /* somebody waits for an answer; under the mutex */

  /* Of the thread alone, once it runs */
  BrvJournalWriter *writer;
  gboolean is_failing;
  BrvJournalFailedFunc failed;
  gpointer failed_data;
};

/* Tells the owner once when writing begins to fail. */
static void
tell (BrvJournal *self, const GError *error)
{
  if (error != NULL && !self->is_failing)
    self->failed (error, self->failed_data);
  self->is_failing = error != NULL;
}

static void
write_and_tell (BrvJournal *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  brv_journal_writer_write (self->writer, &cause);
  tell (self, cause);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
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
      brv_journal_writer_take_snapshot (self->writer, request->brief, request->snapshot);
      break;
    case REQUEST_SETTLE:
      brv_journal_writer_settle (self->writer, request->brief, request->settled, &request->error);
      tell (self, request->error);
      break;
    case REQUEST_ABANDON_SNAPSHOT:
      brv_journal_writer_abandon_snapshot (self->writer);
      break;
    case REQUEST_KEEP:
      brv_journal_writer_keep (self->writer, request->name, &request->error);
      tell (self, request->error);
      break;
    case REQUEST_NAME_KEPT:
      brv_journal_writer_name_kept (self->writer, request->index, request->name, &request->error);
      if (!g_error_matches (request->error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND))
        tell (self, request->error);
      break;
    case REQUEST_GET_KEPT:
      request->kept = brv_journal_writer_get_kept (self->writer);
      break;
    case REQUEST_APPEND:
    case REQUEST_KEEP_LATER:
    default:
      g_assert_not_reached ();
    }
}

static void
keep_and_tell (BrvJournal *self)
{
  g_autoptr (GError) error = NULL;

  brv_journal_writer_keep (self->writer, NULL, &error);
  tell (self, error);
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
              brv_journal_writer_record (self->writer, request->entry);
              brv_journal_entry_unref (request->entry);
              g_free (request);
              continue;
            }
          if (request->kind == REQUEST_KEEP_LATER)
            {
              keep_and_tell (self);
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

  g_mutex_init (&self->mutex);
  g_cond_init (&self->asked);
  g_cond_init (&self->answered);
  g_queue_init (&self->requests);
  self->writer = brv_journal_writer_new (working_copy, contents, database, image);
  self->failed = failed;
  self->failed_data = data;
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
  brv_journal_writer_free (self->writer);
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
 * @name: (nullable): what the present state is to be called; %NULL if nobody asked for it
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

/**
 * brv_journal_keep_later:
 * @self: a journal
 *
 * Keeps the present state as a checkpoint that nobody asked for, and returns at once.
 */
void
brv_journal_keep_later (BrvJournal *self)
{
  Request *request = g_new0 (Request, 1);

  request->kind = REQUEST_KEEP_LATER;
  request->asked_us = g_get_monotonic_time ();
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->requests, request);
  g_cond_signal (&self->asked);
  g_mutex_unlock (&self->mutex);
}

/**
 * brv_journal_name_kept:
 * @self: a journal
 * @index: of a kept state
 * @name: what it is to be called from now on
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NOT_FOUND if there is no such state, _NO_SPACE or _WRITE
 */
gboolean
brv_journal_name_kept (BrvJournal *self, guint index, const char *name, GError **error)
{
  Request request = { .kind = REQUEST_NAME_KEPT, .index = index, .name = name };

  return ask (self, &request, error);
}

/**
 * brv_journal_get_kept:
 * @self: a journal
 *
 * Returns: (transfer full): the kept states
 */
BrvVersions *
brv_journal_get_kept (BrvJournal *self)
{
  Request request = { .kind = REQUEST_GET_KEPT };

  ask (self, &request, NULL);
  return request.kept;
}
