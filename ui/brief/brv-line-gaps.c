/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-line-gaps.h"

/* A run of lines of the buffer that a change leaves alone, or lines that it brings. */
typedef struct
{
  gint was; /* first line in the buffer, or -1 for new lines */
  guint n;
} Stretch;

static void
splice_stretches (GArray *stretches, const BrvLineSplice *splice)
{
  Stretch inserted = { -1, splice->n_inserted };
  guint line = 0;
  guint i = 0;
  guint left = splice->n_removed;

  while (i < stretches->len && line + g_array_index (stretches, Stretch, i).n <= splice->at)
    line += g_array_index (stretches, Stretch, i++).n;
  if (i < stretches->len && line < splice->at)
    { /* cut one in two at the splice */
      Stretch first = g_array_index (stretches, Stretch, i);
      Stretch second = first;

      first.n = splice->at - line;
      second.n -= first.n;
      if (second.was >= 0)
        second.was += (gint)first.n;
      g_array_index (stretches, Stretch, i) = second;
      g_array_insert_val (stretches, i, first);
      i++;
    }
  while (left > 0 && i < stretches->len)
    {
      Stretch *s = &g_array_index (stretches, Stretch, i);
      guint n = MIN (left, s->n);

      left -= n;
      s->n -= n;
      if (s->was >= 0)
        s->was += (gint)n;
      if (s->n == 0)
        g_array_remove_index (stretches, i);
    }
  if (inserted.n > 0)
    g_array_insert_val (stretches, i, inserted);
}

/**
 * brv_line_gaps_compose:
 * @splices: (element-type BrvLineSplice): what a change did to the lines, one after the other
 * @n_lines: how many lines there were before
 *
 * Finds what all splices of one change come to, so that each line is written once and as it is
 * in the end.
 *
 * Returns: (transfer full) (element-type BrvLineGap): the gaps, in order; between two of them
 *   there is a line that stays
 */
GArray *
brv_line_gaps_compose (GArray *splices, guint n_lines)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (BrvLineGap));
  Stretch all = { 0, n_lines };
  BrvLineGap gap = { 0, 0, 0, 0 };

  if (n_lines > 0)
    g_array_append_val (stretches, all);
  for (guint i = 0; i < splices->len; i++)
    splice_stretches (stretches, &g_array_index (splices, BrvLineSplice, i));
  for (guint i = 0; i <= stretches->len; i++)
    {
      Stretch end = { (gint)n_lines, 0 };
      const Stretch *s = i < stretches->len ? &g_array_index (stretches, Stretch, i) : &end;

      if (s->was < 0)
        {
          gap.n_now += s->n;
          continue;
        }
      gap.n_was = (guint)s->was - gap.was;
      if (gap.n_was > 0 || gap.n_now > 0)
        g_array_append_val (gaps, gap);
      gap = (BrvLineGap){ (guint)s->was + s->n, 0, gap.now + gap.n_now + s->n, 0 };
    }
  return gaps;
}
