/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The codec of sections, changes and fragments. */

#include "config.h"

#include "model/brv-codec-private.h"

static const char *const splice_kinds[] = {
  [BRV_SPLICE_BLOCKS] = "blocks",   [BRV_SPLICE_SECTIONS] = "sections",
  [BRV_SPLICE_SOURCES] = "sources", [BRV_SPLICE_HEADING] = "heading",
  [BRV_SPLICE_RECORD] = "record",
};

/**
 * brv_codec_write_section:
 * @section: a section
 *
 * Returns: (transfer full): @section as JSON, its blocks included
 */
JsonNode *
brv_codec_write_section (const BrvSection *section)
{
  JsonObject *object = json_object_new ();
  JsonArray *blocks = json_array_sized_new (brv_section_get_n_blocks (section));

  brv_codec_set_id (object, "id", brv_section_get_id (section));
  brv_codec_set_optional_string (object, "key", brv_section_get_key (section));
  json_object_set_string_member (object, "heading", brv_section_get_heading (section));
  brv_codec_set_optional_string (object, "guidance", brv_section_get_guidance (section));
  for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
    json_array_add_element (blocks, brv_codec_write_block (brv_section_get_block (section, i)));
  json_object_set_array_member (object, "blocks", blocks);
  return brv_codec_object_node (object);
}

typedef gpointer (*ReadElementFunc) (JsonNode *node,
                                     BrvCodecBlobFunc find_blob,
                                     gpointer user_data,
                                     GError **error);

static gpointer
read_block_element (JsonNode *node, BrvCodecBlobFunc find_blob, gpointer user_data, GError **error)
{
  return brv_codec_read_block (node, find_blob, user_data, error);
}

static gpointer
read_section_element (JsonNode *node,
                      BrvCodecBlobFunc find_blob,
                      gpointer user_data,
                      GError **error)
{
  return brv_codec_read_section (node, find_blob, user_data, error);
}

static gpointer
read_source_element (JsonNode *node, BrvCodecBlobFunc find_blob, gpointer user_data, GError **error)
{
  return brv_codec_read_source (node, find_blob, user_data, error);
}

static gpointer
read_heading_element (JsonNode *node,
                      BrvCodecBlobFunc find_blob,
                      gpointer user_data,
                      GError **error)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  brv_codec_fail (error, "heading");
  return NULL;
}

static gpointer
read_record_element (JsonNode *node, BrvCodecBlobFunc find_blob, gpointer user_data, GError **error)
{
  return brv_codec_read_record (node, BRV_CODEC_BRIEF_FIELDS, error);
}

static GPtrArray *
read_elements (JsonObject *object,
               const char *name,
               ReadElementFunc read,
               GDestroyNotify unref,
               BrvCodecBlobFunc find_blob,
               gpointer user_data,
               GError **error)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (unref);
  JsonArray *array;

  if (brv_codec_get_member (object, name, JSON_NODE_ARRAY, error) == NULL)
    return NULL;
  array = json_object_get_array_member (object, name);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gpointer element = read (json_array_get_element (array, i), find_blob, user_data, error);

      if (element == NULL)
        return NULL;
      g_ptr_array_add (elements, element);
    }
  return g_steal_pointer (&elements);
}

/**
 * brv_codec_read_section:
 * @node: JSON
 * @find_blob: (scope call): finds the bytes of figures
 * @user_data: for @find_blob
 * @error: return location
 *
 * Returns: (transfer full): the section, or %NULL with %BRV_CODEC_ERROR_INVALID
 */
