/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The Sources pane alone in a window, on sources made by hand or on files given as arguments,
 * for looking at it: sources-demo [--dark] [--wide] [--empty] [FILE…]
 */

#include "config.h"

#include <adwaita.h>

#include "ui/sources/brv-sources-pane.h"

#include "sources-sample.h"

typedef struct
{
  BrvWorkspace *workspace;
  AdwToastOverlay *toasts;
  gboolean wide;
  gboolean empty;
  char **files;
} Demo;

static void
message_cb (GtkWidget *pane, const char *text, const BrvId *block_id, Demo *demo)
{
  AdwToast *toast = adw_toast_new (text);

  if (block_id != NULL)
    adw_toast_set_button_label (toast, "Show");
  adw_toast_overlay_add_toast (demo->toasts, toast);
}

static void
block_requested_cb (GtkWidget *pane, const BrvId *block_id, Demo *demo)
{
  g_autofree char *id = brv_id_to_string (*block_id);

  g_print ("block-requested %s\n", id);
}

static void
add_quotes (BrvWorkspace *workspace)
{
  static const char *const words[] = { "delay has a season, a direction and a tariff",
                                       "believed. Between the two lies a week of weather" };
  const BrvBrief *brief = brv_workspace_get_brief (workspace);
  const BrvSource *source = brv_brief_get_source (brief, brv_brief_get_n_sources (brief) - 1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GError) error = NULL;
      BrvId section =
        brv_section_get_id (brv_brief_get_section (brv_workspace_get_brief (workspace), i));

      brv_workspace_quote_range (workspace, brv_source_get_id (source),
                                 sample_find (source, words[i]), section, -1, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
activate_cb (GApplication *application, Demo *demo)
{
  g_autoptr (BrvBrief) brief = sample_new_brief (demo->empty ? 0 : 12);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autoptr (GError) error = NULL;
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *box = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *rest = gtk_label_new ("The brief is here");
  GtkWidget *pane;

  demo->workspace = brv_workspace_new (brief, &error);
  g_assert_no_error (error);
  if (!demo->empty)
    add_quotes (demo->workspace);
  gtk_css_provider_load_from_resource (provider, "/org/brevier/Brevier/ui/sources.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/brevier/Brevier/icons");
  pane = brv_sources_pane_new (demo->workspace);
  brv_sources_pane_set_side_by_side (BRV_SOURCES_PANE (pane), demo->wide);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  g_signal_connect (pane, "message", G_CALLBACK (message_cb), demo);
  g_signal_connect (pane, "block-requested", G_CALLBACK (block_requested_cb), demo);
  adw_header_bar_set_show_end_title_buttons (
    brv_sources_pane_get_start_header_bar (BRV_SOURCES_PANE (pane)), FALSE);

  gtk_widget_add_css_class (rest, "view");
  gtk_paned_set_start_child (GTK_PANED (box), pane);
  gtk_paned_set_end_child (GTK_PANED (box), rest);
  gtk_paned_set_resize_start_child (GTK_PANED (box), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (box), FALSE);
  gtk_paned_set_position (GTK_PANED (box), demo->wide ? 744 : 371);
  demo->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (demo->toasts, box);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), GTK_WIDGET (demo->toasts));
  gtk_window_set_default_size (GTK_WINDOW (window), demo->wide ? 1100 : 760, 768);
  gtk_window_present (GTK_WINDOW (window));

  if (demo->files != NULL)
    {
      g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

      for (guint i = 0; demo->files[i] != NULL; i++)
        {
          g_autoptr (GFile) file = g_file_new_for_commandline_arg (demo->files[i]);

          g_list_store_append (files, file);
        }
      brv_sources_pane_import_files (BRV_SOURCES_PANE (pane), G_LIST_MODEL (files));
    }
}

int
main (int argc, char **argv)
{
  Demo demo = { 0 };
  gboolean dark = FALSE;
  const GOptionEntry entries[] = {
    { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
    { "wide", 0, 0, G_OPTION_ARG_NONE, &demo.wide, NULL, NULL },
    { "empty", 0, 0, G_OPTION_ARG_NONE, &demo.empty, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &demo.files, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) options = g_option_context_new (NULL);
  g_autoptr (AdwApplication) application =
    adw_application_new ("org.brevier.SourcesDemo", G_APPLICATION_NON_UNIQUE);
  g_autoptr (GError) error = NULL;
  int status;

  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &demo);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  status = g_application_run (G_APPLICATION (application), 1, argv);
  g_clear_object (&demo.workspace);
  g_strfreev (demo.files);
  return status;
}
