/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "import/brv-import-error.h"
#include "import/brv-page-session.h"
#include "import/brv-worker-answer.h"
#include "import/brv-worker-client-private.h"
#include "import/brv-worker-run.h"

struct _BrvPageSession
{
  BrvWorkerClient *workers;
  BrvSource *source;
  char *password; /* (nullable) */
  BrvWorkerLimits limits;
  GMutex mutex;     /* guards what follows, while a page is drawn */
  BrvWorkerRun run; /* its descriptors are -1 while there is no worker */
};

/**
 * brv_page_session_new:
 * @workers: where workers are had
 * @source: a source whose original has pages
 * @password: (nullable): of an encrypted document
 *
 * Returns: (transfer full): a session; its worker is started when the first page is wanted
 */
BrvPageSession *
brv_page_session_new (BrvWorkerClient *workers, const BrvSource *source, const char *password)
{
  BrvPageSession *self = NULL;

  g_return_val_if_fail (workers != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (brv_source_get_original (source) != NULL, NULL);

  self = g_atomic_rc_box_new0 (BrvPageSession);
  self->workers = brv_worker_client_ref (workers);
  self->source = brv_source_ref (source);
  self->password = g_strdup (password);
  self->limits = BRV_WORKER_LIMITS_DEFAULT;
  self->run = (BrvWorkerRun){ &self->limits, NULL, 0, -1, -1 };
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * brv_page_session_ref:
 * @self: a session
 *
 * Returns: (transfer full): @self
 */
BrvPageSession *
brv_page_session_ref (BrvPageSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  BrvPageSession *self = data;

  brv_worker_run_stop (&self->run);
  g_mutex_clear (&self->mutex);
  brv_worker_client_unref (self->workers);
  brv_source_unref (self->source);
  g_free (self->password);
}

/**
 * brv_page_session_unref:
 * @self: (transfer full): a session
 *
 * Gives back a reference; with the last one the worker ends.
 */
void
brv_page_session_unref (BrvPageSession *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/* Appends exactly so many bytes of the worker's. */
static gboolean
read_bytes (BrvPageSession *self, GByteArray *answer, gsize length, GError **error)
{
  guint8 buffer[65536];

  while (length > 0)
    {
      ssize_t n = 0;

      if (!brv_worker_run_wait (&self->run, self->run.answer_fd, error))
        return FALSE;
      n = read (self->run.answer_fd, buffer, MIN (length, sizeof buffer));
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return brv_worker_run_fail (error, "the worker ended");
      g_byte_array_append (answer, buffer, (guint)n);
      length -= (gsize)n;
    }
  return TRUE;
}

/* Reads one answer whole. */
static gboolean
read_answer (BrvPageSession *self, GByteArray *answer, GError **error)
{
  BrvWorkerHeader header = { 0 };

  if (!read_bytes (self, answer, sizeof header, error))
    return FALSE;
  memcpy (&header, answer->data, sizeof header);
  if (header.magic != BRV_WORKER_MAGIC)
    return brv_worker_run_fail (error, "bad answer");
  if (header.length > self->limits.answer_bytes)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE, "answer");
      return FALSE;
    }
  return read_bytes (self, answer, (gsize)header.length, error);
}

/* Starts a worker and has it open the document. */
static gboolean
start (BrvPageSession *self, GError **error)
{
  const BrvImportHints hints = { .password = self->password,
                                 .text = brv_source_get_text (self->source) };
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GBytes) opened = NULL;
  int input_fd = brv_worker_run_make_input (BRV_WORKER_PAGES, brv_worker_run_describe (&hints),
                                            brv_source_get_original (self->source), NULL);
  gboolean started = FALSE;

  if (input_fd < 0)
    return brv_worker_run_fail (error, g_strerror (errno));
  started = brv_worker_run_start (
    &self->run, brv_worker_client_get_host (self->workers, BRV_CAGE_DRAW), input_fd, TRUE, error);
  close (input_fd);
  if (!started || !read_answer (self, answer, error))
    return FALSE;
  opened = brv_worker_run_read_message (answer, error);
  return opened != NULL;
}

