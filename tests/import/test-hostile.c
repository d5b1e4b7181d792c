/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Files made to do harm, through the worker: each gives its text or a clear error that names it,
 * and the program itself stays small. Then what the cage must not break: every format, old
 * encodings, and PDF files that need poppler's tables. Limits and cage are only whole in builds
 * without sanitizers.
 */

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "import/brv-import.h"
#include "import/brv-instrumented.h"
#include "import/brv-page-session.h"
#include "samples.h"

/* Sanitizers and coverage make everything many times slower; their build looks for faults, not at limits. */
#define SIZE(n) ((gsize)(BRV_INSTRUMENTED ? (n) / 20 : (n)))

/* The promise: what the program itself may take, whatever is imported. */
#define MAX_PARENT_KB (300 * 1024)

static char *
repeat (const char *before, const char *piece, guint n, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static GBytes *
take (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
make_nested_html (void)
{
  return take (repeat ("<!doctype html><body>", "<div>", 100000, "deep words</body>"));
}

static GBytes *
make_nested_lists (void)
{
  return take (repeat ("", "- ", 100000, "deep words\n"));
}

static GBytes *
make_nested_quotes (void)
{
  return take (repeat ("# A\n\n**b**\n\n", ">", 100000, " deep words\n"));
}

static GBytes *
make_nested_json (void)
{
  return take (repeat ("<!doctype html><script type='application/ld+json'>", "[", 100000,
                       "</script><p>Some words.</p>"));
}

static GBytes *
make_nested_feed (void)
{
  return take (repeat ("<?xml version='1.0'?><rss version='2.0'><channel><item><title>", "<a>",
                       100000, "deep words"));
}

static GBytes *
make_nested_mail (void)
{
  GString *text = g_string_new ("From: a@example.org\r\nMessage-ID: <1@example.org>\r\n");

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (
      text,
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b%u\r\n\r\n"
      "--b%u\r\n",
      i, i);
  g_string_append (text, "Content-Type: text/plain\r\n\r\ndeep words\r\n");
  return take (g_string_free (text, FALSE));
}

static GBytes *
make_nested_rtf (void)
{
  return take (repeat ("{\\rtf1 ", "{\\b ", 100000, "deep words"));
}

static GBytes *
make_nested_docx (void)
{
  g_autofree char *body =
    repeat ("<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
            "<w:body>",
            "<w:tbl><w:tr><w:tc>", 100000, "deep words");

  return sample_pack (BRV_FORMAT_DOCX, "word/document.xml", body, strlen (body));
}

static GBytes *
make_entities (void)
{
  GString *text = g_string_new ("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY e0 'words '>");

  for (guint i = 1; i < 12; i++)
    {
      g_string_append_printf (text, "<!ENTITY e%u '", i);
      for (guint k = 0; k < 10; k++)
        g_string_append_printf (text, "&e%u;", i - 1);
      g_string_append (text, "'>");
    }
  g_string_append (text, "]><rss version='2.0'><channel><item><title>&e11;</title><description>"
                         "Some words.</description></item></channel></rss>");
  return take (g_string_free (text, FALSE));
}

static GBytes *
make_external_entity (void)
{
  return take (
    g_strdup ("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
              "<rss version='2.0'><channel><item><title>&e;</title><description>Some "
              "words.</description></item></channel></rss>"));
}

/* A part of 400 megabytes of one letter. */
static GBytes *
make_bomb (BrvFormat format, const char *part)
{
  const gsize length = (gsize)400 * 1000 * 1000;
  g_autofree char *zeros = g_malloc (length);

  memset (zeros, ' ', length);
  return sample_pack (format, part, zeros, length);
}

static GBytes *
make_docx_bomb (void)
{
  return make_bomb (BRV_FORMAT_DOCX, "word/document.xml");
}

static GBytes *
make_odt_bomb (void)
{
  return make_bomb (BRV_FORMAT_ODT, "content.xml");
}

static GBytes *
make_epub_bomb (void)
{
  return make_bomb (BRV_FORMAT_EPUB, "one.xhtml");
}

static GBytes *
make_nested_epub (void)
{
  g_autofree char *chapter =
    repeat ("<html xmlns='http://www.w3.org/1999/xhtml'><body>", "<div>", 100000, "deep words");

  return sample_pack (BRV_FORMAT_EPUB, "one.xhtml", chapter, strlen (chapter));
}

static GBytes *
make_nested_odt (void)
{
  g_autofree char *content =
    repeat ("<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:"
            "1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body>"
            "<office:text>",
            "<text:section><text:p>", 50000, "deep words");

  return sample_pack (BRV_FORMAT_ODT, "content.xml", content, strlen (content));
}

/* As many elements side by side as there were in one another. */
static GBytes *
make_wide_epub (void)
{
  g_autofree char *chapter =
    repeat ("<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Some words.</p>",
            "<p><i>a</i></p>", (guint)SIZE (50000), "</body></html>");

  return sample_pack (BRV_FORMAT_EPUB, "one.xhtml", chapter, strlen (chapter));
}

static GBytes *
make_wide_odt (void)
{
  g_autofree char *content =
    repeat ("<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:"
            "1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body>"
            "<office:text><text:p>Some words.</text:p>",
            "<text:p><text:span>a</text:span></text:p>", (guint)SIZE (50000),
            "</office:text></office:body></office:document-content>");

  return sample_pack (BRV_FORMAT_ODT, "content.xml", content, strlen (content));
}

static GBytes *
deflate (GBytes *bytes)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GOutputStream) stream =
    g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (stream, g_bytes_get_data (bytes, NULL),
                                            g_bytes_get_size (bytes), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* A page of 300 megabytes, packed and packed again: a few kilobytes. */
static GBytes *
make_pdf_bomb (void)
{
  const gsize length = (gsize)SIZE (300 * 1000 * 1000);
  char *blanks = g_malloc (length);
  g_autoptr (GBytes) page = NULL;
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) twice = NULL;
  GString *file = g_string_new (
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
    "1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Contents 4 0 R/Resources"
    "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>>>endobj\n");

  memset (blanks, ' ', length);
  page = g_bytes_new_take (blanks, length);
  once = deflate (page);
  twice = deflate (once);
  g_string_append_printf (
    file, "4 0 obj<</Length %" G_GSIZE_FORMAT "/Filter[/FlateDecode/FlateDecode]>>stream\n",
    g_bytes_get_size (twice));
  g_string_append_len (file, g_bytes_get_data (twice, NULL), (gssize)g_bytes_get_size (twice));
  g_string_append (file, "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
  return g_string_free_to_bytes (file);
}

/* A picture that says it is 100,000 points wide and as high, and has none of them. */
static const guint8 huge_picture[] =
  "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\x86\xa0\0\x01\x86\xa0\x08\x06\0\0\0\0\0\0\0"
  "\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82";
#define HUGE_PICTURE_BYTES (sizeof huge_picture - 1)

static GBytes *
make_huge_html (void)
{
  g_autofree char *picture = g_base64_encode (huge_picture, HUGE_PICTURE_BYTES);

  return take (g_strconcat ("<!doctype html><title>Quays</title><article><p>Some words.</p><img "
                            "width=100000 height=100000 src='data:image/png;base64,",
                            picture, "'></article>", NULL));
}

static GBytes *
make_huge_mhtml (void)
{
  g_autofree char *picture = g_base64_encode (huge_picture, HUGE_PICTURE_BYTES);

  return take (g_strconcat (
    "From: <Saved>\r\nSnapshot-Content-Location: https://example.org/q\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\n"
    "Content-Type: text/html\r\nContent-Location: https://example.org/q\r\n\r\n<!doctype html>"
    "<title>Quays</title><article><p>Some words.</p><img src='q.png'></article>\r\n--b\r\n"
    "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: "
    "https://example.org/q.png\r\n\r\n",
    picture, "\r\n--b--\r\n", NULL));
}

static GBytes *
make_huge_docx (void)
{
  const SamplePart parts[] = {
    { "word/document.xml",
      "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
      "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' xmlns:r="
      "'http://schemas.openxmlformats.org/officeDocument/2006/relationships'><w:body><w:p><w:r>"
      "<w:t>Some words.</w:t></w:r></w:p><w:p><w:r><w:drawing><a:blip r:embed='r1'/></w:drawing>"
      "</w:r></w:p></w:body></w:document>",
      0 },
    { "word/_rels/document.xml.rels",
      "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
      "<Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
      "relationships/image' Target='media/q.png'/></Relationships>",
      0 },
    { "word/media/q.png", (const char *)huge_picture, HUGE_PICTURE_BYTES },
    { NULL, NULL, 0 },
  };

  return sample_package_new (parts);
}

static GBytes *
make_many_parts (void)
{
  return take (repeat ("From: a@example.org\r\nSubject: Quays\r\nMessage-ID: <1@example.org>\r\n"
                       "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                       "--b\r\nContent-Type: text/plain\r\n\r\nSome words.\r\n",
                       "--b\r\nContent-Type: text/csv; name=q.csv\r\nContent-Disposition: "
                       "attachment; filename=q.csv\r\n\r\na,b\r\n",
                       20000, "--b--\r\n"));
}

static GBytes *
make_long_line (void)
{
  const gsize length = (gsize)30 * 1000 * 1000;
  char *text = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    text[i] = "words of no end, "[i % 17];
  text[length] = '\0';
  return take (text);
}

static GBytes *
make_many_mails (void)
{
  return take (
    repeat ("", "From a@example.org Tue Mar 12 10:00:00 2024\nFrom: a@example.org\n\nA word.\n\n",
            30000, ""));
}

/* Far more than one looks for in a feed, but no more work for each of them. */
static GBytes *
make_many_entries (void)
{
  return take (repeat ("<?xml version='1.0'?><rss version='2.0'><channel><title>Quays</title>",
                       "<item><title>A quay</title><link>https://a.example/</link><description>A "
                       "word.</description></item>",
                       SIZE (40000), "</channel></rss>"));
}

/* Every attribute is looked for among those before it. */
static GBytes *
make_attributes (void)
{
  GString *text = g_string_new ("<!doctype html><title>Quays</title><p>Some words.<div");

  for (guint i = 0; i < SIZE (100000); i++)
    g_string_append_printf (text, " a%u=b", i);
  g_string_append (text, ">Other words.</div>");
  return take (g_string_free (text, FALSE));
}

static GBytes *
make_xml_attributes (void)
{
  g_autoptr (GString) text = g_string_new ("<w:document xmlns:w='http://schemas.openxmlformats.org/"
                                           "wordprocessingml/2006/main'><w:body><w:p");

  for (guint i = 0; i < SIZE (100000); i++)
    g_string_append_printf (text, " a%u='b'", i);
  g_string_append (text, "><w:r><w:t>Some words.</w:t></w:r></w:p></w:body></w:document>");
  return sample_pack (BRV_FORMAT_DOCX, "word/document.xml", text->str, text->len);
}

/* The entities of a feed, in a part of a package. */
static GBytes *
make_packed_entities (void)
{
  static const char body[] =
    "]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
    "<w:p><w:r><w:t>Some words. &e11;</w:t></w:r></w:p></w:body></w:document>";
  g_autoptr (GBytes) feed = make_entities ();
  const char *text = g_bytes_get_data (feed, NULL);
  g_autoptr (GString) part = g_string_new_len (text, strstr (text, "]>") - text);

  g_string_append (part, body);
  return sample_pack (BRV_FORMAT_DOCX, "word/document.xml", part->str, part->len);
}

#define PROSE "The quay was measured twice. Nobody asked the pilots. "

/* Text as it is written. */
static GBytes *
make_prose (const char *words, gsize length)
{
  gsize n = strlen (words);
  char *text = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    text[i] = words[i % n];
  text[length] = '\0';
  return take (text);
}

/* A little less than a file may have, and then than a text may. */
static GBytes *
make_much_text (void)
{
  return make_prose (PROSE "\n\n", SIZE (63 * 1000 * 1000));
}

static GBytes *
make_enough_text (void)
{
  return make_prose (PROSE, SIZE (30 * 1000 * 1000));
}

/* As many paragraphs as a source may have, and a few less. */
static GBytes *
make_blocks (void)
{
  return make_prose (PROSE "\n\n", SIZE (99000) * strlen (PROSE "\n\n"));
}

/* An attack and how it may end. */
typedef struct
{
  const char *name;
  GBytes *(*make) (void);
  const char *must_have;     /* (nullable): words that the text has, if there is a text */
  const char *must_not_have; /* (nullable) */
  const char *must_say;      /* (nullable): words of the message; then it must not be read */
  gboolean must_be_read;     /* it takes no longer than its size asks for */
} Attack;

static const Attack attacks[] = {
  { "nested.html", make_nested_html, "deep words", NULL, NULL, FALSE },
  { "nested.txt", make_nested_lists, "deep words", NULL, NULL, TRUE },
  { "nested.md", make_nested_quotes, "deep words", NULL, NULL, FALSE },
  { "json.html", make_nested_json, "Some words.", NULL, NULL, FALSE },
  { "nested.rss", make_nested_feed, NULL, NULL, NULL, FALSE },
  { "nested.eml", make_nested_mail, NULL, NULL, NULL, FALSE },
  { "nested.rtf", make_nested_rtf, NULL, NULL, NULL, FALSE },
  { "nested.docx", make_nested_docx, NULL, NULL, NULL, FALSE },
  { "entities.rss", make_entities, NULL, "words words words words words", NULL, FALSE },
  { "passwords.rss", make_external_entity, NULL, "root:", NULL, FALSE },
  { "attributes.html", make_attributes, "Some words.", NULL, NULL, FALSE },
  { "attributes.docx", make_xml_attributes, NULL, NULL, NULL, FALSE },
  { "entities.docx", make_packed_entities, NULL, "words words words words words", NULL, FALSE },
  { "much.txt", make_much_text, NULL, NULL, "more text than", FALSE },
  { "enough.txt", make_enough_text, "The quay was measured twice.", NULL, NULL, TRUE },
  { "blocks.txt", make_blocks, "The quay was measured twice.", NULL, NULL, TRUE },
  { "bomb.docx", make_docx_bomb, NULL, NULL, "unpacks to more", FALSE },
  { "bomb.odt", make_odt_bomb, NULL, NULL, "unpacks to more", FALSE },
  { "bomb.epub", make_epub_bomb, NULL, NULL, "unpacks to more", FALSE },
  { "bomb.pdf", make_pdf_bomb, NULL, NULL, NULL, FALSE },
  { "nested.epub", make_nested_epub, NULL, NULL, NULL, FALSE },
  { "nested.odt", make_nested_odt, NULL, NULL, NULL, FALSE },
  { "wide.epub", make_wide_epub, "Some words.", NULL, NULL, FALSE },
  { "wide.odt", make_wide_odt, "Some words.", NULL, NULL, FALSE },
  { "huge.html", make_huge_html, "Some words.", NULL, NULL, FALSE },
  { "huge.mhtml", make_huge_mhtml, "Some words.", NULL, NULL, FALSE },
  { "huge.docx", make_huge_docx, "Some words.", NULL, NULL, FALSE },
  { "parts.eml", make_many_parts, "Some words.", NULL, NULL, TRUE },
  { "long.txt", make_long_line, "words of no end", NULL, NULL, TRUE },
  { "many.mbox", make_many_mails, "A word.", NULL, NULL, TRUE },
  { "many.rss", make_many_entries, "A word.", NULL, NULL, TRUE },
};

/* The peak of this process, not of what made the input. */
static void
reset_peak (void)
{
  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

static long
read_peak_kb (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  return line != NULL ? strtol (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

static void
check_attack (const Attack *attack, BrvWorkerClient *workers, const char *path)
{
  const BrvImportInput input = { .path = path };
  g_autoptr (GError) error = NULL;
  gint64 before = g_get_monotonic_time ();
  g_autoptr (BrvImportResult) result = brv_import (workers, &input, NULL, &error);
  const char *text =
    result != NULL ? brv_source_get_text (brv_import_result_get_source (result, 0)) : NULL;

  g_test_message ("%s: %.1f s, %ld MB here, %s", attack->name,
                  (double)(g_get_monotonic_time () - before) / G_USEC_PER_SEC,
                  read_peak_kb () / 1024, error != NULL ? error->message : "read");
  g_assert_true ((result == NULL) == (error != NULL));
  g_assert_true (attack->must_say == NULL || error != NULL || BRV_INSTRUMENTED);
  g_assert_true (!attack->must_be_read || error == NULL || BRV_INSTRUMENTED);
  if (error != NULL)
    {
      /* A busy machine, or sanitizers, may take so long that the clock ends it first. */
      if (attack->must_say != NULL && error->code != BRV_IMPORT_ERROR_TIMEOUT)
        g_assert_nonnull (strstr (error->message, attack->must_say));
      g_assert_true (error->domain == BRV_IMPORT_ERROR);
      g_assert_nonnull (strstr (error->message, attack->name));
      return;
    }
  if (attack->must_have != NULL)
    g_assert_nonnull (strstr (text, attack->must_have));
  if (attack->must_not_have != NULL)
    g_assert_null (strstr (text, attack->must_not_have));
}

static void
test_attacks (void)
{
  g_autofree char *folder = g_dir_make_tmp ("brevier-hostile-XXXXXX", NULL);
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *path = g_build_filename (folder, attacks[i].name, NULL);
      GBytes *bytes = attacks[i].make ();

      g_assert_true (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                               (gssize)g_bytes_get_size (bytes),
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      g_bytes_unref (bytes);
      reset_peak ();
      check_attack (&attacks[i], workers, path);
      if (!BRV_INSTRUMENTED)
        g_assert_cmpint (read_peak_kb (), <, MAX_PARENT_KB);
      g_unlink (path);
    }
  g_rmdir (folder);
}

/* A gigabyte of text, and a little less than what is read at most. */
static void
test_large_text (void)
{
  static const struct
  {
    const char *name;
    gint64 length;
  } rows[] = { { "gigabyte.txt", 1000 * 1000 * 1000 }, { "zeros.txt", 63 * 1000 * 1000 } };
  g_autofree char *folder = g_dir_make_tmp ("brevier-hostile-XXXXXX", NULL);
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_build_filename (folder, rows[i].name, NULL);
      const BrvImportInput input = { .path = path };
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, "words ", -1, NULL));
      g_assert_cmpint (truncate (path, rows[i].length), ==, 0);
      g_assert_null (brv_import (workers, &input, NULL, &error));
      g_assert_nonnull (strstr (error->message, rows[i].name));
      g_unlink (path);
    }
  g_rmdir (folder);
}

/* The first source's text, or NULL where this program has no importer of the format. */
static char *
extract (BrvWorkerClient *workers, const char *name, GBytes *bytes)
{
  const BrvImportHints hints = { .name = name };
  const BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImportResult) result =
    brv_worker_client_extract (workers, bytes, &hints, "origin", &limits, NULL, &error);

  if (g_error_matches (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED))
    {
      g_test_message ("%s is not read", name);
      return NULL;
    }
  g_assert_no_error (error);
  return g_strdup (brv_source_get_text (brv_import_result_get_source (result, 0)));
}

/* A file of each kind, cut anywhere, gives what is left of it or a message that names it. */
static void
test_truncated (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GBytes) bytes = sample_dup_bytes (&samples[i]);
      gsize length = g_bytes_get_size (bytes);

      for (guint eighths = 1; eighths < 8; eighths++)
        {
          g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, length * eighths / 8);
          const BrvImportInput input = { .bytes = cut, .name = samples[i].name };
          g_autoptr (GError) error = NULL;
          g_autoptr (BrvImportResult) result = brv_import (workers, &input, NULL, &error);

          g_test_message ("%s, %u of 8: %s", samples[i].name, eighths,
                          error != NULL ? error->message : "read");
          if (result != NULL)
            continue;
          g_assert_true (error->domain == BRV_IMPORT_ERROR);
          g_assert_cmpint (error->code, !=, BRV_IMPORT_ERROR_CRASHED);
          g_assert_cmpint (error->code, !=, BRV_IMPORT_ERROR_TIMEOUT);
          g_assert_nonnull (strstr (error->message, samples[i].name));
        }
    }
}

