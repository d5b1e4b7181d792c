/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-page-breaker.h"

#include "typeset/brv-column-filler.h"

#define FORCED_BREAK_COST 1e6

/* Costs are whole numbers of these, so that sums do not depend on where they begin. */
#define COST_UNIT 1024.0

/* The best way to begin a page at a line, with a note carried over or not. */
typedef struct
{
  guint line;
  BrvNotePlace carry; /* the next line of the notes to be set */
  gint64 cost;
  gint previous; /* node of the page before */
  gboolean is_forced;
  gint next_same_line; /* next node that begins at the same line */
} Node;

/* All that a run knows in the end; the next one takes over what is before and behind a change. */
struct _BrvPageBreaker
{
  BrvFlowLine *lines;
  guint n_lines;
  BrvFlowNote *notes;
  guint n_notes;
  BrvPageBreakSettings settings;
  GArray *nodes;  /* Node */
  gint *first_at; /* by line: the first node that begins there, or -1 */
  guint reach;    /* the most lines that were looked at for one page */
};

typedef struct
{
  BrvPageMatter matter;
  GArray *nodes;
  gint *first_at;
  guint reach;
  GArray *ends; /* BrvPageEnd, of the page that is being looked at */
} Breaker;

static gint64
find_cost (const BrvPageEnd *end)
{
  double cost = end->badness + (end->is_forced ? FORCED_BREAK_COST : 0);

  return (gint64)(cost * COST_UNIT + 0.5);
}

static void
add_edge (Breaker *self, gint from, const BrvPageEnd *end)
{
  const Node *start = &g_array_index (self->nodes, Node, (guint)from);
  Node node = { .line = end->end_line,
                .carry = end->end_note,
                .cost = start->cost + find_cost (end),
                .previous = from,
                .is_forced = end->is_forced,
                .next_same_line = self->first_at[end->end_line] };

  for (gint i = self->first_at[end->end_line]; i >= 0;)
    {
      Node *other = &g_array_index (self->nodes, Node, (guint)i);

      if (other->carry.note == node.carry.note && other->carry.line == node.carry.line)
        {
          node.next_same_line = other->next_same_line;
          if (node.cost < other->cost)
            *other = node;
          return;
        }
      i = other->next_same_line;
    }
  g_array_append_val (self->nodes, node);
  self->first_at[end->end_line] = (gint)self->nodes->len - 1;
}

static gboolean
is_end (const Breaker *self, const Node *node)
{
  return node->line == self->matter.n_lines && node->carry.line == 0;
}

/* Tries all ends of a page that begins at a node. */
static void
try_pages (Breaker *self, gint from)
{
  const Node start = g_array_index (self->nodes, Node, (guint)from);
  guint reach;

  g_array_set_size (self->ends, 0);
  if (self->matter.settings->n_columns > 1)
    reach = brv_column_filler_find_ends (&self->matter, start.line, start.carry, self->ends);
  else
    reach = brv_page_filler_find_ends (&self->matter, start.line, start.carry, self->ends);
  self->reach = MAX (self->reach, reach);
  for (guint i = 0; i < self->ends->len; i++)
    add_edge (self, from, &g_array_index (self->ends, BrvPageEnd, i));
}

/* A page that only carries a note on begins and ends at the same line, so nodes may be added. */
static void
try_pages_from (Breaker *self, guint line)
{
  gint done = -1;

  while (self->first_at[line] != done)
    {
      gint head = self->first_at[line];

      for (gint i = head; i != done; i = g_array_index (self->nodes, Node, (guint)i).next_same_line)
        {
          if (!is_end (self, &g_array_index (self->nodes, Node, (guint)i)))
            try_pages (self, i);
        }
      done = head;
    }
}

static GArray *
collect_pages (const Breaker *self)
{
  GArray *pages = g_array_new (FALSE, TRUE, sizeof (BrvPage));
  gint best = -1;

  for (gint i = self->first_at[self->matter.n_lines]; i >= 0;
       i = g_array_index (self->nodes, Node, (guint)i).next_same_line)
    {
      const Node *node = &g_array_index (self->nodes, Node, (guint)i);

      if (is_end (self, node) &&
          (best < 0 || node->cost < g_array_index (self->nodes, Node, (guint)best).cost))
        best = i;
    }
  while (best > 0)
    {
      const Node *end = &g_array_index (self->nodes, Node, (guint)best);
      const Node *start = &g_array_index (self->nodes, Node, (guint)end->previous);
      BrvPage page = { start->line, end->line, start->carry, end->carry, end->is_forced };

      g_array_prepend_val (pages, page);
      best = end->previous;
    }
  return pages;
}

/* How the lines and notes of the last run became those of this one. */
typedef struct
{
  guint n_same;     /* lines at the start that are as they were */
  guint n_same_end; /* lines at the end, likewise */
  gint line_shift;  /* of the lines at the end */
  gint note_shift;
} Change;

