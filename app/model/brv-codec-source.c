/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The codec of records and sources. */

#include "config.h"

#include "model/brv-codec-private.h"

#include <string.h>

#include "base/brv-utf8.h"

static const char *const evidence_names[] = {
  [BRV_EVIDENCE_NONE] = "none",       [BRV_EVIDENCE_STRUCTURED_DATA] = "structured-data",
  [BRV_EVIDENCE_META] = "meta",       [BRV_EVIDENCE_VISIBLE_TEXT] = "visible-text",
  [BRV_EVIDENCE_ADDRESS] = "address", [BRV_EVIDENCE_USER] = "user",
};

static const char *
field_name (guint field, BrvCodecFields fields)
{
  return fields == BRV_CODEC_BRIEF_FIELDS ? brv_brief_field_get_name ((BrvBriefField)field)
                                          : brv_source_field_get_name ((BrvSourceField)field);
}

static guint
count_fields (BrvCodecFields fields)
{
  return fields == BRV_CODEC_BRIEF_FIELDS ? BRV_N_BRIEF_FIELDS : BRV_N_SOURCE_FIELDS;
}

/**
 * brv_codec_write_record:
 * @record: a record
 * @fields: whose fields it has
 *
 * Returns: (transfer full): @record as JSON
 */
JsonNode *
brv_codec_write_record (const BrvRecord *record, BrvCodecFields fields)
{
  JsonObject *object = json_object_new ();

  for (guint field = 0; field < count_fields (fields); field++)
    {
      const char *const *values = brv_record_get_list (record, field);
      JsonObject *entry;
      JsonArray *array;

      if (values == NULL)
        continue;
      entry = json_object_new ();
      array = json_array_new ();
      for (guint i = 0; values[i] != NULL; i++)
        json_array_add_string_element (array, values[i]);
      json_object_set_array_member (entry, "values", array);
      json_object_set_string_member (entry, "evidence",
                                     evidence_names[brv_record_get_evidence (record, field)]);
      json_object_set_object_member (object, field_name (field, fields), entry);
    }
  return brv_codec_object_node (object);
}

static gboolean
read_evidence (JsonObject *entry, BrvEvidence *evidence, GError **error)
{
  const char *name = brv_codec_get_string (entry, "evidence", error);

  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (evidence_names); i++)
    {
      if (g_str_equal (evidence_names[i], name))
        {
          *evidence = (BrvEvidence)i;
          return TRUE;
        }
    }
  return brv_codec_fail (error, "evidence");
}

static GStrv
read_strings (JsonObject *entry, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (brv_codec_get_member (entry, "values", JSON_NODE_ARRAY, error) == NULL)
    return NULL;
  array = json_object_get_array_member (entry, "values");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          brv_codec_fail (error, "values");
          return NULL;
        }
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

/**
 * brv_codec_read_record:
 * @node: JSON
 * @fields: whose fields it has
 * @error: return location
 *
 * Returns: (transfer full): the record, or %NULL with %BRV_CODEC_ERROR_INVALID
 */
BrvRecord *
brv_codec_read_record (JsonNode *node, BrvCodecFields fields, GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  g_autoptr (BrvRecord) record = brv_record_new ();

  if (object == NULL)
    return NULL;
  for (guint field = 0; field < count_fields (fields); field++)
    {
      const char *name = field_name (field, fields);
      JsonObject *entry;
      g_auto (GStrv) values = NULL;
      BrvEvidence evidence = BRV_EVIDENCE_NONE;
      BrvRecord *next;

      if (!json_object_has_member (object, name))
        continue;
      entry = brv_codec_get_object (json_object_get_member (object, name), error);
      if (entry == NULL || (values = read_strings (entry, error)) == NULL ||
          !read_evidence (entry, &evidence, error))
        return NULL;
      next = brv_record_with_list (record, field, (const char *const *)values, evidence);
      brv_record_unref (record);
      record = next;
    }
  return g_steal_pointer (&record);
}

static JsonNode *
write_block (const BrvSourceBlock *block)
{
  JsonObject *object = json_object_new ();

  brv_codec_set_range (object, block->range);
  json_object_set_string_member (object, "role", brv_role_get_name (block->role));
  json_object_set_boolean_member (object, "kept", block->kept);
  if (block->level > 0)
    json_object_set_int_member (object, "level", block->level);
  if (block->page >= 0)
    json_object_set_int_member (object, "page", block->page);
  if (block->image >= 0)
    json_object_set_int_member (object, "image", block->image);
  brv_codec_set_optional_string (object, "page_label", block->page_label);
  return brv_codec_object_node (object);
}

