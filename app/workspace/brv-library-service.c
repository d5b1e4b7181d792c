/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workspace/brv-library-service.h"

struct _BrvLibraryService
{
  GObject parent_instance;

  char *folder; /* (nullable): the usual one */

  GMutex opening;      /* over the next: */
  BrvLibrary *library; /* (nullable): not asked for yet, or it could not be opened */

  guint care_id; /* of the timeout after which the library is looked after; 0: it is not */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  SIGNAL_ON_NETWORK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvLibraryService, brv_library_service, G_TYPE_OBJECT)

/* What runs on another thread. */
typedef struct
{
  BrvLibraryFunc function;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_answer;
  gboolean is_change;
} Job;

/* A search on another thread. */
typedef struct
{
  char *typed;
  BrvLibraryOrder order;
  guint limit;
  guint n_shown;
} Search;

/* What a brief uses, for the library to remember. */
typedef struct
{
  BrvBrief *brief;
  char *path;
} Usage;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->typed);
  g_free (search);
}

static void
usage_free (gpointer data)
{
  Usage *usage = data;

  brv_brief_unref (usage->brief);
  g_free (usage->path);
  g_free (usage);
}

static void
brv_library_service_finalize (GObject *object)
{
  BrvLibraryService *self = BRV_LIBRARY_SERVICE (object);

  g_clear_handle_id (&self->care_id, g_source_remove);
  g_clear_pointer (&self->library, brv_library_unref);
  g_mutex_clear (&self->opening);
  g_free (self->folder);

  G_OBJECT_CLASS (brv_library_service_parent_class)->finalize (object);
}

static void
brv_library_service_class_init (BrvLibraryServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = brv_library_service_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BRV_TYPE_LIBRARY_SERVICE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", BRV_TYPE_LIBRARY_SERVICE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_ON_NETWORK] =
    g_signal_new ("on-network", BRV_TYPE_LIBRARY_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
brv_library_service_init (BrvLibraryService *self)
{
  g_mutex_init (&self->opening);
}

/**
 * brv_library_service_new:
 * @folder: (nullable): where the library is; %NULL is the usual place
 *
 * Returns: (transfer full): a service; nothing is opened before it is asked for
 */
BrvLibraryService *
brv_library_service_new (const char *folder)
{
  BrvLibraryService *self = g_object_new (BRV_TYPE_LIBRARY_SERVICE, NULL);

  self->folder = g_strdup (folder);
  return self;
}

/**
 * brv_library_service_is_there:
 * @self: a service
 *
 * Returns: whether there is a library; it is made when the first source comes in
 */
gboolean
brv_library_service_is_there (BrvLibraryService *self)
{
  g_return_val_if_fail (BRV_IS_LIBRARY_SERVICE (self), FALSE);

  return brv_library_is_there (self->folder);
}

/* What happened to the library on some thread, for the main loop. */
typedef struct
{
  BrvLibraryService *service;
  GError *error;
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  g_object_unref (news->service);
  g_error_free (news->error);
  g_free (news);
}

static gboolean
news_cb (gpointer data)
{
  News *news = data;

  g_signal_emit (news->service, signals[SIGNAL_FAILED], 0, news->error);
  return G_SOURCE_REMOVE;
}

static void
tell_later (BrvLibraryService *self, const char *text)
{
  News *news = g_new0 (News, 1);

  news->service = g_object_ref (self);
  news->error = g_error_new_literal (BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED, text);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, news_cb, news, news_free);
}

static gboolean
on_network_cb (gpointer data)
{
  BrvLibraryService *self = data;
  g_autoptr (BrvLibrary) library = brv_library_service_open (self, NULL);

  if (library != NULL)
    g_signal_emit (self, signals[SIGNAL_ON_NETWORK], 0, library);
  return G_SOURCE_REMOVE;
}

/* Of a library that was just opened, to those who have a main loop and listen. */
static void
tell_network_later (BrvLibraryService *self)
{
  if (brv_library_is_on_network (self->library) &&
      g_signal_has_handler_pending (self, signals[SIGNAL_ON_NETWORK], 0, FALSE))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_network_cb, g_object_ref (self), g_object_unref);
}

/**
 * brv_library_service_open:
 * @self: a service
 * @error: return location for an error
 *
 * Opens the library where it is not open yet; to read only, where another process writes it. May be
 * called on any thread.
 *
 * Returns: (transfer full) (nullable): the library, or %NULL with a BRV_STORAGE_ERROR as
 *   brv_library_open() gives them; the next call tries again
 */