static GBytes *
make_different_mails (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < BRV_IMPORT_MAX_SOURCES + 10; i++)
    g_string_append_printf (text,
                            "From a@example.org Tue Mar 12 10:00:00 2024\nFrom: a@example.org\n"
                            "Subject: %u\nMessage-ID: <%u@example.org>\n\nA word, %u times.\n\n",
                            i, i, i);
  return take (g_string_free (text, FALSE));
}

/* What is left out of a file that holds too much is not left out in silence. */
static void
test_too_many (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GBytes) many = make_different_mails ();
  const BrvImportInput input = { .bytes = many, .name = "many.mbox" };
  g_autoptr (BrvImportResult) result = brv_import (workers, &input, NULL, NULL);

  g_assert_nonnull (result);
  g_assert_cmpuint (brv_import_result_get_n_sources (result), >, 1000);
  g_assert_cmpuint (brv_import_result_get_n_sources (result), <=, BRV_IMPORT_MAX_SOURCES);
  g_assert_true (brv_import_result_is_cut (result));
}

/* Every importer does its work in the cage. */
static void
test_formats (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GBytes) bytes = sample_dup_bytes (&samples[i]);
      g_autofree char *text = NULL;

      g_test_message ("%s", samples[i].name);
      text = extract (workers, samples[i].name, bytes);
      if (text != NULL)
        g_assert_nonnull (strstr (text, SAMPLE_PROSE));
    }
}