static JsonNode *
write_image (const BrvSourceImage *image)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "sha256", image->sha256 != NULL ? image->sha256 : "");
  json_object_set_string_member (object, "media_type",
                                 image->media_type != NULL ? image->media_type : "");
  brv_codec_set_optional_string (object, "alternative", image->alternative);
  json_object_set_int_member (object, "width", image->width_px);
  json_object_set_int_member (object, "height", image->height_px);
  if (image->above >= 0)
    json_object_set_int_member (object, "above", image->above);
  return brv_codec_object_node (object);
}

/**
 * brv_codec_write_source:
 * @source: a source
 *
 * The original bytes and the images' bytes are named by their hash and do not stand in it.
 *
 * Returns: (transfer full): @source as JSON
 */
JsonNode *
brv_codec_write_source (const BrvSource *source)
{
  JsonObject *object = json_object_new ();
  guint n_blocks, n_images;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n_blocks);
  const BrvSourceImage *images = brv_source_get_images (source, &n_images);
  JsonArray *block_array = json_array_sized_new (n_blocks);
  JsonArray *image_array = json_array_sized_new (n_images);

  for (guint i = 0; i < n_blocks; i++)
    json_array_add_element (block_array, write_block (&blocks[i]));
  for (guint i = 0; i < n_images; i++)
    json_array_add_element (image_array, write_image (&images[i]));

  brv_codec_set_id (object, "id", brv_source_get_id (source));
  json_object_set_string_member (object, "bytes_sha256", brv_source_get_bytes_sha256 (source));
  json_object_set_string_member (object, "format", brv_source_get_format (source));
  json_object_set_string_member (object, "origin", brv_source_get_origin (source));
  json_object_set_int_member (object, "captured_us", brv_source_get_captured_us (source));
  json_object_set_member (
    object, "record",
    brv_codec_write_record (brv_source_get_record (source), BRV_CODEC_SOURCE_FIELDS));
  json_object_set_string_member (object, "text", brv_source_get_text (source));
  json_object_set_array_member (object, "blocks", block_array);
  json_object_set_array_member (object, "images", image_array);
  return brv_codec_object_node (object);
}

/**
 * brv_codec_write_blobs:
 * @source: a source
 * @blobs: an object
 *
 * Adds the bytes that @source names by hash to @blobs, in base64.
 */
void
brv_codec_write_blobs (const BrvSource *source, JsonObject *blobs)
{
  guint n_images;
  const BrvSourceImage *images = brv_source_get_images (source, &n_images);

  brv_codec_set_blob (blobs, brv_source_get_bytes_sha256 (source),
                      brv_source_get_original (source));
  for (guint i = 0; i < n_images; i++)
    {
      if (images[i].bytes != NULL)
        brv_codec_set_blob (blobs, images[i].sha256, images[i].bytes);
    }
}

/* The layout of a source's text: in order, within it, on character boundaries, parted by one LF. */
static gboolean
read_block (JsonNode *node, const char *text, gsize length, BrvSourceBlock *block, GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  const char *role;
  gint64 level = 0;
  gint64 page = -1;
  gint64 image = -1;

  if (object == NULL || !brv_codec_get_range (object, text, length, &block->range, error) ||
      (role = brv_codec_get_string (object, "role", error)) == NULL ||
      !brv_codec_get_boolean (object, "kept", &block->kept, error) ||
      !brv_codec_get_optional_string (object, "page_label", &block->page_label, error))
    return FALSE;
  if (!brv_role_parse (role, &block->role))
    return brv_codec_fail (error, "role");
  if (json_object_has_member (object, "level") &&
      !brv_codec_get_integer (object, "level", 0, G_MAXUINT8, &level, error))
    return FALSE;
  if (json_object_has_member (object, "page") &&
      !brv_codec_get_integer (object, "page", 0, G_MAXINT32, &page, error))
    return FALSE;
  if (json_object_has_member (object, "image") &&
      !brv_codec_get_integer (object, "image", 0, G_MAXINT32, &image, error))
    return FALSE;
  block->level = (guint8)level;
  block->page = (gint)page;
  block->image = (gint)image;
  return TRUE;
}

