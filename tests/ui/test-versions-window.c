/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/versions/brv-versions-window.h"

#include <glib/gstdio.h>

#include "edit/brv-edit-structure.h"
#include "model/brv-template.h"
#include "ui/pages/brv-page-view.h"
#include "ui/versions/brv-comparison-view.h"
#include "ui/versions/brv-version-labels.h"

typedef struct
{
  BrvWorkspace *workspace;
  GtkWidget *parent;
  BrvVersionsWindow *window;
} Fixture;

static void
settle (guint ms)
{
  const gint64 end_us = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end_us)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = brv_template_make_brief (NULL, "Ports", "en-GB", NULL);

  fixture->workspace = brv_workspace_new (brief, NULL);
  g_assert_nonnull (fixture->workspace);
  fixture->parent = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->parent));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  /* Threads let go of what they read. */
  settle (500);
  g_assert_true (brv_workspace_close (fixture->workspace, TRUE, NULL));
  g_assert_finalize_object (fixture->workspace);
}

static void
open_window (Fixture *fixture)
{
  fixture->window = brv_versions_window_new (GTK_WINDOW (fixture->parent), fixture->workspace);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (300);
}

static void
add_section (Fixture *fixture, const char *heading)
{
  g_assert_true (brv_edit_add_section (brv_workspace_get_document (fixture->workspace), heading, -1,
                                       NULL, NULL));
}

/* The first widget of a type below @widget, in order. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (child), type) ? child : find (child, type);

      if (found != NULL && gtk_widget_get_child_visible (found))
        return found;
    }
  return NULL;
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (gtk_widget_has_css_class (widget, "navigation-sidebar"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

static guint
count_children (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  open_window (fixture);
  page = find (GTK_WIDGET (fixture->window), ADW_TYPE_STATUS_PAGE);
  g_assert_nonnull (page);
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page)), ==, "No Versions Yet");
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "none.such", NULL));
}

/* The latest stands first, is named for assistive technology, and says what changed. */
/* What a screen reader says. */
static char *
dup_name (GtkWidget *row)
{
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                             "?", NULL);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;
  GtkWidget *row;

  g_assert_true (brv_workspace_checkpoint (fixture->workspace, "Empty", NULL));
  add_section (fixture, "Annex");
  g_assert_true (brv_workspace_checkpoint (fixture->workspace, "With annex", NULL));
  open_window (fixture);
  list = find_list (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (count_children (list), ==, 2);
  row = gtk_widget_get_first_child (list);
  g_assert_true (GTK_LIST_BOX_ROW (row) == gtk_list_box_get_selected_row (GTK_LIST_BOX (list)));
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  {
    g_autofree char *expected = dup_name (row);

    g_assert_nonnull (strstr (expected, "With annex, Today, "));
    /* What it added is found out on another thread. */
    for (guint i = 0; i < 1000 && strstr (expected, "Annex") == NULL; i++)
      {
        g_usleep (5000);
        while (g_main_context_iteration (NULL, FALSE))
          ;
        g_free (expected);
        expected = dup_name (row);
      }
    g_test_message ("%s", expected);
    g_assert_nonnull (strstr (expected, "Annex"));
  }
  g_assert_nonnull (find (GTK_WIDGET (fixture->window), BRV_TYPE_COMPARISON_VIEW));
}

static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) start = brv_brief_ref (brv_workspace_get_brief (fixture->workspace));
  GtkWidget *list;

  g_assert_true (brv_workspace_checkpoint (fixture->workspace, "Empty", NULL));
  add_section (fixture, "Annex");
  g_assert_true (brv_workspace_checkpoint (fixture->workspace, "With annex", NULL));
  open_window (fixture);
  list = find_list (GTK_WIDGET (fixture->window));
  gtk_list_box_select_row (GTK_LIST_BOX (list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  settle (300);
  g_object_ref (fixture->window);
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "versions.restore", NULL));
  settle (100);
  g_assert_true (brv_brief_equal (brv_workspace_get_brief (fixture->workspace), start));
  g_assert_true (brv_document_get_can_undo (brv_workspace_get_document (fixture->workspace)));
  /* The window has closed itself. */
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
  g_object_unref (fixture->window);
  fixture->window = brv_versions_window_new (GTK_WINDOW (fixture->parent), fixture->workspace);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_TOGGLE_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static guint
