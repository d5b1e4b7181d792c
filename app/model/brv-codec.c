/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-codec-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"

/* Nothing that is written here has a third of these levels. */
#define MAX_DEPTH 64

G_DEFINE_QUARK (brv_codec_error, brv_codec_error)

gboolean
brv_codec_fail (GError **error, const char *what)
{
  g_set_error (error, BRV_CODEC_ERROR, BRV_CODEC_ERROR_INVALID,
               _ ("The data is damaged: %s is missing or wrong."), what);
  return FALSE;
}

JsonObject *
brv_codec_get_object (JsonNode *node, GError **error)
{
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  brv_codec_fail (error, "object");
  return NULL;
}

JsonNode *
brv_codec_get_member (JsonObject *object, const char *name, JsonNodeType type, GError **error)
{
  JsonNode *member = json_object_get_member (object, name);

  if (member != NULL && JSON_NODE_TYPE (member) == type)
    return member;
  brv_codec_fail (error, name);
  return NULL;
}

const char *
brv_codec_get_string (JsonObject *object, const char *name, GError **error)
{
  JsonNode *member = json_object_get_member (object, name);

  if (member != NULL && JSON_NODE_HOLDS_VALUE (member) &&
      json_node_get_value_type (member) == G_TYPE_STRING &&
      g_utf8_validate (json_node_get_string (member), -1, NULL))
    return json_node_get_string (member);
  brv_codec_fail (error, name);
  return NULL;
}

gboolean
brv_codec_get_optional_string (JsonObject *object,
                               const char *name,
                               const char **string,
                               GError **error)
{
  *string = NULL;
  if (!json_object_has_member (object, name))
    return TRUE;
  *string = brv_codec_get_string (object, name, error);
  return *string != NULL;
}

gboolean
brv_codec_get_integer (JsonObject *object,
                       const char *name,
                       gint64 minimum,
                       gint64 maximum,
                       gint64 *value,
                       GError **error)
{
  JsonNode *member = json_object_get_member (object, name);

  if (member == NULL || !JSON_NODE_HOLDS_VALUE (member) ||
      json_node_get_value_type (member) != G_TYPE_INT64)
    return brv_codec_fail (error, name);
  *value = json_node_get_int (member);
  if (*value < minimum || *value > maximum)
    return brv_codec_fail (error, name);
  return TRUE;
}

gboolean
brv_codec_get_boolean (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  JsonNode *member = json_object_get_member (object, name);

  if (member == NULL || !JSON_NODE_HOLDS_VALUE (member) ||
      json_node_get_value_type (member) != G_TYPE_BOOLEAN)
    return brv_codec_fail (error, name);
  *value = json_node_get_boolean (member);
  return TRUE;
}

gboolean
brv_codec_get_id (JsonObject *object, const char *name, BrvId *id, GError **error)
{
  const char *string = brv_codec_get_string (object, name, error);

  if (string == NULL)
    return FALSE;
  if (!brv_id_parse (string, id))
    return brv_codec_fail (error, name);
  return TRUE;
}

gboolean
brv_codec_get_range (
  JsonObject *object, const char *text, gsize length, BrvRange *range, GError **error)
{
  gint64 start, end;

  if (!brv_codec_get_integer (object, "start", 0, (gint64)length, &start, error) ||
      !brv_codec_get_integer (object, "end", start, (gint64)length, &end, error))
    return FALSE;
  *range = (BrvRange){ (gsize)start, (gsize)end };
  if (text != NULL && (!brv_utf8_is_boundary (text, length, range->start) ||
                       !brv_utf8_is_boundary (text, length, range->end)))
    return brv_codec_fail (error, "start");
  return TRUE;
}

gboolean
brv_codec_get_kind (
  JsonObject *object, const char *const *names, guint n_names, guint *kind, GError **error)
{
  const char *name = brv_codec_get_string (object, "kind", error);

  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < n_names; i++)
    {
      if (g_str_equal (names[i], name))
        {
          *kind = i;
          return TRUE;
        }
    }
  return brv_codec_fail (error, "kind");
}

JsonNode *
brv_codec_object_node (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

JsonNode *
brv_codec_array_node (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

void
brv_codec_set_id (JsonObject *object, const char *name, BrvId id)
{
  g_autofree char *string = brv_id_to_string (id);

  json_object_set_string_member (object, name, string);
}

void
brv_codec_set_optional_string (JsonObject *object, const char *name, const char *string)
{
  if (string != NULL)
    json_object_set_string_member (object, name, string);
}

void
brv_codec_set_range (JsonObject *object, BrvRange range)
{
  json_object_set_int_member (object, "start", (gint64)range.start);
  json_object_set_int_member (object, "end", (gint64)range.end);
}

void
brv_codec_set_blob (JsonObject *blobs, const char *sha256, GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  g_autofree char *base64 = g_base64_encode (data, length);

  json_object_set_string_member (blobs, sha256, base64);
}

/**
 * brv_codec_to_string:
 * @node: JSON
 *
 * Returns: (transfer full): @node on one line
 */
char *
brv_codec_to_string (JsonNode *node)
{
  return json_to_string (node, FALSE);
}

/* The end of a string that begins at @at, past its quotation mark; @end if there is none. */
static const char *
skip_string (const char *at, const char *end)
{
  for (at++; at < end && *at != '"'; at++)
    {
      if (*at == '\\')
        at++;
    }
  return at < end ? at + 1 : end;
}

/*
 * The parser calls itself for each level, so a hostile file could use up the stack; it also takes
 * comments and quotation marks that JSON does not know, in which levels could be hidden.
 */
static gboolean
is_plain (const char *json, gsize length)
{
  const char *at = json;
  const char *end = json + length;
  guint depth = 0;

  while (at < end)
    {
      if (*at == '"')
        {
          at = skip_string (at, end);
          continue;
        }
      if (*at == '[' || *at == '{')
        depth++;
      else if (*at == ']' || *at == '}')
        depth -= depth > 0;
      else if (!g_ascii_isalnum (*at) && strchr (" \t\r\n,:.+-", *at) == NULL)
        return FALSE;
      if (depth > MAX_DEPTH)
        return FALSE;
      at++;
    }
  return TRUE;
}

/**
 * brv_codec_parse:
 * @json: (nullable): JSON; %NULL only where it has no length, as GBytes give it
 * @length: its length in bytes, or -1 if it ends with NUL
 * @error: return location
 *
 * Returns: (transfer full): what @json says, or %NULL with %BRV_CODEC_ERROR_INVALID
 */
JsonNode *
brv_codec_parse (const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  /* json-glib takes what ends early for an empty document, and reads past a NUL as past an end. */
  if (length == 0 || !g_utf8_validate (json, length, NULL) ||
      !is_plain (json, length < 0 ? strlen (json) : (gsize)length) ||
      !json_parser_load_from_data (parser, json, length, NULL) ||
      json_parser_get_root (parser) == NULL)
    {
      brv_codec_fail (error, "JSON");
      return NULL;
    }
  return json_parser_steal_root (parser);
}
