/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Feeds in XML: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0. Each entry is a source with its own
 * element as its original. Elements are told by their local names and namespaces of the
 * extensions; nothing is loaded, and what a document type declares is not read at all.
 */

#include "config.h"

#include "import/brv-feed-importer.h"

#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "import/brv-address.h"
#include "import/brv-charset.h"
#include "import/brv-feed-entry.h"
#include "import/brv-import-error.h"

#define RSS_TYPE  "application/rss+xml"
#define ATOM_TYPE "application/atom+xml"
#define OPTIONS                                                                    \
  (XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | \
   XML_PARSE_NOCDATA)
#define MAX_ENTITY_NAME 32

/* The elements that tell the same in several languages of feeds, most trusted first. */
static const char *const date_names[] = {
  "published", "pubDate", "issued", "date", "created", NULL
};
static const char *const modified_names[] = { "updated", "modified", NULL };

/* What a feed says for all of its entries; read once, as it may have very many of them. */
typedef struct
{
  const char *address; /* (nullable): where the feed itself was found */
  char *title;
  char *channel_address;
  char *language;
  GPtrArray *authors; /* of char * */
} Feed;

static gboolean
is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *)node->name, name) == 0;
}

static xmlNode *
find_child (const xmlNode *parent, const char *name)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (is_element (node, name))
      return node;
  return NULL;
}

/* The text of a node; NULL if there is none. */
static char *
dup_content (const xmlNode *node)
{
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  char *text = content != NULL ? g_strstrip (g_strdup ((const char *)content)) : NULL;

  xmlFree (content);
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static char *
dup_child (const xmlNode *parent, const char *name)
{
  return dup_content (find_child (parent, name));
}

static char *
dup_attribute (const xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *)name);
  char *text = value != NULL ? g_strdup ((const char *)value) : NULL;

  xmlFree (value);
  return text;
}

/* The nearest xml:lang, of the node or of what holds it. */
static char *
dup_language (const xmlNode *node)
{
  xmlChar *value = xmlNodeGetLang (node);
  char *text = value != NULL && *value != '\0' ? g_strdup ((const char *)value) : NULL;

  xmlFree (value);
  return text;
}

static char *
resolve (const xmlNode *node, const char *reference, const char *feed_address)
{
  xmlChar *base = node != NULL ? xmlNodeGetBase (node->doc, node) : NULL;
  char *address = brv_address_resolve (reference, base != NULL ? (const char *)base : feed_address);

  xmlFree (base);
  return address;
}

/* Atom's link to the entry's page, or RSS's link. */
static char *
dup_link (const xmlNode *parent, const char *feed_address)
{
  char *found = NULL;

  for (xmlNode *node = parent->children; node != NULL && found == NULL; node = node->next)
    {
      g_autofree char *href = is_element (node, "link") ? dup_attribute (node, "href") : NULL;
      g_autofree char *rel = href != NULL ? dup_attribute (node, "rel") : NULL;

      if (href != NULL && (rel == NULL || g_str_equal (rel, "alternate")))
        found = resolve (node, href, feed_address);
      else if (is_element (node, "link") && href == NULL)
        {
          g_autofree char *text = dup_content (node);

          found = text != NULL ? resolve (node, text, feed_address) : NULL;
        }
    }
  return found;
}

static char *
dup_address (const xmlNode *entry, const char *feed_address)
{
  const xmlNode *guid = find_child (entry, "guid");
  g_autofree char *original = dup_child (entry, "origLink");
  g_autofree char *permanent = guid != NULL ? dup_attribute (guid, "isPermaLink") : NULL;
  g_autofree char *id = NULL;
  char *link = NULL;

  if (original != NULL)
    link = brv_address_resolve (original, NULL);
  if (link == NULL)
    link = dup_link (entry, feed_address);
  if (link != NULL)
    return link;
  if (guid != NULL && g_strcmp0 (permanent, "false") != 0)
    id = dup_content (guid);
  else if (guid == NULL)
    id = dup_attribute (entry, "about");
  return id != NULL ? brv_address_resolve (id, NULL) : NULL;
}

