/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-html-page.h"
#include "import/brv-import-error.h"

/* A line break of the page (br, a newline in pre), told from the source's own newlines until the
 * leaf is finished. No page can hold it: the parser drops control characters. */
#define LINE_BREAK '\001'

typedef struct
{
  const char *name;
  BrvTag tag;
} TagName;

/* Sorted by name, for bsearch(). */
static const TagName tag_table[] = {
  { "a", BRV_TAG_A },
  { "address", BRV_TAG_ADDRESS },
  { "annotation", BRV_TAG_INVISIBLE }, /* of MathML: its source code */
  { "article", BRV_TAG_ARTICLE },
  { "aside", BRV_TAG_ASIDE },
  { "audio", BRV_TAG_INVISIBLE },
  { "blockquote", BRV_TAG_BLOCKQUOTE },
  { "body", BRV_TAG_BODY },
  { "br", BRV_TAG_BR },
  { "button", BRV_TAG_CONTROL },
  { "canvas", BRV_TAG_INVISIBLE },
  { "caption", BRV_TAG_CAPTION },
  { "center", BRV_TAG_DIV },
  { "dd", BRV_TAG_DD },
  { "details", BRV_TAG_DETAILS },
  { "dialog", BRV_TAG_CONTROL },
  { "div", BRV_TAG_DIV },
  { "dl", BRV_TAG_DL },
  { "dt", BRV_TAG_DT },
  { "embed", BRV_TAG_INVISIBLE },
  { "fieldset", BRV_TAG_FIELDSET },
  { "figcaption", BRV_TAG_FIGCAPTION },
  { "figure", BRV_TAG_FIGURE },
  { "footer", BRV_TAG_FOOTER },
  { "form", BRV_TAG_FORM },
  { "h1", BRV_TAG_H1 },
  { "h2", BRV_TAG_H2 },
  { "h3", BRV_TAG_H3 },
  { "h4", BRV_TAG_H4 },
  { "h5", BRV_TAG_H5 },
  { "h6", BRV_TAG_H6 },
  /* Where no tag opens the body, the parser leaves the elements that it does not know in the head. */
  { "head", BRV_TAG_DIV },
  { "header", BRV_TAG_HEADER },
  { "hr", BRV_TAG_HR },
  { "html", BRV_TAG_HTML },
  { "iframe", BRV_TAG_INVISIBLE },
  { "img", BRV_TAG_IMG },
  { "input", BRV_TAG_INVISIBLE },
  { "label", BRV_TAG_CONTROL },
  { "li", BRV_TAG_LI },
  { "main", BRV_TAG_MAIN },
  { "map", BRV_TAG_INVISIBLE },
  { "menu", BRV_TAG_CONTROL },
  { "nav", BRV_TAG_NAV },
  { "noscript", BRV_TAG_INVISIBLE },
  { "object", BRV_TAG_INVISIBLE },
  { "ol", BRV_TAG_OL },
  { "p", BRV_TAG_P },
  { "pre", BRV_TAG_PRE },
  { "script", BRV_TAG_INVISIBLE },
  { "section", BRV_TAG_SECTION },
  { "select", BRV_TAG_INVISIBLE },
  { "span", BRV_TAG_SPAN },
  { "style", BRV_TAG_INVISIBLE },
  { "summary", BRV_TAG_SUMMARY },
  { "svg", BRV_TAG_INVISIBLE },
  { "table", BRV_TAG_TABLE },
  { "tbody", BRV_TAG_TBODY },
  { "td", BRV_TAG_TD },
  { "template", BRV_TAG_INVISIBLE },
  { "textarea", BRV_TAG_INVISIBLE },
  { "tfoot", BRV_TAG_TFOOT },
  { "th", BRV_TAG_TH },
  { "thead", BRV_TAG_THEAD },
  { "time", BRV_TAG_TIME },
  { "title", BRV_TAG_INVISIBLE },
  { "tr", BRV_TAG_TR },
  { "ul", BRV_TAG_UL },
  { "video", BRV_TAG_INVISIBLE },
};

/* The walk over the document that finds its leaves. */
typedef struct
{
  BrvHtmlPage *page;
  GString *pending; /* text since the last block boundary */
  guint n_link_words;
  BrvHtmlNodeFunc is_dropped; /* (nullable) */
} Walk;

static int
compare_tag_names (const void *a, const void *b)
{
  return strcmp (((const TagName *)a)->name, ((const TagName *)b)->name);
}

