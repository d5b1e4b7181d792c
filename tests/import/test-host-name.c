/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-host-name.h"

static void
test_matches (void)
{
  static const struct
  {
    const char *address;
    const char *name;
    gboolean matches;
  } cases[] = {
    { "https://harbournotes.example/a", "Harbour Notes", TRUE },
    { "https://www.hayandharrow.example/a", "Hay & Harrow", TRUE },
    { "https://heuundegge.example/a", "Heu & Egge", TRUE },
    { "https://ncre.example/a", "Northern Centre for Railway Economics", TRUE },
    { "https://notes.opo-archive.example/", "Observatoire des parlers de l'Ouest", TRUE },
    { "https://ncre.example/a", "Northern Centre", FALSE },
    { "https://ncrex.example/a", "Northern Centre for Railway Economics", FALSE },
    { "https://quay.example/harbournotes", "Harbour Notes", FALSE },
    { "https://quay.example/", "", FALSE },
    { NULL, "Harbour Notes", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (brv_host_name_matches (cases[i].address, cases[i].name), ==,
                       cases[i].matches);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/host-name/matches", test_matches);
  return g_test_run ();
}
