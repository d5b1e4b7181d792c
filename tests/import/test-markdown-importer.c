/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-import.h"

static const char sample[] =
  "---\n"
  "title: \"The *old* quay\"\n"
  "author: Ada Holm\n"
  "date: 12 March 2024\n"
  "tags: [a, b]\n"
  "---\n\n"
  "## Depth & *tides*\n\n"
  "The basin is **four** metres deep[^1], see [the chart](https://a.example/c)\n"
  "and `sound()`.\n\n"
  "- ferries\n"
  "  - at night\n"
  "- boats\n\n"
  "> Nobody expected it.\n\n"
  "| Pier | Length |\n|---|---:|\n| North | 210 |\n\n"
  "```c\nint depth = 4;\n  return depth;\n```\n\n"
  "<div>raw</div>\n\n"
  "![A quay](quay.png)\n";

static void
test_sample (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (sample, strlen (sample));
  BrvImportInput input = { .bytes = bytes, .media_type = "text/markdown" };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImportResult) result = brv_import_in_process (&input, &error);
  BrvSource *source = brv_import_result_get_source (result, 0);
  guint n = 0;
  const BrvSourceBlock *blocks = NULL;
  static const struct
  {
    BrvRole role;
    guint level;
    const char *text;
  } expected[] = {
    { BRV_ROLE_HEADING, 2, "Depth & tides" },
    { BRV_ROLE_PARAGRAPH, 0, "The basin is four metres deep[^1], see the chart and sound()." },
    { BRV_ROLE_LIST_ITEM, 1, "ferries" },
    { BRV_ROLE_LIST_ITEM, 2, "at night" },
    { BRV_ROLE_LIST_ITEM, 1, "boats" },
    { BRV_ROLE_QUOTE, 1, "Nobody expected it." },
    { BRV_ROLE_TABLE, 0, "Pier\tLength\nNorth\t210" },
    { BRV_ROLE_PREFORMATTED, 0, "int depth = 4;\n  return depth;" },
    { BRV_ROLE_PARAGRAPH, 0, "A quay" },
  };

  g_assert_no_error (error);
  g_assert_cmpstr (brv_source_get_title (source), ==, "The *old* quay");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_AUTHORS), ==, "Ada Holm");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_DATE), ==, "2024-03-12");
  blocks = brv_source_get_blocks (source, &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strndup (brv_source_get_text (source) + blocks[i].range.start,
                                         brv_range_length (blocks[i].range));

      g_assert_cmpstr (text, ==, expected[i].text);
      g_assert_cmpint (blocks[i].role, ==, expected[i].role);
      g_assert_cmpuint (blocks[i].level, ==, expected[i].level);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/markdown-importer/sample", test_sample);
  return g_test_run ();
}
