/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shell/brv-pane-layout.h"

typedef struct
{
  gint width_px;
  double text_scale;
  gboolean reading;
  BrvPaneFold fold;
  gint widths_px[BRV_N_PANES];
} Row;

static const BrvPaneWishes usual_wishes = {
  .sources_open = TRUE,
  .pages_open = TRUE,
  .shown_at_one = BRV_PANE_BRIEF,
  .side_at_two = BRV_PANE_SOURCES,
};

/* The table of the design, at its edges and at the sizes that screens have. */
static const Row rows[] = {
  { 360, 1.0, FALSE, BRV_PANE_FOLD_ONE, { 0, 360, 0 } },
  { 683, 1.0, TRUE, BRV_PANE_FOLD_ONE, { 0, 683, 0 } },
  { 859, 1.0, TRUE, BRV_PANE_FOLD_ONE, { 0, 859, 0 } },
  { 860, 1.0, TRUE, BRV_PANE_FOLD_TWO, { 344, 516, 0 } },
  { 960, 1.0, TRUE, BRV_PANE_FOLD_TWO, { 384, 576, 0 } },
  { 1179, 1.0, TRUE, BRV_PANE_FOLD_TWO, { 420, 759, 0 } },
  { 1180, 1.0, TRUE, BRV_PANE_FOLD_THREE, { 340, 457, 383 } },
  { 1366, 1.0, TRUE, BRV_PANE_FOLD_THREE, { 371, 552, 443 } },
  { 1366, 1.0, FALSE, BRV_PANE_FOLD_THREE, { 314, 609, 443 } },
  { 1679, 1.0, TRUE, BRV_PANE_FOLD_THREE, { 456, 678, 545 } },
  { 1680, 1.0, TRUE, BRV_PANE_FOLD_WIDE, { 744, 416, 520 } },
  { 1920, 1.0, TRUE, BRV_PANE_FOLD_WIDE, { 744, 656, 520 } },
  { 1920, 1.0, FALSE, BRV_PANE_FOLD_WIDE, { 441, 919, 560 } },
  { 1366, 1.5, TRUE, BRV_PANE_FOLD_TWO, { 546, 820, 0 } },
  { 2732, 2.0, TRUE, BRV_PANE_FOLD_THREE, { 743, 1102, 887 } },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      BrvPaneWishes wishes = usual_wishes;
      BrvPaneLayout layout;

      g_test_message ("%d px at scale %.1f", row->width_px, row->text_scale);
      wishes.reading = row->reading;
      brv_pane_layout_compute (&layout, row->width_px, row->text_scale, &wishes);
      g_assert_cmpint (layout.fold, ==, row->fold);
      for (guint pane = 0; pane < BRV_N_PANES; pane++)
        {
          g_assert_cmpint (layout.widths_px[pane], ==, row->widths_px[pane]);
          g_assert_cmpint (layout.visible[pane], ==, row->widths_px[pane] > 0);
        }
    }
}

static void
test_sums (void)
{
  for (gint width_px = BRV_PANE_WINDOW_MIN; width_px < 4000; width_px++)
    {
      BrvPaneWishes wishes = usual_wishes;
      BrvPaneLayout layout;
      gint sum = 0;

      wishes.reading = width_px % 2;
      wishes.sources_widths[BRV_PANE_FOLD_THREE][1] = 900;
      wishes.pages_widths[BRV_PANE_FOLD_THREE] = 900;
      brv_pane_layout_compute (&layout, width_px, 1.0, &wishes);
      for (guint pane = 0; pane < BRV_N_PANES; pane++)
        sum += layout.widths_px[pane];
      g_assert_cmpint (sum, ==, width_px);
      if (layout.fold > BRV_PANE_FOLD_ONE)
        g_assert_cmpint (layout.widths_px[BRV_PANE_BRIEF], >=, BRV_PANE_BRIEF_MIN);
    }
}

static void
test_own_widths (void)
{
  BrvPaneWishes wishes = usual_wishes;
  BrvPaneLayout layout;
  gint min_px;
  gint max_px;

  wishes.reading = TRUE;
  wishes.sources_widths[BRV_PANE_FOLD_THREE][1] = 500;
  brv_pane_layout_compute (&layout, 1366, 1.0, &wishes);
  g_assert_cmpint (layout.widths_px[BRV_PANE_SOURCES], ==, 500);
  brv_pane_layout_get_range (&layout, 1.0, BRV_PANE_SOURCES, &min_px, &max_px);
  g_assert_cmpint (min_px, ==, BRV_PANE_READER_MIN);
  g_assert_cmpint (max_px, ==, 1366 - 443 - BRV_PANE_BRIEF_MIN);

  /* Another row of the table knows nothing of it. */
  brv_pane_layout_compute (&layout, 960, 1.0, &wishes);
  g_assert_cmpint (layout.widths_px[BRV_PANE_SOURCES], ==, 384);
}

/* What a header bar needs is taken from the brief, then from the other side, and never invented. */
static void
test_room (void)
{
  static const struct
  {
    gint width;
    gint least[BRV_N_PANES];
    gboolean pages_open;
    gint expected[BRV_N_PANES];
  } cases[] = {
    /* enough for all already */
    { 1280, { 280, 360, 320 }, TRUE, { 300, 564, 416 } },
    { 1280, { 280, 360, 454 }, TRUE, { 300, 526, 454 } },
    { 1280, { 280, 540, 454 }, TRUE, { 286, 540, 454 } },
    { 1280, { 330, 360, 454 }, TRUE, { 330, 496, 454 } },
    /* more than there is */
    { 1280, { 300, 550, 600 }, TRUE, { 300, 550, 430 } },
    { 1280, { 280, 360, 454 }, FALSE, { 300, 980, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BrvPaneWishes wishes = usual_wishes;
      BrvPaneLayout layout;

      wishes.pages_open = cases[i].pages_open;
      brv_pane_layout_compute (&layout, cases[i].width, 1.0, &wishes);
      brv_pane_layout_give_room (&layout, cases[i].least);
      for (guint pane = 0; pane < BRV_N_PANES; pane++)
        g_assert_cmpint (layout.widths_px[pane], ==, cases[i].expected[pane]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/pane-layout/table", test_table);
  g_test_add_func ("/ui/pane-layout/sums", test_sums);
  g_test_add_func ("/ui/pane-layout/own-widths", test_own_widths);
  g_test_add_func ("/ui/pane-layout/room", test_room);
  return g_test_run ();
}
