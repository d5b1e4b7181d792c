/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-import-error.h"
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
/* Each kind of block that an article has. */
static void
test_roles (void)
{
  g_autoptr (BrvSource) source = import_html (
    "<!doctype html><html lang=en><head><title>Two piers for the "
    "harbour</title></head><body><nav><a href=/>Home</a></nav><article>"
    "<h1>Two piers for the harbour</h1>"
    "<p>" LONG_1 "<sup><a href='#fn1' id='ref1'>1</a></sup></p>"
    "<aside class='pull-quote'><p>“The stone can be brought by rail.”</p></aside>"
    "<h2>Costs</h2>"
    "<p>" LONG_2 "</p>"
    "<figure><img src='a.jpg' alt='A crane above two boats'><figcaption>The old quay at low tide. "
    "<span class='credit'>Photo: Bo Ek / The Quay</span></figcaption></figure>"
    "<h3>By year</h3>"
    "<table><caption>Tenders by "
    "year</caption><tr><th>Year</th><th>Million</th></tr><tr><td>2022</td><td>14</td></"
    "tr><tr><td>2023</td><td>11</td></tr></table>"
    "<p>" LONG_3 "</p>"
    "<blockquote class='twitter-tweet'><p>We will ask the pilots first.</p>— Ada Holm (@adaholm) "
    "<a href='https://twitter.com/adaholm/status/1'>March 3, 2024</a></blockquote>"
    "<blockquote><p>Whoever has seen the basin in a north wind knows what the pilots mean by "
    "it.</p></blockquote>"
    "<ul><li>One pier for ferries of every size<ul><li>with a ramp for "
    "lorries</li></ul></li><li>One for boats</li></ul>"
    "<ol><li>Build the first pier before the second.</li><li>Dredge the northern basin.</li></ol>"
    "<pre>depth  4.5 m\nwidth  30 m</pre>"
    "<p>What the engineers doubt is not the stone but the ground below it, which nobody has looked "
    "at since the war, and which has moved by a hand's breadth in every decade since then.</p>"
    "<section class='footnotes'><ol><li id='fn1'>Ministry of Ports, Review of the Harbour, p. 12. "
    "<a href='#ref1'>↩</a></li></ol></section>"
    "</article><footer>© The Quay</footer></body></html>");
  g_autofree char *blocks = describe_blocks (source);

  g_assert_cmpstr (blocks, ==,
                   "-furniture Home|"
                   "+title Two piers for the harbou|"
                   "+paragraph The ministry published i|"
                   "+pull-quote “The stone can be brou|"
                   "+heading2 Costs|"
                   "+paragraph Nobody in the town expec|"
                   "+caption The old quay at low tide|"
                   "+heading3 By year|"
                   "+caption Tenders by year|"
                   "+table Year\tMillion\n2022\t14\n202|"
                   "+paragraph A decision is due before|"
                   "+embed We will ask the pilots f|"
                   "+embed — Ada Holm (@adaholm) |"
                   "+quote1 Whoever has seen the bas|"
                   "+list-item1 One pier for ferries of |"
                   "+list-item2 with a ramp for lorries|"
                   "+list-item1 One for boats|"
                   "+list-item1 Build the first pier bef|"
                   "+list-item1 Dredge the northern basi|"
                   "+preformatted depth  4.5 m\nwidth  30 m|"
                   "+paragraph What the engineers doubt|"
                   "+footnote Ministry of Ports, Revie|"
                   "-furniture © The Quay");
}

/* The parser loses the end of a control, and the whole page stands in it. */
static void
test_lost_control (void)
{
  g_autoptr (BrvSource) source =
    import_html ("<!doctype html><title>Two piers for the "
                 "harbour</title><body><header><button>Menu<div></header>"
                 "<main><article><h1>Two piers for the harbour</h1><p>" LONG_1 "<p>" LONG_2
                 "<p>" LONG_3 "</article></main>");
  g_autofree char *blocks = describe_blocks (source);

  g_assert_nonnull (strstr (blocks, "+paragraph The ministry"));
  g_assert_nonnull (strstr (blocks, "+paragraph A decision is due"));
}

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

/* A page of a few words, none of which reads like an article: nothing parts one from another. */
static void
test_note (void)
{
  g_autoptr (BrvSource) source =
    import_html ("<!doctype html><title>Tides</title><body><nav>Home</nav><a href='javascript:'>"
                 "<p>low</p><p>high</p>low again</a><footer>Harbour office</footer></body>");
  g_autofree char *blocks = describe_blocks (source);

  g_assert_cmpstr (blocks, ==,
                   "-furniture Home|+paragraph low|+paragraph high|+paragraph low again|-furniture "
                   "Harbour office");
}

/* Conditions that office programs write are comments, as in browsers. */
static void
test_conditions (void)
{
  g_autoptr (BrvSource) source = import_html (
    "<html><body><p>" LONG_1 "</p><![if !supportLists]><p>" LONG_2 "</p><![endif]>"
    "<!--[if mso]><p>hidden</p><![endif]--><p>" LONG_3 "</p><p>&lt;![if x]&gt; is what "
    "they write, and it is shown where it is quoted.</p></body></html>");

  g_assert_null (strstr (brv_source_get_text (source), "supportLists"));
  g_assert_null (strstr (brv_source_get_text (source), "hidden"));
  g_assert_nonnull (strstr (brv_source_get_text (source), "<![if x]>"));
}

/* What a worker has no memory for is refused before it is parsed. */
static void
test_too_many_parts (void)
{
  g_autoptr (GString) html = g_string_new ("<html><body>");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  BrvImportInput input = { .media_type = "text/html" };
  g_autoptr (BrvImportResult) result = NULL;

  for (guint i = 0; i < 1300000; i++)
    g_string_append (html, "<p>a</p>");
  bytes = g_string_free_to_bytes (g_steal_pointer (&html));
  input.bytes = bytes;
  result = brv_import_in_process (&input, &error);
  g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE);
  g_assert_null (result);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/html-importer/article", test_article);
  g_test_add_func ("/import/html-importer/nothing-invented", test_nothing_invented);
  g_test_add_func ("/import/html-importer/table", test_table);
  g_test_add_func ("/import/html-importer/roles", test_roles);
  g_test_add_func ("/import/html-importer/lost-control", test_lost_control);
  g_test_add_func ("/import/html-importer/deep", test_deep);
  g_test_add_func ("/import/html-importer/note", test_note);
  g_test_add_func ("/import/html-importer/conditions", test_conditions);
  g_test_add_func ("/import/html-importer/too-many-parts", test_too_many_parts);
  return g_test_run ();
}
