/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memfd_create() */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <json-glib/json-glib.h>

#include "import/brv-import-error.h"
#include "import/brv-worker-answer.h"
#include "import/brv-worker-client.h"
#include "import/brv-worker-protocol.h"
#include "model/brv-codec.h"

/* Names the folder of the worker for runs from the build folder. */
#define FOLDER_VARIABLE "BREVIER_LIBEXECDIR"

struct _BrvWorkerClient
{
  char *program;
};

/* One worker at work. */
typedef struct
{
  const char *program;
  const BrvWorkerLimits *limits;
  GCancellable *cancellable; /* (nullable) */
  gint64 deadline_us;        /* on the monotonic clock */
  GPid pid;
  int answer_fd;
} Run;

static char *
find_worker (void)
{
  const char *folder = g_getenv (FOLDER_VARIABLE);

  if (folder != NULL && *folder != '\0')
    return g_build_filename (folder, BRV_WORKER_PROGRAM, NULL);
  return g_build_filename (LIBEXECDIR, "brevier", BRV_WORKER_PROGRAM, NULL);
}

static void
set_member (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL && g_utf8_validate (value, -1, NULL))
    json_object_set_string_member (object, name, value);
}

static char *
write_request (const BrvImportHints *hints, const char *origin)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  set_member (object, BRV_WORKER_NAME, hints->name);
  set_member (object, BRV_WORKER_MEDIA_TYPE, hints->media_type);
  set_member (object, BRV_WORKER_ADDRESS, hints->address);
  set_member (object, BRV_WORKER_CHARSET, hints->charset);
  set_member (object, BRV_WORKER_PASSWORD, hints->password);
  set_member (object, BRV_WORKER_ORIGIN, origin);
  return json_to_string (node, FALSE);
}

static gboolean
write_all (int fd, const void *data, gsize length)
{
  const char *p = data;

  while (length > 0)
    {
      ssize_t n = write (fd, p, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      p += n;
      length -= (gsize)n;
    }
  return TRUE;
}

/* Puts the request and the document into a memory file that nobody can change any more. */
static int
make_input (GBytes *bytes, const BrvImportHints *hints, const char *origin)
{
  g_autofree char *request = write_request (hints, origin);
  BrvWorkerHeader header = { BRV_WORKER_MAGIC, BRV_WORKER_REQUEST, strlen (request) };
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);
  int fd = memfd_create ("brevier-import", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0)
    return -1;
  if (!write_all (fd, &header, sizeof header) || !write_all (fd, request, strlen (request)) ||
      !write_all (fd, data, length) || lseek (fd, 0, SEEK_SET) < 0 ||
      fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) < 0)
    {
      close (fd);
      return -1;
    }
  return fd;
}

static gboolean
spawn (Run *run, int input_fd, GError **error)
{
  g_autofree char *memory =
    g_strdup_printf ("%" G_GSIZE_FORMAT, run->limits->memory_bytes / ((gsize)1024 * 1024));
  g_autofree char *cpu = g_strdup_printf ("%u", run->limits->cpu_s);
  const char *argv[] = { run->program, memory, cpu, NULL };
  /* Descriptors are left open so that GLib can use posix_spawn(), which copies no page tables;
   * the worker closes them itself before it reads a byte. */
  GSpawnFlags flags =
    G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_LEAVE_DESCRIPTORS_OPEN | G_SPAWN_CLOEXEC_PIPES;

  return g_spawn_async_with_pipes_and_fds (NULL, argv, NULL, flags, NULL, NULL, input_fd, -1, -1,
                                           NULL, NULL, 0, &run->pid, NULL, &run->answer_fd, NULL,
                                           error);
}

