/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"

G_BEGIN_DECLS

/* What the names that a page's author gave an element say about it. */
typedef enum
{
  BRV_CLASS_NOTHING = 0,
  BRV_CLASS_FURNITURE = 1 << 0,      /* names furniture outright: "related-posts" */
  BRV_CLASS_WEAK_FURNITURE = 1 << 1, /* a word that frameworks use for anything: "widget" */
  BRV_CLASS_BODY = 1 << 2,           /* names the article's text: "entry-content" */
  BRV_CLASS_POST = 1 << 3,           /* an embedded post of another site */
  BRV_CLASS_CAPTION = 1 << 4,
  BRV_CLASS_CREDIT = 1 << 5,
  BRV_CLASS_BYLINE = 1 << 6,
  BRV_CLASS_DATE = 1 << 7,
  BRV_CLASS_STANDFIRST = 1 << 8,
  BRV_CLASS_PULL_QUOTE = 1 << 9,
  BRV_CLASS_EMBED = 1 << 10, /* something of another site; of a quotation, that it is a post */
} BrvClassHints;

guint brv_html_class_judge (BrvElement *element);
gboolean brv_html_class_names_furniture (const xmlNode *node);
gboolean brv_html_class_is_hidden (const xmlNode *node);
gboolean brv_html_class_is_elsewhere (const BrvHtmlPage *page, guint element);

G_END_DECLS
