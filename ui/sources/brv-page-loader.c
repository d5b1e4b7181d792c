/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-page-loader.h"

#include "import/brv-import-error.h"
#include "import/brv-page-session.h"
#include "ui/shared/brv-raster-texture.h"

/* Until a page is drawn it is thought to be as large as A4. */
#define USUAL_WIDTH  595.0
#define USUAL_HEIGHT 842.0
/* How much of what was drawn is kept. */
#define MAX_PICTURE_BYTES ((gsize)96 * 1024 * 1024)
#define MAX_AREAS         400000

typedef enum
{
  WISH_NOTHING,
  WISH_PICTURE,
  WISH_AREAS,
} Wish;

struct _BrvPageLoader
{
  GObject parent_instance;

  /* Owned */
  BrvWorkerClient *workers; /* (nullable) */
  BrvSource *source;        /* (nullable) */
  BrvPageSession *session;  /* (nullable) */
  GArray *pages;            /* (element-type BrvLoadedPage) */
  GHashTable *passwords;    /* (element-type utf8 utf8): by the hash of a file's bytes */
  GCancellable *cancellable;

  guint first; /* in sight */
  guint last;
  double scale; /* pixels a point */
  gboolean busy;
  gboolean locked;     /* a password is waited for */
  gboolean mismatched; /* the letters' places belong to another text than the source's */
};

/* Something of a page on its way from the worker. */
typedef struct
{
  BrvPageSession *session;
  Wish wish;
  guint page;
  double scale;
} Job;

enum
{
  SIGNAL_LOADED,
  SIGNAL_RESIZED,
  SIGNAL_PASSWORD_NEEDED,
  SIGNAL_MISMATCHED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (BrvPageLoader, brv_page_loader, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void load_next (BrvPageLoader *self);

static BrvLoadedPage *
get_page (BrvPageLoader *self, guint i)
{
  return &g_array_index (self->pages, BrvLoadedPage, i);
}

static void
page_clear (gpointer data)
{
  BrvLoadedPage *page = data;

  g_clear_object (&page->texture);
  g_clear_pointer (&page->areas, g_array_unref);
  g_free (page->fault);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  brv_page_session_unref (job->session);
  g_free (job);
}

static guint
measure_distance (BrvPageLoader *self, guint page)
{
  return page < self->first ? self->first - page : page > self->last ? page - self->last : 0;
}

static gsize
count_bytes (const BrvLoadedPage *page)
{
  return page->texture == NULL ? 0
                               : (gsize)gdk_texture_get_width (page->texture) * 4 *
                                   (gsize)gdk_texture_get_height (page->texture);
}

/* Lets go of what lies furthest from sight, until the rest is not too much. */
static void
trim (BrvPageLoader *self)
{
  gsize bytes = 0;
  guint n_areas = 0;

  for (guint i = 0; i < self->pages->len; i++)
    {
      bytes += count_bytes (get_page (self, i));
      n_areas += get_page (self, i)->areas != NULL ? get_page (self, i)->areas->len : 0;
    }
  while (bytes > MAX_PICTURE_BYTES || n_areas > MAX_AREAS)
    {
      guint furthest = 0;
      BrvLoadedPage *page = NULL;

      for (guint i = 0; i < self->pages->len; i++)
        if ((get_page (self, i)->texture != NULL || get_page (self, i)->areas != NULL) &&
            (page == NULL || measure_distance (self, i) > measure_distance (self, furthest)))
          {
            furthest = i;
            page = get_page (self, i);
          }
      if (page == NULL || measure_distance (self, furthest) <= 1)
        return;
      bytes -= count_bytes (page);
      n_areas -= page->areas != NULL ? page->areas->len : 0;
      g_clear_object (&page->texture);
      g_clear_pointer (&page->areas, g_array_unref);
    }
}

static void
load_in_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;
  gpointer result = NULL;

  if (job->wish == WISH_PICTURE)
    result = brv_page_session_draw (job->session, job->page, job->scale, cancellable, &error);
  else
    result = brv_page_session_find_areas (job->session, job->page, cancellable, &error);
  if (result == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, result,
                           job->wish == WISH_PICTURE ? (GDestroyNotify)brv_drawn_page_unref
                                                     : (GDestroyNotify)g_array_unref);
}

static void
take_picture (BrvPageLoader *self, const Job *job, const BrvDrawnPage *drawn)
{
  const BrvRaster *raster = brv_drawn_page_get_raster (drawn);
  BrvLoadedPage *page = get_page (self, job->page);
  gboolean resized = fabs (page->width - brv_drawn_page_get_width (drawn)) > 0.5 ||
                     fabs (page->height - brv_drawn_page_get_height (drawn)) > 0.5;

  g_clear_object (&page->texture);
  page->texture = brv_raster_texture_new (raster);
  page->scale = job->scale;
  if (!resized)
    return;
  /* Most pages of a document have one size: those that nobody has seen yet get it. */
  for (guint i = 0; i < self->pages->len; i++)
    if (i == job->page || get_page (self, i)->scale <= 0)
      {
        get_page (self, i)->width = brv_drawn_page_get_width (drawn);
        get_page (self, i)->height = brv_drawn_page_get_height (drawn);
      }
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
}

static void
take_fault (BrvPageLoader *self, const Job *job, const GError *error)
{
  gboolean wrong =
    g_hash_table_contains (self->passwords, brv_source_get_bytes_sha256 (self->source));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PASSWORD))
    {
      self->locked = TRUE;
      g_hash_table_remove (self->passwords, brv_source_get_bytes_sha256 (self->source));
      g_signal_emit (self, signals[SIGNAL_PASSWORD_NEEDED], 0, wrong);
    }
  else if (job->wish == WISH_PICTURE)
    {
      get_page (self, job->page)->fault = g_strdup (_ ("This page cannot be drawn."));
    }
  else
    {
      if (!self->mismatched)
        g_signal_emit (self, signals[SIGNAL_MISMATCHED], 0);
      self->mismatched = TRUE;
    }
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BrvPageLoader *self = BRV_PAGE_LOADER (object);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gpointer loaded = g_task_propagate_pointer (G_TASK (result), &error);

  self->busy = FALSE;
  /* What belongs to another source, or was asked for without the password, is stale. */
  if (job->session == self->session && job->page < self->pages->len)
    {
      if (loaded == NULL)
        take_fault (self, job, error);
      else if (job->wish == WISH_PICTURE)
        take_picture (self, job, loaded);
      else
        {
          g_clear_pointer (&get_page (self, job->page)->areas, g_array_unref);
          get_page (self, job->page)->areas = g_array_ref (loaded);
        }
      trim (self);
      g_signal_emit (self, signals[SIGNAL_LOADED], 0, job->page);
    }
  if (loaded != NULL && job->wish == WISH_PICTURE)
    brv_drawn_page_unref (loaded);
  else if (loaded != NULL)
    g_array_unref (loaded);
  load_next (self);
}

