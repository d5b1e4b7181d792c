/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-page-breaker.h"

#include <math.h>

/* Costs, in squares of empty lines. */
#define POOR_BREAK_COST   4.0
#define SPLIT_NOTE_COST   9.0
#define FORCED_BREAK_COST 1e6

/* A last page of fewer lines looks left over. */
#define SHORT_LAST_PAGE_LINES 4
#define SHORT_LAST_PAGE_COST  40.0

/* The least of a note that stands on the page of its reference, and the least carried over. */
#define MIN_NOTE_LINES 2

/* Pages emptier than this share are taken only where nothing else is left. */
#define MOST_EMPTY 0.4

/* The least text on a page that carries a long note on. */
#define MIN_BODY_LINES 3

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
  const BrvFlowLine *lines;
  guint n_lines;
  const BrvFlowNote *notes;
  guint n_notes;
  const BrvPageBreakSettings *settings;
  GArray *nodes;
  gint *first_at;
  guint reach;
} Breaker;

/* A page that is being filled. */
typedef struct
{
  double y;            /* end of the text */
  double notes_height; /* without the separator */
  BrvNotePlace end;    /* of the notes on it */
} Fill;

static double
used_height (const Breaker *self, double y, double notes_height)
{
  return y + (notes_height > 0 ? notes_height + self->settings->separator : 0);
}

static double
add_note_height (const Breaker *self, double notes_height, double lines_height)
{
  return notes_height + (notes_height > 0 ? self->settings->note_gap : 0) + lines_height;
}

static double
next_y (const Breaker *self, guint line, guint first_line, double y)
{
  const BrvFlowLine *flow = &self->lines[line];

  y += line > first_line ? flow->before : flow->lead;
  if (flow->snap && self->settings->grid > 0)
    y = ceil (y / self->settings->grid - 1e-6) * self->settings->grid;
  return y + flow->height;
}

/* Puts as much of a carried note on the page as leaves room for some text. */
static void
place_carried (const Breaker *self, BrvNotePlace carry, Fill *fill)
{
  const BrvFlowNote *note;
  double room = self->settings->height - self->settings->separator -
                MIN_BODY_LINES * self->settings->line_height;
  guint n_lines;

  fill->end = carry;
  if (carry.line == 0)
    return;
  note = &self->notes[carry.note];
  n_lines = note->n_lines - carry.line;
  if (n_lines * note->line_height > room)
    n_lines = MAX (1, (guint)floor (room / note->line_height));
  fill->notes_height = n_lines * note->line_height;
  fill->end.line += n_lines;
  if (fill->end.line >= note->n_lines)
    fill->end = (BrvNotePlace){ carry.note + 1, 0 };
}

/* Puts a line and all its notes on the page; %FALSE if they do not fit. */
static gboolean
place_line (const Breaker *self, guint line, guint first_line, Fill *fill)
{
  const BrvFlowLine *flow = &self->lines[line];
  double y = next_y (self, line, first_line, fill->y);
  double notes_height = fill->notes_height;

  /* What is carried on to the next page leaves no room for further notes. */
  if (fill->end.line > 0 && flow->n_notes > 0)
    return FALSE;
  for (guint i = 0; i < flow->n_notes; i++)
    {
      const BrvFlowNote *note = &self->notes[flow->first_note + i];

      notes_height = add_note_height (self, notes_height, note->n_lines * note->line_height);
    }
  if (used_height (self, y + flow->tail, notes_height) > self->settings->height + 1e-6)
    return FALSE;
  fill->y = y;
  fill->notes_height = notes_height;
  if (flow->n_notes > 0)
    fill->end = (BrvNotePlace){ flow->first_note + flow->n_notes, 0 };
  return TRUE;
}

