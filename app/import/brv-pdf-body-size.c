/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-body-size.h"

/**
 * brv_pdf_body_size_find:
 * @text: the letters of a document
 *
 * Finds the size of the text: that of most letters, its furniture aside, or a larger one that nearly
 * as many have, as notes can be longer than the text above them.
 *
 * Returns: the size, in points
 */
double
brv_pdf_body_size_find (const BrvPdfText *text)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer value = NULL;
  guint most = 0;
  gint size = 100;

  for (guint p = 0; p < text->pages->len; p++)
    {
      const BrvPdfPage *page = g_ptr_array_index (text->pages, p);

      for (guint i = 0; i < page->pieces->len; i++)
        {
          const BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, i);
          gpointer rounded =
            GINT_TO_POINTER (lround (brv_pdf_text_get_style (text, piece->style)->size * 10) + 1);
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, rounded));

          count += piece->furniture ? 0 : piece->n_glyphs;
          g_hash_table_insert (counts, rounded, GUINT_TO_POINTER (count));
          if (count > most)
            {
              most = count;
              size = GPOINTER_TO_INT (rounded) - 1;
            }
        }
    }
  g_hash_table_iter_init (&iter, counts);
  for (gint mode = size; g_hash_table_iter_next (&iter, &key, &value);)
    {
      gint other = GPOINTER_TO_INT (key) - 1;

      if (other > size && other * 10 <= mode * 15 && GPOINTER_TO_UINT (value) * 5 >= most * 2)
        size = other;
    }
  return size / 10.0;
}
