/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-author-name.h"

static void
test_clean (void)
{
  static const struct
  {
    const char *given;
    const char *name; /* NULL: none */
  } cases[] = {
    { "Ada Holm", "Ada Holm" },
    { "By Ada Holm", "Ada Holm" },
    { " Ada\nHolm | ", "Ada Holm" },
    { "Holm, Ada", "Ada Holm" },
    { "Holm, Ada, Ek, Bo", "Holm, Ada, Ek, Bo" },
    { "Ada Holm, PhD", "Ada Holm" },
    { "Ada Holm, harbour master", "Ada Holm, harbour master" },
    { "Siobh&aacute;n Holm", "Siobhán Holm" },
    { "Di Holm", "Di Holm" },
    { "Admin", NULL },
    { "view profile", NULL },
    { "View more posts", NULL },
    { "See Updates", NULL },
    { "Read Holm", "Read Holm" },
    { "https://quay.example/ada", NULL },
    { "@adaholm", NULL },
    { "<b>Ada</b>", NULL },
    { "Published in 2024", NULL },
    { "3 days ago", NULL },
    { " | ", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = brv_author_name_clean (cases[i].given);

      g_test_message ("“%s”", cases[i].given);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_account (void)
{
  static const struct
  {
    const char *name;
    gboolean is_account;
  } cases[] = {
    { "adaholm", TRUE },
    { "ada_holm", TRUE },
    { "Ada7", TRUE },
    { "ada@quay.example", TRUE },
    { "Holm", FALSE },
    { "Ada Holm", FALSE },
    { "Desk of www.quay.example", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].name);
      g_assert_cmpint (brv_author_name_is_account (cases[i].name), ==, cases[i].is_account);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/author-name/clean", test_clean);
  g_test_add_func ("/import/author-name/account", test_account);
  return g_test_run ();
}