/* Puts a line on the page whose last note must be split; %FALSE if even that does not fit. */
static gboolean
place_split (const Breaker *self, guint line, guint first_line, Fill *fill, gboolean at_any_price)
{
  const BrvFlowLine *flow = &self->lines[line];
  double y = next_y (self, line, first_line, fill->y);
  double notes_height = fill->notes_height;

  if (flow->n_notes == 0 || fill->end.line > 0)
    return FALSE;
  for (guint i = 0; i < flow->n_notes; i++)
    {
      guint index = flow->first_note + i;
      const BrvFlowNote *note = &self->notes[index];
      double whole = add_note_height (self, notes_height, note->n_lines * note->line_height);
      double room = self->settings->height - used_height (self, y, notes_height + 1e-9) -
                    (notes_height > 0 ? self->settings->note_gap : 0);
      guint n_lines = room > 0 ? (guint)floor (room / note->line_height + 1e-6) : 0;
      guint least = at_any_price ? 1 : MIN_NOTE_LINES;

      if (used_height (self, y, whole) <= self->settings->height + 1e-6)
        {
          notes_height = whole;
          continue;
        }
      if (!at_any_price && note->n_lines > MIN_NOTE_LINES)
        n_lines = MIN (n_lines, note->n_lines - MIN_NOTE_LINES);
      if (i + 1 < flow->n_notes || n_lines < least || n_lines >= note->n_lines)
        return FALSE;
      fill->y = y;
      fill->notes_height = add_note_height (self, notes_height, n_lines * note->line_height);
      fill->end = (BrvNotePlace){ index, n_lines };
      return TRUE;
    }
  return FALSE;
}

static double
page_badness (const Breaker *self, const Fill *fill, guint end_line)
{
  double used = used_height (self, fill->y, fill->notes_height);
  double empty = (self->settings->height - used) / self->settings->line_height;
  double cost = 0;

  if (end_line == self->n_lines && fill->end.line == 0)
    return used < SHORT_LAST_PAGE_LINES * self->settings->line_height ? SHORT_LAST_PAGE_COST : 0;
  if (self->lines[end_line - 1].break_after != BRV_PAGE_BREAK_MUST)
    cost = empty * empty;
  if (self->lines[end_line - 1].break_after == BRV_PAGE_BREAK_POOR)
    cost += POOR_BREAK_COST;
  if (fill->end.line > 0)
    cost += SPLIT_NOTE_COST;
  return cost;
}

static gint64
page_cost (const Breaker *self, const Fill *fill, guint end_line, gboolean is_forced)
{
  double cost = page_badness (self, fill, end_line) + (is_forced ? FORCED_BREAK_COST : 0);

  return (gint64)(cost * COST_UNIT + 0.5);
}

static void
add_edge (Breaker *self, gint from, guint end_line, const Fill *fill, gboolean is_forced)
{
  const Node *start = &g_array_index (self->nodes, Node, (guint)from);
  Node node = { .line = end_line,
                .carry = fill->end,
                .cost = start->cost + page_cost (self, fill, end_line, is_forced),
                .previous = from,
                .is_forced = is_forced,
                .next_same_line = self->first_at[end_line] };

  for (gint i = self->first_at[end_line]; i >= 0;)
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
  self->first_at[end_line] = (gint)self->nodes->len - 1;
}

static gboolean
is_end (const Breaker *self, const Node *node)
{
  return node->line == self->n_lines && node->carry.line == 0;
}

typedef struct
{
  guint end_line;
  Fill fill;
  gboolean is_found;
} Candidate;

