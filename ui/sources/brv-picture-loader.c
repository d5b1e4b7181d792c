/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-picture-loader.h"

#include "ui/shared/brv-raster-texture.h"

/* How much of what was decoded is kept, besides what is wanted now. */
#define MAX_BYTES ((gsize)64 * 1024 * 1024)
/* Each has a worker process of its own. */
#define MAX_RUNNING 2
/* A texture that is so much larger than it is shown is decoded anew: it would look coarse. */
#define MAX_LARGER 1.25

/* What is known of a picture. */
typedef struct
{
  GdkTexture *texture; /* (nullable) */
  guint side_px;       /* what was asked for when it was decoded */
  guint round;         /* in which it was wanted last */
  gboolean running;
  gboolean failed;
} Entry;

/* What is wanted, as BrvPictureWish, but owned. */
typedef struct
{
  GBytes *bytes;
  char *sha256;
  guint side_px;
} Wish;

/* One on its way from a worker. */
typedef struct
{
  BrvWorkerClient *workers;
  Wish wish;
} Job;

struct _BrvPictureLoader
{
  GObject parent_instance;

  /* Owned */
  BrvWorkerClient *workers; /* (nullable) */
  GHashTable *entries;      /* (element-type utf8 Entry): by hash */
  GArray *wishes;           /* (element-type Wish): what is wanted most comes first */
  GCancellable *cancellable;

  gsize size; /* of all textures, in bytes */
  guint round;
  guint n_running;
};

enum
{
  SIGNAL_LOADED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (BrvPictureLoader, brv_picture_loader, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void load_next (BrvPictureLoader *self);

static void
wish_clear (gpointer data)
{
  Wish *wish = data;

  g_bytes_unref (wish->bytes);
  g_free (wish->sha256);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->texture);
  g_free (entry);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  brv_worker_client_unref (job->workers);
  wish_clear (&job->wish);
  g_free (job);
}

static gsize
measure_texture (GdkTexture *texture)
{
  return texture == NULL
           ? 0
           : (gsize)gdk_texture_get_width (texture) * 4 * (gsize)gdk_texture_get_height (texture);
}

static Entry *
get_entry (BrvPictureLoader *self, const char *sha256)
{
  Entry *entry = g_hash_table_lookup (self->entries, sha256);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      g_hash_table_insert (self->entries, g_strdup (sha256), entry);
    }
  return entry;
}

static void
set_texture (BrvPictureLoader *self, Entry *entry, GdkTexture *texture)
{
  self->size -= measure_texture (entry->texture);
  self->size += measure_texture (texture);
  g_clear_object (&entry->texture);
  entry->texture = texture;
}

/* Lets go of what was wanted longest ago; what is wanted now stays. */
static void
trim (BrvPictureLoader *self)
{
  while (self->size > MAX_BYTES)
    {
      GHashTableIter iter;
      gpointer value = NULL;
      Entry *oldest = NULL;

      g_hash_table_iter_init (&iter, self->entries);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          Entry *entry = value;

          if (entry->texture != NULL && entry->round != self->round &&
              (oldest == NULL || entry->round < oldest->round))
            oldest = entry;
        }
      if (oldest == NULL)
        return;
      set_texture (self, oldest, NULL);
    }
}

static void
decode_in_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  BrvRaster *raster = brv_worker_client_decode_pixels (job->workers, job->wish.bytes,
                                                       job->wish.side_px, cancellable, &error);

  if (raster != NULL)
    g_task_return_pointer (task, raster, (GDestroyNotify)brv_raster_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BrvPictureLoader *self = BRV_PICTURE_LOADER (object);
  const Job *job = g_task_get_task_data (G_TASK (result));
  Entry *entry = get_entry (self, job->wish.sha256);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvRaster) raster = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_running--;
  entry->running = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (raster != NULL)
    set_texture (self, entry, brv_raster_texture_new (raster));
  entry->side_px = job->wish.side_px;
  entry->failed = raster == NULL;
  trim (self);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0, job->wish.sha256);
  load_next (self);
}

static gboolean
is_good (const Entry *entry, guint side_px)
{
  return entry->failed || (entry->texture != NULL && entry->side_px >= side_px &&
                           (double)entry->side_px <= (double)side_px * MAX_LARGER);
}

