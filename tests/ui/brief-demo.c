/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "tests/ui/sample-brief.h"
#include "ui/brief/brv-brief-pane.h"
#include "ui/shared/brv-clipboard.h"
#include "ui/shared/brv-reader-buffer.h"

/*
 * A plain window with the Brief pane on a made-up brief, and the first source in a reader beside
 * it to drag from: brief-demo [--blocks N] [--empty] [--dark] [--high-contrast] [--section-keys].
 * It is the host for stories with a real pointer.
 */
static int n_blocks = 0;
static gboolean empty = FALSE;
static gboolean dark = FALSE;
static gboolean high_contrast = FALSE;
static gboolean section_keys = FALSE;

static const GOptionEntry options[] = {
  { "blocks", 0, 0, G_OPTION_ARG_INT, &n_blocks, "Make a brief of N blocks", "N" },
  { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, "Begin with an empty brief", NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Use the dark style", NULL },
  { "high-contrast", 0, 0, G_OPTION_ARG_NONE, &high_contrast, "Set the class hc", NULL },
  { "section-keys", 0, 0, G_OPTION_ARG_NONE, &section_keys, "Show the keys of sections", NULL },
  { 0 },
};

static void
passage_requested_cb (GtkWidget *pane,
                      const BrvId *source_id,
                      const BrvRange *range,
                      gpointer user_data)
{
  g_print ("passage %u-%u\n", (guint)range->start, (guint)range->end);
}

static void
message_cb (GtkWidget *pane, const char *text, const BrvId *id, gpointer user_data)
{
  g_print ("message %s\n", text);
}

static GtkWidget *
make_reader (BrvWorkspace *workspace)
{
  BrvReaderBuffer *buffer = brv_reader_buffer_new ();
  const BrvBrief *brief = brv_workspace_get_brief (workspace);
  GtkWidget *view = NULL;
  GtkWidget *scroller = gtk_scrolled_window_new ();

  brv_reader_buffer_show (buffer, brv_brief_get_source (brief, 0), NULL, NULL, FALSE);
  view = gtk_text_view_new_with_buffer (GTK_TEXT_BUFFER (buffer));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD);
  g_object_set (view, "left-margin", 24, "right-margin", 24, "top-margin", 24, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_size_request (scroller, 371, -1);
  g_object_unref (buffer);
  return scroller;
}

static void
add_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/brevier/Brevier/ui/brief.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/brevier/Brevier/icons");
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief = NULL;
  g_autoptr (BrvWorkspace) workspace = NULL;
  GtkWidget *window = NULL;
  GtkWidget *pane = NULL;
  GtkWidget *box = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  adw_init ();
  brv_clipboard_register ();
  add_style ();
  if (dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  brief = empty          ? sample_brief_new_empty ()
          : n_blocks > 0 ? sample_brief_new_long ((guint)n_blocks)
                         : sample_brief_new ();
  workspace = brv_workspace_new (brief, &error);
  if (workspace == NULL)
    g_error ("%s", error->message);
  pane = brv_brief_pane_new (workspace);
  brv_brief_pane_set_show_section_keys (BRV_BRIEF_PANE (pane), section_keys);
  gtk_widget_set_hexpand (pane, TRUE);
  g_signal_connect (pane, "passage-requested", G_CALLBACK (passage_requested_cb), NULL);
  g_signal_connect (pane, "message", G_CALLBACK (message_cb), NULL);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  if (!empty)
    gtk_box_append (GTK_BOX (box), make_reader (workspace));
  gtk_box_append (GTK_BOX (box), pane);
  window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 922, 768);
  adw_window_set_content (ADW_WINDOW (window), box);
  if (high_contrast)
    gtk_widget_add_css_class (window, "hc");
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (pane);
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return brv_workspace_close (workspace, TRUE, NULL) ? 0 : 1;
}
