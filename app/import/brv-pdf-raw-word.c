/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Makes words of the letters and boxes that poppler gives: its order of what runs from right to left
 * is not that of reading.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-raw-word.h"

/* A gap of so many times the type's size parts words whose letters were each set for itself. */
#define RTL_GAP 0.14

/*
 * Fonts without a table of their letters give TeX's codes of ligatures, which are control
 * characters elsewhere. Source: D. Knuth's OT1 and the Cork encoding T1, codes of ff fi fl ffi ffl.
 */
static gunichar
repair_letter (gunichar c)
{
  if (c >= 0x0B && c <= 0x0F)
    return 0xFB00 + (c - 0x0B);
  if (c >= 0x1B && c <= 0x1F)
    return 0xFB00 + (c - 0x1B);
  return c;
}

static gboolean
is_strong (gunichar c, gboolean rtl)
{
  return brv_pdf_letter_is_rtl (c) == rtl && (rtl || g_unichar_isalnum (c));
}

/*
 * The order of a word's letters on paper, as indices of them: runs of right-to-left letters are
 * reversed, and so is the order of the runs where the word begins with such a letter.
 */
static void
find_visual_order (const gunichar *letters, guint n, guint *order)
{
  gboolean rtl_base = FALSE;
  guint placed = 0;

  for (guint i = 0; i < n && !rtl_base; i++)
    rtl_base = brv_pdf_letter_is_rtl (letters[i]);
  if (!rtl_base)
    {
      for (guint i = 0; i < n; i++)
        order[i] = i;
      return;
    }
  for (guint start = 0; start < n;)
    {
      gboolean rtl = !is_strong (letters[start], FALSE);
      guint end = start + 1;

      while (end < n && (rtl ? !is_strong (letters[end], FALSE) : !is_strong (letters[end], TRUE)))
        end++;
      placed += end - start;
      for (guint i = start; i < end; i++)
        order[n - placed + (rtl ? end - 1 - i : i - start)] = i;
      start = end;
    }
}

static gboolean
is_alef (gunichar c)
{
  return c == 0x0622 || c == 0x0623 || c == 0x0625 || c == 0x0627;
}

/*
 * Poppler divides the box of a ligature among its letters and then turns these like others that run
 * from right to left, though the ligature names them in the order of reading. The one that all Arabic
 * fonts have is lam with alef.
 */
static void
mend_ligatures (const BrvPdfRawWord *raw, const guint *order, guint n)
{
  const gunichar lam = 0x0644;
  gunichar *letters = (gunichar *)(gpointer)raw->letters->data;

  for (guint i = 0; i + 1 < n; i++)
    {
      const BrvPdfBox *left = &g_array_index (raw->boxes, BrvPdfBox, i);
      const BrvPdfBox *right = left + 1;
      double width = (double)left->x2 - left->x1;
      double tolerance = 0.001 * ((double)left->y2 - left->y1);

      if (order[i] != order[i + 1] + 1 || letters[order[i]] != lam ||
          !is_alef (letters[order[i + 1]]) || fabs ((double)right->x1 - left->x2) > tolerance ||
          fabs ((double)right->x2 - right->x1 - width) > tolerance)
        continue;
      letters[order[i]] = letters[order[i + 1]];
      letters[order[i + 1]] = lam;
    }
}

/* Boxes of words that run from right to left come from there where each letter was a word. */
static void
sort_boxes (const BrvPdfRawWord *raw)
{
  gboolean rtl = FALSE;

  for (guint i = 0; i < raw->letters->len && !rtl; i++)
    rtl = brv_pdf_letter_is_rtl (g_array_index (raw->letters, gunichar, i));
  for (guint i = 1; rtl && i < raw->boxes->len; i++)
    for (guint k = i; k > 0 && g_array_index (raw->boxes, BrvPdfBox, k).x1 <
                                 g_array_index (raw->boxes, BrvPdfBox, k - 1).x1;
         k--)
      {
        BrvPdfBox box = g_array_index (raw->boxes, BrvPdfBox, k);
        guint style = g_array_index (raw->styles, guint, k);

        g_array_index (raw->boxes, BrvPdfBox, k) = g_array_index (raw->boxes, BrvPdfBox, k - 1);
        g_array_index (raw->styles, guint, k) = g_array_index (raw->styles, guint, k - 1);
        g_array_index (raw->boxes, BrvPdfBox, k - 1) = box;
        g_array_index (raw->styles, guint, k - 1) = style;
      }
}

