/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workspace/brv-import-job-private.h"

#include <glib/gi18n-lib.h>

/* One input with what became of it. Its thread writes result and error, then hands it back. */
typedef struct
{
  BrvImportInput input;
  char *path;
  GBytes *bytes;
  char *media_type;
  char *address;
  char *charset;
  char *password;
  char *name;              /* in messages */
  BrvImportResult *result; /* (nullable) */
  GError *error;           /* (nullable): why there is none */
} Entry;

struct _BrvImportJob
{
  GObject parent_instance;

  /* Owned */
  BrvTask *task;
  GPtrArray *entries; /* (element-type Entry) */
  GArray *outcomes;   /* (element-type BrvImportOutcome): shown when finished */
  BrvDocument *document;
  BrvWorkerClient *workers;
  GThreadPool *pool; /* (nullable): while it runs */

  gint n_done; /* counted on the main thread, read on all */
};

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvImportJob, brv_import_job, G_TYPE_OBJECT)

static void
entry_free (Entry *entry)
{
  g_free (entry->path);
  g_clear_pointer (&entry->bytes, g_bytes_unref);
  g_free (entry->media_type);
  g_free (entry->address);
  g_free (entry->charset);
  g_free (entry->password);
  g_free (entry->name);
  g_clear_pointer (&entry->result, brv_import_result_unref);
  g_clear_error (&entry->error);
  g_free (entry);
}

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
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  self->outcomes = g_array_new (FALSE, FALSE, sizeof (BrvImportOutcome));
  g_array_set_clear_func (self->outcomes, clear_outcome);
}

/* The bytes of one source are the same whatever its name: by their hash it is known again. */
static const BrvSource *
find_twin (const BrvBrief *brief, GPtrArray *added, const BrvSource *source)
{
  const char *hash = brv_source_get_bytes_sha256 (source);

  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    {
      const BrvSource *other = brv_brief_get_source (brief, i);

      if (g_str_equal (brv_source_get_bytes_sha256 (other), hash))
        return other;
    }
  for (guint i = 0; i < added->len; i++)
    {
      const BrvSource *other = g_ptr_array_index (added, i);

      if (g_str_equal (brv_source_get_bytes_sha256 (other), hash))
        return other;
    }
  return NULL;
}

/**
 * brv_import_job_settle:
 * @document: the document
 * @sources: (element-type BrvSource) (nullable elements): what was imported; %NULL for a failure
 * @outcomes: (array): one for each of @sources; its source and duplicate are filled in
 * @error: return location
 *
 * Adds those of @sources to @document that it does not have yet, as one change.
 *
 * Returns: %FALSE if the document refuses
 */
gboolean
brv_import_job_settle (BrvDocument *document,
                       GPtrArray *sources,
                       BrvImportOutcome *outcomes,
                       GError **error)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  const BrvBrief *brief = brv_document_get_brief (document);

  for (guint i = 0; i < sources->len; i++)
    {
      BrvSource *source = g_ptr_array_index (sources, i);
      const BrvSource *twin;

      if (source == NULL)
        continue;
      twin = find_twin (brief, added, source);
      outcomes[i].duplicate = twin != NULL;
      outcomes[i].source_id = brv_source_get_id (twin != NULL ? twin : source);
      if (twin == NULL)
        g_ptr_array_add (added, source);
    }
  if (added->len == 0)
    return TRUE;
  return brv_edit_add_sources (document, (BrvSource *const *)added->pdata, added->len, error);
}

static void
free_pool (GThreadPool *pool)
{
  g_thread_pool_free (pool, FALSE, FALSE);
}

/* One outcome a source, in step with sources, whose element is NULL for an input that gave none. */
static void
add_outcomes (BrvImportJob *self, guint input, GPtrArray *sources)
{
  const Entry *entry = g_ptr_array_index (self->entries, input);
  guint n = entry->result != NULL ? brv_import_result_get_n_sources (entry->result) : 1;

  for (guint i = 0; i < n; i++)
    {
      const BrvImportOutcome outcome = {
        .name = g_strdup (entry->name),
        .input = input,
        .error = entry->error != NULL ? g_error_copy (entry->error) : NULL,
      };

      g_ptr_array_add (
        sources, entry->result != NULL ? brv_import_result_get_source (entry->result, i) : NULL);
      g_array_append_val (self->outcomes, outcome);
    }
}