/**
 * brv_html_get_tag:
 * @node: an element
 *
 * Returns: which element it is
 */
BrvTag
brv_html_get_tag (const xmlNode *node)
{
  TagName key = { (const char *)node->name, BRV_TAG_OTHER };
  const TagName *found =
    bsearch (&key, tag_table, G_N_ELEMENTS (tag_table), sizeof (TagName), compare_tag_names);

  return found != NULL ? found->tag : BRV_TAG_OTHER;
}

static gboolean
is_block (BrvTag tag)
{
  return tag >= BRV_TAG_NAV;
}

/**
 * brv_tag_is_heading:
 * @tag: a tag
 *
 * Returns: whether it is one of h1 to h6
 */
gboolean
brv_tag_is_heading (BrvTag tag)
{
  return tag >= BRV_TAG_H1 && tag <= BRV_TAG_H6;
}

/**
 * brv_html_peek_attribute:
 * @node: an element
 * @name: an attribute's name in lower case
 *
 * Returns: (nullable): the attribute's value where it is one plain text, as it nearly always is;
 *   owned by the document
 */
const char *
brv_html_peek_attribute (const xmlNode *node, const char *name)
{
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (strcmp ((const char *)attribute->name, name) == 0)
      return attribute->children != NULL ? (const char *)attribute->children->content : "";
  return NULL;
}

/**
 * brv_html_dup_attribute:
 * @node: an element
 * @name: an attribute's name in lower case
 *
 * Returns: (transfer full) (nullable): the attribute's value without white space at its ends
 */
char *
brv_html_dup_attribute (const xmlNode *node, const char *name)
{
  const char *value = brv_html_peek_attribute (node, name);

  return value != NULL ? g_strstrip (g_strdup (value)) : NULL;
}

/**
 * brv_html_next_after:
 * @node: a node below @root
 * @root: where the walk began
 *
 * Returns: (nullable): the next node in document order that is not below @node
 */
xmlNode *
brv_html_next_after (const xmlNode *node, const xmlNode *root)
{
  while (node != root && node != NULL)
    {
      if (node->next != NULL)
        return node->next;
      node = node->parent;
    }
  return NULL;
}

/**
 * brv_html_next:
 * @node: @root or a node below it
 * @root: where the walk began
 *
 * Returns: (nullable): the next node below @root in document order
 */
xmlNode *
brv_html_next (const xmlNode *node, const xmlNode *root)
{
  if (node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;
  return brv_html_next_after (node, root);
}

/**
 * brv_html_dup_text:
 * @node: an element
 * @max_bytes: where to stop
 *
 * Returns: (transfer full): the text below @node with white space collapsed
 */
char *
brv_html_dup_text (const xmlNode *node, gsize max_bytes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const xmlNode *child = brv_html_next (node, node); child != NULL && text->len < max_bytes;)
    {
      BrvTag tag = child->type == XML_ELEMENT_NODE ? brv_html_get_tag (child) : BRV_TAG_OTHER;

      if (tag == BRV_TAG_INVISIBLE)
        {
          child = brv_html_next_after (child, node);
          continue;
        }
      if (child->prev != NULL && child->prev->type == XML_ELEMENT_NODE &&
          is_block (brv_html_get_tag (child->prev)) && text->len > 0 &&
          text->str[text->len - 1] != ' ')
        g_string_append_c (text, ' ');
      if (child->type == XML_ELEMENT_NODE && (is_block (tag) || tag == BRV_TAG_BR))
        g_string_append_c (text, ' ');
      else if (child->type == XML_TEXT_NODE && child->content != NULL)
        for (const char *p = (const char *)child->content; *p != '\0'; p++)
          {
            if (!g_ascii_isspace (*p))
              g_string_append_c (text, *p);
            else if (text->len > 0 && text->str[text->len - 1] != ' ')
              g_string_append_c (text, ' ');
          }
      child = brv_html_next (child, node);
    }
  return g_strstrip (g_string_free (g_steal_pointer (&text), FALSE));
}

/* Scripts that put no space between words: their characters are counted instead. */
static gboolean
is_unspaced (gunichar c)
{
  return (c >= 0x0E00 && c <= 0x0E7F) || (c >= 0x3040 && c <= 0x30FF) ||
         (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF);
}

