/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

void brv_text_head_settle (BrvTextParts *self);
void brv_text_head_find_standfirst (BrvTextParts *self);
gboolean brv_text_head_settle_caption (BrvTextParts *self, guint index);

G_END_DECLS
