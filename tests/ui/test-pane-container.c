/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "ui/shell/brv-pane-container.h"

typedef struct
{
  BrvPaneContainer *container;
  GtkWidget *panes[BRV_N_PANES];
  guint n_layout_changes;
} Fixture;

static void
count_cb (BrvPaneContainer *container, Fixture *fixture)
{
  fixture->n_layout_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->container = BRV_PANE_CONTAINER (g_object_ref_sink (brv_pane_container_new ()));
  for (guint i = 0; i < BRV_N_PANES; i++)
    {
      fixture->panes[i] = gtk_button_new_with_label ("pane");
      gtk_widget_set_size_request (fixture->panes[i], 340, 200);
      brv_pane_container_set_child (fixture->container, (BrvPane)i, fixture->panes[i]);
    }
  brv_pane_container_set_switcher (fixture->container, gtk_label_new ("switcher"));
  g_signal_connect (fixture->container, "layout-changed", G_CALLBACK (count_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->container);
}

static void
allocate (Fixture *fixture, gint width)
{
  gtk_widget_measure (GTK_WIDGET (fixture->container), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL,
                      NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (fixture->container), GTK_ORIENTATION_VERTICAL, width, NULL, NULL,
                      NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (fixture->container), &(GtkAllocation){ 0, 0, width, 700 },
                            -1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
assert_visible (Fixture *fixture, gboolean sources, gboolean brief, gboolean pages)
{
  g_assert_cmpint (brv_pane_container_is_visible (fixture->container, BRV_PANE_SOURCES), ==,
                   sources);
  g_assert_cmpint (brv_pane_container_is_visible (fixture->container, BRV_PANE_BRIEF), ==, brief);
  g_assert_cmpint (brv_pane_container_is_visible (fixture->container, BRV_PANE_PAGES), ==, pages);
  g_assert_cmpint (gtk_widget_get_child_visible (fixture->panes[BRV_PANE_SOURCES]), ==, sources);
  g_assert_cmpint (gtk_widget_get_child_visible (fixture->panes[BRV_PANE_BRIEF]), ==, brief);
  g_assert_cmpint (gtk_widget_get_child_visible (fixture->panes[BRV_PANE_PAGES]), ==, pages);
}

/* Any warning ends the test. */
static void
test_resize (Fixture *fixture, gconstpointer data)
{
  for (gint width = 2000; width >= 360; width -= 7)
    allocate (fixture, width);
  assert_visible (fixture, FALSE, TRUE, FALSE);
  for (gint width = 360; width <= 2000; width += 7)
    allocate (fixture, width);
  assert_visible (fixture, TRUE, TRUE, TRUE);
  g_assert_cmpuint (fixture->n_layout_changes, >=, 6);
}

static void
test_minimum (Fixture *fixture, gconstpointer data)
{
  gint minimum;

  gtk_widget_measure (GTK_WIDGET (fixture->container), GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                      NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, BRV_PANE_WINDOW_MIN);
}

/* What the width folded comes back with it; what the user folded does not. */
static void
test_folding (Fixture *fixture, gconstpointer data)
{
  allocate (fixture, 1366);
  assert_visible (fixture, TRUE, TRUE, TRUE);
  allocate (fixture, 960);
  assert_visible (fixture, TRUE, TRUE, FALSE);

  brv_pane_container_set_open (fixture->container, BRV_PANE_PAGES, TRUE);
  allocate (fixture, 960);
  assert_visible (fixture, FALSE, TRUE, TRUE);
  allocate (fixture, 1366);
  assert_visible (fixture, TRUE, TRUE, TRUE);

  brv_pane_container_set_open (fixture->container, BRV_PANE_SOURCES, FALSE);
  allocate (fixture, 1366);
  assert_visible (fixture, FALSE, TRUE, TRUE);
  allocate (fixture, 960);
  assert_visible (fixture, FALSE, TRUE, TRUE);
  brv_pane_container_set_open (fixture->container, BRV_PANE_PAGES, FALSE);
  allocate (fixture, 960);
  assert_visible (fixture, FALSE, TRUE, FALSE);

  brv_pane_container_set_open (fixture->container, BRV_PANE_SOURCES, TRUE);
  allocate (fixture, 683);
  assert_visible (fixture, TRUE, FALSE, FALSE);
  brv_pane_container_set_open (fixture->container, BRV_PANE_BRIEF, TRUE);
  allocate (fixture, 683);
  assert_visible (fixture, FALSE, TRUE, FALSE);
}

static void
test_state (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  Fixture other = { 0 };

  brv_pane_container_set_open (fixture->container, BRV_PANE_SOURCES, FALSE);
  brv_pane_container_save (fixture->container, file, "panes");
  set_up (&other, NULL);
  brv_pane_container_restore (other.container, file, "panes");
  allocate (&other, 1366);
  assert_visible (&other, FALSE, TRUE, TRUE);
  g_key_file_set_string (file, "panes", "pages-widths", "x;-4;99999999;;;;;");
  brv_pane_container_restore (other.container, file, "panes");
  allocate (&other, 1366);
  tear_down (&other, NULL);
}

/* Of two panes beside each other the ones that were seen are seen again. */
static void
test_state_of_two (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    BrvPane pane;
    gboolean open;
    gboolean sources;
    gboolean pages;
  } steps[] = {
    { BRV_PANE_PAGES, TRUE, FALSE, TRUE },
    { BRV_PANE_SOURCES, TRUE, TRUE, FALSE },
    { BRV_PANE_SOURCES, FALSE, FALSE, FALSE },
    { BRV_PANE_PAGES, TRUE, FALSE, TRUE },
  };

  allocate (fixture, 960);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();
      Fixture other = { 0 };

      brv_pane_container_set_open (fixture->container, steps[i].pane, steps[i].open);
      allocate (fixture, 960);
      assert_visible (fixture, steps[i].sources, TRUE, steps[i].pages);
      brv_pane_container_save (fixture->container, file, "panes");
      set_up (&other, NULL);
      brv_pane_container_restore (other.container, file, "panes");
      allocate (&other, 960);
      assert_visible (&other, steps[i].sources, TRUE, steps[i].pages);
      /* A note that somebody wrote into does no harm. */
      g_key_file_set_string (file, "panes", "side", "77");
      brv_pane_container_restore (other.container, file, "panes");
      allocate (&other, 960);
      tear_down (&other, NULL);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name) \
  g_test_add ("/ui/pane-container/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (resize);
  ADD (minimum);
  ADD (folding);
  ADD (state);
  ADD (state_of_two);
  return g_test_run ();
}
