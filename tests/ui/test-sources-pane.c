/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "edit/brv-edit-source.h"
#include "tests/ui/find-child.h"
#include "ui/sources/brv-drag-card.h"
#include "ui/sources/brv-find-bar.h"
#include "ui/sources/brv-import-card.h"
#include "ui/sources/brv-reader.h"
#include "ui/sources/brv-source-browser.h"
#include "ui/sources/brv-source-details.h"
#include "ui/sources/brv-source-row.h"
#include "ui/sources/brv-sources-pane.h"

#include "sources-sample.h"

#define TIMEOUT_S 10
#define ARTICLE   11 /* the last of twelve sources */

typedef struct
{
  BrvWorkspace *workspace;
  GtkWidget *window;
  BrvSourcesPane *pane;
  char *message;
  BrvId block_id;
} Fixture;

static void
message_cb (BrvSourcesPane *pane, const char *text, const BrvId *block_id, Fixture *fixture)
{
  g_free (fixture->message);
  fixture->message = g_strdup (text);
  fixture->block_id = block_id == NULL ? BRV_ID_NONE : *block_id;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = sample_new_brief (12);
  g_autoptr (GError) error = NULL;

  fixture->workspace = brv_workspace_new (brief, &error);
  g_assert_no_error (error);
  fixture->window = gtk_window_new ();
  fixture->pane = BRV_SOURCES_PANE (brv_sources_pane_new (fixture->workspace));
  g_signal_connect (fixture->pane, "message", G_CALLBACK (message_cb), fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->pane));
  /* Only where something has to be laid out: it takes a second under the sanitizers. */
  if (data != NULL)
    gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer weak_pane = fixture->pane;
  gpointer weak_workspace = fixture->workspace;

  g_object_add_weak_pointer (weak_pane, &weak_pane);
  g_object_add_weak_pointer (weak_workspace, &weak_workspace);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  brv_workspace_close (fixture->workspace, TRUE, NULL);
  g_object_unref (fixture->workspace);
  for (gint64 end = g_get_monotonic_time () + TIMEOUT_S * G_USEC_PER_SEC;
       (weak_pane != NULL || weak_workspace != NULL) && g_get_monotonic_time () < end;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_null (weak_pane);
  g_assert_null (weak_workspace);
  g_free (fixture->message);
}

static const BrvSource *
get_source (Fixture *fixture, guint index)
{
  return brv_brief_get_source (brv_workspace_get_brief (fixture->workspace), index);
}

