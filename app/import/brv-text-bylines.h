/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

gboolean brv_text_bylines_settle (BrvTextParts *self, guint index);
gboolean brv_text_bylines_settle_others (BrvTextParts *self, guint index);

G_END_DECLS
