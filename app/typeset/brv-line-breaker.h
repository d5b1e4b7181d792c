/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A last line shorter than this share of the measure looks lost. */
#define BRV_LINE_BREAKER_SHORT_LAST_LINE 0.1

/*
 * A place at which a line may end. All sums run from the paragraph's start. Glue at a break
 * belongs to neither line, so the sums at which a line ends and the next one starts differ.
 */
typedef struct
{
  double end_width; /* sums where the line ends */
  double end_stretch;
  double end_shrink;
  double end_glyphs;  /* the part of stretch and shrink that glyphs give */
  double start_width; /* sums where the next line starts */
  double start_stretch;
  double start_shrink;
  double start_glyphs;
  double extra;   /* adds to the line that ends here: a hyphen, less what hangs out of the margin */
  double lead;    /* comes off the line that starts here: what hangs out at its start */
  double penalty; /* demerits grow with its square */
  gboolean flagged; /* a hyphen */
  gboolean forced;  /* the line must end here */
} BrvBreakPoint;

typedef struct
{
  double width;
  double first_width;  /* of the first line */
  double line_stretch; /* ragged lines: how far from the margin they may end; else 0 */
  double tolerance;    /* the greatest badness accepted; INFINITY: always find breaks */
  double hyphen;       /* demerits for each hyphen, besides its penalty */
  double two_hyphens;  /* for a second hyphen in a row */
  double ladder;       /* for a third one, and each one after it */
} BrvLineBreakSettings;

guint brv_line_breaker_run (const BrvBreakPoint *points,
                            guint n_points,
                            const BrvLineBreakSettings *settings,
                            guint *breaks);

G_END_DECLS