static void
settle (void)
{
  for (guint i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

static void
test_widgets_finalize (void)
{
  const GType types[] = {
    BRV_TYPE_FIND_BAR,
    BRV_TYPE_READER,
    BRV_TYPE_SOURCE_BROWSER,
    BRV_TYPE_SOURCE_ROW,
  };
  GtkWidget *card = brv_drag_card_new ("A passage\nover two lines", "Harbour Review");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_new (types[i], NULL);

      g_test_message ("%s", g_type_name (types[i]));
      g_object_ref_sink (widget);
      g_assert_finalize_object (widget);
    }
  g_object_ref_sink (card);
  g_assert_finalize_object (card);
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  BrvId article = brv_source_get_id (get_source (fixture, ARTICLE));
  BrvReader *reader = BRV_READER (find_child (GTK_WIDGET (fixture->pane), BRV_TYPE_READER));

  g_assert_false (brv_sources_pane_is_reading (fixture->pane));
  brv_sources_pane_show_source (fixture->pane, article);
  settle ();
  g_assert_true (brv_sources_pane_is_reading (fixture->pane));
  g_assert_true (brv_id_equal (brv_reader_get_source_id (reader), article));

  /* The newest comes first: there is nothing before it. */
  brv_sources_pane_step (fixture->pane, -1);
  g_assert_true (brv_id_equal (brv_reader_get_source_id (reader), article));
  brv_sources_pane_step (fixture->pane, 1);
  g_assert_true (brv_reader_get_source (reader) == get_source (fixture, ARTICLE - 1));
  g_object_set (fixture->pane, "order", "date", NULL);
  brv_sources_pane_step (fixture->pane, 1);
  g_assert_cmpstr (brv_source_get_title (brv_reader_get_source (reader)), ==,
                   "The Hired Hull: Charter Parties as Sanctions Evasion");

  brv_sources_pane_show_list (fixture->pane);
  g_assert_false (brv_sources_pane_is_reading (fixture->pane));
  brv_sources_pane_show_source (fixture->pane, brv_id_new ());
  g_assert_false (brv_sources_pane_is_reading (fixture->pane));
}

static void
test_send (Fixture *fixture, gconstpointer data)
{
  const BrvSource *article = get_source (fixture, ARTICLE);
  BrvRange range = sample_find (article, "delay has a season, a direction and a tariff");
  const BrvBrief *brief;
  const BrvBlock *block;
  guint section = 0;
  guint index = 0;

  g_assert_false (brv_sources_pane_send_to_section (fixture->pane, 1));
  brv_sources_pane_show_passage (fixture->pane, brv_source_get_id (article), range);
  g_assert_true (brv_sources_pane_get_has_selection (fixture->pane));
  g_assert_false (brv_sources_pane_send_to_section (fixture->pane, 7));
  g_assert_true (brv_sources_pane_send_to_section (fixture->pane, 1));
  g_assert_cmpstr (fixture->message, ==, "Added to Threat");

  brief = brv_workspace_get_brief (fixture->workspace);
  block = brv_brief_find_block (brief, fixture->block_id, &section, &index);
  g_assert_nonnull (block);
  g_assert_cmpuint (section, ==, 1);
  g_assert_cmpstr (brv_quote_get_exact (brv_block_get_quote (block)), ==,
                   "delay has a season, a direction and a tariff");
  g_assert_false (brv_sources_pane_get_has_selection (fixture->pane));
}

static gboolean
is_quoted (BrvReader *reader, BrvRange range)
{
  BrvReaderBuffer *buffer = brv_reader_get_buffer (reader);
  GtkTextTag *tag = gtk_text_tag_table_lookup (
    gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (buffer)), BRV_READER_TAG_QUOTED);
  GtkTextIter start;
  GtkTextIter end;

  g_assert_true (brv_reader_buffer_get_iters (buffer, range, &start, &end));
  for (; gtk_text_iter_compare (&start, &end) < 0; gtk_text_iter_forward_char (&start))
    if (!gtk_text_iter_has_tag (&start, tag))
      return FALSE;
  return TRUE;
}

static void
test_quoted (Fixture *fixture, gconstpointer data)
{
  BrvDocument *document = brv_workspace_get_document (fixture->workspace);
  const BrvSource *article = get_source (fixture, ARTICLE);
  BrvRange range = sample_find (article, "two calendars. One says");
  BrvReader *reader = BRV_READER (find_child (GTK_WIDGET (fixture->pane), BRV_TYPE_READER));

  brv_sources_pane_show_passage (fixture->pane, brv_source_get_id (article), range);
  g_assert_false (is_quoted (reader, range));
  g_assert_true (brv_sources_pane_send_to_section (fixture->pane, 0));
  g_assert_true (is_quoted (reader, range));
  brv_document_undo (document);
  g_assert_false (is_quoted (reader, range));
  brv_document_redo (document);
  g_assert_true (is_quoted (reader, range));

  /* Another source and back: the mark is there again. */
  brv_sources_pane_step (fixture->pane, 1);
  brv_sources_pane_step (fixture->pane, -1);
  g_assert_true (is_quoted (reader, range));
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  const BrvSource *article = get_source (fixture, ARTICLE);
  BrvRange range = sample_find (article, "Let the office, not the agent");
  BrvPassage passage;

  brv_sources_pane_show_passage (fixture->pane, brv_source_get_id (article), range);
  settle ();
  brv_sources_pane_step (fixture->pane, 1);
  g_assert_false (brv_sources_pane_get_has_selection (fixture->pane));
  brv_sources_pane_step (fixture->pane, -1);
  g_assert_true (brv_sources_pane_get_passage (fixture->pane, &passage));
  g_assert_cmpuint (passage.range.start, ==, range.start);
  g_assert_cmpuint (passage.range.end, ==, range.end);
}