count_pages (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvPages) pages =
    brv_workspace_typeset (fixture->workspace, BRV_TYPESET_NONE, NULL, &error);

  g_assert_no_error (error);
  return brv_pages_get_n_frames (pages);
}

static void
add_text_and_page_break (Fixture *fixture)
{
  g_autoptr (BrvText) text = brv_text_new ("Pilots wait for the tide.", -1);
  g_autoptr (BrvBlock) before = brv_block_new_paragraph (brv_id_new (), text);
  g_autoptr (BrvBlock) page_break = brv_block_new_page_break (brv_id_new ());
  g_autoptr (BrvBlock) after = brv_block_new_paragraph (brv_id_new (), text);
  BrvBlock *const blocks[] = { before, page_break, after };
  const BrvBrief *brief = brv_workspace_get_brief (fixture->workspace);

  g_assert_true (brv_edit_add_blocks (brv_workspace_get_document (fixture->workspace),
                                      brv_section_get_id (brv_brief_get_section (brief, 0)), -1,
                                      blocks, G_N_ELEMENTS (blocks), "Add Text", NULL));
}

/* A version is looked at as the pages that it would be printed on, each with its own. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  guint expected[2];
  GtkWidget *list;
  GtkWidget *view;
  GtkWidget *stack;

  expected[1] = count_pages (fixture);
  g_assert_true (brv_workspace_checkpoint (fixture->workspace, "Short", NULL));
  add_text_and_page_break (fixture);
  expected[0] = count_pages (fixture);
  g_assert_cmpuint (expected[0], >, expected[1]);
  g_assert_true (brv_workspace_checkpoint (fixture->workspace, "Long", NULL));

  open_window (fixture);
  list = find_list (GTK_WIDGET (fixture->window));
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (find_button (GTK_WIDGET (fixture->window), "_Pages")), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gtk_list_box_select_row (GTK_LIST_BOX (list),
                               gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (gint)i));
      settle (100);
      view = find (GTK_WIDGET (fixture->window), BRV_TYPE_PAGE_VIEW);
      g_assert_nonnull (view);
      stack = gtk_widget_get_ancestor (view, GTK_TYPE_STACK);
      g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "pages");
      for (guint k = 0; k < 200 && brv_page_view_get_n_pages (BRV_PAGE_VIEW (view)) != expected[i];
           k++)
        settle (50);
      g_assert_cmpuint (brv_page_view_get_n_pages (BRV_PAGE_VIEW (view)), ==, expected[i]);
    }
}

static void
test_time (void)
{
  const gint64 now_us = G_GINT64_CONSTANT (1764100800) * G_USEC_PER_SEC; /* 2025-11-25 20:00 UTC */
  const struct
  {
    gint64 hours;
    const char *text;
  } rows[] = {
    { 1, "Today, 19:00" },
    { 24, "Yesterday, 20:00" },
    { 48, "23 November, 20:00" },
    { 24 * 365, "25 November 2024, 20:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text =
        brv_version_labels_dup_time (now_us - rows[i].hours * 3600 * G_USEC_PER_SEC, now_us);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

#define ADD(name, function) \
  g_test_add ("/ui/versions-window/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *state = g_dir_make_tmp ("brevier-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("empty", test_empty);
  ADD ("list", test_list);
  ADD ("restore", test_restore);
  ADD ("preview", test_preview);
  g_test_add_func ("/ui/versions-window/time", test_time);
  return g_test_run ();
}
