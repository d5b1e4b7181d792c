/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"

G_BEGIN_DECLS

/* A table in which no other stands, and its text. */
typedef struct
{
  guint element;
  guint leaf; /* the first that stands in it */
  guint leaves_end;
  guint n_words;
  gboolean is_data;   /* rows and columns of short cells; else it may only place text on the page */
  gboolean is_stated; /* it has headings of columns or rows, or a caption */
} BrvHtmlTable;

GArray *brv_html_tables_find (const BrvHtmlPage *page) G_GNUC_WARN_UNUSED_RESULT;
char *brv_html_table_dup_text (const BrvHtmlPage *page, const BrvHtmlTable *table)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
