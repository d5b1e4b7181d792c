/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How the lines of a document stand: how far apart, how far they could have gone, and whether its
 * paragraphs are set apart, indented, or neither.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-line-signs.h"
#include "import/brv-pdf-measures.h"

/* Fractions of the type's size. */
#define LEAST_SPACE 0.2
#define MOST_SPACE  0.45
/* Lines that are set in and all end so far before a symmetric edge are short by themselves. */
#define SHORT_ITEMS 5
/* The distance of lines is known from so many of them. */
#define LEARNT_LINES   3
#define LEARNT_FILLING 12
#define LEARNT_EDGE    15

/* How far the text of a column goes. */
typedef struct
{
  guint column; /* from 1 */
  double right;
} TextEdge;

static const BrvPdfLine *
get_line (const BrvPdfMeasures *self, guint i)
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
  const BrvPdfLine *above = i > 0 ? get_line (self, i - 1) : NULL;
  const BrvPdfLine *line = get_line (self, i);

  return above != NULL && above->page == line->page && above->column == line->column &&
         self->kinds[i] == BRV_PDF_LINE_TEXT && self->kinds[i - 1] == BRV_PDF_LINE_TEXT;
}

static double
measure_pitch (const BrvPdfMeasures *self, guint i)
{
  return get_line (self, i)->base - get_line (self, i - 1)->base;
}

/* Finds for each size the distance that most lines have. */
static void
find_pitches (BrvPdfMeasures *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) best = g_hash_table_new (NULL, NULL);
  guint most = 0;

  self->pitch_ratio = 1.25;
  for (guint i = 1; i < self->lines->lines->len; i++)
    {
      const BrvPdfLine *line = get_line (self, i);
      double pitch = 0;
      gint size = (gint)lround (line->size * 10);
      gpointer key = NULL;
      guint count = 0;

      if (!brv_pdf_measures_are_neighbours (self, i) ||
          !brv_pdf_measures_is_same_type (line, get_line (self, i - 1)))
        continue;
      pitch = measure_pitch (self, i);
      if (pitch < 0.8 * line->size || pitch > 2.6 * line->size)
        continue;
      key = GINT_TO_POINTER (size * 10000 + (gint)lround (pitch * 4));
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (count));
      if (count >= LEARNT_LINES &&
          count > GPOINTER_TO_UINT (g_hash_table_lookup (best, GINT_TO_POINTER (size))))
        {
          g_hash_table_insert (best, GINT_TO_POINTER (size), GUINT_TO_POINTER (count));
          g_hash_table_insert (self->pitches, GINT_TO_POINTER (size),
                               GINT_TO_POINTER ((gint)lround (pitch * 100)));
        }
      if (count > most)
        {
          most = count;
          self->pitch_ratio = pitch / line->size;
        }
    }
}

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
      double x = get_line (self, i)->box.x2;
      guint n = 0;

      for (guint k = start; k < end; k++)
        n += fabs (get_line (self, k)->box.x2 - x) < 1.5 ? 1 : 0;
      if (n > best)
        {
          best = n;
          edge = x;
        }
    }
  return best >= 4 && best * 3 >= end - start ? edge : -1;
}

static gboolean
is_joined_by_pitch (const BrvPdfMeasures *self, guint i)
{
  return brv_pdf_measures_are_neighbours (self, i) &&
         brv_pdf_measures_is_same_type (get_line (self, i), get_line (self, i - 1)) &&
         measure_pitch (self, i) <=
           brv_pdf_measures_get_pitch (self, get_line (self, i)->size) * BRV_PDF_GAP + 0.6;
}

/* Whether all but the last lines of paragraphs end at the edge. */
static gboolean
is_justified (const BrvPdfMeasures *self, guint start, guint end, double edge)
{
  guint n = 0;
  guint n_flush = 0;

  for (guint i = start; i + 1 < MIN (end, start + 200); i++)
    if (is_joined_by_pitch (self, i + 1))
      {
        n++;
        n_flush += fabs (get_line (self, i)->box.x2 - edge) < 1.5 ? 1 : 0;
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

      while (end < n && get_line (self, end)->column == get_line (self, start)->column)
        end++;
      /* Of a very long column a part tells as much. */
      edge = find_flush_edge (self, start, MIN (end, start + 200));
      justified = edge > 0 && is_justified (self, start, end, edge);
      for (guint i = start; edge > 0 && i < end; i++)
        {
          self->right_edges[i] = MAX (edge, get_line (self, i)->box.x2);
          self->justified[i] = justified;
        }
      start = end;
    }
}

