/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of widths: which panes a window of some width shows, and how wide each is. */

#include "config.h"

#include <math.h>

#include "ui/shell/brv-pane-layout.h"

#define TWO_FROM   860
#define THREE_FROM 1180
#define WIDE_FROM  1680

/* List and reader beside each other. */
#define SIDE_BY_SIDE_WIDTH (288 + 456)
#define SIDE_BY_SIDE_MIN   (BRV_PANE_LIST_MIN + BRV_PANE_READER_MIN)
#define PAGES_WIDE_WIDTH   520

static BrvPaneFold
find_fold (double width)
{
  if (width < TWO_FROM)
    return BRV_PANE_FOLD_ONE;
  if (width < THREE_FROM)
    return BRV_PANE_FOLD_TWO;
  return width < WIDE_FROM ? BRV_PANE_FOLD_THREE : BRV_PANE_FOLD_WIDE;
}

static void
choose_visible (BrvPaneLayout *layout, const BrvPaneWishes *wishes)
{
  switch (layout->fold)
    {
    case BRV_PANE_FOLD_ONE:
      layout->visible[wishes->shown_at_one] = TRUE;
      break;
    case BRV_PANE_FOLD_TWO:
      layout->visible[BRV_PANE_BRIEF] = TRUE;
      layout->visible[wishes->side_at_two] = TRUE;
      break;
    case BRV_PANE_FOLD_THREE:
    case BRV_PANE_FOLD_WIDE:
    case BRV_N_PANE_FOLDS:
    default:
      layout->visible[BRV_PANE_BRIEF] = TRUE;
      layout->visible[BRV_PANE_SOURCES] = wishes->sources_open;
      layout->visible[BRV_PANE_PAGES] = wishes->pages_open;
      break;
    }
}

static double
sources_min (const BrvPaneLayout *layout)
{
  return layout->side_by_side ? SIDE_BY_SIDE_MIN : BRV_PANE_READER_MIN;
}

static double
wanted_sources (const BrvPaneLayout *layout, double width, const BrvPaneWishes *wishes)
{
  const gint own = wishes->sources_widths[layout->fold][wishes->reading];

  if (own > 0)
    return MAX (own, wishes->reading ? sources_min (layout) : BRV_PANE_LIST_MIN);
  if (layout->side_by_side)
    return SIDE_BY_SIDE_WIDTH;
  if (layout->fold == BRV_PANE_FOLD_TWO)
    return CLAMP (0.40 * width, 340, 420);
  if (!wishes->reading)
    return CLAMP (0.23 * width, 300, 460);
  return CLAMP (0.272 * width, 340, 460);
}

static double
wanted_pages (const BrvPaneLayout *layout, double width, const BrvPaneWishes *wishes)
{
  const gint own = wishes->pages_widths[layout->fold];

  if (own > 0)
    return MAX (own, BRV_PANE_PAGES_MIN);
  if (layout->side_by_side)
    return PAGES_WIDE_WIDTH;
  if (layout->fold == BRV_PANE_FOLD_TWO)
    return 0.50 * width;
  return CLAMP (0.325 * width, 340, 560);
}

/**
 * brv_pane_layout_compute:
 * @layout: (out caller-allocates): the result
 * @width_px: the width to share out, in pixels
 * @text_scale: how much larger than usual the text is
 * @wishes: what the user wants
 *
 * Shares out a width between the panes. The brief takes what the others leave, and never less
 * than its minimum while they can give: first the pages, then the sources.
 */
void
brv_pane_layout_compute (BrvPaneLayout *layout,
                         gint width_px,
                         double text_scale,
                         const BrvPaneWishes *wishes)
{
  const double width = width_px / text_scale;
  double sources = 0;
  double pages = 0;
  double missing;

  *layout = (BrvPaneLayout){ .fold = find_fold (width) };
  layout->side_by_side = layout->fold == BRV_PANE_FOLD_WIDE && wishes->reading;
  choose_visible (layout, wishes);
  if (layout->fold == BRV_PANE_FOLD_ONE)
    {
      layout->widths_px[wishes->shown_at_one] = width_px;
      return;
    }

  if (layout->visible[BRV_PANE_SOURCES])
    sources = wanted_sources (layout, width, wishes);
  if (layout->visible[BRV_PANE_PAGES])
    pages = wanted_pages (layout, width, wishes);

  missing = BRV_PANE_BRIEF_MIN - (width - sources - pages);
  if (missing > 0 && pages > 0)
    {
      const double given = MIN (missing, pages - BRV_PANE_PAGES_MIN);

      pages -= MAX (given, 0);
      missing -= MAX (given, 0);
    }
  if (missing > 0 && sources > 0)
    sources = MAX (sources - missing, BRV_PANE_LIST_MIN);

  layout->widths_px[BRV_PANE_SOURCES] = (gint)floor (sources * text_scale);
  layout->widths_px[BRV_PANE_PAGES] = (gint)floor (pages * text_scale);
  layout->widths_px[BRV_PANE_BRIEF] =
    MAX (width_px - layout->widths_px[BRV_PANE_SOURCES] - layout->widths_px[BRV_PANE_PAGES], 0);
}

/**
 * brv_pane_layout_give_room:
 * @layout: a layout
 * @least_px: (array fixed-size=3): what each pane asks for, in pixels
 *
 * Takes over what the table cannot know: how wide the buttons of a header bar are in the user's
 * font, and how many buttons the window has. What a side lacks is given by the brief and then by
 * the other side, as far as they have more than they ask for.
 */
void
brv_pane_layout_give_room (BrvPaneLayout *layout, const gint *least_px)
{
  static const BrvPane sides[] = { BRV_PANE_PAGES, BRV_PANE_SOURCES };

  for (guint i = 0; i < G_N_ELEMENTS (sides) && layout->fold != BRV_PANE_FOLD_ONE; i++)
    {
      const BrvPane givers[] = { BRV_PANE_BRIEF, sides[1 - i] };
      gint *width = &layout->widths_px[sides[i]];

      for (guint j = 0; j < G_N_ELEMENTS (givers) && layout->visible[sides[i]]; j++)
        {
          gint *giver = &layout->widths_px[givers[j]];
          gint given = MIN (least_px[sides[i]] - *width, *giver - least_px[givers[j]]);

          if (given <= 0 || !layout->visible[givers[j]])
            continue;
          *width += given;
          *giver -= given;
        }
    }
}

/**
 * brv_pane_layout_get_range:
 * @layout: a layout
 * @text_scale: as for brv_pane_layout_compute()
 * @pane: %BRV_PANE_SOURCES or %BRV_PANE_PAGES
 * @min_px: (out): the narrowest that its handle can make it, in pixels
 * @max_px: (out): the widest
 */
void
brv_pane_layout_get_range (
  const BrvPaneLayout *layout, double text_scale, BrvPane pane, gint *min_px, gint *max_px)
{
  const double min = pane == BRV_PANE_PAGES ? BRV_PANE_PAGES_MIN : sources_min (layout);
  const gint brief_min_px = (gint)ceil (BRV_PANE_BRIEF_MIN * text_scale);

  *min_px = (gint)ceil (min * text_scale);
  *max_px =
    MAX (*min_px, layout->widths_px[pane] + layout->widths_px[BRV_PANE_BRIEF] - brief_min_px);
}