BrvLibrary *
brv_library_service_open (BrvLibraryService *self, GError **error)
{
  BrvLibraryOptions options = { .folder = self->folder };
  g_autoptr (GError) fault = NULL;
  g_autofree char *told = NULL;
  BrvLibrary *library = NULL;

  g_mutex_lock (&self->opening);
  if (self->library == NULL)
    {
      self->library = brv_library_open_mended (&options, &told, &fault);
      if (g_error_matches (fault, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED))
        {
          g_clear_error (&fault);
          options.read_only = TRUE;
          self->library = brv_library_open (&options, &fault);
        }
      if (self->library != NULL)
        tell_network_later (self);
    }
  if (self->library != NULL)
    library = brv_library_ref (self->library);
  else
    g_propagate_error (error, g_steal_pointer (&fault));
  g_mutex_unlock (&self->opening);
  if (told != NULL)
    tell_later (self, told);
  return library;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (BrvLibrary) library = brv_library_service_open (source, &error);
  gpointer answer = library != NULL ? job->function (library, job->data, &error) : NULL;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, job->free_answer);
}

/**
 * brv_library_service_run_async:
 * @self: a service
 * @function: what asks or changes the library; called on another thread
 * @data: for @function
 * @free_data: (nullable): frees @data
 * @free_answer: (nullable): frees what @function answers, where nobody takes it
 * @is_change: whether a signal is to tell of it
 * @callback: (nullable): what to call when it is done
 * @user_data: for @callback
 */
void
brv_library_service_run_async (BrvLibraryService *self,
                               BrvLibraryFunc function,
                               gpointer data,
                               GDestroyNotify free_data,
                               GDestroyNotify free_answer,
                               gboolean is_change,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  *job = (Job){ function, data, free_data, free_answer, is_change };
  g_task_set_source_tag (task, brv_library_service_run_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * brv_library_service_run_finish:
 * @self: a service
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the function answered; on an error %NULL with what it
 *   said or with a BRV_STORAGE_ERROR
 */
gpointer
brv_library_service_run_finish (BrvLibraryService *self, GAsyncResult *result, GError **error)
{
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) fault = NULL;
  gpointer answer;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), &fault);
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  else if (job->is_change)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return answer;
}

static gpointer
add_sources (BrvLibrary *library, gpointer data, GError **error)
{
  const GPtrArray *sources = data;

  if (brv_library_is_read_only (library))
    return NULL;
  brv_library_add (library, (const BrvSource *const *)sources->pdata, sources->len, NULL, NULL,
                   error);
  return NULL;
}

static void
change_done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  BrvLibraryService *self = BRV_LIBRARY_SERVICE (object);
  g_autoptr (GError) error = NULL;

  brv_library_service_run_finish (self, result, &error);
  if (error != NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/**
 * brv_library_service_add:
 * @self: a service
 * @sources: (element-type BrvSource) (transfer none): sources that came in
 *
 * Begins to add them. Where another process writes the library, they are not added.
 */
void
brv_library_service_add (BrvLibraryService *self, GPtrArray *sources)
{
  g_return_if_fail (BRV_IS_LIBRARY_SERVICE (self));

  brv_library_service_run_async (self, add_sources, g_ptr_array_ref (sources),
                                 (GDestroyNotify)g_ptr_array_unref, NULL, TRUE, change_done_cb,
                                 NULL);
}

static gpointer
warm (BrvLibrary *library, gpointer data, GError **error)
{
  brv_library_warm (library, NULL, NULL);
  return NULL;
}

/**
 * brv_library_service_warm:
 * @self: a service
 *
 * Begins to make searches quick, for somebody is about to type one.
 */
void
brv_library_service_warm (BrvLibraryService *self)
{
  g_return_if_fail (BRV_IS_LIBRARY_SERVICE (self));

  if (brv_library_service_is_there (self))
    brv_library_service_run_async (self, warm, NULL, NULL, NULL, FALSE, NULL, NULL);
}

static gpointer
care (BrvLibrary *library, gpointer data, GError **error)
{
  if (brv_library_is_care_due (library))
    brv_library_care (library, NULL, error);
  return NULL;
}

static gboolean
care_cb (gpointer data)
{
  BrvLibraryService *self = data;

  if (brv_library_service_is_there (self))
    brv_library_service_run_async (self, care, NULL, NULL, NULL, FALSE, change_done_cb, NULL);
  return G_SOURCE_CONTINUE;
}

/**
 * brv_library_service_take_care:
 * @self: a service
 * @interval_s: seconds between two looks whether it is time
 *
 * From now on looks for damage once a day, and keeps a copy of what is sound.
 */
void
brv_library_service_take_care (BrvLibraryService *self, guint interval_s)
{
  g_return_if_fail (BRV_IS_LIBRARY_SERVICE (self) && self->care_id == 0);

  self->care_id = g_timeout_add_seconds (interval_s, care_cb, self);
}

static void
count_quotes (const BrvBrief *brief, guint *n_quotes)
{
  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      for (guint k = 0; k < brv_section_get_n_blocks (section); k++)
        {
          const BrvQuote *quote = brv_block_get_quote (brv_section_get_block (section, k));

          if (quote == NULL)
            continue;
          for (guint s = 0; s < brv_brief_get_n_sources (brief); s++)
            {
              if (brv_id_equal (brv_source_get_id (brv_brief_get_source (brief, s)),
                                brv_anchor_get_source_id (brv_quote_get_anchor (quote))))
                n_quotes[s]++;
            }
        }
    }
}

