/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The columns of a page, in the order in which they are read: a gutter parts the page into bands,
 * and within a band its left column is read before its right one. Words are looked at, not lines:
 * which of them make a line is known only when the columns are.
 *
 * Source: the recursive cuts are those of G. Nagy and S. Seth, "Hierarchical representation of
 * optically scanned documents", 1984.
 */

#include "config.h"

#include "import/brv-pdf-columns.h"
#include "import/brv-pdf-gutter.h"
#include "import/brv-pdf-order.h"
#include "import/brv-pdf-spanning.h"

#define MAX_DEPTH 5

typedef struct
{
  BrvPdfSite site;
  GPtrArray *columns; /* (element-type BrvPdfColumn) */
} Finder;

/* A part of the page that columns are looked for in. */
typedef struct
{
  GArray *words; /* (element-type guint): sorted from top to bottom */
  double left;
  double right;
  guint depth;
  gboolean aside; /* stands beside the text, in smaller type */
} Region;

static gint
compare_middles (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *words = ((const BrvPdfPage *)data)->words;
  const BrvPdfBox *box_a = &g_array_index (words, BrvPdfWord, *(const guint *)a).box;
  const BrvPdfBox *box_b = &g_array_index (words, BrvPdfWord, *(const guint *)b).box;

  if (box_a->y1 + box_a->y2 != box_b->y1 + box_b->y2)
    return box_a->y1 + box_a->y2 < box_b->y1 + box_b->y2 ? -1 : 1;
  return box_a->x1 < box_b->x1 ? -1 : box_a->x1 > box_b->x1;
}

static void
add_column (const Finder *self, const Region *region)
{
  BrvPdfColumn *column = g_new0 (BrvPdfColumn, 1);

  column->page = self->site.page->index;
  column->words = g_array_copy (region->words);
  column->left = region->left;
  column->right = region->right;
  column->aside = region->aside;
  g_ptr_array_add (self->columns, column);
}

static void find_in_region (const Finder *self, const Region *region);

static void
find_in_part (const Finder *self, const Region *region, guint start, guint end)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint));
  Region part = { words, region->left, region->right, region->depth + 1, region->aside };

  if (end <= start)
    return;
  g_array_append_vals (words, &g_array_index (region->words, guint, start), end - start);
  find_in_region (self, &part);
}

/* Whether most letters are in smaller type than the text. */
static gboolean
is_small (const Finder *self, const GArray *words)
{
  guint n = 0;
  guint n_small = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const BrvPdfWord *word = brv_pdf_site_get_word (&self->site, words, i);
      double size = brv_pdf_text_get_style (self->site.text, word->style)->size;

      n += word->n_glyphs;
      n_small += size < BRV_PDF_SMALL_SIZE * self->site.body_size ? word->n_glyphs : 0;
    }
  return n_small * 5 >= n * 4;
}

static void
find_in_sides (const Finder *self,
               const Region *region,
               const BrvPdfBand *band,
               const BrvPdfStrip *gutter)
{
  g_autoptr (GArray) lefts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) rights = g_array_new (FALSE, FALSE, sizeof (guint));
  Region sides[2] = { { lefts, region->left, region->left, region->depth + 1, region->aside },
                      { rights, region->right, region->right, region->depth + 1, region->aside } };
  guint n_rtl = 0;

  for (guint i = band->start; i < band->end; i++)
    {
      const BrvPdfWord *word = brv_pdf_site_get_word (&self->site, region->words, i);
      guint side = brv_pdf_site_is_left (&word->box, gutter) ? 0 : 1;

      g_array_append_val (sides[side].words, g_array_index (region->words, guint, i));
      if (side == 0)
        sides[0].right = MAX (sides[0].right, word->box.x2);
      else
        sides[1].left = MIN (sides[1].left, word->box.x1);
      n_rtl += brv_pdf_order_has_letter (self->site.page, word, TRUE);
    }
  for (guint i = 0; i < 2 && band->beside; i++)
    sides[i].aside = is_small (self, sides[i].words);
  for (guint i = 0; i < 2; i++)
    find_in_region (self, &sides[n_rtl * 2 > band->end - band->start ? 1 - i : i]);
}

