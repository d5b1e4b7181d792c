/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "export/brv-export.h"

G_DEFINE_QUARK (brv_export_error, brv_export_error)

/* Reads a page number, counted from 1; moves @text behind it. */
static gboolean
read_page (const char **text, guint64 *page)
{
  char *end;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  *page = g_ascii_strtoull (*text, &end, 10);
  *text = end;
  return TRUE;
}

/**
 * brv_export_parse_range:
 * @range: pages counted from 1: "2", "1-3", "3-" or "-3"
 * @n_pages: how many pages the document has
 * @options: (inout): where to set the first page and the number of pages
 * @error: where to put a fault
 *
 * Reads a range of pages. A range that ends behind the last page is a fault, not shortened: it
 * is not what was meant.
 *
 * Returns: %FALSE with %BRV_EXPORT_ERROR_RANGE if @range has another form or names pages that
 *   the document does not have; @options is unchanged then
 */
gboolean
brv_export_parse_range (const char *range, guint n_pages, BrvExportOptions *options, GError **error)
{
  const char *at = range;
  guint64 first = 1;
  guint64 last = n_pages;
  gboolean has_first;
  gboolean has_last;

  g_return_val_if_fail (range != NULL && options != NULL, FALSE);

  has_first = read_page (&at, &first);
  if (has_first && *at == '\0')
    {
      last = first;
    }
  else
    {
      has_last = *at == '-' && (at++, read_page (&at, &last));
      if (*at != '\0' || !(has_first || has_last))
        {
          g_set_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_RANGE,
                       _ ("“%s” is not a range of pages. Write it as 2, 1-3 or 3-."), range);
          return FALSE;
        }
    }
  if (first < 1 || last < first || last > n_pages)
    {
      g_set_error (
        error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_RANGE,
        g_dngettext (GETTEXT_PACKAGE, "The pages “%s” are not all there: the document has %u page.",
                     "The pages “%s” are not all there: the document has %u pages.", n_pages),
        range, n_pages);
      return FALSE;
    }
  options->first_page = (guint)(first - 1);
  options->n_pages = (guint)(last - first + 1);
  return TRUE;
}
