/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

void brv_text_origin_find_addresses (BrvTextParts *self);
void brv_text_origin_find_publisher (BrvTextParts *self);
void brv_text_origin_find_incomplete (BrvTextParts *self);

G_END_DECLS
