/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The gutter between two columns: of the strips of white that may be one, that with the most letters in
 * the columns beside it.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-gutter.h"

/* Where gutters are looked for, in points. */
#define STEP 2.0
/* No column is narrower, in points. */
#define EDGE 36.0
/* So many words that begin at one place, to so many points, are the edge of a column. */
#define EDGE_WORDS     6
#define EDGE_TOLERANCE 0.6
/* The white of a gutter is so many times the text's size at least. */
#define GUTTER 0.7
/* The edge of a column is known from so many lines. */
#define EDGE_LINES 3

/* The left edge of the right column: where most of its lines begin. */
static double
find_right_edge (const BrvPdfSite *self,
                 const GArray *words,
                 const GArray *bands,
                 const BrvPdfStrip *strip)
{
  double best = -1;
  guint most = 0;

  for (guint b = 0; b < bands->len; b++)
    {
      const BrvPdfBand *band = &g_array_index (bands, BrvPdfBand, b);
      double edge = G_MAXDOUBLE;
      guint n = 0;

      for (guint i = band->start; i < band->end; i++)
        if (!brv_pdf_site_is_left (&brv_pdf_site_get_word (self, words, i)->box, strip))
          edge = MIN (edge, brv_pdf_site_get_word (self, words, i)->box.x1);
      for (guint i = band->start; i < band->end; i++)
        n += fabs (brv_pdf_site_get_word (self, words, i)->box.x1 - edge) < 1;
      if (n > most)
        {
          most = n;
          best = edge;
        }
    }
  return most >= EDGE_LINES ? best : -1;
}

/* Lines that are set too long stand out into the gutter, but end before the next column. */
static void
narrow_strip (const BrvPdfSite *self, const GArray *words, BrvPdfStrip *strip, guint weight)
{
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (BrvPdfBand));
  static const double widths[] = { 0.5, 0.3, 0.15 }; /* times the text's size */
  double edge = 0;

  brv_pdf_bands_find (self, words, strip, bands);
  edge = find_right_edge (self, words, bands, strip);
  strip->edge = MAX (edge, 0);
  for (guint i = 0; edge > 0 && i < G_N_ELEMENTS (widths); i++)
    {
      BrvPdfStrip narrow = { edge - widths[i] * self->body_size, edge - 0.05 * self->body_size,
                             edge };
      guint narrow_weight = brv_pdf_bands_find (self, words, &narrow, bands);

      if (narrow_weight <= weight)
        continue;
      *strip = narrow;
      weight = narrow_weight;
    }
}

/* The best place for a gutter so far. */
typedef struct
{
  guint most;       /* letters in the columns there */
  double run_start; /* of places that are as good, one beside the other */
  double best;      /* the last of these */
} Search;

static void
search_gutter (
  const BrvPdfSite *self, const GArray *words, double first, double last, Search *search)
{
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (BrvPdfBand));
  double half = GUTTER * self->body_size / 2;
  guint n_places = last >= first ? (guint)((last - first) / STEP) + 1 : 0;

  for (guint i = 0; i < n_places; i++)
    {
      double x = first + i * STEP;
      BrvPdfStrip strip = { x - half, x + half };
      guint weight = brv_pdf_bands_find (self, words, &strip, bands);

      if (weight > search->most)
        {
          search->most = weight;
          search->best = x;
          search->run_start = x;
        }
      else if (weight > 0 && weight == search->most && x - search->best <= STEP * 1.5)
        search->best = x;
    }
}

static gint
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* Tries the places just before those where many words begin below each other: a gutter that is hardly
 * wider than it must be can lie between two steps. */
static void
search_at_edges (
  const BrvPdfSite *self, const GArray *words, double first, double last, Search *search)
{
  double half = GUTTER * self->body_size / 2;
  g_autoptr (GArray) starts = g_array_sized_new (FALSE, FALSE, sizeof (double), words->len);

  for (guint i = 0; i < words->len; i++)
    {
      double x = brv_pdf_site_get_word (self, words, i)->box.x1;

      if (x - half >= first && x - half <= last)
        g_array_append_val (starts, x);
    }
  g_array_sort (starts, compare_doubles);
  for (guint i = 0; i < starts->len;)
    {
      double x = g_array_index (starts, double, i);
      guint end = i + 1;

      while (end < starts->len && g_array_index (starts, double, end) - x < EDGE_TOLERANCE)
        end++;
      if (end - i >= EDGE_WORDS)
        {
          double place = x - half - 0.05 * self->body_size;

          search_gutter (self, words, place, place, search);
        }
      i = end;
    }
}

/**
 * brv_pdf_gutter_find:
 * @site: a page
 * @words: (element-type guint): some of its words, from top to bottom
 * @left: of what they stand in, in points
 * @right: of the same
 * @gutter: (out): the gutter
 *
 * Finds the strip that the fewest words cross, of those with columns on both sides.
 *
 * Returns: whether there is one
 */
gboolean
brv_pdf_gutter_find (
  const BrvPdfSite *site, const GArray *words, double left, double right, BrvPdfStrip *gutter)
{
  double half = GUTTER * site->body_size / 2;
  double margin = (right - left) * 0.1;
  Search search = { .best = -1, .run_start = -1 };

  search_gutter (site, words, left + margin, right - margin, &search);
  search_at_edges (site, words, left + margin, right - margin, &search);
  /* Notes in the margin stand further out than long lines go. */
  if (search.most == 0)
    {
      double first = left;
      double last = right;

      for (guint i = 0; i < words->len; i++)
        {
          first = MIN (first, brv_pdf_site_get_word (site, words, i)->box.x1);
          last = MAX (last, brv_pdf_site_get_word (site, words, i)->box.x2);
        }
      search_gutter (site, words, first + EDGE, left + margin, &search);
      search_gutter (site, words, right - margin, last - EDGE, &search);
    }
  if (search.most == 0)
    return FALSE;
  search.best = (search.run_start + search.best) / 2;
  *gutter = (BrvPdfStrip){ search.best - half, search.best + half };
  narrow_strip (site, words, gutter, search.most);
  return TRUE;
}
