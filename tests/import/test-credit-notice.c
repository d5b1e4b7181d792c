/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-credit-notice.h"

static void
test_is_notice (void)
{
  static const char *const notices[] = {
    "This piece is brought to our readers by The Quay, which ran it on 3 May 2024.",
    "We carry the essay by kind permission of The Quay.",
    "Die Redaktion des Hafenblatts hat uns den Nachdruck des Beitrags gestattet.",
    "Nous reproduisons cet article avec l’accord du Quai.",
    "Recogemos aquí la crónica que publicó El Muelle.",
    "Pubblichiamo questo testo per gentile concessione del Molo.",
    "Dit verhaal is overgenomen uit De Kade.",
    "Texten återges med författarens tillstånd.",
    "Artykuł drukujemy za zgodą redakcji Nabrzeża.",
    "Статья печатается с разрешения «Причала».",
    "本文经《码头》授权刊登。",
    "記事は「埠頭」の許可を得て掲載しています。",
  };
  static const char *const others[] = {
    "The report says that the harbour was closed for three days.",
    "The pilots asked for permission to land.",
    "Der Bericht nennt keine Namen.",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      g_test_message ("%s", notices[i]);
      g_assert_true (brv_credit_is_notice (notices[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("%s", others[i]);
      g_assert_false (brv_credit_is_notice (others[i]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/credit-notice/is-notice", test_is_notice);
  return g_test_run ();
}
