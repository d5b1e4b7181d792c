/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "describe.h"

static const ImportRow bibtex[] = {
  { "an article, with strings",
    "% Encoding: UTF-8\n"
    "@string{jh = \"Journal of \" # {Harbours}}\n"
    "@string(pub = {Sea Press})\n"
    "@comment{ignored @article{x, title={no}}}\n"
    "@Article{holm2024,\n"
    "  author = {Holm, Ada and van der Ek, Bo and {Harbour Office and Sons} and others},\n"
    "  title = {{On} Quays in {{\\\"O}resund} -- a \\emph{long} story},\n"
    "  journal = jh, publisher = pub,\n"
    "  year = 2024, month = \"12~\" # mar,\n"
    "  doi = {10.5555/quay\\_7}, url = {https://quay.example/a\\_b?c=1\\&d=2},\n"
    "  language = {english}, abstract = {Quays are long.}\n"
    "}\n",
    "source application/x-bibtex\n"
    "title On Quays in Öresund – a long story (meta)\n"
    "authors Ada Holm; Bo van der Ek; Harbour Office and Sons (meta)\n"
    "publisher Journal of Harbours (meta)\n"
    "date 2024-03-12 (meta)\n"
    "language en (meta)\n"
    "url https://doi.org/10.5555/quay_7 (meta)\n"
    "raw_url https://quay.example/a_b?c=1&d=2 (meta)\n"
    "incomplete true (meta)\n"
    "+title On Quays in Öresund – a long story\n"
    "+paragraph Quays are long.\n" },
  { "names",
    "@misc{n, title=\"Names\", author=\"Ludwig van Beethoven and Gauss, Carl Friedrich and "
    "Le{\\'o}n, Jr, Jos{\\'e} and {\\L}ukasz {\\.Z}{\\'o}{\\l}{\\'c} and family=Holm, given=Ada, "
    "prefix=af\"}",
    "source application/x-bibtex\n"
    "title Names (meta)\n"
    "authors Ludwig van Beethoven; Carl Friedrich Gauss; José León Jr; Łukasz Żółć; Ada af "
    "Holm (meta)\n"
    "incomplete true (meta)\n"
    "+title Names\n" },
  { "dates and addresses",
    "@online{a, title={A}, date={2024-03-12/2024-03-14}, urldate={2025-01-01}, "
    "howpublished={\\url{https://quay.example/~ada}}}\n"
    "@misc{b, title={B}, year={1999}, month=dec, day=3, eprint={2401.00001}, "
    "archivePrefix={arXiv}}\n"
    "@book{c, title={C}, year={c. 1850}}\n"
    "@book{d, title={D}, year={2001}, month={Mai}}",
    "source application/x-bibtex\n"
    "title A (meta)\n"
    "date 2024-03-12 (meta)\n"
    "url https://quay.example/~ada (meta)\n"
    "incomplete true (meta)\n"
    "+title A\n"
    "source application/x-bibtex\n"
    "title B (meta)\n"
    "date 1999-12-03 (meta)\n"
    "url https://doi.org/10.48550/arXiv.2401.00001 (meta)\n"
    "incomplete true (meta)\n"
    "+title B\n"
    "source application/x-bibtex\n"
    "title C (meta)\n"
    "incomplete true (meta)\n"
    "+title C\n"
    "source application/x-bibtex\n"
    "title D (meta)\n"
    "date 2001-05 (meta)\n"
    "incomplete true (meta)\n"
    "+title D\n" },
  { "a part of a book",
    "@incollection{p, title={Part}, subtitle={One}, author={Ek, Bo}, crossref={w}}\n"
    "@book{w, title={Whole}, editor={Holm, Ada}, publisher={Sea Press}, year=2020}",
    "source application/x-bibtex\n"
    "title Part: One (meta)\n"
    "authors Bo Ek (meta)\n"
    "publisher Whole (meta)\n"
    "date 2020 (meta)\n"
    "incomplete true (meta)\n"
    "+title Part: One\n"
    "source application/x-bibtex\n"
    "title Whole (meta)\n"
    "authors Ada Holm (meta)\n"
    "publisher Sea Press (meta)\n"
    "date 2020 (meta)\n"
    "incomplete true (meta)\n"
    "+title Whole\n" },
  { "accents and signs",
    "@misc{a, title={\\c{C}a \\v{s}\\'{\\i}\\k{a} na\\\"{\\i}ve \\ss{}t \\AA rhus ``quote'' "
    "5\\,\\% \\& \\$3 a---b H$_2$O x$^{10}$ $\\alpha$ \\unknown{word} \\href{http://x}{link} "
    "C\\# tie~d \\~{}}}",
    "source application/x-bibtex\n"
    "title Ça šíą naïve ßt Århus “quote” 5 % & $3 a—b H₂O x¹⁰ α word link C# tie d ~ (meta)\n"
    "incomplete true (meta)\n"
    "+title Ça šíą naïve ßt Århus “quote” 5 % & $3 a—b H₂O x¹⁰ α word link C# tie d ~\n" },
  { "faults cost no other entry",
    "@article{x, title = {never ends\n"
    "\n"
    "@book{y, title = {Good}, author = }\n"
    "@book{z, title = {Better}}\n"
    "@nonsense\n"
    "@book(q, title = \"In brackets\")",
    "source application/x-bibtex\n"
    "title Good (meta)\n"
    "incomplete true (meta)\n"
    "+title Good\n"
    "source application/x-bibtex\n"
    "title Better (meta)\n"
    "incomplete true (meta)\n"
    "+title Better\n"
    "source application/x-bibtex\n"
    "title In brackets (meta)\n"
    "incomplete true (meta)\n"
    "+title In brackets\n" },
  { "a bomb of strings",
    "@string{a = \"0123456789012345678901234567890123456789\"}\n"
    "@string{b = a # a # a # a}\n"
    "@string{c = b # b # b # b}\n"
    "@string{d = c # c # c # c}\n"
    "@string{e = d # d # d # d}\n"
    "@string{f = e # e # e # e}\n"
    "@string{g = f # f # f # f}\n"
    "@string{h = g # g # g # g}\n"
    "@string{i = h # h # h # h}\n"
    "@string{j = i # i # i # i}\n"
    "@string{k = j # j # j # j}\n"
    "@string{l = k # k # k # k}\n"
    "@string{m = l # l # l # l}\n"
    "@book{x, title = {T}, note = m}",
    "source application/x-bibtex\n"
    "title T (meta)\n"
    "incomplete true (meta)\n"
    "+title T\n" },
  { "no title", "@article{x, author = {Holm, Ada}}", "failed no-text\n" },
};

static void
test_rows (void)
{
  check_rows (bibtex, G_N_ELEMENTS (bibtex));
}

/* Many faults take no longer than many entries. */
static void
test_many_faults (void)
{
  g_autoptr (GString) text = g_string_new ("@book{a, title = {T}}\n");
  g_autofree char *given = NULL;
  gint64 start_us = g_get_monotonic_time ();

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "@book{x, title = {{{\n");
  given = describe_import (text->str, (gssize)text->len, NULL);
  g_assert_true (g_str_has_prefix (given, "source application/x-bibtex\ntitle T (meta)\n"));
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 60 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/bibtex-importer/rows", test_rows);
  g_test_add_func ("/import/bibtex-importer/many-faults", test_many_faults);
  return g_test_run ();
}
