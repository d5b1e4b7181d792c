/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workspace/brv-import-job-private.h"

#include <glib/gi18n-lib.h>

#include "workspace/brv-import-entry.h"
#include "workspace/brv-import-merge.h"

/* How often what has come out is put into the document. */
#define DELIVERY_INTERVAL_MS 50
/* Sources that one change adds: what a change costs everybody who follows it stays small. */
#define BATCH_SOURCES 16
/* So long a slow file keeps what is ready after it out of the document, for the sake of the order. */
#define ORDER_PATIENCE_US ((gint64)2 * G_USEC_PER_SEC)

struct _BrvImportJob
{
  GObject parent_instance;

  /* Owned */
  BrvTask *task;
  /* (element-type BrvImportEntry): in order; a folder's files come in its place */
  GPtrArray *entries;
  GPtrArray *folders; /* (element-type BrvImportEntry): that gave way to their files */
  GArray *outcomes;   /* (element-type BrvImportOutcome): shown when finished */
  BrvDocument *document;
  BrvWorkerClient *workers;
  GThreadPool *pool;     /* (nullable): while it runs */
  GAsyncQueue *finished; /* (element-type BrvImportEntry): from the threads */

  guint n_left;        /* entries that the threads still have */
  guint next;          /* index of the first entry that is not delivered */
  gint64 held_back_us; /* since when something is ready behind a file that is not; 0: it is not */
  gboolean is_stopped; /* nothing more goes into the document */
  gboolean has_begun;  /* its step of the history is there */
  gint n_done;         /* written by the main thread, read by all */
  gint n_inputs;       /* likewise */
};

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvImportJob, brv_import_job, G_TYPE_OBJECT)

static void
clear_outcome (gpointer data)
{
  brv_import_outcome_clear (data);
}

static void
brv_import_job_finalize (GObject *object)
{
  BrvImportJob *self = BRV_IMPORT_JOB (object);

  g_clear_object (&self->task);
  g_clear_object (&self->document);
  g_clear_pointer (&self->workers, brv_worker_client_unref);
  g_clear_pointer (&self->outcomes, g_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  g_clear_pointer (&self->finished, g_async_queue_unref);

  G_OBJECT_CLASS (brv_import_job_parent_class)->finalize (object);
}

static void
brv_import_job_class_init (BrvImportJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = brv_import_job_finalize;

  /* All outcomes are there, and the sources that could be made are in the document. */
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", BRV_TYPE_IMPORT_JOB, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_import_job_init (BrvImportJob *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_import_entry_free);
  self->folders = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_import_entry_free);
  self->outcomes = g_array_new (FALSE, FALSE, sizeof (BrvImportOutcome));
  g_array_set_clear_func (self->outcomes, clear_outcome);
  self->finished = g_async_queue_new ();
}

