/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a document does with its lines all over: how far apart it sets them, whether it indents its
 * paragraphs or sets them apart, and whether it fills lines.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-habits.h"
#include "import/brv-pdf-line-signs.h"

/* The distance of lines is known from so many of them. */
#define LEARNT_LINES   3
#define LEARNT_FILLING 12

/**
 * brv_pdf_habits_find_pitches:
 * @measures: the lines of a document
 *
 * Finds for each size the distance that most lines have.
 */
void
brv_pdf_habits_find_pitches (BrvPdfMeasures *measures)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) best = g_hash_table_new (NULL, NULL);
  guint most = 0;

  measures->pitch_ratio = 1.25;
  for (guint i = 1; i < measures->lines->lines->len; i++)
    {
      const BrvPdfLine *line = brv_pdf_measures_get_line (measures, i);
      double pitch = 0;
      gint size = (gint)lround (line->size * 10);
      gpointer key = NULL;
      guint count = 0;

      if (!brv_pdf_measures_are_neighbours (measures, i) ||
          !brv_pdf_measures_is_same_type (line, brv_pdf_measures_get_line (measures, i - 1)))
        continue;
      pitch = brv_pdf_measures_get_distance (measures, i);
      if (pitch < 0.8 * line->size || pitch > 2.6 * line->size)
        continue;
      key = GINT_TO_POINTER (size * 10000 + (gint)lround (pitch * 4));
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (count));
      if (count >= LEARNT_LINES &&
          count > GPOINTER_TO_UINT (g_hash_table_lookup (best, GINT_TO_POINTER (size))))
        {
          g_hash_table_insert (best, GINT_TO_POINTER (size), GUINT_TO_POINTER (count));
          g_hash_table_insert (measures->pitches, GINT_TO_POINTER (size),
                               GINT_TO_POINTER ((gint)lround (pitch * 100)));
        }
      if (count > most)
        {
          most = count;
          measures->pitch_ratio = pitch / line->size;
        }
    }
}

/* Counts how the document parts its paragraphs. */
static void
find_habit (BrvPdfMeasures *self)
{
  guint n_apart = 0;
  guint n_tight = 0;

  for (guint i = 1; i < self->lines->lines->len; i++)
    {
      const BrvPdfLine *above = brv_pdf_measures_get_line (self, i - 1);
      const BrvPdfLine *line = brv_pdf_measures_get_line (self, i);

      if (!brv_pdf_measures_are_neighbours (self, i) ||
          !brv_pdf_measures_is_same_type (above, line) || brv_pdf_measures_is_display (self, line))
        continue;
      if (brv_pdf_measures_get_distance (self, i) >
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
      const BrvPdfLine *above = brv_pdf_measures_get_line (self, i - 1);
      const BrvPdfLine *line = brv_pdf_measures_get_line (self, i);

      if (!brv_pdf_measures_is_joined (self, i) || brv_pdf_measures_is_display (self, line) ||
          !brv_pdf_measures_are_aligned (self, i - 1, i) || above->n_words < 3 ||
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
      const BrvPdfLine *line = brv_pdf_measures_get_line (self, i - 1);
      const BrvPdfLine *below = brv_pdf_measures_get_line (self, i);
      double indent = (double)line->box.x1 - below->box.x1;
      gpointer key = GINT_TO_POINTER ((gint)lround (indent * 2) + 1);
      guint count = 0;

      if (!brv_pdf_measures_is_joined (self, i) || line->rtl ||
          indent < BRV_PDF_INDENT * line->size || indent > 5 * line->size ||
          fabs (below->box.x1 - self->left_edges[i]) > 0.3 * line->size)
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
 * brv_pdf_habits_find:
 * @measures: the lines of a document, how far apart they stand, and between which edges
 *
 * Finds how the document parts its paragraphs and whether it fills its lines.
 */
void
brv_pdf_habits_find (BrvPdfMeasures *measures)
{
  find_habit (measures);
  find_filling (measures);
  find_first_indent (measures);
}
