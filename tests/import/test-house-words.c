/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-house-words.h"

static void
test_names (void)
{
  static const char *const houses[] = {
    "Institute for Littoral Studies", "Kajinstitutet",   "Wasserbaublatt", "Chambre des greffiers",
    "Ente per gli archivi",           "Річковий вісник", "江畔周刊",       "THE TIDE CHRONICLE"
  };
  static const char *const others[] = { "Ada Holm", "The Long Mile", "Три мили", "桥", "" };

  for (guint i = 0; i < G_N_ELEMENTS (houses); i++)
    {
      g_test_message ("%s", houses[i]);
      g_assert_true (brv_house_words_name_one (houses[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("%s", others[i]);
      g_assert_false (brv_house_words_name_one (others[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/house-words/names", test_names);
  return g_test_run ();
}
