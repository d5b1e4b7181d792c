/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one worker does in its cage: reads one request from stdin, writes one answer to stdout. */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <json-glib/json-glib.h>

#include "import/brv-import-error.h"
#include "import/brv-importer.h"
#include "import/brv-side-folder.h"
#include "import/brv-worker-answer.h"
#include "import/brv-worker-io.h"
#include "import/brv-worker-protocol.h"
#include "import/brv-worker-task.h"
#include "model/brv-codec.h"

static gboolean
answer (BrvWorkerMessage kind, GBytes *body)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (body, &length);
  BrvWorkerHeader header = { BRV_WORKER_MAGIC, kind, length };

  return brv_worker_io_write (STDOUT_FILENO, &header, sizeof header) &&
         brv_worker_io_write (STDOUT_FILENO, data, length);
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
  GPtrArray *files; /* (element-type BrvSideFile): what came along with the document */
} Request;

/* Parts the files that are named from the end of the document. */
static gboolean
read_files (Request *request)
{
  JsonArray *array = json_object_has_member (request->members, BRV_WORKER_FILES)
                       ? json_object_get_array_member (request->members, BRV_WORKER_FILES)
                       : NULL;
  g_autoptr (GBytes) whole = g_bytes_ref (request->document);
  gsize end = g_bytes_get_size (whole);

  request->files = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_side_file_free);
  for (guint i = array != NULL ? json_array_get_length (array) : 0; i-- > 0;)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      const char *name = json_object_get_string_member_with_default (object, BRV_WORKER_NAME, "");
      gint64 length = json_object_get_int_member_with_default (object, BRV_WORKER_LENGTH, -1);
      g_autoptr (GBytes) bytes = NULL;

      if (length < 0 || (guint64)length > end)
        return FALSE;
      end -= (gsize)length;
      bytes = g_bytes_new_from_bytes (whole, end, (gsize)length);
      g_ptr_array_add (request->files, brv_side_file_new (name, bytes));
    }
  g_bytes_unref (request->document);
  request->document = g_bytes_new_from_bytes (whole, 0, end);
  return TRUE;
}

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
  return read_files (request);
}

static void
request_clear (Request *request)
{
  g_clear_pointer (&request->node, json_node_unref);
  g_clear_pointer (&request->files, g_ptr_array_unref);
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

static BrvImportHints
read_hints (const Request *request)
{
  return (BrvImportHints){
    .name = get_string (request, BRV_WORKER_NAME),
    .media_type = get_string (request, BRV_WORKER_MEDIA_TYPE),
    .address = get_string (request, BRV_WORKER_ADDRESS),
    .charset = get_string (request, BRV_WORKER_CHARSET),
    .password = get_string (request, BRV_WORKER_PASSWORD),
    .text = get_string (request, BRV_WORKER_TEXT),
    .find_image = brv_side_folder_find,
    .find_image_data = request->files,
  };
}

static GBytes *
decode_pixels (const Request *request, GError **error)
{
  g_autoptr (BrvRaster) raster = brv_image_decode_pixels (
    request->document, MAX (1, get_number (request, BRV_WORKER_MAX_PX)), error);

  return raster != NULL ? brv_worker_answer_write_pixels (raster) : NULL;
}

/* Returns the answer's body, or NULL with an error. */
static GBytes *
perform (const Request *request, GError **error)
{
  const BrvImportHints hints = read_hints (request);
  g_autoptr (BrvImportResult) result = NULL;
  g_auto (BrvDecodedImage) image = { 0 };

  switch (request->kind)
    {
    case BRV_WORKER_EXTRACT:
      result = brv_importer_run (request->document, &hints, get_string (request, BRV_WORKER_ORIGIN),
                                 FALSE, error);
      return result != NULL ? brv_worker_answer_write (result, request->document) : NULL;
    case BRV_WORKER_DECODE:
      if (json_object_get_boolean_member_with_default (request->members, BRV_WORKER_PIXELS, FALSE))
        return decode_pixels (request, error);
      return brv_image_decode (request->document, get_number (request, BRV_WORKER_MAX_PX), &image,
                               error)
               ? brv_worker_answer_write_image (&image)
               : NULL;
    case BRV_WORKER_PAGES:
    case BRV_WORKER_RESULT:
    case BRV_WORKER_FAILURE:
    default:
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_CRASHED, "unknown request");
      return NULL;
    }
}

/* Answers with a body, or with the failure that there is none. */
static gboolean
answer_with (GBytes *body, const GError *error)
{
  g_autoptr (GBytes) failure = NULL;

  if (body != NULL)
    return answer (BRV_WORKER_RESULT, body);
  failure = describe_failure (error);
  return answer (BRV_WORKER_FAILURE, failure);
}

/* Waits for a wish on the socket that answers go to; FALSE when there will be none any more. */
static gboolean
read_page_request (BrvWorkerPageRequest *request)
{
  guint8 *p = (guint8 *)request;
  gsize length = sizeof *request;

  while (length > 0)
    {
      ssize_t n = read (STDOUT_FILENO, p, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      p += n;
      length -= (gsize)n;
    }
  return request->magic == BRV_WORKER_MAGIC;
}

static GBytes *
perform_page (BrvPdfDrawer *drawer, const BrvWorkerPageRequest *request, GError **error)
{
  g_autoptr (BrvDrawnPage) page = NULL;
  g_autoptr (GArray) areas = NULL;
  g_autofree char *text_sha256 = NULL;

  if (request->wish == BRV_WORKER_PAGE_AREAS)
    {
      areas = brv_pdf_drawer_find_areas (drawer, request->page, &text_sha256);
      return brv_worker_answer_write_areas (areas, text_sha256);
    }
  page = brv_pdf_drawer_draw (drawer, request->page, request->scale, error);
  return page != NULL ? brv_worker_answer_write_page (page) : NULL;
}

/* Opens the document, says whether that went well, and draws its pages as they are wanted. */
static int
serve_pages (const Request *request)
{
  const BrvImportHints hints = read_hints (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (BrvPdfDrawer) drawer = brv_importer_open_pages (request->document, &hints, &error);
  BrvWorkerPageRequest wish = { 0 };

  if (!answer_with (drawer != NULL ? nothing : NULL, error))
    return BRV_WORKER_EXIT_ANSWER;
  while (drawer != NULL && read_page_request (&wish))
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GBytes) body = perform_page (drawer, &wish, &failure);

      if (!answer_with (body, failure))
        return BRV_WORKER_EXIT_ANSWER;
    }
  return 0;
}

/**
 * brv_worker_task_run:
 *
 * Reads a request and answers it. The cage must be closed.
 *
 * Returns: the exit status of the worker
 */
int
brv_worker_task_run (void)
{
  g_auto (Request) request = { 0 };
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  if (!read_request (&request))
    return BRV_WORKER_EXIT_REQUEST;
  if (request.kind == BRV_WORKER_PAGES)
    return serve_pages (&request);
  body = perform (&request, &error);
  return answer_with (body, error) ? 0 : BRV_WORKER_EXIT_ANSWER;
}
