/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-detect.h"

typedef struct
{
  const char *bytes;
  gssize length;    /* -1: up to the NUL */
  const char *name; /* (nullable) */
  BrvFormat format;
} Row;

static const Row rows[] = {
  { "Just a line.\n", -1, "a.txt", BRV_FORMAT_TEXT },
  { "Just a line.\n", -1, "a.md", BRV_FORMAT_MARKDOWN },
  { "# Title\n\nWith a [link](https://example.org).\n", -1, "a.txt", BRV_FORMAT_MARKDOWN },
  { "# A lone number sign in notes\n\nand text\n", -1, "a.txt", BRV_FORMAT_TEXT },
  { "<!DOCTYPE html><html>", -1, "a.txt", BRV_FORMAT_HTML },
  { "\xef\xbb\xbf  <!-- saved -->\n<html lang=en>", -1, NULL, BRV_FORMAT_HTML },
  { "<?xml version='1.0'?>\n<!DOCTYPE html>\n<html>", -1, NULL, BRV_FORMAT_HTML },
  { "<p>A fragment</p>", -1, NULL, BRV_FORMAT_HTML },
  { "<p align=center>A badge</p>\n\n# Title", -1, "README.md", BRV_FORMAT_MARKDOWN },
  { "<html><body>", -1, "a.md", BRV_FORMAT_HTML },
  { "a < b and b > c\n", -1, NULL, BRV_FORMAT_TEXT },
  { "%PDF-1.7", -1, "a.txt", BRV_FORMAT_PDF },
  { "junk before\n%PDF-1.4", -1, NULL, BRV_FORMAT_PDF },
  { "{\\rtf1\\ansi", -1, "a.txt", BRV_FORMAT_RTF },
  { "PK\005\006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, NULL, BRV_FORMAT_ZIP },
  { "<?xml version='1.0'?><rss version='2.0'>", -1, NULL, BRV_FORMAT_RSS },
  { "<rss version='0.91'><channel>", -1, "page.html", BRV_FORMAT_RSS },
  { "<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
    "xmlns='http://purl.org/rss/1.0/'>",
    -1, NULL, BRV_FORMAT_RSS },
  { "<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom'>", -1, "a.txt",
    BRV_FORMAT_ATOM },
  { "<?xml version='1.0'?><a:feed xmlns:a='http://www.w3.org/2005/Atom'>", -1, NULL,
    BRV_FORMAT_ATOM },
  { "<?xml version='1.0'?><note/>", -1, NULL, BRV_FORMAT_XML },
  { "{\"a\": 1}", -1, NULL, BRV_FORMAT_JSON },
  { "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}", -1, NULL,
    BRV_FORMAT_JSON_FEED },
  { "[Note] he said: \"no\"\n", -1, NULL, BRV_FORMAT_TEXT },
  { "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/\r\nSubject: A\r\n"
    "Date: Mon, 4 Mar 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/related;\r\n\ttype=\"text/html\"\r\n\r\n",
    -1, "page.html", BRV_FORMAT_MHTML },
  { "From: \"Saved by a browser\" <>\nMIME-Version: 1.0\nContent-Type: multipart/related; x\n\n",
    -1, NULL, BRV_FORMAT_MHTML },
  { "Content-Type: text/html\nContent-Location: https://example.org\nMIME-Version: 1.0\n\n<html>",
    -1, NULL, BRV_FORMAT_MHTML },
  { "From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\nMessage-ID: <1@example.org>\n"
    "Content-Type: multipart/related; x\n\n",
    -1, "page.mht", BRV_FORMAT_MAIL },
  { "From: Ada <a@example.org>\nTo: b@example.org\nMIME-Version: 1.0\n"
    "Content-Type: multipart/related; x\n\n",
    -1, NULL, BRV_FORMAT_MAIL },
  { "From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><body>Hi", -1,
    "a.html", BRV_FORMAT_MAIL },
  { "Received: by mx\n\twith x; Mon\nFrom: a@example.org\n\nHi", -1, NULL, BRV_FORMAT_MAIL },
  { "Subject: Hi\nFrom: a@example.org\nTo: b@example.org\nDate: Mon, 4 Mar 2024 10:00:00 +0000\n\n"
    "Hi\n",
    -1, "a.txt", BRV_FORMAT_MAIL },
  { "From a@example.org Mon Mar  4 10:00:00 2024\nFrom: a@example.org\nSubject: x\n\nHi\n", -1,
    "a.eml", BRV_FORMAT_MBOX },
  { "From - Mon Mar 04 10:00:00 2024\r\nX-Mozilla-Status: 0001\r\nReceived: by mx\r\n\r\nHi", -1,
    NULL, BRV_FORMAT_MBOX },
  { "From the beginning the quay was too short.\nNote: nobody measured it.\n\nSo it goes.\n", -1,
    "a.mbox", BRV_FORMAT_TEXT },
  { "From ", -1, "a.mbox", BRV_FORMAT_TEXT },
  { "TY  - JOUR\r\nTI  - On Quays\r\nER  - \r\n", -1, "a.txt", BRV_FORMAT_RIS },
  { "Provider: A Library\nContent: text/plain\n\nTY  - JOUR\nAU  - Holm, Ada\nER  -\n", -1, NULL,
    BRV_FORMAT_RIS },
  { "TY  - is how a reference in RIS begins.\nAnd so on.\n", -1, "a.ris", BRV_FORMAT_TEXT },
  { "@article{holm2024,\n  title = {On Quays}\n}\n", -1, "a.txt", BRV_FORMAT_BIBTEX },
  { "% Encoding: UTF-8\n\n@String ( jq = \"Quays\" )\n", -1, NULL, BRV_FORMAT_BIBTEX },
  { "@comment{made by hand}\n@book{a:1,author=\"A\"}", -1, NULL, BRV_FORMAT_BIBTEX },
  { "Made by hand.\n\n@book{a1, author = \"A\"}", -1, "A.BIB", BRV_FORMAT_BIBTEX },
  { "How it works:\n\n@article{holm2024,\n  title = {On Quays}\n}\n", -1, "a.txt",
    BRV_FORMAT_TEXT },
  { "@article{ is how an entry begins, and = stands after a field.\n", -1, NULL, BRV_FORMAT_TEXT },
  { "@harbour: the quay (north), pier = closed\n", -1, NULL, BRV_FORMAT_TEXT },
  { "[{\"id\":\"a\",\"type\":\"article-journal\",\"issued\":{\"date-parts\":[[2024]]}}]", -1,
    "a.txt", BRV_FORMAT_CSL_JSON },
  { "{\"type\": \"book\", \"title\": \"A\", \"author\": [{\"family\": \"Holm\"}]}", -1, NULL,
    BRV_FORMAT_CSL_JSON },
  { "[{\"type\":\"article\",\"title\":\"A\",\"body\":\"B\"}]", -1, "a.json", BRV_FORMAT_JSON },
  { "[{\"id\":1,\"type\":\"user\",\"issued\":true}]", -1, NULL, BRV_FORMAT_JSON },
  { "To: all\nFrom: the harbour office\nDate: Monday\n\nThe quay is closed.\n", -1, NULL,
    BRV_FORMAT_TEXT },
  { "SQLite format 3\0....", 20, NULL, BRV_FORMAT_DATABASE },
  { "\0\0\0\0\0\0\0\0\0\0", 10, NULL, BRV_FORMAT_BINARY },
  { "", 0, "a.txt", BRV_FORMAT_TEXT },
};

static void
test_formats (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      gsize length = row->length < 0 ? strlen (row->bytes) : (gsize)row->length;

      g_test_message ("%s", row->bytes);
      g_assert_cmpint (brv_detect_format ((const guint8 *)row->bytes, length, row->name, NULL), ==,
                       row->format);
    }
}

