/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "resources/brevier-core-resources.h"

#define TEMPLATES_PATH "/org/brevier/Brevier/templates/"

static void
template_info_free (BrvTemplateInfo *info)
{
  g_free (info->name);
  g_free (info->title);
  g_free (info->description);
  g_free (info);
}

/* Templates travel inside the program, so a fault in one is a fault of the build. */
static JsonNode *
load_template (const char *name)
{
  g_autofree char *path = g_strconcat (TEMPLATES_PATH, name, ".json", NULL);
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (brevier_core_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  JsonNode *node;

  if (bytes == NULL)
    return NULL;
  node = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  g_assert (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
  return node;
}

static gint
compare_positions (gconstpointer a, gconstpointer b)
{
  const BrvTemplateInfo *const *first = a;
  const BrvTemplateInfo *const *second = b;

  return (*first)->position - (*second)->position;
}

/**
 * brv_template_list:
 *
 * Returns: (transfer full) (element-type BrvTemplateInfo): the templates in the
 *   order in which they are offered, the default one first
 */
GPtrArray *
brv_template_list (void)
{
  GPtrArray *templates = g_ptr_array_new_with_free_func ((GDestroyNotify)template_info_free);
  g_auto (GStrv) files = g_resource_enumerate_children (
    brevier_core_get_resource (), TEMPLATES_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (files[i], strlen (files[i]) - strlen (".json"));
      g_autoptr (JsonNode) node = load_template (name);
      JsonObject *object = json_node_get_object (node);
      BrvTemplateInfo *info = g_new0 (BrvTemplateInfo, 1);

      info->name = g_strdup (name);
      info->title = g_strdup (_ (json_object_get_string_member (object, "title")));
      info->description = g_strdup (_ (json_object_get_string_member (object, "description")));
      info->position = (gint)json_object_get_int_member (object, "position");
      g_ptr_array_add (templates, info);
    }
  g_ptr_array_sort (templates, compare_positions);
  return templates;
}

static BrvSection *
make_section (JsonObject *object)
{
  g_autoptr (BrvText) nothing = brv_text_new ("", 0);
  g_autoptr (BrvBlock) block = brv_block_new_paragraph (brv_id_new (), nothing);
  BrvBlock *blocks[] = { block };
  const char *guidance = json_object_get_string_member_with_default (object, "guidance", NULL);

  return brv_section_new (brv_id_new (), json_object_get_string_member (object, "key"),
                          _ (json_object_get_string_member (object, "heading")),
                          guidance != NULL ? _ (guidance) : NULL, blocks, 1);
}

/**
 * brv_template_make_brief:
 * @name: (nullable): a template's name; %NULL for the default one
 * @title: (nullable): the brief's title
 * @language: (nullable): its language as a BCP 47 tag
 * @error: return location
 *
 * Makes an empty brief with the sections of a template, each with one empty paragraph.
 *
 * Returns: (transfer full): the brief, or %NULL with %G_IO_ERROR_NOT_FOUND if there is no such
 *   template
 */
BrvBrief *
brv_template_make_brief (const char *name, const char *title, const char *language, GError **error)
{
  const char *found = name != NULL ? name : BRV_TEMPLATE_DEFAULT;
  g_autoptr (JsonNode) node = load_template (found);
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) titled = NULL;
  g_autoptr (BrvRecord) tagged = NULL;
  g_autoptr (BrvRecord) record = NULL;
  g_autoptr (GPtrArray) sections = NULL;
  JsonArray *array;

  if (node == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no template named “%s”."),
                   found);
      return NULL;
    }
  sections = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);
  array = json_object_get_array_member (json_node_get_object (node), "sections");
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (sections, make_section (json_array_get_object_element (array, i)));

  titled = brv_record_with (empty, BRV_BRIEF_FIELD_TITLE, title, BRV_EVIDENCE_USER);
  tagged = brv_record_with (titled, BRV_BRIEF_FIELD_LANGUAGE, language, BRV_EVIDENCE_USER);
  record = brv_record_with (tagged, BRV_BRIEF_FIELD_TEMPLATE, found, BRV_EVIDENCE_USER);
  return brv_brief_new (brv_id_new (), record, (BrvSection *const *)sections->pdata, sections->len,
                        NULL, 0);
}