/* Tries all ends of a page that begins at a node. */
static void
try_pages (Breaker *self, gint from)
{
  const Node start = g_array_index (self->nodes, Node, (guint)from);
  double least = self->settings->height * (1 - MOST_EMPTY);
  Candidate last_allowed = { 0 };
  gboolean has_edge = FALSE;
  gboolean is_full = FALSE;
  Fill fill = { 0 };
  guint line;

  place_carried (self, start.carry, &fill);
  for (line = start.line; line < self->n_lines && !is_full; line++)
    {
      if (!place_line (self, line, start.line, &fill))
        {
          Fill split = fill;

          if (!place_split (self, line, start.line, &split, line == start.line))
            break;
          fill = split;
          is_full = TRUE;
        }
      if (self->lines[line].break_after == BRV_PAGE_BREAK_NEVER && line + 1 < self->n_lines)
        continue;
      if (self->lines[line].break_after == BRV_PAGE_BREAK_MUST ||
          (self->settings->is_optimising &&
           (line + 1 == self->n_lines || used_height (self, fill.y, fill.notes_height) >= least)))
        {
          add_edge (self, from, line + 1, &fill, FALSE);
          has_edge = TRUE;
        }
      else if (!has_edge)
        last_allowed = (Candidate){ line + 1, fill, TRUE };
      is_full = is_full || self->lines[line].break_after == BRV_PAGE_BREAK_MUST;
    }
  self->reach = MAX (self->reach, line - start.line + 1);
  if (start.line == self->n_lines)
    last_allowed = (Candidate){ start.line, fill, TRUE };
  if (!has_edge && last_allowed.is_found)
    add_edge (self, from, last_allowed.end_line, &last_allowed.fill, FALSE);
  else if (!has_edge)
    {
      guint end_line = line;

      /* A single line higher than the page still goes on one. */
      if (line == start.line && fill.end.line == 0)
        {
          fill.y = next_y (self, start.line, start.line, 0);
          if (self->lines[start.line].n_notes > 0)
            fill.end =
              (BrvNotePlace){ self->lines[start.line].first_note + self->lines[start.line].n_notes,
                              0 };
          end_line = start.line + 1;
        }
      add_edge (self, from, end_line, &fill, TRUE);
    }
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

  for (gint i = self->first_at[self->n_lines]; i >= 0;
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
      const BrvFlowNote *a = &self->notes[note + i];
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
  const BrvFlowLine *a = &self->lines[line];
  const BrvFlowLine *b = &last->lines[last_line];

  if (a->before != b->before || a->height != b->height || a->lead != b->lead ||
      a->tail != b->tail || !a->snap != !b->snap || a->n_notes != b->n_notes ||
      a->break_after != b->break_after)
    return FALSE;
  return a->n_notes == 0 || ((gint)a->first_note == (gint)b->first_note + note_shift &&
                             same_notes (self, last, a->first_note, b->first_note, a->n_notes));
}

static Change
compare_lines (const Breaker *self, const BrvPageBreaker *last)
{
  Change change = { .line_shift = (gint)self->n_lines - (gint)last->n_lines,
                    .note_shift = (gint)self->n_notes - (gint)last->n_notes };
  guint least = MIN (self->n_lines, last->n_lines);

  while (change.n_same < least && same_line (self, last, change.n_same, change.n_same, 0))
    change.n_same++;
  while (change.n_same_end < least - change.n_same &&
         same_line (self, last, self->n_lines - 1 - change.n_same_end,
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
  return change->n_same == self->n_lines && self->n_lines == last->n_lines &&
         self->n_notes == last->n_notes;
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
  for (; line <= self->n_lines; line++)
    {
      try_pages_from (self, line);
      if (line + change.n_same_end < self->n_lines)
        continue;
      if (!same_nodes (self, last, line, &change, &has_shift, &cost_shift, map))
        {
          n_agreeing = 0;
          has_shift = FALSE;
        }
      else if (++n_agreeing > self->reach && has_shift)
        break;
    }
  if (line < self->n_lines)
    copy_nodes (self, last, (guint)((gint)line + 1 - change.line_shift), last->n_lines + 1, &change,
                cost_shift, map);
}

static gboolean
same_settings (const BrvPageBreakSettings *a, const BrvPageBreakSettings *b)
{
  return a->height == b->height && a->grid == b->grid && a->line_height == b->line_height &&
         a->separator == b->separator && a->note_gap == b->note_gap &&
         !a->is_optimising == !b->is_optimising;
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
  clear_run (self);
  self->lines = g_memdup2 (run->lines, run->n_lines * sizeof *run->lines);
  self->n_lines = run->n_lines;
  self->notes = g_memdup2 (run->notes, run->n_notes * sizeof *run->notes);
  self->n_notes = run->n_notes;
  self->settings = *run->settings;
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
  for (guint line = 0; line <= self->n_lines; line++)
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
 * When optimising, the sum of the squares of the empty lines at all pages' feet is least, with
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
  Breaker run = {
    .lines = lines, .n_lines = n_lines, .notes = notes, .n_notes = n_notes, .settings = settings
  };
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
