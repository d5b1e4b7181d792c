/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-import.h"

static BrvSource *
import_html (const char *html)
{
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
  BrvImportInput input = { .bytes = bytes, .media_type = "text/html" };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImportResult) result = brv_import_in_process (&input, &error);
  BrvSource *source = brv_source_ref (brv_import_result_get_source (result, 0));

  g_assert_no_error (error);
  return source;
}

/* "+paragraph one|-furniture two": one line a block, for comparing. */
static char *
describe_blocks (const BrvSource *source)
{
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);
  const char *text = brv_source_get_text (source);
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        {
          g_assert_cmpuint (blocks[i].range.start, ==, blocks[i - 1].range.end + 1);
          g_string_append_c (result, '|');
        }
      g_string_append_c (result, blocks[i].kept ? '+' : '-');
      g_string_append (result, brv_role_get_name (blocks[i].role));
      if (blocks[i].level > 0)
        g_string_append_printf (result, "%u", blocks[i].level);
      g_string_append_c (result, ' ');
      g_string_append_len (result, text + blocks[i].range.start,
                           (gssize)MIN (brv_range_length (blocks[i].range), 24));
    }
  return g_string_free (result, FALSE);
}

#define LONG_1                                                                                 \
  "The ministry published its review of the harbour on Monday, and it asks for two new piers " \
  "before the ships of the next decade arrive, which the port's own engineers had doubted."
#define LONG_2                                                                                  \
  "Nobody in the town expected the costs to fall, yet the third tender came in lower than the " \
  "first, because the stone can be brought by rail from the quarry instead of by road."
#define LONG_3                                                                                   \
  "A decision is due before the summer; until then the old quay stays closed to heavy traffic, " \
  "and the fishing boats share the northern basin with the ferries, as they did last year."

static void
test_article (void)
{
  g_autoptr (BrvSource) source = import_html (
    "<!doctype html><html lang=en_GB><head><title>Two piers for the harbour | The Quay</title>"
    "<meta property='og:site_name' content='The Quay'>"
    "<meta name=author content='By Ada Holm'>"
    "<meta property='article:published_time' content='2024-03-12T23:30:00+02:00'>"
    "<link rel=canonical href='https://quay.example/news/two-piers?utm_source=mail&id=3'>"
    "</head><body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article>"
    "<h1>Two piers for the harbour</h1><p class=byline>By Ada Holm</p>"
    "<figure><img src=a.jpg><figcaption>The old quay at low tide</figcaption></figure>"
    "<p>" LONG_1 "</p><h2>Costs</h2><p>" LONG_2 "<br>Second line of it.</p>"
    "<ul><li>One pier for ferries of every size</li><li>One for boats</li></ul>"
    "<p>" LONG_3 "</p></article><footer>© The Quay</footer></body></html>");
  g_autofree char *blocks = describe_blocks (source);

  g_assert_cmpstr (blocks, ==,
                   "-furniture Home News|+title Two piers for the harbou|"
                   "+byline By Ada Holm|+caption The old quay at low tide|"
                   "+paragraph The ministry published i|+heading2 Costs|"
                   "+paragraph Nobody in the town expec|+list-item1 One pier for ferries of |"
                   "+list-item1 One for boats|+paragraph A decision is due before|"
                   "-furniture © The Quay");
  g_assert_nonnull (strstr (brv_source_get_text (source), "by road.\nSecond line of it."));
  g_assert_cmpstr (brv_source_get_title (source), ==, "Two piers for the harbour");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_AUTHORS), ==, "Ada Holm");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER), ==, "The Quay");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_DATE), ==, "2024-03-12");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_LANGUAGE), ==, "en-GB");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_URL), ==,
                   "https://quay.example/news/two-piers?id=3");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_RAW_URL), ==,
                   "https://quay.example/news/two-piers?utm_source=mail&id=3");
}

/* Nothing in the page names a date or an author, so none is given. */
static void
test_nothing_invented (void)
{
  g_autoptr (BrvSource) source =
    import_html ("<html><body><h1>Harbour works</h1><p>" LONG_1 "</p><p>" LONG_2 "</p><p>" LONG_3
                 "</p></body></html>");

  g_assert_cmpstr (brv_source_get_title (source), ==, "Harbour works");
  g_assert_null (brv_source_get (source, BRV_SOURCE_FIELD_AUTHORS));
  g_assert_null (brv_source_get (source, BRV_SOURCE_FIELD_DATE));
  g_assert_null (brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER));
  g_assert_null (brv_source_get (source, BRV_SOURCE_FIELD_URL));
}

static void
test_table (void)
{
  g_autoptr (BrvSource) source = import_html (
    "<html><body><article><h1>Harbour works</h1><p>" LONG_1 "</p><p>" LONG_2 "</p>"
    "<table><tr><th>Pier</th><th>Length</th></tr><tr><td>North</td><td>210 m</td></tr>"
    "<tr><td>South</td><td></td></tr></table><p>" LONG_3 "</p></article></body></html>");

  g_assert_nonnull (strstr (brv_source_get_text (source), "\nPier\tLength\nNorth\t210 m\nSouth\n"));
}

/* libxml2 drops text below its limit of depth unless told not to. */
static void
test_deep (void)
{
  g_autoptr (GString) html = g_string_new ("<html><body>");
  g_autoptr (BrvSource) source = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (html, "<div>");
  g_string_append (html, "<p>" LONG_1 "</p>");
  source = import_html (html->str);
  g_assert_cmpstr (brv_source_get_text (source), ==, LONG_1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/html-importer/article", test_article);
  g_test_add_func ("/import/html-importer/nothing-invented", test_nothing_invented);
  g_test_add_func ("/import/html-importer/table", test_table);
  g_test_add_func ("/import/html-importer/deep", test_deep);
  return g_test_run ();
}
