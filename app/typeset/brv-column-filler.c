/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pages of two columns. A page is a pile of bands: lines that go across, and lines in two columns
 * between them. What stands above a wide line is balanced, and so is the end of the document; else a
 * column is as full as may be. Notes stand at the foot of the page, across both columns: their numbers
 * are looked for in one place, and short ones need one line instead of two.
 */

#include "config.h"

#include "typeset/brv-column-filler.h"

#include <math.h>

/* How much of a band may get lost above the second column, in lines of the body. */
#define MOST_LOST_LINES 4

#define TOLERANCE 1e-6

/* Lines of one kind on a page, and where the second column begins. */
typedef struct
{
  guint first;
  guint split; /* the first line of the second column; the end where there is none */
  guint end;
  double top;
  double limit;      /* of the text, when the second column was begun */
  double y;          /* end of the lines so far in the column that is being filled */
  double bottoms[2]; /* of the columns, the edges of boxes at their feet included */
} Band;

/* A page that is being filled. */
typedef struct
{
  guint end_line;
  BrvPageNotes notes;
  Band band; /* the last one */
} Fill;

static double
find_bottom (const BrvPageMatter *matter, guint first, guint end, double top)
{
  double y = top;

  for (guint i = first; i < end; i++)
    {
      const BrvFlowLine *line = &matter->lines[i];

      y = brv_page_matter_snap (matter, line, y + (i == first ? line->lead : line->before)) +
          line->height;
    }
  return end > first ? y + matter->lines[end - 1].tail : y;
}

/* Whether a column that is this one line would show it alone, out of the middle of its paragraph. */
static gboolean
is_stray (const BrvPageMatter *matter, guint first, guint end)
{
  return end - first == 1 && first > 0 && matter->lines[first - 1].goes_on &&
         matter->lines[first].goes_on;
}

/* Whether a column that holds these lines from its beginning may end. */
static gboolean
may_split (const BrvPageMatter *matter, guint first, guint end)
{
  return brv_page_matter_may_end (matter, end) && !is_stray (matter, first, end);
}

/*
 * Where a band begins below another. What stands above a line at a page's top is part of the space
 * before it elsewhere. Columns begin on the grid, so that their lines stand beside each other also
 * where a paragraph goes on in the second.
 */
static double
find_band_top (const BrvPageMatter *matter, guint first, double y)
{
  const BrvFlowLine *line = &matter->lines[first];
  double grid = matter->settings->grid;
  double top = y > 0 ? y + line->before - line->lead : 0;

  return line->is_wide || grid <= 0 ? top : ceil (top / grid - TOLERANCE) * grid;
}

static double
get_bottom (const Band *band)
{
  return MAX (band->bottoms[0], band->bottoms[1]);
}

static gboolean
is_wide (const BrvPageMatter *matter, const Band *band)
{
  return matter->lines[band->first].is_wide;
}

static gboolean
has_one_column (const BrvPageMatter *matter)
{
  return matter->settings->n_columns < 2;
}

/* Appends a line to the column that is being filled. */
static void
extend_column (const BrvPageMatter *matter, Band *band, guint line, gboolean is_first)
{
  const BrvFlowLine *flow = &matter->lines[line];

  band->y = brv_page_matter_snap (matter, flow, band->y + (is_first ? flow->lead : flow->before)) +
            flow->height;
}

/* Puts all lines of a band behind a place into the second column. */
static void
begin_second (const BrvPageMatter *matter, Band *band, guint split, guint end)
{
  band->split = split;
  band->bottoms[0] = find_bottom (matter, band->first, split, band->top);
  band->y = band->top;
  for (guint i = split; i < end; i++)
    extend_column (matter, band, i, i == split);
  band->bottoms[1] = end > split ? band->y + matter->lines[end - 1].tail : band->top;
}

/* The last place before a line where the first column may end; its first line if there is none. */
static guint
find_split (const BrvPageMatter *matter, const Band *band, guint line)
{
  guint split = line;

  while (split > band->first && !may_split (matter, band->first, split))
    split--;
  return split;
}