/* A passage in left-out text is shown with what was left out. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  const BrvSource *article = get_source (fixture, ARTICLE);
  BrvDocument *document = brv_workspace_get_document (fixture->workspace);
  BrvRange range = sample_find (article, "Share this article");
  g_autoptr (GError) error = NULL;
  gboolean shown = FALSE;
  BrvPassage passage;

  brv_sources_pane_show_source (fixture->pane, brv_source_get_id (article));
  g_object_get (fixture->pane, "show-left-out", &shown, NULL);
  g_assert_false (shown);
  brv_sources_pane_show_passage (fixture->pane, brv_source_get_id (article), range);
  g_object_get (fixture->pane, "show-left-out", &shown, NULL);
  g_assert_true (shown);
  g_assert_true (brv_sources_pane_get_passage (fixture->pane, &passage));
  g_assert_cmpuint (passage.range.start, ==, range.start);

  /* Taken in, it stays where the rest is hidden again. */
  brv_edit_set_source_block (document, brv_source_get_id (article),
                             (guint)brv_source_find_block (article, range.start),
                             BRV_ROLE_PARAGRAPH, TRUE, &error);
  g_assert_no_error (error);
  g_object_set (fixture->pane, "show-left-out", FALSE, NULL);
  g_assert_true (brv_sources_pane_get_passage (fixture->pane, &passage));
  g_assert_cmpuint (passage.range.start, ==, range.start);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  BrvDocument *document = brv_workspace_get_document (fixture->workspace);
  BrvId article = brv_source_get_id (get_source (fixture, ARTICLE));
  g_autoptr (GError) error = NULL;

  brv_sources_pane_show_source (fixture->pane, article);
  settle ();
  brv_edit_remove_source (document, article, FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (brv_sources_pane_is_reading (fixture->pane));
  brv_document_undo (document);
  brv_sources_pane_show_source (fixture->pane, article);
  g_assert_true (brv_sources_pane_is_reading (fixture->pane));
}

static void
test_side_by_side (Fixture *fixture, gconstpointer data)
{
  GtkWidget *browser = find_child (GTK_WIDGET (fixture->pane), BRV_TYPE_SOURCE_BROWSER);
  GtkWidget *reader = find_child (GTK_WIDGET (fixture->pane), BRV_TYPE_READER);

  brv_sources_pane_show_source (fixture->pane, brv_source_get_id (get_source (fixture, ARTICLE)));
  settle ();
  g_assert_true (gtk_widget_get_mapped (reader));
  brv_sources_pane_set_side_by_side (fixture->pane, TRUE);
  settle ();
  g_assert_true (gtk_widget_get_mapped (reader));
  g_assert_true (gtk_widget_get_mapped (browser));
  brv_sources_pane_show_list (fixture->pane);
  settle ();
  g_assert_false (gtk_widget_get_mapped (reader));
  g_assert_true (gtk_widget_get_mapped (browser));
  brv_sources_pane_set_side_by_side (fixture->pane, FALSE);
  settle ();
  g_assert_true (gtk_widget_get_mapped (browser));
}

/* Waits for the thread that searches; the count that is wrong comes back when time is up. */
static guint
wait_for_count (BrvSourceBrowser *browser, guint expected)
{
  GListModel *shown = brv_source_browser_get_shown (browser);

  for (gint64 end = g_get_monotonic_time () + TIMEOUT_S * G_USEC_PER_SEC;
       g_list_model_get_n_items (shown) != expected && g_get_monotonic_time () < end;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  settle ();
  return g_list_model_get_n_items (shown);
}

static guint
search (BrvSourceBrowser *browser, const char *query, guint expected)
{
  GtkWidget *entry = find_child (GTK_WIDGET (browser), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), query);
  return wait_for_count (browser, expected);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *query;
    guint n_hits;
  } cases[] = {
    { "harbour learns", 1 },  /* the title */
    { "TARIFF", 1 },          /* the text, whatever its case */
    { "naive resume", 1 },    /* accents */
    { "surprises", 11 },      /* the text of the others */
    { "surprises grain", 1 }, /* all words */
    { "relief.example", 1 },  /* the address */
    { "no such words", 0 },   { "", 12 },
  };
  BrvSourceBrowser *browser =
    BRV_SOURCE_BROWSER (find_child (GTK_WIDGET (fixture->pane), BRV_TYPE_SOURCE_BROWSER));
  g_autoptr (BrvSource) late = sample_new_row (4);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].query);
      g_assert_cmpuint (search (browser, cases[i].query, cases[i].n_hits), ==, cases[i].n_hits);
    }

  /* A source that comes while a search stands is searched too. */
  g_assert_cmpuint (search (browser, "inspectors", 1), ==, 1);
  brv_edit_add_sources (brv_workspace_get_document (fixture->workspace), (BrvSource *[]){ late }, 1,
                        &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wait_for_count (browser, 2), ==, 2);
}

