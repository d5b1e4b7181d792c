/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the letters of a document tell of the type they are set in, where the file is silent or wrong:
 * its size, and whether its figures are raised.
 */

#include "config.h"

#include "import/brv-pdf-type.h"

/* Gives letters the height that belongs to their corrected size. */
static void
fit_boxes (BrvPdfPage *page, const double *factors)
{
  const double below = 0.2; /* the part of a box below the baseline */

  for (guint i = 0; i < page->glyphs->len; i++)
    {
      BrvPdfBox *box = &g_array_index (page->glyphs, BrvPdfGlyph, i).box;
      double factor = factors[g_array_index (page->styles, guint, i)];
      double height = (double)box->y2 - box->y1;

      box->y2 = (float)(box->y2 - below * height * (1 - factor));
      box->y1 = (float)(box->y2 - height * factor);
    }
  for (guint i = 0; i < page->words->len; i++)
    {
      BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, i);

      word->box = g_array_index (page->glyphs, BrvPdfGlyph, word->first).box;
      for (guint k = word->first; k < word->first + word->n_glyphs; k++)
        brv_pdf_box_extend (&word->box, &g_array_index (page->glyphs, BrvPdfGlyph, k).box);
    }
  for (guint i = 0; i < page->pieces->len; i++)
    {
      BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, i);

      piece->box = g_array_index (page->words, BrvPdfWord, piece->first).box;
      for (guint k = piece->first; k < piece->first + piece->n_words; k++)
        brv_pdf_box_extend (&piece->box, &g_array_index (page->words, BrvPdfWord, k).box);
    }
}

/* The widths of the letters of a font or style, in parts of their size. */
typedef struct
{
  double width;
  guint n;
} WidthSum;

static void
measure_letters (const BrvPdfText *text, const BrvPdfPage *page, WidthSum *sums)
{
  for (guint i = 0; i < page->glyphs->len; i++)
    {
      const BrvPdfGlyph *glyph = &g_array_index (page->glyphs, BrvPdfGlyph, i);
      guint style = g_array_index (page->styles, guint, i);

      if (!g_unichar_isalpha (glyph->letter) || g_unichar_isupper (glyph->letter) ||
          g_unichar_iswide (glyph->letter) || brv_pdf_letter_is_rtl (glyph->letter))
        continue;
      sums[style].width +=
        ((double)glyph->box.x2 - glyph->box.x1) / brv_pdf_text_get_style (text, style)->size;
      sums[style].n++;
    }
}

/* The average width of a style's letters; that of all its font's where it has few. */
static double
find_width (const BrvPdfText *text, const WidthSum *sums, guint style)
{
  const guint least_letters = 20;
  WidthSum font = sums[style];

  for (guint i = 0; i < text->styles->len && sums[style].n < least_letters; i++)
    if (i != style &&
        brv_pdf_text_get_style (text, i)->font == brv_pdf_text_get_style (text, style)->font)
      {
        font.width += sums[i].width;
        font.n += sums[i].n;
      }
  return font.n >= least_letters ? font.width / font.n : 0;
}

/**
 * brv_pdf_type_correct_sizes:
 * @text: the letters of a document
 *
 * Poppler guesses the size of fonts whose letters are drawings (Type 3), by the width of one of them,
 * and can be far off. How wide small letters are on average tells it well enough.
 */
void
brv_pdf_type_correct_sizes (BrvPdfText *text)
{
  const double narrowest = 0.33; /* of the size: that of condensed type is more */
  const double widest = 0.62;    /* of type that is not bold */
  const double usual = 0.48;
  const guint nameless = g_str_hash ("Default"); /* as poppler names fonts without a name */
  g_autofree WidthSum *sums = g_new0 (WidthSum, text->styles->len);
  g_autofree double *factors = g_new0 (double, text->styles->len);
  gboolean any = FALSE;

  for (guint p = 0; p < text->pages->len; p++)
    measure_letters (text, g_ptr_array_index (text->pages, p), sums);
  for (guint i = 0; i < text->styles->len; i++)
    {
      double width = find_width (text, sums, i);
      gboolean wrong =
        width > 0 && (width < narrowest ||
                      (width > widest && brv_pdf_text_get_style (text, i)->font == nameless));

      factors[i] = wrong ? width / usual : 1;
      any = any || wrong;
    }
  for (guint i = 0; i < text->styles->len; i++)
    g_array_index (text->styles, BrvPdfStyle, i).size *= factors[i];
  for (guint p = 0; p < text->pages->len && any; p++)
    fit_boxes (g_ptr_array_index (text->pages, p), factors);
}

/**
 * brv_pdf_type_find_superiors:
 * @text: the letters of a document
 *
 * Some fonts for notes' marks have their small figures raised already. Only their width tells them
 * from others.
 */
void
brv_pdf_type_find_superiors (BrvPdfText *text)
{
  const double widest = 0.38; /* of the size; the figures of text have about a half */
  g_autofree WidthSum *sums = g_new0 (WidthSum, text->styles->len);
  g_autofree gboolean *others = g_new0 (gboolean, text->styles->len);

  for (guint p = 0; p < text->pages->len; p++)
    {
      const BrvPdfPage *page = g_ptr_array_index (text->pages, p);

      for (guint i = 0; i < page->glyphs->len; i++)
        {
          const BrvPdfGlyph *glyph = &g_array_index (page->glyphs, BrvPdfGlyph, i);
          guint style = g_array_index (page->styles, guint, i);

          if (!g_unichar_isdigit (glyph->letter))
            {
              others[style] = TRUE;
              continue;
            }
          sums[style].width +=
            ((double)glyph->box.x2 - glyph->box.x1) / brv_pdf_text_get_style (text, style)->size;
          sums[style].n++;
        }
    }
  for (guint i = 0; i < text->styles->len; i++)
    g_array_index (text->styles, BrvPdfStyle, i).superior =
      !others[i] && sums[i].n > 0 && sums[i].width < widest * sums[i].n;
}
