/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-html-page.h"
#include "import/brv-html-streamed.h"
#include "import/brv-import-error.h"

/* A line break of the page (br, a newline in pre), told from the source's own newlines until the
 * leaf is finished. No page can hold it: the parser drops control characters. */
#define LINE_BREAK '\001'

/* Marks of elements, two for most: with some 350 bytes for each a page of more does not fit into a
 * worker's memory. Source: measured on pages of paragraphs, of tables and of empty elements. */
#define MAX_MARKS 2500000
/* A smaller page cannot have so many, in bytes. */
#define MIN_LARGE_PAGE ((gsize)3 * MAX_MARKS)

/* A request to switch scripts on is shorter, in words. */
#define MIN_NOSCRIPT_WORDS   60
#define MIN_PROSE_WORDS      12
#define MAX_NAVIGATION_SHARE .65

/* The walk over the document that finds its leaves. */
typedef struct
{
  BrvHtmlPage *page;
  GString *pending; /* text since the last block boundary */
  guint next;       /* where some of that is to be seen: the element that came next */
  guint n_link_words;
  BrvHtmlNodeFunc is_dropped; /* (nullable) */
  gboolean shows_noscript;
  guint n_noscript_words; /* of what is not shown for that */
} Walk;

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
  BrvLeaf leaf = { .owner = owner, .next = walk->next, .tag = element->tag };
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
  walk->next = 0;
  walk->n_link_words = 0;
}

static void
append_text (Walk *walk, const xmlNode *node, const BrvElement *parent)
{
  const char *text = (const char *)node->content;
  gsize length = strlen (text);

  if (walk->next == 0 && strspn (text, " \t\r\n\f\v") < length)
    walk->next = walk->page->elements->len;
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
  const char *style = brv_tag_is_block (tag) ? NULL : brv_html_peek_attribute (node, "style");
  const char *display = style != NULL ? strstr (style, "display") : NULL;

  if (display == NULL)
    return FALSE;
  display += strlen ("display");
  display += strspn (display, " :");
  return g_str_has_prefix (display, "none");
}

static gboolean
is_noscript (const xmlNode *node)
{
  return strcmp ((const char *)node->name, "noscript") == 0;
}

static guint
count_words_below (const xmlNode *top)
{
  guint n = 0;

  for (const xmlNode *node = top; node != NULL;)
    {
      if (node->type == XML_TEXT_NODE && node->content != NULL)
        n += brv_count_words ((const char *)node->content, strlen ((const char *)node->content));
      if (node != top && node->type == XML_ELEMENT_NODE &&
          brv_html_get_tag (node) == BRV_TAG_INVISIBLE)
        node = brv_html_next_after (node, top);
      else
        node = brv_html_next (node, top);
    }
  return n;
}

