/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

char *
brv_text_originator_find (const BrvTextParts *self, const char *head) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
