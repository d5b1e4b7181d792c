/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-versions.h"
#include "verify/brv-comparison.h"

G_BEGIN_DECLS

/* What a version is compared with, where it is none of the others. */
#define BRV_VERSION_NOW  -1 /* the brief as it is now */
#define BRV_VERSION_NONE -2 /* an empty brief: there was nothing before the first one */

/* A version as it was read, and how it differs. */
typedef struct
{
  BrvBrief *state;
  BrvComparison *comparison; /* from the other state to this one, or back: the later one last */
} BrvVersionView;

void brv_version_view_free (BrvVersionView *self);

void brv_versions_view_async (const BrvVersions *versions,
                              const BrvBrief *now,
                              gint version,
                              gint other,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
BrvVersionView *brv_versions_view_finish (GAsyncResult *result, GError **error);

/* Called on the main thread for one version after the other, the latest first. */
typedef void (*BrvVersionSummaryFunc) (guint version, const char *summary, gpointer user_data);

void brv_versions_summarize (const BrvVersions *versions,
                             GCancellable *cancellable,
                             BrvVersionSummaryFunc func,
                             gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvVersionView, brv_version_view_free)

G_END_DECLS
