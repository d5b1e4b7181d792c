/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What of a page is kept as its article. */

#include <string.h>

#include "import/brv-html-article.h"
#include "import/brv-html-page.h"
#include "import/brv-html-table.h"

#define P1                                                                                     \
  "<p>The ferry company has asked the council for a second berth at the northern pier, since " \
  "its new ships are longer than the old ones and cannot turn in the inner basin.</p>"
#define P2                                                                                   \
  "<p>Two engineers walked along the mole in March, measured the cracks in its stones, and " \
  "wrote that the berth would cost a third less if it were built on the seaward side.</p>"
#define P3                                                                                      \
  "<p>Fishermen fear that the dredging, which would take two summers, drives the herring from " \
  "the bay; the company answers that it would stop the work in the spawning weeks.</p>"
#define P4                                                                                       \
  "<p>The council votes on the plan in the autumn, after the harbour master has heard everyone " \
  "who keeps a boat in the basin, and it has promised to publish what they said.</p>"
#define AD                                                                                        \
  "<p>Our harbour shop sells charts, ropes, lamps and oilskins to everyone who goes to sea, and " \
  "sends them to each port of the coast within two days of the order.</p>"

typedef struct
{
  const char *name;
  const char *body;
  const char *kept; /* the beginnings of the kept leaves, parted by "|" */
} Case;

