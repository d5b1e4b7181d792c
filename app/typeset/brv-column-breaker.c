/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pages of two columns. A page is a pile of bands: lines that go across, and lines in two columns
 * between them. What stands above a wide line is balanced, and so is the end of the document; else a
 * column is as full as may be. Notes stand at the foot of the page, across both columns: their numbers
 * are looked for in one place, and short ones need one line instead of two.
 */

#include "config.h"

#include "typeset/brv-column-breaker.h"

#include <math.h>

/* The least of a note that stands on the page of its reference, and the least carried over. */
#define MIN_NOTE_LINES 2

/* The least text on a page that carries a long note on. */
#define MIN_BODY_LINES 3

/* A page emptier than this would rather split a note. */
#define MOST_EMPTY_LINES 3

#define TOLERANCE 1e-6

typedef struct
{
  const BrvFlowLine *lines;
  guint n_lines;
  const BrvFlowNote *notes;
  guint n_notes;
  const BrvPageBreakSettings *settings;
} Breaker;

/* Lines of one kind on a page, and where the second column begins. */
typedef struct
{
  guint first;
  guint split; /* the first line of the second column; the end where there is none */
  guint end;
  double top;
  double bottom; /* of the longer column */
} Band;

/* The notes of a page. */
typedef struct
{
  BrvNotePlace end;
  double height; /* without the separator */
} Notes;

/* A page that may end behind a line. */
typedef struct
{
  guint end_line;
  Notes notes;
  Band band; /* the last one */
  gboolean is_found;
} Candidate;

static double
snap (const Breaker *self, const BrvFlowLine *line, double y)
{
  double grid = self->settings->grid;

  return line->snap && grid > 0 ? ceil (y / grid - TOLERANCE) * grid : y;
}

/* The end of a column's lines, the edge of a box at its foot included. */
static double
find_bottom (const Breaker *self, guint first, guint end, double top)
{
  double y = top;

  for (guint i = first; i < end; i++)
    {
      const BrvFlowLine *line = &self->lines[i];

      y = snap (self, line, y + (i == first ? line->lead : line->before)) + line->height;
    }
  return end > first ? y + self->lines[end - 1].tail : y;
}

static gboolean
may_break (const Breaker *self, guint end)
{
  return end == self->n_lines || self->lines[end - 1].break_after != BRV_PAGE_BREAK_NEVER;
}

/* Where a band begins below another. What stands above a line at a page's top is part of the space
 * before it elsewhere. */
static double
find_band_top (const Breaker *self, guint first, double y)
{
  return y > 0 ? y + self->lines[first].before - self->lines[first].lead : 0;
}

/* Fills the first column as far as may be; %FALSE if the rest is too long for the second. */
static gboolean
fill_band (const Breaker *self, Band *band, double limit)
{
  guint split = band->first;
  double y = band->top;
  double first_bottom = y;

  for (guint i = band->first; i < band->end; i++)
    {
      const BrvFlowLine *line = &self->lines[i];

      y = snap (self, line, y + (i == band->first ? line->lead : line->before)) + line->height;
      if (y + line->tail > limit + TOLERANCE)
        break;
      if (i + 1 == band->end || may_break (self, i + 1))
        {
          split = i + 1;
          first_bottom = y + line->tail;
        }
    }
  band->split = split;
  band->bottom = MAX (first_bottom, find_bottom (self, split, band->end, band->top));
  return split > band->first && band->bottom <= limit + TOLERANCE;
}

/* Makes the columns as even as may be, the first rather the longer. */
static void
balance_band (const Breaker *self, Band *band)
{
  double best = G_MAXDOUBLE;
  guint split = band->end;

  for (guint i = band->first + 1; i <= band->end; i++)
    {
      double first_bottom;
      double bottom;

      if (i < band->end && !may_break (self, i))
        continue;
      first_bottom = find_bottom (self, band->first, i, band->top);
      bottom = MAX (first_bottom, find_bottom (self, i, band->end, band->top));
      if (bottom < best - TOLERANCE)
        {
          best = bottom;
          split = i;
        }
    }
  band->split = split;
  band->bottom = best;
}

static double
add_note_height (const Breaker *self, double notes_height, double lines_height)
{
  return notes_height + (notes_height > 0 ? self->settings->note_gap : 0) + lines_height;
}

static double
find_limit (const Breaker *self, double notes_height)
{
  return self->settings->height - (notes_height > 0 ? notes_height + self->settings->separator : 0);
}

