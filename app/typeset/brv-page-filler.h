/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-page-matter.h"

G_BEGIN_DECLS

/* The least of a note that stands on the page of its reference, and the least carried over. */
#define BRV_MIN_NOTE_LINES 2

/* Pages emptier than this share are taken only where nothing else is left. */
#define BRV_MOST_EMPTY 0.4

/* A last page of fewer lines looks left over. */
#define BRV_SHORT_LAST_PAGE_LINES 4

/* The notes of a page that is being filled. */
typedef struct
{
  BrvNotePlace end;
  double height; /* without the separator */
} BrvPageNotes;

/* Where a page may end. */
typedef struct
{
  guint end_line;
  BrvNotePlace end_note;
  double badness; /* in squares of empty lines */
  gboolean is_forced;
} BrvPageEnd;

BrvPageNotes brv_page_notes_begin (const BrvPageMatter *matter, BrvNotePlace carry);
BrvPageNotes brv_page_notes_add (const BrvPageMatter *matter,
                                 BrvPageNotes notes,
                                 const BrvFlowLine *line,
                                 guint n_left);
double brv_page_notes_measure (const BrvPageMatter *matter, const BrvPage *page);

void brv_page_matter_judge_end (const BrvPageMatter *matter,
                                BrvPageEnd *end,
                                const double *empties,
                                guint n_columns,
                                gboolean is_short);

guint brv_page_filler_find_ends (const BrvPageMatter *matter,
                                 guint first_line,
                                 BrvNotePlace carry,
                                 GArray *ends);

G_END_DECLS
