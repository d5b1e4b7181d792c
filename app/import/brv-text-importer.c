/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-text-article.h"
#include "import/brv-text-importer.h"
#include "import/brv-text-lines.h"

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
 * Returns: %TRUE
 */
gboolean
brv_text_importer_run (const char *text,
                       gsize length,
                       const BrvImportHints *hints,
                       BrvSourceBuilder *builder,
                       GError **error)
{
  g_autoptr (GPtrArray) units = brv_text_lines_join (text, length);

  brv_text_article_build (units, builder);
  return TRUE;
}