/* Puts as much of a carried note on the page as leaves room for some text. */
static Notes
place_carried (const Breaker *self, BrvNotePlace carry)
{
  Notes notes = { carry, 0 };
  double room = self->settings->height - self->settings->separator -
                MIN_BODY_LINES * self->settings->line_height;
  const BrvFlowNote *note;
  guint n_lines;

  if (carry.line == 0)
    return notes;
  note = &self->notes[carry.note];
  n_lines = note->n_lines - carry.line;
  if (n_lines * note->line_height > room)
    n_lines = MAX (1, (guint)floor (room / note->line_height));
  notes.height = n_lines * note->line_height;
  notes.end.line += n_lines;
  if (notes.end.line >= note->n_lines)
    notes.end = (BrvNotePlace){ carry.note + 1, 0 };
  return notes;
}

/* All notes of a line, of the last one only some lines where @n_left are carried over. */
static Notes
add_notes (const Breaker *self, Notes notes, guint index, guint n_left)
{
  const BrvFlowLine *line = &self->lines[index];

  for (guint i = 0; i < line->n_notes; i++)
    {
      const BrvFlowNote *note = &self->notes[line->first_note + i];
      guint n_lines = note->n_lines - (i + 1 == line->n_notes ? n_left : 0);

      notes.height = add_note_height (self, notes.height, n_lines * note->line_height);
      notes.end = n_lines < note->n_lines ? (BrvNotePlace){ line->first_note + i, n_lines }
                                          : (BrvNotePlace){ line->first_note + i + 1, 0 };
    }
  return notes;
}

/* The band of a page with one more line in it, or the next one that it begins. */
static Band
extend_band (const Breaker *self, const Band *band, guint index)
{
  Band next = *band;

  if (band->end > band->first && !self->lines[band->first].is_wide == !self->lines[index].is_wide)
    {
      next.end = index + 1;
      return next;
    }
  if (band->end > band->first && !self->lines[band->first].is_wide)
    balance_band (self, &next);
  next.top = find_band_top (self, index, next.bottom);
  next.first = index;
  next.end = index + 1;
  return next;
}

/* Lays a band out; %FALSE if it does not fit. */
static gboolean
lay_band (const Breaker *self, Band *band, double notes_height)
{
  double limit = find_limit (self, notes_height);

  if (!self->lines[band->first].is_wide)
    return fill_band (self, band, limit);
  band->split = band->end;
  band->bottom = find_bottom (self, band->first, band->end, band->top);
  return band->bottom <= limit + TOLERANCE;
}

/* Whether so little is missing that a page may rather end than split a note. */
static gboolean
is_nearly_full (const Breaker *self, const Candidate *page)
{
  return find_limit (self, page->notes.height) - page->band.bottom <
         MOST_EMPTY_LINES * self->settings->line_height;
}

/* Puts a line and its notes on a page, splitting the last of them where they do not fit. */
static gboolean
place_line (
  const Breaker *self, guint index, const Candidate *before, gboolean is_first, Candidate *placed)
{
  const BrvFlowLine *line = &self->lines[index];
  const BrvFlowNote *last;
  Band band = extend_band (self, &before->band, index);
  guint least = is_first ? 1 : MIN_NOTE_LINES;

  *placed = (Candidate){ index + 1, before->notes, band, TRUE };
  /* What is carried on to the next page leaves no room for further notes. */
  if (line->n_notes > 0 && before->notes.end.line > 0)
    return FALSE;
  placed->notes = add_notes (self, before->notes, index, 0);
  if (lay_band (self, &placed->band, placed->notes.height))
    return TRUE;
  if (line->n_notes == 0 || (!is_first && is_nearly_full (self, before)))
    return FALSE;
  last = &self->notes[line->first_note + line->n_notes - 1];
  for (guint n_left = least; n_left + least <= last->n_lines; n_left++)
    {
      placed->notes = add_notes (self, before->notes, index, n_left);
      placed->band = band;
      if (lay_band (self, &placed->band, placed->notes.height))
        return TRUE;
    }
  return FALSE;
}

/* What no page has room for stands on one all the same. */
static Candidate
force_line (const Breaker *self, guint index, const Candidate *start)
{
  Candidate forced = { index + 1, add_notes (self, start->notes, index, 0),
                       extend_band (self, &start->band, index), TRUE };

  forced.band.split = forced.band.end;
  forced.band.bottom = find_bottom (self, index, index + 1, forced.band.top);
  return forced;
}

static void
set_spot (GArray *spots, guint line, double y, gint column, gboolean is_first)
{
  BrvColumnSpot *spot = &g_array_index (spots, BrvColumnSpot, line);

  *spot = (BrvColumnSpot){ y, column, is_first };
}

