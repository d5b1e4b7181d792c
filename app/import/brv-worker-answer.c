/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "import/brv-worker-answer.h"
#include "model/brv-codec.h"

/* Members of the JSON. */
#define SOURCES     "sources"  /* objects with SOURCE and, if it is not the whole file, its bytes */
#define SOURCE      "source"   /* as the codec writes it */
#define ORIGINAL    "original" /* index of the blob that is the source's own bytes */
#define SLICE       "slice"    /* or [start, length] of them in the document */
#define IMAGES      "images"   /* indexes of the blobs that are its images */
#define ATTACHMENTS "attachments" /* objects with NAME, MEDIA_TYPE and BLOB */
#define NAME        "name"
#define MEDIA_TYPE  "media-type"
#define BLOB        "blob"
#define BLOBS       "blobs" /* lengths */

/* An answer as it is being written. */
typedef struct
{
  GBytes *document;
  GPtrArray *blobs; /* (element-type GBytes) */
  JsonArray *lengths;
} Writer;

/* An answer as it is being read. */
typedef struct
{
  GBytes *document;
  GBytes *body;
  GArray *offsets;   /* (element-type gsize): of each blob in body, and of the end */
  GHashTable *known; /* (element-type utf8 GBytes): the images of one source by their hash */
} Reader;

static gint64
add_blob (Writer *writer, GBytes *bytes)
{
  g_ptr_array_add (writer->blobs, bytes);
  json_array_add_int_element (writer->lengths, (gint64)g_bytes_get_size (bytes));
  return (gint64)writer->blobs->len - 1;
}

/* Bytes that lie in the document need not be sent, and none at all stand for all of it: see
 * brv_importer_run(). */
static void
write_original (Writer *writer, GBytes *original, JsonObject *object)
{
  gsize length = 0;
  gsize document_length = 0;
  const guint8 *data = g_bytes_get_data (original, &length);
  const guint8 *document = g_bytes_get_data (writer->document, &document_length);

  if (length == 0)
    return;
  if (data >= document && data + length <= document + document_length)
    {
      JsonArray *slice = json_array_new ();

      json_array_add_int_element (slice, data - document);
      json_array_add_int_element (slice, (gint64)length);
      json_object_set_array_member (object, SLICE, slice);
    }
  else
    json_object_set_int_member (object, ORIGINAL, add_blob (writer, original));
}

static JsonObject *
write_source (Writer *writer, const BrvSource *source)
{
  JsonObject *object = json_object_new ();
  JsonArray *indexes = json_array_new ();
  guint n_images = 0;
  const BrvSourceImage *images = brv_source_get_images (source, &n_images);

  json_object_set_member (object, SOURCE, brv_codec_write_source (source));
  write_original (writer, brv_source_get_original (source), object);
  for (guint i = 0; i < n_images; i++)
    if (images[i].bytes != NULL)
      json_array_add_int_element (indexes, add_blob (writer, images[i].bytes));
  json_object_set_array_member (object, IMAGES, indexes);
  return object;
}

static JsonObject *
write_attachment (Writer *writer, const BrvImportAttachment *attachment)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, NAME, attachment->name);
  json_object_set_string_member (object, MEDIA_TYPE, attachment->media_type);
  json_object_set_int_member (object, BLOB, add_blob (writer, attachment->bytes));
  return object;
}

static GBytes *
join (JsonObject *object, GPtrArray *blobs)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *json = json_to_string (node, FALSE);
  guint64 json_length = strlen (json);
  gsize length = sizeof json_length + (gsize)json_length;
  guint8 *data = NULL;
  guint8 *p = NULL;

  for (guint i = 0; i < blobs->len; i++)
    length += g_bytes_get_size (g_ptr_array_index (blobs, i));
  p = data = g_malloc (length);
  memcpy (p, &json_length, sizeof json_length);
  p += sizeof json_length;
  memcpy (p, json, (gsize)json_length);
  p += json_length;
  for (guint i = 0; i < blobs->len; i++)
    {
      gsize size = 0;
      const void *blob = g_bytes_get_data (g_ptr_array_index (blobs, i), &size);

      if (size > 0)
        memcpy (p, blob, size);
      p += size;
    }
  return g_bytes_new_take (data, length);
}

/**
 * brv_worker_answer_write:
 * @result: what an import gave
 * @document: the bytes that it was made from, which the reader has
 *
 * Returns: (transfer full): @result as brv_worker_answer_read() reads it
 */
