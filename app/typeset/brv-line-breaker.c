/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-line-breaker.h"

#include <math.h>
#include <stdlib.h>

/* Plain TeX's parameters (D. E. Knuth, The TeXbook, chapter 14 and appendix B). */
#define LINE_PENALTY          10.0
#define ADJACENT_DEMERITS     10000.0
#define FINAL_HYPHEN_DEMERITS 5000.0

#define SHORT_LAST_LINE_DEMERITS 40000.0

/* Ragged lines can give words to a last one that is shorter than this part of them without spaces that
 * show it: the shorter it is, the more it costs. */
#define SHORT_RAGGED_LAST_LINE 0.25

/* The unevenness of a line without spaces that is all blank: worse than any that has spaces. */
#define NO_SPACES 1e8

/* A line that cannot be set costs more than all others together. */
#define OVERFULL_DEMERITS 1e9

enum
{
  FIT_TIGHT,
  FIT_DECENT,
  FIT_LOOSE,
  FIT_VERY_LOOSE,
  N_FITS,
};

/* Hyphens in a row before and at a point: none, one, or more, which need not be told apart. */
#define N_HYPHENS 3

/* Ways to end a line at a point that must be told apart, as they cost different demerits later. */
#define N_CLASSES (N_FITS * N_HYPHENS)

/* The best way to end a line at a point with a given fitness. */
typedef struct
{
  guint point;
  gint previous; /* index of the node that the line starts at */
  gint next;     /* index of the next active node */
  double demerits;
  gint fitness;
  guint n_hyphens; /* lines in a row that end with a hyphen, up to here; at most N_HYPHENS - 1 */
} Node;

typedef struct
{
  const BrvBreakPoint *points;
  guint n_points;
  const BrvLineBreakSettings *settings;
  GArray *nodes;
  gint first_active;
} Breaker;

typedef struct
{
  double demerits;
  gint from;
} Best;

typedef struct
{
  double ratio; /* of stretch (above 0) or shrink; below -1 the line is too long */
  double badness;
  double unevenness; /* what of it the eye sees */
} Fit;

static Node *
node_at (Breaker *self, gint index)
{
  return &g_array_index (self->nodes, Node, (guint)index);
}

/*
 * As badness, but of what spaces have to give when glyphs have given all that they can: that is all
 * that shows. A square, so that it does not vanish beside the penalty of a line. Measured at 130 mm on 200
 * paragraphs, the mean squared deviation of spaces is .0871 instead of .0877 with the same hyphens,
 * and at 65 mm a line in a hundred less is hyphenated.
 */
static double
judge_spaces (
  const BrvBreakPoint *start, const BrvBreakPoint *end, double width, double missing, double give)
{
  double glyphs = end->end_glyphs - start->start_glyphs;
  double rest = fabs (missing) - glyphs;

  if (rest <= 0)
    return 0;
  return give > glyphs ? 100 * pow (rest / (give - glyphs), 2) : NO_SPACES * rest / width;
}

/* How well the text between two points fills a line. */
static Fit
fit_line (const Breaker *self, guint from, guint to)
{
  const BrvBreakPoint *start = &self->points[from];
  const BrvBreakPoint *end = &self->points[to];
  double width = from == 0 ? self->settings->first_width : self->settings->width;
  double natural = end->end_width - start->start_width + end->extra - start->lead;
  double missing = width - natural;
  double ragged = self->settings->line_stretch;
  double give;
  Fit fit = { 0, 0, 0 };

  if (missing >= 0)
    {
      give = ragged > 0 ? ragged : end->end_stretch - start->start_stretch;
      if (end->forced || missing < 1e-6)
        return fit;
      fit.ratio = give > 0 ? missing / give : 1000;
    }
  else
    {
      /* Nothing is squeezed into a ragged line. */
      give = ragged > 0 ? 0 : end->end_shrink - start->start_shrink;
      fit.ratio = give > 0 ? missing / give : -1000;
      /* Rounding of sums must not make a line that just fits too long. */
      if (fit.ratio < -1 && fit.ratio > -1 - 1e-6)
        fit.ratio = -1;
    }
  fit.badness = fit.ratio < -1 ? INFINITY : 100 * pow (fabs (fit.ratio), 3);
  fit.unevenness = ragged > 0 ? fit.badness : judge_spaces (start, end, width, missing, give);
  return fit;
}

