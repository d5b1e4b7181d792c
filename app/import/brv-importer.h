/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-detect.h"
#include "import/brv-import-hints.h"
#include "import/brv-import-result.h"
#include "import/brv-import-sink.h"
#include "import/brv-pdf-drawer.h"

G_BEGIN_DECLS

gboolean brv_importer_fill (BrvFormat format,
                            GBytes *bytes,
                            const BrvImportHints *hints,
                            BrvImportSink *sink,
                            GError **error);
BrvImportResult *brv_importer_run (GBytes *bytes,
                                   const BrvImportHints *hints,
                                   const char *origin,
                                   gboolean with_original,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvPdfDrawer *brv_importer_open_pages (GBytes *bytes, const BrvImportHints *hints, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
