/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-brief-file.h"
#include "storage/brv-versions.h"

G_BEGIN_DECLS

BrvVersions *
brv_versions_new (GPtrArray *checkpoints, GHashTable *blobs, BrvId id, const char *path)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