/* Inline XHTML as HTML. */
static char *
serialise_children (const xmlNode *parent)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  char *text = NULL;

  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    xmlNodeDump (buffer, node->doc, node, 0, 0);
  text = g_strdup ((const char *)xmlBufferContent (buffer));
  xmlBufferFree (buffer);
  return text;
}

/* A value that should be escaped mark-up; some feeds forget to escape it. */
static char *
dup_html (const xmlNode *node)
{
  for (const xmlNode *child = node != NULL ? node->children : NULL; child != NULL;
       child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      return serialise_children (node);
  return dup_content (node);
}

/* An Atom construct of text: RFC 4287, §3.1; sets one of html and plain. */
static void
read_text_construct (const xmlNode *node, char **html, char **plain)
{
  g_autofree char *type = dup_attribute (node, "type");
  g_autofree char *mode = dup_attribute (node, "mode"); /* of Atom 0.3 */
  g_autofree char *lower = type != NULL ? g_ascii_strdown (type, -1) : NULL;

  if (find_child (node, "div") != NULL || g_strcmp0 (lower, "xhtml") == 0 ||
      (g_strcmp0 (lower, "application/xhtml+xml") == 0 && g_strcmp0 (mode, "escaped") != 0))
    *html = serialise_children (node);
  else if (lower == NULL || g_str_equal (lower, "text") || g_str_equal (lower, "text/plain"))
    *plain = dup_content (node);
  else if (g_str_equal (lower, "html") || g_str_equal (lower, "text/html") ||
           g_strcmp0 (mode, "escaped") == 0)
    *html = dup_content (node);
}

/* A value that may hold mark-up, whatever its construct is. */
static char *
dup_markup (const xmlNode *parent, const char *name)
{
  const xmlNode *node = find_child (parent, name);
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *type = node != NULL ? dup_attribute (node, "type") : NULL;

  if (node == NULL)
    return NULL;
  /* Titles of RSS may hold mark-up, those of Atom only where they say so. */
  if (type == NULL && strcmp ((const char *)parent->name, "entry") != 0)
    return dup_html (node);
  read_text_construct (node, &html, &plain);
  if (html != NULL)
    return g_steal_pointer (&html);
  return plain != NULL ? g_markup_escape_text (plain, -1) : NULL;
}

static void
read_content (const xmlNode *entry, BrvFeedEntry *out)
{
  const xmlNode *content = find_child (entry, "content");
  const xmlNode *body = find_child (entry, "body");

  out->html = dup_html (find_child (entry, "encoded"));
  if (out->html == NULL && body != NULL)
    out->html = serialise_children (body);
  if (out->html == NULL && content != NULL && strcmp ((const char *)entry->name, "entry") == 0)
    read_text_construct (content, &out->html, &out->plain);
  out->summary = dup_markup (entry, "summary");
  if (out->summary == NULL)
    out->summary = dup_html (find_child (entry, "description"));
}

/* Returns: (transfer container) (element-type utf8): the authors that parent names */
static GPtrArray *
find_authors (const xmlNode *parent)
{
  GPtrArray *authors = g_ptr_array_new_with_free_func (g_free);

  for (int pass = 0; pass < 2 && authors->len == 0; pass++)
    for (xmlNode *node = parent->children; node != NULL; node = node->next)
      {
        const xmlNode *name = NULL;
        char *text = NULL;

        if (!is_element (node, pass == 0 ? "creator" : "author"))
          continue;
        name = find_child (node, "name");
        text = dup_content (name != NULL ? name : node);
        if (text != NULL)
          g_ptr_array_add (authors, text);
      }
  return authors;
}

/* The entry's own authors, those of the feed that it was taken from, or those of an Atom feed: RFC
 * 4287, §4.2.1. */
static void
read_authors (const xmlNode *entry, const Feed *feed, BrvFeedEntry *out)
{
  g_autoptr (GPtrArray) authors = find_authors (entry);
  const xmlNode *source = find_child (entry, "source");

  if (authors->len == 0 && source != NULL)
    {
      g_ptr_array_unref (authors);
      authors = find_authors (source);
    }
  if (authors->len == 0)
    {
      g_ptr_array_unref (authors);
      authors = g_ptr_array_ref (feed->authors);
    }
  for (guint i = 0; i < authors->len; i++)
    brv_feed_entry_add_author (out, g_ptr_array_index (authors, i));
}

static char *
dup_first (const xmlNode *parent, const char *const *names)
{
  char *text = NULL;

  for (guint i = 0; names[i] != NULL && text == NULL; i++)
    text = dup_child (parent, names[i]);
  return text;
}

/* Where the entry was taken from another feed, that one is its publisher. */
static void
read_publisher (const xmlNode *entry, const Feed *feed, BrvFeedEntry *out)
{
  const xmlNode *source = find_child (entry, "source");
  g_autofree char *origin = NULL;

  if (source != NULL)
    origin =
      find_child (source, "title") != NULL ? dup_child (source, "title") : dup_content (source);
  if (origin != NULL && g_strcmp0 (origin, feed->title) != 0)
    {
      out->publisher = g_steal_pointer (&origin);
      out->republisher = g_strdup (feed->title);
    }
  else
    out->publisher = g_strdup (feed->title);
  out->channel_address = g_strdup (feed->channel_address);
}

static void
read_entry (const xmlNode *entry, const Feed *feed, BrvFeedEntry *out)
{
  out->title = dup_markup (entry, "title");
  out->address = dup_address (entry, feed->address);
  out->published = dup_first (entry, date_names);
  out->modified = dup_first (entry, modified_names);
  out->language = dup_child (entry, "language");
  if (out->language == NULL)
    out->language = dup_language (entry);
  if (out->language == NULL)
    out->language = g_strdup (feed->language);
  read_authors (entry, feed, out);
  read_publisher (entry, feed, out);
  read_content (entry, out);
}

/* Fills out from the element that stands for the feed itself; there may be none. */
static void
read_channel (const xmlNode *channel, Feed *out)
{
  gboolean is_atom = channel != NULL && strcmp ((const char *)channel->name, "feed") == 0;

  out->authors = is_atom ? find_authors (channel) : g_ptr_array_new ();
  if (channel == NULL)
    return;
  out->title = dup_markup (channel, "title");
  out->channel_address = dup_link (channel, NULL);
  out->language = dup_child (channel, "language");
}

static void
clear_feed (Feed *feed)
{
  g_free (feed->title);
  g_free (feed->channel_address);
  g_free (feed->language);
  g_ptr_array_unref (feed->authors);
}

/* The entry as a document of its own, with the namespaces it uses. */
static GBytes *
serialise_entry (xmlNode *entry)
{
  xmlDoc *document = xmlNewDoc ((const xmlChar *)"1.0");
  xmlNode *copy = xmlDocCopyNode (entry, document, 1);
  xmlChar *text = NULL;
  int length = 0;
  GBytes *bytes = NULL;

  xmlDocSetRootElement (document, copy);
  xmlReconciliateNs (document, copy);
  xmlDocDumpMemoryEnc (document, &text, &length, "UTF-8");
  bytes = g_bytes_new (text, (gsize)MAX (length, 0));
  xmlFree (text);
  xmlFreeDoc (document);
  return bytes;
}

static gboolean
write_entries (xmlNode *parent, const Feed *feed, BrvImportSink *sink)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      g_auto (BrvFeedEntry) entry = { 0 };
      g_autoptr (GBytes) original = NULL;

      if (!is_element (node, "item") && !is_element (node, "entry"))
        continue;
      brv_feed_entry_init (&entry);
      read_entry (node, feed, &entry);
      original = serialise_entry (node);
      if (!brv_feed_entry_write (&entry, is_element (node, "entry") ? ATOM_TYPE : RSS_TYPE,
                                 original, sink))
        return FALSE;
    }
  return TRUE;
}

