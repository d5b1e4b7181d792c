/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-html-page.h"

typedef struct
{
  const char *name;
  const char *body;
  const char *text; /* the leaves, parted by "|" */
} Case;

static const Case cases[] = {
  { "piece",
    "<main><template id=\"P:1\"></template><p>Last.</p></main>"
    "<div hidden id=\"S:1\"><p>First.</p><p>Second.</p></div>",
    "First.|Second.|Last." },
  { "text", "<p>One <template id=\"P:a\"></template> three</p><div hidden id=\"S:a\">two</div>",
    "One two three" },
  { "boundary",
    "<main><!--$?--><template id=\"B:0\"></template><p>Loading.</p><!--/$--><p>Last.</p></main>"
    "<div hidden id=\"S:0\"><p>First.</p></div>",
    "First.|Last." },
  { "boundary-without-end",
    "<main><template id=\"B:0\"></template><p>Loading.</p></main>"
    "<div hidden id=\"S:0\"><p>First.</p></div>",
    "First.|Loading." },
  { "in-another-piece",
    "<main><template id=\"B:0\"></template></main>"
    "<div hidden id=\"S:1f\"><p>Inner.</p></div>"
    "<div hidden id=\"S:0\"><p>Outer.</p><template id=\"P:1f\"></template></div>",
    "Outer.|Inner." },
  { "place-in-the-meantime",
    "<!--$?--><template id=\"B:0\"></template><div><template id=\"P:1\"></template></div><!--/$-->"
    "<div hidden id=\"S:1\"><p>Inner.</p></div><div hidden id=\"S:0\"><p>Outer.</p></div>",
    "Outer.|Inner." },
  { "place-in-itself", "<div hidden id=\"S:0\"><p>Text.</p><template id=\"P:0\"></template></div>",
    "Text." },
  { "no-place", "<div hidden id=\"S:7\"><p>Text.</p></div>", "Text." },
  { "not-hidden",
    "<template id=\"P:1\"></template><p>First.</p><div id=\"S:1\"><p>Second.</p></div>",
    "First.|Second." },
  { "twice",
    "<template id=\"P:1\"></template><template id=\"P:1\"></template><p>Last.</p>"
    "<div hidden id=\"S:1\"><p>First.</p></div><div hidden id=\"S:1\"><p>Second.</p></div>",
    "First.|Second.|Last." },
};

static void
test_place (gconstpointer data)
{
  const Case *item = data;
  g_autofree char *html = g_strconcat ("<html><body>", item->body, "</body></html>", NULL);
  g_autoptr (BrvHtmlPage) page = brv_html_page_parse (html, strlen (html), NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_nonnull (page);
  for (guint i = 0; i < page->leaves->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, '|');
      g_string_append (text, brv_html_page_leaf (page, i)->text);
    }
  g_assert_cmpstr (text->str, ==, item->text);
}

/* A hostile page can ask for much to be moved, deep in itself; that takes no time. */
static void
test_many (void)
{
  g_autoptr (GString) html = g_string_new ("<html><body>");
  g_autoptr (BrvHtmlPage) page = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (html,
                            "<template id=\"B:%x\"></template>"
                            "<div hidden id=\"S:%x\"><p>a</p>",
                            i + 1, i);
  page = brv_html_page_parse (html->str, html->len, NULL);
  g_assert_nonnull (page);
  g_assert_cmpuint (page->leaves->len, ==, 5000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/import/html-streamed/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_place);
    }
  g_test_add_func ("/import/html-streamed/many", test_many);
  return g_test_run ();
}