/* A ZIP archive: its first member and a second one, both stored. */
typedef struct
{
  const char *name;
  const char *content;
  const char *second_name; /* (nullable) */
  gboolean streamed;       /* lengths stand after the members, so only the directory knows */
  gboolean with_directory;
  const char *file_name;
  BrvFormat format;
} Zip;

static const Zip zips[] = {
  { "mimetype", "application/epub+zip", "a", FALSE, TRUE, "a.zip", BRV_FORMAT_EPUB },
  { "mimetype", "application/epub+zip", NULL, FALSE, FALSE, "a.zip", BRV_FORMAT_EPUB },
  { "mimetype", "application/vnd.oasis.opendocument.text", "a", FALSE, TRUE, "a.docx",
    BRV_FORMAT_ODT },
  { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "a", FALSE, TRUE, "a.odt",
    BRV_FORMAT_ZIP },
  { "mimetype", "application/vnd.oasis.opendocument.textual", "a", FALSE, TRUE, "a.odt",
    BRV_FORMAT_ZIP },
  { "[Content_Types].xml", "<Types/>", "word/document.xml", FALSE, TRUE, "a.zip", BRV_FORMAT_DOCX },
  { "[Content_Types].xml", "<Types/>", "word/document.xml", TRUE, TRUE, "a.zip", BRV_FORMAT_DOCX },
  { "[Content_Types].xml", "<Types/>", "word/document.xml", FALSE, FALSE, "a.zip",
    BRV_FORMAT_DOCX },
  { "[Content_Types].xml", "<Types/>", "xl/workbook.xml", FALSE, TRUE, "a.docx", BRV_FORMAT_ZIP },
  { "META-INF/container.xml", "", "a", TRUE, TRUE, NULL, BRV_FORMAT_EPUB },
  { "a.txt", "see word/document.xml here", "b.txt", FALSE, TRUE, "a.docx", BRV_FORMAT_ZIP },
  { "my/word/document.xml", "", "b.txt", FALSE, TRUE, "a.docx", BRV_FORMAT_ZIP },
};

