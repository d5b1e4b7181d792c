/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"

G_BEGIN_DECLS

void brv_html_confirm (const BrvHtmlPage *page, gboolean *kept);

G_END_DECLS
