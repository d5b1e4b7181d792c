/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-page-filler.h"

G_BEGIN_DECLS

/* The column of a line that goes across all of them. */
#define BRV_COLUMN_WIDE (-1)

/* Where a line stands on its page. */
typedef struct
{
  double y;          /* top of the line, from the top of the text */
  gint column;       /* from 0 in the direction of reading, or BRV_COLUMN_WIDE */
  gboolean is_first; /* of its column, or of a page */
} BrvColumnSpot;

guint brv_column_filler_find_ends (const BrvPageMatter *matter,
                                   guint first_line,
                                   BrvNotePlace carry,
                                   GArray *ends);
void brv_column_filler_place_lines (const BrvPageMatter *matter,
                                    const BrvPage *page,
                                    BrvColumnSpot *spots);

G_END_DECLS
