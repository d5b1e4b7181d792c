/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-sheet.h"

#include <math.h>

#define A4_WIDTH      (210 * BRV_POINTS_PER_MM)
#define A4_HEIGHT     (297 * BRV_POINTS_PER_MM)
#define LETTER_WIDTH  612.0
#define LETTER_HEIGHT 792.0

/* Height of capitals and figures of a usual text face, in ems: lines are centred on it. */
#define CAPITAL_HEIGHT 0.62

/**
 * brv_sheet_new:
 * @theme: a theme
 * @paper: (nullable): "a4" or "letter"; anything else is A4
 * @columns: (nullable): "one" or "two"; anything else is as the theme has it
 *
 * Puts a theme's page on a paper. Themes are drawn on A4: on Letter the text keeps its measure and
 * its distance from the paper's middle, and has fewer lines.
 *
 * Source: ISO 216 for A4, ANSI/ASME Y14.1 for Letter.
 *
 * Returns: the sheet
 */
BrvSheet
brv_sheet_new (const BrvTheme *theme, const char *paper, const char *columns)
{
  const BrvThemePage *page = brv_theme_get_page (theme);
  gboolean is_letter = g_strcmp0 (paper, "letter") == 0;
  BrvSheet sheet = { .width = is_letter ? LETTER_WIDTH : A4_WIDTH,
                     .height = is_letter ? LETTER_HEIGHT : A4_HEIGHT,
                     .measure = page->measure,
                     .n_columns = page->n_columns,
                     .column_gap = page->column_gap,
                     .top = page->top,
                     .head = page->head,
                     .marking_head = page->marking_head };
  double room = sheet.height - page->top - page->bottom;

  if (g_strcmp0 (columns, "one") == 0)
    sheet.n_columns = 1;
  else if (g_strcmp0 (columns, "two") == 0)
    sheet.n_columns = 2;
  sheet.column_width =
    sheet.n_columns == 1 ? sheet.measure : (sheet.measure - sheet.column_gap) / 2;
  sheet.left = page->left + (sheet.width - A4_WIDTH) / 2;
  sheet.bottom = page->top + floor (room / (2 * page->grid) + 1e-6) * 2 * page->grid;
  sheet.foot = page->foot + sheet.height - A4_HEIGHT;
  sheet.marking_foot = page->marking_foot + sheet.height - A4_HEIGHT;
  return sheet;
}

/**
 * brv_sheet_get_column_left:
 * @self: a sheet
 * @column: a column, counted from the left; below 0 for what goes across all
 *
 * Returns: the left edge of the column, from the paper's
 */
double
brv_sheet_get_column_left (const BrvSheet *self, gint column)
{
  return self->left + MAX (0, column) * (self->column_width + self->column_gap);
}

/**
 * brv_look_get_baseline:
 * @look: a look
 *
 * Returns: how far the baseline is below the top of a line
 */
double
brv_look_get_baseline (const BrvLook *look)
{
  return (look->leading + look->size * CAPITAL_HEIGHT) / 2;
}