static void
add_word (BrvPdfPage *page, const BrvPdfRawWord *raw)
{
  guint n = MIN (raw->letters->len, raw->boxes->len);
  BrvPdfWord word = { .first = page->glyphs->len, .n_glyphs = n };
  g_autofree guint *order = NULL;

  if (n == 0)
    return;
  sort_boxes (raw);
  order = g_new (guint, n);
  find_visual_order ((const gunichar *)(gpointer)raw->letters->data, n, order);
  mend_ligatures (raw, order, n);
  g_array_set_size (page->glyphs, page->glyphs->len + n);
  g_array_set_size (page->styles, page->styles->len + n);
  word.box = g_array_index (raw->boxes, BrvPdfBox, 0);
  for (guint i = 0; i < n; i++)
    {
      guint at = word.first + order[i];
      BrvPdfGlyph glyph = { repair_letter (g_array_index (raw->letters, gunichar, order[i])),
                            g_array_index (raw->boxes, BrvPdfBox, i) };

      g_array_index (page->glyphs, BrvPdfGlyph, at) = glyph;
      g_array_index (page->styles, guint, at) = g_array_index (raw->styles, guint, i);
      brv_pdf_box_extend (&word.box, &glyph.box);
    }
  word.style = g_array_index (page->styles, guint, word.first + n / 2);
  g_array_append_val (page->words, word);
}

/* Some programs set the hyphen at the end of a line a little apart from its word. */
static void
attach_hyphen (BrvPdfPage *page, guint first_word)
{
  BrvPdfWord *last = NULL;
  BrvPdfWord *before = NULL;
  gunichar c = 0;

  if (page->words->len < first_word + 2)
    return;
  last = &g_array_index (page->words, BrvPdfWord, page->words->len - 1);
  before = last - 1;
  c = g_array_index (page->glyphs, BrvPdfGlyph, last->first).letter;
  if (last->n_glyphs != 1 || (c != '-' && c != 0x2010 && c != 0xAD) ||
      last->box.x1 - before->box.x2 > 0.2 * (last->box.y2 - last->box.y1))
    return;
  before->n_glyphs++;
  brv_pdf_box_extend (&before->box, &last->box);
  g_array_set_size (page->words, page->words->len - 1);
}

static gboolean
is_rtl_word (const BrvPdfPage *page, const BrvPdfWord *word)
{
  gboolean rtl = FALSE;

  for (guint g = word->first; g < word->first + word->n_glyphs; g++)
    {
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, g).letter;

      if (g_unichar_isdigit (c) || (g_unichar_isalpha (c) && !brv_pdf_letter_is_rtl (c)))
        return FALSE;
      rtl = rtl || brv_pdf_letter_is_rtl (c);
    }
  return rtl;
}

/* Puts the words [first, end) of a page and their letters into the opposite order. */
static void
turn_words (BrvPdfPage *page, guint first, guint end)
{
  BrvPdfWord *words = &g_array_index (page->words, BrvPdfWord, first);
  guint n = end - first;
  guint at = words[0].first;
  guint n_glyphs = words[n - 1].first + words[n - 1].n_glyphs - at;
  g_autofree BrvPdfWord *old_words = g_memdup2 (words, n * sizeof *words);
  g_autofree BrvPdfGlyph *glyphs =
    g_memdup2 (&g_array_index (page->glyphs, BrvPdfGlyph, at), n_glyphs * sizeof (BrvPdfGlyph));
  g_autofree guint *styles =
    g_memdup2 (&g_array_index (page->styles, guint, at), n_glyphs * sizeof (guint));
  guint old_at = at;

  for (guint i = 0; i < n; i++)
    {
      words[i] = old_words[n - 1 - i];
      for (guint k = 0; k < words[i].n_glyphs; k++)
        {
          guint from = words[i].first - old_at + k;

          g_array_index (page->glyphs, BrvPdfGlyph, at + k) = glyphs[from];
          g_array_index (page->styles, guint, at + k) = styles[from];
        }
      words[i].first = at;
      at += words[i].n_glyphs;
    }
}

/* On a page that runs from left to right, words that run the other way come from left to right. */
static void
turn_rtl_words (BrvPdfPage *page, guint first_word)
{
  for (guint i = first_word; i < page->words->len;)
    {
      guint end = i + 1;

      while (end < page->words->len &&
             is_rtl_word (page, &g_array_index (page->words, BrvPdfWord, end - 1)) &&
             is_rtl_word (page, &g_array_index (page->words, BrvPdfWord, end)) &&
             g_array_index (page->words, BrvPdfWord, end).box.x1 >
               g_array_index (page->words, BrvPdfWord, end - 1).box.x1)
        end++;
      if (end > i + 1)
        turn_words (page, i, end);
      i = end;
    }
}

/* Parts the letters of words that run from right to left anew: spaces do not come where they are
 * on paper if each letter was set for itself. */
