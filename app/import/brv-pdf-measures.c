/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the lines of a document stand: how far apart, how far in, and how far they could have gone. */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-line-signs.h"
#include "import/brv-pdf-measures.h"

/* Fractions of the type's size. */
#define LEAST_SPACE 0.2
#define MOST_SPACE  0.45

/**
 * brv_pdf_measures_get_line:
 * @self: measures
 * @i: index of a line
 *
 * Returns: (transfer none): it
 */
const BrvPdfLine *
brv_pdf_measures_get_line (const BrvPdfMeasures *self, guint i)
{
  return &g_array_index (self->lines->lines, BrvPdfLine, i);
}

/**
 * brv_pdf_measures_get_pitch:
 * @self: measures
 * @size: of a type, in points
 *
 * Returns: the usual distance of two lines in type of that size, in points
 */
double
brv_pdf_measures_get_pitch (const BrvPdfMeasures *self, double size)
{
  gpointer pitch = g_hash_table_lookup (self->pitches, GINT_TO_POINTER (lround (size * 10)));

  return pitch != NULL ? GPOINTER_TO_INT (pitch) / 100.0 : size * self->pitch_ratio;
}

/**
 * brv_pdf_measures_is_same_type:
 * @a: a line
 * @b: another
 *
 * Returns: whether they are set in type of one size and weight
 */
gboolean
brv_pdf_measures_is_same_type (const BrvPdfLine *a, const BrvPdfLine *b)
{
  return fabs (a->size - b->size) <= 0.07 * MAX (a->size, b->size) && a->bold == b->bold;
}

/**
 * brv_pdf_measures_are_neighbours:
 * @self: measures
 * @i: index of a line
 *
 * Returns: whether it and the one before are text, one below the other
 */
gboolean
brv_pdf_measures_are_neighbours (const BrvPdfMeasures *self, guint i)
{
  const BrvPdfLine *above = i > 0 ? brv_pdf_measures_get_line (self, i - 1) : NULL;
  const BrvPdfLine *line = brv_pdf_measures_get_line (self, i);

  return above != NULL && above->page == line->page && above->column == line->column &&
         self->kinds[i] == BRV_PDF_LINE_TEXT && self->kinds[i - 1] == BRV_PDF_LINE_TEXT;
}

/**
 * brv_pdf_measures_get_distance:
 * @self: measures
 * @i: index of a line that has one before it
 *
 * Returns: how far it stands below that one, in points
 */
double
brv_pdf_measures_get_distance (const BrvPdfMeasures *self, guint i)
{
  return brv_pdf_measures_get_line (self, i)->base - brv_pdf_measures_get_line (self, i - 1)->base;
}

/**
 * brv_pdf_measures_is_joined:
 * @self: measures
 * @i: index of a line
 *
 * Returns: whether it stands below the one before as the lines of a paragraph do
 */
gboolean
brv_pdf_measures_is_joined (const BrvPdfMeasures *self, guint i)
{
  return brv_pdf_measures_are_neighbours (self, i) &&
         brv_pdf_measures_is_same_type (brv_pdf_measures_get_line (self, i),
                                        brv_pdf_measures_get_line (self, i - 1)) &&
         brv_pdf_measures_get_distance (self, i) <=
           brv_pdf_measures_get_pitch (self, brv_pdf_measures_get_line (self, i)->size) *
               BRV_PDF_GAP +
             0.6;
}

/**
 * brv_pdf_measures_are_aligned:
 * @self: measures
 * @a: index of a line
 * @b: index of another
 *
 * Returns: whether they begin below each other
 */
gboolean
brv_pdf_measures_are_aligned (const BrvPdfMeasures *self, guint a, guint b)
{
  return fabs ((double)brv_pdf_measures_get_line (self, a)->box.x1 -
               brv_pdf_measures_get_line (self, b)->box.x1) <
         BRV_PDF_INDENT * brv_pdf_measures_get_line (self, b)->size;
}

static gint
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* The space between the words of a line. */
static double
measure_space (const BrvPdfMeasures *self, const BrvPdfLine *line)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 1; i < line->n_words; i++)
    {
      const BrvPdfWord *a = brv_pdf_lines_get_word (self->lines, self->text, line, i - 1);
      const BrvPdfWord *b = brv_pdf_lines_get_word (self->lines, self->text, line, i);
      double gap = MAX ((double)b->box.x1 - a->box.x2, (double)a->box.x1 - b->box.x2);

      g_array_append_val (gaps, gap);
    }
  g_array_sort (gaps, compare_doubles);
  return CLAMP (gaps->len > 0 ? g_array_index (gaps, double, gaps->len / 2) : 0,
                LEAST_SPACE * line->size, MOST_SPACE * line->size);
}

static gboolean
has_room (const BrvPdfMeasures *self, guint p, guint i, double right)
{
  const BrvPdfLine *above = brv_pdf_measures_get_line (self, p);
  const BrvPdfLine *line = brv_pdf_measures_get_line (self, i);
  const BrvPdfWord *word = brv_pdf_lines_get_word (self->lines, self->text, line, 0);
  double width = (double)word->box.x2 - word->box.x1;
  double room = above->rtl ? above->box.x1 - above->left : right - above->box.x2;

  /* Texts without spaces break anywhere. */
  if (g_unichar_iswide (brv_pdf_line_get_letter (self->lines, self->text, line, 0, 0)))
    width = MIN (width, 2 * line->size);
  return room > width + measure_space (self, above) +
                  (self->apart && !self->filled ? 0.5 * line->size : 1);
}

