/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One article in seven formats. The text, copied from a page that republishes it, is turned into
 * each of the others here, as somebody would who saves or pastes it; the blocks and what is known
 * of the article must be the same.
 *
 * What a format does not carry, or adds of its own:
 *
 * | format | blocks                         | metadata                                    |
 * |--------|--------------------------------|---------------------------------------------|
 * | DOCX   | all; no printed pages          | all; the file's own is not read             |
 * | ODT    | all; no printed pages          | as DOCX                                     |
 * | RTF    | all; no printed pages          | as DOCX                                     |
 * | PDF    | all; adds the page of each     | as DOCX                                     |
 * | EML    | all; no printed pages          | all; adds its sender and its day            |
 * | HTML   | all; no printed pages          | all; adds the address that the link leads to |
 * | MHTML  | all; no printed pages          | as HTML; adds its own site as republisher   |
 */

#include <string.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "describe-source.h"
#include "sample-package.h"

/* What a line of the copy is on the page that it was copied from. */
typedef enum
{
  LINE_LINK,
  LINE_TITLE,
  LINE_STANDFIRST,
  LINE_CAPTION,
  LINE_HEADING,
  LINE_PULL_QUOTE,
  LINE_PARAGRAPH,
} LineKind;

typedef struct
{
  char *text;
  LineKind kind;
} Line;

/* The article is not part of the project; where it is missing the test is skipped. */
static char *
read_article (void)
{
  const char *shared = g_getenv ("BREVIER_SHARED");
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);
  g_autofree char *path = g_build_filename (shared != NULL ? shared : beside, "data", "press",
                                            "rusi-north-korea-policy.txt", NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
clear_line (gpointer data)
{
  g_free (((Line *)data)->text);
}

/* What each line is, the import of the text says, which a test of its own holds. */
static GArray *
split_article (const BrvSource *source)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);

  g_array_set_clear_func (lines, clear_line);
  for (guint i = 0; i < n; i++)
    {
      Line line = { NULL, LINE_PARAGRAPH };

      line.text = g_strndup (brv_source_get_text (source) + blocks[i].range.start,
                             brv_range_length (blocks[i].range));
      line.kind = blocks[i].role == BRV_ROLE_TITLE        ? LINE_TITLE
                  : blocks[i].role == BRV_ROLE_STANDFIRST ? LINE_STANDFIRST
                  : blocks[i].role == BRV_ROLE_CAPTION    ? LINE_CAPTION
                  : blocks[i].role == BRV_ROLE_HEADING    ? LINE_HEADING
                  : blocks[i].role == BRV_ROLE_PULL_QUOTE ? LINE_PULL_QUOTE
                  : blocks[i].role == BRV_ROLE_FURNITURE  ? LINE_LINK
                                                          : LINE_PARAGRAPH;
      g_array_append_val (lines, line);
    }
  return lines;
}

/* A document of paragraphs between two pieces of mark-up. */
static char *
wrap_lines (const GArray *lines, const char *before, const char *after)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (g_array_index (lines, Line, i).text, -1);

      g_string_append_printf (out, "%s%s%s", before, escaped, after);
    }
  return g_string_free (out, FALSE);
}

