/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/brv-source.h"

G_BEGIN_DECLS

#define BRV_IMPORT_ERROR (brv_import_error_quark ())
GQuark brv_import_error_quark (void);

typedef enum
{
  BRV_IMPORT_ERROR_NOT_FOUND,
  BRV_IMPORT_ERROR_PERMISSION,
  BRV_IMPORT_ERROR_NOT_A_FILE,
  BRV_IMPORT_ERROR_EMPTY,
  BRV_IMPORT_ERROR_UNSUPPORTED,
  BRV_IMPORT_ERROR_ENCODING,
  BRV_IMPORT_ERROR_TOO_LARGE,
  BRV_IMPORT_ERROR_DAMAGED,
  BRV_IMPORT_ERROR_PASSWORD,
  BRV_IMPORT_ERROR_NO_TEXT,
  BRV_IMPORT_ERROR_TIMEOUT,
  BRV_IMPORT_ERROR_CRASHED,
} BrvImportError;

/* What goes in. Either path or bytes; all else may be absent. */
typedef struct
{
  const char *path;       /* a file; also the origin, as given */
  GBytes *bytes;          /* a clipboard's or drag's content */
  const char *media_type; /* of bytes, where the giver names it: text/html, text/plain */
  const char *address;    /* where the bytes came from, where the giver says it */
  const char *charset;    /* where the giver says it */
} BrvImportInput;

BrvSource *brv_import (const BrvImportInput *input, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
BrvSource *
brv_import_in_process (const BrvImportInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