static gint
classify (Fit fit)
{
  if (fit.ratio < -0.5)
    return FIT_TIGHT;
  if (fit.ratio <= 0.5)
    return FIT_DECENT;
  return fit.ratio <= 1 ? FIT_LOOSE : FIT_VERY_LOOSE;
}

static double
line_demerits (Breaker *self, const Node *from, guint to, Fit fit)
{
  const BrvBreakPoint *start = &self->points[from->point];
  const BrvBreakPoint *end = &self->points[to];
  double demerits = pow (LINE_PENALTY + fit.unevenness, 2) + end->penalty * end->penalty;

  if (end->flagged)
    demerits += self->settings->hyphen;
  if (end->flagged && start->flagged)
    demerits += from->n_hyphens >= 2 ? self->settings->ladder : self->settings->two_hyphens;
  if (abs (classify (fit) - from->fitness) > 1)
    demerits += ADJACENT_DEMERITS;
  if (to == self->n_points - 1)
    {
      double least = BRV_LINE_BREAKER_SHORT_LAST_LINE * self->settings->width;
      double fair = SHORT_RAGGED_LAST_LINE * self->settings->width;
      double width = end->end_width - start->start_width;

      /* The rest of a divided word alone looks lost even where it is longer. */
      if (start->flagged)
        {
          demerits += FINAL_HYPHEN_DEMERITS;
          least *= 2;
        }
      if (from->point > 0 && width < least)
        demerits += SHORT_LAST_LINE_DEMERITS;
      if (from->point > 0 && self->settings->line_stretch > 0 && width < fair)
        demerits += SHORT_LAST_LINE_DEMERITS * (1 - width / fair);
    }
  return from->demerits + demerits;
}

static guint
count_hyphens (const Breaker *self, const Node *from, guint to)
{
  return self->points[to].flagged ? MIN (from->n_hyphens + 1, N_HYPHENS - 1) : 0;
}

static void
remove_active (Breaker *self, gint before, gint node)
{
  if (before < 0)
    self->first_active = node_at (self, node)->next;
  else
    node_at (self, before)->next = node_at (self, node)->next;
}

/* Tries all lines that end at @to; returns the last active node. */
static gint
try_lines (Breaker *self, guint to, Best best[N_CLASSES])
{
  gint before = -1;
  gint removed = -1;
  gboolean found = FALSE;

  for (gint i = self->first_active; i >= 0;)
    {
      const Node *from = node_at (self, i);
      gint next = from->next;
      Fit fit = fit_line (self, from->point, to);

      if (fit.badness <= self->settings->tolerance && isfinite (fit.badness))
        {
          gint class = classify (fit) + N_FITS * (gint)count_hyphens (self, from, to);
          double demerits = line_demerits (self, from, to, fit);

          if (demerits < best[class].demerits)
            best[class] = (Best){ demerits, i };
          found = TRUE;
        }
      if (fit.ratio < -1 || self->points[to].forced)
        {
          remove_active (self, before, i);
          removed = i;
        }
      else
        before = i;
      i = next;
    }
  /* Nothing fits and nothing ever will: the line must stick out. */
  if (!found && self->first_active < 0 && removed >= 0 && isinf (self->settings->tolerance))
    best[FIT_DECENT] = (Best){ node_at (self, removed)->demerits + OVERFULL_DEMERITS, removed };
  return before;
}

