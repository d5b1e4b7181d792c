/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-versions.h"
#include "verify/brv-comparison.h"

G_BEGIN_DECLS

/* What the window of versions says in words. */

char *brv_version_labels_dup_time (gint64 time_us, gint64 now_us);
char *brv_version_labels_dup_title (const BrvVersions *versions, guint index);
char *brv_version_labels_dup_summary (const BrvComparison *comparison);
const char *brv_version_labels_get_field (BrvBriefField field);
char *brv_version_labels_dup_difference (BrvDifference what, const BrvSection *elsewhere);

G_END_DECLS
