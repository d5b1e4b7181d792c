/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-byline.h"

static const struct
{
  const char *line;
  const char *names; /* parted by |; NULL: no byline */
} rows[] = {
  { "By Ada Holm", "Ada Holm" },
  { "BY ADA HOLM AND BO EK", "ADA HOLM|BO EK" },
  { "By Ada Holm and Bo Ek", "Ada Holm|Bo Ek" },
  { "By Ada Holm, Bo Ek & Ida van der Berg", "Ada Holm|Bo Ek|Ida van der Berg" },
  { "By Ada Holm, Senior Fellow for harbours", "Ada Holm" },
  { "By Ada Holm | 12 March 2024", "Ada Holm" },
  { "Von Ada Holm und Bo Ek", "Ada Holm|Bo Ek" },
  { "Par Ada Holm", "Ada Holm" },
  { "Por Ada Holm y Bo Ek", "Ada Holm|Bo Ek" },
  { "Автор: Ада Хольм", "Ада Хольм" },
  { "By the harbour", NULL },
  { "By Monday, the quay was closed", NULL },
  { "Von hier aus sieht man den Hafen", NULL },
  { "Ada Holm", NULL },
  { "", NULL },
};

static void
test_find (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) names = brv_byline_find (rows[i].line);
      g_autofree char *joined = names != NULL ? g_strjoinv ("|", names) : NULL;

      g_test_message ("%s", rows[i].line);
      g_assert_cmpstr (joined, ==, rows[i].names);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/byline/find", test_find);
  return g_test_run ();
}
