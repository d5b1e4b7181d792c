/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

void brv_text_incomplete_find (BrvTextParts *self);

G_END_DECLS
