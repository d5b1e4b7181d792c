/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Source: the vocabulary is that of schema.org, the form that of W3C JSON-LD 1.1. */

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "import/brv-json-ld.h"
#include "import/brv-same-words.h"

/* Nobody describes an article in more; a scanner as slow as ours should not try. */
#define MAX_SCRIPT_BYTES ((ptrdiff_t)512 * 1024)
#define MAX_DEPTH        8

static const char *const article_types[] = {
  "Article",
  "NewsArticle",
  "BlogPosting",
  "Report",
  "Review",
  "ReportageNewsArticle",
  "OpinionNewsArticle",
  "AnalysisNewsArticle",
  "SocialMediaPosting",
  "ScholarlyArticle",
  "TechArticle",
  "LiveBlogPosting",
  "Recipe",
  "BackgroundNewsArticle",
  "ReviewNewsArticle",
  "MedicalWebPage",
  "AdvertiserContentArticle",
  "SatiricalArticle",
  "DiscussionForumPosting",
};

/* What describes the page that an article stands on. */
static const char *const page_types[] = {
  "WebPage",      "MedicalWebPage", "AboutPage", "FAQPage", "ItemPage",
  "CreativeWork", "WebContent",     "Guide",     "HowTo",
};

/* What is no person. */
static const char *const organisation_types[] = {
  "Organization",
  "NewsMediaOrganization",
  "Corporation",
  "EducationalOrganization",
  "GovernmentOrganization",
  "NGO",
  "WebSite",
  "LocalBusiness",
};

/* Where names are looked up while scripts are read. */
typedef struct
{
  BrvJsonLd *result;
  GHashTable *named; /* "@id" -> name: what another object may refer to */
  gboolean persons;  /* names of organisations are passed over */
} Reading;

/**
 * brv_json_ld_clear:
 * @self: what brv_json_ld_read() filled
 *
 * Frees what @self holds.
 */
void
brv_json_ld_clear (BrvJsonLd *self)
{
  g_clear_pointer (&self->headline, g_free);
  g_clear_pointer (&self->authors, g_strfreev);
  g_clear_pointer (&self->organisations, g_strfreev);
  g_clear_pointer (&self->publisher, g_free);
  g_clear_pointer (&self->published, g_free);
  g_clear_pointer (&self->page_published, g_free);
  g_clear_pointer (&self->modified, g_free);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->address, g_free);
}

/* Reads "#39;" or "amp;" after an ampersand; returns where it ends, or NULL. */
static const char *
read_entity (const char *text, gunichar *c)
{
  const char *end = strchr (text, ';');
  char name[12];

  if (end == NULL || end == text || (gsize)(end - text) >= sizeof name)
    return NULL;
  g_strlcpy (name, text, (gsize)(end - text) + 1);
  if (*name == '#')
    {
      gboolean hexadecimal = name[1] == 'x' || name[1] == 'X';
      guint64 number = 0;

      if (!g_ascii_string_to_unsigned (name + (hexadecimal ? 2 : 1), hexadecimal ? 16 : 10, 1,
                                       0x10FFFF, &number, NULL) ||
          !g_unichar_validate ((gunichar)number))
        return NULL;
      *c = (gunichar)number;
    }
  else
    {
      const htmlEntityDesc *entity = htmlEntityLookup ((const xmlChar *)name);

      if (entity == NULL && strcmp (name, "apos") != 0)
        return NULL;
      *c = entity != NULL ? entity->value : '\'';
    }
  return end + 1;
}

/**
 * brv_html_unescape:
 * @text: a text in which some tool may have written characters as HTML entities
 *
 * Returns: (transfer full): @text with these characters
 */
char *
brv_html_unescape (const char *text)
{
  GString *result = g_string_new (NULL);

  while (*text != '\0')
    {
      gunichar c = 0;
      const char *end = *text == '&' ? read_entity (text + 1, &c) : NULL;

      if (end != NULL)
        {
          g_string_append_unichar (result, c);
          text = end;
        }
      else
        g_string_append_c (result, *text++);
    }
  return g_string_free (result, FALSE);
}

static char *
dup_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  text = brv_html_unescape (json_node_get_string (node));
  return *g_strstrip (text) != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
