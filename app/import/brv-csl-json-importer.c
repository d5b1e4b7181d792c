/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-csl-json-importer.h"

#include <string.h>

#include "import/brv-date.h"
#include "import/brv-import-error.h"
#include "import/brv-json-text.h"
#include "import/brv-markup-text.h"
#include "import/brv-bib-record.h"

#define MEDIA_TYPE      "application/vnd.citationstyles.csl+json"
#define MAX_VALUE_BYTES 20000
#define MAX_CREATORS    500

static char *
dup_value (JsonObject *item, const char *name)
{
  const char *value = brv_json_get_string (item, name);

  return value != NULL ? brv_markup_dup_text (value, MAX_VALUE_BYTES) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
append_part (GString *name, const char *part)
{
  if (part == NULL)
    return;
  /* A particle that ends in an apostrophe stands close: d'Arc. */
  if (name->len > 0 && !g_str_has_suffix (name->str, "'") && !g_str_has_suffix (name->str, "’"))
    g_string_append_c (name, ' ');
  g_string_append (name, part);
}

/* Source: CSL 1.0.2 specification, "Names". */
static char *
dup_name (JsonObject *object)
{
  static const char *const parts[] = { "given", "dropping-particle", "non-dropping-particle",
                                       "family", "suffix" };
  GString *name = g_string_new (NULL);

  append_part (name, brv_json_get_string (object, "literal"));
  for (guint i = 0; i < G_N_ELEMENTS (parts) && brv_json_get_string (object, "literal") == NULL;
       i++)
    append_part (name, brv_json_get_string (object, parts[i]));
  return g_string_free (name, FALSE);
}

static void
add_names (JsonObject *item, const char *member, GPtrArray *names)
{
  JsonArray *list = get_array (item, member);

  for (guint i = 0; list != NULL && i < json_array_get_length (list) && i < MAX_CREATORS; i++)
    {
      JsonObject *object = brv_json_get_object (json_array_get_element (list, i));
      g_autofree char *name = object != NULL ? dup_name (object) : NULL;

      if (name != NULL && *name != '\0')
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
}

/* Numbers come as numbers and as strings. */
static guint
get_number (JsonArray *array, guint index)
{
  JsonNode *node =
    index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;
  gint64 number = 0;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return 0;
  number = json_node_get_value_type (node) == G_TYPE_STRING
             ? g_ascii_strtoll (json_node_get_string (node), NULL, 10)
             : json_node_get_int (node);
  return number > 0 && number < 10000 ? (guint)number : 0;
}

/* Of a span the date it begins with. */
static char *
dup_date (JsonObject *item, const char *member)
{
  JsonObject *object = brv_json_get_object (json_object_get_member (item, member));
  JsonArray *spans = object != NULL ? get_array (object, "date-parts") : NULL;
  JsonNode *first =
    spans != NULL && json_array_get_length (spans) > 0 ? json_array_get_element (spans, 0) : NULL;
  const char *words = NULL;

  if (first != NULL && JSON_NODE_HOLDS_ARRAY (first))
    {
      JsonArray *parts = json_node_get_array (first);

      return brv_bib_record_dup_date (get_number (parts, 0), get_number (parts, 1),
                                      get_number (parts, 2));
    }
  if (object == NULL)
    return NULL;
  words = brv_json_get_string (object, "raw");
  if (words == NULL)
    words = brv_json_get_string (object, "literal");
  return words != NULL ? brv_date_parse (words) : NULL;
}

static gboolean
write_item (JsonNode *node, BrvImportSink *sink)
{
  JsonObject *item = brv_json_get_object (node);
  g_auto (BrvBibRecord) reference = { 0 };
  g_autoptr (GBytes) original = NULL;

  if (item == NULL)
    return TRUE;
  brv_bib_record_init (&reference);
  reference.title = dup_value (item, "title");
  reference.container = dup_value (item, "container-title");
  reference.publisher = dup_value (item, "publisher");
  reference.summary = dup_value (item, "abstract");
  reference.address = g_strdup (brv_json_get_string (item, "URL"));
  reference.doi = g_strdup (brv_json_get_string (item, "DOI"));
  reference.language = g_strdup (brv_json_get_string (item, "language"));
  reference.date = dup_date (item, "issued");
  add_names (item, "author", reference.authors);
  add_names (item, "editor", reference.editors);
  original = brv_json_write (node);
  return brv_bib_record_write (&reference, MEDIA_TYPE, original, sink);
}

static void
write_items (JsonNode *root, BrvImportSink *sink)
{
  JsonObject *object = brv_json_get_object (root);
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root)
                    : object != NULL             ? get_array (object, "items")
                                                 : NULL;

  if (list == NULL)
    write_item (root, sink);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (!write_item (json_array_get_element (list, i), sink))
      break;
}

/**
 * brv_csl_json_importer_run:
 * @bytes: a list of references in CSL-JSON
 * @hints: what its giver says about it
 * @sink: what is filled
 * @error: return location for an error
 *
 * Makes a source without a text of each reference.
 *
 * Source: CSL 1.0.2 specification, appendix IV; citation-style-language/schema, csl-data.json.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_ENCODING, _DAMAGED, or _NO_TEXT if no reference has a
 *   title
 */
gboolean
brv_csl_json_importer_run (GBytes *bytes,
                           const BrvImportHints *hints,
                           BrvImportSink *sink,
                           GError **error)
{
  g_autoptr (JsonNode) root = brv_json_parse (bytes, error);

  if (root == NULL)
    return FALSE;
  write_items (root, sink);
  if (brv_import_sink_get_n_sources (sink) > 0)
    return TRUE;
  g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT, "no reference");
  return FALSE;
}