static gpointer
note_usage (BrvLibrary *library, gpointer data, GError **error)
{
  const Usage *usage = data;
  guint n_sources = brv_brief_get_n_sources (usage->brief);
  g_autofree guint *n_quotes = g_new0 (guint, n_sources + 1);
  g_autofree const char **hashes = g_new0 (const char *, n_sources + 1);
  const char *title = brv_record_get (brv_brief_get_record (usage->brief), BRV_BRIEF_FIELD_TITLE);

  if (brv_library_is_read_only (library))
    return NULL;
  count_quotes (usage->brief, n_quotes);
  for (guint i = 0; i < n_sources; i++)
    hashes[i] = brv_source_get_bytes_sha256 (brv_brief_get_source (usage->brief, i));
  brv_library_set_usage (library, brv_brief_get_id (usage->brief), title != NULL ? title : "",
                         usage->path, hashes, n_quotes, n_sources, error);
  return NULL;
}

/**
 * brv_library_service_note_brief:
 * @self: a service
 * @brief: a brief that was saved
 * @path: where
 *
 * Begins to remember which sources of the library the brief has and quotes, if there is one.
 */
void
brv_library_service_note_brief (BrvLibraryService *self, const BrvBrief *brief, const char *path)
{
  Usage *usage;

  g_return_if_fail (BRV_IS_LIBRARY_SERVICE (self));

  if (!brv_library_service_is_there (self))
    return;
  usage = g_new0 (Usage, 1);
  usage->brief = brv_brief_ref (brief);
  usage->path = g_strdup (path);
  brv_library_service_run_async (self, note_usage, usage, usage_free, NULL, TRUE, change_done_cb,
                                 NULL);
}

static void
search_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (BrvLibrary) library = brv_library_service_open (source, &error);
  const Search *search = data;
  BrvLibraryHits *hits =
    library != NULL ? brv_library_hits_find (library, search->typed, search->order, search->limit,
                                             search->n_shown, cancellable, &error)
                    : NULL;

  if (hits != NULL)
    g_task_return_pointer (task, hits, (GDestroyNotify)brv_library_hits_free);
  else
    g_task_return_error (task, error);
}

/**
 * brv_library_service_search_async:
 * @self: a service
 * @typed: what stands in the search field
 * @order: how the hits follow each other
 * @limit: the most hits wanted; 0: all
 * @n_shown: of how many of them what a list shows is read too
 * @cancellable: (nullable): stops the search, which makes way for another
 * @callback: what to call when it is done
 * @user_data: for @callback
 */
void
brv_library_service_search_async (BrvLibraryService *self,
                                  const char *typed,
                                  BrvLibraryOrder order,
                                  guint limit,
                                  guint n_shown,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  *search = (Search){ g_strdup (typed), order, limit, n_shown };
  g_task_set_source_tag (task, brv_library_service_search_async);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_in_thread);
}

/**
 * brv_library_service_search_finish:
 * @self: a service
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what was found, or %NULL with a BRV_STORAGE_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
BrvLibraryHits *
brv_library_service_search_finish (BrvLibraryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
