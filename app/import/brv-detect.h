/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-format.h"

G_BEGIN_DECLS

BrvFormat
brv_detect_format (const guint8 *data, gsize length, const char *name, const char *media_type);

G_END_DECLS
