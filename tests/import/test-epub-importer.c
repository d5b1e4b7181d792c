/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "describe-source.h"
#include "sample-package.h"

#define CONTAINER                                                                            \
  "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile " \
  "full-path='OPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>"

#define METADATA                                                                       \
  "<metadata xmlns:dc='http://purl.org/dc/elements/1.1/' "                             \
  "xmlns:opf='http://www.idpf.org/2007/opf'>"                                          \
  "<dc:identifier>https://quay.example/dues</dc:identifier><dc:title>Dues</dc:title>"  \
  "<dc:creator id='a'>Ada Holm</dc:creator><dc:creator id='b' opf:role='trl'>Cay "     \
  "Lund</dc:creator>"                                                                  \
  "<dc:creator id='c'>Bo Ek</dc:creator><meta refines='#c' property='role'>aut</meta>" \
  "<dc:publisher>Quay "                                                                \
  "Press</dc:publisher><dc:date>2024-03-01</dc:date><dc:language>en</dc:language>"     \
  "<meta property='dcterms:modified'>2024-03-09T10:00:00Z</meta></metadata>"

#define PACKAGE(metadata)                                                                 \
  "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'>" metadata "<manifest>"    \
  "<item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>" \
  "<item id='one' href='text/one%20a.xhtml' media-type='application/xhtml+xml'/>"         \
  "<item id='two' href='text/two.xhtml' media-type='application/xhtml+xml'/>"             \
  "<item id='css' href='style.css' media-type='text/css'/></manifest><spine>"             \
  "<itemref idref='nav'/><itemref idref='two'/><itemref idref='one'/><itemref "           \
  "idref='gone'/></spine>"                                                                \
  "</package>"

#define PAGE(body)                                                                                 \
  "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html "                                    \
  "xmlns='http://www.w3.org/1999/xhtml' "                                                          \
  "xmlns:epub='http://www.idpf.org/2007/ops'><head><title/><script src='x.js'/></head><body>" body \
  "</body></html>"

#define NAVIGATION                                                                      \
  PAGE ("<nav epub:type='toc'><ol><li><a href='text/two.xhtml'>Two</a></li></ol></nav>" \
        "<nav epub:type='page-list'><ol><li><a href='text/two.xhtml#p7'>vii</a></li></ol></nav>")

static const char png[] = "\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\144\0\0\0\144";

#define FIRST                                                                                      \
  PAGE (                                                                                           \
    "<h1>Dues</h1><p>Before the page.</p><span epub:type='pagebreak' id='x' title='12'></span>"    \
    "<p>On page <a epub:type='noteref' href='#n'>1</a>twelve.</p><ul><li>One<ul><li>Two</li></ul>" \
    "</li></ul><blockquote><p>Quoted.</p></blockquote><table><tr><td>a</td><td/><td>b</td></tr>"   \
    "<tr><td colspan='2'>c</td><td>d</td></tr></table><aside epub:type='footnote' id='n'><p>1 "    \
    "Below.</p></aside><nav><p>Links</p></nav>")

#define SECOND                                                                                   \
  PAGE ("<h2>Two</h2><p id='p7'>On page seven.</p><p>As well, <ruby>x<rt>y</rt></ruby>.</p>"     \
        "<pre>if (a)\n    b;</pre><p>Goes <span epub:type='pagebreak' title='8'>8</span>on.</p>" \
        "<p>On page eight.</p>")

static GBytes *
pack (const char *package, const char *first, const char *encryption)
{
  const SamplePart parts[] = {
    { "mimetype", "application/epub+zip", 0 },
    { "META-INF/container.xml", CONTAINER, 0 },
    { "OPS/book.opf", package, 0 },
    { "OPS/nav.xhtml", NAVIGATION, 0 },
    { "OPS/text/one a.xhtml", first, 0 },
    { "OPS/text/two.xhtml", SECOND, 0 },
    { "OPS/images/a.png", png, sizeof (png) - 1 },
    { encryption != NULL ? "META-INF/encryption.xml" : NULL, encryption, 0 },
    { NULL, NULL, 0 },
  };

  return sample_package_new (parts);
}

