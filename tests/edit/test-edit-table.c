/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "brief-notation.h"
#include "edit/brv-edit-table.h"
#include "model/brv-table-plain.h"

static const BrvTable *
table_of (BrvDocument *document, BrvId id)
{
  return brv_block_get_table (
    brv_brief_find_block (brv_document_get_brief (document), id, NULL, NULL));
}

static void
assert_cells (BrvDocument *document, BrvId id, const char *expected)
{
  g_autofree char *plain = brv_table_dup_plain (table_of (document, id));

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_cells (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvDocument) document = notation_open ("= A\nT Shares", NULL, NULL);
  BrvId id = notation_block_id (document, 0, 0);
  BrvCellPlace cell = { id, 1, 0 };
  g_autoptr (BrvTable) pasted = brv_table_new_from_plain ("1\t2\n3\t4");

  g_assert_true (brv_edit_type_in_cell (document, cell, (BrvRange){ 0, 0 }, "o", &error));
  g_assert_true (brv_edit_type_in_cell (document, cell, (BrvRange){ 1, 1 }, "ne", &error));
  assert_cells (document, id, "\t\none\t\n");
  g_assert_true (brv_document_undo (document)); /* typed in one go */
  assert_cells (document, id, "\t\n\t\n");
  g_assert_true (brv_document_redo (document));

  g_assert_true (
    brv_edit_set_cell_style (document, cell, (BrvRange){ 0, 3 }, BRV_STYLE_STRONG, TRUE, &error));
  g_assert_true (brv_edit_type_in_cell (document, cell, (BrvRange){ 3, 3 }, "!", &error));
  g_assert_cmpint (brv_text_get_style_at (brv_table_get_cell (table_of (document, id), 1, 0), 3),
                   ==, BRV_STYLE_STRONG);
  g_assert_true (brv_edit_paste_cells (document, (BrvCellPlace){ id, 1, 1 }, pasted, &error));
  g_assert_no_error (error);
  assert_cells (document, id, "\t\t\none!\t1\t2\n\t3\t4\n");

  g_assert_false (
    brv_edit_type_in_cell (document, (BrvCellPlace){ id, 9, 0 }, (BrvRange){ 0, 0 }, "x", &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE);
}

static guint
count_references (BrvDocument *document, BrvCellPlace cell)
{
  guint n;

  brv_text_get_references (
    brv_table_get_cell (table_of (document, cell.block_id), cell.row, cell.column), &n);
  return n;
}

/* Notes in a cell stay where words are typed around them, and go with the words that have them. */
static void
test_notes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvDocument) document = notation_open ("= A\nT Shares", NULL, NULL);
  BrvCellPlace cell = { notation_block_id (document, 0, 0), 1, 0 };
  g_autoptr (BrvText) words = brv_text_new ("An estimate.", -1);
  g_autoptr (BrvText) other = brv_text_new ("A guess.", -1);
  const BrvReference note = { .kind = BRV_REFERENCE_NOTE, .note = words };
  const BrvReference citation = { .kind = BRV_REFERENCE_CITATION, .source_id = brv_id_new () };
  const BrvReference *references;
  guint n;

  g_assert_true (brv_edit_type_in_cell (document, cell, (BrvRange){ 0, 0 }, "1200", &error));
  g_assert_true (brv_edit_add_reference_in_cell (document, cell, 4, &note, &error));
  g_assert_true (brv_edit_type_in_cell (document, cell, (BrvRange){ 1, 1 }, ",", &error));
  references =
    brv_text_get_references (brv_table_get_cell (table_of (document, cell.block_id), 1, 0), &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (references[0].at, ==, 5);
  g_assert_true (brv_edit_set_note_in_cell (document, cell, 5, other, &error));
  references =
    brv_text_get_references (brv_table_get_cell (table_of (document, cell.block_id), 1, 0), &n);
  g_assert_cmpstr (brv_text_get_utf8 (references[0].note), ==, "A guess.");
  g_assert_no_error (error);

  g_assert_false (brv_edit_set_note_in_cell (document, cell, 0, other, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (brv_edit_add_reference_in_cell (document, cell, 0, &citation, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (brv_edit_add_reference_in_cell (document, cell, 99, &note, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE);
  g_clear_error (&error);

  g_assert_true (brv_edit_type_in_cell (document, cell, (BrvRange){ 3, 8 }, "", &error));
  g_assert_cmpuint (count_references (document, cell), ==, 0);
  g_assert_true (brv_document_undo (document));
  g_assert_cmpuint (count_references (document, cell), ==, 1);
}

static void
test_rows_and_columns (void)
{
  static const struct
  {
    BrvTableEdit edit;
    guint index;
    guint n_rows; /* 0: refused */
    guint n_columns;
    guint n_header_rows;
  } rows[] = {
    { BRV_TABLE_INSERT_ROW, 2, 3, 2, 1 },      { BRV_TABLE_INSERT_ROW, 0, 3, 2, 2 },
    { BRV_TABLE_INSERT_ROW, 3, 0, 0, 0 },      { BRV_TABLE_REMOVE_ROW, 0, 1, 2, 0 },
    { BRV_TABLE_INSERT_COLUMN, 1, 2, 3, 1 },   { BRV_TABLE_REMOVE_COLUMN, 1, 2, 1, 1 },
    { BRV_TABLE_REMOVE_COLUMN, 2, 0, 0, 0 },   { BRV_TABLE_SET_HEADER_ROWS, 2, 2, 2, 2 },
    { BRV_TABLE_SET_HEADER_ROWS, 3, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvDocument) document = notation_open ("= A\nT Shares", NULL, NULL);
      BrvId id = notation_block_id (document, 0, 0);
      gboolean done = brv_edit_change_table (document, id, rows[i].edit, rows[i].index, &error);

      g_test_message ("row %u", i);
      g_assert_true (done == (rows[i].n_rows > 0));
      if (!done)
        {
          g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE);
          continue;
        }
      g_assert_cmpuint (brv_table_get_n_rows (table_of (document, id)), ==, rows[i].n_rows);
      g_assert_cmpuint (brv_table_get_n_columns (table_of (document, id)), ==, rows[i].n_columns);
      g_assert_cmpuint (brv_table_get_n_header_rows (table_of (document, id)), ==,
                        rows[i].n_header_rows);
      g_assert_true (brv_document_undo (document));
      g_assert_cmpuint (brv_table_get_n_rows (table_of (document, id)), ==, 2);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/table/cells", test_cells);
  g_test_add_func ("/edit/table/notes", test_notes);
  g_test_add_func ("/edit/table/rows-and-columns", test_rows_and_columns);
  return g_test_run ();
}
