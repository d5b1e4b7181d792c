/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "describe.h"

static const ImportRow rows[] = {
  { "RSS 2.0",
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>The "
    "Quay</title><link>https://quay.example/</link><language>en-gb</language><item><title>Piers "
    "&amp;amp; "
    "stone</title><link>https://quay.example/a?utm_source=rss&amp;id=1</"
    "link><dc:creator><![CDATA[Ada "
    "Holm and Bo Ek]]></dc:creator><pubDate>Tue, 12 Mar 2024 23:30:00 "
    "-0700</pubDate><description>What "
    "the review asks for.</description><content:encoded><![CDATA[<p>The review asks for "
    "stone.&nbsp;Much "
    "of it.</p><h2>Costs</h2><blockquote>They fall.</blockquote><p>The post <a "
    "href=\"x\">Piers</a> "
    "appeared first on <a href=\"y\">The "
    "Quay</a>.</p>]]></content:encoded></item><item><title>Only "
    "a summary</title><guid "
    "isPermaLink=\"true\">https://quay.example/b</guid><author>ed@quay.example "
    "(Bo Ek)</author><description>&lt;p&gt;The rest is on the page "
    "[&amp;#8230;]&lt;/p&gt;</description></item><item><title>A "
    "title alone</title><guid isPermaLink=\"false\">77</guid></item></channel></rss>",
    "source application/rss+xml\n"
    "title Piers & stone (meta)\n"
    "authors Ada Holm; Bo Ek (meta)\n"
    "publisher The Quay (meta)\n"
    "date 2024-03-12 (meta)\n"
    "language en-GB (meta)\n"
    "standfirst What the review asks for. (meta)\n"
    "url https://quay.example/a?id=1 (meta)\n"
    "raw_url https://quay.example/a?utm_source=rss&id=1 (meta)\n"
    "+title Piers & stone\n"
    "+paragraph The review asks for stone. Much of it.\n"
    "+heading2 Costs\n"
    "+quote1 They fall.\n"
    "-furniture The post Piers appeared first on The Quay.\n"
    "source application/rss+xml\n"
    "title Only a summary (meta)\n"
    "authors Bo Ek (meta)\n"
    "publisher The Quay (meta)\n"
    "language en-GB (meta)\n"
    "url https://quay.example/b (meta)\n"
    "incomplete true (visible)\n"
    "+title Only a summary\n"
    "+paragraph The rest is on the page […]\n"
    "source application/rss+xml\n"
    "title A title alone (meta)\n"
    "publisher The Quay (meta)\n"
    "language en-GB (meta)\n"
    "incomplete true (meta)\n"
    "+title A title alone\n" },
  { "RSS 1.0",
    "<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
    "xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel "
    "rdf:about=\"https://quay.example/\"><title>The "
    "Quay</title><link>https://quay.example/</link></channel><item "
    "rdf:about=\"https://quay.example/c\"><title>Rail</title><dc:creator>Holm</"
    "dc:creator><dc:date>2024-03-12T23:30:00+01:00</dc:date><dc:language>de</"
    "dc:language><description>Kurz.</description></item></rdf:RDF>",
    "source application/rss+xml\n"
    "title Rail (meta)\n"
    "authors Holm (meta)\n"
    "publisher The Quay (meta)\n"
    "date 2024-03-12 (meta)\n"
    "language de (meta)\n"
    "url https://quay.example/c (meta)\n"
    "incomplete true (meta)\n"
    "+title Rail\n"
    "+paragraph Kurz.\n" },
  { "RSS 0.91 without a declaration, with names of HTML's characters",
    "<rss version=\"0.91\"><channel><title>Quay</title><item><title>Caf&eacute; &ndash; "
    "open</title><link>/d</link><description>Caf&eacute; "
    "&amp; bar &unknown; here.</description></item></channel></rss>",
    "source application/rss+xml\n"
    "title Café – open (meta)\n"
    "publisher Quay (meta)\n"
    "incomplete true (meta)\n"
    "+title Café – open\n"
    "+paragraph Café & bar &unknown; here.\n" },
  { "Atom",
    "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\" "
    "xml:base=\"https://quay.example/\"><title "
    "type=\"html\">The &lt;b&gt;Quay&lt;/b&gt;</title><author><name>Harbour "
    "Office</name></author><entry><title>1 "
    "&lt; 2</title><link rel=\"self\" href=\"x\"/><link "
    "href=\"news/e\"/><published>2024-03-12T23:30:00-07:00</"
    "published><updated>2024-03-14T10:00:00Z</updated><summary>About "
    "numbers.</summary><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>One "
    "is <em>less</em>.</p><ul><li>Or so</li></ul></div></content></entry><entry "
    "xml:lang=\"fr\"><title "
    "type=\"text\">Plain</title><author><name>Bo "
    "Ek</name></author><updated>2024-03-14T10:00:00Z</updated><content>First "
    "line.\n"
    "\n"
    "Second line.</content></entry><entry><title>Taken over</title><source><title>The "
    "Quarry</title><author><name>Ada "
    "Holm</name></author></source><link href=\"https://quarry.example/f\"/><content "
    "type=\"html\">&lt;p&gt;Stone.&lt;/p&gt;</content></entry></feed>",
    "source application/atom+xml\n"
    "title 1 < 2 (meta)\n"
    "authors Harbour Office (meta)\n"
    "publisher The Quay (meta)\n"
    "date 2024-03-12 (meta)\n"
    "modified 2024-03-14 (meta)\n"
    "language en (meta)\n"
    "standfirst About numbers. (meta)\n"
    "url https://quay.example/news/e (meta)\n"
    "+title 1 < 2\n"
    "+paragraph One is less.\n"
    "+list-item1 Or so\n"
    "source application/atom+xml\n"
    "title Plain (meta)\n"
    "authors Bo Ek (meta)\n"
    "publisher The Quay (meta)\n"
    "modified 2024-03-14 (meta)\n"
    "language fr (meta)\n"
    "+title Plain\n"
    "+paragraph First line.\n"
    "+paragraph Second line.\n"
    "source application/atom+xml\n"
    "title Taken over (meta)\n"
    "authors Ada Holm (meta)\n"
    "publisher The Quarry (meta)\n"
    "language en (meta)\n"
    "url https://quarry.example/f (meta)\n"
    "republisher The Quay (meta)\n"
    "+title Taken over\n"
    "+paragraph Stone.\n" },
  { "entities of its own are not read",
    "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
    "\"&a;&a;&a;\"><!ENTITY "
    "f SYSTEM \"file:///etc/passwd\">]><rss "
    "version=\"2.0\"><channel><title>Q</title><item><title>T "
    "&b;&f; end</title><description>D</description></item></channel></rss>",
    "source application/rss+xml\n"
    "title T &b;&f; end (meta)\n"
    "publisher Q (meta)\n"
    "incomplete true (meta)\n"
    "+title T &b;&f; end\n"
    "+paragraph D\n" },
  { "XML that is not well formed",
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Q & A</title><item><title>Fish "
    "& chips</title><description>Good<br>food</description></item><item><title>Cut",
    "source application/rss+xml\n"
    "title Fish & chips (meta)\n"
    "publisher Q & A (meta)\n"
    "incomplete true (meta)\n"
    "+title Fish & chips\n"
    "+paragraph Good / food\n" },
  { "no entry",
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Q</title></channel></rss>",
    "failed no-text\n" },
  { "JSON Feed",
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The "
    "Quay\",\"home_page_url\":\"https://quay.example/"
    "\",\"language\":\"en-US\",\"authors\":[{\"name\":\"Harbour "
    "Office\"}],\"items\":[{\"id\":\"1\",\"url\":\"https://quay.example/g\",\"title\":\"A "
    "< "
    "B\",\"content_html\":\"<p>Less.</"
    "p>\",\"summary\":\"Short.\",\"date_published\":\"2024-03-12T23:30:00-07:00\",\"authors\":[{"
    "\"name\":\"Ada "
    "Holm\"},{\"url\":\"x\"}]},{\"id\":\"2\",\"external_url\":\"https://quarry.example/"
    "h\",\"content_text\":\"No "
    "title,\\n\\ntwo lines.\"},7,{\"id\":3,\"title\":9,\"summary\":\"Only this.\"}]}",
    "source application/feed+json\n"
    "title A < B (meta)\n"
    "authors Ada Holm (meta)\n"
    "publisher The Quay (meta)\n"
    "date 2024-03-12 (meta)\n"
    "language en-US (meta)\n"
    "standfirst Short. (meta)\n"
    "url https://quay.example/g (meta)\n"
    "+title A < B\n"
    "+paragraph Less.\n"
    "source application/feed+json\n"
    "authors Harbour Office (meta)\n"
    "publisher The Quay (meta)\n"
    "language en-US (meta)\n"
    "url https://quarry.example/h (meta)\n"
    "+paragraph No title,\n"
    "+paragraph two lines.\n"
    "source application/feed+json\n"
    "authors Harbour Office (meta)\n"
    "publisher The Quay (meta)\n"
    "language en-US (meta)\n"
    "incomplete true (meta)\n"
    "+paragraph Only this.\n" },
  { "JSON Feed without items",
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Quay\"}",
    "failed damaged\n" },
};

static void
test_rows (void)
{
  check_rows (rows, G_N_ELEMENTS (rows));
}

/* An entry's own bytes are an XML document with the namespaces that it uses. */
static void
test_original (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (rows[0].input, strlen (rows[0].input));
  BrvImportInput input = { .bytes = bytes };
  g_autoptr (BrvImportResult) result = brv_import_in_process (&input, NULL);
  GBytes *original = brv_source_get_original (brv_import_result_get_source (result, 2));
  g_autofree char *text =
    g_strndup (g_bytes_get_data (original, NULL), g_bytes_get_size (original));

  g_assert_cmpstr (text, ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<item><title>A title alone</title>"
                   "<guid isPermaLink=\"false\">77</guid></item>\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/feed-importer/rows", test_rows);
  g_test_add_func ("/import/feed-importer/original", test_original);
  return g_test_run ();
}
