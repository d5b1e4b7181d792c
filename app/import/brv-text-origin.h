/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

char *brv_text_origin_dup_originator (const BrvTextParts *self) G_GNUC_WARN_UNUSED_RESULT;
void brv_text_origin_find_publisher (BrvTextParts *self);

G_END_DECLS
