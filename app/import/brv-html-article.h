/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"

G_BEGIN_DECLS

gboolean *brv_html_article_find (const BrvHtmlPage *page, const GArray *tables, const char *title)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
