/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-furniture.h"

/* Buttons in words of all kinds, and names of houses and titles that have some of them. */
static void
test_is_tool (void)
{
  static const char *const tools[] = {
    "View for the printer",
    "Show a printable copy",
    "Zum Lesen ohne Bilder",
    "Leichte Sprache",
    "Přejít na obsah stránky",
    "Podoba pro tiskárnu",
    "Larger letters",
    "Jump over the menu",
    "Search the Gazetteer",
    "Aller au texte",
    "Den Artikel vorlesen lassen",
    "文字の大きさ　小　中　大",
    "Listen to this article",
    "Версія для людей із порушенням зору",
  };
  static const char *const others[] = {
    "The Printers’ Journal",
    "Research and Print Culture Review",
    "Suchergebnisse der Hafenforschung",
    "Recherches maritimes",
    "The Listener",
    "What the Harbour Master Could Not Print: a Longer Story of Nine Words",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_test_message ("%s", tools[i]);
      g_assert_true (brv_furniture_is_tool (tools[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("%s", others[i]);
      g_assert_false (brv_furniture_is_tool (others[i]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/furniture/is-tool", test_is_tool);
  return g_test_run ();
}