static void
find_in_band (const Finder *self,
              const Region *region,
              const BrvPdfBand *band,
              const BrvPdfStrip *gutter)
{
  BrvPdfBand rest = *band;
  BrvPdfBand heading = { 0, 0, FALSE };

  while (rest.start < rest.end &&
         brv_pdf_spanning_find (&self->site, region->words, &rest, gutter, &heading))
    {
      BrvPdfBand above = { rest.start, heading.start, rest.beside };

      if (above.end > above.start)
        find_in_sides (self, region, &above, gutter);
      find_in_part (self, region, heading.start, heading.end);
      rest.start = heading.end;
    }
  if (rest.start < rest.end)
    find_in_sides (self, region, &rest, gutter);
}

static void
find_in_region (const Finder *self, const Region *region)
{
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (BrvPdfBand));
  BrvPdfStrip gutter = { 0, 0 };
  double middle = 0;
  gboolean columns = FALSE;
  guint done = 0;

  if (region->words->len == 0)
    return;
  if (region->depth >= MAX_DEPTH ||
      !brv_pdf_gutter_find (&self->site, region->words, region->left, region->right, &gutter))
    {
      add_column (self, region);
      return;
    }
  middle = (gutter.x1 + gutter.x2) / 2;
  brv_pdf_bands_find (&self->site, region->words, &gutter, bands);
  for (guint i = 0; i < bands->len; i++)
    columns = columns || !g_array_index (bands, BrvPdfBand, i).beside;
  if (columns && !brv_pdf_site_is_known (&self->site, &gutter))
    g_array_append_val (self->site.gutters, middle);
  for (guint i = 0; i < bands->len; i++)
    {
      const BrvPdfBand *band = &g_array_index (bands, BrvPdfBand, i);

      find_in_part (self, region, done, band->start);
      find_in_band (self, region, band, &gutter);
      done = band->end;
    }
  find_in_part (self, region, done, region->words->len);
}

/* The words of a page's text, from top to bottom. */
static GArray *
collect_words (const BrvPdfPage *page)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < page->pieces->len; i++)
    {
      const BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, i);

      for (guint k = 0; k < piece->n_words && !piece->furniture; k++)
        {
          guint word = piece->first + k;

          g_array_append_val (words, word);
        }
    }
  g_array_sort_with_data (words, compare_middles, (gpointer)page);
  return words;
}

static void
column_free (gpointer data)
{
  BrvPdfColumn *column = data;

  g_array_unref (column->words);
  g_free (column);
}

/**
 * brv_pdf_columns_find:
 * @text: the letters of a document, its furniture marked
 * @body_size: the size of most of it, in points
 *
 * Finds the columns of each page.
 *
 * Returns: (transfer full) (element-type BrvPdfColumn): them in reading order
 */
GPtrArray *
brv_pdf_columns_find (const BrvPdfText *text, double body_size)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  g_autoptr (GArray) gutters = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_pages = text->pages->len;
  g_autofree double *lefts = g_new0 (double, n_pages + 1);
  g_autofree double *rights = g_new0 (double, n_pages + 1);

  brv_pdf_frame_find (text, lefts, rights);
  for (guint p = 0; p < n_pages; p++)
    {
      const BrvPdfPage *page = g_ptr_array_index (text->pages, p);
      g_autofree guint8 *centred = g_new0 (guint8, page->words->len + 1);
      Finder finder = { { text, page, body_size, gutters, centred }, columns };
      g_autoptr (GArray) words = collect_words (page);
      Region region = { words, lefts[p], rights[p], 0, FALSE };

      brv_pdf_spanning_mark_centred (&finder.site, words, lefts[p], rights[p]);
      find_in_region (&finder, &region);
    }
  brv_pdf_frame_share_widths (text, columns, body_size);
  return columns;
}