has_type (JsonNode *type, const char *const *types, guint n_types)
{
  if (type == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (type))
    {
      JsonArray *array = json_node_get_array (type);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (!JSON_NODE_HOLDS_ARRAY (json_array_get_element (array, i)) &&
            has_type (json_array_get_element (array, i), types, n_types))
          return TRUE;
      return FALSE;
    }
  if (!JSON_NODE_HOLDS_VALUE (type) || json_node_get_value_type (type) != G_TYPE_STRING)
    return FALSE;
  for (guint i = 0; i < n_types; i++)
    {
      const char *name = json_node_get_string (type);
      const char *last = strrchr (name, '/');

      if (g_str_equal (last != NULL ? last + 1 : name, types[i]))
        return TRUE;
    }
  return FALSE;
}

/* A person or organisation is given as a name, an object with a name, one that refers to such an
 * object, or a list of these. */
static void
collect_names (const Reading *self, JsonNode *node, GPtrArray *names, guint depth)
{
  if (node == NULL || depth > MAX_DEPTH)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        collect_names (self, json_array_get_element (array, i), names, depth + 1);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      guint before = names->len;

      if (self->persons && has_type (json_object_get_member (object, "@type"), organisation_types,
                                     G_N_ELEMENTS (organisation_types)))
        return;
      collect_names (self, json_object_get_member (object, "name"), names, depth + 1);
      if (names->len == before)
        {
          g_autofree char *id = dup_member (object, "@id");
          const char *name = id != NULL ? g_hash_table_lookup (self->named, id) : NULL;

          if (name != NULL)
            g_ptr_array_add (names, g_strdup (name));
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    g_ptr_array_add (names, brv_html_unescape (json_node_get_string (node)));
}

static GStrv
dup_names (const Reading *self, JsonObject *object, const char *member)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  collect_names (self, json_object_get_member (object, member), names, 0);
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return (GStrv)g_ptr_array_steal (names, NULL);
}

/* Notes the names of all objects that others can refer to. */
static void
note_names (const Reading *self, JsonNode *node, guint depth)
{
  if (node == NULL || depth > MAX_DEPTH)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        note_names (self, json_array_get_element (array, i), depth + 1);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      char *id = dup_member (object, "@id");
      char *name = dup_member (object, "name");
      JsonObjectIter iter;
      JsonNode *member = NULL;

      if (id != NULL && name != NULL)
        g_hash_table_insert (self->named, g_steal_pointer (&id), g_steal_pointer (&name));
      g_free (id);
      g_free (name);
      json_object_iter_init (&iter, object);
      while (json_object_iter_next (&iter, NULL, &member))
        if (!JSON_NODE_HOLDS_VALUE (member))
          note_names (self, member, depth + 1);
    }
}

