/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-import-error.h"

G_DEFINE_QUARK (brv_import_error, brv_import_error)

/* The command line's codes: they keep their names. */
static const char *const names[BRV_N_IMPORT_ERRORS] = {
  [BRV_IMPORT_ERROR_NOT_FOUND] = "not-found",     [BRV_IMPORT_ERROR_PERMISSION] = "permission",
  [BRV_IMPORT_ERROR_NOT_A_FILE] = "not-a-file",   [BRV_IMPORT_ERROR_EMPTY] = "empty",
  [BRV_IMPORT_ERROR_UNSUPPORTED] = "unsupported", [BRV_IMPORT_ERROR_ENCODING] = "encoding",
  [BRV_IMPORT_ERROR_TOO_LARGE] = "too-large",     [BRV_IMPORT_ERROR_DAMAGED] = "damaged",
  [BRV_IMPORT_ERROR_PASSWORD] = "password",       [BRV_IMPORT_ERROR_NO_TEXT] = "no-text",
  [BRV_IMPORT_ERROR_TIMEOUT] = "timeout",         [BRV_IMPORT_ERROR_CRASHED] = "crashed",
  [BRV_IMPORT_ERROR_NETWORK] = "network",         [BRV_IMPORT_ERROR_REFUSED] = "refused",
};

/**
 * brv_import_error_get_name:
 * @code: a code of %BRV_IMPORT_ERROR
 *
 * Returns: its name on the command line and between the worker and its client
 */
const char *
brv_import_error_get_name (BrvImportError code)
{
  g_return_val_if_fail (code < BRV_N_IMPORT_ERRORS, names[BRV_IMPORT_ERROR_DAMAGED]);

  return names[code];
}

/**
 * brv_import_error_parse:
 * @name: a name
 * @code: (out): the code of that name
 *
 * Returns: whether there is a code of that name
 */
gboolean
brv_import_error_parse (const char *name, BrvImportError *code)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < BRV_N_IMPORT_ERRORS; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *code = (BrvImportError)i;
        return TRUE;
      }
  return FALSE;
}
