/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The edges that the lines of a document stand between: where those of a column begin, and how far each
 * could have gone.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-edges.h"

/* Lines that are set in and all end so far before a symmetric edge are short by themselves, in parts of
 * their type's size. */
#define SHORT_ITEMS 5
/* The edge of text is known from so many lines. */
#define LEARNT_EDGE 15
/* What is wider than that text stands out by so much, in parts of its type's size. */
#define MIN_OVERHANG 0.4

/* How far the text of a column goes. */
typedef struct
{
  guint column; /* from 1 */
  double right;
} TextEdge;

/*
 * The edge that the lines of a column are set flush with, or a negative number where they are
 * ragged or few. The page's own frame does not know of columns that stand alone on it.
 */
static double
find_flush_edge (const BrvPdfMeasures *self, guint start, guint end)
{
  guint best = 0;
  double edge = -1;

  for (guint i = start; i < end; i++)
    {
      double x = brv_pdf_measures_get_line (self, i)->box.x2;
      guint n = 0;

      for (guint k = start; k < end; k++)
        n += fabs (brv_pdf_measures_get_line (self, k)->box.x2 - x) < 1.5 ? 1 : 0;
      if (n > best)
        {
          best = n;
          edge = x;
        }
    }
  return best >= 4 && best * 3 >= end - start ? edge : -1;
}

/* Whether all but the last lines of paragraphs end at the edge. */
static gboolean
is_justified (const BrvPdfMeasures *self, guint start, guint end, double edge)
{
  guint n = 0;
  guint n_flush = 0;

  for (guint i = start; i + 1 < MIN (end, start + 200); i++)
    if (brv_pdf_measures_is_joined (self, i + 1))
      {
        n++;
        n_flush += fabs (brv_pdf_measures_get_line (self, i)->box.x2 - edge) < 1.5 ? 1 : 0;
      }
  return n >= 6 && n_flush * 10 >= n * 7;
}

static void
find_flush_edges (BrvPdfMeasures *self)
{
  guint n = self->lines->lines->len;

  for (guint start = 0; start < n;)
    {
      guint end = start + 1;
      double edge = -1;
      gboolean justified = FALSE;

      while (end < n && brv_pdf_measures_get_line (self, end)->column ==
                          brv_pdf_measures_get_line (self, start)->column)
        end++;
      /* Of a very long column a part tells as much. */
      edge = find_flush_edge (self, start, MIN (end, start + 200));
      justified = edge > 0 && is_justified (self, start, end, edge);
      for (guint i = start; edge > 0 && i < end; i++)
        {
          self->right_edges[i] = MAX (edge, brv_pdf_measures_get_line (self, i)->box.x2);
          self->justified[i] = justified;
        }
      start = end;
    }
}

/* Whether text that is set in begins or ends between two lines. */
static gboolean
changes_edge (const BrvPdfMeasures *self, guint i)
{
  const BrvPdfLine *above = brv_pdf_measures_get_line (self, i - 1);
  const BrvPdfLine *line = brv_pdf_measures_get_line (self, i);

  if (brv_pdf_measures_are_aligned (self, i - 1, i))
    return FALSE;
  if (line->box.x1 - line->left > 0.8 * line->size)
    return i + 1 < self->lines->lines->len && brv_pdf_measures_are_neighbours (self, i + 1) &&
           brv_pdf_measures_are_aligned (self, i + 1, i);
  return above->box.x1 - above->left > 0.8 * above->size && i >= 2 &&
         brv_pdf_measures_are_neighbours (self, i - 1) &&
         brv_pdf_measures_are_aligned (self, i - 2, i - 1);
}

static void
find_left_edges (BrvPdfMeasures *self)
{
  guint n = self->lines->lines->len;

  for (guint start = 0; start < n;)
    {
      guint end = start + 1;
      guint most = 0;
      double edge = brv_pdf_measures_get_line (self, start)->left;

      while (end < n && brv_pdf_measures_get_line (self, end)->column ==
                          brv_pdf_measures_get_line (self, start)->column)
        end++;
      /* Of a very long column a part tells as much. */
      for (guint i = start; i < MIN (end, start + 200); i++)
        {
          guint count = 0;

          for (guint k = start; k < MIN (end, start + 200); k++)
            count += fabs ((double)brv_pdf_measures_get_line (self, k)->box.x1 -
                           brv_pdf_measures_get_line (self, i)->box.x1) < 0.7;
          if (count > most)
            {
              most = count;
              edge = brv_pdf_measures_get_line (self, i)->box.x1;
            }
        }
      for (guint i = start; i < end; i++)
        self->left_edges[i] = edge;
      start = end;
    }
}

