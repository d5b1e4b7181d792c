/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "import/brv-import-error.h"
#include "import/brv-import-result.h"
#include "import/brv-worker-client.h"

G_BEGIN_DECLS

/* What goes in. Either path or bytes; all else may be absent. */
typedef struct
{
  const char *path;       /* a file; also the origin, as given */
  GBytes *bytes;          /* a clipboard's or drag's content */
  const char *media_type; /* of bytes, where the giver names it: text/html, text/plain */
  const char *name;       /* of bytes: what their giver calls them, an attachment say */
  const char *address;    /* where the bytes came from, where the giver says it */
  const char *charset;    /* where the giver says it */
  const char *password;   /* of an encrypted document, where the user gave one */
} BrvImportInput;

BrvImportResult *brv_import (BrvWorkerClient *workers,
                             const BrvImportInput *input,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvImportResult *
brv_import_in_process (const BrvImportInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