static void
free_pool (GThreadPool *pool)
{
  g_thread_pool_free (pool, FALSE, TRUE);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
is_passed_over (const BrvImportEntry *entry)
{
  return entry->in_folder &&
         g_error_matches (entry->error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED);
}

/* Says that an input held more than was taken. */
static void
add_cut_outcome (BrvImportJob *self, const BrvImportEntry *entry, guint input)
{
  g_autofree char *name = g_filename_display_basename (entry->name);
  BrvImportOutcome outcome = { .name = g_strdup (entry->name), .input = input };

  outcome.error = g_error_new (
    BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE,
    _ (
      "“%s” holds more than can be taken from one file. The first of its sources were added; split "
      "it to add the rest."),
    name);
  g_array_append_val (self->outcomes, outcome);
}

/* What became of the sources of an input, or why it gave none. */
static void
add_outcomes (BrvImportJob *self, guint input)
{
  const BrvImportEntry *entry = g_ptr_array_index (self->entries, input);
  guint n = entry->result != NULL ? entry->delivered->len : 1;

  for (guint i = 0; i < n; i++)
    {
      BrvImportOutcome outcome = { .passed_over = is_passed_over (entry) };

      if (entry->result != NULL)
        outcome = g_array_index (entry->delivered, BrvImportOutcome, i);
      else
        outcome.error = g_error_copy (entry->error);
      outcome.name = g_strdup (entry->name);
      outcome.input = input;
      g_array_append_val (self->outcomes, outcome);
    }
  if (entry->result != NULL && brv_import_result_is_cut (entry->result))
    add_cut_outcome (self, entry, input);
}

static void
finish (BrvImportJob *self)
{
  g_autoptr (BrvImportJob) alive = g_object_ref (self);

  g_clear_pointer (&self->pool, free_pool);
  for (guint i = 0; i < self->entries->len; i++)
    add_outcomes (self, i);
  brv_task_end (self->task, NULL);
  g_signal_emit (alive, signals[SIGNAL_FINISHED], 0);
}

static gboolean
has_more (const BrvImportEntry *entry)
{
  return entry->result != NULL &&
         entry->delivered->len < brv_import_result_get_n_sources (entry->result);
}

/* Puts sources of one entry into @batch, as many as have room there, or learns that they are known. */
static void
deliver (BrvImportJob *self, BrvImportEntry *entry, GHashTable *known, GPtrArray *batch)
{
  while (has_more (entry) && batch->len < BATCH_SOURCES)
    {
      BrvSource *source = brv_import_result_get_source (entry->result, entry->delivered->len);
      BrvImportOutcome outcome = { 0 };

      if (brv_import_merge_take (self->document, known, source, &outcome))
        g_ptr_array_add (batch, brv_source_ref (source));
      g_array_append_val (entry->delivered, outcome);
    }
}

/* The next entry with something to deliver from an index on, or NULL. */
static BrvImportEntry *
find_ready (const BrvImportJob *self, guint from)
{
  for (guint i = from; i < self->entries->len; i++)
    {
      BrvImportEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->done && has_more (entry))
        return entry;
    }
  return NULL;
}

/*
 * The next entry that may be delivered, or NULL; out of order only when it has waited long for one
 * before it. How long the first of all takes does not count while nothing else is ready: on a busy
 * machine the workers are as slow to start for each.
 */
static BrvImportEntry *
find_deliverable (BrvImportJob *self)
{
  BrvImportEntry *ready = NULL;

  while (self->next < self->entries->len)
    {
      BrvImportEntry *entry = g_ptr_array_index (self->entries, self->next);

      if (!entry->done)
        break;
      if (has_more (entry))
        {
          self->held_back_us = 0;
          return entry;
        }
      self->next++;
    }
  ready = find_ready (self, self->next);
  if (ready == NULL)
    self->held_back_us = 0;
  else if (self->held_back_us == 0)
    self->held_back_us = g_get_monotonic_time ();
  else if (g_get_monotonic_time () - self->held_back_us > ORDER_PATIENCE_US)
    return ready;
  return NULL;
}

static void
deliver_batch (BrvImportJob *self)
{
  BrvImportEntry *entry = find_deliverable (self);
  g_autoptr (BrvBrief) brief = NULL;
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (GPtrArray) batch = NULL;

  if (entry == NULL)
    return;
  brief = brv_brief_ref (brv_document_get_brief (self->document));
  known = brv_import_merge_index (brief);
  batch = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  for (; entry != NULL && batch->len < BATCH_SOURCES; entry = find_deliverable (self))
    deliver (self, entry, known, batch);
  if (batch->len == 0)
    return;
  if (!self->has_begun)
    brv_document_seal (self->document);
  self->has_begun = TRUE;
  brv_edit_import_sources (self->document, (BrvSource *const *)batch->pdata, batch->len,
                           self->entries->len > 1, NULL);
}

static void
push (BrvImportJob *self, BrvImportEntry *entry)
{
  brv_import_entry_prepare (entry);
  entry->delivered = g_array_new (FALSE, FALSE, sizeof (BrvImportOutcome));
  self->n_left++;
  g_thread_pool_push (self->pool, entry, NULL);
}

