/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "export/brv-pdf-to-unicode.h"

#include <string.h>

static const char cmap[] = "1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
                           "3 beginbfchar\n<41> <0041>\n<02> <FB01>\n<20> <0020>\nendbfchar\n"
                           "1 beginbfrange\n<50> <52> <0070>\nendbfrange\nendcmap\n";

static void
test_read (void)
{
  g_autoptr (BrvPdfToUnicode) map = brv_pdf_to_unicode_new (cmap, strlen (cmap), 1);

  g_assert_true (brv_pdf_to_unicode_tells (map, 0x41, "0041"));
  g_assert_true (brv_pdf_to_unicode_tells (map, 0x02, "fb01"));
  g_assert_true (brv_pdf_to_unicode_tells (map, 0x52, "0072"));
  g_assert_false (brv_pdf_to_unicode_tells (map, 0x53, "0073"));
}

/* A ligature that is always marked is settled; a space that is now and then a no-break one is not. */
static void
test_settle (void)
{
  g_autoptr (BrvPdfToUnicode) map = brv_pdf_to_unicode_new (cmap, strlen (cmap), 1);
  g_autoptr (BrvPdfToUnicode) again = NULL;
  g_autofree char *written = NULL;

  brv_pdf_to_unicode_observe (map, 0x41, NULL);
  g_assert_false (brv_pdf_to_unicode_settle (map));

  brv_pdf_to_unicode_observe (map, 0x02, "00660069");
  brv_pdf_to_unicode_observe (map, 0x02, "00660069");
  brv_pdf_to_unicode_observe (map, 0x20, NULL);
  brv_pdf_to_unicode_observe (map, 0x20, "00a0");
  brv_pdf_to_unicode_observe (map, 0x50, "0061");
  brv_pdf_to_unicode_observe (map, 0x50, "0062");
  brv_pdf_to_unicode_observe (map, 0x51, "");
  g_assert_true (brv_pdf_to_unicode_settle (map));
  g_assert_true (brv_pdf_to_unicode_tells (map, 0x02, "00660069"));
  g_assert_true (brv_pdf_to_unicode_tells (map, 0x20, "0020"));
  g_assert_true (brv_pdf_to_unicode_tells (map, 0x50, "0070"));
  g_assert_true (brv_pdf_to_unicode_tells (map, 0x51, "0071"));
  g_assert_false (brv_pdf_to_unicode_settle (map));

  written = brv_pdf_to_unicode_write (map);
  again = brv_pdf_to_unicode_new (written, strlen (written), 1);
  g_assert_true (brv_pdf_to_unicode_tells (again, 0x02, "00660069"));
  g_assert_true (brv_pdf_to_unicode_tells (again, 0x41, "0041"));
  g_assert_nonnull (strstr (written, "\n6 beginbfchar\n<02> <00660069>\n<20> <0020>\n"));
}

/* An Arabic ligature keeps its presentation form; no mark need say what its letters are. */
static void
test_arabic (void)
{
  static const char forms[] = "2 beginbfchar\n<01> <fefb>\n<02> <fb01>\nendbfchar\n";
  g_autoptr (BrvPdfToUnicode) map = brv_pdf_to_unicode_new (forms, strlen (forms), 1);

  g_assert_true (brv_pdf_to_unicode_tells (map, 1, "06440627"));
  g_assert_false (brv_pdf_to_unicode_tells (map, 1, "06270644"));
  g_assert_false (brv_pdf_to_unicode_tells (map, 2, "00660069"));
  brv_pdf_to_unicode_observe (map, 1, "06440627");
  g_assert_false (brv_pdf_to_unicode_settle (map));
}

static void
test_sections (void)
{
  g_autoptr (GString) many = g_string_new ("250 beginbfchar\n");
  g_autoptr (BrvPdfToUnicode) map = NULL;
  g_autofree char *written = NULL;

  for (guint i = 1; i <= 250; i++)
    g_string_append_printf (many, "<%04x> <%04x>\n", i, i + 0x100);
  g_string_append (many, "endbfchar\n");
  map = brv_pdf_to_unicode_new (many->str, many->len, 2);
  written = brv_pdf_to_unicode_write (map);
  g_assert_nonnull (strstr (written, "\n100 beginbfchar\n<0065> <0165>\n"));
  g_assert_nonnull (strstr (written, "\n50 beginbfchar\n<00c9> <01c9>\n"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/pdf-to-unicode/read", test_read);
  g_test_add_func ("/export/pdf-to-unicode/settle", test_settle);
  g_test_add_func ("/export/pdf-to-unicode/arabic", test_arabic);
  g_test_add_func ("/export/pdf-to-unicode/sections", test_sections);

  return g_test_run ();
}
