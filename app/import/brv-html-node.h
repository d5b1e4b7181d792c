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

BrvTag brv_html_get_tag (const xmlNode *node);
gboolean brv_tag_is_block (BrvTag tag);
gboolean brv_tag_is_heading (BrvTag tag);
char *brv_html_dup_attribute (const xmlNode *node, const char *name);
const char *brv_html_peek_attribute (const xmlNode *node, const char *name);
char *brv_html_dup_text (const xmlNode *node, gsize max_bytes);
xmlNode *brv_html_next (const xmlNode *node, const xmlNode *root);
xmlNode *brv_html_next_after (const xmlNode *node, const xmlNode *root);
guint brv_count_words (const char *text, gsize length);

G_END_DECLS
