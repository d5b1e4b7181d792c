/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "import/brv-furniture-phrases.h"
#include "import/brv-html-node.h"

G_BEGIN_DECLS

/* One shown element, in document order. */
typedef struct
{
  xmlNode *node; /* of the document */
  guint parent;  /* index of the parent; the root is its own */
  guint end;     /* index after its last descendant */
  guint owner;   /* index of the nearest block, itself included */
  BrvTag tag;
  gboolean excluded; /* it or an ancestor is of those that are never part of an article */
  gboolean in_link;
  gboolean is_judged;
  guint class_hints; /* where is_judged: see brv_html_class_judge() */
} BrvElement;

/* A run of text with no block boundary in it. */
typedef struct
{
  char *text;  /* white space collapsed but in preformatted text; LF: a line break */
  guint owner; /* index of the block it stands in */
  guint next;  /* index of the first element that begins after it has begun */
  BrvTag tag;  /* of that block */
  guint n_words;
  guint n_link_words;
  gboolean preformatted;
  gboolean is_judged;
  BrvFurniture furniture; /* where is_judged: see brv_html_leaf_judge() */
} BrvLeaf;

/* A parsed page: its elements and its text, both in document order. */
typedef struct
{
  htmlDocPtr document;
  GArray *elements; /* of BrvElement; never empty */
  GArray *leaves;   /* of BrvLeaf */
  GArray *titles;   /* of guint: the h1 elements' indices */
} BrvHtmlPage;

/* Whether an element, and all in it, is none of the page's text. */
typedef gboolean (*BrvHtmlNodeFunc) (const xmlNode *node);

BrvHtmlPage *
brv_html_page_parse (const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvHtmlPage *brv_html_page_parse_without (const char *text,
                                          gsize length,
                                          BrvHtmlNodeFunc is_dropped,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void brv_html_page_free (BrvHtmlPage *self);

static inline BrvElement *
brv_html_page_element (const BrvHtmlPage *self, guint index)
{
  return &g_array_index (self->elements, BrvElement, index);
}

static inline BrvLeaf *
brv_html_page_leaf (const BrvHtmlPage *self, guint index)
{
  return &g_array_index (self->leaves, BrvLeaf, index);
}

gboolean brv_html_page_holds_title (const BrvHtmlPage *self, guint element);
gboolean brv_html_page_has_ancestor (const BrvHtmlPage *self, guint element, BrvTag tag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvHtmlPage, brv_html_page_free)

G_END_DECLS
