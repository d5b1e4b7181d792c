/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <unistd.h>

#include <json-glib/json-glib.h>

#include "base/brv-companion.h"
#include "import/brv-worker-answer.h"
#include "import/brv-worker-client-private.h"
#include "import/brv-worker-client.h"
#include "import/brv-worker-protocol.h"
#include "import/brv-worker-run.h"

struct _BrvWorkerClient
{
  BrvWorkerHost hosts[BRV_N_CAGE_PROFILES];
  GMutex mutex; /* guards n_running */
  GCond cond;
  guint n_running; /* workers: no more than there are processors */
};

/**
 * brv_worker_client_take_turn:
 * @self: a client
 * @cancellable: (nullable): ends the waiting
 * @error: return location for an error
 *
 * Waits until fewer workers are at work than there are processors.
 *
 * Returns: whether it is the caller's turn, who gives it back with brv_worker_client_end_turn()
 */
gboolean
brv_worker_client_take_turn (BrvWorkerClient *self, GCancellable *cancellable, GError **error)
{
  const gint64 look_us = 50 * G_TIME_SPAN_MILLISECOND;
  gboolean cancelled = g_cancellable_is_cancelled (cancellable);

  g_mutex_lock (&self->mutex);
  while (!cancelled && self->n_running >= g_get_num_processors ())
    {
      g_cond_wait_until (&self->cond, &self->mutex, g_get_monotonic_time () + look_us);
      cancelled = g_cancellable_is_cancelled (cancellable);
    }
  self->n_running += cancelled ? 0 : 1;
  g_mutex_unlock (&self->mutex);
  return !cancelled || !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * brv_worker_client_end_turn:
 * @self: a client
 *
 * Lets the next one have a worker.
 */
void
brv_worker_client_end_turn (BrvWorkerClient *self)
{
  g_mutex_lock (&self->mutex);
  self->n_running--;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* Has a worker do it and waits. Returns the body of its answer. */
static GBytes *
run (BrvWorkerClient *self,
     BrvCageProfile profile,
     int input_fd,
     const BrvWorkerLimits *limits,
     GCancellable *cancellable,
     GError **error)
{
  const guint max_tries = 2;
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  gboolean good = FALSE;
  gboolean lost = TRUE;
  BrvWorkerRun worker = { limits, cancellable, 0, -1, -1 };

  /* A zygote that ended took its workers with it; no document did that, so it gets another. */
  for (guint i = 0; i < max_tries && lost && !good; i++)
    {
      g_clear_error (error);
      g_byte_array_set_size (answer, 0);
      lost = FALSE;
      good = brv_worker_run_once (&worker, &self->hosts[profile], input_fd, answer, &lost, error);
    }
  return good ? brv_worker_run_read_message (answer, error) : NULL;
}

/* Asks a worker and waits for its answer. members: (transfer full). */
static GBytes *
ask (BrvWorkerClient *self,
     BrvWorkerMessage kind,
     JsonObject *members,
     GBytes *bytes,
     const GPtrArray *files,
     const BrvWorkerLimits *limits,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GError) cause = NULL;
  GBytes *body = NULL;
  int input_fd = brv_worker_run_make_input (kind, members, bytes, files);

  if (input_fd < 0)
    {
      brv_worker_run_fail (error, g_strerror (errno));
      return NULL;
    }
  if (brv_worker_client_take_turn (self, cancellable, &cause))
    {
      body = run (self, BRV_CAGE_EXTRACT, input_fd, limits, cancellable, &cause);
      brv_worker_client_end_turn (self);
    }
  close (input_fd);
  if (body == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return body;
}

/**
 * brv_worker_client_new:
 *
 * Returns: (transfer full): a client; it starts workers when they are wanted
 */
BrvWorkerClient *
brv_worker_client_new (void)
{
  static const char *const profiles[BRV_N_CAGE_PROFILES] = {
    [BRV_CAGE_EXTRACT] = BRV_WORKER_PROFILE_EXTRACT,
    [BRV_CAGE_DRAW] = BRV_WORKER_PROFILE_DRAW,
  };
  BrvWorkerClient *self = g_atomic_rc_box_new0 (BrvWorkerClient);
  g_autofree char *program = brv_companion_find (BRV_WORKER_PROGRAM);

  for (guint i = 0; i < BRV_N_CAGE_PROFILES; i++)
    brv_worker_host_init (&self->hosts[i], program, profiles[i]);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

/**
 * brv_worker_client_ref:
 * @self: a client
 *
 * Returns: (transfer full): @self
 */
BrvWorkerClient *
brv_worker_client_ref (BrvWorkerClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  BrvWorkerClient *self = data;

  for (guint i = 0; i < BRV_N_CAGE_PROFILES; i++)
    brv_worker_host_clear (&self->hosts[i]);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}

/**
 * brv_worker_client_unref:
 * @self: (transfer full): a client
 *
 * Gives back a reference.
 */
void
brv_worker_client_unref (BrvWorkerClient *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/**
 * brv_worker_client_get_host:
 * @self: a client
 * @profile: what workers do
 *
 * Returns: (transfer none): where they are started
 */
BrvWorkerHost *
brv_worker_client_get_host (BrvWorkerClient *self, BrvCageProfile profile)
{
  return &self->hosts[profile];
}

/**
 * brv_worker_client_extract:
 * @self: a client
 * @bytes: the bytes of a file
 * @hints: what its giver says about it
 * @origin: where it came from, valid UTF-8
 * @limits: what the worker may use
 * @cancellable: (nullable): kills the worker
 * @error: return location for an error
 *
 * Has a worker process make sources of @bytes and waits for it. Of an error the code counts; its
 * message is for developers, but for %BRV_IMPORT_ERROR_UNSUPPORTED, where it is the media type of
 * the format.
 *
 * Returns: (transfer full) (nullable): what it gave, or %NULL with an error of brv_importer_run(),
 *   %BRV_IMPORT_ERROR_TIMEOUT, %BRV_IMPORT_ERROR_TOO_LARGE, %BRV_IMPORT_ERROR_CRASHED,
 *   %G_IO_ERROR_CANCELLED, or one of g_spawn_async()
 */
BrvImportResult *
brv_worker_client_extract (BrvWorkerClient *self,
                           GBytes *bytes,
                           const BrvImportHints *hints,
                           const char *origin,
                           const BrvWorkerLimits *limits,
                           GCancellable *cancellable,
                           GError **error)
{
  JsonObject *members = NULL;
  g_autoptr (GBytes) body = NULL;
  BrvImportResult *result = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (hints != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  members = brv_worker_run_describe (hints);
  if (g_utf8_validate (origin, -1, NULL))
    json_object_set_string_member (members, BRV_WORKER_ORIGIN, origin);
  body =
    ask (self, BRV_WORKER_EXTRACT, members, bytes, hints->side_files, limits, cancellable, error);
  if (body == NULL)
    return NULL;
  result = brv_worker_answer_read (body, bytes, origin);
  if (result == NULL)
    brv_worker_run_fail (error, "bad result");
  return result;
}

/**
 * brv_worker_client_decode_pixels:
 * @self: a client
 * @bytes: the bytes of an image file
 * @max_px: the longer side of the raster at most, positive
 * @cancellable: (nullable): kills the worker
 * @error: return location for an error
 *
 * Has a worker process decode an image, and waits for its pixels. It does not write them anew, which
 * takes most of the time of brv_worker_client_decode_image().
 *
 * Returns: (transfer full): the pixels, or %NULL with an error of brv_worker_client_decode_image()
 */
BrvRaster *
brv_worker_client_decode_pixels (
  BrvWorkerClient *self, GBytes *bytes, guint max_px, GCancellable *cancellable, GError **error)
{
  const BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;
  JsonObject *members = NULL;
  g_autoptr (GBytes) body = NULL;
  BrvRaster *raster;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (max_px > 0, NULL);

  members = json_object_new ();
  json_object_set_int_member (members, BRV_WORKER_MAX_PX, max_px);
  json_object_set_boolean_member (members, BRV_WORKER_PIXELS, TRUE);
  body = ask (self, BRV_WORKER_DECODE, members, bytes, NULL, &limits, cancellable, error);
  if (body == NULL)
    return NULL;
  raster = brv_worker_answer_read_pixels (body);
  if (raster == NULL)
    brv_worker_run_fail (error, "bad pixels");
  return raster;
}

/**
 * brv_worker_client_decode_image:
 * @self: a client
 * @bytes: the bytes of an image file
 * @max_px: the longer side of the raster at most, positive
 * @image: (out caller-allocates): the image; to be cleared whatever the result
 * @cancellable: (nullable): kills the worker
 * @error: return location for an error
 *
 * Has a worker process decode an image and waits for it. Of an error the code counts; its message
 * is for developers.
 *
 * Returns: whether it is an image; if not, with an error of brv_image_decode() or of
 *   brv_worker_client_extract()
 */
gboolean
brv_worker_client_decode_image (BrvWorkerClient *self,
                                GBytes *bytes,
                                guint max_px,
                                BrvDecodedImage *image,
                                GCancellable *cancellable,
                                GError **error)
{
  const BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;
  JsonObject *members = NULL;
  g_autoptr (GBytes) body = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (max_px > 0, FALSE);
  g_return_val_if_fail (image != NULL, FALSE);

  *image = (BrvDecodedImage){ 0 };
  members = json_object_new ();
  json_object_set_int_member (members, BRV_WORKER_MAX_PX, max_px);
  body = ask (self, BRV_WORKER_DECODE, members, bytes, NULL, &limits, cancellable, error);
  if (body == NULL)
    return FALSE;
  return brv_worker_answer_read_image (body, image) || brv_worker_run_fail (error, "bad image");
}
