/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

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
  gboolean is_optimising; /* look at the whole document; otherwise fill page after page */
} BrvPageBreakSettings;

/* Breaks lines into pages again and again: after a small change it is fast. */
typedef struct _BrvPageBreaker BrvPageBreaker;

BrvPageBreaker *brv_page_breaker_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_page_breaker_free (BrvPageBreaker *self);
GArray *brv_page_breaker_run (BrvPageBreaker *self,
                              const BrvFlowLine *lines,
                              guint n_lines,
                              const BrvFlowNote *notes,
                              guint n_notes,
                              const BrvPageBreakSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPageBreaker, brv_page_breaker_free)

G_END_DECLS
