/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "base/brv-sha256.h"
#include "import/brv-worker-answer.h"
#include "import/brv-worker-body.h"
#include "model/brv-codec.h"

/* Members of the JSON. */
#define SOURCES     "sources"  /* objects with SOURCE and, if it is not the whole file, its bytes */
#define SOURCE      "source"   /* as the codec writes it */
#define ORIGINAL    "original" /* index of the blob that is the source's own bytes */
#define SLICE       "slice"    /* or [start, length] of them in the document */
#define CUT         "cut"      /* whether there was more */
#define IMAGES      "images"   /* indexes of the blobs that are its images */
#define ATTACHMENTS "attachments" /* objects with NAME, MEDIA_TYPE and BLOB */
#define NAME        "name"
#define MEDIA_TYPE  "media-type"
#define BLOB        "blob"
/* Of a page or an image. */
#define RASTER "raster" /* index of the blob that is it */
#define WIDTH  "width"
#define HEIGHT "height"
#define TEXT   "text"  /* the hash of the one that areas are in */
#define AREAS  "areas" /* numbers, six an area: start, end, x, y, width, height */

/* An answer as it is being written. */
typedef struct
{
  GBytes *document;
  GPtrArray *blobs; /* (element-type GBytes) */
} Writer;

/* An answer as it is being read. */
typedef struct
{
  const BrvWorkerBody *body;
  GBytes *document;
  GHashTable *known; /* (element-type utf8 GBytes): the images of one source by their hash */
} Reader;

static gint64
add_blob (Writer *writer, GBytes *bytes)
{
  g_ptr_array_add (writer->blobs, bytes);
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
  Writer writer = { document, blobs };

  for (guint i = 0; i < brv_import_result_get_n_sources (result); i++)
    json_array_add_object_element (
      sources, write_source (&writer, brv_import_result_get_source (result, i)));
  for (guint i = 0; i < brv_import_result_get_n_attachments (result); i++)
    json_array_add_object_element (
      attachments, write_attachment (&writer, brv_import_result_get_attachment (result, i)));
  json_object_set_array_member (object, SOURCES, sources);
  json_object_set_array_member (object, ATTACHMENTS, attachments);
  json_object_set_boolean_member (object, CUT, brv_import_result_is_cut (result));
  return brv_worker_body_write (object, blobs);
}

static GBytes *
read_slice (const Reader *reader, JsonArray *slice)
{
  gsize size = g_bytes_get_size (reader->document);
  gsize start = 0;
  gsize length = 0;

  if (json_array_get_length (slice) != 2 ||
      !brv_worker_body_get_number (json_array_get_element (slice, 0), size, &start) ||
      !brv_worker_body_get_number (json_array_get_element (slice, 1), size - start, &length))
    return NULL;
  return g_bytes_new ((const guint8 *)g_bytes_get_data (reader->document, NULL) + start, length);
}

static GBytes *
read_original (const Reader *reader, JsonObject *object)
{
  JsonArray *slice = brv_worker_body_get_array (object, SLICE, 2);

  if (slice != NULL)
    return read_slice (reader, slice);
  if (json_object_has_member (object, ORIGINAL))
    return brv_worker_body_dup_blob (reader->body, json_object_get_member (object, ORIGINAL));
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
  JsonArray *indexes = brv_worker_body_get_array (object, IMAGES, reader->body->offsets->len);

  g_hash_table_remove_all (reader->known);
  for (guint i = 0; indexes != NULL && i < json_array_get_length (indexes); i++)
    {
      GBytes *bytes = brv_worker_body_dup_blob (reader->body, json_array_get_element (indexes, i));

      if (bytes == NULL)
        return FALSE;
      g_hash_table_insert (reader->known, brv_sha256_of_bytes (bytes), bytes);
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
  member = brv_worker_body_get_object (node);
  if (original == NULL || member == NULL)
    return NULL;
  blobs = (Blobs){ original, reader->known, brv_worker_body_get_string (member, "bytes_sha256") };
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
  JsonArray *array = brv_worker_body_get_array (object, SOURCES, BRV_IMPORT_MAX_SOURCES);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      BrvSource *source = read_source (
        reader, brv_worker_body_get_object (json_array_get_element (array, i)), origin);

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
  JsonArray *array = brv_worker_body_get_array (object, ATTACHMENTS, BRV_IMPORT_MAX_ATTACHMENTS);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *member = brv_worker_body_get_object (json_array_get_element (array, i));
      BrvImportAttachment attachment = { 0 };

      if (member == NULL)
        return FALSE;
      attachment.name = (char *)brv_worker_body_get_string (member, NAME);
      attachment.media_type = (char *)brv_worker_body_get_string (member, MEDIA_TYPE);
      if (attachment.name == NULL || *attachment.name == '\0' ||
          strchr (attachment.name, '/') != NULL || attachment.media_type == NULL)
        return FALSE;
      attachment.bytes =
        brv_worker_body_dup_blob (reader->body, json_object_get_member (member, BLOB));
      if (attachment.bytes == NULL)
        return FALSE;
      g_array_append_val (attachments, attachment);
    }
  return array != NULL;
}

