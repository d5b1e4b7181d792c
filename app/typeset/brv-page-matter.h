/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <math.h>

#include <glib.h>

G_BEGIN_DECLS

/* Whether a page may end after a line. */
typedef enum
{
  BRV_PAGE_BREAK_ALLOWED,
  BRV_PAGE_BREAK_POOR,  /* it may, but looks worse: a divided word */
  BRV_PAGE_BREAK_NEVER, /* a widow, an orphan, a heading, a quote from its attribution */
  BRV_PAGE_BREAK_MUST,  /* the author wants it */
} BrvPageBreakKind;

/* A line on its way to a page. Heights are points. */
typedef struct
{
  double before; /* space above it, which a page's top swallows */
  double height;
  double lead;      /* above it at a page's top: repeated heads, the edge of a box */
  double tail;      /* below it at a page's foot: the edge of a box */
  gboolean snap;    /* begins on the grid */
  gboolean is_wide; /* goes across all columns, where there are several */
  gboolean goes_on; /* the next line is of the same paragraph, or of the same contents */
  guint first_note; /* the notes that it refers to */
  guint n_notes;
  BrvPageBreakKind break_after;
} BrvFlowLine;

/* A note at the foot of the page of its reference. */
typedef struct
{
  guint n_lines;
  double line_height;
} BrvFlowNote;

/* A place in the notes: line @line of note @note is the next to be set. */
typedef struct
{
  guint note;
  guint line;
} BrvNotePlace;

typedef struct
{
  guint first_line; /* of the text */
  guint end_line;
  BrvNotePlace first_note;
  BrvNotePlace end_note;
  gboolean is_forced; /* it had to end where no page should */
} BrvPage;

typedef struct
{
  double height; /* of text and notes */
  double grid;
  double line_height;     /* of the body: what an empty line is measured by */
  double separator;       /* between the text and the notes */
  double note_gap;        /* between two notes */
  guint n_columns;        /* of the text: 1 or 2 */
  gboolean is_optimising; /* look at the whole document; otherwise fill page after page */
} BrvPageBreakSettings;

/* What pages are filled with. */
typedef struct
{
  const BrvFlowLine *lines;
  guint n_lines;
  const BrvFlowNote *notes;
  guint n_notes;
  const BrvPageBreakSettings *settings;
} BrvPageMatter;

/* All that follow are asked for every line of every page that is tried. */

/* Where a line begins that may begin at a place: on the grid, if it is to. */
static inline double
brv_page_matter_snap (const BrvPageMatter *matter, const BrvFlowLine *line, double y)
{
  double grid = matter->settings->grid;

  return line->snap && grid > 0 ? ceil (y / grid - 1e-6) * grid : y;
}

/* Whether a page or column may end before a line. */
static inline gboolean
brv_page_matter_may_end (const BrvPageMatter *matter, guint end_line)
{
  return end_line == matter->n_lines ||
         matter->lines[end_line - 1].break_after != BRV_PAGE_BREAK_NEVER;
}

/* The height of notes with one more below them. */
static inline double
brv_page_notes_add_height (const BrvPageMatter *matter, double height, double lines_height)
{
  return height + (height > 0 ? matter->settings->note_gap : 0) + lines_height;
}

/* Where the text must end above the notes, from its top. */
static inline double
brv_page_notes_find_limit (const BrvPageMatter *matter, double notes_height)
{
  return matter->settings->height -
         (notes_height > 0 ? notes_height + matter->settings->separator : 0);
}

G_END_DECLS
