/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/brv-pdf-copier.h"

/* Source: ISO 19005-2 §6.2.11.3.2 (CIDToGIDMap). */
static void
mend_dictionary (GString *text)
{
  if (strstr (text->str, "/CIDFontType2") != NULL && strstr (text->str, "/CIDToGIDMap") == NULL)
    g_string_insert (text, (gssize)(strrchr (text->str, '>') - text->str - 1),
                     "/CIDToGIDMap/Identity");
}

/**
 * brv_pdf_copier_append:
 * @self: a copier
 * @out: receives the object
 * @text: how the file wrote it
 *
 * Writes an object with the new numbers of those that it refers to, which are copied.
 */
void
brv_pdf_copier_append (BrvPdfCopier *self, GString *out, const char *text)
{
  const char *at = text;

  while (*at != '\0')
    {
      char *end;
      guint64 number;

      if (*at == '(' || !g_ascii_isdigit (*at))
        {
          /* A string may hold anything; those of fonts have no brackets in them. */
          const char *next = *at == '(' ? strchr (at, ')') : NULL;

          next = next != NULL ? next + 1 : at + 1;
          g_string_append_len (out, at, next - at);
          at = next;
          continue;
        }
      number = g_ascii_strtoull (at, &end, 10);
      if (g_str_has_prefix (end, " 0 R"))
        {
          g_string_append_printf (
            out, "%u 0 R",
            brv_pdf_copier_copy (self, qpdf_get_object_by_id (self->file->qpdf, (int)number, 0)));
          at = end + strlen (" 0 R");
          continue;
        }
      while (g_ascii_isalnum (*end) || *end == '.')
        end++;
      g_string_append_len (out, at, end - at);
      at = end;
    }
  mend_dictionary (out);
}

static void
copy_stream (BrvPdfCopier *self, guint number, qpdf_oh stream)
{
  qpdf_data qpdf = self->file->qpdf;
  qpdf_oh dictionary = qpdf_oh_get_dict (qpdf, stream);
  g_autoptr (GPtrArray) keys = brv_pdf_file_list_keys (self->file, dictionary);
  g_autoptr (GString) entries = g_string_new (NULL);
  unsigned char *data = NULL;
  size_t length = 0;
  QPDF_BOOL is_decoded = QPDF_FALSE;

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      g_autofree char *value =
        g_strdup (qpdf_oh_unparse (qpdf, qpdf_oh_get_key (qpdf, dictionary, key)));

      /* Source: ISO 19005-2 §6.2.8 (Interpolate). */
      if (g_str_equal (key, "/Length") || g_str_equal (key, "/Interpolate"))
        continue;
      g_string_append_printf (entries, "%s ", key);
      brv_pdf_copier_append (self, entries, value);
    }
  qpdf_oh_get_stream_data (qpdf, stream, qpdf_dl_none, &is_decoded, &data, &length);
  brv_pdf_writer_put_stream (self->writer, number, entries->str, (const char *)data, length);
  free (data);
}

/**
 * brv_pdf_copier_copy:
 * @self: a copier
 * @object: an object of the file that has a number
 *
 * Copies an object and all that it refers to, each once.
 *
 * Returns: its number in the new file
 */
guint
brv_pdf_copier_copy (BrvPdfCopier *self, qpdf_oh object)
{
  gpointer id = GINT_TO_POINTER (qpdf_oh_get_object_id (self->file->qpdf, object));
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, id));

  if (number > 0)
    return number;
  number = brv_pdf_writer_reserve (self->writer);
  g_hash_table_insert (self->numbers, id, GUINT_TO_POINTER (number));
  if (qpdf_oh_is_stream (self->file->qpdf, object))
    copy_stream (self, number, object);
  else
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *written = g_strdup (qpdf_oh_unparse_resolved (self->file->qpdf, object));

      brv_pdf_copier_append (self, text, written);
      brv_pdf_writer_put (self->writer, number, text);
    }
  return number;
}
