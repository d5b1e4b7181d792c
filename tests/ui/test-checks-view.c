/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-structure.h"
#include "model/brv-template.h"
#include "ui/pages/brv-checks-view.h"

#define MISSING "What is \364\217\277\275?"
#define THAI    "\340\270\201\340\270\262\340\270\243\340\270\227\340\271\210\340\270\262"

typedef struct
{
  BrvWorkspace *workspace;
  GtkWidget *window;
  GtkWidget *view;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief = brv_template_make_brief ("policy-brief", "Ports", "en-GB", &error);

  g_assert_no_error (error);
  fixture->workspace = brv_workspace_new (brief, &error);
  g_assert_no_error (error);
  brv_workspace_set_preview (fixture->workspace, TRUE, BRV_TYPESET_NONE);
  fixture->view = g_object_new (BRV_TYPE_CHECKS_VIEW, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  brv_checks_view_set_workspace (BRV_CHECKS_VIEW (fixture->view), fixture->workspace);
  brv_checks_view_set_active (BRV_CHECKS_VIEW (fixture->view), TRUE);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (brv_workspace_close (fixture->workspace, TRUE, NULL));
  g_assert_finalize_object (fixture->workspace);
}

static BrvId
add_paragraph (Fixture *fixture, const char *words)
{
  const BrvBrief *brief = brv_workspace_get_brief (fixture->workspace);
  g_autoptr (BrvText) text = brv_text_new (words, -1);
  g_autoptr (BrvBlock) block = brv_block_new_paragraph (brv_id_new (), text);
  BrvBlock *blocks[] = { block };

  g_assert_true (brv_edit_add_blocks (brv_workspace_get_document (fixture->workspace),
                                      brv_section_get_id (brv_brief_get_section (brief, 0)), -1,
                                      blocks, 1, "Add", NULL));
  return brv_block_get_id (block);
}

/* A row whose subtitle is where it is; the rows that fold others have none. */
static GtkWidget *
find_row (GtkWidget *widget, const char *subtitle)
{
  if (ADW_IS_ACTION_ROW (widget) &&
      g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (widget)), subtitle) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, subtitle);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_child (Fixture *fixture, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (fixture->view, BRV_TYPE_CHECKS_VIEW, name));
}

static void
wait_for (GtkWidget *group, gboolean visible)
{
  gint64 end_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (gtk_widget_get_visible (group) != visible && g_get_monotonic_time () < end_us)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  g_assert_cmpint (gtk_widget_get_visible (group), ==, visible);
}

static void
block_requested_cb (BrvChecksView *view, const BrvId *block_id, BrvId *requested)
{
  *requested = *block_id;
}

/* A character that no font has is to consider, and its row leads to its block. */
static void
test_warning (Fixture *fixture, gconstpointer data)
{
  const BrvId block_id = add_paragraph (fixture, MISSING);
  GtkWidget *group = get_child (fixture, "warnings_group");
  BrvId requested = BRV_ID_NONE;
  GtkWidget *row;

  wait_for (group, TRUE);
  row = find_row (group, "Page 1 · Background");
  g_assert_nonnull (row);
  g_assert_nonnull (
    g_strstr_len (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1, "U+10FFFD"));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "notes_group")));
  g_assert_cmpuint (brv_checks_view_get_n_errors (BRV_CHECKS_VIEW (fixture->view)), ==, 0);
  g_signal_connect (fixture->view, "block-requested", G_CALLBACK (block_requested_cb), &requested);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  while (brv_id_is_none (requested))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (brv_id_equal (requested, block_id));

  g_assert_true (
    brv_edit_remove_block (brv_workspace_get_document (fixture->workspace), block_id, NULL));
  wait_for (group, FALSE);
}

/* What asks for nothing is folded away, and is not among what passed. */
static void
test_note (Fixture *fixture, gconstpointer data)
{
  GtkWidget *group = get_child (fixture, "notes_group");
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (get_child (fixture, "notes_row"));

  add_paragraph (fixture, THAI);
  wait_for (group, TRUE);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (expander)), ==,
                   "1 Note on the Pages");
  g_assert_null (find_row (group, "Page 1 · Background"));
  adw_expander_row_set_expanded (expander, TRUE);
  g_assert_nonnull (find_row (group, "Page 1 · Background"));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "passed_group")));
}

int
main (int argc, char *argv[])
{
  g_autofree char *state = g_dir_make_tmp ("brevier-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/checks-view/warning", Fixture, NULL, set_up, test_warning, tear_down);
  g_test_add ("/ui/checks-view/note", Fixture, NULL, set_up, test_note, tear_down);

  return g_test_run ();
}