/* Puts the files of a folder into its place. */
static void
open_folder (BrvImportJob *self, BrvImportEntry *folder)
{
  guint index = 0;
  g_autoptr (GPtrArray) old = self->entries;

  if (!g_ptr_array_find (old, folder, &index))
    return;
  self->entries =
    g_ptr_array_new_full (old->len + folder->found->len, (GDestroyNotify)brv_import_entry_free);
  g_ptr_array_set_free_func (old, NULL);
  for (guint i = 0; i < old->len; i++)
    {
      if (i != index)
        g_ptr_array_add (self->entries, g_ptr_array_index (old, i));
      for (guint k = 0; i == index && k < folder->found->len; k++)
        {
          BrvImportEntry *entry =
            brv_import_entry_new_for_path (g_ptr_array_index (folder->found, k), TRUE);

          g_ptr_array_add (self->entries, entry);
          push (self, entry);
        }
    }
  g_ptr_array_add (self->folders, folder);
  g_atomic_int_set (&self->n_inputs, (gint)self->entries->len);
}

/* Takes what the threads have finished. */
static void
collect (BrvImportJob *self)
{
  BrvImportEntry *entry;

  while ((entry = g_async_queue_try_pop (self->finished)) != NULL)
    {
      self->n_left--;
      entry->done = TRUE;
      if (entry->found != NULL)
        open_folder (self, entry);
      else
        g_atomic_int_inc (&self->n_done);
    }
}

static gboolean
deliver_cb (gpointer data)
{
  BrvImportJob *self = data;

  collect (self);
  if (!self->is_stopped)
    deliver_batch (self);
  if (self->n_left > 0 || (!self->is_stopped && find_deliverable (self) != NULL))
    return G_SOURCE_CONTINUE;
  finish (self);
  return G_SOURCE_REMOVE;
}

/* What is told while one page comes. */
typedef struct
{
  BrvImportJob *job;
  BrvImportEntry *entry;
} Fetching;

static void
fetch_progress_cb (gsize n_received, gsize n_total, gpointer user_data)
{
  const Fetching *fetching = user_data;
  BrvImportJob *self = fetching->job;
  double share = n_total > 0 ? MIN (1.0, (double)n_received / (double)n_total) : 0.0;
  gint n_inputs = g_atomic_int_get (&self->n_inputs);

  if (n_inputs == 1 && n_total == 0)
    brv_task_report (self->task, fetching->entry->name, -1);
  else
    brv_task_report (self->task, fetching->entry->name,
                     (g_atomic_int_get (&self->n_done) + share) / MAX (n_inputs, 1));
}

static void
import_entry (gpointer data, gpointer user_data)
{
  BrvImportEntry *entry = data;
  BrvImportJob *self = user_data;
  GCancellable *cancellable = brv_task_get_cancellable (self->task);
  gint n_inputs = g_atomic_int_get (&self->n_inputs);
  gint n_done = g_atomic_int_get (&self->n_done);
  Fetching fetching = { self, entry };

  if (g_cancellable_set_error_if_cancelled (cancellable, &entry->error))
    {
      g_async_queue_push (self->finished, entry);
      return;
    }
  brv_task_report (self->task, entry->name, (double)n_done / MAX (n_inputs, 1));
  brv_import_entry_run (entry, self->workers, fetch_progress_cb, &fetching, cancellable);
  g_async_queue_push (self->finished, entry);
}

/**
 * brv_import_job_new:
 * @document: where the sources go
 * @workers: what reads them
 * @inputs: (array length=n_inputs): what to import; copied. A path may be a folder's: all files in
 *   it are imported. An input with an address alone is fetched from there
 * @n_inputs: how many, at least 1
 *
 * Starts an import that runs as many workers at a time as there are cores. It needs a main loop;
 * the main thread's work is to put a few sources at a time into @document.
 *
 * Returns: (transfer full): the running job
 */
