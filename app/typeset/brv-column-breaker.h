/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-page-breaker.h"

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

GArray *brv_column_breaker_run (const BrvFlowLine *lines,
                                guint n_lines,
                                const BrvFlowNote *notes,
                                guint n_notes,
                                const BrvPageBreakSettings *settings,
                                GArray **spots) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
