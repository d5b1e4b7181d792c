/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/brv-table-plain.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/table-plain/from-plain", test_from_plain);
  g_test_add_func ("/model/table-plain/quoted", test_quoted);
  return g_test_run ();
}