static void
add_nodes (Breaker *self, guint to, const Best best[N_CLASSES], gint last_active)
{
  double least[N_HYPHENS] = { INFINITY, INFINITY, INFINITY };

  for (gint class = 0; class < N_CLASSES; class ++)
    least[class / N_FITS] = MIN (least[class / N_FITS], best[class].demerits);
  for (gint class = 0; class < N_CLASSES; class ++)
    {
      Node node = { .point = to,
                    .previous = best[class].from,
                    .next = -1,
                    .demerits = best[class].demerits,
                    .fitness = class % N_FITS,
                    .n_hyphens = (guint)(class / N_FITS) };

      /* The fitness of a line never costs the next one more than this. */
      if (isinf (node.demerits) || node.demerits > least[node.n_hyphens] + ADJACENT_DEMERITS)
        continue;
      g_array_append_val (self->nodes, node);
      if (last_active < 0)
        self->first_active = (gint)self->nodes->len - 1;
      else
        node_at (self, last_active)->next = (gint)self->nodes->len - 1;
      last_active = (gint)self->nodes->len - 1;
    }
}

static guint
collect_breaks (Breaker *self, guint *breaks)
{
  gint best = -1;
  guint n = 0;

  for (gint i = self->first_active; i >= 0; i = node_at (self, i)->next)
    {
      if (node_at (self, i)->point == self->n_points - 1 &&
          (best < 0 || node_at (self, i)->demerits < node_at (self, best)->demerits))
        best = i;
    }
  for (gint i = best; i >= 0 && node_at (self, i)->previous >= 0; i = node_at (self, i)->previous)
    breaks[n++] = node_at (self, i)->point;
  for (guint i = 0; i < n / 2; i++)
    {
      guint swap = breaks[i];

      breaks[i] = breaks[n - 1 - i];
      breaks[n - 1 - i] = swap;
    }
  return n;
}

/**
 * brv_line_breaker_run:
 * @points: (array length=n_points): the paragraph's start, every place where a line may end, and
 *   its end, which is forced
 * @n_points: how many, at least 2
 * @settings: widths in the unit of @points, and what is accepted
 * @breaks: (out caller-allocates) (array length=n_points): indices of the chosen points, one a line
 *
 * Finds the breaks that make the paragraph most even as a whole.
 *
 * With a tolerance of %INFINITY breaks are always found: the least bad ones where no good ones
 * are, and a line with nowhere to break sticks out. Badness is then not capped, so that of two
 * loose lines the looser one still counts as worse, which TeX's rules lose. Runs in
 * O(n_points × points in two lines).
 *
 * Source: D. E. Knuth and M. F. Plass, “Breaking Paragraphs into Lines”,
 * Software—Practice and Experience 11 (1981), 1119–1184.
 *
 * Returns: the number of lines, or 0 if none are within the tolerance
 */
guint
brv_line_breaker_run (const BrvBreakPoint *points,
                      guint n_points,
                      const BrvLineBreakSettings *settings,
                      guint *breaks)
{
  Breaker self = { points, n_points, settings, NULL, 0 };
  Node start = { 0, -1, -1, 0, FIT_DECENT, 0 };
  guint n_lines = 0;

  g_return_val_if_fail (points != NULL && n_points >= 2 && points[n_points - 1].forced, 0);
  g_return_val_if_fail (settings != NULL && breaks != NULL, 0);

  self.nodes = g_array_sized_new (FALSE, FALSE, sizeof (Node), n_points * 2);
  g_array_append_val (self.nodes, start);
  for (guint to = 1; to < n_points && self.first_active >= 0; to++)
    {
      Best best[N_CLASSES];
      gint last_active;

      for (guint i = 0; i < N_CLASSES; i++)
        best[i] = (Best){ INFINITY, -1 };
      last_active = try_lines (&self, to, best);
      add_nodes (&self, to, best, last_active);
    }
  n_lines = collect_breaks (&self, breaks);
  g_array_unref (self.nodes);
  return n_lines;
}
