/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Kept states of a brief: each section and source is stored once, however many states have it. */

#include "config.h"

#include "base/brv-sha256.h"
#include "model/brv-codec.h"
#include "storage/brv-blobs.h"
#include "storage/brv-brief-file.h"

/* Puts @node among the blobs and its hash into @hashes. */
static void
add_part (GHashTable *blobs, GHashTable *named, JsonArray *hashes, JsonNode *node)
{
  char *json = brv_codec_to_string (node);
  g_autoptr (GBytes) bytes = g_bytes_new_take (json, strlen (json));
  g_autofree char *sha256 = brv_sha256_of_bytes (bytes);

  brv_blobs_add (blobs, sha256, bytes);
  brv_blobs_add (named, sha256, bytes);
  json_array_add_string_element (hashes, sha256);
  json_node_unref (node);
}

/**
 * brv_checkpoint_new:
 * @brief: a state of a brief
 * @name: what it is to be called; empty if nobody asked for it
 * @time_us: the moment, in microseconds since 1970 in UTC
 * @blobs: (element-type utf8 GBytes): gets the parts
 *
 * Returns: (transfer full): the state as it is stored
 */
BrvCheckpoint *
brv_checkpoint_new (const BrvBrief *brief, const char *name, gint64 time_us, GHashTable *blobs)
{
  g_autoptr (GHashTable) named = brv_blobs_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *sections = json_array_new ();
  JsonArray *sources = json_array_new ();
  g_autofree char *body = NULL;
  g_autofree char *blob_names = NULL;

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      add_part (blobs, named, sections, brv_codec_write_section (section));
      brv_blobs_add_section (blobs, section);
      brv_blobs_add_section (named, section);
    }
  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    {
      const BrvSource *source = brv_brief_get_source (brief, i);

      add_part (blobs, named, sources, brv_codec_write_source (source));
      brv_blobs_add_source (blobs, source);
      brv_blobs_add_source (named, source);
    }
  json_object_set_member (
    object, "record",
    brv_codec_write_record (brv_brief_get_record (brief), BRV_CODEC_BRIEF_FIELDS));
  json_object_set_array_member (object, "sections", sections);
  json_object_set_array_member (object, "sources", sources);
  json_node_take_object (node, object);

  body = brv_codec_to_string (node);
  blob_names = brv_blobs_dup_names (named);
  return brv_checkpoint_new_stored (time_us, name, body, blob_names);
}

/**
 * brv_checkpoint_new_stored:
 * @time_us: the moment, in microseconds since 1970 in UTC
 * @name: its name, or an empty string
 * @body: its JSON, which is not looked into yet
 * @blob_names: hashes parted by blanks
 *
 * Returns: (transfer full): the state as a file has it
 */
BrvCheckpoint *
brv_checkpoint_new_stored (gint64 time_us,
                           const char *name,
                           const char *body,
                           const char *blob_names)
{
  BrvCheckpoint *self = g_atomic_rc_box_new0 (BrvCheckpoint);

  self->time_us = time_us;
  self->name = g_strdup (name);
  self->body = g_strdup (body);
  self->blob_names = g_strdup (blob_names);
  return self;
}

/**
 * brv_checkpoint_ref:
 * @self: a kept state
 *
 * Returns: (transfer full): @self
 */
BrvCheckpoint *
brv_checkpoint_ref (const BrvCheckpoint *self)
{
  return g_atomic_rc_box_acquire ((BrvCheckpoint *)self);
}

static void
checkpoint_clear (gpointer data)
{
  BrvCheckpoint *self = data;

  g_free (self->name);
  g_free (self->body);
  g_free (self->blob_names);
}

/**
 * brv_checkpoint_unref:
 * @self: (transfer full): a kept state
 */
void
brv_checkpoint_unref (BrvCheckpoint *self)
{
  g_atomic_rc_box_release_full (self, checkpoint_clear);
}

static gpointer
read_part (GHashTable *blobs, JsonArray *hashes, guint index, gboolean is_source, GError **error)
{
  JsonNode *element = json_array_get_element (hashes, index);
  GBytes *bytes = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
    bytes = g_hash_table_lookup (blobs, json_node_get_string (element));
  if (bytes == NULL)
    {
      g_set_error_literal (error, BRV_CODEC_ERROR, BRV_CODEC_ERROR_INVALID, "part is missing");
      return NULL;
    }
  node = brv_codec_parse (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes), error);
  if (node == NULL)
    return NULL;
  return is_source ? (gpointer)brv_codec_read_source (node, brv_blobs_find_cb, blobs, error)
                   : (gpointer)brv_codec_read_section (node, brv_blobs_find_cb, blobs, error);
}

static gboolean
read_parts (GHashTable *blobs,
            JsonObject *object,
            const char *name,
            gboolean is_source,
            GPtrArray *parts,
            GError **error)
{
  JsonNode *member = json_object_get_member (object, name);
  JsonArray *hashes;

  if (member == NULL || !JSON_NODE_HOLDS_ARRAY (member))
    {
      g_set_error (error, BRV_CODEC_ERROR, BRV_CODEC_ERROR_INVALID, "no %s", name);
      return FALSE;
    }
  hashes = json_node_get_array (member);
  for (guint i = 0; i < json_array_get_length (hashes); i++)
    {
      gpointer part = read_part (blobs, hashes, i, is_source, error);

      if (part == NULL)
        return FALSE;
      g_ptr_array_add (parts, part);
    }
  return TRUE;
}

/**
 * brv_checkpoint_read:
 * @self: a kept state
 * @id: the id of its brief
 * @blobs: (element-type utf8 GBytes): where its parts are
 *
 * Returns: (transfer full) (nullable): the brief as it was, or %NULL with BRV_CODEC_ERROR_INVALID
 */
BrvBrief *
brv_checkpoint_read (const BrvCheckpoint *self, BrvId id, GHashTable *blobs, GError **error)
{
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  g_autoptr (JsonNode) node = brv_codec_parse (self->body, -1, error);
  g_autoptr (BrvRecord) record = NULL;
  JsonObject *object;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, BRV_CODEC_ERROR, BRV_CODEC_ERROR_INVALID, "not an object");
      return NULL;
    }
  object = json_node_get_object (node);
  record = brv_codec_read_record (json_object_get_member (object, "record"), BRV_CODEC_BRIEF_FIELDS,
                                  error);
  if (record == NULL || !read_parts (blobs, object, "sections", FALSE, sections, error) ||
      !read_parts (blobs, object, "sources", TRUE, sources, error))
    return NULL;
  return brv_brief_new (id, record, (BrvSection **)sections->pdata, sections->len,
                        (BrvSource **)sources->pdata, sources->len);
}
