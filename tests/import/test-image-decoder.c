/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-exif.h"
#include "import/brv-image-decoder.h"
#include "import/brv-image-header.h"
#include "import/brv-import-error.h"
#include "import/brv-worker-client.h"

typedef struct
{
  const char *name;
  const char *base64;
  guint width_px;
  guint height_px;
  const char *media_type; /* of what comes out */
  guint32 corner;         /* the first pixel, premultiplied */
  guint32 middle;         /* that at half of both sides */
} Row;

/* A gradient from red to blue; and a half transparent blue box with a clear margin of a pixel. */
static const Row rows[] = {
  { "JPEG",
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4"
    "UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
    "Y2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAWEAEB"
    "AQAAAAAAAAAAAAAAAAAAFGH/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBv/EABgRAAMBAQAAAAAAAAAAAAAAAAAEFVFS/9oA"
    "DAMBAAIRAxEAPwCZq0q0FLLW5FUWNP/Z",
    16, 8, "image/jpeg", 0xFFFC0000, 0xFF6A0092 },
  { "PNG",
    "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAEAQMAAACXytwAAAAABlBMVEUAAAAzZswiP6C8AAAAAnRSTlMAgJsrThgAAAAO"
    "SURBVAjXY2BgqABCBgADyADxqx8oXAAAAABJRU5ErkJggg==",
    6, 4, "image/png", 0, 0x801A3366 },
  { "GIF", "R0lGODlhBgAEAPAAADNmzAAAACH5BAEAAAEALAAAAAAGAAQAAAIHjB+gYMtoCgA7", 6, 4, "image/png", 0,
    0xFF3366CC },
  { "WebP", "UklGRiAAAABXRUJQVlA4TBQAAAAvBcAAEA8wZjMzzAMY8BiPiP6HAQ==", 6, 4, "image/png", 0,
    0x801A3366 },
};

static GBytes *
decode_base64 (const char *base64)
{
  gsize length = 0;
  guchar *data = g_base64_decode (base64, &length);

  return g_bytes_new_take (data, length);
}

static guint32
get_pixel (const BrvRaster *raster, guint x, guint y)
{
  const guint32 *pixels = g_bytes_get_data (brv_raster_get_pixels (raster), NULL);

  return pixels[(gsize)y * brv_raster_get_width_px (raster) + x];
}

static void
assert_near (guint32 a, guint32 b)
{
  for (guint shift = 0; shift < 32; shift += 8)
    g_assert_cmpint (ABS ((gint)(a >> shift & 0xFF) - (gint)(b >> shift & 0xFF)), <=, 24);
}

static void
check_image (const Row *row, GBytes *bytes, const BrvDecodedImage *image)
{
  g_autoptr (GError) error = NULL;
  g_auto (BrvDecodedImage) again = { 0 };

  g_assert_cmpuint (image->width_px, ==, row->width_px);
  g_assert_cmpuint (image->height_px, ==, row->height_px);
  g_assert_cmpstr (image->media_type, ==, row->media_type);
  assert_near (get_pixel (image->raster, 0, 0), row->corner);
  assert_near (get_pixel (image->raster, row->width_px / 2, row->height_px / 2), row->middle);
  if (g_str_equal (row->media_type, "image/jpeg"))
    g_assert_true (g_bytes_equal (image->bytes, bytes));
  g_assert_true (brv_image_decode (image->bytes, 100, &again, &error));
  g_assert_no_error (error);
  g_assert_true (
    g_bytes_equal (brv_raster_get_pixels (again.raster), brv_raster_get_pixels (image->raster)));
}

static void
test_formats (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = decode_base64 (rows[i].base64);
      g_auto (BrvDecodedImage) image = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].name);
      g_assert_true (brv_image_decode (bytes, 100, &image, &error));
      g_assert_no_error (error);
      check_image (&rows[i], bytes, &image);
    }
}

