/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "export/brv-pdf-cut-font.h"
#include "export/brv-pdf-lexer.h"

/**
 * brv_pdf_cut_font_free:
 * @font: (transfer full): a font
 *
 * Frees it.
 */
void
brv_pdf_cut_font_free (BrvPdfCutFont *font)
{
  g_return_if_fail (font != NULL);

  brv_pdf_to_unicode_free (font->to_unicode);
  g_hash_table_unref (font->widths);
  g_free (font->name);
  g_free (font);
}

static void
add_widths (BrvPdfCutFont *font, qpdf_data qpdf, qpdf_oh widths, guint first)
{
  for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, widths); i++)
    g_hash_table_insert (
      font->widths, GUINT_TO_POINTER (first + (guint)i),
      GINT_TO_POINTER (
        (gint)(qpdf_oh_get_numeric_value (qpdf, qpdf_oh_get_array_item (qpdf, widths, i)) * 1000)));
}

/* Source: ISO 32000-1 §9.7.4.3: a first code and an array, as cairo writes it. */
static void
read_wide_widths (BrvPdfCutFont *font, qpdf_data qpdf)
{
  qpdf_oh descendants = qpdf_oh_get_key (qpdf, font->object, "/DescendantFonts");
  qpdf_oh widths = qpdf_oh_get_key (qpdf, qpdf_oh_get_array_item (qpdf, descendants, 0), "/W");

  for (int i = 0; i + 1 < qpdf_oh_get_array_n_items (qpdf, widths); i += 2)
    {
      qpdf_oh first = qpdf_oh_get_array_item (qpdf, widths, i);
      qpdf_oh list = qpdf_oh_get_array_item (qpdf, widths, i + 1);

      if (qpdf_oh_is_array (qpdf, list))
        add_widths (font, qpdf, list, qpdf_oh_get_uint_value_as_uint (qpdf, first));
    }
}

/**
 * brv_pdf_cut_font_new:
 * @file: what cairo wrote
 * @name: the name of the font's resource
 * @object: its dictionary
 * @number: what it will be called
 *
 * Reads a font.
 *
 * Returns: (transfer full): the font; @file must outlive it
 */
BrvPdfCutFont *
brv_pdf_cut_font_new (BrvPdfFile *file, const char *name, qpdf_oh object, guint number)
{
  BrvPdfCutFont *font = g_new0 (BrvPdfCutFont, 1);
  g_autoptr (GBytes) cmap =
    brv_pdf_file_get_stream (file, qpdf_oh_get_key (file->qpdf, object, "/ToUnicode"));
  gsize length;
  const char *data = g_bytes_get_data (cmap, &length);

  font->name = g_strdup (name);
  font->number = number;
  font->object = object;
  font->is_wide = qpdf_oh_is_name_and_equals (
    file->qpdf, qpdf_oh_get_key (file->qpdf, object, "/Subtype"), "/Type0");
  font->to_unicode = brv_pdf_to_unicode_new (data, length, font->is_wide ? 2 : 1);
  font->widths = g_hash_table_new (NULL, NULL);
  if (font->is_wide)
    read_wide_widths (font, file->qpdf);
  else
    add_widths (font, file->qpdf, qpdf_oh_get_key (file->qpdf, object, "/Widths"),
                qpdf_oh_get_uint_value_as_uint (
                  file->qpdf, qpdf_oh_get_key (file->qpdf, object, "/FirstChar")));
  return font;
}

static BrvPdfCutFont *
find_font (GPtrArray *fonts, const BrvPdfOperation *set_font)
{
  for (guint i = 0; i < fonts->len; i++)
    {
      BrvPdfCutFont *font = g_ptr_array_index (fonts, i);
      gsize length = strlen (font->name);

      if (strncmp (set_font->start, font->name, length) == 0 &&
          g_ascii_isspace (set_font->start[length]))
        return font;
    }
  return NULL;
}

/**
 * brv_pdf_cut_font_read_codes:
 * @fonts: (element-type BrvPdfCutFont): the fonts of a page
 * @stream: (array length=length): the page's content
 * @length: its bytes
 * @codes: (element-type BrvPdfCode): receives what the page shows
 *
 * Reads which codes a page shows, in their order.
 */
void
brv_pdf_cut_font_read_codes (GPtrArray *fonts, const char *stream, gsize length, GArray *codes)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  BrvPdfLexer lexer;
  BrvPdfOperation operation;
  BrvPdfCutFont *font = NULL;

  brv_pdf_lexer_init (&lexer, stream, length);
  while (brv_pdf_lexer_next (&lexer, &operation))
    {
      BrvPdfLexer inner;
      BrvPdfToken token;
      guint step;

      if (brv_pdf_token_is (&operation.name, "Tf"))
        font = find_font (fonts, &operation);
      if (font == NULL ||
          (!brv_pdf_token_is (&operation.name, "Tj") && !brv_pdf_token_is (&operation.name, "TJ")))
        continue;
      g_byte_array_set_size (bytes, 0);
      brv_pdf_lexer_init (&inner, operation.start, (gsize)(operation.end - operation.start));
      while (brv_pdf_lexer_next_token (&inner, &token))
        {
          if (brv_pdf_token_is_string (&token))
            brv_pdf_token_decode_string (&token, bytes);
        }
      step = font->is_wide ? 2 : 1;
      for (guint i = 0; i + step <= bytes->len; i += step)
        {
          BrvPdfCode code = { font, bytes->data[i] };

          if (font->is_wide)
            code.code = (guint)bytes->data[i] << 8 | bytes->data[i + 1];
          g_array_append_val (codes, code);
        }
    }
}

/**
 * brv_pdf_cut_font_write:
 * @font: a font whose ToUnicode has observed all that pages show
 * @copier: copies from the file that it is in
 *
 * Writes a font with all that it needs; its ToUnicode is what pages say.
 *
 * Returns: its number
 */
guint
brv_pdf_cut_font_write (BrvPdfCutFont *font, BrvPdfCopier *copier)
{
  qpdf_data qpdf = copier->file->qpdf;
  qpdf_oh to_unicode = qpdf_oh_get_key (qpdf, font->object, "/ToUnicode");

  if (brv_pdf_to_unicode_settle (font->to_unicode) && qpdf_oh_is_stream (qpdf, to_unicode))
    {
      g_autofree char *cmap = brv_pdf_to_unicode_write (font->to_unicode);
      guint number = brv_pdf_writer_reserve (copier->writer);

      brv_pdf_writer_put_compressed (copier->writer, number, "", cmap, strlen (cmap));
      g_hash_table_insert (copier->numbers,
                           GINT_TO_POINTER (qpdf_oh_get_object_id (qpdf, to_unicode)),
                           GUINT_TO_POINTER (number));
    }
  return brv_pdf_copier_copy (copier, font->object);
}
