/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-import-error.h"
#include "import/brv-import-result.h"
#include "import/brv-text-article.h"
#include "import/brv-text-importer.h"
#include "import/brv-text-lines.h"

/**
 * brv_text_importer_check:
 * @text: (array length=length): a text in which all letters are shown
 * @length: bytes of it
 * @error: return location for an error
 *
 * Looks whether a text can be a source before any work is done for it: it would be found at the
 * end, too, but that takes half a minute.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_TOO_LARGE if it has more letters than a source may have
 */
gboolean
brv_text_importer_check (const char *text, gsize length, GError **error)
{
  gsize n = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  for (gsize i = 0; i < length; i++)
    n += !g_ascii_isspace (text[i]);
  if (n <= BRV_IMPORT_MAX_TEXT_BYTES)
    return TRUE;
  g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE, "letters");
  return FALSE;
}

/**
 * brv_text_importer_run:
 * @text: (array length=length): a plain text, valid UTF-8
 * @length: bytes of it
 * @hints: what its giver says about it
 * @builder: a builder without blocks
 * @error: return location for an error
 *
 * Fills @builder from a plain text: a report, notes, or the copy of a web page.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_TOO_LARGE if it has more letters than a source may have
 */
gboolean
brv_text_importer_run (const char *text,
                       gsize length,
                       const BrvImportHints *hints,
                       BrvSourceBuilder *builder,
                       GError **error)
{
  g_autoptr (GPtrArray) units = NULL;

  if (!brv_text_importer_check (text, length, error))
    return FALSE;
  units = brv_text_lines_join (text, length);
  brv_text_article_build (units, builder);
  return TRUE;
}
