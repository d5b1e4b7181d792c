/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"
#include "workspace/brv-import-outcome.h"

G_BEGIN_DECLS

/* What was imported, and what the document has of it already. */

GHashTable *brv_import_merge_index (const BrvBrief *brief) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_import_merge_take (BrvDocument *document,
                                GHashTable *known,
                                BrvSource *source,
                                BrvImportOutcome *outcome);
gboolean brv_import_merge_settle (BrvDocument *document,
                                  GPtrArray *sources,
                                  BrvImportOutcome *outcomes,
                                  GError **error);

G_END_DECLS
