/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/brv-table-plain.h"
#include "model/brv-table.h"

static BrvTable *
make (const char *plain)
{
  BrvTable *table = brv_table_new_from_plain (plain);

  g_assert_nonnull (table);
  return table;
}

static void
assert_plain (const BrvTable *table, const char *expected)
{
  g_autofree char *plain = brv_table_dup_plain (table);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_resize (void)
{
  g_autoptr (BrvTable) table = make ("a\tb\nc\td");
  g_autoptr (BrvTable) row = brv_table_insert_row (table, 1);
  g_autoptr (BrvTable) head = brv_table_insert_row (table, 0);
  g_autoptr (BrvTable) column = brv_table_insert_column (table, 2);
  g_autoptr (BrvTable) without_head = brv_table_remove_row (table, 0);
  g_autoptr (BrvTable) narrow = brv_table_remove_column (table, 0);

  assert_plain (row, "a\tb\n\t\nc\td\n");
  g_assert_cmpuint (brv_table_get_n_header_rows (row), ==, 1);
  g_assert_cmpuint (brv_table_get_n_header_rows (head), ==, 2);
  assert_plain (column, "a\tb\t\nc\td\t\n");
  assert_plain (without_head, "c\td\n");
  g_assert_cmpuint (brv_table_get_n_header_rows (without_head), ==, 0);
  assert_plain (narrow, "b\nd\n");
  assert_plain (table, "a\tb\nc\td\n");
}

/* A cell is one paragraph; each U+FFFC in it is a reference. */
static void
test_cells (void)
{
  g_autoptr (BrvTable) table = brv_table_new_empty (2, 2, 1);
  g_autoptr (BrvText) note = brv_text_new ("a note", -1);
  const BrvReference reference = { 3, BRV_REFERENCE_NOTE, note, BRV_ID_NONE, NULL };
  const BrvRun run = { { 0, 3 }, BRV_STYLE_STRONG, NULL };
  g_autoptr (BrvText) text =
    brv_text_new_rich ("two\357\277\274\nlines\there\357\277\274", -1, &run, 1, &reference, 1);
  g_autoptr (BrvTable) changed = brv_table_with_cell (table, 1, 0, text);
  const BrvText *cell = brv_table_get_cell (changed, 1, 0);
  guint n_references;

  g_assert_cmpstr (brv_text_get_utf8 (cell), ==, "two\357\277\274 lines here");
  g_assert_cmpint (brv_text_get_style_at (cell, 1), ==, BRV_STYLE_STRONG);
  brv_text_get_references (cell, &n_references);
  g_assert_cmpuint (n_references, ==, 1);
  g_assert_false (brv_table_equal (table, changed));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/table/resize", test_resize);
  g_test_add_func ("/model/table/cells", test_cells);
  return g_test_run ();
}
