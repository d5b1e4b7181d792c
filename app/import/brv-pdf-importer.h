/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <poppler.h>

#include "import/brv-import-sink.h"
#include "import/brv-pdf-compose.h"

G_BEGIN_DECLS

gboolean brv_pdf_importer_run (GBytes *bytes,
                               const BrvImportHints *hints,
                               BrvImportSink *sink,
                               GError **error);

PopplerDocument *brv_pdf_importer_open (GBytes *bytes, const char *password, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
GArray *
brv_pdf_importer_find_areas (PopplerDocument *document, GBytes *bytes, char **text, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
