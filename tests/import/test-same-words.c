/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-same-words.h"

static void
test_same (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean same;
  } cases[] = {
    { "Two piers", "TWO PIERS", TRUE },
    { "Two piers!", "“Two  piers”", TRUE },
    { "Two piers", "Two piers and", FALSE },
    { "Two piers", "Two peers", FALSE },
    { "Zwei Molen für 12 €", "zwei molen: für 12", TRUE },
    { "—", "…", FALSE },
    { "", "", FALSE },
    { NULL, "Two", FALSE },
    { "Two", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (brv_same_words (cases[i].a, cases[i].b), ==, cases[i].same);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/same-words/same", test_same);
  return g_test_run ();
}
