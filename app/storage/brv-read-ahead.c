/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-read-ahead-private.h"

#include "base/brv-atomic-file.h"

struct _BrvReadAhead
{
  char *path;
  GCancellable *cancellable;
  GThread *thread; /* (nullable): joined */

  /* Of the thread, until it is joined */
  char *resolved; /* (nullable) */
  BrvLoadedFile file;
  gboolean is_loaded;
};

static gpointer
read_thread (gpointer data)
{
  BrvReadAhead *self = data;

  self->resolved = brv_atomic_file_resolve (self->path, NULL);
  self->is_loaded = self->resolved != NULL &&
                    brv_store_load_file (self->resolved, &self->file, self->cancellable, NULL);
  return NULL;
}

/**
 * brv_read_ahead_start:
 * @path: a brief file
 *
 * Begins to read it. Where it cannot be read nothing is told: who opens it will find out.
 *
 * Returns: (transfer full): what is being read
 */
BrvReadAhead *
brv_read_ahead_start (const char *path)
{
  BrvReadAhead *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (BrvReadAhead, 1);
  self->path = g_strdup (path);
  self->cancellable = g_cancellable_new ();
  self->thread = g_thread_new ("read-ahead", read_thread, self);
  return self;
}

/**
 * brv_read_ahead_get_path:
 * @self: what is being read
 *
 * Returns: the path that it was begun with
 */
const char *
brv_read_ahead_get_path (const BrvReadAhead *self)
{
  return self->path;
}

gboolean
brv_read_ahead_take (BrvReadAhead *self, const char *resolved, BrvLoadedFile *file)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  if (!self->is_loaded || g_strcmp0 (self->resolved, resolved) != 0)
    return FALSE;
  *file = self->file;
  self->file = (BrvLoadedFile){ 0 };
  self->is_loaded = FALSE;
  return TRUE;
}

/**
 * brv_read_ahead_free:
 * @self: (transfer full): what is being read
 *
 * Stops the reading, and waits until it has stopped.
 */
void
brv_read_ahead_free (BrvReadAhead *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  brv_loaded_file_clear (&self->file);
  g_object_unref (self->cancellable);
  g_free (self->resolved);
  g_free (self->path);
  g_free (self);
}
