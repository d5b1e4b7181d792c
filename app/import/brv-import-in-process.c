/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-import-private.h"
#include "import/brv-importer.h"

static BrvImportResult *
parse_here (BrvWorkerClient *workers,
            GBytes *bytes,
            const BrvImportHints *hints,
            const char *origin,
            GCancellable *cancellable,
            GError **error)
{
  return brv_importer_run (bytes, hints, origin, TRUE, error);
}

/**
 * brv_import_in_process:
 * @input: what to import: a path or bytes
 * @error: return location for an error
 *
 * Does what brv_import() does without a worker process: for measuring the importers, never for
 * a user's files. A program that calls it is linked with all libraries that parse documents; the
 * program itself is not, and starts the sooner.
 *
 * Returns: (transfer full) (nullable): what the input gave, or %NULL as brv_import()
 */
BrvImportResult *
brv_import_in_process (const BrvImportInput *input, GError **error)
{
  g_return_val_if_fail (input != NULL, NULL);
  g_return_val_if_fail ((input->path == NULL) != (input->bytes == NULL), NULL);

  return brv_import_with (parse_here, NULL, input, NULL, error);
}