/* The text without its document type declaration: entities are none of a feed's business. */
static void
blank_document_type (char *text)
{
  char *at = strstr (text, "<!DOCTYPE");
  guint depth = 0;
  char quote = '\0';

  if (at == NULL)
    return;
  for (char *p = at; *p != '\0'; p++)
    {
      char c = *p;

      *p = ' ';
      if (quote != '\0')
        quote = c == quote ? '\0' : quote;
      else if ((c == '"' || c == '\'') && depth > 0)
        quote = c;
      else if (c == '[')
        depth++;
      else if (c == ']' && depth > 0)
        depth--;
      else if (c == '>' && depth == 0)
        return;
    }
}

/* Where the entity that begins at p, which is an ampersand, ends; NULL if none begins there. */
static const char *
find_entity_end (const char *p)
{
  const char *end = p + 1;

  if (*end == '#')
    end++;
  while (g_ascii_isalnum (*end) && end - p < MAX_ENTITY_NAME)
    end++;
  return *end == ';' && g_ascii_isalnum (end[-1]) ? end + 1 : NULL;
}

/* Writes what begins with the ampersand at p, in a form that XML knows; returns its end. */
static const char *
append_entity (GString *out, const char *p)
{
  static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#" };
  const char *end = find_entity_end (p);
  g_autofree char *name = end != NULL ? g_strndup (p + 1, (gsize)(end - p - 2)) : NULL;
  const htmlEntityDesc *entity = NULL;

  for (guint i = 0; end != NULL && i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (p, known[i]))
      {
        g_string_append_len (out, p, end - p);
        return end;
      }
  entity = name != NULL ? htmlEntityLookup ((const xmlChar *)name) : NULL;
  if (entity != NULL)
    {
      g_string_append_unichar (out, entity->value);
      return end;
    }
  g_string_append (out, "&amp;");
  return p + 1;
}