/**
 * brv_count_words:
 * @text: (array length=length): valid UTF-8
 * @length: bytes of it
 *
 * Counts words: runs of letters and digits. Where words are not spaced, 1.6 characters count as
 * one, the usual length of a word in Chinese and Japanese.
 *
 * Returns: how many
 */
guint
brv_count_words (const char *text, gsize length)
{
  const char *end = text + length;
  gboolean in_word = FALSE;
  guint n = 0;
  guint unspaced = 0;

  for (const char *p = text; p < end;)
    {
      gboolean word = FALSE;

      if ((guchar)*p < 0x80)
        {
          word = g_ascii_isalnum (*p) || *p == '_';
          p++;
        }
      else
        {
          gunichar c = g_utf8_get_char (p);

          if (is_unspaced (c))
            unspaced++;
          else
            word = g_unichar_isalnum (c) || (in_word && g_unichar_ismark (c));
          p = g_utf8_next_char (p);
        }
      n += word && !in_word;
      in_word = word;
    }
  return n + (guint)(unspaced / 1.6);
}

static gboolean
has_text (const GString *text)
{
  for (gsize i = 0; i < text->len; i++)
    if (!g_ascii_isspace (text->str[i]) && text->str[i] != LINE_BREAK)
      return TRUE;
  return FALSE;
}

/* Turns the pending text into a leaf of owner. */
static void
flush (Walk *walk, guint owner)
{
  const BrvElement *element = brv_html_page_element (walk->page, owner);
  BrvLeaf leaf = { .owner = owner, .tag = element->tag };
  GString *text = walk->pending;
  gsize to = 0;
  char gap = '\0';

  if (has_text (text))
    {
      leaf.preformatted = brv_html_page_has_ancestor (walk->page, owner, BRV_TAG_PRE);
      for (gsize i = 0; i < text->len; i++)
        {
          char c = text->str[i];

          if (c == LINE_BREAK)
            gap = '\n';
          if (leaf.preformatted)
            text->str[to++] = c == LINE_BREAK ? '\n' : c;
          else if (c == LINE_BREAK)
            continue;
          else if (g_ascii_isspace (c))
            gap = gap == '\0' ? ' ' : gap;
          else
            {
              if (gap != '\0' && to > 0)
                text->str[to++] = gap;
              gap = '\0';
              text->str[to++] = c;
            }
        }
      leaf.text = g_strndup (text->str, to);
      leaf.n_words = brv_count_words (leaf.text, to);
      leaf.n_link_words = MIN (walk->n_link_words, leaf.n_words);
      g_array_append_val (walk->page->leaves, leaf);
    }
  g_string_truncate (text, 0);
  walk->n_link_words = 0;
}

static void
append_text (Walk *walk, const xmlNode *node, const BrvElement *parent)
{
  const char *text = (const char *)node->content;
  gsize length = strlen (text);

  if (brv_html_page_element (walk->page, parent->owner)->tag == BRV_TAG_PRE)
    for (gsize i = 0; i < length; i++)
      g_string_append_c (walk->pending, text[i] == '\n' ? LINE_BREAK : text[i]);
  else
    g_string_append_len (walk->pending, text, (gssize)length);
  if (parent->in_link)
    walk->n_link_words += brv_count_words (text, length);
}

/* Two breaks in a row part paragraphs; one is a line's end. */
static void
append_break (Walk *walk, const xmlNode *node, guint owner)
{
  const xmlNode *next = node->next;

  while (next != NULL && next->type == XML_TEXT_NODE && next->content != NULL &&
         strspn ((const char *)next->content, " \t\r\n") == strlen ((const char *)next->content))
    next = next->next;
  if (next != NULL && next->type == XML_ELEMENT_NODE && brv_html_get_tag (next) == BRV_TAG_BR)
    flush (walk, owner);
  else
    g_string_append_c (walk->pending, LINE_BREAK);
}

/* A hidden block may be shown by a script; a hidden part of a line is never read. */
static gboolean
is_hidden_inline (const xmlNode *node, BrvTag tag)
{
  const char *style = is_block (tag) ? NULL : brv_html_peek_attribute (node, "style");
  const char *display = style != NULL ? strstr (style, "display") : NULL;

  if (display == NULL)
    return FALSE;
  display += strlen ("display");
  display += strspn (display, " :");
  return g_str_has_prefix (display, "none");
}

