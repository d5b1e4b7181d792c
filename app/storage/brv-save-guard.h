/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"
#include "storage/brv-storage-error.h"

G_BEGIN_DECLS

gboolean brv_save_guard_check (const BrvBrief *known,
                               const BrvBrief *brief,
                               const char *path,
                               GError **error);

G_END_DECLS