/* A house alone is no author of its own: it published the article; beside persons it is one. */
static void
read_authors (const Reading *self, JsonObject *object)
{
  static const char *const members[] = { "author", "creator" };
  const Reading persons = { self->result, self->named, TRUE };
  BrvJsonLd *result = self->result;

  for (guint i = 0; i < G_N_ELEMENTS (members) && result->authors == NULL; i++)
    {
      g_auto (GStrv) names = dup_names (&persons, object, members[i]);

      if (names != NULL)
        result->authors = dup_names (self, object, members[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (members) && result->organisations == NULL; i++)
    result->organisations = dup_names (self, object, members[i]);
}

static void
take_first (char **place, char *value)
{
  if (*place == NULL)
    *place = value;
  else
    g_free (value);
}

static void
read_article (const Reading *self, JsonObject *object)
{
  BrvJsonLd *result = self->result;
  g_auto (GStrv) publishers = dup_names (self, object, "publisher");
  JsonNode *page = json_object_get_member (object, "mainEntityOfPage");
  g_autofree char *headline = dup_member (object, "headline");

  /* Of several articles the first is the page's; another by its headline is another's. */
  if (headline != NULL && result->headline != NULL && !brv_same_words (headline, result->headline))
    return;
  take_first (&result->headline, g_steal_pointer (&headline));
  take_first (&result->published, dup_member (object, "datePublished"));
  take_first (&result->modified, dup_member (object, "dateModified"));
  take_first (&result->description, dup_member (object, "description"));
  take_first (&result->language, dup_member (object, "inLanguage"));
  take_first (&result->address, dup_member (object, "url"));
  if (page != NULL && JSON_NODE_HOLDS_OBJECT (page))
    take_first (&result->address, dup_member (json_node_get_object (page), "@id"));
  if (publishers != NULL)
    take_first (&result->publisher, g_strstrip (g_strdup (publishers[0])));
  read_authors (self, object);
}

/* Articles stand at the top, in a list, in a graph, or as what another thing is about. */
static void
visit (const Reading *self, JsonNode *node, guint depth)
{
  static const char *const inner[] = { "@graph", "mainEntity", "mainEntityOfPage",
                                       "itemListElement", "item" };

  if (node == NULL || depth > MAX_DEPTH)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        visit (self, json_array_get_element (array, i), depth + 1);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      JsonNode *type = json_object_get_member (object, "@type");

      if (has_type (type, article_types, G_N_ELEMENTS (article_types)))
        read_article (self, object);
      else if (has_type (type, page_types, G_N_ELEMENTS (page_types)))
        take_first (&self->result->page_published, dup_member (object, "datePublished"));
      for (guint i = 0; i < G_N_ELEMENTS (inner); i++)
        visit (self, json_object_get_member (object, inner[i]), depth + 1);
    }
}

/* The commonest faults: comment marks around it, control characters, commas before a bracket. */
static char *
mend (const char *script)
{
  GString *mended = g_string_new (NULL);

  for (const char *p = script; *p != '\0'; p++)
    {
      if (*p == ',')
        {
          const char *next = p + 1 + strspn (p + 1, " \t\r\n");

          if (*next == '}' || *next == ']')
            continue;
        }
      g_string_append_c (mended, (guchar)*p < 0x20 ? ' ' : *p);
    }
  return g_string_free (mended, FALSE);
}

static JsonNode *
parse (const char *script)
{
  g_autofree char *mended = NULL;
  const char *section = strstr (script, "<![CDATA[");
  const char *inner = section != NULL ? section + strlen ("<![CDATA[") : script;
  const char *start = inner + strcspn (inner, "{[");
  const char *end = script + strlen (script);
  g_autoptr (JsonNode) node = NULL;

  while (end > start && end[-1] != '}' && end[-1] != ']')
    end--;
  if (end <= start || end - start > MAX_SCRIPT_BYTES)
    return NULL;
  {
    g_autofree char *plain = g_strndup (start, (gsize)(end - start));

    mended = mend (plain);
  }
  node = json_from_string (mended, NULL);
  return g_steal_pointer (&node);
}

/**
 * brv_json_ld_read:
 * @page: a page
 * @result: (out): what it says
 *
 * Reads the page's JSON-LD. Of several articles the first counts, and the others complete it where
 * they have the same headline.
 */
void
brv_json_ld_read (const BrvHtmlPage *page, BrvJsonLd *result)
{
  xmlNode *root = xmlDocGetRootElement (page->document);
  g_autoptr (GPtrArray) scripts = g_ptr_array_new_with_free_func ((GDestroyNotify)json_node_unref);
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reading self = { result, named, FALSE };

  *result = (BrvJsonLd){ 0 };
  for (xmlNode *node = root; node != NULL; node = brv_html_next (node, root))
    {
      const char *type = NULL;
      JsonNode *data = NULL;

      if (node->type != XML_ELEMENT_NODE || strcmp ((const char *)node->name, "script") != 0 ||
          node->children == NULL || node->children->content == NULL)
        continue;
      type = brv_html_peek_attribute (node, "type");
      if (type == NULL || strstr (type, "ld+json") == NULL)
        continue;
      data = parse ((const char *)node->children->content);
      if (data != NULL)
        g_ptr_array_add (scripts, data);
    }
  for (guint i = 0; i < scripts->len; i++)
    note_names (&self, g_ptr_array_index (scripts, i), 0);
  for (guint i = 0; i < scripts->len; i++)
    visit (&self, g_ptr_array_index (scripts, i), 0);
}