BrvSection *
brv_codec_read_section (JsonNode *node,
                        BrvCodecBlobFunc find_blob,
                        gpointer user_data,
                        GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  BrvId id;
  const char *key, *heading, *guidance;
  g_autoptr (GPtrArray) blocks = NULL;

  if (object == NULL || !brv_codec_get_id (object, "id", &id, error) ||
      !brv_codec_get_optional_string (object, "key", &key, error) ||
      (heading = brv_codec_get_string (object, "heading", error)) == NULL ||
      !brv_codec_get_optional_string (object, "guidance", &guidance, error))
    return NULL;
  blocks = read_elements (object, "blocks", read_block_element, (GDestroyNotify)brv_block_unref,
                          find_blob, user_data, error);
  if (blocks == NULL)
    return NULL;
  return brv_section_new (id, key, heading, guidance, (BrvBlock *const *)blocks->pdata,
                          blocks->len);
}

static JsonNode *
write_element (BrvSpliceKind kind, gpointer element)
{
  switch (kind)
    {
    case BRV_SPLICE_BLOCKS:
      return brv_codec_write_block (element);
    case BRV_SPLICE_SECTIONS:
      return brv_codec_write_section (element);
    case BRV_SPLICE_SOURCES:
      return brv_codec_write_source (element);
    case BRV_SPLICE_HEADING:
      return json_node_init_string (json_node_alloc (), element);
    case BRV_SPLICE_RECORD:
      return brv_codec_write_record (element, BRV_CODEC_BRIEF_FIELDS);
    default:
      g_return_val_if_reached (NULL);
    }
}

static JsonArray *
write_elements (BrvSpliceKind kind, GPtrArray *elements)
{
  JsonArray *array = json_array_sized_new (elements->len);

  for (guint i = 0; i < elements->len; i++)
    json_array_add_element (array, write_element (kind, g_ptr_array_index (elements, i)));
  return array;
}

static JsonNode *
write_place (BrvPlace place)
{
  JsonObject *object = json_object_new ();

  brv_codec_set_id (object, "id", place.id);
  json_object_set_int_member (object, "at", (gint64)place.at);
  return brv_codec_object_node (object);
}

static JsonNode *
write_selection (BrvSelection selection)
{
  JsonObject *object = json_object_new ();

  json_object_set_member (object, "anchor", write_place (selection.anchor));
  json_object_set_member (object, "focus", write_place (selection.focus));
  return brv_codec_object_node (object);
}

/**
 * brv_codec_write_change:
 * @change: a change
 *
 * Sources and figures stand in it without their bytes, which are stored by hash.
 *
 * Returns: (transfer full): @change as JSON
 */
JsonNode *
brv_codec_write_change (const BrvChange *change)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  guint n_splices;
  const BrvSplice *splices = brv_change_get_splices (change, &n_splices);

  for (guint i = 0; i < n_splices; i++)
    {
      JsonObject *splice = json_object_new ();

      json_object_set_string_member (splice, "kind", splice_kinds[splices[i].kind]);
      json_object_set_int_member (splice, "section", splices[i].section);
      json_object_set_int_member (splice, "at", splices[i].at);
      json_object_set_array_member (splice, "removed",
                                    write_elements (splices[i].kind, splices[i].removed));
      json_object_set_array_member (splice, "inserted",
                                    write_elements (splices[i].kind, splices[i].inserted));
      json_array_add_object_element (array, splice);
    }
  json_object_set_string_member (object, "label", brv_change_get_label (change));
  json_object_set_array_member (object, "splices", array);
  json_object_set_member (object, "before",
                          write_selection (brv_change_get_selection_before (change)));
  json_object_set_member (object, "after",
                          write_selection (brv_change_get_selection_after (change)));
  return brv_codec_object_node (object);
}

static gboolean
read_place (JsonObject *object, const char *name, BrvPlace *place, GError **error)
{
  JsonObject *member = brv_codec_get_object (json_object_get_member (object, name), error);
  gint64 at;

  if (member == NULL || !brv_codec_get_id (member, "id", &place->id, error) ||
      !brv_codec_get_integer (member, "at", 0, G_MAXINT32, &at, error))
    return FALSE;
  place->at = (gsize)at;
  return TRUE;
}

