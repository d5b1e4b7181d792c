/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-json-feed-importer.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "import/brv-address.h"
#include "import/brv-charset.h"
#include "import/brv-feed-entry.h"
#include "import/brv-import-error.h"
#include "import/brv-json-text.h"

#define MEDIA_TYPE "application/feed+json"

/* Adds the names of version 1.1's authors or, of version 1, of its one author. */
static void
read_authors (JsonObject *object, BrvFeedEntry *out)
{
  JsonNode *node = json_object_get_member (object, "authors");
  JsonArray *list =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonObject *author = brv_json_get_object (json_object_get_member (object, "author"));

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *item = brv_json_get_object (json_array_get_element (list, i));
      const char *name = item != NULL ? brv_json_get_string (item, "name") : NULL;

      if (name != NULL)
        brv_feed_entry_add_author (out, name);
    }
  if (out->authors->len == 0 && author != NULL && brv_json_get_string (author, "name") != NULL)
    brv_feed_entry_add_author (out, brv_json_get_string (author, "name"));
}

static void
read_entry (JsonObject *item, JsonObject *feed, BrvFeedEntry *out)
{
  const char *address = brv_json_get_string (item, "url");
  const char *external = brv_json_get_string (item, "external_url");
  const char *language = brv_json_get_string (item, "language");
  g_autofree char *title = NULL;

  if (address == NULL)
    address = external;
  /* The id of an item should be its address. */
  if (address == NULL)
    address = brv_json_get_string (item, "id");
  title = g_strdup (brv_json_get_string (item, "title"));
  out->title = title != NULL ? g_markup_escape_text (title, -1) : NULL;
  out->address = address != NULL ? brv_address_resolve (address, NULL) : NULL;
  out->published = g_strdup (brv_json_get_string (item, "date_published"));
  out->modified = g_strdup (brv_json_get_string (item, "date_modified"));
  out->language = g_strdup (language != NULL ? language : brv_json_get_string (feed, "language"));
  out->publisher = g_strdup (brv_json_get_string (feed, "title"));
  out->html = g_strdup (brv_json_get_string (item, "content_html"));
  out->plain = g_strdup (brv_json_get_string (item, "content_text"));
  out->summary = g_strdup (brv_json_get_string (item, "summary"));
  read_authors (item, out);
  if (out->authors->len == 0)
    read_authors (feed, out);
}

/**
 * brv_json_feed_importer_run:
 * @bytes: a feed in JSON
 * @hints: what its giver says about it
 * @sink: what is filled
 * @error: return location for an error
 *
 * Makes a source of each item of a JSON Feed.
 *
 * Source: JSON Feed, version 1.1.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_ENCODING, with %BRV_IMPORT_ERROR_DAMAGED if it is no feed,
 *   or with %BRV_IMPORT_ERROR_NO_TEXT if it has no item
 */
gboolean
brv_json_feed_importer_run (GBytes *bytes,
                            const BrvImportHints *hints,
                            BrvImportSink *sink,
                            GError **error)
{
  g_autoptr (JsonNode) root = brv_json_parse (bytes, error);
  JsonObject *feed = root != NULL ? brv_json_get_object (root) : NULL;
  JsonNode *items = feed != NULL ? json_object_get_member (feed, "items") : NULL;
  JsonArray *list = NULL;

  if (root == NULL)
    return FALSE;
  if (items == NULL || !JSON_NODE_HOLDS_ARRAY (items))
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "no items");
      return FALSE;
    }
  list = json_node_get_array (items);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      JsonObject *item = brv_json_get_object (node);
      g_auto (BrvFeedEntry) entry = { 0 };
      g_autoptr (GBytes) original = NULL;

      if (item == NULL)
        continue;
      brv_feed_entry_init (&entry);
      read_entry (item, feed, &entry);
      original = brv_json_write (node);
      if (!brv_feed_entry_write (&entry, MEDIA_TYPE, original, sink))
        break;
    }
  if (brv_import_sink_get_n_sources (sink) == 0)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT, "no item");
      return FALSE;
    }
  return TRUE;
}