static void
set_column (const Breaker *self,
            guint first,
            guint end,
            double top,
            gint column,
            gboolean at_top,
            GArray *spots)
{
  double y = top;

  for (guint i = first; i < end; i++)
    {
      const BrvFlowLine *line = &self->lines[i];
      gboolean is_first = i == first;

      y = snap (self, line, y + (is_first ? line->lead : line->before));
      set_spot (spots, i, y, column, is_first && (at_top || column != BRV_COLUMN_WIDE));
      y += line->height;
    }
}

/* Walks over the bands of a finished page once more, and says where its lines stand. */
static void
set_spots (const Breaker *self, guint first_line, const Candidate *page, GArray *spots)
{
  Band band = { .first = first_line, .split = first_line, .end = first_line };

  for (guint i = first_line; i < page->end_line;)
    {
      band = extend_band (self, &band, i);
      while (band.end < page->end_line && !self->lines[band.end].is_wide == !self->lines[i].is_wide)
        band.end++;
      if (band.end == page->end_line)
        band = page->band;
      else if (self->lines[i].is_wide)
        {
          band.split = band.end;
          band.bottom = find_bottom (self, band.first, band.end, band.top);
        }
      else
        balance_band (self, &band);
      set_column (self, band.first, band.split, band.top,
                  self->lines[i].is_wide ? BRV_COLUMN_WIDE : 0, i == first_line, spots);
      set_column (self, band.split, band.end, band.top, 1, i == first_line, spots);
      i = band.end;
    }
}

/* The end of the document, or a page that the author ends, has columns of the same length. */
static void
balance_end (const Breaker *self, Candidate *page)
{
  gboolean is_end =
    page->end_line == self->n_lines ||
    (page->end_line > 0 && self->lines[page->end_line - 1].break_after == BRV_PAGE_BREAK_MUST);

  if (is_end && page->band.end > page->band.first && !self->lines[page->band.first].is_wide)
    balance_band (self, &page->band);
}

static Candidate
fill_page (const Breaker *self, guint first_line, BrvNotePlace carry, gboolean *is_forced)
{
  Candidate start = { first_line,
                      place_carried (self, carry),
                      { .first = first_line, .split = first_line, .end = first_line },
                      TRUE };
  Candidate allowed = { 0 };
  Candidate fitting = start;
  guint line;

  for (line = first_line; line < self->n_lines; line++)
    {
      Candidate placed;

      if (!place_line (self, line, &fitting, line == first_line, &placed))
        break;
      fitting = placed;
      if (may_break (self, line + 1))
        allowed = fitting;
      if (self->lines[line].break_after == BRV_PAGE_BREAK_MUST || fitting.notes.end.line > 0)
        {
          line++;
          break;
        }
    }
  *is_forced = FALSE;
  if (allowed.is_found)
    return allowed;
  if (first_line == self->n_lines)
    return start;
  *is_forced = TRUE;
  if (fitting.end_line > first_line)
    return fitting;
  return start.notes.end.line > 0 ? start : force_line (self, first_line, &start);
}

/**
 * brv_column_breaker_run:
 * @lines: (array length=n_lines): the text, each line set for its column or for the whole measure;
 *   notes are referred to in rising order
 * @n_lines: how many
 * @notes: (array length=n_notes): the notes
 * @n_notes: how many
 * @settings: sizes, in points
 * @spots: (out) (transfer full) (element-type BrvColumnSpot): where each line stands
 *
 * Breaks lines into pages of two columns. Pages end, and columns too, where the lines allow it; a note
 * stands on the page of its reference. Runs in O(n_lines × lines of a page).
 *
 * Returns: (transfer full) (element-type BrvPage): the pages, none if there are no lines
 */
GArray *
brv_column_breaker_run (const BrvFlowLine *lines,
                        guint n_lines,
                        const BrvFlowNote *notes,
                        guint n_notes,
                        const BrvPageBreakSettings *settings,
                        GArray **spots)
{
  const Breaker self = { lines, n_lines, notes, n_notes, settings };
  GArray *pages = g_array_new (FALSE, TRUE, sizeof (BrvPage));
  BrvNotePlace carry = { 0, 0 };

  g_return_val_if_fail (settings != NULL && settings->height > 0, NULL);
  g_return_val_if_fail (spots != NULL, NULL);

  *spots = g_array_sized_new (FALSE, TRUE, sizeof (BrvColumnSpot), n_lines);
  g_array_set_size (*spots, n_lines);
  for (guint line = 0; line < n_lines || carry.line > 0;)
    {
      gboolean is_forced;
      Candidate found = fill_page (&self, line, carry, &is_forced);
      BrvPage page = { line, found.end_line, carry, found.notes.end, is_forced };

      balance_end (&self, &found);
      set_spots (&self, line, &found, *spots);
      g_array_append_val (pages, page);
      line = found.end_line;
      carry = found.notes.end;
    }
  return pages;
}
