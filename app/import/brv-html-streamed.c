/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pages that a server sends in pieces. What was not ready when its place was sent comes later, at
 * the body's end, in a hidden element that a script moves to its place; the file as it was sent
 * holds the article hidden and out of order. Here the pieces are moved as that script does.
 *
 * Source: React's streaming server rendering (react-dom/server), which most frameworks for it use:
 * the pieces are <div hidden id="S:n">; the place of one is <template id="P:n"> or, where something
 * is shown meanwhile, <template id="B:n"> and what stands between that and the comment "/$".
 */

#include "config.h"

#include <string.h>

#include "import/brv-html-node.h"
#include "import/brv-html-streamed.h"

/* No page has so many; a limit to what a hostile one can cost. */
#define MAX_PIECES 4096

/* "S:1f" gives "1f"; other ids NULL. */
static const char *
read_number (const xmlNode *node, char kind)
{
  const char *id = brv_html_peek_attribute (node, "id");

  if (id == NULL || id[0] != kind || id[1] != ':' || id[2] == '\0' ||
      strspn (id + 2, "0123456789abcdef") != strlen (id + 2))
    return NULL;
  return id + 2;
}

static gboolean
is_end (const xmlNode *node)
{
  return node->type == XML_COMMENT_NODE && node->content != NULL &&
         strcmp ((const char *)node->content, "/$") == 0;
}

static gboolean
is_piece (const xmlNode *node)
{
  return brv_html_peek_attribute (node, "hidden") != NULL && read_number (node, 'S') != NULL;
}

/* Whether nothing below a node, itself included, is moved or has something moved to it. */
static gboolean
is_plain (const xmlNode *top)
{
  for (const xmlNode *node = top; node != NULL; node = brv_html_next (node, top))
    if (node->type == XML_ELEMENT_NODE &&
        (strcmp ((const char *)node->name, "template") == 0 || is_piece (node)))
      return FALSE;
  return TRUE;
}

/* What is shown until the piece arrives goes, if its end is marked. */
static void
drop_fallback (xmlNode *place)
{
  const xmlNode *end = place->next;

  while (end != NULL && !is_end (end) && is_plain (end))
    end = end->next;
  if (end == NULL || !is_end (end))
    return;
  while (place->next != end)
    {
      xmlNode *next = place->next;

      xmlUnlinkNode (next);
      xmlFreeNode (next);
    }
}

static gboolean
holds (const xmlNode *outer, const xmlNode *node)
{
  while (node != NULL && node != outer)
    node = node->parent;
  return node != NULL;
}

/* Of text nodes that come to stand side by side the parser's library makes one. */
static void
move (xmlNode *piece, xmlNode *place)
{
  while (piece->children != NULL)
    {
      xmlNode *child = piece->children;

      xmlUnlinkNode (child);
      xmlAddPrevSibling (place, child);
    }
}

/**
 * brv_html_streamed_place:
 * @document: a page
 *
 * Moves the pieces that the page holds hidden until a script moves them, to where they belong.
 */
void
brv_html_streamed_place (xmlDocPtr document)
{
  xmlNode *root = xmlDocGetRootElement (document);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();

  for (xmlNode *node = root; node != NULL; node = brv_html_next (node, root))
    {
      const char *number = NULL;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (strcmp ((const char *)node->name, "template") == 0)
        {
          number = read_number (node, 'B');
          number = number != NULL ? number : read_number (node, 'P');
          if (number != NULL && !g_hash_table_contains (places, number))
            g_hash_table_insert (places, (gpointer)number, node);
        }
      else if (pieces->len < MAX_PIECES && is_piece (node))
        g_ptr_array_add (pieces, node);
    }
  for (guint i = 0; i < pieces->len; i++)
    {
      xmlNode *piece = g_ptr_array_index (pieces, i);
      xmlNode *place = g_hash_table_lookup (places, read_number (piece, 'S'));

      if (place == NULL || holds (piece, place))
        continue;
      if (brv_html_peek_attribute (place, "id")[0] == 'B')
        drop_fallback (place);
      move (piece, place);
    }
}