/* Words in an old encoding; whole alphabets, so that every table is needed. */
static const struct
{
  const char *charset;
  const char *text;
} encodings[] = {
  { "Shift_JIS", "港の岸壁は短すぎた。カタカナ、ひらがな、漢字を含む文章である。" },
  { "EUC-JP", "港の岸壁は短すぎた。カタカナ、ひらがな、漢字を含む文章である。" },
  { "GB18030", "码头太短了，船停不下。这是一个包含汉字的句子。" },
  { "GBK", "码头太短了，船停不下。这是一个包含汉字的句子。" },
  { "EUC-KR", "부두가 너무 짧았다. 이것은 한글로 된 문장이다." },
  { "Big5", "碼頭太短了，船停不下。這是一個包含漢字的句子。" },
  { "KOI8-R", "Причал был слишком коротким. Съешь ещё этих мягких французских булок." },
  { "windows-1251", "Причал был слишком коротким. Съешь ещё этих мягких французских булок." },
  { "windows-1250", "Nábřeží bylo příliš krátké. Příliš žluťoučký kůň úpěl ďábelské ódy." },
  { "ISO-8859-7", "Η αποβάθρα ήταν πολύ κοντή για το πλοίο." },
  { "windows-1255", "הרציף היה קצר מדי בשביל האונייה." },
  { "windows-1256", "كان الرصيف قصيرا جدا على السفينة" },
  { "TIS-620", "ท่าเรือสั้นเกินไปสำหรับเรือ" },
};

