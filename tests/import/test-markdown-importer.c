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
  "![A quay](quay.png)\n\n"
  "[^1]: Measured at low water.\n";

static BrvImportResult *
import (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  BrvImportInput input = { .bytes = bytes, .media_type = "text/markdown" };
  g_autoptr (GError) error = NULL;
  BrvImportResult *result = brv_import_in_process (&input, &error);

  g_assert_no_error (error);
  return result;
}

static void
test_sample (void)
{
  g_autoptr (BrvImportResult) result = import (sample);
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
    { BRV_ROLE_PARAGRAPH, 0, "The basin is four metres deep, see the chart and sound()." },
    { BRV_ROLE_LIST_ITEM, 1, "ferries" },
    { BRV_ROLE_LIST_ITEM, 2, "at night" },
    { BRV_ROLE_LIST_ITEM, 1, "boats" },
    { BRV_ROLE_QUOTE, 1, "Nobody expected it." },
    { BRV_ROLE_TABLE, 0, "Pier\tLength\nNorth\t210" },
    { BRV_ROLE_PREFORMATTED, 0, "int depth = 4;\n  return depth;" },
    { BRV_ROLE_PARAGRAPH, 0, "raw" },
    { BRV_ROLE_CAPTION, 0, "A quay" },
    { BRV_ROLE_FOOTNOTE, 0, "1 Measured at low water." },
  };

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

#define BODY                                                                                      \
  "The basin was dredged in two stages, the first of them in the spring of that year, and the "   \
  "mud went to the open sea.\n\n"                                                                 \
  "Nobody had asked the fishermen, whose nets came up black for the rest of the season, and the " \
  "harbour office has been answering their letters since.\n"

static void
test_records (void)
{
  static const struct
  {
    const char *text;
    const char *title;
    const char *authors;
    const char *date;
    const char *url;
  } cases[] = {
    { "# The old quay\n\nBy Ada Holm, 12 March 2024\n\n" BODY, "The old quay", "Ada Holm",
      "2024-03-12", NULL },
    { "# The old quay\n\n*By Ada Holm and Jon Brekke*\n\n12 March 2024\n\n" BODY, "The old quay",
      "Ada Holm, Jon Brekke", "2024-03-12", NULL },
    /* What a program that clips pages writes before them. */
    { "---\ntitle: The old quay\nsource: \"https://quay.example/old\"\nauthor:\n"
      "  - \"[[Ada Holm]]\"\n  - Jon Brekke\npublished: 2024-03-12\ncreated: "
      "2025-01-01\n---\n" BODY,
      "The old quay", "Ada Holm, Jon Brekke", "2024-03-12", "https://quay.example/old" },
    { "---\nauthors: [Ada Holm, \"Jon Brekke\"]\n---\n# The old quay\n\n" BODY, "The old quay",
      "Ada Holm, Jon Brekke", NULL, NULL },
    /* It counts more than the text. */
    { "---\ntitle: Quays\nauthor: Ada Holm\ndate: 2024-03-12\n---\n"
      "# The old quay\n\nBy Jon Brekke, 1 May 2023\n\n" BODY,
      "Quays", "Ada Holm", "2024-03-12", NULL },
    { "---\nauthor:\n---\n" BODY, NULL, NULL, NULL, NULL },
    { "---\nauthor: [\ndate: |\n  x\n- y\n---\n" BODY, NULL, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvImportResult) result = import (cases[i].text);
      BrvSource *source = brv_import_result_get_source (result, 0);
      g_autofree char *authors =
        brv_record_dup_joined (brv_source_get_record (source), BRV_SOURCE_FIELD_AUTHORS, ", ");

      g_test_message ("case %u", i);
      g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_TITLE), ==, cases[i].title);
      g_assert_cmpstr (authors, ==, cases[i].authors);
      g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_DATE), ==, cases[i].date);
      g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_URL), ==, cases[i].url);
    }
}

/* Text that stands in HTML is text, as is that below a line of it. */
static void
test_html (void)
{
  g_autoptr (BrvImportResult) result =
    import ("<p align=\"center\">The <b>old</b> quay</p>\n\nA <span>narrow</span><br>basin\n\n"
            "<!-- unseen -->\n\n<details><summary>More</summary>\n\nOf it\n\n</details>\n");

  g_assert_cmpstr (brv_source_get_text (brv_import_result_get_source (result, 0)), ==,
                   "The old quay\nA narrow\nbasin\nMore\nOf it");
}

/* No line below the text is taken for what stands around an article. */
static void
test_all_kept (void)
{
  g_autoptr (BrvImportResult) result =
    import ("# The old quay\n\n" BODY "\nHappy reading!\n\nVisit our site: https://quay.example\n\n"
            "Subscribe\n");
  BrvSource *source = brv_import_result_get_source (result, 0);
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);

  g_assert_cmpuint (n, ==, 6);
  for (guint i = 0; i < n; i++)
    g_assert_true (blocks[i].kept);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/markdown-importer/sample", test_sample);
  g_test_add_func ("/import/markdown-importer/records", test_records);
  g_test_add_func ("/import/markdown-importer/all-kept", test_all_kept);
  g_test_add_func ("/import/markdown-importer/html", test_html);
  return g_test_run ();
}
