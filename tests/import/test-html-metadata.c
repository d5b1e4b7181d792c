/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Titles, authors and dates of pages, each rule by a small page of its own. */

#include <string.h>

#include "import/brv-import.h"

#define TEXT                                                                                    \
  "<p>The ministry published its review of the harbour on Monday, and it asks for two new "     \
  "piers before the ships of the next decade arrive, which the engineers had doubted.</p>"      \
  "<p>Nobody in the town expected the costs to fall, yet the third tender came in lower than "  \
  "the first, because the stone can be brought by rail from the quarry instead of by road.</p>" \
  "<p>A decision is due before the summer; until then the old quay stays closed to heavy "      \
  "traffic, and the fishing boats share the northern basin with the ferries.</p>"

#define LD(json) "<script type='application/ld+json'>" json "</script>"

typedef struct
{
  const char *name;
  const char *head;   /* of the page */
  const char *body;   /* before the paragraphs */
  const char *title;  /* the expected value, or NULL for none, as of the others */
  const char *author; /* joined by ", " */
  const char *date;
  const char *modified;
  const char *standfirst;
  const char *evidence; /* for title, authors, date, modified, standfirst: see evidence_letters */
} Row;

/* Nothing, structured data, meta elements, visible text, the address, the user. */
static const char evidence_letters[] = "-smvau";