static gboolean
wants (BrvPageLoader *self, guint i, Wish wish)
{
  const BrvLoadedPage *page = i < self->pages->len ? get_page (self, i) : NULL;

  if (page == NULL || page->fault != NULL)
    return FALSE;
  if (wish == WISH_AREAS)
    return page->areas == NULL && !self->mismatched;
  return page->texture == NULL || fabs (page->scale - self->scale) > 0.01 * self->scale;
}

/* What is wanted most: pages in sight, one ahead and one behind, then where their letters are. */
static Wish
find_next (BrvPageLoader *self, guint *page)
{
  for (Wish wish = WISH_PICTURE; wish <= WISH_AREAS; wish++)
    {
      for (*page = self->first; *page <= self->last; (*page)++)
        if (wants (self, *page, wish))
          return wish;
      *page = self->last + 1;
      if (wants (self, *page, wish))
        return wish;
      *page = self->first - 1;
      if (self->first > 0 && wants (self, *page, wish))
        return wish;
    }
  return WISH_NOTHING;
}

static void
load_next (BrvPageLoader *self)
{
  guint page = 0;
  Wish wish = WISH_NOTHING;
  Job *job = NULL;
  g_autoptr (GTask) task = NULL;

  if (self->busy || self->locked || self->workers == NULL || self->source == NULL ||
      self->pages->len == 0 || self->scale <= 0)
    return;
  wish = find_next (self, &page);
  if (wish == WISH_NOTHING)
    return;
  if (self->session == NULL)
    self->session = brv_page_session_new (
      self->workers, self->source,
      g_hash_table_lookup (self->passwords, brv_source_get_bytes_sha256 (self->source)));
  job = g_new0 (Job, 1);
  job->session = brv_page_session_ref (self->session);
  job->wish = wish;
  job->page = page;
  job->scale = self->scale;
  self->busy = TRUE;
  task = g_task_new (self, self->cancellable, loaded_cb, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, load_in_thread);
}

/* Ends the worker; what it was drawing is not wanted any more. */
static void
end_session (BrvPageLoader *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->session, brv_page_session_unref);
}

static gboolean
is_same_document (const BrvSource *a, const BrvSource *b)
{
  return g_str_equal (brv_source_get_bytes_sha256 (a), brv_source_get_bytes_sha256 (b)) &&
         g_str_equal (brv_source_get_text_sha256 (a), brv_source_get_text_sha256 (b));
}

static void
brv_page_loader_dispose (GObject *object)
{
  BrvPageLoader *self = BRV_PAGE_LOADER (object);

  end_session (self);
  g_array_set_size (self->pages, 0);
  g_clear_pointer (&self->source, brv_source_unref);
  g_clear_pointer (&self->workers, brv_worker_client_unref);
  G_OBJECT_CLASS (brv_page_loader_parent_class)->dispose (object);
}

static void
brv_page_loader_finalize (GObject *object)
{
  BrvPageLoader *self = BRV_PAGE_LOADER (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->pages);
  g_hash_table_unref (self->passwords);
  G_OBJECT_CLASS (brv_page_loader_parent_class)->finalize (object);
}

