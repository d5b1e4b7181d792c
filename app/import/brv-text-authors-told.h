/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

void brv_text_authors_take (BrvTextParts *self, guint index, char *const *authors);

gboolean brv_text_authors_find_told (BrvTextParts *self);
gboolean brv_text_authors_find_dashed (BrvTextParts *self);
void brv_text_authors_find_house (BrvTextParts *self);

G_END_DECLS
