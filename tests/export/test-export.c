/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "export/brv-export.h"

static void
test_range (void)
{
  const struct
  {
    const char *range;
    gboolean valid;
    guint first;
    guint n;
  } rows[] = {
    { "1-3", TRUE, 0, 3 },
    { "2", TRUE, 1, 1 },
    { "3-", TRUE, 2, 3 },
    { "-2", TRUE, 0, 2 },
    { "5-5", TRUE, 4, 1 },
    { "5", TRUE, 4, 1 },
    { "", FALSE, 0, 0 },
    { "-", FALSE, 0, 0 },
    { "0", FALSE, 0, 0 },
    { "6", FALSE, 0, 0 },
    { "3-2", FALSE, 0, 0 },
    { "4-9", FALSE, 0, 0 },
    { "1,2", FALSE, 0, 0 },
    { " 1", FALSE, 0, 0 },
    { "1-2x", FALSE, 0, 0 },
    { "a", FALSE, 0, 0 },
    { "99999999999999999999999", FALSE, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BrvExportOptions options = { .first_page = 77, .n_pages = 78, .date = -1 };
      g_autoptr (GError) error = NULL;

      g_test_message ("“%s”", rows[i].range);
      g_assert_cmpint (brv_export_parse_range (rows[i].range, 5, &options, &error), ==,
                       rows[i].valid);
      if (rows[i].valid)
        g_assert_no_error (error);
      else
        g_assert_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_RANGE);
      g_assert_cmpuint (options.first_page, ==, rows[i].valid ? rows[i].first : 77);
      g_assert_cmpuint (options.n_pages, ==, rows[i].valid ? rows[i].n : 78);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/export/range", test_range);

  return g_test_run ();
}
