/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-source-builder.h"

G_BEGIN_DECLS

gboolean brv_text_article_build (const GPtrArray *units, BrvSourceBuilder *builder);

G_END_DECLS
