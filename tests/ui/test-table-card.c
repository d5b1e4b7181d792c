/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "model/brv-table-plain.h"
#include "tests/ui/sample-brief.h"
#include "ui/brief/brv-table-card.h"

typedef struct
{
  BrvDocument *document;
  BrvId id;
  GtkWidget *window;
  BrvTableCard *card;
} Fixture;

static const BrvBlock *
find_block (Fixture *fixture)
{
  return brv_brief_find_block (brv_document_get_brief (fixture->document), fixture->id, NULL, NULL);
}

static void
show (Fixture *fixture)
{
  brv_table_card_show (fixture->card, find_block (fixture));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *plain = data;
  g_autoptr (BrvBrief) brief = sample_brief_new_empty ();
  g_autoptr (BrvTable) table = brv_table_new_from_plain (plain);
  g_autoptr (GError) error = NULL;

  fixture->document = brv_document_new (brief);
  g_assert_true (brv_edit_add_table (fixture->document,
                                     brv_section_get_id (brv_brief_get_section (brief, 0)), -1,
                                     table, NULL, &fixture->id, &error));
  g_assert_no_error (error);
  fixture->window = adw_window_new ();
  fixture->card = BRV_TABLE_CARD (brv_table_card_new (fixture->document));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->card));
  gtk_window_present (GTK_WINDOW (fixture->window));
  show (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
}

/* The cells in the order of the table. */
static GPtrArray *
list_cells (GtkWidget *widget)
{
  GPtrArray *cells = g_ptr_array_new ();
  GtkWidget *grid = gtk_widget_get_first_child (widget);

  g_assert_true (GTK_IS_GRID (grid));
  for (int row = 0; gtk_grid_get_child_at (GTK_GRID (grid), 0, row) != NULL; row++)
    for (int column = 0; gtk_grid_get_child_at (GTK_GRID (grid), column, row) != NULL; column++)
      g_ptr_array_add (cells, gtk_grid_get_child_at (GTK_GRID (grid), column, row));
  return cells;
}

static GtkTextBuffer *
get_buffer (Fixture *fixture, guint cell)
{
  g_autoptr (GPtrArray) cells = list_cells (GTK_WIDGET (fixture->card));

  g_assert_cmpuint (cell, <, cells->len);
  return gtk_text_view_get_buffer (g_ptr_array_index (cells, cell));
}

static char *
dup_shown (Fixture *fixture)
{
  g_autoptr (GPtrArray) cells = list_cells (GTK_WIDGET (fixture->card));
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < cells->len; i++)
    {
      g_autofree char *text = NULL;

      g_object_get (gtk_text_view_get_buffer (g_ptr_array_index (cells, i)), "text", &text, NULL);
      g_string_append_printf (shown, "%s|", text);
    }
  return g_string_free (shown, FALSE);
}

static void
assert_table (Fixture *fixture, const char *expected)
{
  g_autofree char *plain = brv_table_dup_plain (brv_block_get_table (find_block (fixture)));

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_show (Fixture *fixture, gconstpointer data)
{
  g_autofree char *shown = dup_shown (fixture);

  g_assert_cmpstr (shown, ==, "Port|Tons|North|1204|");
}

/* What stands in a cell is typed into the document, one step of its history while it goes on. */
static void
test_type (Fixture *fixture, gconstpointer data)
{
  GtkTextIter end;

  g_assert_true (brv_table_card_focus_cell (fixture->card, 1, 0));
  gtk_text_buffer_get_end_iter (get_buffer (fixture, 2), &end);
  gtk_text_buffer_insert (get_buffer (fixture, 2), &end, " K", -1);
  gtk_text_buffer_get_end_iter (get_buffer (fixture, 2), &end);
  gtk_text_buffer_insert (get_buffer (fixture, 2), &end, "ai", -1);
  assert_table (fixture, "Port\tTons\nNorth Kai\t1204\n");
  g_assert_true (brv_document_undo (fixture->document));
  assert_table (fixture, "Port\tTons\nNorth\t1204\n");
  show (fixture);
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_buffer (fixture, 2)), ==, 5);
}