static void
test_encodings (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *page =
        g_strdup_printf ("<!doctype html><html><head><meta charset=\"%s\"><title>x</title></head>"
                         "<body><article><p>%s</p></article></body></html>",
                         encodings[i].charset, encodings[i].text);
      gsize length = 0;
      char *encoded = g_convert (page, -1, encodings[i].charset, "UTF-8", NULL, &length, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", encodings[i].charset);
      g_assert_nonnull (encoded);
      bytes = g_bytes_new_take (encoded, length);
      text = extract (workers, "page.html", bytes);
      g_assert_nonnull (strstr (text, encodings[i].text));
    }
}

/* PDF files whose text is in a CJK encoding and whose font is not in them. */
static const struct
{
  const char *encoding;
  const char *charset;
  const char *ordering;
  const char *text;
} documents[] = {
  { "90ms-RKSJ-H", "Shift_JIS", "Japan1", "港の岸壁は短すぎた" },
  { "UniJIS-UTF16-H", "UTF-16BE", "Japan1", "港の岸壁は短すぎた" },
  { "EUC-H", "EUC-JP", "Japan1", "港の岸壁は短すぎた" },
  { "GBK-EUC-H", "GBK", "GB1", "码头太短了" },
  { "UniGB-UTF16-H", "UTF-16BE", "GB1", "码头太短了" },
  { "ETen-B5-H", "Big5", "CNS1", "碼頭太短了" },
  { "KSCms-UHC-H", "CP949", "Korea1", "부두가 너무 짧았다" },
};

