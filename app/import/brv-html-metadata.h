/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"
#include "import/brv-import-hints.h"

G_BEGIN_DECLS

void brv_html_metadata_read (const BrvHtmlPage *page,
                             const BrvImportHints *hints,
                             BrvSourceBuilder *builder);

G_END_DECLS