static gboolean
read_selection (JsonObject *object, const char *name, BrvSelection *selection, GError **error)
{
  JsonObject *member = brv_codec_get_object (json_object_get_member (object, name), error);

  return member != NULL && read_place (member, "anchor", &selection->anchor, error) &&
         read_place (member, "focus", &selection->focus, error);
}

static void
add_splice (BrvChange *change, const BrvSplice *splice)
{
  gpointer *removed = splice->removed->pdata;
  gpointer *inserted = splice->inserted->pdata;

  switch (splice->kind)
    {
    case BRV_SPLICE_BLOCKS:
      brv_change_add_blocks (change, splice->section, splice->at, (BrvBlock *const *)removed,
                             splice->removed->len, (BrvBlock *const *)inserted,
                             splice->inserted->len);
      break;
    case BRV_SPLICE_SECTIONS:
      brv_change_add_sections (change, splice->at, (BrvSection *const *)removed,
                               splice->removed->len, (BrvSection *const *)inserted,
                               splice->inserted->len);
      break;
    case BRV_SPLICE_SOURCES:
      brv_change_add_sources (change, splice->at, (BrvSource *const *)removed, splice->removed->len,
                              (BrvSource *const *)inserted, splice->inserted->len);
      break;
    case BRV_SPLICE_HEADING:
      brv_change_add_heading (change, splice->section, removed[0], inserted[0]);
      break;
    case BRV_SPLICE_RECORD:
      brv_change_add_record (change, removed[0], inserted[0]);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
read_splice (
  JsonNode *node, BrvChange *change, BrvCodecBlobFunc find_blob, gpointer user_data, GError **error)
{
  static const struct
  {
    ReadElementFunc read;
    GDestroyNotify unref;
  } elements[] = {
    [BRV_SPLICE_BLOCKS] = { read_block_element, (GDestroyNotify)brv_block_unref },
    [BRV_SPLICE_SECTIONS] = { read_section_element, (GDestroyNotify)brv_section_unref },
    [BRV_SPLICE_SOURCES] = { read_source_element, (GDestroyNotify)brv_source_unref },
    [BRV_SPLICE_HEADING] = { read_heading_element, g_free },
    [BRV_SPLICE_RECORD] = { read_record_element, (GDestroyNotify)brv_record_unref },
  };
  JsonObject *object = brv_codec_get_object (node, error);
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (GPtrArray) inserted = NULL;
  gint64 section, at;
  guint kind = 0;
  BrvSplice splice;

  if (object == NULL ||
      !brv_codec_get_kind (object, splice_kinds, G_N_ELEMENTS (splice_kinds), &kind, error) ||
      !brv_codec_get_integer (object, "section", 0, G_MAXINT32, &section, error) ||
      !brv_codec_get_integer (object, "at", 0, G_MAXINT32, &at, error))
    return FALSE;
  removed = read_elements (object, "removed", elements[kind].read, elements[kind].unref, find_blob,
                           user_data, error);
  if (removed == NULL)
    return FALSE;
  inserted = read_elements (object, "inserted", elements[kind].read, elements[kind].unref,
                            find_blob, user_data, error);
  if (inserted == NULL)
    return FALSE;
  if ((kind == BRV_SPLICE_HEADING || kind == BRV_SPLICE_RECORD) &&
      (removed->len != 1 || inserted->len != 1))
    return brv_codec_fail (error, "inserted");
  splice = (BrvSplice){ (BrvSpliceKind)kind, (guint)section, (guint)at, removed, inserted };
  add_splice (change, &splice);
  return TRUE;
}

/**
 * brv_codec_read_change:
 * @node: JSON
 * @find_blob: (scope call): finds the bytes of sources and figures
 * @user_data: for @find_blob
 * @error: return location
 *
 * Returns: (transfer full): the change, or %NULL with %BRV_CODEC_ERROR_INVALID
 */
BrvChange *
brv_codec_read_change (JsonNode *node,
                       BrvCodecBlobFunc find_blob,
                       gpointer user_data,
                       GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  const char *label = object != NULL ? brv_codec_get_string (object, "label", error) : NULL;
  g_autoptr (BrvChange) change = NULL;
  BrvSelection before, after;
  JsonArray *array;

  if (label == NULL || !read_selection (object, "before", &before, error) ||
      !read_selection (object, "after", &after, error) ||
      brv_codec_get_member (object, "splices", JSON_NODE_ARRAY, error) == NULL)
    return NULL;
  change = brv_change_new (label);
  brv_change_set_selections (change, before, after);
  array = json_object_get_array_member (object, "splices");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!read_splice (json_array_get_element (array, i), change, find_blob, user_data, error))
        return NULL;
    }
  return g_steal_pointer (&change);
}