static void
load_next (BrvPictureLoader *self)
{
  for (guint i = 0; i < self->wishes->len && self->n_running < MAX_RUNNING; i++)
    {
      const Wish *wish = &g_array_index (self->wishes, Wish, i);
      Entry *entry = get_entry (self, wish->sha256);
      g_autoptr (GTask) task = NULL;
      Job *job = NULL;

      if (entry->running || is_good (entry, wish->side_px) || self->workers == NULL)
        continue;
      job = g_new0 (Job, 1);
      job->workers = brv_worker_client_ref (self->workers);
      job->wish = (Wish){ g_bytes_ref (wish->bytes), g_strdup (wish->sha256), wish->side_px };
      entry->running = TRUE;
      self->n_running++;
      task = g_task_new (self, self->cancellable, decoded_cb, NULL);
      g_task_set_source_tag (task, load_next);
      g_task_set_task_data (task, job, job_free);
      g_task_run_in_thread (task, decode_in_thread);
    }
}

static void
brv_picture_loader_dispose (GObject *object)
{
  BrvPictureLoader *self = BRV_PICTURE_LOADER (object);

  g_cancellable_cancel (self->cancellable);
  g_array_set_size (self->wishes, 0);
  g_clear_pointer (&self->workers, brv_worker_client_unref);
  G_OBJECT_CLASS (brv_picture_loader_parent_class)->dispose (object);
}

static void
brv_picture_loader_finalize (GObject *object)
{
  BrvPictureLoader *self = BRV_PICTURE_LOADER (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->wishes);
  g_hash_table_unref (self->entries);
  G_OBJECT_CLASS (brv_picture_loader_parent_class)->finalize (object);
}

static void
brv_picture_loader_class_init (BrvPictureLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = brv_picture_loader_dispose;
  object_class->finalize = brv_picture_loader_finalize;
  signals[SIGNAL_LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
brv_picture_loader_init (BrvPictureLoader *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  self->wishes = g_array_new (FALSE, FALSE, sizeof (Wish));
  g_array_set_clear_func (self->wishes, wish_clear);
  self->cancellable = g_cancellable_new ();
}

/**
 * brv_picture_loader_new:
 *
 * Returns: (transfer full): a loader without pictures
 */
BrvPictureLoader *
brv_picture_loader_new (void)
{
  return g_object_new (BRV_TYPE_PICTURE_LOADER, NULL);
}

/**
 * brv_picture_loader_set_workers:
 * @self: a loader
 * @workers: what decodes pictures
 */
void
brv_picture_loader_set_workers (BrvPictureLoader *self, BrvWorkerClient *workers)
{
  g_return_if_fail (BRV_IS_PICTURE_LOADER (self));

  g_clear_pointer (&self->workers, brv_worker_client_unref);
  self->workers = brv_worker_client_ref (workers);
  load_next (self);
}

/**
 * brv_picture_loader_want:
 * @self: a loader
 * @wishes: (array length=n_wishes): the pictures in sight and those near it, the nearest first
 * @n_wishes: how many
 *
 * Decodes these pictures, and none of those that were wanted before and are not now. What is kept
 * until the next call are at least these.
 */
void
brv_picture_loader_want (BrvPictureLoader *self, const BrvPictureWish *wishes, guint n_wishes)
{
  g_return_if_fail (BRV_IS_PICTURE_LOADER (self));

  self->round++;
  g_array_set_size (self->wishes, 0);
  for (guint i = 0; i < n_wishes; i++)
    {
      Entry *entry = get_entry (self, wishes[i].sha256);
      Wish wish = { NULL, NULL, MAX (wishes[i].side_px, 1) };

      /* One picture has one size, or two would be decoded in turn for ever. */
      if (entry->round == self->round)
        continue;
      entry->round = self->round;
      wish.bytes = g_bytes_ref (wishes[i].bytes);
      wish.sha256 = g_strdup (wishes[i].sha256);
      g_array_append_val (self->wishes, wish);
    }
  load_next (self);
}

/**
 * brv_picture_loader_get_texture:
 * @self: a loader
 * @sha256: the hash of a picture's bytes
 * @failed: (out) (optional): whether it cannot be decoded
 *
 * Returns: (transfer none) (nullable): the picture, as far as it is there
 */
GdkTexture *
brv_picture_loader_get_texture (BrvPictureLoader *self, const char *sha256, gboolean *failed)
{
  const Entry *entry = NULL;

  g_return_val_if_fail (BRV_IS_PICTURE_LOADER (self), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  entry = g_hash_table_lookup (self->entries, sha256);
  if (failed != NULL)
    *failed = entry != NULL && entry->failed;
  return entry != NULL ? entry->texture : NULL;
}

/**
 * brv_picture_loader_get_size:
 * @self: a loader
 *
 * Returns: how much memory its textures take, in bytes
 */
gsize
brv_picture_loader_get_size (BrvPictureLoader *self)
{
  g_return_val_if_fail (BRV_IS_PICTURE_LOADER (self), 0);

  return self->size;
}
