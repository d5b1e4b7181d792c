/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-date-line.h"

static const struct
{
  const char *line;
  const char *published; /* NULL: none */
  const char *changed;   /* NULL: none */
} rows[] = {
  { "published 3 May 2024, updated 5 May 2024", "2024-05-03", "2024-05-05" },
  { "3 May 2024 (updated 5 May 2024)", "2024-05-03", "2024-05-05" },
  { "Updated: 5 May 2024 | Published: 3 May 2024", "2024-05-03", "2024-05-05" },
  { "Last updated on May 5, 2024", NULL, "2024-05-05" },
  { "May 5, 2024, last modified", NULL, "2024-05-05" },
  { "Veröffentlicht am 3. Mai 2024, zuletzt aktualisiert am 5. Mai 2024", "2024-05-03",
    "2024-05-05" },
  { "Publié le 3 mai 2024 – Mis à jour le 5 mai 2024", "2024-05-03", "2024-05-05" },
  { "Опубликовано 3 мая 2024, обновлено 5 мая 2024", "2024-05-03", "2024-05-05" },
  { "2024年5月5日更新（2024年5月3日公開）", "2024-05-03", "2024-05-05" },
  { "公開日：2024年5月3日　更新日：2024年5月5日", "2024-05-03", "2024-05-05" },
  { "3 May 2024, updated at 17:05", "2024-05-03", NULL },
  { "Updated May 2024", NULL, NULL },
  { "3 May 2024", "2024-05-03", NULL },
  { "No day at all was updated", NULL, NULL },
  { "", NULL, NULL },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *published = NULL;
      g_autofree char *changed = NULL;
      gboolean found = brv_date_line_read (rows[i].line, &published, &changed);

      g_test_message ("%s", rows[i].line);
      g_assert_cmpstr (published, ==, rows[i].published);
      g_assert_cmpstr (changed, ==, rows[i].changed);
      g_assert_cmpint (found, ==, rows[i].published != NULL);
    }
}

/* What an earlier line said stays. */
static void
test_known (void)
{
  g_autofree char *published = g_strdup ("2024-05-03");
  g_autofree char *changed = NULL;

  g_assert_true (brv_date_line_read ("4 May 2024, updated 5 May 2024", &published, &changed));
  g_assert_cmpstr (published, ==, "2024-05-03");
  g_assert_cmpstr (changed, ==, "2024-05-05");
}

/* The letters asked for may end within one. */
static void
test_says_changed (void)
{
  g_assert_true (brv_date_line_says_changed ("updated ü", strlen ("updated ü") - 1));
  g_assert_false (brv_date_line_says_changed ("updated", 3));
  g_assert_false (brv_date_line_says_changed ("updated and published", 21));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/date-line/read", test_read);
  g_test_add_func ("/import/date-line/known", test_known);
  g_test_add_func ("/import/date-line/says-changed", test_says_changed);
  return g_test_run ();
}
