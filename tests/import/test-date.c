/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-date.h"

static const struct
{
  const char *text;
  const char *date; /* NULL: none */
} rows[] = {
  { "2024-03-12", "2024-03-12" },
  { "2024-03-12T23:30:00+02:00", "2024-03-12" },
  { "2024-03-12 01:00:00Z", "2024-03-12" },
  { "20240312", "2024-03-12" },
  { "2024", "2024" },
  { "2024-03", "2024-03" },
  { "Tue, 12 Mar 2024 23:30:00 GMT", "2024-03-12" },
  { "Published: March 12, 2024 at 9:00", "2024-03-12" },
  { "12th of March 2024", "2024-03-12" },
  { "Mar. 2, 2024", "2024-03-02" },
  { "March 2024", "2024-03" },
  { "12. März 2024", "2024-03-12" },
  { "12 mars 2024", "2024-03-12" },
  { "1er août 2024", "2024-08-01" },
  { "12 de marzo de 2024", "2024-03-12" },
  { "12 марта 2024 г.", "2024-03-12" },
  { "21 października 2024", "2024-10-21" },
  { "5 листопада 2024", "2024-11-05" },
  { "12 marca 2024", "2024-03-12" },
  { "2024年3月12日", "2024-03-12" },
  { "12.03.2024", "2024-03-12" },
  { "23/03/2024", "2024-03-23" },
  { "03/23/2024", "2024-03-23" },
  { "1710201600", "2024-03-12" },
  { "1710201600000", "2024-03-12" },
  /* read in two ways */
  { "03/04/2024", NULL },
  /* none at all */
  { "2024-13-45", NULL },
  { "31 February 2024", NULL },
  { "Market 2024", NULL },
  { "Room 12, 2024 seats", NULL },
  { "yesterday", NULL },
  { "", NULL },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *date = brv_date_parse (rows[i].text);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (date, ==, rows[i].date);
    }
}

static void
test_address (void)
{
  g_autofree char *day = brv_date_find_in_address ("https://a.example/2024/03/12/harbour");
  g_autofree char *name = brv_date_find_in_address ("https://a.example/2024/mar/12/harbour");
  g_autofree char *none = brv_date_find_in_address ("https://a.example/2024/harbour");

  g_assert_cmpstr (day, ==, "2024-03-12");
  g_assert_cmpstr (name, ==, "2024-03-12");
  g_assert_null (none);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/date/parse", test_parse);
  g_test_add_func ("/import/date/address", test_address);
  return g_test_run ();
}
