/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-theme.h"

G_BEGIN_DECLS

/* A theme's geometry on a paper: distances from the paper's top left corner. */
typedef struct
{
  double width;
  double height;
  double left;
  double measure;
  guint n_columns;     /* 1 or 2 */
  double column_width; /* the measure where there is one */
  double column_gap;
  double top;    /* of the text */
  double bottom; /* of the text and the notes */
  double head;   /* baselines */
  double foot;
  double marking_head;
  double marking_foot;
} BrvSheet;

BrvSheet brv_sheet_new (const BrvTheme *theme, const char *paper, const char *columns);
double brv_sheet_get_column_left (const BrvSheet *self, gint column);

double brv_look_get_baseline (const BrvLook *look);

G_END_DECLS
