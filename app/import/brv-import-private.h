/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between brv-import.c and brv-import-in-process.c, which alone of the two needs the parsers. */

#pragma once

#include "import/brv-import-hints.h"
#include "import/brv-import.h"

G_BEGIN_DECLS

typedef BrvImportResult *(*BrvImportParser) (BrvWorkerClient *workers,
                                             GBytes *bytes,
                                             const BrvImportHints *hints,
                                             const char *origin,
                                             GCancellable *cancellable,
                                             GError **error);

BrvImportResult *brv_import_with (BrvImportParser parse,
                                  BrvWorkerClient *workers,
                                  const BrvImportInput *input,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