static void
append_number (GByteArray *out, guint32 number, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    g_byte_array_append (out, &(guint8){ (guint8)(number >> (8 * i)) }, 1);
}

static void
append_text (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *)text, (guint)strlen (text));
}

static void
append_member (GByteArray *out, const char *name, const char *content, gboolean streamed)
{
  guint32 length = streamed ? 0 : (guint32)strlen (content);

  append_text (out, "PK\003\004");
  append_number (out, 20, 2);
  append_number (out, streamed ? 8 : 0, 2);
  append_number (out, 0, 2);
  append_number (out, 0, 4);
  append_number (out, 0, 4);
  append_number (out, length, 4);
  append_number (out, length, 4);
  append_number (out, (guint32)strlen (name), 2);
  append_number (out, 0, 2);
  append_text (out, name);
  append_text (out, content);
}

static void
append_entry (GByteArray *out, const char *name)
{
  append_text (out, "PK\001\002");
  for (guint i = 0; i < 24; i++)
    append_number (out, 0, 1);
  append_number (out, (guint32)strlen (name), 2);
  for (guint i = 0; i < 16; i++)
    append_number (out, 0, 1);
  append_text (out, name);
}

static GByteArray *
make_zip (const Zip *zip)
{
  GByteArray *out = g_byte_array_new ();
  guint32 start = 0;

  append_member (out, zip->name, zip->content, zip->streamed);
  if (zip->second_name != NULL)
    append_member (out, zip->second_name, "x", zip->streamed);
  if (!zip->with_directory)
    return out;
  start = out->len;
  append_entry (out, zip->name);
  if (zip->second_name != NULL)
    append_entry (out, zip->second_name);
  append_text (out, "PK\005\006");
  append_number (out, 0, 4);
  append_number (out, 2, 2);
  append_number (out, 2, 2);
  append_number (out, out->len - start, 4);
  append_number (out, start, 4);
  append_number (out, 0, 2);
  return out;
}

static void
test_zips (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (zips); i++)
    {
      g_autoptr (GByteArray) bytes = make_zip (&zips[i]);

      g_test_message ("%s, %s", zips[i].name, zips[i].second_name);
      g_assert_cmpint (brv_detect_format (bytes->data, bytes->len, zips[i].file_name, NULL), ==,
                       zips[i].format);
      /* No cut of it is read past its end, which the sanitizers watch. */
      for (guint length = 4; length < bytes->len; length++)
        {
          g_autofree guint8 *copy = g_memdup2 (bytes->data, length);

          brv_detect_format (copy, length, zips[i].file_name, NULL);
        }
    }
}

static void
test_names (void)
{
  for (guint i = 0; i < BRV_N_FORMATS; i++)
    {
      BrvFormat format = BRV_N_FORMATS;

      g_assert_true (brv_format_parse (brv_format_get_media_type ((BrvFormat)i), &format));
      g_assert_cmpint (format, ==, i);
      g_assert_nonnull (brv_format_get_description ((BrvFormat)i));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/detect/formats", test_formats);
  g_test_add_func ("/import/detect/zips", test_zips);
  g_test_add_func ("/import/detect/names", test_names);
  return g_test_run ();
}