static void
activate (Fixture *fixture, const char *action)
{
  g_autoptr (GPtrArray) cells = list_cells (GTK_WIDGET (fixture->card));

  g_assert_true (gtk_widget_activate_action (g_ptr_array_index (cells, 0), action, NULL));
  show (fixture);
}

static void
test_rows_and_columns (Fixture *fixture, gconstpointer data)
{
  g_assert_true (brv_table_card_focus_cell (fixture->card, 1, 1));
  activate (fixture, "table.column-before");
  assert_table (fixture, "Port\t\tTons\nNorth\t\t1204\n");
  activate (fixture, "table.row-below");
  assert_table (fixture, "Port\t\tTons\nNorth\t\t1204\n\t\t\n");
  g_assert_true (brv_table_card_focus_cell (fixture->card, 2, 1));
  activate (fixture, "table.remove-row");
  activate (fixture, "table.remove-column");
  assert_table (fixture, "Port\tTons\nNorth\t1204\n");
  activate (fixture, "table.header");
  g_assert_cmpuint (brv_table_get_n_header_rows (brv_block_get_table (find_block (fixture))), ==,
                    0);
  activate (fixture, "table.remove-column");
  /* The last column stays. */
  activate (fixture, "table.remove-column");
  g_assert_cmpuint (brv_table_get_n_columns (brv_block_get_table (find_block (fixture))), ==, 1);
}

static const BrvReference *
get_references (Fixture *fixture, guint *n)
{
  return brv_text_get_references (
    brv_table_get_cell (brv_block_get_table (find_block (fixture)), 1, 0), n);
}

static GtkWidget *
find_text_view (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_TEXT_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text_view (child);
  return found;
}

/* The popover of a cell, while one is open. */
static GtkWidget *
find_popover (GtkWidget *cell)
{
  GtkWidget *child = gtk_widget_get_last_child (cell);

  while (child != NULL && !gtk_widget_has_css_class (child, "brv-brief-popover"))
    child = gtk_widget_get_prev_sibling (child);
  return child;
}

/* Opens the note at the caret, writes it and closes it. */
static void
write_note (Fixture *fixture, GtkWidget *cell, const char *text)
{
  GtkWidget *popover;
  GtkTextBuffer *buffer;

  g_assert_true (gtk_widget_activate_action (cell, "table.note", NULL));
  popover = find_popover (cell);
  g_assert_nonnull (popover);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_text_view (popover)));
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_popover_popdown (GTK_POPOVER (popover));
  for (guint i = 0; find_popover (cell) != NULL && i < 200; i++)
    g_main_context_iteration (NULL, TRUE);
}

/* A note goes where the caret is; at one that is there, it is opened and changed. */
static void
test_note (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cells = list_cells (GTK_WIDGET (fixture->card));
  GtkWidget *cell = g_ptr_array_index (cells, 2);
  const BrvReference *references;
  guint n;

  g_assert_true (brv_table_card_focus_cell (fixture->card, 1, 0));
  write_note (fixture, cell, "");
  (void)get_references (fixture, &n);
  g_assert_cmpuint (n, ==, 0);
  write_note (fixture, cell, "Counted twice.");
  references = get_references (fixture, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (references[0].kind, ==, BRV_REFERENCE_NOTE);
  g_assert_cmpuint (references[0].at, ==, strlen ("North"));
  g_assert_cmpstr (brv_text_get_utf8 (references[0].note), ==, "Counted twice.");
  show (fixture);
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_buffer (fixture, 2)), ==, 6);
  write_note (fixture, cell, "Counted once.");
  references = get_references (fixture, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (brv_text_get_utf8 (references[0].note), ==, "Counted once.");
  g_assert_true (brv_document_undo (fixture->document));
  g_assert_true (brv_document_undo (fixture->document));
  (void)get_references (fixture, &n);
  g_assert_cmpuint (n, ==, 0);
}

