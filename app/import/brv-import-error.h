/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BRV_IMPORT_ERROR (brv_import_error_quark ())
GQuark brv_import_error_quark (void);

/* Why an input did not become a source. */
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
  BRV_IMPORT_ERROR_NETWORK, /* the address cannot be reached, or answers with an error */
  BRV_IMPORT_ERROR_REFUSED, /* a rule forbids it: fetching is switched off, or would be unsafe */
  BRV_N_IMPORT_ERRORS,
} BrvImportError;

const char *brv_import_error_get_name (BrvImportError code);
gboolean brv_import_error_parse (const char *name, BrvImportError *code);

G_END_DECLS