/* Adds one line to a band of columns; %FALSE if it has no room. */
static gboolean
fill_with_line (const BrvPageMatter *matter, Band *band, guint line)
{
  double tail = matter->lines[line].tail;
  gboolean is_in_first = band->split == band->end;

  extend_column (matter, band, line, line == band->first);
  band->end = line + 1;
  if (is_in_first && band->y + tail <= band->limit + TOLERANCE)
    {
      band->split = band->end;
      band->bottoms[0] = band->y + tail;
      band->bottoms[1] = band->top;
      return TRUE;
    }
  if (!is_in_first)
    band->bottoms[1] = band->y + tail;
  else
    {
      guint split = find_split (matter, band, line);

      band->bottoms[0] = band->bottoms[1] = band->y + tail;
      if (split == band->first)
        return FALSE;
      begin_second (matter, band, split, line + 1);
    }
  return get_bottom (band) <= band->limit + TOLERANCE;
}

/* Lays a band out from its beginning. */
static gboolean
fill_band (const BrvPageMatter *matter, Band *band, guint end, double limit)
{
  gboolean has_room = TRUE;

  *band = (Band){ band->first, band->first, band->first, band->top, limit, band->top, { 0 } };
  for (guint i = band->first; i < end && has_room; i++)
    has_room = fill_with_line (matter, band, i);
  return has_room;
}

/* Adds one line that goes across to a band of such lines. */
static gboolean
pile_line (const BrvPageMatter *matter, Band *band, guint line, double limit)
{
  extend_column (matter, band, line, line == band->first);
  band->end = band->split = line + 1;
  band->bottoms[0] = band->bottoms[1] = band->y + matter->lines[line].tail;
  return band->bottoms[0] <= limit + TOLERANCE;
}

/* Where the lines of a band end one by one, were all of them in the first column. */
static double *
find_ends_of_lines (const BrvPageMatter *matter, const Band *band)
{
  double *ends = g_new (double, band->end - band->first + 1);
  Band column = *band;

  column.y = column.top;
  for (guint i = band->first; i < band->end; i++)
    {
      extend_column (matter, &column, i, i == band->first);
      ends[i - band->first] = column.y;
    }
  return ends;
}

/* Makes the columns as even as may be, the first rather the longer. */
static void
balance_band (const BrvPageMatter *matter, Band *band)
{
  g_autofree double *ends = find_ends_of_lines (matter, band);
  double lost = MOST_LOST_LINES * matter->settings->line_height;
  double best = G_MAXDOUBLE;
  guint split = band->end;

  for (guint i = band->end; i > band->first; i--)
    {
      double first_bottom = ends[i - 1 - band->first] + matter->lines[i - 1].tail;
      double second_bottom;

      if (i < band->end && !may_split (matter, band->first, i))
        continue;
      second_bottom = find_bottom (matter, i, band->end, band->top);
      if (MAX (first_bottom, second_bottom) < best - TOLERANCE)
        {
          best = MAX (first_bottom, second_bottom);
          split = i;
        }
      /* The second column becomes longer and longer, but for what is lost above it. */
      if (second_bottom - lost > best)
        break;
    }
  begin_second (matter, band, split, band->end);
}

/* The band of a page with one more line in it, or the next one that the line begins. */
static gboolean
add_to_band (const BrvPageMatter *matter, const Band *last, guint line, double limit, Band *band)
{
  gboolean is_empty = last->end == last->first;

  *band = *last;
  if (is_empty || !is_wide (matter, last) != !matter->lines[line].is_wide)
    {
      Band closed = *last;

      if (!is_empty && !is_wide (matter, last))
        balance_band (matter, &closed);
      *band = (Band){ .first = line, .split = line, .end = line, .limit = limit };
      band->top = band->y = is_empty ? 0 : find_band_top (matter, line, get_bottom (&closed));
    }
  if (matter->lines[line].is_wide)
    return pile_line (matter, band, line, limit);
  if (band->limit != limit)
    return fill_band (matter, band, line + 1, limit);
  return fill_with_line (matter, band, line);
}