/* The same through a worker. */
static void
test_worker (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GBytes) text = g_bytes_new_static ("<svg/>", 6);
  g_auto (BrvDecodedImage) none = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = decode_base64 (rows[i].base64);
      g_auto (BrvDecodedImage) image = { 0 };

      g_autoptr (BrvRaster) pixels = NULL;

      g_assert_true (brv_worker_client_decode_image (workers, bytes, 100, &image, NULL, &error));
      g_assert_no_error (error);
      check_image (&rows[i], bytes, &image);
      pixels = brv_worker_client_decode_pixels (workers, bytes, 100, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (
        g_bytes_equal (brv_raster_get_pixels (pixels), brv_raster_get_pixels (image.raster)));
    }
  g_assert_null (brv_worker_client_decode_pixels (workers, text, 100, NULL, NULL));
  g_assert_false (brv_worker_client_decode_image (workers, text, 100, &none, NULL, &error));
  g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED);
}

static void
test_bounds (void)
{
  g_autoptr (GBytes) bytes = decode_base64 (rows[0].base64);
  g_auto (BrvDecodedImage) small = { 0 };
  g_auto (BrvDecodedImage) none = { 0 };

  g_assert_true (brv_image_decode (bytes, 5, &small, NULL));
  g_assert_cmpuint (brv_raster_get_width_px (small.raster), ==, 5);
  g_assert_cmpuint (brv_raster_get_height_px (small.raster), ==, 2);
  g_assert_cmpuint (small.width_px, ==, 16);
  g_assert_true (brv_image_decode (bytes, 0, &none, NULL));
  g_assert_null (none.raster);
  g_assert_cmpuint (none.width_px, ==, 16);
}

static void
assert_damaged (const guint8 *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_auto (BrvDecodedImage) image = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean good = brv_image_decode (bytes, 10, &image, &error);

  g_assert_true (good == (error == NULL));
  g_assert_true (good == (image.bytes != NULL));
}

/* Cut or changed anywhere, an image is read or refused; sanitizers watch. */
static void
test_damaged (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = decode_base64 (rows[i].base64);
      gsize length = 0;
      g_autofree guint8 *data =
        g_memdup2 (g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes));

      for (gsize n = 0; n < length; n++)
        assert_damaged (data, n);
      for (gsize at = 0; at < length; at++)
        {
          data[at] ^= 0x55;
          assert_damaged (data, length);
          data[at] ^= 0x55;
        }
    }
}