static void
test_blocks (void)
{
  g_autoptr (GBytes) bytes = pack (PACKAGE (METADATA), FIRST, NULL);
  g_autoptr (BrvSource) source = import_bytes (bytes);
  g_autofree char *found = describe_blocks (source);

  g_assert_cmpstr (found, ==,
                   "heading2 Two\n"
                   "paragraph[vii] On page seven.\n"
                   "paragraph[vii] As well, x.\n"
                   "preformatted[vii] if (a)/    b;\n"
                   "paragraph[vii] Goes on.\n"
                   "paragraph[8] On page eight.\n"
                   "title[8] Dues\n"
                   "paragraph[8] Before the page.\n"
                   "paragraph[12] On page twelve.\n"
                   "list-item1[12] One\n"
                   "list-item2[12] Two\n"
                   "quote1[12] Quoted.\n"
                   "table[12] a||b/c||d\n"
                   "footnote[12] 1 Below.\n"
                   "-furniture[12] Links\n");
}

static void
test_metadata (void)
{
  g_autoptr (GBytes) bytes = pack (PACKAGE (METADATA), FIRST, NULL);
  g_autoptr (BrvSource) source = import_bytes (bytes);

  assert_field (source, BRV_SOURCE_FIELD_TITLE, "Dues", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_AUTHORS, "Ada Holm|Bo Ek", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_PUBLISHER, "Quay Press", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_DATE, "2024-03-01", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_MODIFIED, "2024-03-09", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_LANGUAGE, "en", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_URL, "https://quay.example/dues", BRV_EVIDENCE_META);
}

static void
test_no_metadata (void)
{
  g_autoptr (GBytes) bytes = pack (PACKAGE ("<metadata/>"), FIRST, NULL);
  g_autoptr (BrvSource) source = import_bytes (bytes);

  for (guint i = 0; i < BRV_N_SOURCE_FIELDS; i++)
    assert_field (source, (BrvSourceField)i, NULL, BRV_EVIDENCE_NONE);
}

#define ENCRYPTION(method)                                                                  \
  "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container' "                    \
  "xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData><enc:EncryptionMethod " \
  "Algorithm='" method "'/></enc:EncryptedData></encryption>"

/* Only fonts may be encrypted. */
static void
test_locked (void)
{
  g_autoptr (GBytes) fonts =
    pack (PACKAGE (METADATA), FIRST, ENCRYPTION ("http://www.idpf.org/2008/embedding"));
  g_autoptr (GBytes) locked =
    pack (PACKAGE (METADATA), FIRST, ENCRYPTION ("http://www.w3.org/2001/04/xmlenc#aes128-cbc"));
  g_autoptr (BrvSource) source = import_bytes (fonts);

  g_assert_nonnull (source);
  assert_import_fails (locked, BRV_IMPORT_ERROR_UNSUPPORTED);
}

static void
test_image (void)
{
  g_autoptr (GBytes) bytes =
    pack (PACKAGE (METADATA),
          PAGE ("<figure><img src='../images/a.png' alt='A crane'/><figcaption>The crane"
                "</figcaption></figure>"),
          NULL);
  g_autoptr (BrvSource) source = import_bytes (bytes);
  g_autofree char *found = describe_blocks (source);

  g_assert_nonnull (strstr (found, "The crane\n"));
}

static void
test_hostile (void)
{
  static const char *const packages[] = {
    "",
    "<a/>",
    "<package><manifest><item id='a' href='../../../etc/passwd'/></manifest><spine/></package>",
    "<package><manifest><item id='a' href='gone.xhtml'/></manifest><spine><itemref "
    "idref='a'/></spine>"
    "</package>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]><package>&b;</package>",
  };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BrvSource) source = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (packages); i++)
    {
      g_autoptr (GBytes) broken = pack (packages[i], FIRST, NULL);

      g_test_message ("%s", packages[i]);
      assert_import_fails (broken, BRV_IMPORT_ERROR_DAMAGED);
    }
  for (guint i = 0; i < 2000; i++)
    g_string_append (deep, "<blockquote><table><tr><td>");
  g_string_append (deep, "Deep.");
  bytes = pack (PACKAGE (METADATA), deep->str, NULL);
  source = import_bytes (bytes);
  g_assert_nonnull (strstr (brv_source_get_text (source), "Deep."));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/epub-importer/blocks", test_blocks);
  g_test_add_func ("/import/epub-importer/metadata", test_metadata);
  g_test_add_func ("/import/epub-importer/no-metadata", test_no_metadata);
  g_test_add_func ("/import/epub-importer/locked", test_locked);
  g_test_add_func ("/import/epub-importer/image", test_image);
  g_test_add_func ("/import/epub-importer/hostile", test_hostile);
  return g_test_run ();
}
