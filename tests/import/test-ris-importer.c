/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "describe.h"

static const ImportRow ris[] = {
  { "an article in a journal",
    "TY  - JOUR\r\n"
    "AU  - Holm, Ada\r\n"
    "AU  - van der Ek, Bo\r\n"
    "TI  - On Quays\r\n"
    "T2  - Journal of Harbours\r\n"
    "PB  - Sea Press\r\n"
    "PY  - 2024\r\n"
    "DA  - 2024/03/12/\r\n"
    "DO  - 10.5555/quay.7\r\n"
    "UR  - https://quay.example/7?utm_source=x\r\n"
    "LA  - en\r\n"
    "AB  - Quays are long.\r\n"
    "Some are short.\r\n"
    "ER  - \r\n",
    "source application/x-research-info-systems\n"
    "title On Quays (meta)\n"
    "authors Ada Holm; Bo van der Ek (meta)\n"
    "publisher Journal of Harbours (meta)\n"
    "date 2024-03-12 (meta)\n"
    "language en (meta)\n"
    "url https://doi.org/10.5555/quay.7 (meta)\n"
    "raw_url https://quay.example/7?utm_source=x (meta)\n"
    "incomplete true (meta)\n"
    "+title On Quays\n"
    "+paragraph Quays are long.\n"
    "+paragraph Some are short.\n" },
  { "two of them, the first without an end, and lines of the provider",
    "Provider: A Library\n"
    "\n"
    "TY  - RPRT\n"
    "A1  - Harbour Office\n"
    "T1  - Report\n"
    "PB  - The Ministry\n"
    "Y1  - 2023/5\n"
    "\n"
    "TY  - BOOK\n"
    "ED  - Holm, Ada, Jr.\n"
    "BT  - A Book\n"
    "DA  - 12 March 2021\n"
    "ER  -\n",
    "source application/x-research-info-systems\n"
    "title Report (meta)\n"
    "authors Harbour Office (meta)\n"
    "publisher The Ministry (meta)\n"
    "date 2023-05 (meta)\n"
    "incomplete true (meta)\n"
    "+title Report\n"
    "source application/x-research-info-systems\n"
    "title A Book (meta)\n"
    "authors Ada Holm Jr. (meta)\n"
    "date 2021-03-12 (meta)\n"
    "incomplete true (meta)\n"
    "+title A Book\n" },
  { "no title",
    "TY  - JOUR\n"
    "AU  - Holm, Ada\n"
    "ER  - \n",
    "failed no-text\n" },
};

static void
test_rows (void)
{
  check_rows (ris, G_N_ELEMENTS (ris));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/ris-importer/rows", test_rows);
  return g_test_run ();
}
