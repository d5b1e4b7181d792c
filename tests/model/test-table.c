/* SPDX-License-Identifier: GPL-3.0-or-later */

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
test_from_plain (void)
{
  g_autoptr (BrvTable) table = make ("Year\tTons\r\n2023\t 12 \r\n2024\t\r\n\r\n");

  g_assert_cmpuint (brv_table_get_n_rows (table), ==, 3);
  g_assert_cmpuint (brv_table_get_n_columns (table), ==, 2);
  g_assert_cmpuint (brv_table_get_n_header_rows (table), ==, 1);
  assert_plain (table, "Year\tTons\n2023\t12\n2024\t\n");
  g_assert_null (brv_table_new_from_plain ("no tab\nat all"));
  g_assert_null (brv_table_new_from_plain ("\t\n\t"));
  g_assert_null (brv_table_new_from_plain ("\tAn indented paragraph.\n\tAnother one."));
  g_assert_null (brv_table_new_from_plain ("Words.\nA line with\ta tab."));
}

/* Quotation marks around a cell are the spreadsheet's only where it needs them. */
static void
test_quoted (void)
{
  static const char *const cases[][2] = {
    { "a\t\"one\ntwo\"\nb\tc", "a\tone two\nb\tc\n" },
    { "a\t\"one\ttwo\"\r\nb\tc\r\n", "a\tone two\nb\tc\n" },
    { "a\t\"say \"\"no\"\"\"\nb\tc", "a\tsay \"no\"\nb\tc\n" },
    { "a\t\"own\"\nb\tc", "a\t\"own\"\nb\tc\n" },
    { "a\t\"open\nb\tc", "a\t\"open\nb\tc\n" },
    { "a\t5\" pipe\nb\t7\" pipe", "a\t5\" pipe\nb\t7\" pipe\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvTable) table = make (cases[i][0]);

      g_test_message ("%s", cases[i][0]);
      assert_plain (table, cases[i][1]);
    }
}

static void
test_direction (void)
{
  static const struct
  {
    const char *plain;
    gboolean is_right_to_left;
    gboolean has_letters;
  } cases[] = {
    { "Year\tShips\n2001\t12", FALSE, TRUE }, { "السنة\tالسفن\n2001\t12", TRUE, TRUE },
    { "שנה\tאוניות\nPilot\t12", TRUE, TRUE }, { "سنة\tShips\nPilots\t12", FALSE, TRUE },
    { "1\t2\n3\t4", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvTable) table = make (cases[i].plain);

      g_test_message ("%s", cases[i].plain);
      g_assert_cmpint (brv_table_is_right_to_left (table), ==, cases[i].is_right_to_left);
      g_assert_cmpint (brv_table_has_letters (table), ==, cases[i].has_letters);
    }
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

static void
test_numeric (void)
{
  static const struct
  {
    const char *plain;
    gboolean numeric;
  } rows[] = {
    { "Head\t\n12\t\n3.5 %\t\n", TRUE },  { "Head\t\n€1,200\t\n−4\t\n–\t\n", TRUE },
    { "Head\t\n12–15\t\nn/a\t\n", TRUE }, { "Head\t\n12 tons\t\n3\t\n", FALSE },
    { "Head\t\n–\t\n\t.", FALSE },        { "12\t\nword\t\n", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvTable) table = make (rows[i].plain);

      g_test_message ("%s", rows[i].plain);
      g_assert_cmpint (brv_table_is_numeric (table, 0), ==, rows[i].numeric);
    }
}

/* The mark of a note beside a number does not make it a word. */
static void
test_numeric_with_note (void)
{
  g_autoptr (BrvTable) table = make ("Head\t\n12\t\n");
  g_autoptr (BrvText) note = brv_text_new ("estimated", -1);
  const BrvReference reference = { 2, BRV_REFERENCE_NOTE, note, BRV_ID_NONE, NULL };
  g_autoptr (BrvText) text = brv_text_new_rich ("12\357\277\274", -1, NULL, 0, &reference, 1);
  g_autoptr (BrvTable) noted = brv_table_with_cell (table, 1, 0, text);

  g_assert_true (brv_table_is_numeric (noted, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/table/from-plain", test_from_plain);
  g_test_add_func ("/model/table/quoted", test_quoted);
  g_test_add_func ("/model/table/direction", test_direction);
  g_test_add_func ("/model/table/resize", test_resize);
  g_test_add_func ("/model/table/cells", test_cells);
  g_test_add_func ("/model/table/numeric", test_numeric);
  g_test_add_func ("/model/table/numeric-with-note", test_numeric_with_note);
  return g_test_run ();
}