/**
 * brv_worker_answer_read:
 * @bytes: an answer that may be hostile
 * @document: the bytes that it was made from
 * @origin: where they came from: all sources must say so
 *
 * Checks all lengths, forms, types and ranges. Each source gets a new id.
 *
 * Returns: (transfer full) (nullable): what the import gave, or %NULL if @bytes are no answer
 */
BrvImportResult *
brv_worker_answer_read (GBytes *bytes, GBytes *document, const char *origin)
{
  g_auto (BrvWorkerBody) body = { 0 };
  g_autoptr (GHashTable) known =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  g_autoptr (GArray) attachments = g_array_new (FALSE, FALSE, sizeof (BrvImportAttachment));
  Reader reader = { &body, document, known };
  gboolean is_cut = FALSE;

  g_return_val_if_fail (bytes != NULL && document != NULL && origin != NULL, NULL);

  g_array_set_clear_func (attachments, clear_bytes);
  if (!brv_worker_body_read (bytes, &body) ||
      !read_sources (&reader, body.object, origin, sources) ||
      !read_attachments (&reader, body.object, attachments))
    return NULL;
  is_cut = json_object_get_boolean_member_with_default (body.object, CUT, FALSE);
  return brv_import_result_new ((BrvSource *const *)sources->pdata, sources->len,
                                (const BrvImportAttachment *)(gconstpointer)attachments->data,
                                attachments->len, is_cut);
}

/**
 * brv_worker_answer_write_page:
 * @page: a page
 *
 * Returns: (transfer full): @page as brv_worker_answer_read_page() reads it
 */
GBytes *
brv_worker_answer_write_page (const BrvDrawnPage *page)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GBytes) raster = brv_raster_pack (brv_drawn_page_get_raster (page));
  g_autoptr (GPtrArray) blobs = g_ptr_array_new ();

  g_ptr_array_add (blobs, raster);
  json_object_set_double_member (object, WIDTH, brv_drawn_page_get_width (page));
  json_object_set_double_member (object, HEIGHT, brv_drawn_page_get_height (page));
  json_object_set_int_member (object, RASTER, 0);
  return brv_worker_body_write (object, blobs);
}

/**
 * brv_worker_answer_write_areas:
 * @areas: (element-type BrvPageArea): where letters stand on a page
 * @text_sha256: the hash of the text that they are in
 *
 * Returns: (transfer full): them as brv_worker_answer_read_areas() reads them
 */
GBytes *
brv_worker_answer_write_areas (const GArray *areas, const char *text_sha256)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GPtrArray) blobs = g_ptr_array_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < areas->len; i++)
    {
      const BrvPageArea *area = &g_array_index (areas, BrvPageArea, i);

      json_array_add_int_element (array, (gint64)area->range.start);
      json_array_add_int_element (array, (gint64)area->range.end);
      json_array_add_double_element (array, area->rect.x);
      json_array_add_double_element (array, area->rect.y);
      json_array_add_double_element (array, area->rect.width);
      json_array_add_double_element (array, area->rect.height);
    }
  json_object_set_string_member (object, TEXT, text_sha256);
  json_object_set_array_member (object, AREAS, array);
  return brv_worker_body_write (object, blobs);
}

static gboolean
is_boundary (const char *text, gsize length, gsize offset)
{
  return offset == length || ((guchar)text[offset] & 0xC0) != 0x80;
}

static gboolean
read_area (JsonArray *array, guint at, const char *text, gsize length, BrvPageArea *area)
{
  double *const members[] = { &area->rect.x, &area->rect.y, &area->rect.width, &area->rect.height };

  if (!brv_worker_body_get_number (json_array_get_element (array, at), length,
                                   &area->range.start) ||
      !brv_worker_body_get_number (json_array_get_element (array, at + 1), length,
                                   &area->range.end) ||
      area->range.start > area->range.end || !is_boundary (text, length, area->range.start) ||
      !is_boundary (text, length, area->range.end))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!brv_worker_body_get_double (json_array_get_element (array, at + 2 + i), members[i]))
      return FALSE;
  return area->rect.width >= 0 && area->rect.height >= 0;
}

static BrvRaster *
read_raster (const BrvWorkerBody *body)
{
  g_autoptr (GBytes) packed =
    brv_worker_body_get_blob (body, json_object_get_member (body->object, RASTER));

  return packed != NULL ? brv_raster_unpack (packed, NULL) : NULL;
}

/**
 * brv_worker_answer_read_page:
 * @bytes: an answer that may be hostile
 *
 * Returns: (transfer full) (nullable): the page, or %NULL if @bytes are no such answer
 */
BrvDrawnPage *
brv_worker_answer_read_page (GBytes *bytes)
{
  g_auto (BrvWorkerBody) body = { 0 };
  g_autoptr (BrvRaster) raster = NULL;
  double width = 0;
  double height = 0;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (!brv_worker_body_read (bytes, &body) ||
      !brv_worker_body_get_double (json_object_get_member (body.object, WIDTH), &width) ||
      !brv_worker_body_get_double (json_object_get_member (body.object, HEIGHT), &height) ||
      width <= 0 || height <= 0)
    return NULL;
  raster = read_raster (&body);
  return raster != NULL ? brv_drawn_page_new (raster, width, height) : NULL;
}

