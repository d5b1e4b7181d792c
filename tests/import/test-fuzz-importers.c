/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A fuzz target over all importers: any bytes must give a source or an error, and every source
 * must keep the invariants of its text. Built with -fsanitize=fuzzer it is a libFuzzer program
 * (compile it with FUZZING defined); without, a test that runs over variations of a few seeds.
 */

#include <string.h>

#include "import/brv-import.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_source (const BrvSource *source)
{
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);
  const char *text = brv_source_get_text (source);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (blocks[0].range.start, ==, 0);
  g_assert_cmpuint (blocks[n - 1].range.end, ==, strlen (text));
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (blocks[i].range.start, <, blocks[i].range.end);
      if (i > 0)
        {
          g_assert_cmpuint (blocks[i].range.start, ==, blocks[i - 1].range.end + 1);
          g_assert_cmpint (text[blocks[i].range.start - 1], ==, '\n');
        }
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const char *const media_types[] = { NULL, "text/html", "text/markdown" };

  for (guint i = 0; size > 0 && i < G_N_ELEMENTS (media_types); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (data, size);
      BrvImportInput input = { .bytes = bytes, .media_type = media_types[i] };
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvImportResult) result = brv_import_in_process (&input, &error);

      g_assert_true ((result == NULL) == (error != NULL));
      for (guint k = 0; result != NULL && k < brv_import_result_get_n_sources (result); k++)
        check_source (brv_import_result_get_source (result, k));
    }
  return 0;
}

#ifndef FUZZING

#define N_ROUNDS 70

static const char *const seeds[] = {
  "<!doctype html><html lang=en><head><title>A &amp; B | C</title><meta property='og:title' "
  "content='A'><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{"
  "\"name\":\"Ada Holm\"},\"Bo Ek\"],\"datePublished\":\"2024-03-12T10:00Z\",}</script></head>"
  "<body><article><h1>A</h1><p class=byline>By Ada Holm</p><p>One, two, three and many more words "
  "so that this is a paragraph.<br><br>Next<table><tr><td>a<td>b<tr><td>c<td>d</table><ul><li>x"
  "<li>y</ul><pre>  k\n l</pre><blockquote class=tweet>q</blockquote></article></body></html>",
  "Quay\nPrint\n\nA Title of Some Words\n\nThis is a sentence that is long enough to be prose, is "
  "it not.\n\n- a\n- b\n\n1. One\n\nOriginal article: https://a.example/b?utm_source=c\n\nShare\n",
  "---\ntitle: x\n---\n# A\n\n> b\n\n- c\n  - d\n\n|a|b|\n|-|-|\n|c|d|\n\n```\ne\n```\n",
  "\xff\xfeq\0u\0a\0y\0",
  "caf\xe9 \x93quoted\x94 \x80 and more text in an old encoding\n",
  "From a@b Mon Mar  4 10:00:00 2024\nFrom: \"Holm, Ada\" <a@b>\nSubject: Re: =?utf-8?Q?a=C3=A9?=\n"
  "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"x\"\n\n--x\nContent-Type: "
  "text/plain; "
  "format=flowed\n\n> a \n> b\n\n-----Original Message-----\nFrom: c\nDate: d\n\n-- \ne\n--x\n"
  "Content-Type: message/rfc822\n\nFrom: f@g\nSubject: h\n\ni\n--x\nContent-Type: image/png; "
  "name=*0*=j\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--x--\n",
  "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/b\nMIME-Version: 1.0\n"
  "Content-Type: multipart/related; boundary=\"x\"\n\n--x\nContent-Type: "
  "text/html\nContent-Transfer-"
  "Encoding: quoted-printable\nContent-Location: https://a.example/b\n\n<h1>A</h1><figure><img "
  "src=3D"
  "\"cid:c\"><figcaption>d</figcaption></figure><p>e=C3=A9\n--x\nContent-ID: <c>\nContent-Type: "
  "image/png\n\nx\n--x--\n",
  "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0' "
  "xmlns:content='http://purl"
  ".org/rss/1.0/modules/content/'><channel><title>A &amp; b</title><item><title>C&nbsp;d "
  "&a;</title>"
  "<link>https://a.example/b</link><pubDate>Tue, 12 Mar "
  "2024</pubDate><content:encoded><![CDATA[<p>e"
  "</p>]]></content:encoded></item></channel></rss>",
  "<feed xmlns='http://www.w3.org/2005/Atom'><title type='html'>A &lt;b></title><entry "
  "xml:lang='de'>"
  "<link href='c'/><content type='xhtml'><div><p>d</p></div></content></entry></feed>",
  "{\"version\":\"https://jsonfeed.org/version/"
  "1.1\",\"items\":[{\"id\":1,\"title\":\"a\",\"content_html"
  "\":\"<p>b\",\"authors\":[{\"name\":\"c\"}]}]}",
  "TY  - JOUR\nAU  - Holm, Ada\nTI  - A\n  more\nDA  - 2024/03/12/\nDO  - 10.1/x\nER  - \nTY  - "
  "BOOK\n",
  "@string{a = \"b\" # {c}}\n@article{k, author = {Holm, Ada and {B c}}, title = {{\\\"O}n "
  "\\emph{x} "
  "\\'{\\i} $x^2$}, journal = a, month = \"1~\" # jan, year = 2024, crossref = {l}}\n@book(l, "
  "title={M})",
  "[{\"id\":\"1\",\"type\":\"book\",\"title\":\"a "
  "<i>b</i>\",\"author\":[{\"family\":\"c\"}],\"issued\":"
  "{\"date-parts\":[[2024,\"3\",12]]},\"DOI\":\"10.1/x\"}]",
};

/* Changes some bytes, cuts, or repeats a piece. */
static GByteArray *
vary (const char *seed, gsize length)
{
  GByteArray *data = g_byte_array_new ();
  guint n_changes = (guint)g_test_rand_int_range (1, 12);

  g_byte_array_append (data, (const guint8 *)seed, (guint)length);
  for (guint i = 0; i < n_changes && data->len > 1; i++)
    {
      guint at = (guint)g_test_rand_int_range (0, (gint32)data->len);
      guint wanted = (guint)g_test_rand_int_range (1, 40);
      guint n = MIN (wanted, data->len - at);
      g_autofree guint8 *piece = g_memdup2 (data->data + at, n);

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          data->data[at] = (guint8)g_test_rand_int_range (0, 256);
          break;
        case 1:
          g_byte_array_remove_range (data, at, n);
          break;
        case 2:
          g_byte_array_append (data, piece, n);
          break;
        default:
          data->data[at] = (guint8) "<>&\"'=\n\t |#-\xc2\xe2"[g_test_rand_int_range (0, 14)];
          break;
        }
    }
  return data;
}

static void
test_variations (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      gsize length = i == 3 ? 10 : strlen (seeds[i]);

      LLVMFuzzerTestOneInput ((const guint8 *)seeds[i], length);
      for (guint round = 0; round < N_ROUNDS; round++)
        {
          g_autoptr (GByteArray) data = vary (seeds[i], length);

          LLVMFuzzerTestOneInput (data->data, data->len);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/fuzz/variations", test_variations);
  return g_test_run ();
}

#endif