/* A control inside a sentence is none of its words. */
static gboolean
is_skipped (Walk *walk, const xmlNode *node, BrvTag tag, guint parent)
{
  BrvTag owner =
    brv_html_page_element (walk->page, brv_html_page_element (walk->page, parent)->owner)->tag;

  if (tag == BRV_TAG_INVISIBLE || is_hidden_inline (node, tag) ||
      (walk->is_dropped != NULL && walk->is_dropped (node)))
    return TRUE;
  return tag == BRV_TAG_CONTROL && (owner == BRV_TAG_P || owner == BRV_TAG_LI ||
                                    owner == BRV_TAG_FIGCAPTION || brv_tag_is_heading (owner));
}

/* Whether a page's article stands below a node. */
static gboolean
holds_article (const xmlNode *top)
{
  const xmlNode *node = top;

  while (node != NULL)
    {
      BrvTag tag = node->type == XML_ELEMENT_NODE ? brv_html_get_tag (node) : BRV_TAG_OTHER;

      if (tag == BRV_TAG_MAIN || tag == BRV_TAG_ARTICLE)
        return TRUE;
      if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        {
          node = node->children;
          continue;
        }
      while (node != top && node->next == NULL)
        node = node->parent;
      node = node != top ? node->next : NULL;
    }
  return FALSE;
}

/* No page means an article to be in a control: of such a one the parser has lost the end. */
static BrvTag
find_tag (const xmlNode *node)
{
  BrvTag tag = brv_html_get_tag (node);

  return tag == BRV_TAG_CONTROL && holds_article (node) ? BRV_TAG_DIV : tag;
}

/* Whether the element is a link; one around paragraphs that leads nowhere is none. */
static gboolean
is_link (const xmlNode *node, BrvTag tag)
{
  const char *href = tag == BRV_TAG_A ? brv_html_peek_attribute (node, "href") : NULL;

  if (href == NULL || g_ascii_strncasecmp (href, "javascript:", strlen ("javascript:")) != 0)
    return href != NULL;
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && brv_html_get_tag (child) == BRV_TAG_P)
      return FALSE;
  return TRUE;
}

static guint
enter_element (Walk *walk, xmlNode *node, BrvTag tag, guint parent_index)
{
  BrvHtmlPage *page = walk->page;
  guint index = page->elements->len;
  const BrvElement *parent = index > 0 ? brv_html_page_element (page, parent_index) : NULL;
  BrvElement element = { .node = node, .tag = tag, .parent = parent_index };

  element.owner = is_block (tag) || parent == NULL ? index : parent->owner;
  element.excluded = tag == BRV_TAG_NAV || tag == BRV_TAG_FOOTER || tag == BRV_TAG_CONTROL ||
                     (parent != NULL && parent->excluded);
  element.in_link = (parent != NULL && parent->in_link) || is_link (node, tag);
  if (parent != NULL && is_block (tag))
    flush (walk, parent->owner);
  g_array_append_val (page->elements, element);
  return index;
}

static void
leave_element (Walk *walk, guint index)
{
  BrvElement *element = brv_html_page_element (walk->page, index);

  element->end = walk->page->elements->len;
  if (is_block (element->tag) || index == 0)
    flush (walk, element->owner);
}

/* The walk keeps no stack of its own, so that no depth of nesting can exhaust one. */
static void
walk_document (BrvHtmlPage *page, xmlNode *root, BrvHtmlNodeFunc is_dropped)
{
  Walk walk = { page, g_string_new (NULL), 0, is_dropped };
  guint current = enter_element (&walk, root, brv_html_get_tag (root), 0);
  xmlNode *node = root->children;

  while (node != NULL || current != 0)
    {
      BrvTag tag = BRV_TAG_OTHER;

      if (node == NULL)
        {
          leave_element (&walk, current);
          node = brv_html_page_element (page, current)->node->next;
          current = brv_html_page_element (page, current)->parent;
          continue;
        }
      if (node->type == XML_TEXT_NODE && node->content != NULL)
        append_text (&walk, node, brv_html_page_element (page, current));
      if (node->type == XML_ELEMENT_NODE)
        {
          tag = find_tag (node);
          if (tag == BRV_TAG_BR)
            append_break (&walk, node, brv_html_page_element (page, current)->owner);
          else if (!is_skipped (&walk, node, tag, current))
            {
              current = enter_element (&walk, node, tag, current);
              node = node->children;
              continue;
            }
        }
      node = node->next;
    }
  leave_element (&walk, 0);
  g_string_free (walk.pending, TRUE);
}