/* A control inside a sentence is none of its words. */
static gboolean
is_skipped (Walk *walk, const xmlNode *node, BrvTag tag, guint parent)
{
  BrvTag owner =
    brv_html_page_element (walk->page, brv_html_page_element (walk->page, parent)->owner)->tag;

  if (is_noscript (node))
    walk->n_noscript_words += count_words_below (node);
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
find_tag (const Walk *walk, const xmlNode *node)
{
  BrvTag tag = brv_html_get_tag (node);

  if (walk->shows_noscript && is_noscript (node))
    return BRV_TAG_DIV;
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

static gboolean
is_excluded (BrvTag tag)
{
  return tag == BRV_TAG_NAV || tag == BRV_TAG_FOOTER || tag == BRV_TAG_CONTROL;
}

static guint
enter_element (Walk *walk, xmlNode *node, BrvTag tag, guint parent_index)
{
  BrvHtmlPage *page = walk->page;
  guint index = page->elements->len;
  const BrvElement *parent = index > 0 ? brv_html_page_element (page, parent_index) : NULL;
  BrvElement element = { .node = node, .tag = tag, .parent = parent_index };

  element.owner = brv_tag_is_block (tag) || parent == NULL ? index : parent->owner;
  element.excluded = is_excluded (tag) || (parent != NULL && parent->excluded);
  element.in_link = (parent != NULL && parent->in_link) || is_link (node, tag);
  if (parent != NULL && brv_tag_is_block (tag))
    flush (walk, parent->owner);
  g_array_append_val (page->elements, element);
  if (tag == BRV_TAG_H1)
    g_array_append_val (page->titles, index);
  return index;
}

static void
leave_element (Walk *walk, guint index)
{
  BrvElement *element = brv_html_page_element (walk->page, index);

  element->end = walk->page->elements->len;
  if (brv_tag_is_block (element->tag) || index == 0)
    flush (walk, element->owner);
}

/* The walk keeps no stack of its own, so that no depth of nesting can exhaust one. Returns how many
 * words it left out as meant for where no scripts run. */
static guint
walk_document (BrvHtmlPage *page,
               xmlNode *root,
               BrvHtmlNodeFunc is_dropped,
               gboolean shows_noscript)
{
  Walk walk = { .page = page,
                .pending = g_string_new (NULL),
                .is_dropped = is_dropped,
                .shows_noscript = shows_noscript };
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
          tag = find_tag (&walk, node);
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
  return walk.n_noscript_words;
}

/* A page that was saved before its scripts ran can hold its text in noscript alone. */
static void
read_text (BrvHtmlPage *page, BrvHtmlNodeFunc is_dropped)
{
  xmlNode *root = xmlDocGetRootElement (page->document);
  guint n_noscript_words = walk_document (page, root, is_dropped, FALSE);
  guint n_words = 0;

  for (guint i = 0; i < page->leaves->len; i++)
    n_words += brv_html_page_leaf (page, i)->n_words;
  if (n_noscript_words < MIN_NOSCRIPT_WORDS || n_noscript_words < 2 * n_words)
    return;
  g_array_set_size (page->elements, 0);
  g_array_set_size (page->leaves, 0);
  g_array_set_size (page->titles, 0);
  walk_document (page, root, is_dropped, TRUE);
}

/*
 * Navigation that holds most of the page's prose is none: its end tag is missing, or it was taken
 * for a frame around all there is.
 */
static void
reopen_navigation (BrvHtmlPage *page)
{
  guint n = page->elements->len;
  g_autofree guint *n_words = g_new0 (guint, n);

  for (guint i = 0; i < page->leaves->len; i++)
    {
      const BrvLeaf *leaf = brv_html_page_leaf (page, i);

      if (leaf->n_words >= MIN_PROSE_WORDS && 2 * leaf->n_link_words < leaf->n_words)
        n_words[leaf->owner] += leaf->n_words;
    }
  for (guint i = n; i-- > 1;)
    n_words[brv_html_page_element (page, i)->parent] += n_words[i];
  for (guint i = 1; i < n; i++)
    {
      BrvElement *element = brv_html_page_element (page, i);

      if (element->tag == BRV_TAG_NAV && n_words[i] > MAX_NAVIGATION_SHARE * n_words[0])
        element->tag = BRV_TAG_DIV;
      element->excluded =
        is_excluded (element->tag) || brv_html_page_element (page, element->parent)->excluded;
    }
}

static void
clear_leaf (gpointer data)
{
  g_free (((BrvLeaf *)data)->text);
}

/* As memmem(), by the rare middle one of three letters: pages are long. */
static const char *
find_mark (const char *text, const char *end, const char *mark)
{
  for (const char *p = text; end - p >= 3; p++)
    {
      p = memchr (p + 1, mark[1], (gsize)(end - p - 2));
      if (p == NULL)
        return NULL;
      p--;
      if (p[0] == mark[0] && p[2] == mark[2])
        return p;
    }
  return NULL;
}

/* "<![if !supportLists]>", "<![endif]>": browsers take what office programs write so for comments,
 * the parser for text. Returns the text without them; NULL if there are none. */
static char *
drop_conditions (const char *text, gsize length)
{
  char *copy = NULL;
  const char *end = text + length;

  for (const char *p = find_mark (text, end, "<!["); p != NULL; p = find_mark (p, end, "<!["))
    {
      const char *name = p + strlen ("<![");
      const char *close = memchr (p, '>', (gsize)(end - p));

      if (close == NULL)
        break;
      if (close[-1] == ']' && (g_ascii_strncasecmp (name, "if ", 3) == 0 ||
                               g_ascii_strncasecmp (name, "endif]", 6) == 0))
        {
          copy = copy != NULL ? copy : g_memdup2 (text, length);
          memset (copy + (p - text), ' ', (gsize)(close + 1 - p));
        }
      p = close;
    }
  return copy;
}

/* Whether a page has more elements than a worker has memory for: better said at once than found. */
static gboolean
has_too_many_parts (const char *text, gsize length)
{
  const char *end = text + length;
  guint n = 0;

  if (length < MIN_LARGE_PAGE)
    return FALSE;
  for (const char *p = memchr (text, '<', length); p != NULL && n <= MAX_MARKS;
       p = memchr (p + 1, '<', (gsize)(end - p - 1)))
    n++;
  return n > MAX_MARKS;
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
 *   there is no element in it, %BRV_IMPORT_ERROR_TOO_LARGE where there are millions, or
 *   %BRV_IMPORT_ERROR_CRASHED where memory did not suffice
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
  g_autofree char *copy = NULL;

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
  if (has_too_many_parts (text, length))
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE, "parts");
      return NULL;
    }
  copy = drop_conditions (text, length);
  document = read_document (copy != NULL ? copy : text, length, error);
  if (document == NULL)
    return NULL;
  if (find_mark (text, text + length, "\"S:") != NULL)
    brv_html_streamed_place (document);
  self = g_new0 (BrvHtmlPage, 1);
  self->document = document;
  self->elements = g_array_new (FALSE, FALSE, sizeof (BrvElement));
  self->leaves = g_array_new (FALSE, FALSE, sizeof (BrvLeaf));
  self->titles = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_clear_func (self->leaves, clear_leaf);
  read_text (self, is_dropped);
  reopen_navigation (self);
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
  g_array_unref (self->titles);
  g_array_unref (self->elements);
  xmlFreeDoc (self->document);
  g_free (self);
}

/**
 * brv_html_page_holds_title:
 * @self: a page
 * @element: index of an element
 *
 * Returns: whether an h1 stands below @element
 */
gboolean
brv_html_page_holds_title (const BrvHtmlPage *self, guint element)
{
  guint low = 0;
  guint high = self->titles->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->titles, guint, middle) > element)
        high = middle;
      else
        low = middle + 1;
    }
  return low < self->titles->len &&
         g_array_index (self->titles, guint, low) < brv_html_page_element (self, element)->end;
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