/**
 * brv_worker_answer_read_areas:
 * @bytes: an answer that may be hostile
 * @source: the source whose text the areas should be in
 *
 * Returns: (transfer full) (nullable) (element-type BrvPageArea): where its letters stand on the
 *   page, or %NULL if @bytes are no such answer or speak of another text
 */
GArray *
brv_worker_answer_read_areas (GBytes *bytes, const BrvSource *source)
{
  const guint n_numbers = 6;
  const char *text = NULL;
  gsize length = 0;
  const char *sha256 = NULL;
  JsonArray *array = NULL;
  g_auto (BrvWorkerBody) body = { 0 };
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (BrvPageArea));

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);

  text = brv_source_get_text (source);
  length = strlen (text);
  if (!brv_worker_body_read (bytes, &body) ||
      (sha256 = brv_worker_body_get_string (body.object, TEXT)) == NULL ||
      !g_str_equal (sha256, brv_source_get_text_sha256 (source)) ||
      (array = brv_worker_body_get_array (body.object, AREAS, G_MAXINT32)) == NULL ||
      json_array_get_length (array) % n_numbers != 0)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i += n_numbers)
    {
      BrvPageArea area = { 0 };

      if (!read_area (array, i, text, length, &area))
        return NULL;
      g_array_append_val (areas, area);
    }
  return g_steal_pointer (&areas);
}

/**
 * brv_worker_answer_write_image:
 * @image: an image
 *
 * Returns: (transfer full): @image as brv_worker_answer_read_image() reads it
 */
GBytes *
brv_worker_answer_write_image (const BrvDecodedImage *image)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GBytes) raster = brv_raster_pack (image->raster);
  g_autoptr (GPtrArray) blobs = g_ptr_array_new ();

  g_ptr_array_add (blobs, raster);
  g_ptr_array_add (blobs, image->bytes);
  json_object_set_int_member (object, RASTER, 0);
  json_object_set_int_member (object, BLOB, 1);
  json_object_set_string_member (object, MEDIA_TYPE, image->media_type);
  json_object_set_int_member (object, WIDTH, image->width_px);
  json_object_set_int_member (object, HEIGHT, image->height_px);
  return brv_worker_body_write (object, blobs);
}

/**
 * brv_worker_answer_read_image:
 * @bytes: an answer that may be hostile
 * @image: (out caller-allocates): the image; to be cleared by the caller
 *
 * Returns: whether @bytes are such an answer
 */
gboolean
brv_worker_answer_read_image (GBytes *bytes, BrvDecodedImage *image)
{
  g_auto (BrvWorkerBody) body = { 0 };
  const char *media_type = NULL;
  gsize width = 0;
  gsize height = 0;

  g_return_val_if_fail (bytes != NULL, FALSE);

  *image = (BrvDecodedImage){ 0 };
  if (!brv_worker_body_read (bytes, &body) ||
      (media_type = brv_worker_body_get_string (body.object, MEDIA_TYPE)) == NULL ||
      !brv_worker_body_get_number (json_object_get_member (body.object, WIDTH), G_MAXINT32,
                                   &width) ||
      !brv_worker_body_get_number (json_object_get_member (body.object, HEIGHT), G_MAXINT32,
                                   &height) ||
      width == 0 || height == 0 ||
      (!g_str_equal (media_type, "image/jpeg") && !g_str_equal (media_type, "image/png")))
    return FALSE;
  image->media_type = g_strdup (media_type);
  image->width_px = (guint)width;
  image->height_px = (guint)height;
  image->bytes = brv_worker_body_dup_blob (&body, json_object_get_member (body.object, BLOB));
  image->raster = read_raster (&body);
  return image->bytes != NULL && image->raster != NULL;
}

/**
 * brv_worker_answer_write_pixels:
 * @raster: the pixels of an image
 *
 * Returns: (transfer full): @raster as brv_worker_answer_read_pixels() reads it
 */
GBytes *
brv_worker_answer_write_pixels (const BrvRaster *raster)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GBytes) packed = brv_raster_pack (raster);
  g_autoptr (GPtrArray) blobs = g_ptr_array_new ();

  g_ptr_array_add (blobs, packed);
  json_object_set_int_member (object, RASTER, 0);
  return brv_worker_body_write (object, blobs);
}

/**
 * brv_worker_answer_read_pixels:
 * @bytes: an answer that may be hostile
 *
 * Returns: (transfer full) (nullable): the pixels, or %NULL if @bytes are no such answer
 */
BrvRaster *
brv_worker_answer_read_pixels (GBytes *bytes)
{
  g_auto (BrvWorkerBody) body = { 0 };

  g_return_val_if_fail (bytes != NULL, NULL);

  return brv_worker_body_read (bytes, &body) ? read_raster (&body) : NULL;
}