static const Case cases[] = {
  /* Navigation whose end tag is missing holds the article too. */
  { "navigation-without-end",
    "<nav><ul><li><a href=/>Home</a><li><a href=/a>News</a></ul>"
    "<div class=page><h1>A second berth</h1>" P1 P2 P3 P4 "</div></nav>",
    "The ferry |Two engine|Fishermen |The counci" },
  { "navigation",
    "<nav><p>The site of the harbour has news of each of its three basins, and more.</p></nav>"
    "<div class=page><h1>A second berth</h1>" P1 P2 P3 P4 "</div>",
    "The ferry |Two engine|Fishermen |The counci" },
  /* A page that was saved before its scripts ran. */
  { "only-noscript",
    "<div id=root></div><noscript><div class=page>" P1 P2 P3 P4 "</div></noscript>",
    "The ferry |Two engine|Fishermen |The counci" },
  { "noscript", "<div>" P1 P2 P3 P4 "</div><noscript>" AD AD "</noscript>",
    "The ferry |Two engine|Fishermen |The counci" },
  /* What a script shows later can be all of the article. */
  { "all-hidden",
    "<div><p>The site of the harbour has news of each of its three basins, and more.</p></div>"
    "<div hidden>" P1 P2 "</div><div style='display: none'>" P3 P4 "</div>",
    "The ferry |Two engine|Fishermen |The counci" },
  { "hidden-copies",
    "<div>" P1 P2 P3 P4 "</div><div hidden>" AD AD AD AD "</div><div hidden>" AD AD AD AD "</div>"
    "<div hidden>" AD AD AD AD "</div>",
    "The ferry |Two engine|Fishermen |The counci" },
  /* A row of teasers that is nearly all of the page is what it is about. */
  { "main-row",
    "<div><div class=entry><h3><a href=/1>North pier</a></h3>" P1 "</div>"
    "<div class=entry><h3><a href=/2>The mole</a></h3>" P2 "</div>"
    "<div class=entry><h3><a href=/3>The bay</a></h3>" P3 "</div>"
    "<div class=entry><h3><a href=/4>The vote</a></h3>" P4 "</div></div>",
    "The ferry |The mole|Two engine|The bay|Fishermen |The vote|The counci" },
  { "row",
    "<article>" P1 P2 P3 P4 P1 P2 P3 P4 "</article>"
    "<div><div class=entry><h3><a href=/1>Ropes</a></h3>" AD "</div>"
    "<div class=entry><h3><a href=/2>Lamps</a></h3>" AD "</div>"
    "<div class=entry><h3><a href=/3>Charts</a></h3>" AD "</div></div>",
    "The ferry |Two engine|Fishermen |The counci|The ferry |Two engine|Fishermen |The counci" },
  /* A heading that is a link, and headings in a list. */
  { "linked-heading", "<article>" P1 P2 "<h3><a href=/v>The vote</a></h3>" P3 P4 "</article>",
    "The ferry |Two engine|The vote|Fishermen |The counci" },
  { "headings-in-list",
    "<article>" P1 P2 P3 P4 "<ul><li><h3>Berths</h3></li><li><h3>Stones</h3></li></ul></article>",
    "The ferry |Two engine|Fishermen |The counci|Berths|Stones" },
  /* At both ends short lines belong to it where its paragraphs stand. */
  { "ends",
    "<div><p>Elsewhere</p></div><article><p>Dear readers</p><h2>The plan</h2>" P1 P2 P3 P4
    "<p>Yours</p><p>Ada</p></article><div><p>Elsewhere</p></div>",
    "Dear reade|The plan|The ferry |Two engine|Fishermen |The counci|Yours|Ada" },
  /* What scripts left for others, and what customers say. */
  { "data",
    "<article>" P1 P2 P3 P4 "<div>{\"columns\": 4, \"labels\": [\"Ropes and lamps for every ship "
    "that sails from here\"], \"more\": \"All the ropes that we have, in every length you want\"}"
    "</div></article>",
    "The ferry |Two engine|Fishermen |The counci" },
  { "testimonials",
    "<article>" P1 P2 P3 P4 "<div class=testimonials><div>" AD "</div></div></article>",
    "The ferry |Two engine|Fishermen |The counci" },
  /* Words that frameworks give to anything are none for furniture. */
  { "framework-words",
    "<article><div class='skip-item'>" P1 "</div><div class='hidden md:block'>" P2 "</div>"
    "<div id=topic3>" P3 "</div><div class='slider-box'>" P4 "</div></article>",
    "The ferry |Two engine|Fishermen |The counci" },
  /* The names of headings say nothing. */
  { "named-heading",
    "<article>" P1 "<h2 class=header-anchor>The plan</h2>" P2 P3
    "<h2 class=header-anchor>The vote</h2>" P4 "</article>",
    "The ferry |The plan|Two engine|Fishermen |The vote|The counci" },
  /* A section that leads elsewhere is not the end where sections of the article follow. */
  { "ending-section",
    "<article><div class=text>" P1 "<h2>The plan</h2>" P2 P3
    "</div><div class=note><h4>More on the berth</h4><ul><li><a href=/1>Drawings</a></ul></div>"
    "<div class=text><h2>The vote</h2>" P4 "</div></article>",
    "The ferry |The plan|Two engine|Fishermen |The vote|The counci" },
  { "ending",
    "<article><div class=text>" P1 "<h2>The plan</h2>" P2 P3 P4
    "</div><div><h4>More on the berth</h4>" AD "<h2>The shop</h2>" AD "</div></article>",
    "The ferry |The plan|Two engine|Fishermen |The counci" },
};

static void
test_kept (gconstpointer data)
{
  const Case *item = data;
  g_autofree char *html = g_strconcat ("<html><body>", item->body, "</body></html>", NULL);
  g_autoptr (BrvHtmlPage) page = brv_html_page_parse (html, strlen (html), NULL);
  g_autoptr (GArray) tables = brv_html_tables_find (page);
  g_autofree gboolean *kept = brv_html_article_find (page, tables, "A second berth");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < page->leaves->len; i++)
    if (kept[i])
      {
        if (text->len > 0)
          g_string_append_c (text, '|');
        g_string_append_len (text, brv_html_page_leaf (page, i)->text,
                             (gssize)MIN (strlen (brv_html_page_leaf (page, i)->text), 10));
      }
  g_assert_cmpstr (text->str, ==, item->kept);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/import/html-article/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_kept);
    }
  return g_test_run ();
}
