/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "export/brv-pdf-file.h"
#include "export/brv-export.h"

/* Takes over what qpdf has to complain about. */
static gboolean
check_qpdf (BrvPdfFile *self, GError **error)
{
  if (!qpdf_has_error (self->qpdf))
    return TRUE;
  g_set_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_DRAWING,
               _ ("The PDF file could not be finished: %s."),
               qpdf_get_error_full_text (self->qpdf, qpdf_get_error (self->qpdf)));
  return FALSE;
}

/**
 * brv_pdf_file_new:
 * @bytes: a PDF file
 * @error: where to put a fault
 *
 * Opens a PDF file to read from it.
 *
 * Returns: (transfer full): the file, or %NULL with %BRV_EXPORT_ERROR_DRAWING if it is damaged
 */
BrvPdfFile *
brv_pdf_file_new (GBytes *bytes, GError **error)
{
  g_autoptr (BrvPdfFile) self = g_new0 (BrvPdfFile, 1);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  self->bytes = g_bytes_ref (bytes);
  self->qpdf = brv_qpdf_new ();
  if (self->qpdf == NULL)
    {
      g_set_error_literal (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_DRAWING,
                           _ ("Brevier is not installed completely: qpdf is missing. Install it "
                              "again to export to PDF."));
      return NULL;
    }
  qpdf_set_suppress_warnings (self->qpdf, QPDF_TRUE);
  qpdf_silence_errors (self->qpdf);
  qpdf_read_memory (self->qpdf, "draft", data, length, NULL);
  if (!check_qpdf (self, error))
    return NULL;
  self->n_pages = (guint)MAX (qpdf_get_num_pages (self->qpdf), 0);
  self->pages = g_new0 (qpdf_oh, self->n_pages + 1);
  for (guint i = 0; i < self->n_pages; i++)
    self->pages[i] = qpdf_get_page_n (self->qpdf, i);
  return g_steal_pointer (&self);
}

/**
 * brv_pdf_file_free:
 * @self: (transfer full): a file
 *
 * Frees the file and all handles of its objects.
 */
void
brv_pdf_file_free (BrvPdfFile *self)
{
  g_return_if_fail (self != NULL);

  if (self->qpdf != NULL)
    qpdf_cleanup (&self->qpdf);
  g_free (self->pages);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * brv_pdf_file_list_keys:
 * @self: a file
 * @dictionary: an object
 *
 * Returns: (transfer full) (element-type utf8): the keys; none if the object is no dictionary
 */
GPtrArray *
brv_pdf_file_list_keys (BrvPdfFile *self, qpdf_oh dictionary)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  if (!qpdf_oh_is_dictionary (self->qpdf, dictionary))
    return keys;
  qpdf_oh_begin_dict_key_iter (self->qpdf, dictionary);
  while (qpdf_oh_dict_more_keys (self->qpdf))
    g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (self->qpdf)));
  return keys;
}

/**
 * brv_pdf_file_get_stream:
 * @self: a file
 * @stream: a stream
 *
 * Returns: (transfer full): its data, decoded; empty if it cannot be
 */
GBytes *
brv_pdf_file_get_stream (BrvPdfFile *self, qpdf_oh stream)
{
  unsigned char *data = NULL;
  size_t length = 0;
  QPDF_BOOL is_decoded = QPDF_FALSE;

  if (!qpdf_oh_is_stream (self->qpdf, stream))
    return g_bytes_new_static ("", 0);
  qpdf_oh_get_stream_data (self->qpdf, stream, qpdf_dl_all, &is_decoded, &data, &length);
  return g_bytes_new_with_free_func (data, length, free, data);
}

static cairo_status_t
append_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * brv_pdf_file_new_drawn:
 * @func: (scope call): draws pages
 * @user_data: for @func
 * @error: where to put a fault
 *
 * Lets cairo write a file, and opens what it wrote.
 *
 * Returns: (transfer full): the file, or %NULL with an error of @func or %BRV_EXPORT_ERROR_DRAWING
 */
BrvPdfFile *
brv_pdf_file_new_drawn (BrvPdfDrawFunc func, gpointer user_data, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GBytes) file = NULL;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes_cb, bytes, 1, 1);
  cairo_t *cr;
  cairo_status_t status;
  gboolean drawn;

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_5);
  cr = cairo_create (surface);
  drawn = func (cr, user_data, error);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  file = g_byte_array_free_to_bytes (bytes);
  if (!drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_DRAWING,
                   _ ("The pages could not be drawn: %s."), cairo_status_to_string (status));
      return NULL;
    }
  return brv_pdf_file_new (file, error);
}

/**
 * brv_pdf_file_set_damaged:
 * @error: where to put a fault
 *
 * Says that what cairo wrote is not what it should be.
 *
 * Returns: %FALSE with %BRV_EXPORT_ERROR_DRAWING
 */
gboolean
brv_pdf_file_set_damaged (GError **error)
{
  g_set_error_literal (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_DRAWING,
                       _ ("The PDF file could not be finished: it is not built as expected. "
                          "Please report this."));
  return FALSE;
}