GBytes *
brv_worker_answer_write (const BrvImportResult *result, GBytes *document)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GPtrArray) blobs = g_ptr_array_new ();
  JsonArray *sources = json_array_new ();
  JsonArray *attachments = json_array_new ();
  Writer writer = { document, blobs, json_array_new () };

  for (guint i = 0; i < brv_import_result_get_n_sources (result); i++)
    json_array_add_object_element (
      sources, write_source (&writer, brv_import_result_get_source (result, i)));
  for (guint i = 0; i < brv_import_result_get_n_attachments (result); i++)
    json_array_add_object_element (
      attachments, write_attachment (&writer, brv_import_result_get_attachment (result, i)));
  json_object_set_array_member (object, SOURCES, sources);
  json_object_set_array_member (object, ATTACHMENTS, attachments);
  json_object_set_array_member (object, BLOBS, writer.lengths);
  return join (object, blobs);
}

/* Gets an array member of no more than max elements. */
static JsonArray *
get_array (JsonObject *object, const char *name, guint max)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && json_array_get_length (array) <= max ? array : NULL;
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

/* Reads a number in [0, max]. */
static gboolean
get_number (JsonNode *node, gsize max, gsize *number)
{
  gint64 value = 0;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  value = json_node_get_int (node);
  if (value < 0 || (guint64)value > max)
    return FALSE;
  *number = (gsize)value;
  return TRUE;
}

/* The blobs fill what follows the JSON, to the last byte. */
static gboolean
read_lengths (Reader *reader, JsonObject *object, gsize start)
{
  gsize size = g_bytes_get_size (reader->body);
  JsonArray *lengths = get_array (object, BLOBS, G_MAXUINT);
  gsize offset = start;

  if (lengths == NULL)
    return FALSE;
  g_array_append_val (reader->offsets, offset);
  for (guint i = 0; i < json_array_get_length (lengths); i++)
    {
      gsize length = 0;

      if (!get_number (json_array_get_element (lengths, i), size - offset, &length))
        return FALSE;
      offset += length;
      g_array_append_val (reader->offsets, offset);
    }
  return offset == size;
}

/* A copy, so that what is kept does not hold all of the answer. */
static GBytes *
read_blob (const Reader *reader, JsonNode *index_node)
{
  gsize index = 0;
  gsize start = 0;
  const guint8 *data = g_bytes_get_data (reader->body, NULL);

  if (reader->offsets->len < 2 || !get_number (index_node, reader->offsets->len - 2, &index))
    return NULL;
  start = g_array_index (reader->offsets, gsize, index);
  return g_bytes_new (data + start, g_array_index (reader->offsets, gsize, index + 1) - start);
}

static GBytes *
read_slice (const Reader *reader, JsonArray *slice)
{
  gsize size = g_bytes_get_size (reader->document);
  gsize start = 0;
  gsize length = 0;

  if (json_array_get_length (slice) != 2 ||
      !get_number (json_array_get_element (slice, 0), size, &start) ||
      !get_number (json_array_get_element (slice, 1), size - start, &length))
    return NULL;
  return g_bytes_new ((const guint8 *)g_bytes_get_data (reader->document, NULL) + start, length);
}

static GBytes *
read_original (const Reader *reader, JsonObject *object)
{
  JsonArray *slice = get_array (object, SLICE, 2);

  if (slice != NULL)
    return read_slice (reader, slice);
  if (json_object_has_member (object, ORIGINAL))
    return read_blob (reader, json_object_get_member (object, ORIGINAL));
  return g_bytes_ref (reader->document);
}

/* What the codec asks the bytes from: those of the source itself are not known by their hash, as
 * the worker does not compute it. */
typedef struct
{
  GBytes *original;
  GHashTable *images;
  const char *original_sha256;
} Blobs;

static GBytes *
find_blob_cb (const char *sha256, gpointer user_data)
{
  const Blobs *blobs = user_data;
  GBytes *bytes = g_hash_table_lookup (blobs->images, sha256);

  if (bytes == NULL && g_str_equal (sha256, blobs->original_sha256))
    bytes = blobs->original;
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

static gboolean
read_images (Reader *reader, JsonObject *object)
{
  JsonArray *indexes = get_array (object, IMAGES, reader->offsets->len);

  g_hash_table_remove_all (reader->known);
  for (guint i = 0; indexes != NULL && i < json_array_get_length (indexes); i++)
    {
      GBytes *bytes = read_blob (reader, json_array_get_element (indexes, i));

      if (bytes == NULL)
        return FALSE;
      g_hash_table_insert (reader->known, g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes),
                           bytes);
    }
  return indexes != NULL;
}