static const Row rows[] = {
  /* titles */
  { "h1-agrees", "<title>Two piers for the harbour | The Quay</title>",
    "<h1>The Quay</h1><h1>Two piers for the harbour</h1>", "Two piers for the harbour",
    .evidence = "v----" },
  { "only-h1-shares-a-word", "<title>What the harbour review says - The Quay</title>",
    "<h1>A review asks for two new piers</h1>", "A review asks for two new piers",
    .evidence = "v----" },
  { "h1-of-the-site", "<title>Two piers for the harbour – Harbour Town Daily</title>",
    "<h1><a href='/'>Harbour Town Daily</a></h1>", "Two piers for the harbour",
    .evidence = "m----" },
  { "h2-in-the-title", "<title>Two piers for the harbour:quay diary</title>",
    "<h1><img src=logo.png alt=Quay></h1><h2>Two piers for the harbour</h2>",
    "Two piers for the harbour", .evidence = "v----" },
  { "json-ld-headline", LD ("{'@type':'NewsArticle','headline':'Two piers for the harbour'}"),
    "<div>News</div>", "Two piers for the harbour", .evidence = "s----" },
  { "og-title-cut",
    "<meta property='og:title' content='Two piers for the harbour | The Quay'>"
    "<meta property='og:site_name' content='The Quay'>",
    "", "Two piers for the harbour", .evidence = "m----" },
  { "h1-with-date", "<title>Two piers for the harbour</title>",
    "<h1>Two piers for the harbour <small>12 March 2024</small></h1>", "Two piers for the harbour",
    NULL, "2024-03-12", .evidence = "m-v--" },

  /* authors */
  { "labelled", "", "<h1>Harbour works</h1><p>By Ada Holm and Bo Ek</p>", "Harbour works",
    "Ada Holm, Bo Ek", .evidence = "vv---" },
  { "labelled-pieces", "",
    "<h1>Harbour works</h1><div><span>By</span><a href='/people/ada'>Ada Holm</a>"
    "<span>Staff Writer</span></div>",
    "Harbour works", "Ada Holm", .evidence = "vv---" },
  { "label-alone", "", "<h1>Harbour works</h1><div>Written by:</div><div>Ada Holm</div>",
    "Harbour works", "Ada Holm", .evidence = "vv---" },
  { "linked", "",
    "<h1>Harbour works</h1><div><a href='https://quay.example/authors/ada-holm'>Ada Holm</a>, "
    "<a href='https://quay.example/authors/bo-ek'>Bo Ek</a></div>",
    "Harbour works", "Ada Holm, Bo Ek", .evidence = "vv---" },
  { "rel-author", "",
    "<h1>Harbour works</h1><div><a rel=author href=/a>Ada Holm</a> and "
    "<a rel=author href=/b>Bo Ek</a></div>",
    "Harbour works", "Ada Holm, Bo Ek", .evidence = "vv---" },
  { "microdata", "",
    "<h1>Harbour works</h1><span itemprop=author itemscope><meta itemprop=name content='Ada Holm'>"
    "</span>",
    "Harbour works", "Ada Holm", .evidence = "vs---" },
  { "class", "", "<h1>Harbour works</h1><div class=post_author_name>Ada Holm</div>",
    "Harbour works", "Ada Holm", .evidence = "vv---" },
  { "h-card", "", "<h1>Harbour works</h1><a class='p-author h-card' href=/>Ada Holm</a>",
    "Harbour works", "Ada Holm", .evidence = "vv---" },
  { "card-label",
    "<meta name='twitter:label1' content='Geschrieben von'>"
    "<meta name='twitter:data1' content='Ada Holm'>",
    "<h1>Harbour works</h1>", "Harbour works", "Ada Holm", .evidence = "vm---" },
  { "card-before-mention",
    "<meta name='twitter:label1' content='Written by'>"
    "<meta name='twitter:data1' content='Ada Holm'>",
    "<h1>Harbour works</h1><ul><li>The Long Mole by Bo Ek</li></ul>", "Harbour works", "Ada Holm",
    .evidence = "vm---" },
  { "mention", "", "<h1>Harbour works</h1><p>12 March 2024 by Ada Holm</p>", "Harbour works",
    "Ada Holm", "2024-03-12", .evidence = "vvv--" },
  { "block-of-a-post-part", "",
    "<h1>Harbour works</h1><div class='wp-block-post-author-name'>Ada Holm</div>", "Harbour works",
    "Ada Holm", .evidence = "vv---" },
  { "link-is-nobody", "",
    "<h1>Harbour works</h1><a class=author-link rel=author href=/u/ada>View more posts</a>",
    "Harbour works", NULL, .evidence = "v----" },
  { "json-ld-list",
    LD ("{'@type':'Article','headline':'Harbour works','author':[{'@type':'Person','name':"
        "'Ada Holm'},{'name':'Bo Ek'}]}"),
    "<h1>Harbour works</h1>", "Harbour works", "Ada Holm, Bo Ek", .evidence = "ss---" },
  { "json-ld-reference",
    LD ("{'@graph':[{'@type':'Article','headline':'Harbour works','author':{'@id':'#a'}},"
        "{'@type':'Person','@id':'#a','name':'Ada Holm'}]}"),
    "<h1>Harbour works</h1>", "Harbour works", "Ada Holm", .evidence = "ss---" },
  { "json-ld-of-another",
    LD ("[{'@type':'Article','headline':'Harbour works'},{'@type':'Article','headline':'Other',"
        "'author':{'name':'Bo Ek'}}]"),
    "<h1>Harbour works</h1>", "Harbour works", NULL, .evidence = "s----" },
  { "account-last", "<meta name=author content=adaholm>",
    "<h1>Harbour works</h1><p>By Ada Holm</p>", "Harbour works", "Ada Holm", .evidence = "vv---" },
  { "site-last",
    "<meta property='og:site_name' content='The Quay'><meta name=author content='The Quay'>",
    "<h1>Harbour works</h1><p class=byline>Ada Holm</p>", "Harbour works", "Ada Holm",
    .evidence = "vv---" },
  { "site-alone",
    "<meta property='og:site_name' content='The Quay'><meta name=author content='The Quay'>",
    "<h1>Harbour works</h1>", "Harbour works", "The Quay", .evidence = "vm---" },
  { "no-account", "<meta name='article:author' content='https://social.example/quay'>",
    "<h1>Harbour works</h1><p>@adaholm</p>", "Harbour works", NULL, .evidence = "v----" },
  { "commenter", "",
    "<h1>Harbour works</h1><ol class=comments><li><span class=author>Ada Holm</span></li></ol>",
    "Harbour works", NULL, .evidence = "v----" },
  { "editor-is-none", "", "<h1>Harbour works</h1><p>Edited by Bo Ek</p>", "Harbour works", NULL,
    .evidence = "v----" },

  /* dates */
  { "printed", "", "<h1>Harbour works</h1><p>12 March 2024</p>", "Harbour works", NULL,
    "2024-03-12", .evidence = "v-v--" },
  { "printed-and-changed", "",
    "<h1>Harbour works</h1><p>Published 12 March 2024, updated 14 March 2024</p>", "Harbour works",
    NULL, "2024-03-12", .evidence = "v-vv-", .modified = "2024-03-14" },
  { "changed-first", "",
    "<h1>Harbour works</h1><p>Updated 14 March 2024 | Published 12 March 2024</p>", "Harbour works",
    NULL, "2024-03-12", .evidence = "v-vv-", .modified = "2024-03-14" },
  { "only-changed", "", "<h1>Harbour works</h1><p>Aktualisiert: 14. März 2024</p>", "Harbour works",
    NULL, "2024-03-14", .evidence = "v-vv-", .modified = "2024-03-14" },
  { "data-a-day-off",
    LD ("{'@type':'Article','headline':'Harbour works','datePublished':'2024-03-12T23:30:00Z'}"),
    "<h1>Harbour works</h1><p>13 March 2024</p>", "Harbour works", NULL, "2024-03-12",
    .evidence = "s-s--" },
  { "printed-before-data",
    LD ("{'@type':'Article','headline':'Harbour works','datePublished':'2019-03-12'}"),
    "<h1>Harbour works</h1><p>13 March 2024</p>", "Harbour works", NULL, "2024-03-13",
    .evidence = "s-v--" },
  { "page-data", LD ("{'@type':'WebPage','datePublished':'2024-03-12'}"), "<h1>Harbour works</h1>",
    "Harbour works", NULL, "2024-03-12", .evidence = "v-s--" },
  { "address", "<link rel=canonical href='https://quay.example/2024/03/12/works'>",
    "<h1>Harbour works</h1>", "Harbour works", NULL, "2024-03-12", .evidence = "v-a--" },
  { "names-around-the-article", "",
    "<article class='newsletter-post'><h1>Harbour works</h1><p>12 March 2024</p></article>",
    "Harbour works", NULL, "2024-03-12", .evidence = "v-v--" },
  { "meta-published-on", "<meta name=published_on content='2024-03-12T21:00:00Z'>",
    "<h1>Harbour works</h1>", "Harbour works", NULL, "2024-03-12", .evidence = "v-m--" },
  { "comment-date", "",
    "<h1>Harbour works</h1><div class=comment-list><time datetime='2024-03-12'>a</time></div>",
    "Harbour works", NULL, NULL, .evidence = "v----" },

  /* changes */
  { "data-of-a-change",
    LD ("{'@type':'Article','headline':'Harbour works','datePublished':'2024-03-12','dateModified':"
        "'2024-03-14T08:00:00Z'}"),
    "<h1>Harbour works</h1>", "Harbour works", NULL, "2024-03-12", .evidence = "s-ss-",
    .modified = "2024-03-14" },
  { "meta-of-a-change",
    "<meta property='article:published_time' content='2024-03-12'>"
    "<meta property='article:modified_time' content='2024-03-14T08:00:00Z'>",
    "<h1>Harbour works</h1>", "Harbour works", NULL, "2024-03-12", .evidence = "v-mm-",
    .modified = "2024-03-14" },

  /* standfirsts */
  { "standfirst-printed", "<meta name=description content='All the news of the harbour.'>",
    "<h1>Harbour works</h1><p class=standfirst>Two piers are asked for, and nobody knows who will "
    "pay.</p>",
    "Harbour works", .evidence = "v---v",
    .standfirst = "Two piers are asked for, and nobody knows who will pay." },
  { "standfirst-meta",
    "<meta property='og:description' content='Two piers are asked for, and nobody pays.'>",
    "<h1>Harbour works</h1>", "Harbour works", .evidence = "v---m",
    .standfirst = "Two piers are asked for, and nobody pays." },
  { "standfirst-data",
    LD ("{'@type':'Article','headline':'Harbour works','description':'Two piers are asked for.'}"),
    "<h1>Harbour works</h1>", "Harbour works", .evidence = "s---s",
    .standfirst = "Two piers are asked for." },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *html =
    g_strconcat ("<!doctype html><html><head>", row->head, "</head><body><main>", row->body, TEXT,
                 "</main></body></html>", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BrvImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BrvImportInput input = { .media_type = "text/html" };
  const BrvSource *source = NULL;
  g_autofree char *joined = NULL;
  static const BrvSourceField fields[] = { BRV_SOURCE_FIELD_TITLE, BRV_SOURCE_FIELD_AUTHORS,
                                           BRV_SOURCE_FIELD_DATE, BRV_SOURCE_FIELD_MODIFIED,
                                           BRV_SOURCE_FIELD_STANDFIRST };
  char evidence[G_N_ELEMENTS (fields) + 1] = "";

  /* Quotation marks of JSON, written so that they need no escape here. */
  for (char *p = strstr (html, "ld+json'>"); p != NULL && *p != '<'; p++)
    if (*p == '\'' && p[1] != '>')
      *p = '"';
  bytes = g_bytes_new (html, strlen (html));
  input.bytes = bytes;
  result = brv_import_in_process (&input, &error);
  g_assert_no_error (error);
  source = brv_import_result_get_source (result, 0);
  joined = brv_record_dup_joined (brv_source_get_record (source), BRV_SOURCE_FIELD_AUTHORS, ", ");
  g_assert_cmpstr (brv_source_get_title (source), ==, row->title);
  g_assert_cmpstr (joined, ==, row->author);
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_DATE), ==, row->date);
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_MODIFIED), ==, row->modified);
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_STANDFIRST), ==, row->standfirst);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    evidence[i] =
      evidence_letters[brv_record_get_evidence (brv_source_get_record (source), fields[i])];
  g_assert_cmpstr (evidence, ==, row->evidence);
}

