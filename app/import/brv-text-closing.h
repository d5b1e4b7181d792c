/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

gboolean brv_text_closing_begins_with_name (const char *text, const char *const *authors);
void brv_text_closing_cut (BrvTextParts *self);

G_END_DECLS