static GBytes *
make_document (const char *encoding, const char *charset, const char *ordering, const char *text)
{
  gsize length = 0;
  g_autofree char *encoded = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);
  g_autoptr (GString) content = g_string_new ("BT /F 20 Tf 20 400 Td <");
  GString *file = g_string_new ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                                "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                                "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents "
                                "4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n");

  g_assert_nonnull (encoded);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (content, "%02X", (guint)(guchar)encoded[i]);
  g_string_append (content, "> Tj ET");
  g_string_append_printf (file,
                          "4 0 obj<</Length %" G_GSIZE_FORMAT ">>stream\n%s\nendstream endobj\n",
                          content->len, content->str);
  g_string_append_printf (
    file,
    "5 0 obj<</Type/Font/Subtype/Type0/BaseFont/Song-%s/Encoding/%s/DescendantFonts[6 0 "
    "R]>>endobj\n"
    "6 0 "
    "obj<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering"
    "(%s)/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>endobj\n"
    "7 0 obj<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
    "/Ascent 900/Descent -200/CapHeight 700/StemV 80>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n",
    encoding, encoding, ordering);
  return g_string_free_to_bytes (file);
}

static void
test_documents (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GBytes) bytes = make_document (documents[i].encoding, documents[i].charset,
                                                documents[i].ordering, documents[i].text);
      g_autofree char *text = NULL;

      g_test_message ("%s", documents[i].encoding);
      text = extract (workers, "document.pdf", bytes);
      if (text == NULL)
        {
          g_test_skip ("PDF is not read");
          return;
        }
      g_assert_nonnull (strstr (text, documents[i].text));
    }
}