static gboolean
read_blocks (JsonObject *object, const char *text, GArray *blocks, GError **error)
{
  gsize length = strlen (text);
  gsize from = 0;
  JsonArray *array;

  if (brv_codec_get_member (object, "blocks", JSON_NODE_ARRAY, error) == NULL)
    return FALSE;
  array = json_object_get_array_member (object, "blocks");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      BrvSourceBlock block = { 0 };

      if (!read_block (json_array_get_element (array, i), text, length, &block, error))
        return FALSE;
      if (block.range.start != from)
        return brv_codec_fail (error, "blocks");
      if (block.range.end < length && text[block.range.end] != '\n')
        return brv_codec_fail (error, "blocks");
      from = block.range.end + 1;
      g_array_append_val (blocks, block);
    }
  if (blocks->len > 0 ? from != length + 1 : length != 0)
    return brv_codec_fail (error, "blocks");
  return TRUE;
}

static gboolean
read_image (JsonNode *node, guint n_blocks, BrvSourceImage *image, GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  gint64 width = 0;
  gint64 height = 0;
  gint64 above = -1;

  if (object == NULL || (image->sha256 = brv_codec_get_string (object, "sha256", error)) == NULL ||
      (image->media_type = brv_codec_get_string (object, "media_type", error)) == NULL ||
      !brv_codec_get_optional_string (object, "alternative", &image->alternative, error) ||
      !brv_codec_get_integer (object, "width", 0, G_MAXINT32, &width, error) ||
      !brv_codec_get_integer (object, "height", 0, G_MAXINT32, &height, error))
    return FALSE;
  if (json_object_has_member (object, "above") &&
      !brv_codec_get_integer (object, "above", 0, n_blocks, &above, error))
    return FALSE;
  image->width_px = (guint)width;
  image->height_px = (guint)height;
  image->above = (gint)above;
  return TRUE;
}

static gboolean
read_images (JsonObject *object,
             guint n_blocks,
             GArray *images,
             GPtrArray *blobs,
             BrvCodecBlobFunc find_blob,
             gpointer user_data,
             GError **error)
{
  JsonArray *array;

  if (brv_codec_get_member (object, "images", JSON_NODE_ARRAY, error) == NULL)
    return FALSE;
  array = json_object_get_array_member (object, "images");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      BrvSourceImage image = { 0 };

      if (!read_image (json_array_get_element (array, i), n_blocks, &image, error))
        return FALSE;
      image.bytes = find_blob (image.sha256, user_data);
      if (image.bytes != NULL)
        g_ptr_array_add (blobs, image.bytes);
      g_array_append_val (images, image);
    }
  return TRUE;
}

/**
 * brv_codec_read_source:
 * @node: JSON
 * @find_blob: (scope call): finds the bytes that the source names by hash
 * @user_data: for @find_blob
 * @error: return location
 *
 * Returns: (transfer full): the source, or %NULL with %BRV_CODEC_ERROR_INVALID, also if its
 *   original bytes are not found
 */
BrvSource *
brv_codec_read_source (JsonNode *node,
                       BrvCodecBlobFunc find_blob,
                       gpointer user_data,
                       GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (BrvSourceBlock));
  g_autoptr (GArray) images = g_array_new (FALSE, FALSE, sizeof (BrvSourceImage));
  g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (BrvRecord) record = NULL;
  g_autoptr (GBytes) original = NULL;
  BrvSourceParts parts = { 0 };
  const char *hash;

  if (object == NULL || !brv_codec_get_id (object, "id", &parts.id, error) ||
      (hash = brv_codec_get_string (object, "bytes_sha256", error)) == NULL ||
      (parts.format = brv_codec_get_string (object, "format", error)) == NULL ||
      (parts.origin = brv_codec_get_string (object, "origin", error)) == NULL ||
      !brv_codec_get_integer (object, "captured_us", 0, G_MAXINT64, &parts.captured_us, error) ||
      (parts.text = brv_codec_get_string (object, "text", error)) == NULL ||
      !read_blocks (object, parts.text, blocks, error) ||
      !read_images (object, blocks->len, images, blobs, find_blob, user_data, error))
    return NULL;
  record = brv_codec_read_record (json_object_get_member (object, "record"),
                                  BRV_CODEC_SOURCE_FIELDS, error);
  if (record == NULL)
    return NULL;
  original = find_blob (hash, user_data);
  if (original == NULL)
    {
      brv_codec_fail (error, "bytes_sha256");
      return NULL;
    }
  parts.original = original;
  parts.record = record;
  parts.blocks = (const BrvSourceBlock *)(gconstpointer)blocks->data;
  parts.n_blocks = blocks->len;
  parts.images = (const BrvSourceImage *)(gconstpointer)images->data;
  parts.n_images = images->len;
  return brv_source_new (&parts);
}
