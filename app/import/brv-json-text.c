/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON files of others: nothing in them need have the type that it should. */

#include "config.h"

#include "import/brv-json-text.h"

#include <string.h>

#include "import/brv-charset.h"
#include "import/brv-import-error.h"

/* json-glib reads nested values by recursion; no list of references or entries is this deep. */
#define MAX_DEPTH 100

static gboolean
is_too_deep (const char *text)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (in_string)
        {
          if (*p == '\\' && p[1] != '\0')
            p++;
          else
            in_string = *p != '"';
        }
      else if (*p == '"')
        in_string = TRUE;
      else if ((*p == '[' || *p == '{') && ++depth > MAX_DEPTH)
        return TRUE;
      else if ((*p == ']' || *p == '}') && depth > 0)
        depth--;
    }
  return FALSE;
}

/**
 * brv_json_parse:
 * @bytes: a JSON file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its root, or %NULL with %BRV_IMPORT_ERROR_ENCODING or
 *   _DAMAGED
 */
JsonNode *
brv_json_parse (GBytes *bytes, GError **error)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_auto (BrvDecoded) decoded = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root = NULL;

  if (!brv_charset_decode (data, length, NULL, &decoded, error))
    return NULL;
  if (!is_too_deep (decoded.text) &&
      json_parser_load_from_data (parser, decoded.text, (gssize)decoded.length, NULL))
    root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "no JSON");
  return root;
}

/**
 * brv_json_write:
 * @node: a value
 *
 * Returns: (transfer full): @node as a file of its own
 */
GBytes *
brv_json_write (JsonNode *node)
{
  char *text = json_to_string (node, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * brv_json_get_object:
 * @node: (nullable): a value
 *
 * Returns: (transfer none) (nullable): the object that it is, if it is one
 */
JsonObject *
brv_json_get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * brv_json_get_string:
 * @object: an object
 * @name: a member
 *
 * Returns: (nullable): the string that it is, if it is one with a letter in it
 */
const char *
brv_json_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text =
    node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
      ? json_node_get_string (node)
      : NULL;

  return text != NULL && text[strspn (text, " \t\r\n")] != '\0' ? text : NULL;
}
