/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-charset.h"
#include "import/brv-html-importer.h"
#include "import/brv-import-error.h"
#include "import/brv-importer.h"
#include "import/brv-markdown-importer.h"
#include "import/brv-text-importer.h"

/* One row an importer; a format without one cannot be read. */
static const BrvImporterFunc importers[BRV_N_FORMATS] = {
  [BRV_FORMAT_TEXT] = brv_text_importer_run,
  [BRV_FORMAT_MARKDOWN] = brv_markdown_importer_run,
  [BRV_FORMAT_HTML] = brv_html_importer_run,
};

/**
 * brv_importer_run:
 * @bytes: the bytes of a file
 * @hints: what its giver says about it
 * @origin: where it came from
 * @with_original: whether the source holds @bytes; without, its caller adds them, and they need
 *   not be hashed here
 * @error: return location for an error
 *
 * Detects what @bytes are and makes a source of them, in this process. Of an error the code
 * counts; its message is for developers, but for %BRV_IMPORT_ERROR_UNSUPPORTED, where it is the
 * media type of the format.
 *
 * Returns: (transfer full) (nullable): the source, or %NULL with %BRV_IMPORT_ERROR_EMPTY,
 *   _UNSUPPORTED, _ENCODING, _CRASHED or _NO_TEXT
 */
BrvSource *
brv_importer_run (GBytes *bytes,
                  const BrvImportHints *hints,
                  const char *origin,
                  gboolean with_original,
                  GError **error)
{
  gsize length = 0;
  const guint8 *data = NULL;
  BrvFormat format = BRV_FORMAT_BINARY;
  g_auto (BrvDecoded) decoded = { 0 };
  g_autofree char *declared = NULL;
  g_autoptr (BrvSourceBuilder) builder = NULL;
  g_autoptr (GBytes) original = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (hints != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_EMPTY, "empty");
      return NULL;
    }
  format = brv_detect_format (data, length, hints->name, hints->media_type);
  if (importers[format] == NULL)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED,
                           brv_format_get_media_type (format));
      return NULL;
    }
  declared = g_strdup (hints->charset);
  if (declared == NULL && format == BRV_FORMAT_HTML)
    declared = brv_charset_find_in_html (data, length);
  if (!brv_charset_decode (data, length, declared, &decoded, error))
    return NULL;
  builder = brv_source_builder_new (brv_format_get_media_type (format));
  if (!importers[format](decoded.text, decoded.length, hints, builder, error))
    return NULL;
  original = with_original ? g_bytes_ref (bytes) : g_bytes_new_static ("", 0);
  return brv_source_builder_build (builder, original, origin, error);
}
