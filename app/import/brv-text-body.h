/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

void brv_text_body_find (BrvTextParts *self);
void brv_text_body_begin_after (BrvTextParts *self, guint index);

G_END_DECLS
