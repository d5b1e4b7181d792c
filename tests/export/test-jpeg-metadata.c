/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "export/brv-jpeg-metadata.h"

#define SOI  "\xFF\xD8"
#define EOI  "\xFF\xD9"
#define JFIF "\xFF\xE0\x00\x10JFIF\x00\x01\x01\x01\x00\x60\x00\x60\x00\x00"
#define EXIF         \
  "\xFF\xE1\x00\x0E" \
  "Exif\x00\x00"     \
  "48N 2E"
#define ICC          \
  "\xFF\xE2\x00\x08" \
  "colour"
#define ADOBE        \
  "\xFF\xEE\x00\x0E" \
  "Adobe\x00\x64\x00\x00\x00\x00\x01"
#define NOTE         \
  "\xFF\xFE\x00\x08" \
  "by me."
#define TABLE "\xFF\xDB\x00\x04\x01\x02"
#define FRAME "\xFF\xC0\x00\x0B\x08\x00\x02\x00\x02\x01\x01\x11\x00"
#define SCAN                                 \
  "\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00" \
  "\x12\xFF\x00\x34\xFF\xD0\x56\xFF\xD7\x78"

#define BYTES(literal) literal, sizeof (literal) - 1

static const struct
{
  const char *name;
  const char *image;
  gsize length;
  const char *bare; /* NULL: left as it is */
  gsize bare_length;
} cases[] = {
  { "nothing-to-leave-out", BYTES (SOI JFIF TABLE FRAME SCAN EOI),
    BYTES (SOI JFIF TABLE FRAME SCAN EOI) },
  { "place", BYTES (SOI EXIF TABLE FRAME SCAN EOI), BYTES (SOI TABLE FRAME SCAN EOI) },
  { "all", BYTES (SOI JFIF EXIF ICC NOTE ADOBE TABLE FRAME SCAN EOI),
    BYTES (SOI JFIF ADOBE TABLE FRAME SCAN EOI) },
  { "several-scans", BYTES (SOI FRAME SCAN TABLE NOTE SCAN EOI),
    BYTES (SOI FRAME SCAN TABLE SCAN EOI) },
  { "preview-behind-end", BYTES (SOI FRAME SCAN EOI SOI EXIF EOI), BYTES (SOI FRAME SCAN EOI) },
  { "fill-bytes", BYTES (SOI "\xFF\xFF" EXIF FRAME SCAN EOI), BYTES (SOI FRAME SCAN EOI) },
  { "no-end", BYTES (SOI EXIF FRAME SCAN), NULL, 0 },
  { "cut-within-segment", BYTES (SOI "\xFF\xE1\x40\x00Exif"), NULL, 0 },
  { "another-kind", BYTES ("\x89PNG\r\n\x1A\n"), NULL, 0 },
  { "empty", BYTES (""), NULL, 0 },
};

static void
test_strip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) image = g_bytes_new (cases[i].image, cases[i].length);
      g_autoptr (GBytes) bare = brv_jpeg_metadata_strip (image);
      gsize length = 0;
      const void *data = g_bytes_get_data (bare, &length);

      g_test_message ("%s", cases[i].name);
      if (cases[i].bare == NULL)
        g_assert_true (bare == image);
      else
        g_assert_cmpmem (data, length, cases[i].bare, cases[i].bare_length);
    }
}

/* Whatever is cut off, nothing is read beyond the end, and what comes out is no longer. */
static void
test_cut (void)
{
  static const char whole[] = SOI JFIF EXIF TABLE FRAME SCAN TABLE SCAN EOI;

  for (gsize n = 0; n < sizeof whole; n++)
    {
      g_autoptr (GBytes) image = g_bytes_new (whole, n);
      g_autoptr (GBytes) bare = brv_jpeg_metadata_strip (image);

      g_assert_cmpuint (g_bytes_get_size (bare), <=, n);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/jpeg-metadata/strip", test_strip);
  g_test_add_func ("/export/jpeg-metadata/cut", test_cut);
  return g_test_run ();
}
