/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"
#include "storage/brv-storage-error.h"

G_BEGIN_DECLS

/*
 * The states of a brief that were kept, as they were at one moment, oldest first. Immutable,
 * atomically counted; any thread may read them, also after the brief was closed.
 */
typedef struct _BrvVersions BrvVersions;

BrvVersions *brv_versions_ref (const BrvVersions *self);
void brv_versions_unref (BrvVersions *self);

guint brv_versions_get_n (const BrvVersions *self);
const char *brv_versions_get_name (const BrvVersions *self, guint index);
gint64 brv_versions_get_time_us (const BrvVersions *self, guint index);
BrvBrief *
brv_versions_read (const BrvVersions *self, guint index, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvVersions, brv_versions_unref)

G_END_DECLS
