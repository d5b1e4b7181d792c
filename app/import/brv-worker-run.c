/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memfd_create() */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "import/brv-import-error.h"
#include "import/brv-side-folder.h"
#include "import/brv-worker-body.h"
#include "import/brv-worker-io.h"
#include "import/brv-worker-protocol.h"
#include "import/brv-worker-run.h"
#include "model/brv-codec.h"

/* How long a worker that is asked again and again may stay. */
#define SESSION_MS ((guint32)24 * 3600 * 1000)
/* A failure is told in a few words. */
#define MAX_FAILURE_BYTES 4096

/**
 * brv_worker_run_fail:
 * @error: return location for an error
 * @why: for developers
 *
 * Sets %BRV_IMPORT_ERROR_CRASHED.
 *
 * Returns: %FALSE
 */
gboolean
brv_worker_run_fail (GError **error, const char *why)
{
  g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_CRASHED, why);
  return FALSE;
}

static void
set_member (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL && g_utf8_validate (value, -1, NULL))
    json_object_set_string_member (object, name, value);
}

static JsonArray *
describe_files (const GPtrArray *files)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const BrvSideFile *file = g_ptr_array_index (files, i);
      JsonObject *object = json_object_new ();

      set_member (object, BRV_WORKER_NAME, file->name);
      json_object_set_int_member (object, BRV_WORKER_LENGTH,
                                  (gint64)g_bytes_get_size (file->bytes));
      json_array_add_object_element (array, object);
    }
  return array;
}

/**
 * brv_worker_run_describe:
 * @hints: what the giver of some bytes says about them
 *
 * Returns: (transfer full): the members of a request that say it
 */
JsonObject *
brv_worker_run_describe (const BrvImportHints *hints)
{
  JsonObject *object = json_object_new ();

  set_member (object, BRV_WORKER_NAME, hints->name);
  set_member (object, BRV_WORKER_MEDIA_TYPE, hints->media_type);
  set_member (object, BRV_WORKER_ADDRESS, hints->address);
  set_member (object, BRV_WORKER_CHARSET, hints->charset);
  set_member (object, BRV_WORKER_PASSWORD, hints->password);
  set_member (object, BRV_WORKER_TEXT, hints->text);
  if (hints->side_files != NULL && hints->side_files->len > 0)
    json_object_set_array_member (object, BRV_WORKER_FILES, describe_files (hints->side_files));
  return object;
}

static gboolean
write_files (int fd, const GPtrArray *files)
{
  gboolean good = TRUE;

  for (guint i = 0; good && files != NULL && i < files->len; i++)
    {
      const BrvSideFile *file = g_ptr_array_index (files, i);
      gsize length = 0;
      const void *data = g_bytes_get_data (file->bytes, &length);

      good = brv_worker_io_write (fd, data, length);
    }
  return good;
}

/**
 * brv_worker_run_make_input:
 * @kind: what is asked
 * @members: (transfer full): the members of the request
 * @bytes: the document
 * @files: (nullable) (element-type BrvSideFile): what came along with it
 *
 * Puts request, document and files into a memory file that nobody can change any more.
 *
 * Returns: its descriptor, or -1 with errno set
 */
int
brv_worker_run_make_input (BrvWorkerMessage kind,
                           JsonObject *members,
                           GBytes *bytes,
                           const GPtrArray *files)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *request = NULL;
  BrvWorkerHeader header = { BRV_WORKER_MAGIC, kind, 0 };
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);
  int fd = memfd_create ("brevier-import", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  json_node_take_object (node, members);
  request = json_to_string (node, FALSE);
  header.length = strlen (request);
  if (fd < 0)
    return -1;
  if (!brv_worker_io_write (fd, &header, sizeof header) ||
      !brv_worker_io_write (fd, request, strlen (request)) ||
      !brv_worker_io_write (fd, data, length) || !write_files (fd, files) ||
      lseek (fd, 0, SEEK_SET) < 0 ||
      fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) < 0)
    {
      close (fd);
      return -1;
    }
  return fd;
}