/* Puts a line on a page, and its notes but for some lines of the last; %FALSE if there is no room. */
static gboolean
place_line (const BrvPageMatter *matter, guint line, const Fill *before, guint n_left, Fill *placed)
{
  const BrvFlowLine *flow = &matter->lines[line];

  /* What is carried on to the next page leaves no room for further notes. */
  if (flow->n_notes > 0 && before->notes.end.line > 0)
    return FALSE;
  placed->end_line = line + 1;
  placed->notes = before->notes;
  if (flow->n_notes > 0)
    placed->notes = brv_page_notes_add (matter, before->notes, flow, n_left);
  return add_to_band (matter, &before->band, line,
                      brv_page_notes_find_limit (matter, placed->notes.height), &placed->band);
}

/* Puts a line on a page whose last note must be split. */
static gboolean
place_split (
  const BrvPageMatter *matter, guint line, const Fill *before, gboolean at_any_price, Fill *placed)
{
  const BrvFlowLine *flow = &matter->lines[line];
  guint least = at_any_price ? 1 : BRV_MIN_NOTE_LINES;
  guint n_lines = 0;

  if (flow->n_notes > 0)
    n_lines = matter->notes[flow->first_note + flow->n_notes - 1].n_lines;
  for (guint n_left = least; n_left + least <= n_lines; n_left++)
    {
      if (place_line (matter, line, before, n_left, placed))
        return TRUE;
    }
  return FALSE;
}

/* The end of the document, or a page that the author ends, has columns of the same length. */
static gboolean
is_balanced (const BrvPageMatter *matter, guint end_line)
{
  return end_line == matter->n_lines ||
         (end_line > 0 && matter->lines[end_line - 1].break_after == BRV_PAGE_BREAK_MUST);
}

/* How much of both columns is empty, on the average. */
static double
find_empty (const BrvPageMatter *matter, const Fill *fill)
{
  return brv_page_notes_find_limit (matter, fill->notes.height) -
         (fill->band.bottoms[0] + fill->band.bottoms[1]) / 2;
}

static void
add_end (const BrvPageMatter *matter, const Fill *fill, gboolean is_forced, GArray *ends)
{
  BrvPageEnd end = { fill->end_line, fill->notes.end, 0, is_forced };
  double line_height = matter->settings->line_height;
  double limit = brv_page_notes_find_limit (matter, fill->notes.height);
  double empties[2];
  gboolean is_short;

  for (guint i = 0; i < 2; i++)
    empties[i] = (limit - fill->band.bottoms[i]) / line_height;
  is_short =
    matter->settings->height - find_empty (matter, fill) < BRV_SHORT_LAST_PAGE_LINES * line_height;
  brv_page_matter_judge_end (matter, &end, empties, 2, is_short);
  g_array_append_val (ends, end);
}

/* Whether a page may end behind what is on it, if there is a choice. */
static gboolean
is_good_end (const BrvPageMatter *matter, const Fill *fill)
{
  const BrvPageBreakSettings *settings = matter->settings;

  return matter->lines[fill->end_line - 1].break_after == BRV_PAGE_BREAK_MUST ||
         (settings->is_optimising &&
          (fill->end_line == matter->n_lines ||
           find_empty (matter, fill) <= settings->height * BRV_MOST_EMPTY));
}

/* What no page has room for stands on one all the same. */
static void
force_end (const BrvPageMatter *matter, guint first_line, const Fill *fill, GArray *ends)
{
  Fill forced = *fill;

  if (forced.end_line == first_line && forced.notes.end.line == 0)
    place_line (matter, first_line, fill, 0, &forced);
  add_end (matter, &forced, TRUE, ends);
}

/**
 * brv_column_filler_find_ends:
 * @matter: what pages are filled with; each line is set for its column or for the whole measure
 * @first_line: the first line of a page of two columns
 * @carry: the first line of the notes that are still to be set
 * @ends: (element-type BrvPageEnd): receives all good ends of the page, or the least bad one
 *
 * Fills a page line by line, and tells where it may end.
 *
 * Returns: how many lines were looked at
 */
