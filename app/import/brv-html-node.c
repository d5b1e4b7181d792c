/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-html-node.h"

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

/**
 * brv_tag_is_block:
 * @tag: a tag
 *
 * Returns: whether no line of text goes on from before the element into it
 */
gboolean
brv_tag_is_block (BrvTag tag)
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
          brv_tag_is_block (brv_html_get_tag (child->prev)) && text->len > 0 &&
          text->str[text->len - 1] != ' ')
        g_string_append_c (text, ' ');
      if (child->type == XML_ELEMENT_NODE && (brv_tag_is_block (tag) || tag == BRV_TAG_BR))
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