static void
brv_page_loader_class_init (BrvPageLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = brv_page_loader_dispose;
  object_class->finalize = brv_page_loader_finalize;

  signals[SIGNAL_LOADED] = g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_RESIZED] =
    g_signal_new ("resized", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PASSWORD_NEEDED] = g_signal_new ("password-needed", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_MISMATCHED] =
    g_signal_new ("mismatched", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_page_loader_init (BrvPageLoader *self)
{
  self->pages = g_array_new (FALSE, TRUE, sizeof (BrvLoadedPage));
  g_array_set_clear_func (self->pages, page_clear);
  self->passwords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * brv_page_loader_new:
 *
 * Returns: (transfer full): a loader without a source
 */
BrvPageLoader *
brv_page_loader_new (void)
{
  return g_object_new (BRV_TYPE_PAGE_LOADER, NULL);
}

/**
 * brv_page_loader_set_workers:
 * @self: a loader
 * @workers: what draws pages
 */
void
brv_page_loader_set_workers (BrvPageLoader *self, BrvWorkerClient *workers)
{
  g_return_if_fail (BRV_IS_PAGE_LOADER (self));

  end_session (self);
  g_clear_pointer (&self->workers, brv_worker_client_unref);
  self->workers = brv_worker_client_ref (workers);
}

/**
 * brv_page_loader_set_source:
 * @self: a loader
 * @source: (nullable): a source with pages, or %NULL for none
 *
 * Loads the pages of another source, as soon as they are wanted.
 */
void
brv_page_loader_set_source (BrvPageLoader *self, const BrvSource *source)
{
  guint n_blocks = 0;
  guint n_pages = 0;
  const BrvSourceBlock *blocks = NULL;

  g_return_if_fail (BRV_IS_PAGE_LOADER (self));

  /* Another choice of what is kept leaves the pages as they are. */
  if (source != NULL && self->source != NULL && is_same_document (self->source, source))
    return;
  end_session (self);
  g_array_set_size (self->pages, 0);
  g_clear_pointer (&self->source, brv_source_unref);
  self->locked = self->mismatched = FALSE;
  self->first = self->last = 0;
  if (source == NULL)
    return;
  self->source = brv_source_ref (source);
  blocks = brv_source_get_blocks (source, &n_blocks);
  for (guint i = 0; i < n_blocks; i++)
    n_pages = MAX (n_pages, (guint)(blocks[i].page + 1));
  for (guint i = 0; i < n_pages; i++)
    {
      BrvLoadedPage page = { .width = USUAL_WIDTH, .height = USUAL_HEIGHT };

      g_array_append_val (self->pages, page);
    }
  for (guint i = 0; i < n_blocks; i++)
    if (blocks[i].page >= 0 && blocks[i].page_label != NULL)
      get_page (self, (guint)blocks[i].page)->label = blocks[i].page_label;
}

/**
 * brv_page_loader_unlock:
 * @self: a loader
 * @source: a source, which need not be the one that is shown
 * @password: what opens its document
 *
 * Takes a password, which is kept as long as @self lives, and goes on where one was waited for.
 */
void
brv_page_loader_unlock (BrvPageLoader *self, const BrvSource *source, const char *password)
{
  g_return_if_fail (BRV_IS_PAGE_LOADER (self));
  g_return_if_fail (source != NULL);
  g_return_if_fail (password != NULL);

  g_hash_table_insert (self->passwords, g_strdup (brv_source_get_bytes_sha256 (source)),
                       g_strdup (password));
  if (self->source == NULL || !self->locked || !is_same_document (self->source, source))
    return;
  end_session (self);
  self->locked = FALSE;
  load_next (self);
}

/**
 * brv_page_loader_want:
 * @self: a loader
 * @first: the first page in sight
 * @last: the last one
 * @scale: at which they are shown, pixels a point
 *
 * Loads these pages and those around them.
 */
void
brv_page_loader_want (BrvPageLoader *self, guint first, guint last, double scale)
{
  g_return_if_fail (BRV_IS_PAGE_LOADER (self));
  g_return_if_fail (first <= last);

  self->first = first;
  self->last = last;
  self->scale = scale;
  load_next (self);
}

/**
 * brv_page_loader_is_locked:
 * @self: a loader
 *
 * Returns: whether it waits for a password
 */
gboolean
brv_page_loader_is_locked (BrvPageLoader *self)
{
  g_return_val_if_fail (BRV_IS_PAGE_LOADER (self), FALSE);

  return self->locked;
}

/**
 * brv_page_loader_get_n_pages:
 * @self: a loader
 *
 * Returns: how many pages the source has
 */
guint
brv_page_loader_get_n_pages (BrvPageLoader *self)
{
  g_return_val_if_fail (BRV_IS_PAGE_LOADER (self), 0);

  return self->pages->len;
}

/**
 * brv_page_loader_get_page:
 * @self: a loader
 * @page: number of a page, from 0
 *
 * Returns: (transfer none): what is known of it, until the main loop runs again
 */
const BrvLoadedPage *
brv_page_loader_get_page (BrvPageLoader *self, guint page)
{
  g_return_val_if_fail (BRV_IS_PAGE_LOADER (self), NULL);
  g_return_val_if_fail (page < self->pages->len, NULL);

  return get_page (self, page);
}