static GBytes *
make_docx (const char *article, const GArray *lines)
{
  g_autofree char *body = wrap_lines (lines, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>");
  g_autofree char *document =
    g_strconcat ("<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/"
                 "main'><w:body>",
                 body, "</w:body></w:document>", NULL);
  const SamplePart parts[] = {
    { "_rels/.rels",
      "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='word/document.xml'/>"
      "<Relationship Id='b' Type='x/core-properties' Target='core.xml'/></Relationships>",
      0 },
    { "word/document.xml", document, 0 },
    { "core.xml",
      "<a><creator>Ada Holm</creator><title>Notes of a colleague</title>"
      "<created>2024-03-01T10:00:00Z</created></a>",
      0 },
    { NULL, NULL, 0 },
  };

  return sample_package_new (parts);
}

static GBytes *
make_odt (const char *article, const GArray *lines)
{
  g_autofree char *body = wrap_lines (lines, "<text:p>", "</text:p>");
  g_autofree char *content =
    g_strconcat ("<office:document-content "
                 "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
                 "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body>"
                 "<office:text>",
                 body, "</office:text></office:body></office:document-content>", NULL);
  const SamplePart parts[] = {
    { "mimetype", "application/vnd.oasis.opendocument.text", 0 },
    { "content.xml", content, 0 },
    { NULL, NULL, 0 },
  };

  return sample_package_new (parts);
}

static cairo_status_t
take_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A word processor's pages: a paragraph a line, in one type. */
static GBytes *
make_pdf (const char *article, const GArray *lines)
{
  const double width = 595;
  const double height = 842;
  const double margin = 72;
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (take_bytes_cb, bytes, width, height);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Charis SIL 11");
  double y = margin;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)((width - 2 * margin) * PANGO_SCALE));
  for (guint i = 0; i < lines->len; i++)
    {
      pango_layout_set_text (layout, g_array_index (lines, Line, i).text, -1);
      for (int k = 0; k < pango_layout_get_line_count (layout); k++)
        {
          if (y > height - margin)
            {
              cairo_show_page (cr);
              y = margin;
            }
          cairo_move_to (cr, margin, y);
          pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, k));
          y += 16;
        }
      y += 8;
    }
  pango_font_description_free (font);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
make_rtf (const char *article, const GArray *lines)
{
  GString *out = g_string_new ("{\\rtf1\\ansi\\uc0 ");

  for (guint i = 0; i < lines->len; i++)
    {
      for (const char *p = g_array_index (lines, Line, i).text; *p != '\0';
           p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);

          if (c < 0x80)
            g_string_append_c (out, (char)c);
          else
            g_string_append_printf (out, "\\u%u ", c);
        }
      g_string_append (out, "\\par\n");
    }
  g_string_append_c (out, '}');
  return g_string_free_to_bytes (out);
}

static void
append_html_line (GString *out, const Line *line)
{
  static const char *const before[] = {
    [LINE_LINK] = "<div class=\"tools\"><p>",
    [LINE_TITLE] = "<h1>",
    [LINE_STANDFIRST] = "<p class=\"standfirst\">",
    [LINE_CAPTION] = "<figure><img src=\"a.jpg\"><figcaption>",
    [LINE_HEADING] = "<h2>",
    [LINE_PULL_QUOTE] = "<aside class=\"pullquote\"><p>",
    [LINE_PARAGRAPH] = "<p>",
  };
  static const char *const after[] = {
    [LINE_LINK] = "</p></div>", [LINE_TITLE] = "</h1>",
    [LINE_STANDFIRST] = "</p>", [LINE_CAPTION] = "</figcaption></figure>",
    [LINE_HEADING] = "</h2>",   [LINE_PULL_QUOTE] = "</p></aside>",
    [LINE_PARAGRAPH] = "</p>",
  };
  g_autofree char *escaped = g_markup_escape_text (line->text, -1);
  const char *address = strstr (escaped, "https://");

  g_string_append (out, before[line->kind]);
  if (line->kind == LINE_LINK && address != NULL)
    g_string_append_printf (out, "%.*s<a href=\"%s\">%s</a>", (int)(address - escaped), escaped,
                            address, address);
  else
    g_string_append (out, escaped);
  g_string_append_printf (out, "%s\n", after[line->kind]);
}

static char *
write_html (const GArray *lines)
{
  GString *out = g_string_new ("<!doctype html><html><head><meta charset=\"utf-8\"><title>");

  for (guint i = 0; i < lines->len; i++)
    if (g_array_index (lines, Line, i).kind == LINE_TITLE)
      g_string_append (out, g_array_index (lines, Line, i).text);
  g_string_append (out, "</title></head><body><article>\n");
  for (guint i = 0; i < lines->len; i++)
    append_html_line (out, &g_array_index (lines, Line, i));
  g_string_append (out, "</article></body></html>\n");
  return g_string_free (out, FALSE);
}

