/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

gboolean brv_text_copied_judge (const BrvTextParts *self);

G_END_DECLS
