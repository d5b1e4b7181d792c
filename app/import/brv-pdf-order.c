/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order in which the words of one line are read, some of which may run from right to left. */

#include "config.h"

#include "import/brv-pdf-order.h"

/**
 * brv_pdf_order_has_letter:
 * @page: a page
 * @word: a word of it
 * @rtl: which letters count
 *
 * Returns: whether it has a letter that runs from right to left, or else from left to right
 */
gboolean
brv_pdf_order_has_letter (const BrvPdfPage *page, const BrvPdfWord *word, gboolean rtl)
{
  for (guint i = word->first; i < word->first + word->n_glyphs; i++)
    {
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, i).letter;
      gboolean is_rtl = brv_pdf_letter_is_rtl (c);

      if (rtl ? is_rtl : (!is_rtl && g_unichar_isalnum (c)))
        return TRUE;
    }
  return FALSE;
}

static void
reverse (guint *items, guint n)
{
  for (guint i = 0; i < n / 2; i++)
    {
      guint item = items[i];

      items[i] = items[n - 1 - i];
      items[n - 1 - i] = item;
    }
}

/* Reverses the runs of words that are written against the direction of their line. */
static void
reverse_runs (const BrvPdfPage *page, guint *words, guint n, gboolean rtl_runs)
{
  for (guint i = 0; i < n;)
    {
      guint end = i;
      guint last = i;

      if (!brv_pdf_order_has_letter (page, &g_array_index (page->words, BrvPdfWord, words[i]),
                                     rtl_runs))
        {
          i++;
          continue;
        }
      for (end = i; end < n; end++)
        {
          const BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, words[end]);

          if (brv_pdf_order_has_letter (page, word, rtl_runs))
            last = end + 1;
          else if (brv_pdf_order_has_letter (page, word, !rtl_runs))
            break;
        }
      reverse (words + i, last - i);
      i = last;
    }
}

/**
 * brv_pdf_order_words:
 * @page: a page
 * @words: (array length=n): words of one line of it, from left to right
 * @n: how many
 *
 * Puts them into the order of reading.
 *
 * Returns: whether the line runs from right to left
 */
gboolean
brv_pdf_order_words (const BrvPdfPage *page, guint *words, guint n)
{
  guint n_rtl = 0;
  guint n_ltr = 0;

  for (guint i = 0; i < n; i++)
    {
      const BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, words[i]);

      if (brv_pdf_order_has_letter (page, word, TRUE))
        n_rtl += word->n_glyphs;
      else if (brv_pdf_order_has_letter (page, word, FALSE))
        n_ltr += word->n_glyphs;
    }
  if (n_rtl == 0)
    return FALSE;
  if (n_rtl > n_ltr)
    reverse (words, n);
  reverse_runs (page, words, n, n_rtl <= n_ltr);
  return n_rtl > n_ltr;
}