/**
 * brv_pdf_measures_is_short:
 * @self: measures
 * @p: index of a line
 * @i: index of the one that is read after it
 *
 * Returns: whether the first word of @i would have found room at the end of @p
 */
gboolean
brv_pdf_measures_is_short (const BrvPdfMeasures *self, guint p, guint i)
{
  return has_room (self, p, i, self->right_edges[p]);
}

/**
 * brv_pdf_measures_is_short_item:
 * @self: measures
 * @p: index of a line of a list's item, which can go on to the edge of its column
 * @i: index of the one that is read after it
 *
 * Returns: whether the first word of @i would have found room at the end of @p
 */
gboolean
brv_pdf_measures_is_short_item (const BrvPdfMeasures *self, guint p, guint i)
{
  return has_room (self, p, i,
                   MAX (self->right_edges[p], brv_pdf_measures_get_line (self, p)->right));
}

/**
 * brv_pdf_measures_is_before_stretched:
 * @self: measures
 * @p: index of a line
 * @i: index of the one below it
 *
 * Returns: whether @p ends before the edge that the words of @i are stretched to: it is the last line
 *   of a paragraph or of a list's item
 */
gboolean
brv_pdf_measures_is_before_stretched (const BrvPdfMeasures *self, guint p, guint i)
{
  const BrvPdfLine *above = brv_pdf_measures_get_line (self, p);
  const BrvPdfLine *line = brv_pdf_measures_get_line (self, i);

  return self->justified[p] && self->justified[i] && !line->rtl && above->n_words > 1 &&
         line->n_words > 2 && above->n_cells == 1 &&
         fabs ((double)above->box.x1 - line->box.x1) < 1 &&
         self->right_edges[p] - above->box.x2 > line->size &&
         fabs (self->right_edges[p] - line->box.x2) < 1 &&
         measure_space (self, line) >= MOST_SPACE * line->size;
}

/**
 * brv_pdf_measures_is_unstretched:
 * @self: measures
 * @i: index of a line
 *
 * Returns: whether it ends before the edge that the lines around it are set flush with, as only the
 *   last line of a paragraph does
 */
gboolean
brv_pdf_measures_is_unstretched (const BrvPdfMeasures *self, guint i)
{
  const BrvPdfLine *line = brv_pdf_measures_get_line (self, i);

  return self->justified[i] && line->n_words > 1 && !line->rtl &&
         line->box.x1 - line->left < line->size &&
         self->right_edges[i] - line->box.x2 > 0.25 * line->size;
}

/**
 * brv_pdf_measures_is_half_empty:
 * @self: measures
 * @i: index of a line
 *
 * Returns: whether it leaves more room than lines do that are not justified
 */
gboolean
brv_pdf_measures_is_half_empty (const BrvPdfMeasures *self, guint i)
{
  const BrvPdfLine *line = brv_pdf_measures_get_line (self, i);
  double width = self->right_edges[i] - line->left;

  return (line->rtl ? line->box.x1 - line->left : self->right_edges[i] - line->box.x2) >
         0.3 * width;
}

/**
 * brv_pdf_measures_get_indent:
 * @above: a line
 * @line: one in the same column
 *
 * Returns: how much further in @line begins than @above, in points
 */
double
brv_pdf_measures_get_indent (const BrvPdfLine *above, const BrvPdfLine *line)
{
  return line->rtl ? (double)above->box.x2 - line->box.x2 : (double)line->box.x1 - above->box.x1;
}

/**
 * brv_pdf_measures_is_display:
 * @self: measures
 * @line: a line
 *
 * Returns: whether its type stands out from the text: such lines belong together whatever their
 *   lengths
 */
gboolean
brv_pdf_measures_is_display (const BrvPdfMeasures *self, const BrvPdfLine *line)
{
  return line->size > self->lines->body_size * 1.07 || line->bold;
}

/**
 * brv_pdf_measures_is_first_line:
 * @self: measures
 * @i: index of a line
 *
 * Returns: whether it is indented as far as the first lines of the document's paragraphs are
 */
gboolean
brv_pdf_measures_is_first_line (const BrvPdfMeasures *self, guint i)
{
  const BrvPdfLine *line = brv_pdf_measures_get_line (self, i);

  return self->first_indent > 0 && !line->rtl &&
         fabs (line->box.x1 - self->left_edges[i] - self->first_indent) < 1;
}

/**
 * brv_pdf_measures_new:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @kinds: (array): what each line is
 *
 * All three must outlive the measures.
 *
 * Returns: (transfer full): measures of the lines that are text, to be filled by brv-pdf-habits and
 *   brv-pdf-edges
 */
BrvPdfMeasures *
brv_pdf_measures_new (const BrvPdfLines *lines, const BrvPdfText *text, const BrvPdfLineKind *kinds)
{
  BrvPdfMeasures *self = g_new0 (BrvPdfMeasures, 1);

  self->lines = lines;
  self->text = text;
  self->kinds = kinds;
  self->pitches = g_hash_table_new (NULL, NULL);
  self->right_edges = g_new0 (double, lines->lines->len + 1);
  self->left_edges = g_new0 (double, lines->lines->len + 1);
  self->justified = g_new0 (gboolean, lines->lines->len + 1);
  return self;
}

/**
 * brv_pdf_measures_free:
 * @self: (transfer full) (nullable): measures
 *
 * Frees @self.
 */
void
brv_pdf_measures_free (BrvPdfMeasures *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->pitches);
  g_free (self->right_edges);
  g_free (self->left_edges);
  g_free (self->justified);
  g_free (self);
}
