/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "describe.h"

static const ImportRow csl[] = {
  { "a newspaper article and a book",
    "[{\"id\":\"1\",\"type\":\"article-newspaper\",\"title\":\"On <i>Quays</i> &amp; "
    "piers\",\"container-title\":\"The "
    "Quay\",\"author\":[{\"family\":\"Holm\",\"given\":\"Ada\"},{\"family\":\"Arc\",\"given\":"
    "\"Jeanne\",\"non-dropping-particle\":\"d'\"},{\"literal\":\"Harbour "
    "Office\"}],\"issued\":{\"date-parts\":[[\"2024\",3,12],[2024,3,14]]},\"URL\":\"https://"
    "quay.example/a\",\"DOI\":\"https://doi.org/10.5555/"
    "7\",\"language\":\"en-US\",\"abstract\":\"<jats:p>Long.</"
    "jats:p>\"},{\"id\":2,\"type\":\"book\",\"title\":\"A "
    "Book\",\"editor\":[{\"family\":\"Ek\",\"given\":\"Bo\",\"suffix\":\"Jr.\"}],\"publisher\":"
    "\"Sea "
    "Press\",\"issued\":{\"raw\":\"March "
    "2021\"}},\"junk\",{\"id\":3,\"type\":\"book\",\"title\":7}]",
    "source application/vnd.citationstyles.csl+json\n"
    "title On Quays & piers (meta)\n"
    "authors Ada Holm; Jeanne d'Arc; Harbour Office (meta)\n"
    "publisher The Quay (meta)\n"
    "date 2024-03-12 (meta)\n"
    "language en-US (meta)\n"
    "url https://doi.org/10.5555/7 (meta)\n"
    "raw_url https://quay.example/a (meta)\n"
    "incomplete true (meta)\n"
    "+title On Quays & piers\n"
    "+paragraph Long.\n"
    "source application/vnd.citationstyles.csl+json\n"
    "title A Book (meta)\n"
    "authors Bo Ek Jr. (meta)\n"
    "publisher Sea Press (meta)\n"
    "date 2021-03 (meta)\n"
    "incomplete true (meta)\n"
    "+title A Book\n" },
  { "one item alone",
    "{\"type\":\"webpage\",\"title\":\"Alone\",\"URL\":\"javascript:alert(1)\",\"issued\":{\"date-"
    "parts\":[[]]},\"author\":\"Holm\"}",
    "source application/vnd.citationstyles.csl+json\n"
    "title Alone (meta)\n"
    "incomplete true (meta)\n"
    "+title Alone\n" },
  { "cut short",
    "[{\"id\":\"1\",\"type\":\"article\",\"title\":\"Cut\",\"issued\":{\"date-parts\":[[2024",
    "failed damaged\n" },
};

static void
test_rows (void)
{
  check_rows (csl, G_N_ELEMENTS (csl));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/csl-json-importer/rows", test_rows);
  return g_test_run ();
}
