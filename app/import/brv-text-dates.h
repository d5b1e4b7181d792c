/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

void brv_text_dates_set (BrvTextParts *self, const char *text);
gboolean brv_text_dates_settle (BrvTextParts *self, guint index);
void brv_text_dates_set_first (BrvTextParts *self);
void brv_text_dates_find_below (BrvTextParts *self);
void brv_text_dates_finish (BrvTextParts *self);

G_END_DECLS
