/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One small file of each format that is imported: for tests of what holds for all of them. */

#pragma once

#include "import/brv-detect.h"
#include "sample-package.h"

typedef struct
{
  BrvFormat format;
  const char *name; /* of a file */
  const char *text; /* of a package, its main part */
  const char *part; /* (nullable): of a package, the name of the main part */
} Sample;

#define SAMPLE_PROSE "The quay was measured twice, and both times it was too short for the ship."

static const Sample samples[] = {
  { BRV_FORMAT_TEXT, "a.txt",
    "On Quays\n\nBy Ada Holm\n12 March 2024\n\n" SAMPLE_PROSE "\n\n- one\n- two\n\nCaption: a "
    "quay. Photo: B. Ek\n\nRead more: https://example.org/?utm_source=x\n",
    NULL },
  { BRV_FORMAT_MARKDOWN, "a.md",
    "---\ntitle: On Quays\nauthor: Ada Holm\n---\n# On Quays\n\n" SAMPLE_PROSE
    "\n\n> a *quote*\n\n- one\n  1. "
    "two\n\n|a|b|\n|-|-|\n|c|d|\n\n```\ncode\n```\n\n![quay](q.png)\n",
    NULL },
  { BRV_FORMAT_HTML, "a.html",
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>On Quays | The Harbour</title>"
    "<meta name=author content='Ada Holm'><link rel=canonical href='https://example.org/quays'>"
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"On Quays\","
    "\"datePublished\":\"2024-03-12T10:00Z\",\"author\":[{\"name\":\"Ada Holm\"}]}</script></head>"
    "<body><nav><ul><li><a href=/a>Home</a></ul></nav><article><h1>On Quays</h1><p class=byline>By "
    "Ada Holm<p>" SAMPLE_PROSE "<figure><img alt=quay src='data:image/gif;base64,R0lGODlhAQABAPAAAP"
    "///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=='><figcaption>A quay</figcaption></figure>"
    "<blockquote>q</blockquote><ul><li>one</ul><pre> a\n b</pre><table><tr><th>a<td>b</table>"
    "</article><footer>Share</footer></body></html>",
    NULL },
  { BRV_FORMAT_MHTML, "a.mhtml",
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/quays\r\nSubject: On "
    "Quays\r\nDate: Tue, 12 Mar 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: "
    "multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: "
    "text/html\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/quays\r\n"
    "\r\n<!doctype html><title>On Quays</title><article><h1>On Quays</h1><p>" SAMPLE_PROSE
    "<p>Caf=C3=A9<img src=3D\"https://example.org/q.gif\"></article>\r\n--b\r\nContent-Type: "
    "image/gif\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://example.org/q.gif"
    "\r\n\r\nR0lGODlhAQABAPAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==\r\n--b--\r\n",
    NULL },
  { BRV_FORMAT_MAIL, "a.eml",
    "Received: by mx.example.org; Tue, 12 Mar 2024 10:00:00 +0000\r\nFrom: "
    "=?utf-8?q?Ada_H=C3=B6lm?="
    " <a@example.org>\r\nTo: b@example.org\r\nSubject: On Quays\r\nDate: Tue, 12 Mar 2024 10:00:00 "
    "+0000\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
    "boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n"
    "Content-Type: text/plain\r\n\r\n" SAMPLE_PROSE "\r\n> quoted\r\n--c\r\nContent-Type: "
    "text/html\r\n\r\n<p>" SAMPLE_PROSE "<blockquote>quoted</blockquote>\r\n--c--\r\n--b\r\n"
    "Content-Type: text/csv; name=q.csv\r\nContent-Disposition: attachment; filename=q.csv\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nYSxiCg==\r\n--b--\r\n",
    NULL },
  { BRV_FORMAT_MBOX, "a.mbox",
    "From a@example.org Tue Mar 12 10:00:00 2024\nFrom: a@example.org\nSubject: One\nMessage-ID: "
    "<1@example.org>\n\n" SAMPLE_PROSE
    "\n>From here\n\nFrom b@example.org Tue Mar 12 11:00:00 2024\n"
    "From: b@example.org\nSubject: Two\nMessage-ID: <2@example.org>\n\nAnother.\n",
    NULL },
  { BRV_FORMAT_RSS, "a.rss",
    "<?xml version='1.0'?><rss version='2.0' "
    "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>The Harbour</title><link>"
    "https://example.org</link><item><title>On Quays</title><link>https://example.org/quays</link>"
    "<dc:creator>Ada Holm</dc:creator><pubDate>Tue, 12 Mar 2024 10:00:00 GMT</pubDate><description>"
    "Short.</description><content:encoded><![CDATA[<p>" SAMPLE_PROSE
    "</p>]]></content:encoded></item>"
    "<item><title>Two</title><description>&lt;p&gt;" SAMPLE_PROSE "&lt;/p&gt;</description></item>"
    "</channel></rss>",
    NULL },
  { BRV_FORMAT_ATOM, "a.atom",
    "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>The "
    "Harbour</title><entry>"
    "<id>urn:1</id><title type='html'>On &amp;amp; Quays</title><link "
    "href='https://example.org/q'/>"
    "<author><name>Ada Holm</name></author><published>2024-03-12T10:00:00Z</published><content "
    "type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>" SAMPLE_PROSE "</p></div></content>"
    "</entry></feed>",
    NULL },
  { BRV_FORMAT_JSON_FEED, "a.json",
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The "
    "Harbour\",\"items\":[{\"id\":"
    "\"1\",\"url\":\"https://example.org/q\",\"title\":\"On "
    "Quays\",\"content_html\":\"<p>" SAMPLE_PROSE
    "</p>\",\"date_published\":\"2024-03-12T10:00:00Z\",\"authors\":[{\"name\":\"Ada Holm\"}]}]}",
    NULL },
  { BRV_FORMAT_RIS, "a.ris",
    "TY  - JOUR\r\nAU  - Holm, Ada\r\nTI  - On Quays\r\nJO  - Harbours\r\nPY  - 2024/03/12\r\nAB  "
    "- " SAMPLE_PROSE
    "\r\nUR  - https://example.org\r\nER  - \r\nTY  - BOOK\r\nTI  - Two\r\nER  - \r\n",
    NULL },
  { BRV_FORMAT_BIBTEX, "a.bib",
    "@string{h = \"Harbours\"}\n@article{holm2024,\n  author = {Holm, Ada and Ek, {\\'E}mile},\n  "
    "title "
    "= {On {Quays} \\& \"Piers\"},\n  journal = h # { Today},\n  year = 2024, month = mar,\n  "
    "abstract "
    "= \"" SAMPLE_PROSE "\"\n}\n@book(two, title = {Two})\n",
    NULL },
  { BRV_FORMAT_CSL_JSON, "a.json",
    "[{\"id\":\"holm\",\"type\":\"article-journal\",\"title\":\"On Quays\",\"author\":[{\"family\":"
    "\"Holm\",\"given\":\"Ada\"}],\"issued\":{\"date-parts\":[[2024,3,12]]},\"abstract\":"
    "\"" SAMPLE_PROSE "\"}]",
    NULL },
  { BRV_FORMAT_RTF, "a.rtf",
    "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\stylesheet{\\s1 heading "
    "1;}}"
    "{\\info{\\title On Quays}{\\author Ada Holm}}\\pard\\s1\\b On "
    "Quays\\b0\\par\\pard " SAMPLE_PROSE
    " caf\\'e9 \\u8211? end\\par\\trowd\\cellx100 a\\cell b\\cell\\row}",
    NULL },
  { BRV_FORMAT_DOCX, "a.docx",
    "<?xml version='1.0'?><w:document xmlns:w="
    "'http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:pPr><w:pStyle "
    "w:val='Title'/></w:pPr><w:r><w:t>On Quays</w:t></w:r></w:p><w:p><w:r><w:t "
    "xml:space='preserve'>" SAMPLE_PROSE
    " </w:t></w:r><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out"
    "</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl></w:body></w:document>",
    "word/document.xml" },
  { BRV_FORMAT_ODT, "a.odt",
    "<?xml version='1.0'?><office:document-content xmlns:office="
    "'urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text="
    "'urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table="
    "'urn:oasis:names:tc:opendocument:xmlns:table:1.0'><office:body><office:text><text:h "
    "text:outline-level='1'>On Quays</text:h><text:p>" SAMPLE_PROSE "<text:s text:c='3'/>x</text:p>"
    "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list></office:text>"
    "</office:body></office:document-content>",
    "content.xml" },
  { BRV_FORMAT_EPUB, "a.epub",
    "<?xml version='1.0'?><html "
    "xmlns='http://www.w3.org/1999/xhtml'><head><title>One</title></head>"
    "<body><h1>On Quays</h1><p>" SAMPLE_PROSE "</p></body></html>",
    "one.xhtml" },
  { BRV_FORMAT_PDF, "a.pdf",
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
    "1>>"
    "endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 "
    "R/Resources<</Font<<"
    "/F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>>>endobj\n4 0 obj<</Length "
    "107>>stream\n"
    "BT /F 12 Tf 20 400 Td (" SAMPLE_PROSE
    ") Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    NULL },
};

static inline const char *
sample_mimetype (BrvFormat format)
{
  return format == BRV_FORMAT_ODT    ? "application/vnd.oasis.opendocument.text"
         : format == BRV_FORMAT_EPUB ? "application/epub+zip"
                                     : NULL;
}

/* Packs a main part with what else a file of the format needs. */
static inline GBytes *
sample_pack (BrvFormat format, const char *part, const char *text, gsize length)
{
  const char *mimetype = sample_mimetype (format);
  SamplePart parts[5] = { { NULL, NULL, 0 } };
  guint n = 0;

  if (mimetype != NULL)
    parts[n++] = (SamplePart){ "mimetype", mimetype, 0 };
  if (format == BRV_FORMAT_EPUB)
    {
      parts[n++] = (SamplePart){
        "META-INF/container.xml",
        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
        "<rootfile full-path='p.opf'/></rootfiles></container>",
        0
      };
      parts[n++] = (SamplePart){
        "p.opf",
        "<package xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc="
        "'http://purl.org/dc/elements/1.1/'><dc:title>On "
        "Quays</dc:title></metadata><manifest><item "
        "id='a' href='one.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref "
        "idref='a'/></spine></package>",
        0
      };
    }
  parts[n++] = (SamplePart){ part, text, length };
  return sample_package_new (parts);
}

static inline GBytes *
sample_dup_bytes (const Sample *sample)
{
  gsize length = strlen (sample->text);

  return sample->part != NULL ? sample_pack (sample->format, sample->part, sample->text, length)
                              : g_bytes_new_static (sample->text, length);
}