static GBytes *
make_html (const char *article, const GArray *lines)
{
  char *html = write_html (lines);

  return g_bytes_new_take (html, strlen (html));
}

static GBytes *
make_mhtml (const char *article, const GArray *lines)
{
  g_autofree char *html = write_html (lines);
  char *archive = g_strconcat (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://channel.example/press/1\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\r\n"
    "\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
    "Content-Location: https://channel.example/press/1\r\n\r\n",
    html, "\r\n--B--\r\n", NULL);

  return g_bytes_new_take (archive, strlen (archive));
}

static GBytes *
make_eml (const char *article, const GArray *lines)
{
  const char *title = "";
  char *mail = NULL;

  for (guint i = 0; i < lines->len; i++)
    if (g_array_index (lines, Line, i).kind == LINE_TITLE)
      title = g_array_index (lines, Line, i).text;
  mail = g_strdup_printf ("From: Press list <press@list.example>\r\nTo: you@list.example\r\n"
                          "Subject: %s\r\nDate: Tue, 01 Jul 2025 10:00:00 +0000\r\n"
                          "Message-ID: <1@list.example>\r\nMIME-Version: 1.0\r\n"
                          "Content-Type: text/plain; charset=utf-8\r\n"
                          "Content-Transfer-Encoding: 8bit\r\n\r\n%s",
                          title, article);
  return g_bytes_new_take (mail, strlen (mail));
}

#define FIELD(name) (1u << BRV_SOURCE_FIELD_##name)

typedef struct
{
  const char *name;
  GBytes *(*make) (const char *article, const GArray *lines);
  guint own_fields; /* what the format says of itself: not compared */
} Format;

static const Format formats[] = {
  { "DOCX", make_docx, 0 },
  { "ODT", make_odt, 0 },
  { "RTF", make_rtf, 0 },
  { "PDF", make_pdf, 0 },
  { "EML", make_eml, FIELD (AUTHORS) | FIELD (DATE) },
  { "HTML", make_html, FIELD (RAW_URL) },
  { "MHTML", make_mhtml, FIELD (RAW_URL) | FIELD (REPUBLISHER) },
};

/* Printed pages are what only a PDF has. */
static char *
describe_unpaged (const BrvSource *source)
{
  g_autofree char *blocks = describe_blocks (source);
  g_autoptr (GRegex) label = g_regex_new ("^([a-z0-9-]+)\\[[0-9]+\\]", G_REGEX_MULTILINE, 0, NULL);

  return g_regex_replace (label, blocks, -1, 0, "\\1", 0, NULL);
}

static void
assert_same (const Format *format, const BrvSource *expected, const BrvSource *found)
{
  g_autofree char *expected_blocks = describe_unpaged (expected);
  g_autofree char *found_blocks = describe_unpaged (found);

  g_assert_cmpstr (found_blocks, ==, expected_blocks);
  for (guint i = 0; i < BRV_N_SOURCE_FIELDS; i++)
    {
      g_autofree char *a =
        brv_record_dup_joined (brv_source_get_record (expected), (BrvSourceField)i, "|");
      g_autofree char *b =
        brv_record_dup_joined (brv_source_get_record (found), (BrvSourceField)i, "|");

      if ((format->own_fields & (1u << i)) != 0)
        continue;
      g_test_message ("%s", brv_source_field_get_name ((BrvSourceField)i));
      g_assert_cmpstr (b, ==, a);
    }
}

static void
test_format (gconstpointer data)
{
  const Format *format = data;
  g_autofree char *article = read_article ();
  g_autoptr (GBytes) text = NULL;
  g_autoptr (BrvSource) expected = NULL;
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BrvSource) found = NULL;

  if (article == NULL)
    {
      g_test_skip ("the press file is not there");
      return;
    }
  text = g_bytes_new (article, strlen (article));
  expected = import_bytes (text);
  lines = split_article (expected);
  bytes = format->make (article, lines);
  found = import_bytes (bytes);
  assert_same (format, expected, found);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_strconcat ("/import/one-article/", formats[i].name, NULL);

      g_test_add_data_func (path, &formats[i], test_format);
    }
  return g_test_run ();
}