BrvImportJob *
brv_import_job_new (BrvDocument *document,
                    BrvWorkerClient *workers,
                    const BrvImportInput *inputs,
                    guint n_inputs)
{
  BrvImportJob *self = g_object_new (BRV_TYPE_IMPORT_JOB, NULL);

  self->document = g_object_ref (document);
  self->workers = brv_worker_client_ref (workers);
  self->task = brv_task_new (_ ("Adding Sources"));
  self->n_inputs = (gint)n_inputs;
  for (guint i = 0; i < n_inputs; i++)
    g_ptr_array_add (self->entries, brv_import_entry_new (&inputs[i]));
  self->pool = g_thread_pool_new (import_entry, self, (gint)g_get_num_processors (), FALSE, NULL);
  for (guint i = 0; i < n_inputs; i++)
    push (self, g_ptr_array_index (self->entries, i));
  g_timeout_add_full (G_PRIORITY_DEFAULT, DELIVERY_INTERVAL_MS, deliver_cb, g_object_ref (self),
                      g_object_unref);
  return self;
}

/**
 * brv_import_job_stop:
 * @self: a job
 *
 * Cancels the job, and keeps what it has ready out of the document.
 */
void
brv_import_job_stop (BrvImportJob *self)
{
  self->is_stopped = TRUE;
  brv_task_cancel (self->task);
}

/**
 * brv_import_job_get_task:
 * @self: a job
 *
 * Returns: (transfer none): its progress
 */
BrvTask *
brv_import_job_get_task (BrvImportJob *self)
{
  g_return_val_if_fail (BRV_IS_IMPORT_JOB (self), NULL);

  return self->task;
}

/**
 * brv_import_job_get_n_inputs:
 * @self: a job
 *
 * Returns: how many inputs it has; of a folder each file counts, once it was looked into
 */
guint
brv_import_job_get_n_inputs (BrvImportJob *self)
{
  g_return_val_if_fail (BRV_IS_IMPORT_JOB (self), 0);

  return (guint)self->n_inputs;
}

/**
 * brv_import_job_get_n_done:
 * @self: a job
 *
 * Returns: how many inputs are dealt with
 */
guint
brv_import_job_get_n_done (BrvImportJob *self)
{
  g_return_val_if_fail (BRV_IS_IMPORT_JOB (self), 0);

  return (guint)g_atomic_int_get (&self->n_done);
}

/**
 * brv_import_job_get_outcomes:
 * @self: a job
 * @n_outcomes: (out): how many; 0 before it has finished
 *
 * Returns: (array length=n_outcomes): what became of each input, in their order; an input that
 *   gave several sources has one for each
 */
const BrvImportOutcome *
brv_import_job_get_outcomes (BrvImportJob *self, guint *n_outcomes)
{
  g_return_val_if_fail (BRV_IS_IMPORT_JOB (self), NULL);

  *n_outcomes = self->outcomes->len;
  return (const BrvImportOutcome *)(gconstpointer)self->outcomes->data;
}

/**
 * brv_import_job_get_result:
 * @self: a job that has finished
 * @input: index of an input
 *
 * Returns: (transfer none) (nullable): all that the input gave, its attachments too; %NULL if it
 *   failed
 */
const BrvImportResult *
brv_import_job_get_result (BrvImportJob *self, guint input)
{
  const BrvImportEntry *entry = NULL;

  g_return_val_if_fail (BRV_IS_IMPORT_JOB (self), NULL);
  g_return_val_if_fail (input < self->entries->len, NULL);

  entry = g_ptr_array_index (self->entries, input);
  return entry->result;
}

/**
 * brv_import_job_count:
 * @self: a job
 *
 * Returns: how many outcomes there are of each kind; none before it has finished
 */
BrvImportTally
brv_import_job_count (BrvImportJob *self)
{
  BrvImportTally tally = { 0 };

  g_return_val_if_fail (BRV_IS_IMPORT_JOB (self), tally);

  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const BrvImportOutcome *outcome = &g_array_index (self->outcomes, BrvImportOutcome, i);

      if (outcome->error == NULL && outcome->duplicate)
        tally.n_duplicates++;
      else if (outcome->error == NULL)
        tally.n_added++;
      else if (is_cancelled (outcome->error))
        tally.n_cancelled++;
      else if (outcome->passed_over)
        tally.n_passed_over++;
      else
        tally.n_failed++;
    }
  return tally;
}