static const struct
{
  const char *name;
  const char *head;
  const char *body; /* after the paragraphs */
  const char *publisher;
  const char *republisher;
  const char *address;
  const char *channel;
} republished[] = {
  { "canonical-elsewhere",
    "<meta property='og:site_name' content='Pier Digest'>"
    "<meta property='og:url' content='https://pier.example/copy'>"
    "<link rel=canonical href='https://quay.example/works?utm_source=pier'>",
    "", "quay.example", "Pier Digest", "https://quay.example/works", "https://pier.example" },
  { "credit-with-link",
    "<meta property='og:site_name' content='Pier Digest'>"
    "<link rel=canonical href='https://pier.example/copy'>",
    "<p>This article was first published by <a href='https://quay.example/works'>The Quay</a>.</p>",
    "The Quay", "Pier Digest", "https://quay.example/works", "https://pier.example" },
  { "labels",
    "<meta property='og:site_name' content='Pier Digest'>"
    "<link rel=canonical href='https://pier.example/copy'>",
    "<p>Channel website: <a href='https://quay.example'>https://quay.example</a></p>"
    "<p>Original article link: <a href='https://www.quay.example/works'>here</a></p>",
    "quay.example", "Pier Digest", "https://www.quay.example/works", "https://quay.example" },
  { "own-site",
    "<meta property='og:site_name' content='The Quay'>"
    "<link rel=canonical href='https://quay.example/works'>",
    "<p>Originally published on The Quay.</p>", "The Quay", NULL, "https://quay.example/works",
    NULL },
  { "own-subdomain",
    "<meta property='og:site_name' content='The Quay'>"
    "<meta property='og:url' content='https://m.quay.example/works'>"
    "<link rel=canonical href='https://quay.example/works'>",
    "", "The Quay", NULL, "https://quay.example/works", NULL },
};

static void
test_republished (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (republished); i++)
    {
      g_autofree char *html = g_strconcat ("<!doctype html><html><head>", republished[i].head,
                                           "</head><body><main><h1>Harbour works</h1>", TEXT,
                                           republished[i].body, "</main></body></html>", NULL);
      g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
      BrvImportInput input = { .media_type = "text/html", .bytes = bytes };
      g_autoptr (BrvImportResult) result = brv_import_in_process (&input, NULL);
      const BrvSource *source = brv_import_result_get_source (result, 0);

      g_test_message ("%s", republished[i].name);
      g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER), ==,
                       republished[i].publisher);
      g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_REPUBLISHER), ==,
                       republished[i].republisher);
      g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_URL), ==, republished[i].address);
      g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_CHANNEL_URL), ==,
                       republished[i].channel);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/import/html-metadata/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/import/html-metadata/republished", test_republished);
  return g_test_run ();
}
