/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "ui/sources/brv-library-browser.h"
#include "ui/sources/brv-library-facets.h"
#include "ui/sources/brv-library-model.h"

#define N_SOURCES 90

typedef struct
{
  char *folder;
  BrvLibraryService *service;
} Fixture;

static BrvSource *
make_source (guint number)
{
  static const char *const publishers[] = { "The Pilot", "Strait Review", "Quay_Gazette" };
  g_autofree char *title = g_strdup_printf ("Report %02u", number);
  g_autofree char *text = g_strdup_printf ("%s\nOf %s the harbour says %u things.", title,
                                           number % 2 ? "tugs" : "tankers", number);
  g_autofree char *date = g_strdup_printf ("20%02u-05", 26 - number % 20);
  gsize title_end = strlen (title);
  const BrvSourceBlock blocks[] = {
    { .range = { 0, title_end }, .role = BRV_ROLE_TITLE, .page = -1, .image = -1 },
    { .range = { title_end + 1, strlen (text) },
      .role = BRV_ROLE_PARAGRAPH,
      .kept = TRUE,
      .page = -1,
      .image = -1 },
  };
  const struct
  {
    BrvSourceField field;
    const char *value;
  } values[] = {
    { BRV_SOURCE_FIELD_TITLE, title },
    { BRV_SOURCE_FIELD_PUBLISHER, publishers[number % 3] },
    { BRV_SOURCE_FIELD_DATE, date },
  };
  g_autoptr (GBytes) original = g_bytes_new (text, strlen (text));
  g_autoptr (BrvRecord) record = brv_record_new ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      BrvRecord *next =
        brv_record_with (record, values[i].field, values[i].value, BRV_EVIDENCE_META);

      brv_record_unref (record);
      record = next;
    }
  return brv_source_new (&(BrvSourceParts){ .id = brv_id_new (),
                                            .original = original,
                                            .format = "text/html",
                                            .origin = "/tmp/a.html",
                                            .record = record,
                                            .text = text,
                                            .blocks = blocks,
                                            .n_blocks = G_N_ELEMENTS (blocks) });
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibrary) library = NULL;
  const BrvSource *sources[N_SOURCES];

  fixture->folder = g_dir_make_tmp ("brevier-library-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->service = brv_library_service_new (fixture->folder);
  library = brv_library_service_open (fixture->service, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_SOURCES; i++)
    sources[i] = make_source (i + 1);
  g_assert_true (brv_library_add (library, sources, N_SOURCES, NULL, NULL, &error));
  for (guint i = 0; i < N_SOURCES; i++)
    brv_source_unref ((BrvSource *)sources[i]);
}

static gboolean
late_cb (gpointer late)
{
  *(gboolean *)late = TRUE;
  return G_SOURCE_REMOVE;
}

/* Gives the service back, and waits for the searches that still hold it: one that was given up ends
 * when its thread has looked. */
static void
drop_service (Fixture *fixture)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add_seconds (60, late_cb, &late);
  gpointer service = fixture->service;

  g_object_add_weak_pointer (service, &service);
  g_object_unref (fixture->service);
  while (service != NULL && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (service);
  g_source_remove (timeout);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  drop_service (fixture);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static GtkWidget *
find_type (GtkWidget *widget, const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_label (GtkWidget *widget, const char *label)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), label))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (has_label (child, label))
        return TRUE;
    }
  return FALSE;
}

static void
wait_for_label (GtkWidget *widget, const char *label)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add_seconds (60, late_cb, &late);

  g_test_message ("%s", label);
  while (!late && !has_label (widget, label))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timeout);
}

static GtkSelectionModel *
get_model (GtkWidget *browser)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (find_type (browser, "GtkListView")));
}

static char *
dup_title (GtkWidget *browser, guint position)
{
  g_autoptr (BrvLibraryItem) item =
    g_list_model_get_item (G_LIST_MODEL (get_model (browser)), position);

  return g_strdup (brv_library_item_get_hit (item)->entry->title);
}

static void
keep_item_cb (BrvLibraryBrowser *browser, BrvLibraryItem *item, BrvLibraryItem **kept)
{
  g_set_object (kept, item);
}

