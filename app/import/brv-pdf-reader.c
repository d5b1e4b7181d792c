/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the letters of all pages of a PDF. */

#include "config.h"

#include "import/brv-import-error.h"
#include "import/brv-pdf-layout.h"
#include "import/brv-pdf-pieces.h"
#include "import/brv-pdf-reader.h"
#include "import/brv-pdf-type.h"

/* A document with more is no article, and would not fit into the worker's memory. */
#define MAX_PAGES  5000
#define MAX_GLYPHS 4000000

static void
read_page (BrvPdfText *self, PopplerPage *source, BrvPdfPage *page)
{
  g_auto (BrvPdfLayout) layout = { 0 };

  poppler_page_get_size (source, &page->width, &page->height);
  page->label = poppler_page_get_label (source);
  if (page->label != NULL && (*page->label == '\0' || !g_utf8_validate (page->label, -1, NULL)))
    g_clear_pointer (&page->label, g_free);
  brv_pdf_layout_init (&layout, source, page->width, page->height);
  if (brv_pdf_layout_has_text (&layout))
    {
      GList *attributes = poppler_page_get_text_attributes_for_area (source, &layout.area);

      brv_pdf_page_set_turn (page, brv_pdf_layout_find_turn (&layout));
      brv_pdf_pieces_find (self, page, &layout, attributes);
      poppler_page_free_text_attributes (attributes);
    }
}

/**
 * brv_pdf_reader_read_text:
 * @document: an open document
 * @error: return location for an error
 *
 * Reads the letters of all pages.
 *
 * Returns: (transfer full) (nullable): them, or %NULL with %BRV_IMPORT_ERROR_TOO_LARGE
 */
BrvPdfText *
brv_pdf_reader_read_text (PopplerDocument *document, GError **error)
{
  g_autoptr (BrvPdfText) self = brv_pdf_text_new ();
  int n_pages = poppler_document_get_n_pages (document);

  if (n_pages > MAX_PAGES)
    {
      g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE, "%d pages", n_pages);
      return NULL;
    }
  for (int i = 0; i < n_pages; i++)
    {
      PopplerPage *source = poppler_document_get_page (document, i);
      BrvPdfPage *page = brv_pdf_page_new ((guint)i);

      g_ptr_array_add (self->pages, page);
      if (source != NULL)
        {
          read_page (self, source, page);
          g_object_unref (source);
        }
      self->n_glyphs += page->glyphs->len;
      if (self->n_glyphs > MAX_GLYPHS)
        {
          g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE, "letters");
          return NULL;
        }
    }
  brv_pdf_type_correct_sizes (self);
  brv_pdf_type_steady_sizes (self);
  brv_pdf_type_find_superiors (self);
  return g_steal_pointer (&self);
}
