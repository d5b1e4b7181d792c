/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"

G_BEGIN_DECLS

/* What is known of a page when its article is trimmed. */
typedef struct
{
  const BrvHtmlPage *page;
  const char *title;       /* (nullable): the article's */
  const double *values;    /* per leaf, by brv_html_value_leaf() */
  const gboolean *in_item; /* per element: in a list item or table cell */
  gboolean *kept;          /* per leaf: set where it belongs to the article */
} BrvHtmlTrim;

void brv_html_trim (const BrvHtmlTrim *self, const GArray *leaves);

G_END_DECLS