static gboolean
has_text (Fixture *fixture, const char *expected)
{
  g_autofree char *plain = brv_table_dup_plain (brv_block_get_table (find_block (fixture)));

  return g_str_equal (plain, expected);
}

static void
paste (Fixture *fixture, guint cell, const char *text, const char *expected)
{
  g_autoptr (GPtrArray) cells = list_cells (GTK_WIDGET (fixture->card));
  gint64 until = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->card)), text);
  gtk_widget_grab_focus (g_ptr_array_index (cells, cell));
  g_signal_emit_by_name (g_ptr_array_index (cells, cell), "paste-clipboard");
  while (!has_text (fixture, expected) && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  assert_table (fixture, expected);
  show (fixture);
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  paste (fixture, 0, " (old)\n", "Port (old)\tTons\nNorth\t1204\n");
  paste (fixture, 3, "980\tclosed\n12\t\"in\nMay\"\n",
         "Port (old)\tTons\t\nNorth\t980\tclosed\n\t12\tin May\n");
}

static void
test_direction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cells = list_cells (GTK_WIDGET (fixture->card));
  graphene_rect_t first, last;

  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->card));
  g_assert_true (
    gtk_widget_compute_bounds (g_ptr_array_index (cells, 0), GTK_WIDGET (fixture->card), &first));
  g_assert_true (
    gtk_widget_compute_bounds (g_ptr_array_index (cells, 1), GTK_WIDGET (fixture->card), &last));
  g_assert_cmpfloat (first.origin.x, >, last.origin.x);
}

static void
test_found (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = get_buffer (fixture, 3);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "found");
  const BrvCellRange found = { { fixture->id, 1, 1 }, { 1, 3 } };
  const BrvCellRange beyond = { { fixture->id, 9, 1 }, { 1, 3 } };
  GtkTextIter iter;

  brv_table_card_show_found (fixture->card, &found);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 1);
  g_assert_true (gtk_text_iter_starts_tag (&iter, tag));
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 3);
  g_assert_true (gtk_text_iter_ends_tag (&iter, tag));
  brv_table_card_show_found (fixture->card, &beyond);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 2);
  g_assert_false (gtk_text_iter_has_tag (&iter, tag));
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cells = NULL;

  brv_document_set_read_only (fixture->document);
  fixture->card = BRV_TABLE_CARD (brv_table_card_new (fixture->document));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->card));
  show (fixture);
  cells = list_cells (GTK_WIDGET (fixture->card));
  g_assert_cmpuint (cells->len, ==, 4);
  for (guint i = 0; i < cells->len; i++)
    g_assert_false (gtk_text_view_get_editable (g_ptr_array_index (cells, i)));
}

#define LATIN  "Port\tTons\nNorth\t1204"
#define HEBREW "נמל\tטון\nצפון\t1204"

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/table-card/show", Fixture, LATIN, set_up, test_show, tear_down);
  g_test_add ("/ui/table-card/type", Fixture, LATIN, set_up, test_type, tear_down);
  g_test_add ("/ui/table-card/rows-and-columns", Fixture, LATIN, set_up, test_rows_and_columns,
              tear_down);
  g_test_add ("/ui/table-card/note", Fixture, LATIN, set_up, test_note, tear_down);
  g_test_add ("/ui/table-card/paste", Fixture, LATIN, set_up, test_paste, tear_down);
  g_test_add ("/ui/table-card/direction", Fixture, HEBREW, set_up, test_direction, tear_down);
  g_test_add ("/ui/table-card/found", Fixture, LATIN, set_up, test_found, tear_down);
  g_test_add ("/ui/table-card/read-only", Fixture, LATIN, set_up, test_read_only, tear_down);
  return g_test_run ();
}
