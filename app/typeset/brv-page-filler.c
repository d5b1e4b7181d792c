/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-page-filler.h"

#include <math.h>

/* Costs, in squares of empty lines. */
#define POOR_BREAK_COST 4.0
#define SPLIT_NOTE_COST 9.0

/* Of a last page that looks left over. */
#define SHORT_LAST_PAGE_COST 40.0

/* Before a figure or a heading an empty foot explains itself; in a paragraph it looks like an error. */
#define GOES_ON_WEIGHT 2.0

/* The least text on a page that carries a long note on. */
#define MIN_BODY_LINES 3

#define TOLERANCE 1e-6

/* A page of one column that is being filled. */
typedef struct
{
  double y; /* end of the text */
  BrvPageNotes notes;
} Fill;

/**
 * brv_page_notes_begin:
 * @matter: what pages are filled with
 * @carry: the first line of the notes to be set
 *
 * Begins a page: with as much of a note that is carried over as leaves room for some text.
 *
 * Returns: its notes so far
 */
BrvPageNotes
brv_page_notes_begin (const BrvPageMatter *matter, BrvNotePlace carry)
{
  BrvPageNotes notes = { carry, 0 };
  double room = matter->settings->height - matter->settings->separator -
                MIN_BODY_LINES * matter->settings->line_height;
  const BrvFlowNote *note;
  guint n_lines;

  if (carry.line == 0)
    return notes;
  note = &matter->notes[carry.note];
  n_lines = note->n_lines - carry.line;
  if (n_lines * note->line_height > room)
    n_lines = MAX (1, (guint)floor (room / note->line_height));
  notes.height = n_lines * note->line_height;
  notes.end.line += n_lines;
  if (notes.end.line >= note->n_lines)
    notes.end = (BrvNotePlace){ carry.note + 1, 0 };
  return notes;
}

/**
 * brv_page_notes_add:
 * @matter: what pages are filled with
 * @notes: the notes of a page
 * @line: a line that comes to stand on it
 * @n_left: how many lines of its last note are carried over to the next page
 *
 * Returns: the notes with those of the line
 */
BrvPageNotes
brv_page_notes_add (const BrvPageMatter *matter,
                    BrvPageNotes notes,
                    const BrvFlowLine *line,
                    guint n_left)
{
  for (guint i = 0; i < line->n_notes; i++)
    {
      guint index = line->first_note + i;
      const BrvFlowNote *note = &matter->notes[index];
      guint n_lines = note->n_lines - (i + 1 == line->n_notes ? n_left : 0);

      notes.height = brv_page_notes_add_height (matter, notes.height, n_lines * note->line_height);
      notes.end =
        n_lines < note->n_lines ? (BrvNotePlace){ index, n_lines } : (BrvNotePlace){ index + 1, 0 };
    }
  return notes;
}

/**
 * brv_page_notes_measure:
 * @matter: what pages are filled with
 * @page: a page
 *
 * Returns: the height of the notes on it, without the separator
 */
double
brv_page_notes_measure (const BrvPageMatter *matter, const BrvPage *page)
{
  double height = 0;

  for (guint i = page->first_note.note; i <= page->end_note.note && i < matter->n_notes; i++)
    {
      const BrvFlowNote *note = &matter->notes[i];
      guint first = i == page->first_note.note ? page->first_note.line : 0;
      guint end = i == page->end_note.note ? page->end_note.line : note->n_lines;

      if (end > first)
        height = brv_page_notes_add_height (matter, height, (end - first) * note->line_height);
    }
  return height;
}

/**
 * brv_page_matter_judge_end:
 * @matter: what pages are filled with
 * @end: where a page ends; it receives its badness
 * @empties: in lines, of each of its columns
 * @n_columns: how many
 * @is_short: whether it would look left over as the last page
 *
 * Judges the end of a page: all that is empty on it, in each column, and what breaks there. At the
 * end of the document, and where the author ends a page, it may be empty.
 */
void
brv_page_matter_judge_end (const BrvPageMatter *matter,
                           BrvPageEnd *end,
                           const double *empties,
                           guint n_columns,
                           gboolean is_short)
{
  BrvPageBreakKind kind = matter->lines[end->end_line - 1].break_after;

  end->badness = 0;
  if (end->end_line == matter->n_lines && end->end_note.line == 0)
    {
      end->badness = is_short ? SHORT_LAST_PAGE_COST : 0;
      return;
    }
  for (guint i = 0; i < n_columns && kind != BRV_PAGE_BREAK_MUST; i++)
    end->badness += empties[i] * empties[i];
  if (matter->lines[end->end_line - 1].goes_on && empties[n_columns - 1] > 1)
    end->badness += GOES_ON_WEIGHT * empties[n_columns - 1] * empties[n_columns - 1];
  if (kind == BRV_PAGE_BREAK_POOR)
    end->badness += POOR_BREAK_COST;
  if (end->end_note.line > 0)
    end->badness += SPLIT_NOTE_COST;
}

static gboolean
fits (const BrvPageMatter *matter, double y, double notes_height)
{
  return y <= brv_page_notes_find_limit (matter, notes_height) + TOLERANCE;
}

static double
next_y (const BrvPageMatter *matter, guint line, guint first_line, double y)
{
  const BrvFlowLine *flow = &matter->lines[line];

  return brv_page_matter_snap (matter, flow, y + (line > first_line ? flow->before : flow->lead)) +
         flow->height;
}