/* Asks the worker that there is. */
static gboolean
ask_once (BrvPageSession *self,
          const BrvWorkerPageRequest *request,
          GByteArray *answer,
          GError **error)
{
  ssize_t n = 0;

  do
    n = send (self->run.answer_fd, request, sizeof *request, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  if (n != (ssize_t)sizeof *request)
    return brv_worker_run_fail (error, "the worker ended");
  return read_answer (self, answer, error);
}

/*
 * Asks for something of a page. A worker that ends has used up its processor time over many pages,
 * or its zygote was ended: it gets a successor, which must not fail at its first page.
 */
static gboolean
ask (BrvPageSession *self, const BrvWorkerPageRequest *request, GByteArray *answer, GError **error)
{
  gboolean had_worker = self->run.answer_fd >= 0;
  g_autoptr (GError) cause = NULL;

  if (had_worker)
    {
      if (ask_once (self, request, answer, &cause))
        return TRUE;
      brv_worker_run_stop (&self->run);
      if (!g_error_matches (cause, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_CRASHED))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      g_byte_array_set_size (answer, 0);
    }
  if (start (self, error) && ask_once (self, request, answer, error))
    return TRUE;
  brv_worker_run_stop (&self->run);
  return FALSE;
}

static GBytes *
take_answer (BrvPageSession *self,
             const BrvWorkerPageRequest *request,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  GBytes *body = NULL;

  g_mutex_lock (&self->mutex);
  if (brv_worker_client_take_turn (self->workers, cancellable, error))
    {
      self->run.cancellable = cancellable;
      self->run.deadline_us = g_get_monotonic_time () + (gint64)self->limits.wall_ms * 1000;
      if (ask (self, request, answer, error))
        body = brv_worker_run_read_message (answer, error);
      self->run.cancellable = NULL;
      brv_worker_client_end_turn (self->workers);
    }
  g_mutex_unlock (&self->mutex);
  return body;
}

/**
 * brv_page_session_draw:
 * @self: a session
 * @page: which page, from 0
 * @scale: pixels a point, positive; less is drawn where the picture would be too large
 * @cancellable: (nullable): ends the waiting, and the worker
 * @error: return location for an error
 *
 * Has a page drawn and waits for it.
 *
 * Returns: (transfer full) (nullable): the page, or %NULL with an error of
 *   brv_importer_open_pages(), of brv_pdf_drawer_draw() or of brv_worker_client_extract()
 */
BrvDrawnPage *
brv_page_session_draw (
  BrvPageSession *self, guint page, double scale, GCancellable *cancellable, GError **error)
{
  const BrvWorkerPageRequest request = { BRV_WORKER_MAGIC, BRV_WORKER_PAGE_PICTURE, page, 0,
                                         scale };
  g_autoptr (GBytes) body = NULL;
  BrvDrawnPage *drawn = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (scale > 0, NULL);

  body = take_answer (self, &request, cancellable, error);
  if (body == NULL)
    return NULL;
  drawn = brv_worker_answer_read_page (body);
  if (drawn == NULL)
    brv_worker_run_fail (error, "bad page");
  return drawn;
}

/**
 * brv_page_session_find_areas:
 * @self: a session
 * @page: which page, from 0
 * @cancellable: (nullable): ends the waiting, and the worker
 * @error: return location for an error
 *
 * Finds where the letters of a page stand. The first time the worker reads the whole document.
 *
 * Returns: (transfer full) (nullable) (element-type BrvPageArea): the places of the source's text,
 *   or %NULL as brv_page_session_draw(), with %BRV_IMPORT_ERROR_UNSUPPORTED if the document's text
 *   is not the source's: another version has read it
 */
GArray *
brv_page_session_find_areas (BrvPageSession *self,
                             guint page,
                             GCancellable *cancellable,
                             GError **error)
{
  const BrvWorkerPageRequest request = { BRV_WORKER_MAGIC, BRV_WORKER_PAGE_AREAS, page, 0, 0 };
  g_autoptr (GBytes) body = NULL;
  GArray *areas = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  body = take_answer (self, &request, cancellable, error);
  if (body == NULL)
    return NULL;
  areas = brv_worker_answer_read_areas (body, self->source);
  if (areas == NULL)
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED, "another text");
  return areas;
}
