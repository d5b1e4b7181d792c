/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BRV_PANE_SOURCES,
  BRV_PANE_BRIEF,
  BRV_PANE_PAGES,
  BRV_N_PANES,
} BrvPane;

/* How many panes the window has room for, from the narrowest. */
typedef enum
{
  BRV_PANE_FOLD_ONE,   /* below 860: one pane, chosen with the switcher at the bottom */
  BRV_PANE_FOLD_TWO,   /* below 1180: the brief, and the sources or the pages */
  BRV_PANE_FOLD_THREE, /* below 1680: all three */
  BRV_PANE_FOLD_WIDE,  /* all three, and while reading the list stands beside the reader */
  BRV_N_PANE_FOLDS,
} BrvPaneFold;

/* What the user wants of the panes. All widths are in pixels at text scale 1 ("sp"). */
typedef struct
{
  gboolean sources_open;
  gboolean pages_open;
  gboolean reading;     /* the Sources pane shows a source, not the list alone */
  BrvPane shown_at_one; /* which pane has the window at BRV_PANE_FOLD_ONE */
  BrvPane
    side_at_two; /* which pane stands beside the brief at BRV_PANE_FOLD_TWO; BRV_PANE_BRIEF: none */
  gint sources_widths[BRV_N_PANE_FOLDS][2]; /* the user's own, by fold and reading; 0: none */
  gint pages_widths[BRV_N_PANE_FOLDS];
} BrvPaneWishes;

/* Where the panes are. A pane that is not visible has no width. */
typedef struct
{
  BrvPaneFold fold;
  gboolean side_by_side; /* list and reader have room beside each other */
  gboolean visible[BRV_N_PANES];
  gint widths_px[BRV_N_PANES];
} BrvPaneLayout;

/* The narrowest that a pane is laid out at, in sp. */
#define BRV_PANE_LIST_MIN   280
#define BRV_PANE_READER_MIN 320
#define BRV_PANE_BRIEF_MIN  360
#define BRV_PANE_PAGES_MIN  320

/* The smallest window, in both directions, in pixels. */
#define BRV_PANE_WINDOW_MIN 360

void brv_pane_layout_compute (BrvPaneLayout *layout,
                              gint width_px,
                              double text_scale,
                              const BrvPaneWishes *wishes);
void brv_pane_layout_give_room (BrvPaneLayout *layout, const gint *least_px);
void brv_pane_layout_get_range (
  const BrvPaneLayout *layout, double text_scale, BrvPane pane, gint *min_px, gint *max_px);

G_END_DECLS