/* A page whose font is not in the document is drawn with one of the machine's, in the cage. */
static void
test_page (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GBytes) bytes = sample_dup_bytes (&samples[i]);
      g_autoptr (GError) error = NULL;
      const BrvImportHints hints = { .name = "a.pdf" };
      g_autoptr (BrvImportResult) result = NULL;
      g_autoptr (BrvPageSession) session = NULL;
      g_autoptr (BrvDrawnPage) page = NULL;
      g_autoptr (GArray) areas = NULL;
      gsize length = 0;
      const guint8 *pixels = NULL;
      guint n_dark = 0;

      if (samples[i].format != BRV_FORMAT_PDF)
        continue;
      result = brv_worker_client_extract (workers, bytes, &hints, "", &BRV_WORKER_LIMITS_DEFAULT,
                                          NULL, &error);
      g_assert_no_error (error);
      session = brv_page_session_new (workers, brv_import_result_get_source (result, 0), NULL);
      page = brv_page_session_draw (session, 0, 1, NULL, &error);
      g_assert_no_error (error);
      areas = brv_page_session_find_areas (session, 0, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (areas->len, >, 20);
      pixels = g_bytes_get_data (brv_raster_get_pixels (brv_drawn_page_get_raster (page)), &length);
      for (gsize at = 0; at < length; at += 4)
        n_dark += pixels[at] < 0x80;
      g_assert_cmpuint (n_dark, >, 100);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/hostile/attacks", test_attacks);
  g_test_add_func ("/import/hostile/large-text", test_large_text);
  g_test_add_func ("/import/hostile/truncated", test_truncated);
  if (!BRV_INSTRUMENTED)
    g_test_add_func ("/import/hostile/too-many", test_too_many);
  g_test_add_func ("/import/hostile/formats", test_formats);
  g_test_add_func ("/import/hostile/encodings", test_encodings);
  g_test_add_func ("/import/hostile/documents", test_documents);
  g_test_add_func ("/import/hostile/page", test_page);
  return g_test_run ();
}
