/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the letters of a document tell of the type they are set in, where the file is silent or wrong:
 * its size, and whether its figures are raised.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-type.h"

/* Sizes of type set by machine are few, and one of them has most of the text. */
#define MANY_SIZES 30
#define MOST_SIZES 1000
#define MAIN_SIZE  0.25
/* Sizes within so much of each other are taken for one. */
#define ONE_SIZE 0.1

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

/* A style and how many letters are set in it. */
typedef struct
{
  guint style;
  gsize n_letters;
} Usage;

static gint
compare_usages (gconstpointer a, gconstpointer b)
{
  gsize n_a = ((const Usage *)a)->n_letters;
  gsize n_b = ((const Usage *)b)->n_letters;

  return n_a > n_b ? -1 : n_a < n_b;
}

/* The styles of a document, the most frequent one first. */
static GArray *
count_usages (const BrvPdfText *text, gsize *n_letters)
{
  GArray *usages = g_array_new (FALSE, FALSE, sizeof (Usage));

  *n_letters = 0;
  for (guint i = 0; i < text->styles->len; i++)
    {
      Usage usage = { i, 0 };

      g_array_append_val (usages, usage);
    }
  for (guint p = 0; p < text->pages->len; p++)
    {
      const BrvPdfPage *page = g_ptr_array_index (text->pages, p);

      for (guint i = 0; i < page->styles->len; i++)
        g_array_index (usages, Usage, g_array_index (page->styles, guint, i)).n_letters++;
      *n_letters += page->styles->len;
    }
  g_array_sort (usages, compare_usages);
  return usages;
}

static double
get_size (const BrvPdfText *text, const GArray *usages, guint i)
{
  return brv_pdf_text_get_style (text, g_array_index (usages, Usage, i).style)->size;
}

/* The size around which most letters are set, as a whole. */
static guint
find_middle (const BrvPdfText *text, const GArray *usages)
{
  guint best = 0;
  gsize most = 0;

  for (guint i = 0; i < usages->len; i++)
    {
      double size = get_size (text, usages, i);
      gsize n = 0;

      for (guint k = 0; k < usages->len; k++)
        if (fabs (get_size (text, usages, k) - size) < ONE_SIZE * size)
          n += g_array_index (usages, Usage, k).n_letters;
      if (n > most)
        {
          most = n;
          best = i;
        }
    }
  return best;
}

/**
 * brv_pdf_type_steady_sizes:
 * @text: the letters of a document
 *
 * Text recognition measures each line of a scanned page anew, so that type of one size comes out in
 * many that are nearly the same. Where no size has a good part of the letters and there are a great
 * many, sizes close to each other are taken for one.
 */
void
brv_pdf_type_steady_sizes (BrvPdfText *text)
{
  gsize n_letters = 0;
  g_autoptr (GArray) usages = count_usages (text, &n_letters);

  if (usages->len < MANY_SIZES || usages->len > MOST_SIZES || n_letters == 0 ||
      (double)g_array_index (usages, Usage, 0).n_letters > MAIN_SIZE * (double)n_letters)
    return;
  while (usages->len > 0)
    {
      double size = get_size (text, usages, find_middle (text, usages));

      for (guint i = usages->len; i-- > 0;)
        {
          guint style = g_array_index (usages, Usage, i).style;

          if (fabs (get_size (text, usages, i) - size) >= ONE_SIZE * size)
            continue;
          g_array_remove_index (usages, i);
          g_array_index (text->styles, BrvPdfStyle, style).size = size;
        }
    }
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
