/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "export/brv-export.h"
#include "export/brv-pdf-annotations.h"
#include "export/brv-pdf-content.h"
#include "export/brv-pdf-draft.h"
#include "export/brv-pdf-metadata.h"
#include "export/brv-pdf-outline.h"
#include "export/brv-pdf-structure.h"

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

/* Appends the page's links, which come page after page. */
static void
append_links (GString *object, const GArray *annotations, guint page, guint *next)
{
  gboolean is_first = TRUE;

  for (; *next < annotations->len; (*next)++)
    {
      const BrvPdfAnnotation *annotation = &g_array_index (annotations, BrvPdfAnnotation, *next);

      if (annotation->page != page)
        break;
      brv_pdf_draft_append_reference (object, is_first ? "/Annots[" : "", annotation->number);
      is_first = FALSE;
    }
  if (!is_first)
    g_string_append_c (object, ']');
}

/* Writes a page's content; returns the entries that its dictionary gets for it. */
static GString *
write_content (const BrvPdfDraft *draft, const BrvPdfFonts *fonts, guint page)
{
  GString *entries = g_string_new (NULL);
  gboolean is_transparent;
  guint number = brv_pdf_writer_reserve (draft->writer);
  GString *content =
    brv_pdf_content_new (draft->pages, brv_pages_get_frame (draft->pages, draft->first_page + page),
                         fonts, g_ptr_array_index (draft->marks, page), &is_transparent);

  brv_pdf_writer_put_compressed (draft->writer, number, "", content->str, content->len);
  g_string_free (content, TRUE);
  brv_pdf_draft_append_reference (entries, "/Contents", number);
  brv_pdf_draft_append_reference (entries, "/Resources", brv_pdf_fonts_get_resources (fonts));
  /* Where nothing needs a group it would only turn black into four colours in print. */
  if (is_transparent)
    g_string_append (entries, "/Group<</Type/Group/S/Transparency/I true/CS/DeviceRGB>>");
  return entries;
}

static void
write_page (const BrvPdfDraft *draft,
            guint page,
            guint parent,
            const GString *content,
            const GArray *annotations,
            guint *next_link)
{
  g_autoptr (GString) object = g_string_new ("<</Type/Page");
  double width;
  double height;

  brv_pages_get_size (draft->pages, draft->first_page + page, &width, &height);
  brv_pdf_draft_append_reference (object, "/Parent", parent);
  /* Source of the second box: ISO 32000-1 §14.11.2. */
  for (guint i = 0; i < 2; i++)
    {
      g_string_append (object, i == 0 ? "/MediaBox[0 0 " : "/TrimBox[0 0 ");
      brv_pdf_append_real (object, width);
      g_string_append_c (object, ' ');
      brv_pdf_append_real (object, height);
      g_string_append_c (object, ']');
    }
  g_string_append_len (object, content->str, (gssize)content->len);
  append_links (object, annotations, page, next_link);
  g_string_append_printf (object, "/Tabs/S/StructParents %u>>", page);
  brv_pdf_writer_put (draft->writer, draft->page_objects[page], object);
}

/* Writes all pages and their tree; the links need the marks of all contents to be known. */
static gboolean
write_pages (const BrvPdfDraft *draft,
             const BrvPdfFonts *fonts,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new ();
  g_autoptr (GArray) annotations = NULL;
  g_autoptr (GString) tree = g_string_new ("<</Type/Pages/Kids[");
  guint number = brv_pdf_writer_reserve (draft->writer);
  guint next_link = 0;
  gboolean is_cancelled = FALSE;

  for (guint i = 0; i < draft->n_pages && !is_cancelled; i++)
    {
      g_ptr_array_add (contents, write_content (draft, fonts, i));
      is_cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  annotations = brv_pdf_annotations_add (draft);
  for (guint i = 0; i < contents->len; i++)
    {
      GString *content = g_ptr_array_index (contents, i);

      write_page (draft, i, number, content, annotations, &next_link);
      g_string_free (content, TRUE);
      brv_pdf_draft_append_reference (tree, "", draft->page_objects[i]);
    }
  g_string_append_printf (tree, "]/Count %u>>", draft->n_pages);
  brv_pdf_writer_put (draft->writer, number, tree);
  brv_pdf_draft_append_reference (draft->catalog, "/Pages", number);
  if (!is_cancelled)
    brv_pdf_structure_add (draft, annotations);
  return !is_cancelled;
}

static GBytes *
write_file (const BrvPdfDraft *draft, gint64 date, GCancellable *cancellable, GError **error)
{
  g_autoptr (BrvPdfFonts) fonts = brv_pdf_fonts_new (draft, error);
  guint catalog;
  guint info;

  if (fonts == NULL || !write_pages (draft, fonts, cancellable, error))
    return NULL;
  brv_pdf_outline_add (draft);
  info = brv_pdf_metadata_add (draft, brv_pdf_fonts_get_producer (fonts), date);
  g_string_prepend (draft->catalog, "<</Type/Catalog");
  g_string_append (draft->catalog, ">>");
  catalog = brv_pdf_writer_add (draft->writer, draft->catalog);
  return brv_pdf_writer_finish (draft->writer, catalog, info);
}

/**
 * brv_export_pdf:
 * @pages: the pages
 * @options: (nullable): which pages, the date, and what decodes pictures; the resolution is not
 *   looked at
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
  draft = brv_pdf_draft_new (pages, first, n > 0 ? n : n_all - first);
  if (options != NULL)
    {
      draft->raster_func = options->raster_func;
      draft->raster_data = options->raster_data;
    }
  return write_file (draft, choose_date (options), cancellable, error);
}
