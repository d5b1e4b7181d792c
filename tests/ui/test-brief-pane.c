/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "edit/brv-edit-quote.h"
#include "tests/ui/find-child.h"
#include "tests/ui/sample-brief.h"
#include "ui/brief/brv-brief-pane.h"
#include "ui/brief/brv-brief-view.h"
#include "ui/brief/brv-field-view.h"
#include "ui/brief/brv-title-block.h"
#include "ui/shared/brv-clipboard.h"

static void
wait_for (guint ms)
{
  gint64 until = g_get_monotonic_time () + (gint64)ms * 1000;

  while (g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
}

/* A widget that is gone with its window, and nothing that still holds it. */
static void
test_life (void)
{
  g_autoptr (BrvBrief) brief = sample_brief_new ();
  g_autoptr (GError) error = NULL;
  BrvWorkspace *workspace = brv_workspace_new (brief, &error);
  GtkWidget *window = adw_window_new ();
  GtkWidget *pane = NULL;
  gpointer view = NULL;

  g_assert_no_error (error);
  pane = brv_brief_pane_new (workspace);
  adw_window_set_content (ADW_WINDOW (window), pane);
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 600);
  gtk_window_present (GTK_WINDOW (window));
  view = find_child (pane, BRV_TYPE_BRIEF_VIEW);
  g_assert_nonnull (view);
  g_object_add_weak_pointer (G_OBJECT (view), &view);
  wait_for (300);
  brv_brief_pane_zoom (BRV_BRIEF_PANE (pane), 1);
  brv_brief_pane_find (BRV_BRIEF_PANE (pane));
  wait_for (100);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_for (100);
  g_assert_null (view);
  g_assert_true (brv_workspace_close (workspace, TRUE, NULL));
  g_assert_finalize_object (workspace);
}

static void
test_title (void)
{
  g_autoptr (BrvBrief) brief = sample_brief_new_empty ();
  BrvDocument *document = brv_document_new (brief);
  GtkWidget *block = g_object_ref_sink (brv_title_block_new (document));
  GtkWidget *title = find_child (block, BRV_TYPE_FIELD_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (title));

  gtk_text_buffer_insert_at_cursor (buffer, "Ports\nwithout power", -1);
  brv_title_block_commit (BRV_TITLE_BLOCK (block));
  g_assert_cmpstr (brv_brief_get (brv_document_get_brief (document), BRV_BRIEF_FIELD_TITLE), ==,
                   "Ports without power");
  gtk_widget_activate_action (block, "title.marking", "s", "TLP:AMBER+STRICT");
  g_assert_cmpstr (brv_brief_get (brv_document_get_brief (document), BRV_BRIEF_FIELD_MARKING), ==,
                   "TLP:AMBER+STRICT");
  gtk_widget_activate_action (block, "title.marking", "s", "");
  g_assert_null (brv_brief_get (brv_document_get_brief (document), BRV_BRIEF_FIELD_MARKING));
  while (brv_document_undo (document))
    ;
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  g_object_unref (block);
  g_assert_finalize_object (document);
}

static BrvId
find_quote (const BrvBrief *brief, guint section)
{
  const BrvSection *in = brv_brief_get_section (brief, section);

  for (guint i = 0; i < brv_section_get_n_blocks (in); i++)
    if (brv_block_get_kind (brv_section_get_block (in, i)) == BRV_BLOCK_QUOTE)
      return brv_block_get_id (brv_section_get_block (in, i));
  return BRV_ID_NONE;
}

static void
test_quote_actions (void)
{
  g_autoptr (BrvBrief) brief = sample_brief_new ();
  BrvDocument *document = brv_document_new (brief);
  GtkWidget *view = g_object_ref_sink (brv_brief_view_new (document));
  BrvBriefProjection *projection = brv_brief_view_get_projection (BRV_BRIEF_VIEW (view));
  BrvId id = find_quote (brief, 0);
  const BrvBlock *block = NULL;
  guint section = 0;

  brv_brief_projection_select (projection, (BrvPlace){ id, 3 }, (BrvPlace){ id, 7 });
  gtk_widget_activate_action (view, "quote.elide", NULL);
  block = brv_brief_find_block (brv_document_get_brief (document), id, NULL, NULL);
  g_assert_nonnull (
    strstr (brv_text_get_utf8 (brv_quote_get_shown (brv_block_get_quote (block))), "[…]"));
  gtk_widget_activate_action (view, "quote.reset", NULL);
  block = brv_brief_find_block (brv_document_get_brief (document), id, NULL, NULL);
  g_assert_null (
    strstr (brv_text_get_utf8 (brv_quote_get_shown (brv_block_get_quote (block))), "[…]"));
  gtk_widget_activate_action (view, "block.move-to", "i", 2);
  g_assert_nonnull (brv_brief_find_block (brv_document_get_brief (document), id, &section, NULL));
  g_assert_cmpuint (section, ==, 2);
  gtk_widget_activate_action (view, "quote.remove", NULL);
  g_assert_null (brv_brief_find_block (brv_document_get_brief (document), id, NULL, NULL));
  while (brv_document_undo (document))
    ;
  g_assert_true (brv_brief_equal (brv_document_get_brief (document), brief));
  g_object_unref (view);
  g_assert_finalize_object (document);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GMainLoop *loop = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (brv_fragment_get_n_blocks (g_value_get_boxed (value)), ==, 1);
  g_assert_cmpuint (brv_fragment_get_n_sources (g_value_get_boxed (value)), ==, 1);
  g_main_loop_quit (loop);
}

/* A copied quote brings its source; as plain text it brings its words. */
static void
test_copy (void)
{
  g_autoptr (BrvBrief) brief = sample_brief_new ();
  BrvDocument *document = brv_document_new (brief);
  GtkWidget *view = g_object_ref_sink (brv_brief_view_new (document));
  BrvBriefProjection *projection = brv_brief_view_get_projection (BRV_BRIEF_VIEW (view));
  BrvId id = find_quote (brief, 0);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (view);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint n_lines = brv_brief_projection_get_n_lines (projection);
  BrvPlace end;

  brv_brief_projection_select (projection, (BrvPlace){ id, 0 }, (BrvPlace){ id, 1000 });
  g_signal_emit_by_name (view, "copy-clipboard");
  g_assert_true (
    gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), BRV_TYPE_FRAGMENT));
  gdk_clipboard_read_value_async (clipboard, BRV_TYPE_FRAGMENT, 0, NULL, read_cb, loop);
  g_main_loop_run (loop);

  end = (BrvPlace){ brv_brief_projection_get_id (projection, n_lines - 1), 0 };
  brv_brief_projection_select (projection, end, end);
  g_signal_emit_by_name (view, "paste-clipboard");
  wait_for (100);
  g_assert_false (brv_id_is_none (find_quote (brv_document_get_brief (document), 2)));
  g_object_unref (view);
  gdk_clipboard_set_content (clipboard, NULL);
  g_assert_finalize_object (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  brv_clipboard_register ();

  g_test_add_func ("/ui/brief-pane/life", test_life);
  g_test_add_func ("/ui/brief-pane/title", test_title);
  g_test_add_func ("/ui/brief-pane/quote-actions", test_quote_actions);
  g_test_add_func ("/ui/brief-pane/copy", test_copy);
  return g_test_run ();
}