static void
answered_cb (BrvLibraryBrowser *browser, guint *n_answers)
{
  (*n_answers)++;
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *browser = brv_library_browser_new ();
  g_autoptr (BrvLibraryItem) kept = NULL;
  g_autofree char *first = NULL;
  g_autofree char *order = NULL;
  GtkAdjustment *adjustment;
  guint n_rows;
  guint n_answers = 0;

  gtk_window_set_default_size (GTK_WINDOW (window), 320, 600);
  adw_window_set_content (ADW_WINDOW (window), browser);
  brv_library_browser_set_library (BRV_LIBRARY_BROWSER (browser), fixture->service);
  g_signal_connect (browser, "activated", G_CALLBACK (keep_item_cb), &kept);
  gtk_window_present (GTK_WINDOW (window));

  /* The first hits at once; the count when typing pauses; the rest when it is scrolled to. */
  wait_for_label (browser, "90 sources");
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (get_model (browser)));
  g_assert_cmpuint (n_rows, <, 90);
  wait_for_label (browser, "Of tankers the harbour says 90 things.");
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_type (browser, "GtkListView")));
  /* It has no height before the first frame. */
  while (g_list_model_get_n_items (G_LIST_MODEL (get_model (browser))) < 90)
    {
      g_main_context_iteration (NULL, TRUE);
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
    }

  brv_library_browser_search (BRV_LIBRARY_BROWSER (browser), "tugs publisher:pilot");
  wait_for_label (browser, "15 sources");
  wait_for_label (browser, "Report 87");
  /* What was activated stays what it is when the row is another source's. */
  g_signal_emit_by_name (find_type (browser, "GtkListView"), "activate", 0);
  g_assert_nonnull (kept);
  brv_library_browser_search (BRV_LIBRARY_BROWSER (browser), "tugs strait");
  wait_for_label (browser, "Report 85");
  g_assert_cmpstr (brv_library_item_get_hit (kept)->entry->title, ==, "Report 87");

  gtk_widget_activate_action (browser, "library.order", "s", "title");
  wait_for_label (browser, "Report 01");
  first = dup_title (browser, 0);
  g_assert_cmpstr (first, ==, "Report 01");
  g_object_get (browser, "order", &order, NULL);
  g_assert_cmpstr (order, ==, "title");

  gtk_widget_activate_action (browser, "library.narrow", "s", "publisher:\"The Pilot\"");
  wait_for_label (browser, "No Results");
  g_signal_connect (browser, "answered", G_CALLBACK (answered_cb), &n_answers);
  brv_library_browser_search (BRV_LIBRARY_BROWSER (browser), "nowhere");
  while (n_answers == 0)
    g_main_context_iteration (NULL, TRUE);
  wait_for_label (browser, "No Results");

  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static guint
get_selected (GtkWidget *browser)
{
  return gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (get_model (browser)));
}

static gpointer
grade (BrvLibrary *library, gpointer data, GError **error)
{
  brv_library_set_grade (library, *(gint64 *)data, "B2", error);
  return NULL;
}

static void
graded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  brv_library_service_run_finish (BRV_LIBRARY_SERVICE (object), result, NULL);
}

