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

/* The members that name what the giver of the bytes says. */
static JsonObject *
describe_hints (const BrvImportHints *hints)
{
  JsonObject *object = json_object_new ();

  set_member (object, BRV_WORKER_NAME, hints->name);
  set_member (object, BRV_WORKER_MEDIA_TYPE, hints->media_type);
  set_member (object, BRV_WORKER_ADDRESS, hints->address);
  set_member (object, BRV_WORKER_CHARSET, hints->charset);
  set_member (object, BRV_WORKER_PASSWORD, hints->password);
  return object;
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
make_input (BrvWorkerMessage kind, JsonObject *members, GBytes *bytes)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), members);
  g_autofree char *request = json_to_string (node, FALSE);
  BrvWorkerHeader header = { BRV_WORKER_MAGIC, kind, strlen (request) };
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

/* Takes the answer for hostile. Returns the body of a RESULT. */
static GBytes *
read_message (GByteArray *answer, GError **error)
{
  BrvWorkerHeader header = { 0 };
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GBytes) body = NULL;

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
  message = g_byte_array_free_to_bytes (g_byte_array_ref (answer));
  body = g_bytes_new_from_bytes (message, sizeof header, (gsize)header.length);
  if (header.kind == BRV_WORKER_RESULT)
    return g_steal_pointer (&body);
  if (header.kind == BRV_WORKER_FAILURE)
    read_failure (body, error);
  else
    fail (error, "unknown answer");
  return NULL;
}

/* Has a worker do it and waits. members: (transfer full). Returns the body of its answer. */
static GBytes *
run (BrvWorkerClient *self,
     BrvWorkerMessage kind,
     JsonObject *members,
     GBytes *bytes,
     const BrvWorkerLimits *limits,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (JsonObject) owned_members = members;
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  Run run = {
    .program = self->program, .limits = limits, .cancellable = cancellable, .answer_fd = -1
  };
  int input_fd = -1;
  int status = 0;
  gboolean read = FALSE;
  gboolean spawned = FALSE;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  input_fd = make_input (kind, members, bytes);
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
  return read_message (answer, error);
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
  JsonObject *members = NULL;
  g_autoptr (GBytes) body = NULL;
  BrvImportResult *result = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (hints != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  members = describe_hints (hints);
  set_member (members, BRV_WORKER_ORIGIN, origin);
  body = run (self, BRV_WORKER_EXTRACT, members, bytes, limits, cancellable, error);
  if (body == NULL)
    return NULL;
  result = brv_worker_answer_read (body, bytes, origin);
  if (result == NULL)
    fail (error, "bad result");
  return result;
}

/**
 * brv_worker_client_draw_page:
 * @self: a client
 * @bytes: the bytes of a document that has pages
 * @password: (nullable): of an encrypted document
 * @page: which page, from 0
 * @scale: pixels a point, positive; less is drawn where the page would be too large
 * @cancellable: (nullable): kills the worker
 * @error: return location for an error
 *
 * Has a worker process draw a page and waits for it. Of an error the code counts; its message is
 * for developers.
 *
 * Returns: (transfer full) (nullable): the page, or %NULL with an error of
 *   brv_importer_draw_page() or of brv_worker_client_extract()
 */
BrvDrawnPage *
brv_worker_client_draw_page (BrvWorkerClient *self,
                             GBytes *bytes,
                             const char *password,
                             guint page,
                             double scale,
                             GCancellable *cancellable,
                             GError **error)
{
  const BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;
  const BrvImportHints hints = { .password = password };
  JsonObject *members = NULL;
  g_autoptr (GBytes) body = NULL;
  BrvDrawnPage *drawn = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (scale > 0, NULL);

  members = describe_hints (&hints);
  json_object_set_int_member (members, BRV_WORKER_PAGE, page);
  json_object_set_double_member (members, BRV_WORKER_SCALE, scale);
  body = run (self, BRV_WORKER_DRAW, members, bytes, &limits, cancellable, error);
  if (body == NULL)
    return NULL;
  drawn = brv_worker_answer_read_page (body);
  if (drawn == NULL)
    fail (error, "bad page");
  return drawn;
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
  body = run (self, BRV_WORKER_DECODE, members, bytes, &limits, cancellable, error);
  if (body == NULL)
    return FALSE;
  return brv_worker_answer_read_image (body, image) || fail (error, "bad image");
}