static gboolean
same_notes (const Breaker *self, const BrvPageBreaker *last, guint note, guint last_note, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const BrvFlowNote *a = &self->matter.notes[note + i];
      const BrvFlowNote *b = &last->notes[last_note + i];

      if (a->n_lines != b->n_lines || a->line_height != b->line_height)
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_line (
  const Breaker *self, const BrvPageBreaker *last, guint line, guint last_line, gint note_shift)
{
  const BrvFlowLine *a = &self->matter.lines[line];
  const BrvFlowLine *b = &last->lines[last_line];

  if (a->before != b->before || a->height != b->height || a->lead != b->lead ||
      a->tail != b->tail || !a->snap != !b->snap || !a->is_wide != !b->is_wide ||
      !a->goes_on != !b->goes_on || a->n_notes != b->n_notes || a->break_after != b->break_after)
    return FALSE;
  return a->n_notes == 0 || ((gint)a->first_note == (gint)b->first_note + note_shift &&
                             same_notes (self, last, a->first_note, b->first_note, a->n_notes));
}

static Change
compare_lines (const Breaker *self, const BrvPageBreaker *last)
{
  Change change = { .line_shift = (gint)self->matter.n_lines - (gint)last->n_lines,
                    .note_shift = (gint)self->matter.n_notes - (gint)last->n_notes };
  guint least = MIN (self->matter.n_lines, last->n_lines);

  while (change.n_same < least && same_line (self, last, change.n_same, change.n_same, 0))
    change.n_same++;
  while (change.n_same_end < least - change.n_same &&
         same_line (self, last, self->matter.n_lines - 1 - change.n_same_end,
                    last->n_lines - 1 - change.n_same_end, change.note_shift))
    change.n_same_end++;
  return change;
}

/* Takes over the nodes of the last run at some of its lines; @map tells their new indices. */
static void
copy_nodes (Breaker *self,
            const BrvPageBreaker *last,
            guint first,
            guint end,
            const Change *shift,
            gint64 cost_shift,
            gint *map)
{
  guint n_before = self->nodes->len;

  for (guint line = first; line < end; line++)
    {
      guint new_line = (guint)((gint)line + shift->line_shift);
      gint before = -1;

      self->first_at[new_line] = -1;
      for (gint i = last->first_at[line]; i >= 0;
           i = g_array_index (last->nodes, Node, (guint)i).next_same_line)
        {
          Node node = g_array_index (last->nodes, Node, (guint)i);

          node.line = new_line;
          node.carry.note = (guint)((gint)node.carry.note + shift->note_shift);
          node.cost += cost_shift;
          node.next_same_line = -1;
          map[i] = (gint)self->nodes->len;
          if (before < 0)
            self->first_at[new_line] = map[i];
          else
            g_array_index (self->nodes, Node, (guint)before).next_same_line = map[i];
          before = map[i];
          g_array_append_val (self->nodes, node);
        }
    }
  for (guint i = n_before; i < self->nodes->len; i++)
    {
      Node *node = &g_array_index (self->nodes, Node, i);

      if (node->previous >= 0)
        node->previous = map[node->previous];
    }
}

/*
 * Whether the pages that may begin at a line are those of the last run, all dearer by the same;
 * notes where they are.
 */
static gboolean
same_nodes (Breaker *self,
            const BrvPageBreaker *last,
            guint line,
            const Change *change,
            gboolean *has_shift,
            gint64 *cost_shift,
            gint *map)
{
  gint at = self->first_at[line];
  gint last_at = last->first_at[(gint)line - change->line_shift];

  for (; at >= 0 && last_at >= 0;)
    {
      const Node *a = &g_array_index (self->nodes, Node, (guint)at);
      const Node *b = &g_array_index (last->nodes, Node, (guint)last_at);

      if (a->carry.line != b->carry.line ||
          (gint)a->carry.note != (gint)b->carry.note + change->note_shift ||
          (a->carry.line > 0 && !same_notes (self, last, a->carry.note, b->carry.note, 1)))
        return FALSE;
      if (*has_shift && a->cost - b->cost != *cost_shift)
        return FALSE;
      *has_shift = TRUE;
      *cost_shift = a->cost - b->cost;
      map[last_at] = at;
      at = a->next_same_line;
      last_at = b->next_same_line;
    }
  return at == last_at;
}

static gboolean
is_unchanged (const Breaker *self, const BrvPageBreaker *last, const Change *change)
{
  return change->n_same == self->matter.n_lines && self->matter.n_lines == last->n_lines &&
         self->matter.n_notes == last->n_notes;
}

/* Runs from before the change to where all pages to come are known from the last run. */
static void
resume (Breaker *self, const BrvPageBreaker *last, Change change)
{
  const Change none = { 0 };
  g_autofree gint *map = g_new (gint, last->nodes->len + 1);
  guint reach = last->reach;
  guint kept = change.n_same > reach ? change.n_same - reach : 0;
  guint line = kept > reach ? kept - reach : 0;
  gboolean has_shift = FALSE;
  gint64 cost_shift = 0;
  guint n_agreeing = 0;

  self->reach = reach;
  copy_nodes (self, last, 0, kept + 1, &none, 0, map);
  for (; line <= self->matter.n_lines; line++)
    {
      try_pages_from (self, line);
      if (line + change.n_same_end < self->matter.n_lines)
        continue;
      if (!same_nodes (self, last, line, &change, &has_shift, &cost_shift, map))
        {
          n_agreeing = 0;
          has_shift = FALSE;
        }
      else if (++n_agreeing > self->reach && has_shift)
        break;
    }
  if (line < self->matter.n_lines)
    copy_nodes (self, last, (guint)((gint)line + 1 - change.line_shift), last->n_lines + 1, &change,
                cost_shift, map);
}

static gboolean
same_settings (const BrvPageBreakSettings *a, const BrvPageBreakSettings *b)
{
  return a->height == b->height && a->grid == b->grid && a->line_height == b->line_height &&
         a->separator == b->separator && a->note_gap == b->note_gap &&
         a->n_columns == b->n_columns && !a->is_optimising == !b->is_optimising;
}

static void
clear_run (BrvPageBreaker *self)
{
  g_clear_pointer (&self->nodes, g_array_unref);
  g_clear_pointer (&self->first_at, g_free);
  g_clear_pointer (&self->lines, g_free);
  g_clear_pointer (&self->notes, g_free);
}

static void
keep_run (BrvPageBreaker *self, Breaker *run)
{
  const BrvPageMatter *matter = &run->matter;

  clear_run (self);
  self->lines = g_memdup2 (matter->lines, matter->n_lines * sizeof *matter->lines);
  self->n_lines = matter->n_lines;
  self->notes = g_memdup2 (matter->notes, matter->n_notes * sizeof *matter->notes);
  self->n_notes = matter->n_notes;
  self->settings = *matter->settings;
  self->nodes = g_steal_pointer (&run->nodes);
  self->first_at = g_steal_pointer (&run->first_at);
  self->reach = run->reach;
}

static void
run_anew (Breaker *self)
{
  Node start = { .next_same_line = -1, .previous = -1 };

  g_array_append_val (self->nodes, start);
  self->first_at[0] = 0;
  for (guint line = 0; line <= self->matter.n_lines; line++)
    try_pages_from (self, line);
}

/**
 * brv_page_breaker_new:
 *
 * Returns: (transfer full): a breaker that has not run
 */
BrvPageBreaker *
brv_page_breaker_new (void)
{
  return g_new0 (BrvPageBreaker, 1);
}

/**
 * brv_page_breaker_free:
 * @self: (transfer full): a breaker
 *
 * Frees the breaker.
 */
void
brv_page_breaker_free (BrvPageBreaker *self)
{
  g_return_if_fail (self != NULL);

  clear_run (self);
  g_free (self);
}

/**
 * brv_page_breaker_run:
 * @self: a breaker
 * @lines: (array length=n_lines): the text; notes are referred to in rising order
 * @n_lines: how many
 * @notes: (array length=n_notes): the notes
 * @n_notes: how many
 * @settings: sizes, in points
 *
 * Breaks lines into pages.
 *
 * A note stands on the page of its reference; if it must be split, at least two of its lines do.
 * When optimising, the sum of the squares of the empty lines at the feet of all columns is least, with
 * some extra for breaks that look worse; otherwise each page is as full as may be. Runs in
 * O(n_lines × lines of a page), but after another run only until all that follows is as it was.
 *
 * Source: M. F. Plass, “Optimal pagination techniques for automatic typesetting systems”,
 * Stanford 1981.
 *
 * Returns: (transfer full) (element-type BrvPage): the pages, none if there are no lines
 */
GArray *
brv_page_breaker_run (BrvPageBreaker *self,
                      const BrvFlowLine *lines,
                      guint n_lines,
                      const BrvFlowNote *notes,
                      guint n_notes,
                      const BrvPageBreakSettings *settings)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (BrvPageEnd));
  Breaker run = { .matter = { lines, n_lines, notes, n_notes, settings }, .ends = ends };
  Change change = { 0 };
  gboolean can_resume;
  GArray *pages;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (settings != NULL && settings->height > 0 && settings->line_height > 0,
                        NULL);

  if (n_lines == 0)
    return g_array_new (FALSE, TRUE, sizeof (BrvPage));
  can_resume = self->nodes != NULL && same_settings (&self->settings, settings);
  if (can_resume)
    change = compare_lines (&run, self);
  /* As after most keystrokes: the letters are others, the lines are not. */
  if (can_resume && is_unchanged (&run, self, &change))
    {
      run.nodes = self->nodes;
      run.first_at = self->first_at;
      return collect_pages (&run);
    }
  run.nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  run.first_at = g_new (gint, n_lines + 1);
  for (guint i = 0; i <= n_lines; i++)
    run.first_at[i] = -1;
  if (can_resume)
    resume (&run, self, change);
  else
    run_anew (&run);
  pages = collect_pages (&run);
  keep_run (self, &run);
  return pages;
}
