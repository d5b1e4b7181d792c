/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "model/brv-template.h"
#include "typeset/brv-theme-list.h"
#include "ui/shell/brv-document-settings.h"

typedef struct
{
  BrvWorkspace *workspace;
  GtkWidget *settings;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief =
    brv_template_make_brief ("policy-brief", "Water and finance", "en-GB", &error);

  g_assert_no_error (error);
  fixture->workspace = brv_workspace_new (brief, &error);
  g_assert_no_error (error);
  fixture->settings = GTK_WIDGET (brv_document_settings_new (NULL, fixture->workspace));
  gtk_window_present (GTK_WINDOW (fixture->settings));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->settings != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->settings));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (brv_workspace_close (fixture->workspace, TRUE, NULL));
  g_assert_finalize_object (fixture->workspace);
}

static const char *
get (Fixture *fixture, BrvBriefField field)
{
  return brv_brief_get (brv_workspace_get_brief (fixture->workspace), field);
}

static AdwComboRow *
get_row (Fixture *fixture, const char *name)
{
  return ADW_COMBO_ROW (
    gtk_widget_get_template_child (fixture->settings, BRV_TYPE_DOCUMENT_SETTINGS, name));
}

/* Each row changes its field, is undone by a key, and shows what was undone. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *row;
    guint choice;
    BrvBriefField field;
    const char *value;
  } rows[] = {
    { "paper_row", 1, BRV_BRIEF_FIELD_PAPER, "letter" },
    { "columns_row", 2, BRV_BRIEF_FIELD_COLUMNS, "two" },
    { "hyphenation_row", 2, BRV_BRIEF_FIELD_HYPHENATION, "no" },
    { "contents_row", 1, BRV_BRIEF_FIELD_CONTENTS, "yes" },
    { "numbering_row", 4, BRV_BRIEF_FIELD_NUMBERING, "both" },
    { "notes_row", 1, BRV_BRIEF_FIELD_NOTES, "endnotes" },
    { "language_row", 1, BRV_BRIEF_FIELD_LANGUAGE, "ar" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AdwComboRow *row = get_row (fixture, rows[i].row);
      g_autofree char *before = g_strdup (get (fixture, rows[i].field));
      guint selected = adw_combo_row_get_selected (row);

      g_test_message ("%s", rows[i].row);
      adw_combo_row_set_selected (row, rows[i].choice);
      g_assert_cmpstr (get (fixture, rows[i].field), ==, rows[i].value);
      gtk_widget_activate_action (fixture->settings, "settings.undo", NULL);
      g_assert_cmpstr (get (fixture, rows[i].field), ==, before);
      g_assert_cmpuint (adw_combo_row_get_selected (row), ==, selected);
      gtk_widget_activate_action (fixture->settings, "settings.redo", NULL);
      g_assert_cmpuint (adw_combo_row_get_selected (row), ==, rows[i].choice);
    }
}

static GtkWidget *
find_titled (GtkWidget *widget, const char *title)
{
  if (ADW_IS_ACTION_ROW (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_theme (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_titled (fixture->settings, "Ministry");

  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  g_assert_cmpstr (get (fixture, BRV_BRIEF_FIELD_THEME), ==, "ministry");
  gtk_widget_activate_action (fixture->settings, "settings.undo", NULL);
  g_assert_null (get (fixture, BRV_BRIEF_FIELD_THEME));
  adw_action_row_activate (ADW_ACTION_ROW (row));
  g_assert_cmpstr (get (fixture, BRV_BRIEF_FIELD_THEME), ==, "ministry");
}

/* A copy is made, listed and taken; when its file is spoilt, the list says where. */
static void
test_own_theme (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = brv_theme_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "classic-1.ini", NULL);
  GtkWidget *row;
  gint64 end_us;

  gtk_widget_activate_action (fixture->settings, "settings.copy-theme", NULL);
  g_assert_cmpstr (get (fixture, BRV_BRIEF_FIELD_THEME), ==, "classic-1");
  g_assert_nonnull (find_titled (fixture->settings, "Own Classic 1"));
  g_assert_true (g_file_set_contents (path, "[theme]\ntitle=Spoilt\n[page]\nleft=x\n", -1, NULL));
  end_us = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  while ((row = find_titled (fixture->settings, "Spoilt")) == NULL &&
         g_get_monotonic_time () < end_us)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  g_assert_nonnull (row);
  g_assert_nonnull (
    strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "classic-1.ini, line 4"));
  g_assert_null (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)));
  g_remove (path);
}

int
main (int argc, char *argv[])
{
  g_autofree char *state = g_dir_make_tmp ("brevier-state-XXXXXX", NULL);
  g_autofree char *folder = g_dir_make_tmp ("brevier-data-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/document-settings/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/ui/document-settings/theme", Fixture, NULL, set_up, test_theme, tear_down);
  g_test_add ("/ui/document-settings/own-theme", Fixture, NULL, set_up, test_own_theme, tear_down);

  return g_test_run ();
}
