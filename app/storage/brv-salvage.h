/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"
#include "storage/brv-storage-error.h"

G_BEGIN_DECLS

BrvBrief *brv_salvage_read (GBytes *bytes,
                            const char *path,
                            GPtrArray *missing,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