/* Feeds use the names of HTML's entities, which XML does not know, and ampersands alone. */
static char *
replace_entities (const char *text)
{
  static const char section[] = "<![CDATA[";
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0';)
    {
      const char *end = NULL;

      if (*p == '&')
        {
          p = append_entity (out, p);
          continue;
        }
      if (*p == '<' && g_str_has_prefix (p, section))
        end = strstr (p, "]]>");
      if (end == NULL)
        end = p + 1;
      g_string_append_len (out, p, end - p);
      p = end;
    }
  return g_string_free (out, FALSE);
}

static gboolean
read_feed (xmlDoc *document, const char *address, BrvImportSink *sink)
{
  xmlNode *root = xmlDocGetRootElement (document);
  xmlNode *channel = NULL;
  Feed feed = { .address = address };

  if (root == NULL)
    return FALSE;
  if (is_element (root, "feed") || is_element (root, "channel"))
    channel = root;
  else if (is_element (root, "rss") || is_element (root, "RDF"))
    channel = find_child (root, "channel");
  else
    return FALSE;
  read_channel (channel, &feed);
  /* RSS 2.0 has its items within the channel, RSS 1.0 beside it. */
  if (channel != NULL)
    write_entries (channel, &feed, sink);
  if (channel != root)
    write_entries (root, &feed, sink);
  clear_feed (&feed);
  return TRUE;
}

/**
 * brv_feed_importer_run:
 * @bytes: a feed in XML
 * @hints: what its giver says about it
 * @sink: what is filled
 * @error: return location for an error
 *
 * Makes a source of each entry of a feed.
 *
 * Source: RSS 2.0 and 1.0 specifications; RFC 4287.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_ENCODING, with %BRV_IMPORT_ERROR_DAMAGED if it is no feed,
 *   or with %BRV_IMPORT_ERROR_NO_TEXT if it has no entry
 */
gboolean
brv_feed_importer_run (GBytes *bytes,
                       const BrvImportHints *hints,
                       BrvImportSink *sink,
                       GError **error)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autofree char *declared = brv_charset_find_in_html (data, length);
  g_auto (BrvDecoded) decoded = { 0 };
  g_autofree char *text = NULL;
  xmlDoc *document = NULL;
  gboolean is_feed = FALSE;

  if (!brv_charset_decode (data, length, declared != NULL ? declared : hints->charset, &decoded,
                           error))
    return FALSE;
  blank_document_type (decoded.text);
  text = g_strchug (replace_entities (decoded.text));
  if (strlen (text) <= G_MAXINT)
    document = xmlReadMemory (text, (int)strlen (text), NULL, "UTF-8", OPTIONS);
  is_feed = document != NULL && read_feed (document, hints->address, sink);
  xmlFreeDoc (document);
  if (!is_feed)
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "no feed");
  else if (brv_import_sink_get_n_sources (sink) == 0)
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT, "no entry");
  return is_feed && brv_import_sink_get_n_sources (sink) > 0;
}