/* The ends of the worker's answer: the first is read, the second the worker's. */
static gboolean
make_channel (gboolean both_ways, int ends[2])
{
  return both_ways ? socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0
                   : pipe2 (ends, O_CLOEXEC) == 0;
}

/**
 * brv_worker_run_start:
 * @self: (inout): a worker at work: its limits are set
 * @host: where it is started
 * @input_fd: the memory file with its request
 * @both_ways: whether it is asked more than once, on a socket that also takes its answers
 * @error: return location for an error
 *
 * Has a worker started; it owns the other ends of the pipes.
 *
 * Returns: whether it was; if not, with an error of brv_worker_host_send()
 */
gboolean
brv_worker_run_start (
  BrvWorkerRun *self, BrvWorkerHost *host, int input_fd, gboolean both_ways, GError **error)
{
  const BrvWorkerStart start = { .magic = BRV_WORKER_MAGIC,
                                 .wall_ms = both_ways ? SESSION_MS : self->limits->wall_ms,
                                 .memory_bytes = self->limits->memory_bytes,
                                 .cpu_s = self->limits->cpu_s };
  int answer[2] = { -1, -1 };
  int status[2] = { -1, -1 };
  gboolean sent = FALSE;

  if (make_channel (both_ways, answer) && pipe2 (status, O_CLOEXEC) == 0)
    {
      const int fds[BRV_WORKER_N_FDS] = { input_fd, answer[1], status[1] };

      sent = brv_worker_host_send (host, &start, fds, error);
    }
  else
    brv_worker_run_fail (error, g_strerror (errno));
  self->answer_fd = answer[0];
  self->status_fd = status[0];
  if (answer[1] >= 0)
    close (answer[1]);
  if (status[1] >= 0)
    close (status[1]);
  return sent;
}

/**
 * brv_worker_run_stop:
 * @self: a worker at work
 *
 * Closes the pipes; a worker that has not ended is killed.
 */
void
brv_worker_run_stop (BrvWorkerRun *self)
{
  if (self->answer_fd >= 0)
    close (self->answer_fd);
  if (self->status_fd >= 0)
    close (self->status_fd);
  self->answer_fd = self->status_fd = -1;
}

/**
 * brv_worker_run_wait:
 * @self: a worker at work
 * @fd: one of its pipes
 * @error: return location for an error
 *
 * Waits for more on a pipe of the worker's.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED or %BRV_IMPORT_ERROR_TIMEOUT
 */
gboolean
brv_worker_run_wait (const BrvWorkerRun *self, int fd, GError **error)
{
  struct pollfd fds[2] = { { fd, POLLIN, 0 }, { -1, POLLIN, 0 } };
  gint64 left_ms = (self->deadline_us - g_get_monotonic_time ()) / 1000;
  int n = 0;

  if (left_ms > 0)
    {
      if (self->cancellable != NULL)
        fds[1].fd = g_cancellable_get_fd (self->cancellable);
      n = poll (fds, G_N_ELEMENTS (fds), (int)left_ms);
      if (fds[1].fd >= 0)
        g_cancellable_release_fd (self->cancellable);
    }
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (n == 0 || (n < 0 && errno != EINTR))
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TIMEOUT, "wall clock");
      return FALSE;
    }
  return TRUE;
}

/* Reads until the worker closes its end. */
static gboolean
read_answer (BrvWorkerRun *run, GByteArray *answer, GError **error)
{
  guint8 buffer[65536];

  for (;;)
    {
      ssize_t n = 0;

      if (!brv_worker_run_wait (run, run->answer_fd, error))
        return FALSE;
      n = read (run->answer_fd, buffer, sizeof buffer);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return TRUE;
      if (answer->len + (gsize)n > run->limits->answer_bytes)
        {
          g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE, "answer");
          return FALSE;
        }
      g_byte_array_append (answer, buffer, (guint)n);
    }
}

