/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-range.h"

G_BEGIN_DECLS

gboolean brv_caption_find_credit (const char *text, BrvRange *credit);
gboolean brv_caption_has_label (const char *text);

G_END_DECLS
