/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-format.h"

G_BEGIN_DECLS

BrvFormat brv_detect_mail (const char *text);

G_END_DECLS
