/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-furniture-phrases.h"

G_BEGIN_DECLS

BrvFurniture brv_furniture_judge (const char *text, gsize *label_end);
gboolean brv_furniture_is_tool (const char *text);
gboolean brv_furniture_ends_article (const char *text);
gboolean brv_furniture_announces_comments (const char *text);
gboolean brv_furniture_asks_answer (const char *text);
gboolean brv_furniture_is_boilerplate (const char *text);

G_END_DECLS
