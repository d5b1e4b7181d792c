/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-worker-body.h"
#include "model/brv-codec.h"

/* The member that names the blobs' lengths. */
#define BLOBS "blobs"

/**
 * brv_worker_body_write:
 * @object: what there is to say; the blobs' lengths are added to it
 * @blobs: (element-type GBytes): bytes that it refers to by their index
 *
 * Returns: (transfer full): a body as brv_worker_body_read() reads it
 */
GBytes *
brv_worker_body_write (JsonObject *object, GPtrArray *blobs)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *json = NULL;
  JsonArray *lengths = json_array_new ();
  guint64 json_length = 0;
  gsize length = 0;
  guint8 *data = NULL;
  guint8 *p = NULL;

  for (guint i = 0; i < blobs->len; i++)
    {
      gsize size = g_bytes_get_size (g_ptr_array_index (blobs, i));

      json_array_add_int_element (lengths, (gint64)size);
      length += size;
    }
  json_object_set_array_member (object, BLOBS, lengths);
  json = json_to_string (node, FALSE);
  json_length = strlen (json);
  length += sizeof json_length + (gsize)json_length;
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
 * brv_worker_body_get_array:
 * @object: an object
 * @name: a member's name
 * @max: how many elements it may have
 *
 * Returns: (transfer none) (nullable): the member
 */
JsonArray *
brv_worker_body_get_array (JsonObject *object, const char *name, guint max)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && json_array_get_length (array) <= max ? array : NULL;
}

/**
 * brv_worker_body_get_object:
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): the object that it holds
 */
JsonObject *
brv_worker_body_get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * brv_worker_body_get_string:
 * @object: an object
 * @name: a member's name
 *
 * Returns: (nullable): the member, valid UTF-8
 */
const char *
brv_worker_body_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

/**
 * brv_worker_body_get_number:
 * @node: (nullable): a node
 * @max: the largest number allowed
 * @number: (out): a whole number in [0, @max]
 *
 * Returns: whether @node holds one
 */
gboolean
brv_worker_body_get_number (JsonNode *node, gsize max, gsize *number)
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

/**
 * brv_worker_body_get_double:
 * @node: (nullable): a node
 * @number: (out): a finite number
 *
 * Returns: whether @node holds one
 */
gboolean
brv_worker_body_get_double (JsonNode *node, double *number)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      (json_node_get_value_type (node) != G_TYPE_INT64 &&
       json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return FALSE;
  *number = json_node_get_double (node);
  return isfinite (*number);
}

/* The blobs fill what follows the JSON, to the last byte. */
static gboolean
read_lengths (BrvWorkerBody *body, gsize start)
{
  gsize size = g_bytes_get_size (body->bytes);
  JsonArray *lengths = brv_worker_body_get_array (body->object, BLOBS, G_MAXUINT);
  gsize offset = start;

  if (lengths == NULL)
    return FALSE;
  g_array_append_val (body->offsets, offset);
  for (guint i = 0; i < json_array_get_length (lengths); i++)
    {
      gsize length = 0;

      if (!brv_worker_body_get_number (json_array_get_element (lengths, i), size - offset, &length))
        return FALSE;
      offset += length;
      g_array_append_val (body->offsets, offset);
    }
  return offset == size;
}

/**
 * brv_worker_body_read:
 * @bytes: what a worker sent; may be hostile
 * @body: (out caller-allocates): its parts; to be cleared whatever the result
 *
 * Returns: whether @bytes are a body
 */
gboolean
brv_worker_body_read (GBytes *bytes, BrvWorkerBody *body)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint64 length = 0;

  *body = (BrvWorkerBody){ .bytes = g_bytes_ref (bytes),
                           .offsets = g_array_new (FALSE, FALSE, sizeof (gsize)) };
  if (size < sizeof length)
    return FALSE;
  memcpy (&length, data, sizeof length);
  if (length > size - sizeof length)
    return FALSE;
  body->node = brv_codec_parse ((const char *)data + sizeof length, (gssize)length, NULL);
  body->object = brv_worker_body_get_object (body->node);
  return body->object != NULL && read_lengths (body, sizeof length + (gsize)length);
}

/**
 * brv_worker_body_clear:
 * @body: a body
 *
 * Frees what @body holds.
 */
void
brv_worker_body_clear (BrvWorkerBody *body)
{
  g_clear_pointer (&body->bytes, g_bytes_unref);
  g_clear_pointer (&body->node, json_node_unref);
  g_clear_pointer (&body->offsets, g_array_unref);
}

/**
 * brv_worker_body_get_blob:
 * @body: a body
 * @index: (nullable): a node with the index of a blob
 *
 * Returns: (transfer full) (nullable): the blob, which holds all of the body; %NULL where there is
 *   none of that index
 */
GBytes *
brv_worker_body_get_blob (const BrvWorkerBody *body, JsonNode *index)
{
  gsize i = 0;
  gsize start = 0;

  if (body->offsets->len < 2 || !brv_worker_body_get_number (index, body->offsets->len - 2, &i))
    return NULL;
  start = g_array_index (body->offsets, gsize, i);
  return g_bytes_new_from_bytes (body->bytes, start,
                                 g_array_index (body->offsets, gsize, i + 1) - start);
}

/**
 * brv_worker_body_dup_blob:
 * @body: a body
 * @index: (nullable): a node with the index of a blob
 *
 * Returns: (transfer full) (nullable): a copy of the blob, to keep; %NULL where there is none of
 *   that index
 */
GBytes *
brv_worker_body_dup_blob (const BrvWorkerBody *body, JsonNode *index)
{
  g_autoptr (GBytes) blob = brv_worker_body_get_blob (body, index);

  return blob != NULL ? g_bytes_new (g_bytes_get_data (blob, NULL), g_bytes_get_size (blob)) : NULL;
}
