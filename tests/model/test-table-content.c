/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/brv-table-content.h"
#include "model/brv-table-plain.h"

static BrvTable *
make (const char *plain)
{
  BrvTable *table = brv_table_new_from_plain (plain);

  g_assert_nonnull (table);
  return table;
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
  g_test_add_func ("/model/table-content/direction", test_direction);
  g_test_add_func ("/model/table-content/numeric", test_numeric);
  g_test_add_func ("/model/table-content/numeric-with-note", test_numeric_with_note);
  return g_test_run ();
}
