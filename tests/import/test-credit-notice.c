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
    /* No word for leave: a text, a house, and a day or an address. */
    "This announcement was handed to the wire by the Harbour Association on 3 May 2024.",
    "The essay lives on the pages of the Quay Institute: quay.example/essays/tides",
    "Den Wortlaut verantwortet der Hafenverband; er ist dort seit dem 3. Mai 2024 nachzulesen.",
  };
  static const char *const others[] = {
    "The report says that the harbour was closed for three days.",
    "The pilots asked for permission to land.",
    "Der Bericht nennt keine Namen.",
    "The Harbour Association asked its members for patience.",
    "On 3 May 2024 the Quay Institute counted nine ships.",
    /* A title is no sentence. */
    "The Harbour Association Writes a Letter to Its Readers",
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

/* What a page may say in passing ends no text. */
static void
test_is_sure (void)
{
  g_assert_true (brv_credit_is_sure_notice ("This essay was first published by the Quay Institute "
                                            "on 3 May 2024 and is carried by permission."));
  g_assert_true (brv_credit_is_sure_notice (
    "We thank the Harbour Association for leave to show this report to our members."));
  g_assert_false (brv_credit_is_sure_notice (
    "In an article in the Harbour Review, Lee wrote that the quay had been built too high."));
  g_assert_false (brv_credit_is_sure_notice ("The ministry released the report on 3 May 2024."));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/credit-notice/is-notice", test_is_notice);
  g_test_add_func ("/import/credit-notice/is-sure", test_is_sure);
  return g_test_run ();
}
