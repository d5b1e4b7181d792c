/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The codec of quotes. */

#include "config.h"

#include "model/brv-codec-private.h"

static const char *const alteration_kinds[] = {
  [BRV_ALTERATION_ELISION] = "elision",
  [BRV_ALTERATION_INSERTION] = "insertion",
  [BRV_ALTERATION_INITIAL] = "initial",
  [BRV_ALTERATION_EMPHASIS] = "emphasis",
};

static JsonNode *
write_anchor (const BrvAnchor *anchor)
{
  JsonObject *object = json_object_new ();

  brv_codec_set_id (object, "source", brv_anchor_get_source_id (anchor));
  json_object_set_string_member (object, "text_sha256", brv_anchor_get_text_sha256 (anchor));
  brv_codec_set_range (object, brv_anchor_get_range (anchor));
  json_object_set_string_member (object, "prefix", brv_anchor_get_prefix (anchor));
  json_object_set_string_member (object, "suffix", brv_anchor_get_suffix (anchor));
  brv_codec_set_optional_string (object, "page_label", brv_anchor_get_page_label (anchor));
  return brv_codec_object_node (object);
}

/**
 * brv_codec_write_quote:
 * @quote: a quote
 *
 * Returns: (transfer full): @quote as JSON: its anchor, its exact words, and what was altered
 */
JsonNode *
brv_codec_write_quote (const BrvQuote *quote)
{
  JsonObject *object = json_object_new ();
  guint n_alterations;
  const BrvAlteration *alterations = brv_quote_get_alterations (quote, &n_alterations);

  json_object_set_member (object, "anchor", write_anchor (brv_quote_get_anchor (quote)));
  json_object_set_string_member (object, "exact", brv_quote_get_exact (quote));
  if (n_alterations > 0)
    {
      JsonArray *array = json_array_sized_new (n_alterations);

      for (guint i = 0; i < n_alterations; i++)
        {
          JsonObject *alteration = json_object_new ();

          json_object_set_string_member (alteration, "kind", alteration_kinds[alterations[i].kind]);
          brv_codec_set_range (alteration, alterations[i].range);
          brv_codec_set_optional_string (alteration, "text", alterations[i].text);
          json_array_add_object_element (array, alteration);
        }
      json_object_set_array_member (object, "alterations", array);
    }
  return brv_codec_object_node (object);
}

static BrvAnchor *
read_anchor (JsonNode *node, GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  BrvId source_id;
  BrvRange range;
  const char *hash, *prefix, *suffix, *page_label;

  if (object == NULL || !brv_codec_get_id (object, "source", &source_id, error) ||
      (hash = brv_codec_get_string (object, "text_sha256", error)) == NULL ||
      !brv_codec_get_range (object, NULL, G_MAXINT32, &range, error) ||
      (prefix = brv_codec_get_string (object, "prefix", error)) == NULL ||
      (suffix = brv_codec_get_string (object, "suffix", error)) == NULL ||
      !brv_codec_get_optional_string (object, "page_label", &page_label, error))
    return NULL;
  return brv_anchor_new (source_id, hash, range, prefix, suffix, page_label);
}

static gboolean
read_alterations (JsonObject *object, GArray *alterations, GError **error)
{
  JsonArray *array;

  if (!json_object_has_member (object, "alterations"))
    return TRUE;
  if (brv_codec_get_member (object, "alterations", JSON_NODE_ARRAY, error) == NULL)
    return FALSE;
  array = json_object_get_array_member (object, "alterations");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *member = brv_codec_get_object (json_array_get_element (array, i), error);
      BrvAlteration alteration = { 0 };
      guint kind = 0;

      if (member == NULL ||
          !brv_codec_get_kind (member, alteration_kinds, G_N_ELEMENTS (alteration_kinds), &kind,
                               error) ||
          !brv_codec_get_range (member, NULL, G_MAXINT32, &alteration.range, error) ||
          !brv_codec_get_optional_string (member, "text", &alteration.text, error))
        return FALSE;
      alteration.kind = (BrvAlterationKind)kind;
      g_array_append_val (alterations, alteration);
    }
  return TRUE;
}

/**
 * brv_codec_read_quote:
 * @node: JSON
 * @error: return location
 *
 * Returns: (transfer full): the quote, or %NULL with %BRV_CODEC_ERROR_INVALID, also if its
 *   alterations do not fit its words
 */
BrvQuote *
brv_codec_read_quote (JsonNode *node, GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  g_autoptr (BrvAnchor) anchor = NULL;
  g_autoptr (GArray) alterations = g_array_new (FALSE, FALSE, sizeof (BrvAlteration));
  const char *exact;
  BrvQuote *quote;

  if (object == NULL ||
      (anchor = read_anchor (json_object_get_member (object, "anchor"), error)) == NULL ||
      (exact = brv_codec_get_string (object, "exact", error)) == NULL ||
      !read_alterations (object, alterations, error))
    return NULL;
  quote = brv_quote_new_altered (
    anchor, exact, (const BrvAlteration *)(gconstpointer)alterations->data, alterations->len, NULL);
  if (quote == NULL)
    brv_codec_fail (error, "alterations");
  return quote;
}