/* Puts a line and all its notes on the page; %FALSE if they do not fit. */
static gboolean
place_line (const BrvPageMatter *matter, guint line, guint first_line, Fill *fill)
{
  const BrvFlowLine *flow = &matter->lines[line];
  double y = next_y (matter, line, first_line, fill->y);
  BrvPageNotes notes = fill->notes;

  /* What is carried on to the next page leaves no room for further notes. */
  if (fill->notes.end.line > 0 && flow->n_notes > 0)
    return FALSE;
  if (flow->n_notes > 0)
    notes = brv_page_notes_add (matter, notes, flow, 0);
  if (!fits (matter, y + flow->tail, notes.height))
    return FALSE;
  *fill = (Fill){ y, notes };
  return TRUE;
}

/* How many lines of a line's last note have room under it, the notes before it in full. */
static guint
count_fitting (const BrvPageMatter *matter, const BrvFlowLine *line, const Fill *fill, double y)
{
  const BrvFlowNote *last = &matter->notes[line->first_note + line->n_notes - 1];
  BrvPageNotes notes = brv_page_notes_add (matter, fill->notes, line, last->n_lines - 1);
  double room = brv_page_notes_find_limit (matter, notes.height) - y + last->line_height;

  return room > 0 ? (guint)floor (room / last->line_height + TOLERANCE) : 0;
}

/* Puts a line on the page whose last note must be split; %FALSE if even that does not fit. */
static gboolean
place_split (
  const BrvPageMatter *matter, guint line, guint first_line, Fill *fill, gboolean at_any_price)
{
  const BrvFlowLine *flow = &matter->lines[line];
  double y = next_y (matter, line, first_line, fill->y);
  guint least = at_any_price ? 1 : BRV_MIN_NOTE_LINES;
  const BrvFlowNote *last;
  guint n_lines;

  if (flow->n_notes == 0 || fill->notes.end.line > 0)
    return FALSE;
  last = &matter->notes[flow->first_note + flow->n_notes - 1];
  n_lines = count_fitting (matter, flow, fill, y);
  if (n_lines >= last->n_lines)
    return FALSE;
  if (!at_any_price && last->n_lines > BRV_MIN_NOTE_LINES)
    n_lines = MIN (n_lines, last->n_lines - BRV_MIN_NOTE_LINES);
  if (n_lines < least)
    return FALSE;
  *fill = (Fill){ y, brv_page_notes_add (matter, fill->notes, flow, last->n_lines - n_lines) };
  return TRUE;
}

static double
find_used (const BrvPageMatter *matter, const Fill *fill)
{
  return fill->y + matter->settings->height -
         brv_page_notes_find_limit (matter, fill->notes.height);
}

static void
add_end (
  const BrvPageMatter *matter, guint end_line, const Fill *fill, gboolean forced, GArray *ends)
{
  BrvPageEnd end = { end_line, fill->notes.end, 0, forced };
  double line_height = matter->settings->line_height;
  double used = find_used (matter, fill);
  double empty = (matter->settings->height - used) / line_height;

  brv_page_matter_judge_end (matter, &end, &empty, 1,
                             used < BRV_SHORT_LAST_PAGE_LINES * line_height);
  g_array_append_val (ends, end);
}

/* Whether a page may end after a line, if there is a choice. */
static gboolean
is_good_end (const BrvPageMatter *matter, guint line, const Fill *fill)
{
  const BrvPageBreakSettings *settings = matter->settings;

  return matter->lines[line].break_after == BRV_PAGE_BREAK_MUST ||
         (settings->is_optimising &&
          (line + 1 == matter->n_lines ||
           find_used (matter, fill) >= settings->height * (1 - BRV_MOST_EMPTY)));
}

/* A page that cannot end where pages may: with what fits, or one line that is higher than the page. */
static void
force_end (const BrvPageMatter *matter, guint first_line, guint line, Fill fill, GArray *ends)
{
  const BrvFlowLine *flow = &matter->lines[first_line];

  if (line == first_line && fill.notes.end.line == 0)
    {
      fill.y = next_y (matter, first_line, first_line, 0);
      if (flow->n_notes > 0)
        fill.notes.end = (BrvNotePlace){ flow->first_note + flow->n_notes, 0 };
      line = first_line + 1;
    }
  add_end (matter, line, &fill, TRUE, ends);
}

/**
 * brv_page_filler_find_ends:
 * @matter: what pages are filled with
 * @first_line: the first line of a page of one column
 * @carry: the first line of the notes that are still to be set
 * @ends: (element-type BrvPageEnd): receives all good ends of the page, or the least bad one
 *
 * Fills a page line by line, and tells where it may end.
 *
 * Returns: how many lines were looked at
 */
guint
brv_page_filler_find_ends (const BrvPageMatter *matter,
                           guint first_line,
                           BrvNotePlace carry,
                           GArray *ends)
{
  Fill fill = { 0, brv_page_notes_begin (matter, carry) };
  Fill allowed = fill;
  guint allowed_end = first_line == matter->n_lines ? first_line : G_MAXUINT;
  guint n_before = ends->len;
  gboolean is_full = FALSE;
  guint line;

  for (line = first_line; line < matter->n_lines && !is_full; line++)
    {
      if (!place_line (matter, line, first_line, &fill))
        {
          is_full = TRUE;
          if (!place_split (matter, line, first_line, &fill, line == first_line))
            break;
        }
      if (!brv_page_matter_may_end (matter, line + 1))
        continue;
      if (is_good_end (matter, line, &fill))
        add_end (matter, line + 1, &fill, FALSE, ends);
      else
        {
          allowed = fill;
          allowed_end = line + 1;
        }
      is_full = is_full || matter->lines[line].break_after == BRV_PAGE_BREAK_MUST;
    }
  if (ends->len == n_before && allowed_end != G_MAXUINT)
    add_end (matter, allowed_end, &allowed, FALSE, ends);
  else if (ends->len == n_before)
    force_end (matter, first_line, line, fill, ends);
  return line - first_line + 1;
}