/* How the worker ended: known when its zygote has seen it. Answers FALSE with an error; the
 * zygote's own end gives BRV_IMPORT_ERROR_CRASHED and sets lost. */
static gboolean
read_status (const BrvWorkerRun *run, int *status, gboolean *lost, GError **error)
{
  ssize_t n = 0;

  if (!brv_worker_run_wait (run, run->status_fd, error))
    return FALSE;
  n = read (run->status_fd, status, sizeof *status);
  *lost = n != (ssize_t)sizeof *status;
  return !*lost || brv_worker_run_fail (error, "the workers' parent ended");
}

/* Says what the worker's end means for its document. */
static gboolean
check_status (int status, GError **error)
{
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TIMEOUT, "processor time");
      return FALSE;
    }
  if (WIFEXITED (status) && WEXITSTATUS (status) == 0)
    return TRUE;
  return brv_worker_run_fail (error,
                              WIFSIGNALED (status) ? g_strsignal (WTERMSIG (status)) : "exit");
}

/**
 * brv_worker_run_once:
 * @self: (inout): a worker to be: its limits are set
 * @host: where it is started
 * @input_fd: the memory file with its request
 * @answer: takes its answer
 * @lost: (out): whether its zygote ended before it
 * @error: return location for an error
 *
 * Has one worker read one input, takes its answer and waits for its end.
 *
 * Returns: whether there is a whole answer
 */
gboolean
brv_worker_run_once (BrvWorkerRun *self,
                     BrvWorkerHost *host,
                     int input_fd,
                     GByteArray *answer,
                     gboolean *lost,
                     GError **error)
{
  int status = 0;
  gboolean good = FALSE;

  self->deadline_us = g_get_monotonic_time () + (gint64)self->limits->wall_ms * 1000;
  good = brv_worker_run_start (self, host, input_fd, FALSE, error) &&
         read_answer (self, answer, error) && read_status (self, &status, lost, error) &&
         check_status (status, error);
  brv_worker_run_stop (self);
  return good;
}

/* What the worker says of its failure; a document may have had it say anything. */
static void
read_failure (GBytes *body, GError **error)
{
  gsize length = 0;
  const char *json = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) node =
    length <= MAX_FAILURE_BYTES ? brv_codec_parse (json, (gssize)length, NULL) : NULL;
  JsonObject *object = brv_worker_body_get_object (node);
  BrvImportError code = BRV_IMPORT_ERROR_CRASHED;
  const char *name = object != NULL ? brv_worker_body_get_string (object, BRV_WORKER_CODE) : NULL;
  const char *detail =
    object != NULL ? brv_worker_body_get_string (object, BRV_WORKER_DETAIL) : NULL;

  if (name == NULL || detail == NULL || !brv_import_error_parse (name, &code))
    detail = "unknown failure";
  g_set_error_literal (error, BRV_IMPORT_ERROR, code, detail);
}

/**
 * brv_worker_run_read_message:
 * @answer: the bytes of an answer, taken for hostile
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the body of a result, or %NULL with the failure that the
 *   worker tells of, or %BRV_IMPORT_ERROR_CRASHED
 */
GBytes *
brv_worker_run_read_message (GByteArray *answer, GError **error)
{
  BrvWorkerHeader header = { 0 };
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GBytes) body = NULL;

  if (answer->len < sizeof header)
    {
      brv_worker_run_fail (error, "short answer");
      return NULL;
    }
  memcpy (&header, answer->data, sizeof header);
  if (header.magic != BRV_WORKER_MAGIC || header.length != answer->len - sizeof header)
    {
      brv_worker_run_fail (error, "bad answer");
      return NULL;
    }
  message = g_byte_array_free_to_bytes (g_byte_array_ref (answer));
  body = g_bytes_new_from_bytes (message, sizeof header, (gsize)header.length);
  if (header.kind == BRV_WORKER_RESULT)
    return g_steal_pointer (&body);
  if (header.kind == BRV_WORKER_FAILURE)
    read_failure (body, error);
  else
    brv_worker_run_fail (error, "unknown answer");
  return NULL;
}