static void
finish (BrvImportJob *self)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImportJob) alive = g_object_ref (self);

  g_clear_pointer (&self->pool, free_pool);
  for (guint i = 0; i < self->entries->len; i++)
    add_outcomes (self, i, sources);
  brv_import_job_settle (self->document, sources,
                         (BrvImportOutcome *)(gpointer)self->outcomes->data, &error);
  brv_task_end (self->task, error);
  g_signal_emit (alive, signals[SIGNAL_FINISHED], 0);
}

static gboolean
entry_done_cb (gpointer data)
{
  BrvImportJob *self = data;

  g_atomic_int_inc (&self->n_done);
  if ((guint)self->n_done == self->entries->len)
    finish (self);
  return G_SOURCE_REMOVE;
}

static void
import_entry (gpointer data, gpointer user_data)
{
  Entry *entry = data;
  BrvImportJob *self = user_data;
  GCancellable *cancellable = brv_task_get_cancellable (self->task);

  if (!g_cancellable_set_error_if_cancelled (cancellable, &entry->error))
    {
      gint n_done = g_atomic_int_get (&self->n_done);

      brv_task_report (self->task, entry->name, (double)n_done / (double)self->entries->len);
      entry->result = brv_import (self->workers, &entry->input, cancellable, &entry->error);
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, entry_done_cb, g_object_ref (self), g_object_unref);
}

static void
add_entry (BrvImportJob *self, const BrvImportInput *input)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->path = g_strdup (input->path);
  entry->bytes = input->bytes != NULL ? g_bytes_ref (input->bytes) : NULL;
  entry->media_type = g_strdup (input->media_type);
  entry->address = g_strdup (input->address);
  entry->charset = g_strdup (input->charset);
  entry->password = g_strdup (input->password);
  entry->input = (BrvImportInput){ .path = entry->path,
                                   .bytes = entry->bytes,
                                   .media_type = entry->media_type,
                                   .address = entry->address,
                                   .charset = entry->charset,
                                   .password = entry->password };
  entry->name =
    g_strdup (input->path != NULL ? input->path
                                  : (input->address != NULL ? input->address : _ ("Clipboard")));
  g_ptr_array_add (self->entries, entry);
}

/**
 * brv_import_job_new:
 * @document: where the sources go
 * @workers: what reads them
 * @inputs: (array length=n_inputs): what to import; copied
 * @n_inputs: how many, at least 1
 *
 * Starts an import that runs as many workers at a time as there are cores.
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
  for (guint i = 0; i < n_inputs; i++)
    add_entry (self, &inputs[i]);
  self->pool = g_thread_pool_new (import_entry, self, (gint)g_get_num_processors (), FALSE, NULL);
  for (guint i = 0; i < n_inputs; i++)
    g_thread_pool_push (self->pool, g_ptr_array_index (self->entries, i), NULL);
  return self;
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
 * Returns: how many inputs it has
 */
guint
brv_import_job_get_n_inputs (BrvImportJob *self)
{
  g_return_val_if_fail (BRV_IS_IMPORT_JOB (self), 0);

  return self->entries->len;
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

  return (guint)self->n_done;
}

/**
 * brv_import_job_get_outcomes:
 * @self: a job
 * @n_outcomes: (out): how many; 0 before it has finished
 *
 * Returns: (array length=n_outcomes): what became of each source of the inputs, in their order; an
 *   input that failed has one outcome with its error
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
  const Entry *entry = NULL;

  g_return_val_if_fail (BRV_IS_IMPORT_JOB (self), NULL);
  g_return_val_if_fail (input < self->entries->len, NULL);

  entry = g_ptr_array_index (self->entries, input);
  return entry->result;
}

/**
 * brv_import_outcome_clear:
 * @self: an outcome
 *
 * Frees what @self holds.
 */
void
brv_import_outcome_clear (BrvImportOutcome *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->name, g_free);
  g_clear_error (&self->error);
}