static char *
dup_first_title (BrvSourceBrowser *browser)
{
  g_autoptr (BrvSourceItem) item =
    g_list_model_get_item (brv_source_browser_get_shown (browser), 0);

  return g_strdup (brv_source_item_get_title (item));
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *order;
    const char *first;
  } cases[] = {
    { "date", "Grain by Rail: Tracing a Corridor" },
    { "quotes", "Letters from the Lock Keeper" },
    { "added", "A Harbour Learns to Wait" },
  };
  BrvSourceBrowser *browser =
    BRV_SOURCE_BROWSER (find_child (GTK_WIDGET (fixture->pane), BRV_TYPE_SOURCE_BROWSER));
  const BrvSource *oldest = get_source (fixture, 0);

  brv_sources_pane_show_passage (fixture->pane, brv_source_get_id (oldest),
                                 sample_find (oldest, "two sentences"));
  g_assert_true (brv_sources_pane_send_to_section (fixture->pane, 0));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *first = NULL;

      g_object_set (fixture->pane, "order", cases[i].order, NULL);
      first = dup_first_title (browser);
      g_assert_cmpstr (first, ==, cases[i].first);
    }
  g_object_set (fixture->pane, "only-unused", TRUE, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (brv_source_browser_get_shown (browser)), ==, 11);
  brv_document_undo (brv_workspace_get_document (fixture->workspace));
  g_assert_cmpuint (g_list_model_get_n_items (brv_source_browser_get_shown (browser)), ==, 12);
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  BrvDocument *document = brv_workspace_get_document (fixture->workspace);
  const BrvSource *article = get_source (fixture, ARTICLE);
  GtkWindow *dialog =
    brv_source_details_new (GTK_WINDOW (fixture->window), document, brv_source_get_id (article));
  gpointer weak = dialog;

  g_object_add_weak_pointer (weak, &weak);
  gtk_window_present (dialog);
  settle ();
  /* Nothing was changed: nothing to undo. */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "details.save", NULL);
  settle ();
  g_assert_null (weak);
  g_assert_false (brv_document_get_can_undo (document));
}

static void
assert_focus_in (Fixture *fixture, GType type)
{
  GtkWidget *focus;

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->pane));
  settle ();
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, type));
}