/* Whether the lines of a block that is set in are those of a list: with the edge that the longest has,
 * several others end where the next word would have found room. */
static gboolean
is_list (BrvPdfMeasures *self, guint start, guint end, double right)
{
  guint n_short = 0;

  for (guint i = start; i < end; i++)
    self->right_edges[i] = right;
  for (guint i = start; i + 1 < end; i++)
    n_short += brv_pdf_measures_is_short (self, i, i + 1) ? 1 : 0;
  for (guint i = start; i < end; i++)
    self->right_edges[i] = 0;
  return n_short >= 2 && n_short * 3 >= end - start;
}

/* How far the text of a line's column goes; a table can be wider. */
static double
find_text_edge (const BrvPdfMeasures *self, guint start, TextEdge *edge)
{
  const BrvPdfLine *line = brv_pdf_measures_get_line (self, start);
  guint n = 0;

  if (edge->column == line->column + 1)
    return edge->right;
  edge->column = line->column + 1;
  edge->right = line->left;
  for (guint i = start;
       i < self->lines->lines->len && brv_pdf_measures_get_line (self, i)->column == line->column;
       i++)
    if (self->kinds[i] == BRV_PDF_LINE_TEXT && !brv_pdf_measures_get_line (self, i)->bold &&
        fabs (brv_pdf_measures_get_line (self, i)->size - self->lines->body_size) <
          0.05 * self->lines->body_size)
      {
        n++;
        edge->right = MAX (edge->right, brv_pdf_measures_get_line (self, i)->box.x2);
      }
  if (n < LEARNT_EDGE || line->right - edge->right < MIN_OVERHANG * line->size)
    edge->right = line->right;
  return edge->right;
}

/* A block set in from both edges has a right edge of its own. */
static void
find_right_edges (BrvPdfMeasures *self)
{
  guint n = self->lines->lines->len;
  TextEdge text_edge = { 0, 0 };

  for (guint start = 0; start < n;)
    {
      const BrvPdfLine *line = brv_pdf_measures_get_line (self, start);
      double left = line->box.x1;
      double right = line->box.x2;
      guint end = start + 1;
      gboolean inset = FALSE;
      gboolean reaches_edge = FALSE;
      gboolean one_sided = FALSE;
      gboolean bulleted = line->bulleted;

      while (end < n && brv_pdf_measures_are_neighbours (self, end) &&
             brv_pdf_measures_is_same_type (brv_pdf_measures_get_line (self, end),
                                            brv_pdf_measures_get_line (self, end - 1)) &&
             brv_pdf_measures_get_distance (self, end) <=
               brv_pdf_measures_get_pitch (self, line->size) * BRV_PDF_GAP + 0.6 &&
             !changes_edge (self, end))
        {
          left = MIN (left, brv_pdf_measures_get_line (self, end)->box.x1);
          right = MAX (right, brv_pdf_measures_get_line (self, end)->box.x2);
          bulleted = bulleted || brv_pdf_measures_get_line (self, end)->bulleted;
          end++;
        }
      /* Set in at the left only, as lists are. */
      inset = left - line->left > 0.8 * line->size &&
              right > line->left + 0.5 * (line->right - line->left);
      reaches_edge = right > line->right - 0.4 * (left - line->left);
      one_sided = reaches_edge || bulleted ||
                  right < line->right - (left - line->left) - SHORT_ITEMS * line->size ||
                  (inset && end - start >= 3 && self->right_edges[start] <= 0 &&
                   is_list (self, start, end, right));
      for (guint i = start; i < end; i++)
        {
          if (inset && end - start >= 3)
            self->right_edges[i] = one_sided ? MAX (line->right, right) : right;
          else if (inset) /* at the foot or top of a page: most are so at both sides */
            self->right_edges[i] = reaches_edge ? MAX (line->right, right)
                                                : MAX (right, line->right - (left - line->left));
          else if (self->right_edges[i] <= 0)
            self->right_edges[i] = MAX (find_text_edge (self, start, &text_edge), right);
        }
      start = end;
    }
}

/**
 * brv_pdf_edges_find:
 * @measures: the lines of a document, and how far apart they stand
 *
 * Finds where lines could have begun and ended.
 */
void
brv_pdf_edges_find (BrvPdfMeasures *measures)
{
  find_flush_edges (measures);
  find_left_edges (measures);
  find_right_edges (measures);
}
