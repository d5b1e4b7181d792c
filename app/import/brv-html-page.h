/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <libxml/HTMLparser.h>

G_BEGIN_DECLS

/* The elements that the importer treats in their own way. Order matters: see tag_table. */
typedef enum
{
  BRV_TAG_OTHER,
  /* inline */
  BRV_TAG_A,
  BRV_TAG_BR,
  BRV_TAG_IMG,
  BRV_TAG_SPAN,
  BRV_TAG_TIME,
  /* never shown */
  BRV_TAG_INVISIBLE,
  /* shown, and never part of an article */
  BRV_TAG_NAV,
  BRV_TAG_FOOTER,
  BRV_TAG_CONTROL,
  /* blocks */
  BRV_TAG_ADDRESS,
  BRV_TAG_ARTICLE,
  BRV_TAG_ASIDE,
  BRV_TAG_BLOCKQUOTE,
  BRV_TAG_BODY,
  BRV_TAG_CAPTION,
  BRV_TAG_DD,
  BRV_TAG_DETAILS,
  BRV_TAG_DIV,
  BRV_TAG_DL,
  BRV_TAG_DT,
  BRV_TAG_FIELDSET,
  BRV_TAG_FIGCAPTION,
  BRV_TAG_FIGURE,
  BRV_TAG_FORM,
  BRV_TAG_H1,
  BRV_TAG_H2,
  BRV_TAG_H3,
  BRV_TAG_H4,
  BRV_TAG_H5,
  BRV_TAG_H6,
  BRV_TAG_HEADER,
  BRV_TAG_HR,
  BRV_TAG_HTML,
  BRV_TAG_LI,
  BRV_TAG_MAIN,
  BRV_TAG_OL,
  BRV_TAG_P,
  BRV_TAG_PRE,
  BRV_TAG_SECTION,
  BRV_TAG_SUMMARY,
  BRV_TAG_TABLE,
  BRV_TAG_TBODY,
  BRV_TAG_TD,
  BRV_TAG_TFOOT,
  BRV_TAG_TH,
  BRV_TAG_THEAD,
  BRV_TAG_TR,
  BRV_TAG_UL,
} BrvTag;

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
  BrvTag tag;  /* of that block */
  guint n_words;
  guint n_link_words;
  gboolean preformatted;
} BrvLeaf;

/* A parsed page: its elements and its text, both in document order. */
typedef struct
{
  htmlDocPtr document;
  GArray *elements; /* of BrvElement; never empty */
  GArray *leaves;   /* of BrvLeaf */
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

BrvTag brv_html_get_tag (const xmlNode *node);
gboolean brv_tag_is_heading (BrvTag tag);
char *brv_html_dup_attribute (const xmlNode *node, const char *name);
const char *brv_html_peek_attribute (const xmlNode *node, const char *name);
char *brv_html_dup_text (const xmlNode *node, gsize max_bytes);
xmlNode *brv_html_next (const xmlNode *node, const xmlNode *root);
xmlNode *brv_html_next_after (const xmlNode *node, const xmlNode *root);
gboolean brv_html_page_has_ancestor (const BrvHtmlPage *self, guint element, BrvTag tag);
guint brv_count_words (const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvHtmlPage, brv_html_page_free)

G_END_DECLS
