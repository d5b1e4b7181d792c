/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"

G_BEGIN_DECLS

gboolean brv_html_excerpt_find (const BrvHtmlPage *page, const gboolean *article);

G_END_DECLS