static void
clear_leaf (gpointer data)
{
  g_free (((BrvLeaf *)data)->text);
}

/* A parser that runs out of memory leaves a tree without its end: that is no page. */
static htmlDocPtr
read_document (const char *text, gsize length, GError **error)
{
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                      HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC |
                      HTML_PARSE_COMPACT | XML_PARSE_HUGE;
  htmlParserCtxtPtr context = length > 0 && length <= G_MAXINT ? htmlNewParserCtxt () : NULL;
  htmlDocPtr document = NULL;
  gboolean out_of_memory = FALSE;

  if (context != NULL)
    {
      document = htmlCtxtReadMemory (context, text, (int)length, NULL, "UTF-8", options);
      out_of_memory = context->errNo == XML_ERR_NO_MEMORY || context->disableSAX != 0;
      htmlFreeParserCtxt (context);
    }
  if (document != NULL && !out_of_memory && xmlDocGetRootElement (document) != NULL)
    return document;
  /* Of any text at all the parser makes a page, if it can. */
  out_of_memory = out_of_memory || length > 0;
  xmlFreeDoc (document);
  if (out_of_memory)
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_CRASHED, "out of memory");
  else
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT, "no element");
  return NULL;
}

/**
 * brv_html_page_parse:
 * @text: (array length=length): a page, valid UTF-8
 * @length: bytes of it
 * @error: return location for an error
 *
 * Parses a page as browsers do, as far as libxml2 can: faults are mended, nothing is fetched, no
 * entity is loaded. Its limit of depth is lifted, since it drops silently what is deeper.
 *
 * Returns: (transfer full) (nullable): the page, or %NULL with %BRV_IMPORT_ERROR_NO_TEXT where
 *   there is no element in it, or %BRV_IMPORT_ERROR_CRASHED where memory did not suffice
 */
BrvHtmlPage *
brv_html_page_parse (const char *text, gsize length, GError **error)
{
  return brv_html_page_parse_without (text, length, NULL, error);
}

/**
 * brv_html_page_parse_without:
 * @text: (array length=length): a page, valid UTF-8
 * @length: bytes of it
 * @is_dropped: (nullable) (scope call): which elements are none of the text
 * @error: return location for an error
 *
 * Parses a page as brv_html_page_parse() does. What is dropped stays in the document, but is no
 * element of the page.
 *
 * Returns: (transfer full) (nullable): as brv_html_page_parse()
 */
BrvHtmlPage *
brv_html_page_parse_without (const char *text,
                             gsize length,
                             BrvHtmlNodeFunc is_dropped,
                             GError **error)
{
  BrvHtmlPage *self = NULL;
  htmlDocPtr document = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  if (length > 5 && memcmp (text, "<?xml", 5) == 0)
    {
      const char *end = g_strstr_len (text, (gssize)MIN (length, 200), "?>");

      if (end != NULL)
        {
          length -= (gsize)(end + 2 - text);
          text = end + 2;
        }
    }
  document = read_document (text, length, error);
  if (document == NULL)
    return NULL;
  self = g_new0 (BrvHtmlPage, 1);
  self->document = document;
  self->elements = g_array_new (FALSE, FALSE, sizeof (BrvElement));
  self->leaves = g_array_new (FALSE, FALSE, sizeof (BrvLeaf));
  g_array_set_clear_func (self->leaves, clear_leaf);
  walk_document (self, xmlDocGetRootElement (document), is_dropped);
  return self;
}

/**
 * brv_html_page_free:
 * @self: (transfer full) (nullable): a page
 *
 * Frees @self.
 */
void
brv_html_page_free (BrvHtmlPage *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->leaves);
  g_array_unref (self->elements);
  xmlFreeDoc (self->document);
  g_free (self);
}

/**
 * brv_html_page_has_ancestor:
 * @self: a page
 * @element: index of an element
 * @tag: a tag
 *
 * Returns: whether @element or one of its ancestors is a @tag
 */
gboolean
brv_html_page_has_ancestor (const BrvHtmlPage *self, guint element, BrvTag tag)
{
  for (;; element = brv_html_page_element (self, element)->parent)
    {
      if (brv_html_page_element (self, element)->tag == tag)
        return TRUE;
      if (element == 0)
        return FALSE;
    }
}