/**
 * brv_codec_write_fragment:
 * @fragment: a fragment
 *
 * Unlike all others, its sources and figures stand in it with their bytes, in base64: it travels
 * alone.
 *
 * Returns: (transfer full): @fragment as JSON
 */
JsonNode *
brv_codec_write_fragment (const BrvFragment *fragment)
{
  JsonObject *object = json_object_new ();
  JsonArray *blocks = json_array_new ();
  JsonArray *sources = json_array_new ();
  JsonObject *blobs = json_object_new ();

  for (guint i = 0; i < brv_fragment_get_n_blocks (fragment); i++)
    {
      json_array_add_element (blocks, brv_codec_write_block (brv_fragment_get_block (fragment, i)));
      brv_codec_write_block_blobs (brv_fragment_get_block (fragment, i), blobs);
    }
  for (guint i = 0; i < brv_fragment_get_n_sources (fragment); i++)
    {
      const BrvSource *source = brv_fragment_get_source (fragment, i);

      json_array_add_element (sources, brv_codec_write_source (source));
      brv_codec_write_blobs (source, blobs);
    }
  json_object_set_array_member (object, "blocks", blocks);
  json_object_set_boolean_member (object, "open_start", brv_fragment_is_open_start (fragment));
  json_object_set_boolean_member (object, "open_end", brv_fragment_is_open_end (fragment));
  json_object_set_array_member (object, "sources", sources);
  json_object_set_object_member (object, "blobs", blobs);
  return brv_codec_object_node (object);
}

static GBytes *
find_embedded_blob (const char *sha256, gpointer user_data)
{
  JsonObject *blobs = user_data;
  const char *base64 = brv_codec_get_string (blobs, sha256, NULL);
  guchar *data;
  gsize length;

  if (base64 == NULL)
    return NULL;
  data = g_base64_decode (base64, &length);
  return g_bytes_new_take (data, length);
}

/**
 * brv_codec_read_fragment:
 * @node: JSON
 * @error: return location
 *
 * Returns: (transfer full): the fragment, or %NULL with %BRV_CODEC_ERROR_INVALID
 */
BrvFragment *
brv_codec_read_fragment (JsonNode *node, GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  JsonNode *blobs;
  gboolean open_start, open_end;

  if (object == NULL || !brv_codec_get_boolean (object, "open_start", &open_start, error) ||
      !brv_codec_get_boolean (object, "open_end", &open_end, error) ||
      (blobs = brv_codec_get_member (object, "blobs", JSON_NODE_OBJECT, error)) == NULL)
    return NULL;
  blocks = read_elements (object, "blocks", read_block_element, (GDestroyNotify)brv_block_unref,
                          find_embedded_blob, json_node_get_object (blobs), error);
  if (blocks == NULL)
    return NULL;
  sources = read_elements (object, "sources", read_source_element, (GDestroyNotify)brv_source_unref,
                           find_embedded_blob, json_node_get_object (blobs), error);
  if (sources == NULL)
    return NULL;
  return brv_fragment_new ((BrvBlock *const *)blocks->pdata, blocks->len, open_start, open_end,
                           (BrvSource *const *)sources->pdata, sources->len);
}