static void
part_rtl_words (const GArray *doc_styles, BrvPdfPage *page, guint first_word)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (BrvPdfWord));

  for (guint i = first_word; i < page->words->len; i++)
    {
      const BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, i);
      BrvPdfWord *open = words->len > 0 ? &g_array_index (words, BrvPdfWord, words->len - 1) : NULL;
      gboolean continues =
        i > first_word && is_rtl_word (page, word) && is_rtl_word (page, word - 1);

      if (!is_rtl_word (page, word))
        {
          g_array_append_vals (words, word, 1);
          continue;
        }
      for (guint g = word->first; g < word->first + word->n_glyphs; g++)
        {
          const BrvPdfBox *box = &g_array_index (page->glyphs, BrvPdfGlyph, g).box;
          double gap = g > word->first || continues
                         ? (double)g_array_index (page->glyphs, BrvPdfGlyph, g - 1).box.x1 - box->x2
                         : G_MAXDOUBLE;

          if (open == NULL ||
              gap > RTL_GAP * g_array_index (doc_styles, BrvPdfStyle, word->style).size)
            {
              BrvPdfWord next = { .first = g, .style = word->style, .box = *box };

              g_array_append_val (words, next);
              open = &g_array_index (words, BrvPdfWord, words->len - 1);
            }
          open->n_glyphs++;
          brv_pdf_box_extend (&open->box, box);
        }
    }
  g_array_set_size (page->words, first_word);
  g_array_append_vals (page->words, words->data, words->len);
}

/*
 * brv_pdf_raw_word_is_mark:
 * @c: a character of poppler's text
 *
 * Returns: whether it is a mark of direction: these have no place on paper, and poppler counts no
 *   rectangle for them
 */
gboolean
brv_pdf_raw_word_is_mark (gunichar c)
{
  return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E);
}

/*
 * brv_pdf_raw_word_mark:
 * @raw: a word that is being read
 * @mark: a mark of direction
 *
 * Poppler puts marks around what runs from right to left, and takes each letter for a stretch of its
 * own where each was set for itself. On a page that runs from left to right such stretches come from
 * left to right too: then the last one is read first.
 */
void
brv_pdf_raw_word_mark (BrvPdfRawWord *raw, gunichar mark)
{
  const gunichar right_to_left_embedding = 0x202B;

  raw->turned = mark == right_to_left_embedding;
  raw->begins = raw->turned;
}

/*
 * brv_pdf_raw_word_add:
 * @raw: a word that is being read
 * @c: its next letter as poppler gives them
 * @box: the letter's box
 * @style: the index of its style
 */
void
brv_pdf_raw_word_add (BrvPdfRawWord *raw, gunichar c, const BrvPdfBox *box, guint style)
{
  guint n = raw->letters->len;

  if (!raw->turned)
    raw->turn = n + 1;
  else if (raw->begins && n > raw->turn &&
           box->x1 > g_array_index (raw->boxes, BrvPdfBox, n - 1).x1)
    raw->at = raw->turn;
  else if (raw->begins)
    raw->at = n;
  g_array_insert_val (raw->letters, raw->turned ? raw->at : n, c);
  g_array_append_vals (raw->boxes, box, 1);
  g_array_append_val (raw->styles, style);
  raw->at++;
  raw->begins = FALSE;
}

/*
 * brv_pdf_raw_word_finish:
 * @raw: a word that is being read; empty afterwards
 * @page: the page that receives it, unless it has no letters
 */
void
brv_pdf_raw_word_finish (BrvPdfRawWord *raw, BrvPdfPage *page)
{
  add_word (page, raw);
  raw->turn = 0;
  g_array_set_size (raw->letters, 0);
  g_array_set_size (raw->boxes, 0);
  g_array_set_size (raw->styles, 0);
}

/*
 * brv_pdf_raw_word_settle:
 * @styles: (element-type BrvPdfStyle): the document's styles
 * @page: a page
 * @first_word: the first of the words that stand on one baseline at its end
 *
 * Puts right what can only be seen from the words side by side: hyphens apart from their words, and
 * the order and the spaces of those that run from right to left.
 */
void
brv_pdf_raw_word_settle (const GArray *styles, BrvPdfPage *page, guint first_word)
{
  attach_hyphen (page, first_word);
  turn_rtl_words (page, first_word);
  part_rtl_words (styles, page, first_word);
}

void
brv_pdf_raw_word_init (BrvPdfRawWord *raw)
{
  *raw = (BrvPdfRawWord){ .letters = g_array_new (FALSE, FALSE, sizeof (gunichar)),
                          .boxes = g_array_new (FALSE, FALSE, sizeof (BrvPdfBox)),
                          .styles = g_array_new (FALSE, FALSE, sizeof (guint)) };
}

void
brv_pdf_raw_word_clear (BrvPdfRawWord *raw)
{
  g_array_unref (raw->letters);
  g_array_unref (raw->boxes);
  g_array_unref (raw->styles);
}
