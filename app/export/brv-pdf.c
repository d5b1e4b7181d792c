/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "export/brv-export.h"
#include "export/brv-pdf-draft.h"
#include "export/brv-pdf-finisher.h"

/* Source: https://reproducible-builds.org/specs/source-date-epoch/ */
static gint64
choose_date (const BrvExportOptions *options)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  guint64 date;

  if (options != NULL && options->date >= 0)
    return options->date;
  if (epoch != NULL && g_ascii_string_to_unsigned (epoch, 10, 0, G_MAXINT64, &date, NULL))
    return (gint64)date;
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * brv_export_pdf:
 * @pages: the pages
 * @options: (nullable): which pages, and the date; the resolution is not looked at
 * @cancellable: (nullable): stops the work
 * @error: where to put a fault
 *
 * Makes a PDF file that is archival (PDF/A-2a) and accessible (PDF/UA-1). The same pages with
 * the same date give the same bytes.
 *
 * Returns: (transfer full): the file's bytes, or %NULL with %BRV_EXPORT_ERROR_RANGE if there are
 *   no such pages, another %BRV_EXPORT_ERROR if they cannot be drawn, or %G_IO_ERROR_CANCELLED
 */
GBytes *
brv_export_pdf (const BrvPages *pages,
                const BrvExportOptions *options,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (BrvPdfDraft) draft = NULL;
  guint n_all;
  guint first = options != NULL ? options->first_page : 0;
  guint n = options != NULL ? options->n_pages : 0;

  g_return_val_if_fail (pages != NULL, NULL);

  n_all = brv_pages_get_n_frames (pages);
  if (first >= n_all || n > n_all - first)
    {
      g_set_error_literal (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_RANGE,
                           _ ("The document does not have these pages."));
      return NULL;
    }
  draft = brv_pdf_draft_new (pages, first, n > 0 ? n : n_all - first, cancellable, error);
  if (draft == NULL)
    return NULL;
  return brv_pdf_finisher_run (draft, choose_date (options), cancellable, error);
}
