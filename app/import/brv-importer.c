/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-bibtex-importer.h"
#include "import/brv-charset.h"
#include "import/brv-csl-json-importer.h"
#include "import/brv-docx-importer.h"
#include "import/brv-epub-importer.h"
#include "import/brv-feed-importer.h"
#include "import/brv-html-importer.h"
#include "import/brv-import-error.h"
#include "import/brv-import-sink.h"
#include "import/brv-importer.h"
#include "import/brv-json-feed-importer.h"
#include "import/brv-mail-importer.h"
#include "import/brv-markdown-importer.h"
#include "import/brv-mhtml-importer.h"
#include "import/brv-odt-importer.h"
#include "import/brv-ole-importer.h"
#include "import/brv-pdf-drawer.h"
#include "import/brv-pdf-importer.h"
#include "import/brv-ris-importer.h"
#include "import/brv-rtf-importer.h"
#include "import/brv-text-importer.h"

/* How a format is read: as text in UTF-8 that is one source, or as bytes. A format with neither
 * cannot be read. Those that have pages can also draw them. */
typedef struct
{
  BrvImporterFunc read_text;
  BrvBytesImporterFunc read_bytes;
} Importer;

static const Importer importers[BRV_N_FORMATS] = {
  [BRV_FORMAT_TEXT] = { .read_text = brv_text_importer_run },
  [BRV_FORMAT_MARKDOWN] = { .read_text = brv_markdown_importer_run },
  [BRV_FORMAT_PDF] = { .read_bytes = brv_pdf_importer_run },
  [BRV_FORMAT_HTML] = { .read_text = brv_html_importer_run },
  [BRV_FORMAT_OFFICE] = { .read_bytes = brv_ole_importer_run },
  [BRV_FORMAT_ODT] = { .read_bytes = brv_odt_importer_run },
  [BRV_FORMAT_RTF] = { .read_bytes = brv_rtf_importer_run },
  [BRV_FORMAT_EPUB] = { .read_bytes = brv_epub_importer_run },
  [BRV_FORMAT_DOCX] = { .read_bytes = brv_docx_importer_run },
  [BRV_FORMAT_MHTML] = { .read_bytes = brv_mhtml_importer_run },
  [BRV_FORMAT_MAIL] = { .read_bytes = brv_mail_importer_run },
  [BRV_FORMAT_MBOX] = { .read_bytes = brv_mbox_importer_run },
  [BRV_FORMAT_RSS] = { .read_bytes = brv_feed_importer_run },
  [BRV_FORMAT_ATOM] = { .read_bytes = brv_feed_importer_run },
  [BRV_FORMAT_RIS] = { .read_bytes = brv_ris_importer_run },
  [BRV_FORMAT_BIBTEX] = { .read_bytes = brv_bibtex_importer_run },
  [BRV_FORMAT_CSL_JSON] = { .read_bytes = brv_csl_json_importer_run },
  [BRV_FORMAT_JSON_FEED] = { .read_bytes = brv_json_feed_importer_run },
};

static gboolean
read_text (
  BrvFormat format, GBytes *bytes, const BrvImportHints *hints, BrvImportSink *sink, GError **error)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_auto (BrvDecoded) decoded = { 0 };
  g_autofree char *declared = g_strdup (hints->charset);

  if (declared == NULL && format == BRV_FORMAT_HTML)
    declared = brv_charset_find_in_html (data, length);
  if (!brv_charset_decode (data, length, declared, &decoded, error))
    return FALSE;
  return importers[format].read_text (
    decoded.text, decoded.length, hints,
    brv_import_sink_begin_source (sink, brv_format_get_media_type (format), NULL), error);
}

/**
 * brv_importer_fill:
 * @format: what the bytes are taken for
 * @bytes: the bytes of a file
 * @hints: what its giver says about it
 * @sink: a sink without sources
 * @error: return location for an error
 *
 * Has the importer of @format fill @sink, in this process.
 *
 * Returns: %FALSE with the errors of brv_importer_run()
 */
gboolean
brv_importer_fill (
  BrvFormat format, GBytes *bytes, const BrvImportHints *hints, BrvImportSink *sink, GError **error)
{
  g_return_val_if_fail (format < BRV_N_FORMATS, FALSE);
  g_return_val_if_fail (bytes != NULL && hints != NULL && sink != NULL, FALSE);

  if (importers[format].read_text != NULL)
    return read_text (format, bytes, hints, sink, error);
  if (importers[format].read_bytes != NULL)
    return importers[format].read_bytes (bytes, hints, sink, error);
  g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED,
                       brv_format_get_media_type (format));
  return FALSE;
}

/**
 * brv_importer_run:
 * @bytes: the bytes of a file
 * @hints: what its giver says about it
 * @origin: where it came from
 * @with_original: whether a source made of the whole file holds @bytes; without, it holds none,
 *   its caller adds them, and they need not be hashed here
 * @error: return location for an error
 *
 * Detects what @bytes are and makes sources of them, in this process. Of an error the code
 * counts; its message is for developers, but for %BRV_IMPORT_ERROR_UNSUPPORTED, where it is the
 * media type of the format.
 *
 * Returns: (transfer full) (nullable): the sources and attachments, or %NULL with
 *   %BRV_IMPORT_ERROR_EMPTY, _UNSUPPORTED, _ENCODING, _DAMAGED, _PASSWORD, _TOO_LARGE, _CRASHED or
 *   _NO_TEXT
 */
BrvImportResult *
brv_importer_run (GBytes *bytes,
                  const BrvImportHints *hints,
                  const char *origin,
                  gboolean with_original,
                  GError **error)
{
  g_autoptr (BrvImportSink) sink = brv_import_sink_new ();
  g_autoptr (GBytes) whole = NULL;
  gsize length = 0;
  const guint8 *data = NULL;
  BrvFormat format = BRV_FORMAT_BINARY;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (hints != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_EMPTY, "empty");
      return NULL;
    }
  format = brv_detect_format (data, length, hints->name, hints->media_type);
  if (!brv_importer_fill (format, bytes, hints, sink, error))
    return NULL;
  whole = with_original ? g_bytes_ref (bytes) : g_bytes_new_static ("", 0);
  return brv_import_sink_finish (sink, whole, origin, error);
}

/**
 * brv_importer_open_pages:
 * @bytes: the bytes of a file
 * @hints: what its giver says about it
 * @error: return location for an error
 *
 * Opens a document for drawing its pages in this process. PDF is the only format that has some.
 *
 * Returns: (transfer full) (nullable): what draws them, or %NULL with
 *   %BRV_IMPORT_ERROR_UNSUPPORTED for a format without pages, _DAMAGED or _PASSWORD
 */
BrvPdfDrawer *
brv_importer_open_pages (GBytes *bytes, const BrvImportHints *hints, GError **error)
{
  gsize length = 0;
  const guint8 *data = NULL;
  BrvFormat format = BRV_FORMAT_BINARY;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (hints != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  format = brv_detect_format (data, length, hints->name, hints->media_type);
  if (format == BRV_FORMAT_PDF)
    return brv_pdf_drawer_new (bytes, hints, error);
  g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED,
                       brv_format_get_media_type (format));
  return NULL;
}
