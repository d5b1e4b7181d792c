/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

guint brv_text_thread_find (const BrvTextParts *self);

G_END_DECLS