/* Waits for more of the answer. */
static gboolean
wait_for_data (Run *run, GError **error)
{
  struct pollfd fds[2] = { { run->answer_fd, POLLIN, 0 }, { -1, POLLIN, 0 } };
  gint64 left_ms = (run->deadline_us - g_get_monotonic_time ()) / 1000;
  int n = 0;

  if (left_ms > 0)
    {
      if (run->cancellable != NULL)
        fds[1].fd = g_cancellable_get_fd (run->cancellable);
      n = poll (fds, G_N_ELEMENTS (fds), (int)left_ms);
      if (fds[1].fd >= 0)
        g_cancellable_release_fd (run->cancellable);
    }
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
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
read_answer (Run *run, GByteArray *answer, GError **error)
{
  guint8 buffer[65536];

  for (;;)
    {
      ssize_t n = 0;

      if (!wait_for_data (run, error))
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

/* Reaps the worker; kill it first where nothing more is wanted from it. */
static int
reap (Run *run, gboolean kill_it)
{
  int status = 0;

  if (kill_it)
    kill (run->pid, SIGKILL);
  while (waitpid (run->pid, &status, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (run->pid);
  return status;
}

static gboolean
fail (GError **error, const char *why)
{
  g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_CRASHED, why);
  return FALSE;
}

static void
read_failure (GBytes *body, GError **error)
{
  gsize length = 0;
  const char *json = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) node = brv_codec_parse (json, (gssize)length, NULL);
  JsonObject *object =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  BrvImportError code = BRV_IMPORT_ERROR_CRASHED;
  const char *name =
    object != NULL ? json_object_get_string_member_with_default (object, BRV_WORKER_CODE, "") : "";
  const char *detail =
    object != NULL ? json_object_get_string_member_with_default (object, BRV_WORKER_DETAIL, "")
                   : "";

  if (!brv_import_error_parse (name, &code))
    detail = "unknown code";
  g_set_error_literal (error, BRV_IMPORT_ERROR, code, detail);
}

/* Takes the answer for hostile. */
static BrvImportResult *
read_message (GByteArray *answer, GBytes *document, const char *origin, GError **error)
{
  BrvWorkerHeader header = { 0 };
  g_autoptr (GBytes) body = NULL;
  BrvImportResult *result = NULL;

  if (answer->len < sizeof header)
    {
      fail (error, "short answer");
      return NULL;
    }
  memcpy (&header, answer->data, sizeof header);
  if (header.magic != BRV_WORKER_MAGIC || header.length != answer->len - sizeof header)
    {
      fail (error, "bad answer");
      return NULL;
    }
  body = g_bytes_new_static (answer->data + sizeof header, (gsize)header.length);
  if (header.kind == BRV_WORKER_FAILURE)
    {
      read_failure (body, error);
      return NULL;
    }
  if (header.kind == BRV_WORKER_RESULT)
    result = brv_worker_answer_read (body, document, origin);
  if (result == NULL)
    fail (error, "bad result");
  return result;
}

/**
 * brv_worker_client_new:
 *
 * Returns: (transfer full): a client; it starts workers when they are wanted
 */
BrvWorkerClient *
brv_worker_client_new (void)
{
  BrvWorkerClient *self = g_atomic_rc_box_new0 (BrvWorkerClient);

  self->program = find_worker ();
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

  g_free (self->program);
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
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  Run run = { .limits = limits, .cancellable = cancellable, .answer_fd = -1 };
  int input_fd = -1;
  int status = 0;
  gboolean read = FALSE;
  gboolean spawned = FALSE;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (hints != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  run.program = self->program;
  input_fd = make_input (bytes, hints, origin);
  if (input_fd < 0)
    {
      fail (error, g_strerror (errno));
      return NULL;
    }
  run.deadline_us = g_get_monotonic_time () + (gint64)limits->wall_ms * 1000;
  spawned = spawn (&run, input_fd, error);
  close (input_fd);
  if (!spawned)
    return NULL;

  read = read_answer (&run, answer, error);
  close (run.answer_fd);
  status = reap (&run, !read);
  if (!read)
    return NULL;
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TIMEOUT, "processor time");
      return NULL;
    }
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    {
      fail (error, WIFSIGNALED (status) ? g_strsignal (WTERMSIG (status)) : "exit");
      return NULL;
    }
  return read_message (answer, bytes, origin, error);
}