static gboolean
are_aligned (const BrvPdfMeasures *self, guint a, guint b)
{
  return fabs ((double)get_line (self, a)->box.x1 - get_line (self, b)->box.x1) <
         BRV_PDF_INDENT * get_line (self, b)->size;
}

/* Whether text that is set in begins or ends between two lines. */
static gboolean
changes_edge (const BrvPdfMeasures *self, guint i)
{
  const BrvPdfLine *above = get_line (self, i - 1);
  const BrvPdfLine *line = get_line (self, i);

  if (are_aligned (self, i - 1, i))
    return FALSE;
  if (line->box.x1 - line->left > 0.8 * line->size)
    return i + 1 < self->lines->lines->len && brv_pdf_measures_are_neighbours (self, i + 1) &&
           are_aligned (self, i + 1, i);
  return above->box.x1 - above->left > 0.8 * above->size && i >= 2 &&
         brv_pdf_measures_are_neighbours (self, i - 1) && are_aligned (self, i - 2, i - 1);
}

static void
find_left_edges (BrvPdfMeasures *self)
{
  guint n = self->lines->lines->len;

  for (guint start = 0; start < n;)
    {
      guint end = start + 1;
      guint most = 0;
      double edge = get_line (self, start)->left;

      while (end < n && get_line (self, end)->column == get_line (self, start)->column)
        end++;
      /* Of a very long column a part tells as much. */
      for (guint i = start; i < MIN (end, start + 200); i++)
        {
          guint count = 0;

          for (guint k = start; k < MIN (end, start + 200); k++)
            count += fabs ((double)get_line (self, k)->box.x1 - get_line (self, i)->box.x1) < 0.7;
          if (count > most)
            {
              most = count;
              edge = get_line (self, i)->box.x1;
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
  const BrvPdfLine *line = get_line (self, start);
  guint n = 0;

  if (edge->column == line->column + 1)
    return edge->right;
  edge->column = line->column + 1;
  edge->right = line->left;
  for (guint i = start; i < self->lines->lines->len && get_line (self, i)->column == line->column;
       i++)
    if (self->kinds[i] == BRV_PDF_LINE_TEXT && !get_line (self, i)->bold &&
        fabs (get_line (self, i)->size - self->lines->body_size) < 0.05 * self->lines->body_size)
      {
        n++;
        edge->right = MAX (edge->right, get_line (self, i)->box.x2);
      }
  if (n < LEARNT_EDGE || line->right - edge->right < 1.2 * line->size)
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
      const BrvPdfLine *line = get_line (self, start);
      double left = line->box.x1;
      double right = line->box.x2;
      guint end = start + 1;
      gboolean inset = FALSE;
      gboolean one_sided = FALSE;

      while (end < n && brv_pdf_measures_are_neighbours (self, end) &&
             brv_pdf_measures_is_same_type (get_line (self, end), get_line (self, end - 1)) &&
             measure_pitch (self, end) <=
               brv_pdf_measures_get_pitch (self, line->size) * BRV_PDF_GAP + 0.6 &&
             !changes_edge (self, end))
        {
          left = MIN (left, get_line (self, end)->box.x1);
          right = MAX (right, get_line (self, end)->box.x2);
          end++;
        }
      /* Set in at the left only, as lists are. */
      inset = left - line->left > 0.8 * line->size &&
              right > line->left + 0.5 * (line->right - line->left);
      one_sided = right > line->right - 0.4 * (left - line->left) ||
                  right < line->right - (left - line->left) - SHORT_ITEMS * line->size ||
                  (inset && end - start >= 3 && self->right_edges[start] <= 0 &&
                   is_list (self, start, end, right));
      for (guint i = start; i < end; i++)
        {
          if (inset && end - start >= 3)
            self->right_edges[i] = one_sided ? MAX (line->right, right) : right;
          else if (inset) /* at the foot or top of a page: most are so at both sides */
            self->right_edges[i] = MAX (right, line->right - (left - line->left));
          else if (self->right_edges[i] <= 0)
            self->right_edges[i] = MAX (find_text_edge (self, start, &text_edge), right);
        }
      start = end;
    }
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
  const BrvPdfLine *above = get_line (self, p);
  const BrvPdfLine *line = get_line (self, i);
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
  return has_room (self, p, i, MAX (self->right_edges[p], get_line (self, p)->right));
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
  const BrvPdfLine *above = get_line (self, p);
  const BrvPdfLine *line = get_line (self, i);

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
  const BrvPdfLine *line = get_line (self, i);

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
  const BrvPdfLine *line = get_line (self, i);
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

/* Counts how the document parts its paragraphs. */
static void
find_habit (BrvPdfMeasures *self)
{
  guint n_apart = 0;
  guint n_tight = 0;

  for (guint i = 1; i < self->lines->lines->len; i++)
    {
      const BrvPdfLine *above = get_line (self, i - 1);
      const BrvPdfLine *line = get_line (self, i);

      if (!brv_pdf_measures_are_neighbours (self, i) ||
          !brv_pdf_measures_is_same_type (above, line) || brv_pdf_measures_is_display (self, line))
        continue;
      if (measure_pitch (self, i) >
          brv_pdf_measures_get_pitch (self, line->size) * BRV_PDF_GAP + 0.6)
        n_apart++;
      else if (brv_pdf_measures_get_indent (above, line) > BRV_PDF_INDENT * line->size)
        n_apart += brv_pdf_line_ends_sentence (self->lines, self->text, above) ? 1 : 0;
      else if (fabs (brv_pdf_measures_get_indent (above, line)) < BRV_PDF_INDENT * line->size &&
               brv_pdf_measures_is_short (self, i - 1, i) &&
               brv_pdf_line_ends_sentence (self->lines, self->text, above))
        n_tight++;
    }
  self->tight = n_tight > 2 * n_apart;
  self->apart = n_apart >= 4 && n_apart > 3 * n_tight;
}

/*
 * Finds out whether lines end only where the next word finds no room. Most programs fill ragged lines
 * so too; TeX does not. It shows in lines that go on in the middle of a sentence.
 */
static void
find_filling (BrvPdfMeasures *self)
{
  guint n = 0;
  guint n_short = 0;

  for (guint i = 1; i < self->lines->lines->len; i++)
    {
      const BrvPdfLine *above = get_line (self, i - 1);
      const BrvPdfLine *line = get_line (self, i);

      if (!is_joined_by_pitch (self, i) || brv_pdf_measures_is_display (self, line) ||
          !are_aligned (self, i - 1, i) || above->n_words < 3 ||
          !brv_pdf_line_begins_lower (self->lines, self->text, line) ||
          brv_pdf_line_ends_sentence (self->lines, self->text, above) ||
          brv_pdf_line_ends_with_hyphen (self->lines, self->text, above) ||
          line->box.x1 - self->left_edges[i] > 0.5 * line->size)
        continue;
      n++;
      n_short += brv_pdf_measures_is_short (self, i - 1, i) ? 1 : 0;
    }
  self->filled = n >= LEARNT_FILLING && n_short * 100 <= n * 2;
}

/* Finds how far in most first lines begin: those with a line below them that begins at the edge. */
static void
find_first_indent (BrvPdfMeasures *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint most = 0;

  for (guint i = 1; i < self->lines->lines->len; i++)
    {
      const BrvPdfLine *line = get_line (self, i - 1);
      const BrvPdfLine *below = get_line (self, i);
      double indent = (double)line->box.x1 - below->box.x1;
      gpointer key = GINT_TO_POINTER ((gint)lround (indent * 2) + 1);
      guint count = 0;

      if (!is_joined_by_pitch (self, i) || line->rtl || indent < BRV_PDF_INDENT * line->size ||
          indent > 5 * line->size || fabs (below->box.x1 - self->left_edges[i]) > 0.3 * line->size)
        continue;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (count));
      if (count > most && count >= LEARNT_LINES)
        {
          most = count;
          self->first_indent = indent;
        }
    }
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
  const BrvPdfLine *line = get_line (self, i);

  return self->first_indent > 0 && !line->rtl &&
         fabs (line->box.x1 - self->left_edges[i] - self->first_indent) < 1;
}

/**
 * brv_pdf_measures_new:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @kinds: (array): what each line is
 *
 * Measures the lines that are text. All three must outlive the measures.
 *
 * Returns: (transfer full): the measures
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
  find_pitches (self);
  find_flush_edges (self);
  find_left_edges (self);
  find_right_edges (self);
  find_habit (self);
  find_filling (self);
  find_first_indent (self);
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
