/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The codec of texts with their runs, notes and citations. */

#include "config.h"

#include <string.h>

#include "base/brv-utf8.h"
#include "model/brv-codec-private.h"

/* Notes inside of notes inside of notes: nobody writes deeper, only an attacker does. */
#define MAX_DEPTH 4

static JsonNode *
write_run (const BrvRun *run)
{
  JsonObject *object = json_object_new ();

  brv_codec_set_range (object, run->range);
  if (run->style & BRV_STYLE_EMPHASIS)
    json_object_set_boolean_member (object, "emphasis", TRUE);
  if (run->style & BRV_STYLE_STRONG)
    json_object_set_boolean_member (object, "strong", TRUE);
  brv_codec_set_optional_string (object, "link", run->link);
  return brv_codec_object_node (object);
}

static JsonNode *
write_reference (const BrvReference *reference)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "at", (gint64)reference->at);
  if (reference->kind == BRV_REFERENCE_NOTE)
    {
      json_object_set_member (object, "note", brv_codec_write_text (reference->note));
    }
  else
    {
      brv_codec_set_id (object, "source", reference->source_id);
      brv_codec_set_optional_string (object, "locator", reference->locator);
    }
  return brv_codec_object_node (object);
}

/**
 * brv_codec_write_text:
 * @text: a text
 *
 * Returns: (transfer full): @text as JSON
 */
JsonNode *
brv_codec_write_text (const BrvText *text)
{
  JsonObject *object = json_object_new ();
  guint n_runs, n_references;
  const BrvRun *runs = brv_text_get_runs (text, &n_runs);
  const BrvReference *references = brv_text_get_references (text, &n_references);

  json_object_set_string_member (object, "text", brv_text_get_utf8 (text));
  if (n_runs > 0)
    {
      JsonArray *array = json_array_sized_new (n_runs);

      for (guint i = 0; i < n_runs; i++)
        json_array_add_element (array, write_run (&runs[i]));
      json_object_set_array_member (object, "runs", array);
    }
  if (n_references > 0)
    {
      JsonArray *array = json_array_sized_new (n_references);

      for (guint i = 0; i < n_references; i++)
        json_array_add_element (array, write_reference (&references[i]));
      json_object_set_array_member (object, "references", array);
    }
  return brv_codec_object_node (object);
}

static gboolean
get_flag (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  *value = FALSE;
  return !json_object_has_member (object, name) ||
         brv_codec_get_boolean (object, name, value, error);
}

static gboolean
read_runs (JsonObject *object, const char *utf8, GArray *runs, GError **error)
{
  JsonArray *array;
  gsize from = 0;

  if (!json_object_has_member (object, "runs"))
    return TRUE;
  if (brv_codec_get_member (object, "runs", JSON_NODE_ARRAY, error) == NULL)
    return FALSE;
  array = json_object_get_array_member (object, "runs");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *member = brv_codec_get_object (json_array_get_element (array, i), error);
      BrvRun run = { { 0, 0 }, BRV_STYLE_NONE, NULL };
      gboolean emphasis, strong;

      if (member == NULL || !brv_codec_get_range (member, utf8, strlen (utf8), &run.range, error) ||
          !get_flag (member, "emphasis", &emphasis, error) ||
          !get_flag (member, "strong", &strong, error) ||
          !brv_codec_get_optional_string (member, "link", &run.link, error))
        return FALSE;
      if (run.range.start < from)
        return brv_codec_fail (error, "runs");
      from = run.range.end;
      run.style = (emphasis ? BRV_STYLE_EMPHASIS : 0) | (strong ? BRV_STYLE_STRONG : 0);
      g_array_append_val (runs, run);
    }
  return TRUE;
}

static void
clear_read_reference (gpointer data)
{
  BrvReference *reference = data;

  if (reference->note != NULL)
    brv_text_unref ((BrvText *)reference->note);
}

static BrvText *read_text (JsonNode *node, guint depth, GError **error);

static gboolean
read_reference (JsonNode *node, guint depth, BrvReference *reference, GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  gint64 at;

  if (object == NULL || !brv_codec_get_integer (object, "at", 0, G_MAXINT32, &at, error))
    return FALSE;
  reference->at = (gsize)at;
  if (json_object_has_member (object, "note"))
    {
      reference->kind = BRV_REFERENCE_NOTE;
      reference->note = read_text (json_object_get_member (object, "note"), depth + 1, error);
      return reference->note != NULL;
    }
  reference->kind = BRV_REFERENCE_CITATION;
  return brv_codec_get_id (object, "source", &reference->source_id, error) &&
         brv_codec_get_optional_string (object, "locator", &reference->locator, error);
}

/* Each U+FFFC has its reference and each reference its U+FFFC, in the same order. */
static gboolean
read_references (
  JsonObject *object, const char *utf8, guint depth, GArray *references, GError **error)
{
  JsonArray *array = NULL;
  const char *rest = utf8;

  if (json_object_has_member (object, "references"))
    {
      if (brv_codec_get_member (object, "references", JSON_NODE_ARRAY, error) == NULL)
        return FALSE;
      array = json_object_get_array_member (object, "references");
    }
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      BrvReference reference = { 0 };
      const char *place = strstr (rest, BRV_OBJECT_CHARACTER);

      if (!read_reference (json_array_get_element (array, i), depth, &reference, error))
        {
          clear_read_reference (&reference);
          return FALSE;
        }
      g_array_append_val (references, reference);
      if (place == NULL || reference.at != (gsize)(place - utf8))
        return brv_codec_fail (error, "references");
      rest = place + BRV_OBJECT_CHARACTER_LENGTH;
    }
  if (strstr (rest, BRV_OBJECT_CHARACTER) != NULL)
    return brv_codec_fail (error, "references");
  return TRUE;
}

static BrvText *
read_text (JsonNode *node, guint depth, GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  const char *utf8 = object != NULL ? brv_codec_get_string (object, "text", error) : NULL;
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (BrvRun));
  g_autoptr (GArray) references = g_array_new (FALSE, FALSE, sizeof (BrvReference));

  g_array_set_clear_func (references, clear_read_reference);
  if (utf8 == NULL)
    return NULL;
  if (depth > MAX_DEPTH)
    {
      brv_codec_fail (error, "note");
      return NULL;
    }
  if (!read_runs (object, utf8, runs, error) ||
      !read_references (object, utf8, depth, references, error))
    return NULL;
  return brv_text_new_rich (utf8, -1, (const BrvRun *)(gconstpointer)runs->data, runs->len,
                            (const BrvReference *)(gconstpointer)references->data, references->len);
}

/**
 * brv_codec_read_text:
 * @node: JSON
 * @error: return location
 *
 * Returns: (transfer full): the text, or %NULL with %BRV_CODEC_ERROR_INVALID
 */
BrvText *
brv_codec_read_text (JsonNode *node, GError **error)
{
  return read_text (node, 0, error);
}
