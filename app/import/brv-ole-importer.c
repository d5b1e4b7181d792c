/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-detect.h"
#include "import/brv-import-error.h"
#include "import/brv-ole-importer.h"

/* "EncryptedPackage" in UTF-16, the name of the stream that holds the encrypted document. Source:
 * [MS-OFFCRYPTO], §2.3.4.4. */
static const char encrypted_package[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

static gboolean
has_encrypted_package (const guint8 *data, gsize length)
{
  const gsize n = sizeof (encrypted_package) - 1;

  for (gsize i = 0; i + n <= length; i++)
    if (data[i] == 'E' && memcmp (data + i, encrypted_package, n) == 0)
      return TRUE;
  return FALSE;
}

/**
 * brv_ole_importer_run:
 * @bytes: a file of the kind that Office wrote before 2007
 * @hints: what its giver says about it
 * @sink: gets nothing
 * @error: return location for an error
 *
 * Tells documents of today's kind that are encrypted, and so packed into a file of the old kind,
 * from old ones. Neither can be read.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_PASSWORD or %BRV_IMPORT_ERROR_UNSUPPORTED
 */
gboolean
brv_ole_importer_run (GBytes *bytes,
                      const BrvImportHints *hints,
                      BrvImportSink *sink,
                      GError **error)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (has_encrypted_package (data, length))
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PASSWORD, "encrypted");
  else
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED,
                         brv_format_get_media_type (BRV_FORMAT_OFFICE));
  return FALSE;
}