/* Headers that promise more pixels than fit into memory. */
static void
test_too_large (void)
{
  g_autoptr (GBytes) png = decode_base64 (rows[1].base64);
  g_autoptr (GBytes) gif = decode_base64 (rows[2].base64);
  g_autofree guint8 *png_data = g_memdup2 (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_autofree guint8 *gif_data = g_memdup2 (g_bytes_get_data (gif, NULL), g_bytes_get_size (gif));

  memset (png_data + 16, 0x7F, 8);
  assert_damaged (png_data, g_bytes_get_size (png));
  memset (gif_data + 6, 0xFF, 4);
  assert_damaged (gif_data, g_bytes_get_size (gif));
}

/* A JPEG with what a camera writes before it about how it was held. */
static GBytes *
orient (GBytes *jpeg, guint8 orientation, gboolean big_endian)
{
  static const guint8 big[] = { 0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,  'M', 'M',
                                0,    42,   0, 0,  0,   8,   0,   1,   1, 18, 0,   3,
                                0,    0,    0, 1,  0,   0,   0,   0,   0, 0,  0,   0 };
  static const guint8 little[] = { 0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0,  0, 'I', 'I',
                                   42,   0,    8, 0,  0,   0,   1,   0,   18, 1, 3,   0,
                                   1,    0,    0, 0,  0,   0,   0,   0,   0,  0, 0,   0 };
  GByteArray *bytes = g_byte_array_new ();
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (jpeg, &length);

  g_byte_array_append (bytes, data, 2);
  g_byte_array_append (bytes, big_endian ? big : little, sizeof big);
  bytes->data[2 + (big_endian ? 29 : 28)] = orientation;
  g_byte_array_append (bytes, data + 2, (guint)length - 2);
  return g_byte_array_free_to_bytes (bytes);
}

/* The gradient goes from red at the top to blue below; which side of what is seen is red? */
static void
test_orientation (void)
{
  static const struct
  {
    guint8 orientation;
    gboolean upright;
    gboolean red_first; /* at the top, or at the left */
  } cases[] = {
    { 1, TRUE, TRUE },  { 2, TRUE, TRUE },   { 3, TRUE, FALSE },  { 4, TRUE, FALSE },
    { 5, FALSE, TRUE }, { 6, FALSE, FALSE }, { 7, FALSE, FALSE }, { 8, FALSE, TRUE },
    { 0, TRUE, TRUE },  { 9, TRUE, TRUE },
  };
  g_autoptr (GBytes) plain = decode_base64 (rows[0].base64);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      guint8 orientation = cases[i / 2].orientation;
      guint width = cases[i / 2].upright ? 16 : 8;
      guint height = cases[i / 2].upright ? 8 : 16;
      g_autoptr (GBytes) bytes = orient (plain, orientation, i % 2 == 0);
      g_auto (BrvDecodedImage) image = { 0 };
      BrvImageHeader header = { 0 };
      guint32 first;

      g_test_message ("orientation %u", orientation);
      g_assert_true (brv_image_header_read (bytes, &header));
      g_assert_cmpuint (header.width_px, ==, width);
      g_assert_cmpuint (header.height_px, ==, height);
      g_assert_true (brv_image_decode (bytes, 100, &image, NULL));
      g_assert_cmpuint (image.width_px, ==, width);
      g_assert_cmpuint (image.height_px, ==, height);
      g_assert_cmpstr (image.media_type, ==, "image/jpeg");
      g_assert_cmpint (g_bytes_equal (image.bytes, bytes), ==, orientation <= 1 || orientation > 8);
      first = get_pixel (image.raster, cases[i / 2].upright ? width / 2 : 0,
                         cases[i / 2].upright ? 0 : height / 2);
      g_assert_cmpint ((first >> 16 & 0xFF) > (first & 0xFF), ==, cases[i / 2].red_first);
      /* What comes out is upright for everybody. */
      g_assert_true (brv_image_header_read (image.bytes, &header));
      g_assert_cmpuint (header.width_px, ==, width);
    }
}

/* No directory, however it is cut or lies about itself, is read past its end. */
static void
test_damaged_exif (void)
{
  g_autoptr (GBytes) plain = decode_base64 (rows[0].base64);
  g_autoptr (GBytes) bytes = orient (plain, 6, TRUE);

  for (gsize n = 0; n < 60; n++)
    {
      g_autofree guint8 *cut = g_memdup2 (g_bytes_get_data (bytes, NULL), n);

      g_assert_cmpint (brv_exif_find_orientation (cut, n), ==,
                       n < 38 ? BRV_ORIENTATION_UPRIGHT : BRV_ORIENTATION_TURN_RIGHT);
    }
  for (guint at = 12; at < 38; at++)
    {
      gsize length = g_bytes_get_size (bytes);
      g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (bytes, NULL), length);

      changed[at] = 0xFF;
      g_assert_cmpint (brv_exif_find_orientation (changed, length), <=, BRV_ORIENTATION_TURN_LEFT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/image-decoder/formats", test_formats);
  g_test_add_func ("/import/image-decoder/worker", test_worker);
  g_test_add_func ("/import/image-decoder/bounds", test_bounds);
  g_test_add_func ("/import/image-decoder/damaged", test_damaged);
  g_test_add_func ("/import/image-decoder/too-large", test_too_large);
  g_test_add_func ("/import/image-decoder/orientation", test_orientation);
  g_test_add_func ("/import/image-decoder/damaged-exif", test_damaged_exif);
  return g_test_run ();
}