static BrvSource *
read_source (Reader *reader, JsonObject *object, const char *origin)
{
  g_autoptr (GBytes) original = NULL;
  g_autoptr (BrvSource) source = NULL;
  JsonNode *node = NULL;
  JsonObject *member = NULL;
  Blobs blobs = { 0 };

  if (object == NULL || !read_images (reader, object))
    return NULL;
  original = read_original (reader, object);
  node = json_object_get_member (object, SOURCE);
  member = get_object (node);
  if (original == NULL || member == NULL)
    return NULL;
  blobs = (Blobs){ original, reader->known, get_string (member, "bytes_sha256") };
  if (blobs.original_sha256 == NULL)
    return NULL;
  source = brv_codec_read_source (node, find_blob_cb, &blobs, NULL);
  if (source == NULL || g_strcmp0 (brv_source_get_origin (source), origin) != 0)
    return NULL;
  return brv_source_with_id (source, brv_id_new ());
}

static gboolean
read_sources (Reader *reader, JsonObject *object, const char *origin, GPtrArray *sources)
{
  JsonArray *array = get_array (object, SOURCES, BRV_IMPORT_MAX_SOURCES);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      BrvSource *source =
        read_source (reader, get_object (json_array_get_element (array, i)), origin);

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (sources, source);
    }
  return sources->len > 0;
}

static void
clear_bytes (gpointer data)
{
  BrvImportAttachment *attachment = data;

  g_clear_pointer (&attachment->bytes, g_bytes_unref);
}

/* The names and types stay with the JSON. */
static gboolean
read_attachments (Reader *reader, JsonObject *object, GArray *attachments)
{
  JsonArray *array = get_array (object, ATTACHMENTS, BRV_IMPORT_MAX_ATTACHMENTS);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *member = get_object (json_array_get_element (array, i));
      BrvImportAttachment attachment = { 0 };

      if (member == NULL)
        return FALSE;
      attachment.name = (char *)get_string (member, NAME);
      attachment.media_type = (char *)get_string (member, MEDIA_TYPE);
      if (attachment.name == NULL || *attachment.name == '\0' ||
          strchr (attachment.name, '/') != NULL || attachment.media_type == NULL)
        return FALSE;
      attachment.bytes = read_blob (reader, json_object_get_member (member, BLOB));
      if (attachment.bytes == NULL)
        return FALSE;
      g_array_append_val (attachments, attachment);
    }
  return array != NULL;
}

static JsonNode *
parse (GBytes *body, gsize *end)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (body, &size);
  guint64 length = 0;

  if (size < sizeof length)
    return NULL;
  memcpy (&length, data, sizeof length);
  if (length > size - sizeof length)
    return NULL;
  *end = sizeof length + (gsize)length;
  return brv_codec_parse ((const char *)data + sizeof length, (gssize)length, NULL);
}

/**
 * brv_worker_answer_read:
 * @body: an answer that may be hostile
 * @document: the bytes that it was made from
 * @origin: where they came from: all sources must say so
 *
 * Checks all lengths, forms, types and ranges. Each source gets a new id.
 *
 * Returns: (transfer full) (nullable): what the import gave, or %NULL if @body is no answer
 */
BrvImportResult *
brv_worker_answer_read (GBytes *body, GBytes *document, const char *origin)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GHashTable) known =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  g_autoptr (GArray) attachments = g_array_new (FALSE, FALSE, sizeof (BrvImportAttachment));
  Reader reader = { document, body, offsets, known };
  JsonObject *object = NULL;
  gsize end = 0;

  g_return_val_if_fail (body != NULL && document != NULL && origin != NULL, NULL);

  g_array_set_clear_func (attachments, clear_bytes);
  node = parse (body, &end);
  object = get_object (node);
  if (object == NULL || !read_lengths (&reader, object, end) ||
      !read_sources (&reader, object, origin, sources) ||
      !read_attachments (&reader, object, attachments))
    return NULL;
  return brv_import_result_new ((BrvSource *const *)sources->pdata, sources->len,
                                (const BrvImportAttachment *)(gconstpointer)attachments->data,
                                attachments->len);
}