guint
brv_column_filler_find_ends (const BrvPageMatter *matter,
                             guint first_line,
                             BrvNotePlace carry,
                             GArray *ends)
{
  Fill fill = { first_line, brv_page_notes_begin (matter, carry), { .first = first_line } };
  Fill allowed;
  gboolean has_allowed = first_line == matter->n_lines;
  guint n_before = ends->len;
  gboolean is_full = FALSE;
  guint line;

  fill.band.split = fill.band.end = first_line;
  allowed = fill;
  for (line = first_line; line < matter->n_lines && !is_full; line++)
    {
      Fill placed;

      if (!place_line (matter, line, &fill, 0, &placed))
        {
          is_full = TRUE;
          if (!place_split (matter, line, &fill, line == first_line, &placed))
            break;
        }
      fill = placed;
      if (!brv_page_matter_may_end (matter, line + 1) ||
          is_stray (matter, fill.band.split, fill.band.end))
        continue;
      if (is_good_end (matter, &fill))
        add_end (matter, &fill, FALSE, ends);
      else
        {
          allowed = fill;
          has_allowed = TRUE;
        }
      is_full = is_full || matter->lines[line].break_after == BRV_PAGE_BREAK_MUST;
    }
  if (ends->len == n_before && has_allowed)
    add_end (matter, &allowed, FALSE, ends);
  else if (ends->len == n_before)
    force_end (matter, first_line, &fill, ends);
  return line - first_line + 1;
}

static void
place_column (const BrvPageMatter *matter,
              const BrvPage *page,
              guint first,
              guint end,
              const BrvColumnSpot *start,
              BrvColumnSpot *spots)
{
  double y = start->y;

  for (guint i = first; i < end; i++)
    {
      const BrvFlowLine *line = &matter->lines[i];
      gboolean is_first = i == first;

      y = brv_page_matter_snap (matter, line, y + (is_first ? line->lead : line->before));
      spots[i - page->first_line] =
        (BrvColumnSpot){ y, start->column, is_first && start->is_first };
      y += line->height;
    }
}

/* Lays out a band of a finished page. */
static void
lay_band (const BrvPageMatter *matter, const BrvPage *page, guint end, Band *band)
{
  double notes_height = brv_page_notes_measure (matter, page);
  gboolean is_last = end == page->end_line;
  gboolean has_room;

  if (has_one_column (matter) || is_wide (matter, band))
    {
      for (guint i = band->first; i < end; i++)
        pile_line (matter, band, i, G_MAXDOUBLE);
      return;
    }
  band->end = end;
  if (!is_last || is_balanced (matter, end))
    {
      balance_band (matter, band);
      return;
    }
  has_room = fill_band (matter, band, end, brv_page_notes_find_limit (matter, notes_height));
  if (!has_room)
    {
      band->end = end;
      begin_second (matter, band, end, end);
    }
}

/**
 * brv_column_filler_place_lines:
 * @matter: what pages are filled with
 * @page: a page of one column or two, which ends as a filler said that it may
 * @spots: (array): receives the places of all its lines
 *
 * Finds out where the lines of a page stand.
 */
void
brv_column_filler_place_lines (const BrvPageMatter *matter,
                               const BrvPage *page,
                               BrvColumnSpot *spots)
{
  double bottom = 0;

  g_return_if_fail (matter != NULL && page != NULL && spots != NULL);

  for (guint first = page->first_line; first < page->end_line;)
    {
      gboolean wide = has_one_column (matter) || matter->lines[first].is_wide;
      gboolean at_top = first == page->first_line;
      Band band = { .first = first, .split = first, .end = first };
      BrvColumnSpot start = { 0, wide ? BRV_COLUMN_WIDE : 0, at_top || !wide };
      guint end = first + 1;

      while (end < page->end_line &&
             (has_one_column (matter) || !matter->lines[end].is_wide == !wide))
        end++;
      band.top = band.y = at_top ? 0 : find_band_top (matter, first, bottom);
      lay_band (matter, page, end, &band);
      bottom = get_bottom (&band);
      start.y = band.top;
      place_column (matter, page, first, band.split, &start, spots);
      start.column = 1;
      place_column (matter, page, band.split, end, &start, spots);
      first = end;
    }
}
