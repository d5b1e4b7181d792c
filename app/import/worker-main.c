/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The worker: reads one document from its stdin, writes one answer to its stdout, ends. It lives
 * in a cage (brv-worker-cage), closed before the first byte of the document is looked at. Used as
 * brevier-import-worker MEGABYTES CPU-SECONDS; see brv-worker-protocol.h.
 */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <json-glib/json-glib.h>

#include "import/brv-import-error.h"
#include "import/brv-importer.h"
#include "import/brv-worker-answer.h"
#include "import/brv-worker-cage.h"
#include "import/brv-worker-protocol.h"
#include "model/brv-codec.h"

/* Ends of the worker that are no crash of a parser. */
#define EXIT_USAGE   2
#define EXIT_CAGE    3
#define EXIT_REQUEST 4
#define EXIT_ANSWER  5

static gboolean
write_all (const void *data, gsize length)
{
  const char *p = data;

  while (length > 0)
    {
      ssize_t n = write (STDOUT_FILENO, p, length);

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
answer (BrvWorkerMessage kind, GBytes *body)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (body, &length);
  BrvWorkerHeader header = { BRV_WORKER_MAGIC, kind, length };

  return write_all (&header, sizeof header) && write_all (data, length);
}

static GBytes *
describe_failure (const GError *failure)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  char *json = NULL;
  JsonObject *object = json_object_new ();
  BrvImportError code =
    failure->domain == BRV_IMPORT_ERROR ? (BrvImportError)failure->code : BRV_IMPORT_ERROR_DAMAGED;

  json_node_take_object (node, object);
  json_object_set_string_member (object, BRV_WORKER_CODE, brv_import_error_get_name (code));
  json_object_set_string_member (object, BRV_WORKER_DETAIL, failure->message);
  json = json_to_string (node, FALSE);
  return g_bytes_new_take (json, strlen (json));
}

/* What is asked. */
typedef struct
{
  BrvWorkerMessage kind;
  JsonNode *node;
  JsonObject *members; /* of node */
  GBytes *document;
} Request;

/* Maps stdin and parts it into the request and the document. */
static gboolean
read_request (Request *request)
{
  struct stat info = { 0 };
  BrvWorkerHeader header = { 0 };
  const char *data = NULL;
  gsize size = 0;
  gsize start = 0;

  if (fstat (STDIN_FILENO, &info) != 0 || info.st_size < (off_t)sizeof header)
    return FALSE;
  size = (gsize)info.st_size;
  data = mmap (NULL, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (data == MAP_FAILED)
    return FALSE;
  memcpy (&header, data, sizeof header);
  if (header.magic != BRV_WORKER_MAGIC || header.length > size - sizeof header)
    return FALSE;
  start = sizeof header + (gsize)header.length;
  request->kind = (BrvWorkerMessage)header.kind;
  request->document = g_bytes_new_static (data + start, size - start);
  request->node = brv_codec_parse (data + sizeof header, (gssize)header.length, NULL);
  if (request->node == NULL || !JSON_NODE_HOLDS_OBJECT (request->node))
    return FALSE;
  request->members = json_node_get_object (request->node);
  return TRUE;
}

static void
request_clear (Request *request)
{
  g_clear_pointer (&request->node, json_node_unref);
  g_clear_pointer (&request->document, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static const char *
get_string (const Request *request, const char *name)
{
  return json_object_get_string_member_with_default (request->members, name, NULL);
}

static guint
get_number (const Request *request, const char *name)
{
  gint64 number = json_object_get_int_member_with_default (request->members, name, 0);

  return (guint)CLAMP (number, 0, G_MAXINT32);
}

/* Returns the answer's body, or NULL with an error. */
static GBytes *
perform (const Request *request, GError **error)
{
  const BrvImportHints hints = {
    .name = get_string (request, BRV_WORKER_NAME),
    .media_type = get_string (request, BRV_WORKER_MEDIA_TYPE),
    .address = get_string (request, BRV_WORKER_ADDRESS),
    .charset = get_string (request, BRV_WORKER_CHARSET),
    .password = get_string (request, BRV_WORKER_PASSWORD),
  };
  g_autoptr (BrvImportResult) result = NULL;
  g_autoptr (BrvDrawnPage) page = NULL;
  g_auto (BrvDecodedImage) image = { 0 };

  switch (request->kind)
    {
    case BRV_WORKER_EXTRACT:
      result = brv_importer_run (request->document, &hints, get_string (request, BRV_WORKER_ORIGIN),
                                 FALSE, error);
      return result != NULL ? brv_worker_answer_write (result, request->document) : NULL;
    case BRV_WORKER_DRAW:
      page = brv_importer_draw_page (
        request->document, &hints, get_number (request, BRV_WORKER_PAGE),
        json_object_get_double_member_with_default (request->members, BRV_WORKER_SCALE, 1), error);
      return page != NULL ? brv_worker_answer_write_page (page) : NULL;
    case BRV_WORKER_DECODE:
      return brv_image_decode (request->document, get_number (request, BRV_WORKER_MAX_PX), &image,
                               error)
               ? brv_worker_answer_write_image (&image)
               : NULL;
    case BRV_WORKER_RESULT:
    case BRV_WORKER_FAILURE:
    default:
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_CRASHED, "unknown request");
      return NULL;
    }
}

int
main (int argc, char *argv[])
{
  guint64 memory_mb = 0;
  guint64 cpu_s = 0;
  g_auto (Request) request = { 0 };
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) failure = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3 || !g_ascii_string_to_unsigned (argv[1], 10, 1, G_MAXUINT32, &memory_mb, NULL) ||
      !g_ascii_string_to_unsigned (argv[2], 10, 1, G_MAXUINT32, &cpu_s, NULL))
    return EXIT_USAGE;
  if (!brv_worker_cage_close (&(BrvCageLimits){ memory_mb * 1024 * 1024, cpu_s }))
    return EXIT_CAGE;
  if (!read_request (&request))
    return EXIT_REQUEST;
  body = perform (&request, &error);
  if (body != NULL)
    return answer (BRV_WORKER_RESULT, body) ? 0 : EXIT_ANSWER;
  failure = describe_failure (error);
  return answer (BRV_WORKER_FAILURE, failure) ? 0 : EXIT_ANSWER;
}
