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
  { "PK\003\004....mimetypeapplication/epub+zip", -1, NULL, BRV_FORMAT_EPUB },
  { "PK\003\004....mimetypeapplication/vnd.oasis.opendocument.text", -1, NULL, BRV_FORMAT_ODT },
  { "PK\003\004....photo.jpg", -1, NULL, BRV_FORMAT_ZIP },
  { "<?xml version='1.0'?><rss version='2.0'>", -1, NULL, BRV_FORMAT_FEED },
  { "<?xml version='1.0'?><note/>", -1, NULL, BRV_FORMAT_XML },
  { "{\"a\": 1}", -1, NULL, BRV_FORMAT_JSON },
  { "[Note] he said: \"no\"\n", -1, NULL, BRV_FORMAT_TEXT },
  { "From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/related; x\n\n", -1, NULL,
    BRV_FORMAT_MHTML },
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
  g_test_add_func ("/import/detect/names", test_names);
  return g_test_run ();
}
