/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "export/brv-pdf-draft.h"

/**
 * brv_pdf_draft_new:
 * @pages: all pages; they must outlive the draft
 * @first_page: the first page that is in the file, counted from 0
 * @n_pages: how many are, at least 1
 *
 * Starts a file.
 *
 * Returns: (transfer full): the draft
 */
BrvPdfDraft *
brv_pdf_draft_new (const BrvPages *pages, guint first_page, guint n_pages)
{
  BrvPdfDraft *self;

  g_return_val_if_fail (pages != NULL && n_pages > 0, NULL);
  g_return_val_if_fail (first_page + n_pages <= brv_pages_get_n_frames (pages), NULL);

  self = g_new0 (BrvPdfDraft, 1);
  self->pages = pages;
  self->first_page = first_page;
  self->n_pages = n_pages;
  self->writer = brv_pdf_writer_new ();
  self->page_objects = g_new (guint, n_pages);
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  self->catalog = g_string_new (NULL);
  for (guint i = 0; i < n_pages; i++)
    {
      self->page_objects[i] = brv_pdf_writer_reserve (self->writer);
      g_ptr_array_add (self->marks, g_array_new (FALSE, FALSE, sizeof (guint)));
    }
  return self;
}

/**
 * brv_pdf_draft_free:
 * @self: (transfer full): a draft
 *
 * Frees the draft.
 */
void
brv_pdf_draft_free (BrvPdfDraft *self)
{
  g_return_if_fail (self != NULL);

  brv_pdf_writer_free (self->writer);
  g_free (self->page_objects);
  g_ptr_array_unref (self->marks);
  g_string_free (self->catalog, TRUE);
  g_free (self);
}

/**
 * brv_pdf_draft_find_page:
 * @self: a draft
 * @page: a page of all pages, counted from 0
 * @draft_page: (out): the same page in the draft
 *
 * Finds a page among those that are in the file.
 *
 * Returns: %FALSE if it is not
 */
gboolean
brv_pdf_draft_find_page (const BrvPdfDraft *self, guint page, guint *draft_page)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (page < self->first_page || page - self->first_page >= self->n_pages)
    return FALSE;
  *draft_page = page - self->first_page;
  return TRUE;
}

/**
 * brv_pdf_draft_append_reference:
 * @string: a dictionary or an array that is being written
 * @key: its key, or "" in an array
 * @number: the number of an object
 *
 * Appends a reference to an object.
 */
void
brv_pdf_draft_append_reference (GString *string, const char *key, guint number)
{
  g_string_append (string, key);
  g_string_append_c (string, ' ');
  brv_pdf_append_integer (string, number);
  g_string_append (string, " 0 R");
}

/**
 * brv_pdf_draft_append_destination:
 * @self: a draft
 * @string: a dictionary that is being written
 * @draft_page: a page of the draft
 * @y: what shall be at the top of the view, in points from the page's top
 *
 * Appends a place to go to that leaves the magnification as it is.
 *
 * Source: ISO 32000-1 §12.3.2.2.
 */
void
brv_pdf_draft_append_destination (const BrvPdfDraft *self,
                                  GString *string,
                                  guint draft_page,
                                  double y)
{
  double width;
  double height;

  brv_pages_get_size (self->pages, self->first_page + draft_page, &width, &height);
  brv_pdf_draft_append_reference (string, "/Dest[", self->page_objects[draft_page]);
  g_string_append (string, "/XYZ 0 ");
  brv_pdf_append_real (string, height - MAX (y, 0));
  g_string_append (string, " null]");
}
