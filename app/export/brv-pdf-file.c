/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "export/brv-pdf-file.h"
#include "export/brv-export.h"

/* Coordinates are written to a thousandth of a point. */
#define N_DECIMALS 3

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
 * Opens a PDF file.
 *
 * Returns: (transfer full): the file, or %NULL with %BRV_EXPORT_ERROR_DRAWING if it is damaged
 */
BrvPdfFile *
brv_pdf_file_new (GBytes *bytes, GError **error)
{
  g_autoptr (BrvPdfFile) self = g_new0 (BrvPdfFile, 1);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  self->qpdf = qpdf_init ();
  qpdf_set_suppress_warnings (self->qpdf, QPDF_TRUE);
  qpdf_silence_errors (self->qpdf);
  qpdf_read_memory (self->qpdf, "draft", data, length, NULL);
  if (!check_qpdf (self, error))
    return NULL;
  self->catalog = qpdf_get_root (self->qpdf);
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

  qpdf_cleanup (&self->qpdf);
  g_free (self->pages);
  g_free (self);
}

/**
 * brv_pdf_file_find_page:
 * @self: a file
 * @page: a page's dictionary
 *
 * Returns: the number of the page, from 0, or the number of pages if it is none
 */
guint
brv_pdf_file_find_page (const BrvPdfFile *self, qpdf_oh page)
{
  int id = qpdf_oh_get_object_id (self->qpdf, page);
  guint found = 0;

  while (found < self->n_pages && qpdf_oh_get_object_id (self->qpdf, self->pages[found]) != id)
    found++;
  return found;
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

/**
 * brv_pdf_file_add:
 * @self: a file
 * @object: how the object is written
 *
 * Adds an object of its own number.
 *
 * Returns: the object
 */
qpdf_oh
brv_pdf_file_add (BrvPdfFile *self, const char *object)
{
  return qpdf_make_indirect_object (self->qpdf, qpdf_oh_parse (self->qpdf, object));
}

/**
 * brv_pdf_file_add_stream:
 * @self: a file
 * @data: (array length=length): what is in it
 * @length: so many bytes
 *
 * Adds a stream.
 *
 * Returns: the stream
 */
qpdf_oh
brv_pdf_file_add_stream (BrvPdfFile *self, const char *data, gsize length)
{
  qpdf_oh stream = qpdf_oh_new_stream (self->qpdf);

  brv_pdf_file_set_stream (self, stream, data, length);
  return stream;
}

/**
 * brv_pdf_file_set_stream:
 * @self: a file
 * @stream: a stream
 * @data: (array length=length): what shall be in it
 * @length: so many bytes
 *
 * Replaces what is in a stream.
 */
void
brv_pdf_file_set_stream (BrvPdfFile *self, qpdf_oh stream, const char *data, gsize length)
{
  qpdf_oh none = qpdf_oh_new_null (self->qpdf);

  qpdf_oh_replace_stream_data (self->qpdf, stream, (const unsigned char *)data, length, none, none);
}

/**
 * brv_pdf_file_set:
 * @self: a file
 * @dictionary: a dictionary
 * @key: a key
 * @object: how the object is written, such as a name
 *
 * Sets a value.
 */
void
brv_pdf_file_set (BrvPdfFile *self, qpdf_oh dictionary, const char *key, const char *object)
{
  qpdf_oh_replace_key (self->qpdf, dictionary, key, qpdf_oh_parse (self->qpdf, object));
}

/**
 * brv_pdf_file_set_text:
 * @self: a file
 * @dictionary: a dictionary
 * @key: a key
 * @text: a text for people
 *
 * Sets a value to a text string.
 *
 * Source: ISO 32000-1 §7.9.2.2.
 */
void
brv_pdf_file_set_text (BrvPdfFile *self, qpdf_oh dictionary, const char *key, const char *text)
{
  qpdf_oh_replace_key (self->qpdf, dictionary, key, qpdf_oh_new_unicode_string (self->qpdf, text));
}

/**
 * brv_pdf_file_set_integer:
 * @self: a file
 * @dictionary: a dictionary
 * @key: a key
 * @value: a number
 *
 * Sets a value to a number.
 */
void
brv_pdf_file_set_integer (BrvPdfFile *self, qpdf_oh dictionary, const char *key, guint value)
{
  qpdf_oh_replace_key (self->qpdf, dictionary, key, qpdf_oh_new_integer (self->qpdf, value));
}

/**
 * brv_pdf_file_append_integer:
 * @self: a file
 * @array: an array
 * @value: a number
 *
 * Appends a number.
 */
void
brv_pdf_file_append_integer (BrvPdfFile *self, qpdf_oh array, guint value)
{
  qpdf_oh_append_item (self->qpdf, array, qpdf_oh_new_integer (self->qpdf, value));
}

/**
 * brv_pdf_file_append_real:
 * @self: a file
 * @array: an array
 * @value: a coordinate, in points
 *
 * Appends a coordinate.
 */
void
brv_pdf_file_append_real (BrvPdfFile *self, qpdf_oh array, double value)
{
  qpdf_oh_append_item (self->qpdf, array,
                       qpdf_oh_new_real_from_double (self->qpdf, value, N_DECIMALS));
}

/**
 * brv_pdf_file_new_destination:
 * @self: a file
 * @page: a page, from 0
 * @top: what shall be at the top of the view, in points from the page's bottom
 *
 * Makes a place to go to that leaves the magnification as it is.
 *
 * Source: ISO 32000-1 §12.3.2.2.
 *
 * Returns: the destination
 */
qpdf_oh
brv_pdf_file_new_destination (BrvPdfFile *self, guint page, double top)
{
  qpdf_oh destination = qpdf_oh_new_array (self->qpdf);

  qpdf_oh_append_item (self->qpdf, destination, self->pages[page]);
  qpdf_oh_append_item (self->qpdf, destination, qpdf_oh_new_name (self->qpdf, "/XYZ"));
  brv_pdf_file_append_integer (self, destination, 0);
  brv_pdf_file_append_real (self, destination, top);
  qpdf_oh_append_item (self->qpdf, destination, qpdf_oh_new_null (self->qpdf));
  return destination;
}

/**
 * brv_pdf_file_write:
 * @self: a file, which can only be freed afterwards
 * @error: where to put a fault
 *
 * Writes the file. Its ID depends on nothing but what is in it.
 *
 * Returns: (transfer full): the file's bytes, or %NULL with %BRV_EXPORT_ERROR_DRAWING if this or
 *   any change before went wrong
 */
GBytes *
brv_pdf_file_write (BrvPdfFile *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!check_qpdf (self, error))
    return NULL;
  qpdf_init_write_memory (self->qpdf);
  qpdf_set_deterministic_ID (self->qpdf, QPDF_TRUE);
  qpdf_set_object_stream_mode (self->qpdf, qpdf_o_generate);
  qpdf_set_newline_before_endstream (self->qpdf, QPDF_TRUE);
  qpdf_force_pdf_version (self->qpdf, "1.7");
  qpdf_write (self->qpdf);
  if (!check_qpdf (self, error))
    return NULL;
  return g_bytes_new (qpdf_get_buffer (self->qpdf), qpdf_get_buffer_length (self->qpdf));
}
