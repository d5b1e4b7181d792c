/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-import-sink.h"

G_BEGIN_DECLS

gboolean brv_epub_importer_run (GBytes *bytes,
                                const BrvImportHints *hints,
                                BrvImportSink *sink,
                                GError **error);

G_END_DECLS
