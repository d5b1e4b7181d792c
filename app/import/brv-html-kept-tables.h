/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"

G_BEGIN_DECLS

/* Whether the tables of data of a page belong to its article: each does as a whole or not at all. */

void brv_html_kept_tables_complete (const BrvHtmlPage *page, const GArray *tables, gboolean *kept);

G_END_DECLS
