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

/* Maps stdin and parts it into the request and the document. */
static JsonNode *
read_request (GBytes **document)
{
  struct stat info = { 0 };
  BrvWorkerHeader header = { 0 };
  const char *data = NULL;
  gsize size = 0;
  gsize start = 0;

  if (fstat (STDIN_FILENO, &info) != 0 || info.st_size < (off_t)sizeof header)
    return NULL;
  size = (gsize)info.st_size;
  data = mmap (NULL, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (data == MAP_FAILED)
    return NULL;
  memcpy (&header, data, sizeof header);
  if (header.magic != BRV_WORKER_MAGIC || header.kind != BRV_WORKER_REQUEST ||
      header.length > size - sizeof header)
    return NULL;
  start = sizeof header + (gsize)header.length;
  *document = g_bytes_new_static (data + start, size - start);
  return brv_codec_parse (data + sizeof header, (gssize)header.length, NULL);
}

static const char *
get_member (JsonNode *request, const char *name)
{
  return json_object_get_string_member_with_default (json_node_get_object (request), name, NULL);
}

int
main (int argc, char *argv[])
{
  guint64 memory_mb = 0;
  guint64 cpu_s = 0;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (JsonNode) request = NULL;
  g_autoptr (BrvImportResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  BrvImportHints hints = { 0 };

  if (argc != 3 || !g_ascii_string_to_unsigned (argv[1], 10, 1, G_MAXUINT32, &memory_mb, NULL) ||
      !g_ascii_string_to_unsigned (argv[2], 10, 1, G_MAXUINT32, &cpu_s, NULL))
    return EXIT_USAGE;
  if (!brv_worker_cage_close (&(BrvCageLimits){ memory_mb * 1024 * 1024, cpu_s }))
    return EXIT_CAGE;
  request = read_request (&document);
  if (request == NULL || !JSON_NODE_HOLDS_OBJECT (request))
    return EXIT_REQUEST;

  hints.name = get_member (request, BRV_WORKER_NAME);
  hints.media_type = get_member (request, BRV_WORKER_MEDIA_TYPE);
  hints.address = get_member (request, BRV_WORKER_ADDRESS);
  hints.charset = get_member (request, BRV_WORKER_CHARSET);
  hints.password = get_member (request, BRV_WORKER_PASSWORD);
  result =
    brv_importer_run (document, &hints, get_member (request, BRV_WORKER_ORIGIN), FALSE, &error);
  body = result != NULL ? brv_worker_answer_write (result, document) : describe_failure (error);
  return answer (result != NULL ? BRV_WORKER_RESULT : BRV_WORKER_FAILURE, body) ? 0 : EXIT_ANSWER;
}