/* Alt+1 and F6 bring the keyboard to what the pane shows. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  settle ();
  assert_focus_in (fixture, GTK_TYPE_LIST_VIEW);
  brv_sources_pane_show_source (fixture->pane, brv_source_get_id (get_source (fixture, ARTICLE)));
  settle ();
  assert_focus_in (fixture, BRV_TYPE_READER);
}

static void
test_find_bar (void)
{
  const char text[] = "Port. A port, the Pört;\nno p\303\266rt and a ship at port";
  GtkWidget *widget = g_object_ref_sink (brv_find_bar_new ());
  BrvFindBar *bar = BRV_FIND_BAR (widget);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (BrvRange));
  BrvRange first_line = { 0, strcspn (text, "\n") };
  BrvRange all = { 0, sizeof text - 1 };
  guint n_hits = 0;
  const BrvRange *hits;

  g_array_append_val (shown, first_line);
  brv_find_bar_set_text (bar, text, sizeof text - 1, shown);
  brv_find_bar_open (bar, "PORT");
  hits = brv_find_bar_get_hits (bar, &n_hits);
  g_assert_cmpuint (n_hits, ==, 3);
  g_assert_cmpuint (hits[1].start, ==, 8);
  g_assert_cmpuint (hits[1].end, ==, 12);
  g_assert_cmpuint (brv_range_length (hits[2]), ==, 5);
  g_assert_cmpint (brv_find_bar_get_current (bar), ==, 0);
  brv_find_bar_step (bar, -1);
  g_assert_cmpint (brv_find_bar_get_current (bar), ==, 2);
  brv_find_bar_step (bar, 1);
  g_assert_cmpint (brv_find_bar_get_current (bar), ==, 0);

  g_array_index (shown, BrvRange, 0) = all;
  brv_find_bar_set_text (bar, text, sizeof text - 1, shown);
  brv_find_bar_get_hits (bar, &n_hits);
  g_assert_cmpuint (n_hits, ==, 5);
  brv_find_bar_close (bar);
  brv_find_bar_get_hits (bar, &n_hits);
  g_assert_cmpuint (n_hits, ==, 0);
  g_assert_finalize_object (widget);
}

static void
test_import_title (void)
{
  static const struct
  {
    BrvImportTally tally;
    guint n_files;
    const char *title;
  } cases[] = {
    { { .n_failed = 1 }, 1, "The Source Could Not Be Added" },
    { { .n_failed = 1, .n_added = 7 }, 1, "Not All Sources Could Be Added" },
    /* Two files hold nineteen sources between them. */
    { { .n_failed = 1, .n_added = 19 }, 3, "1 of 3 Files Could Not Be Added" },
    { { .n_failed = 12, .n_duplicates = 2 }, 14, "12 of 14 Files Could Not Be Added" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = brv_import_card_dup_title (&cases[i].tally, cases[i].n_files);

      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

static void
test_import_summary (void)
{
  static const struct
  {
    BrvImportTally tally;
    const char *summary;
  } cases[] = {
    { { .n_added = 1 }, "1 source added" },
    { { .n_added = 23 }, "23 sources added" },
    { { .n_added = 19, .n_duplicates = 2, .n_failed = 2 }, "19 added, 2 already here" },
    { { .n_duplicates = 1 }, "1 source was already here" },
    { { .n_duplicates = 3, .n_failed = 1 }, "3 sources were already here" },
    { { .n_added = 1, .n_passed_over = 1 }, "1 added, 1 other file passed over" },
    { { .n_added = 5, .n_cancelled = 995 }, "5 added, 995 left" },
    { { .n_failed = 2 }, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *summary = brv_import_card_dup_summary (&cases[i].tally);

      g_assert_cmpstr (summary, ==, cases[i].summary);
    }
}

static void
add_sources (Fixture *fixture, guint n_sources)
{
  for (guint i = 0; i < n_sources; i++)
    {
      g_autoptr (BrvSource) source = sample_new_row (i);

      g_assert_true (brv_edit_add_sources (brv_workspace_get_document (fixture->workspace),
                                           (BrvSource *[]){ source }, 1, NULL));
    }
  settle ();
}

/* What comes above the rows is seen where the list stands at its beginning, and moves nothing where
 * somebody is looking at other rows or has the keyboard on one. */
static void
test_arrivals (Fixture *fixture, gconstpointer data)
{
  BrvSourceBrowser *browser =
    BRV_SOURCE_BROWSER (find_child (GTK_WIDGET (fixture->pane), BRV_TYPE_SOURCE_BROWSER));
  GtkWidget *list = find_child (GTK_WIDGET (browser), GTK_TYPE_LIST_VIEW);
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  double value;

  add_sources (fixture, 30);
  g_assert_cmpfloat (gtk_adjustment_get_upper (place), >,
                     gtk_adjustment_get_page_size (place) + 200);
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 0);

  gtk_adjustment_set_value (place, 200);
  settle ();
  value = gtk_adjustment_get_value (place);
  add_sources (fixture, 2);
  g_assert_cmpfloat (gtk_adjustment_get_value (place), >, value);

  gtk_adjustment_set_value (place, 0);
  brv_source_browser_focus_list (browser);
  settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 0);
  add_sources (fixture, 2);
  g_assert_cmpfloat (gtk_adjustment_get_value (place), >, 0);
}

static void
add_case (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

static void
add_shown_case (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, "shown", set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("brevier-test-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/sources-pane/widgets-finalize", test_widgets_finalize);
  g_test_add_func ("/ui/sources-pane/find-bar", test_find_bar);
  g_test_add_func ("/ui/sources-pane/import-title", test_import_title);
  g_test_add_func ("/ui/sources-pane/import-summary", test_import_summary);
  add_case ("/ui/sources-pane/read", test_read);
  add_case ("/ui/sources-pane/send", test_send);
  add_case ("/ui/sources-pane/quoted", test_quoted);
  add_shown_case ("/ui/sources-pane/places", test_places);
  add_case ("/ui/sources-pane/left-out", test_left_out);
  add_case ("/ui/sources-pane/gone", test_gone);
  add_shown_case ("/ui/sources-pane/side-by-side", test_side_by_side);
  add_shown_case ("/ui/sources-pane/focus", test_focus);
  add_shown_case ("/ui/sources-pane/arrivals", test_arrivals);
  add_case ("/ui/sources-pane/search", test_search);
  add_case ("/ui/sources-pane/order", test_order);
  add_case ("/ui/sources-pane/details", test_details);
  return g_test_run ();
}
