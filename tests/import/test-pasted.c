/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-pasted.h"

typedef struct
{
  const char *name;
  const char *input;
  gssize length; /* -1: up to the NUL */
  const char *html;
  const char *address; /* (nullable) */
} HtmlRow;

static const HtmlRow html_rows[] = {
  { "as it is", "<p>a</p>", -1, "<p>a</p>", NULL },
  { "little end first, with a mark", "\xff\xfe<\0p\0>\0\xe9\0", 10, "<p>é", NULL },
  { "little end first, without", "<\0p\0>\0a\0", 8, "<p>a", NULL },
  { "big end first, without", "\0<\0p\0>\0a", 8, "<p>a", NULL },
  { "an odd byte at the end", "<\0p\0>\0a\0x", 9, "<p>a", NULL },
  { "half a pair at the end", "\xff\xfe<\0p\0>\0\x3d\xd8", 10, "<p>\357\277\275", NULL },
  { "a NUL at the end", "<p>a\0", 5, "<p>a", NULL },
  { "another encoding", "<p>\xe9", -1, "<p>\xe9", NULL },
  { "a fragment", "<html><body><!--StartFragment--><p>a</p><!--EndFragment--></body></html>", -1,
    "<p>a</p>", NULL },
  { "a fragment without an end", "<html><!--StartFragment--><p>a", -1, "<p>a", NULL },
  { "rows of a table",
    "<table><!--StartFragment-->\n <col width=64>\n <tr><td>a</td></tr><!--EndFragment--></table>",
    -1, "<table>\n <col width=64>\n <tr><td>a</td></tr>", NULL },
  { "a track, which is no row", "<!--StartFragment--><track><!--EndFragment-->", -1, "<track>",
    NULL },
  { "an end without a start", "<p>a<!--EndFragment-->", -1, "<p>a<!--EndFragment-->", NULL },
  { "another system's lines",
    "Version:0.9\r\nStartHTML:0000000105\r\nSourceURL:https://quay.example/a\r\n<html><body>"
    "<!--StartFragment--><b>a</b><!--EndFragment-->",
    -1, "<b>a</b>", "https://quay.example/a" },
  { "lines and no page", "Version:0.9\r\nSourceURL:javascript:x\r\n", -1,
    "Version:0.9\r\nSourceURL:javascript:x\r\n", NULL },
  { "a base", "<base href=\"https://quay.example/b\"><p>a", -1,
    "<base href=\"https://quay.example/b\"><p>a", "https://quay.example/b" },
  { "nothing", "", 0, "", NULL },
};

static void
test_html (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (html_rows); i++)
    {
      const HtmlRow *row = &html_rows[i];
      g_autoptr (GBytes) bytes =
        g_bytes_new (row->input, row->length < 0 ? strlen (row->input) : (gsize)row->length);
      g_autofree char *address = NULL;
      g_autoptr (GBytes) html = brv_pasted_tidy_html (bytes, &address);

      g_test_message ("%s", row->name);
      g_assert_cmpmem (g_bytes_get_data (html, NULL), g_bytes_get_size (html), row->html,
                       strlen (row->html));
      g_assert_cmpstr (address, ==, row->address);
    }
}

typedef struct
{
  const char *input;
  gssize length;
  const char *address; /* (nullable): there is none */
  const char *title;   /* (nullable) */
} LinkRow;

static const LinkRow link_rows[] = {
  { "https://quay.example/a", -1, "https://quay.example/a", NULL },
  { "https://quay.example/a\nTwo piers\n", -1, "https://quay.example/a", "Two piers" },
  { "h\0t\0t\0p\0:\0/\0/\0a\0/\0\n\0T\0", 22, "http://a/", "T" },
  { "file:///etc/passwd\nx", -1, NULL, NULL },
  { "javascript:alert(1)", -1, NULL, NULL },
  { "https://quay.example/a b", -1, NULL, NULL },
  { "", 0, NULL, NULL },
};

static void
test_links (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (link_rows); i++)
    {
      const LinkRow *row = &link_rows[i];
      g_autoptr (GBytes) bytes =
        g_bytes_new (row->input, row->length < 0 ? strlen (row->input) : (gsize)row->length);
      g_autofree char *address = NULL;
      g_autofree char *title = NULL;

      g_test_message ("%s", row->input);
      g_assert_cmpint (brv_pasted_read_link (bytes, &address, &title), ==, row->address != NULL);
      g_assert_cmpstr (address, ==, row->address);
      g_assert_cmpstr (title, ==, row->title);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/pasted/html", test_html);
  g_test_add_func ("/import/pasted/links", test_links);
  return g_test_run ();
}
