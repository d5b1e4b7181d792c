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
#include "import/brv-side-folder.h"
#include "import/brv-worker-answer.h"
#include "import/brv-worker-client.h"
#include "import/brv-worker-cage.h"
#include "import/brv-worker-host.h"
#include "import/brv-worker-protocol.h"
#include "model/brv-codec.h"

/* Names the folder of the worker for runs from the build folder. */
#define FOLDER_VARIABLE "BREVIER_LIBEXECDIR"

struct _BrvWorkerClient
{
  BrvWorkerHost hosts[BRV_N_CAGE_PROFILES];
  GMutex mutex; /* guards n_running */
  GCond cond;
  guint n_running; /* workers: no more than there are processors */
};

/* One worker at work. */
typedef struct
{
  const BrvWorkerLimits *limits;
  GCancellable *cancellable; /* (nullable) */
  gint64 deadline_us;        /* on the monotonic clock */
  int answer_fd;
  int status_fd; /* closed, it has the worker killed */
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
  if (hints->side_files != NULL && hints->side_files->len > 0)
    json_object_set_array_member (object, BRV_WORKER_FILES, describe_files (hints->side_files));
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

static gboolean
fail (GError **error, const char *why)
{
  g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_CRASHED, why);
  return FALSE;
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

      good = write_all (fd, data, length);
    }
  return good;
}

/* Puts the request, the document and its files into a memory file that nobody can change any more. */
static int
make_input (BrvWorkerMessage kind, JsonObject *members, GBytes *bytes, const GPtrArray *files)
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
      !write_all (fd, data, length) || !write_files (fd, files) || lseek (fd, 0, SEEK_SET) < 0 ||
      fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) < 0)
    {
      close (fd);
      return -1;
    }
  return fd;
}

/* Has a worker started; it owns the other ends of the pipes. */
static gboolean
start_worker (Run *run, BrvWorkerHost *host, int input_fd, GError **error)
{
  const BrvWorkerStart start = { .magic = BRV_WORKER_MAGIC,
                                 .wall_ms = run->limits->wall_ms,
                                 .memory_bytes = run->limits->memory_bytes,
                                 .cpu_s = run->limits->cpu_s };
  int answer[2] = { -1, -1 };
  int status[2] = { -1, -1 };
  gboolean sent = FALSE;

  if (pipe2 (answer, O_CLOEXEC) == 0 && pipe2 (status, O_CLOEXEC) == 0)
    {
      const int fds[BRV_WORKER_N_FDS] = { input_fd, answer[1], status[1] };

      sent = brv_worker_host_send (host, &start, fds, error);
    }
  else
    fail (error, g_strerror (errno));
  run->answer_fd = answer[0];
  run->status_fd = status[0];
  if (answer[1] >= 0)
    close (answer[1]);
  if (status[1] >= 0)
    close (status[1]);
  return sent;
}

/* Waits for more on a pipe of the worker's. */
static gboolean
wait_for_data (const Run *run, int fd, GError **error)
{
  struct pollfd fds[2] = { { fd, POLLIN, 0 }, { -1, POLLIN, 0 } };
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

      if (!wait_for_data (run, run->answer_fd, error))
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
read_status (const Run *run, int *status, gboolean *lost, GError **error)
{
  ssize_t n = 0;

  if (!wait_for_data (run, run->status_fd, error))
    return FALSE;
  n = read (run->status_fd, status, sizeof *status);
  *lost = n != (ssize_t)sizeof *status;
  return !*lost || fail (error, "the workers' parent ended");
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
  return fail (error, WIFSIGNALED (status) ? g_strsignal (WTERMSIG (status)) : "exit");
}

/* Has one worker read one input and takes its answer. */
static gboolean
run_worker (
  Run *run, BrvWorkerHost *host, int input_fd, GByteArray *answer, gboolean *lost, GError **error)
{
  int status = 0;
  gboolean good = FALSE;

  run->deadline_us = g_get_monotonic_time () + (gint64)run->limits->wall_ms * 1000;
  good = start_worker (run, host, input_fd, error) && read_answer (run, answer, error) &&
         read_status (run, &status, lost, error) && check_status (status, error);
  if (run->answer_fd >= 0)
    close (run->answer_fd);
  if (run->status_fd >= 0)
    close (run->status_fd);
  return good;
}

/* Waits until there are fewer workers than processors. */
static gboolean
take_turn (BrvWorkerClient *self, GCancellable *cancellable, GError **error)
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

static void
end_turn (BrvWorkerClient *self)
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
  Run run = { limits, cancellable, 0, -1, -1 };

  /* A zygote that ended took its workers with it; no document did that, so it gets another. */
  for (guint i = 0; i < max_tries && lost && !good; i++)
    {
      g_clear_error (error);
      g_byte_array_set_size (answer, 0);
      lost = FALSE;
      good = run_worker (&run, &self->hosts[profile], input_fd, answer, &lost, error);
    }
  return good ? read_message (answer, error) : NULL;
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
  int input_fd = make_input (kind, members, bytes, files);

  json_object_unref (members);
  if (input_fd < 0)
    {
      fail (error, g_strerror (errno));
      return NULL;
    }
  if (take_turn (self, cancellable, &cause))
    {
      body = run (self, kind == BRV_WORKER_DRAW ? BRV_CAGE_DRAW : BRV_CAGE_EXTRACT, input_fd,
                  limits, cancellable, &cause);
      end_turn (self);
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
  g_autofree char *program = find_worker ();

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
  body =
    ask (self, BRV_WORKER_EXTRACT, members, bytes, hints->side_files, limits, cancellable, error);
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
  body = ask (self, BRV_WORKER_DRAW, members, bytes, NULL, &limits, cancellable, error);
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
  body = ask (self, BRV_WORKER_DECODE, members, bytes, NULL, &limits, cancellable, error);
  if (body == NULL)
    return FALSE;
  return brv_worker_answer_read_image (body, image) || fail (error, "bad image");
}
