/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The worker: reads one document from its stdin, writes one answer to its stdout, ends. It lives
 * in a cage of its own making, closed before the first byte of the document is looked at. Used as
 * brevier-import-worker MEGABYTES CPU-SECONDS; see brv-worker-protocol.h.
 */

#define _GNU_SOURCE /* memfd_create(), close_range() */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <json-glib/json-glib.h>

#include "import/brv-import-error.h"
#include "import/brv-importer.h"
#include "import/brv-worker-protocol.h"
#include "model/brv-codec.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAVE_SANITIZER 1
#else
#define HAVE_SANITIZER 0
#endif

/* Ends of the worker that are no crash of a parser. */
#define EXIT_USAGE   2
#define EXIT_CAGE    3
#define EXIT_REQUEST 4
#define EXIT_ANSWER  5

static gboolean
limit (__rlimit_resource_t resource, rlim_t value)
{
  /* At the soft limit of processor time SIGXCPU says what happened; at the hard one nothing does. */
  struct rlimit limits = { value, resource == RLIMIT_CPU ? value + 1 : value };

  return setrlimit (resource, &limits) == 0;
}

static gboolean
close_cage (guint64 memory_mb, guint64 cpu_s)
{
  if (close_range (STDERR_FILENO + 1, ~0U, 0) != 0 && errno != ENOSYS)
    return FALSE;
  /* The client waits in the thread that started us, so the signal comes when it dies. */
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return FALSE;
  if (!HAVE_SANITIZER &&
      (prctl (PR_SET_DUMPABLE, 0) != 0 || !limit (RLIMIT_AS, (rlim_t)memory_mb * 1024 * 1024)))
    return FALSE;
  return limit (RLIMIT_CPU, (rlim_t)cpu_s) && limit (RLIMIT_CORE, 0) && limit (RLIMIT_FSIZE, 0);
}

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
answer (BrvWorkerMessage kind, JsonNode *node)
{
  g_autofree char *json = json_to_string (node, FALSE);
  BrvWorkerHeader header = { BRV_WORKER_MAGIC, kind, strlen (json) };

  return write_all (&header, sizeof header) && write_all (json, strlen (json));
}

static JsonNode *
describe_failure (const GError *failure)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  BrvImportError code =
    failure->domain == BRV_IMPORT_ERROR ? (BrvImportError)failure->code : BRV_IMPORT_ERROR_DAMAGED;

  json_node_take_object (node, object);
  json_object_set_string_member (object, BRV_WORKER_CODE, brv_import_error_get_name (code));
  json_object_set_string_member (object, BRV_WORKER_DETAIL, failure->message);
  return node;
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
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (BrvSource) source = NULL;
  g_autoptr (GError) error = NULL;
  BrvImportHints hints = { 0 };

  if (argc != 3 || !g_ascii_string_to_unsigned (argv[1], 10, 1, G_MAXUINT32, &memory_mb, NULL) ||
      !g_ascii_string_to_unsigned (argv[2], 10, 1, G_MAXUINT32, &cpu_s, NULL))
    return EXIT_USAGE;
  if (!close_cage (memory_mb, cpu_s))
    return EXIT_CAGE;
  request = read_request (&document);
  if (request == NULL || !JSON_NODE_HOLDS_OBJECT (request))
    return EXIT_REQUEST;

  hints.name = get_member (request, BRV_WORKER_NAME);
  hints.media_type = get_member (request, BRV_WORKER_MEDIA_TYPE);
  hints.address = get_member (request, BRV_WORKER_ADDRESS);
  hints.charset = get_member (request, BRV_WORKER_CHARSET);
  source = brv_importer_run (document, &hints, get_member (request, BRV_WORKER_ORIGIN), &error);
  node = source != NULL ? brv_codec_write_source (source) : describe_failure (error);
  return answer (source != NULL ? BRV_WORKER_SOURCE : BRV_WORKER_FAILURE, node) ? 0 : EXIT_ANSWER;
}