/* Whoever marks a source finds it selected afterwards, and the list where it was. */
static void
test_marked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *browser = brv_library_browser_new ();
  g_autoptr (BrvLibraryItem) item = NULL;
  GtkAdjustment *adjustment;
  gint64 id;
  double scrolled;
  guint n_answers = 0;

  gtk_window_set_default_size (GTK_WINDOW (window), 320, 300);
  adw_window_set_content (ADW_WINDOW (window), browser);
  brv_library_browser_set_library (BRV_LIBRARY_BROWSER (browser), fixture->service);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_label (browser, "Of tankers the harbour says 90 things.");
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_type (browser, "GtkListView")));
  while (gtk_adjustment_get_value (adjustment) < 100)
    {
      g_main_context_iteration (NULL, TRUE);
      gtk_adjustment_set_value (adjustment, 100);
    }
  scrolled = gtk_adjustment_get_value (adjustment);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (get_model (browser)), 3);
  item = g_list_model_get_item (G_LIST_MODEL (get_model (browser)), 3);
  id = brv_library_item_get_id (item);

  g_signal_connect (browser, "answered", G_CALLBACK (answered_cb), &n_answers);
  brv_library_service_run_async (fixture->service, grade, g_memdup2 (&id, sizeof id), g_free, NULL,
                                 TRUE, graded_cb, NULL);
  while (n_answers == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (get_selected (browser), ==, 3);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, scrolled);

  /* Other words are another question. */
  brv_library_browser_search (BRV_LIBRARY_BROWSER (browser), "tankers");
  while (n_answers == 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (get_selected (browser), ==, GTK_INVALID_LIST_POSITION);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);

  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_narrow (void)
{
  const struct
  {
    const char *typed;
    const char *narrowing;
    const char *expected;
  } cases[] = {
    { "", "tag:north", "tag:north " },
    { "harbour", "tag:north", "harbour tag:north " },
    { "harbour tag:south", "tag:north", "harbour tag:north " },
    { "tag:\"far south\" harbour", "tag:north", "harbour tag:north " },
    { "tag:\"far", "publisher:\"The Pilot\"", "tag:\"far publisher:\"The Pilot\" " },
    { "is:withdrawn", "is:replaced", "is:replaced " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *narrowed = brv_library_facets_narrow (cases[i].typed, cases[i].narrowing);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (narrowed, ==, cases[i].expected);
    }
}

static void
test_facets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibrary) library = brv_library_service_open (fixture->service, &error);
  g_autoptr (GPtrArray) facets = brv_library_facets_read (library, NULL, &error);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) publishers = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GVariant) target = NULL;

  g_assert_no_error (error);
  brv_library_facets_fill (menu, facets);
  /* Publisher and year; nobody tagged, graded, signed or used anything yet. */
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 2);
  publishers = g_menu_model_get_item_link (G_MENU_MODEL (menu), 0, G_MENU_LINK_SUBMENU);
  g_assert_cmpint (g_menu_model_get_n_items (publishers), ==, 3);
  g_menu_model_get_item_attribute (publishers, 0, G_MENU_ATTRIBUTE_LABEL, "s", &label);
  g_assert_cmpstr (label, ==, "Quay__Gazette (30)");
  target = g_menu_model_get_item_attribute_value (publishers, 2, G_MENU_ATTRIBUTE_TARGET,
                                                  G_VARIANT_TYPE_STRING);
  g_assert_cmpstr (g_variant_get_string (target, NULL), ==, "publisher:\"The Pilot\"");
}

/* The next search gives the rows that stay other sources, and announces only the difference. */
static void
count_cb (GListModel *model, guint position, guint removed, guint added, char **announced)
{
  g_free (*announced);
  *announced = g_strdup_printf ("%u -%u +%u", position, removed, added);
}

static void
test_model (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvLibraryModel) model = brv_library_model_new ();
  g_autofree char *announced = NULL;
  const gint64 numbers[] = { 9, 8, 7, 6 };
  const guint lengths[] = { 4, 2, 2, 3 };
  const char *const expected[] = { "0 -0 +4", "2 -2 +0", "2 -2 +0", "2 -0 +1" };
  g_autoptr (BrvLibraryItem) first = NULL;

  g_signal_connect (model, "items-changed", G_CALLBACK (count_cb), &announced);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      BrvLibraryHits *hits = g_new0 (BrvLibraryHits, 1);
      g_autoptr (BrvLibraryItem) item = NULL;

      hits->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_vals (hits->ids, numbers + (i == 2), lengths[i]);
      hits->hits = g_ptr_array_new ();
      brv_library_model_set_hits (model, hits);
      brv_library_hits_free (hits);
      g_assert_cmpstr (announced, ==, expected[i]);
      item = g_list_model_get_item (G_LIST_MODEL (model), 0);
      g_assert_cmpint (brv_library_item_get_id (item), ==, i == 2 ? 8 : 9);
      if (first == NULL)
        first = g_object_ref (item);
      g_assert_true (first == item);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_test_add ("/ui/library-browser/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/ui/library-browser/marked", Fixture, NULL, set_up, test_marked, tear_down);
  g_test_add_func ("/ui/library-browser/narrow", test_narrow);
  g_test_add ("/ui/library-browser/facets", Fixture, NULL, set_up, test_facets, tear_down);
  g_test_add ("/ui/library-browser/model", Fixture, NULL, set_up, test_model, tear_down);
  return g_test_run ();
}
