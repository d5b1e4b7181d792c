/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/brv-raster.h"

static BrvRaster *
make_raster (guint width_px, guint height_px)
{
  gsize length = (gsize)width_px * height_px * 4;
  guint8 *pixels = g_malloc (length);
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 0; i < length; i++)
    pixels[i] = (guint8)(i * 7 + i / 13);
  bytes = g_bytes_new_take (pixels, length);
  return brv_raster_new (width_px, height_px, bytes);
}

static void
test_round_trip (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 3, 5 }, { 640, 480 }, { 16384, 1 }, { 1, 16384 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (BrvRaster) raster = make_raster (sizes[i][0], sizes[i][1]);
      g_autoptr (GBytes) packed = brv_raster_pack (raster);
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvRaster) again = brv_raster_unpack (packed, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (brv_raster_get_width_px (again), ==, sizes[i][0]);
      g_assert_cmpuint (brv_raster_get_height_px (again), ==, sizes[i][1]);
      g_assert_cmpuint (brv_raster_get_stride (again), ==, (gsize)sizes[i][0] * 4);
      g_assert_true (g_bytes_equal (brv_raster_get_pixels (again), brv_raster_get_pixels (raster)));
    }
}

static void
test_sizes (void)
{
  g_assert_false (brv_raster_is_size_valid (0, 1));
  g_assert_false (brv_raster_is_size_valid (1, 0));
  g_assert_false (brv_raster_is_size_valid (16385, 1));
  g_assert_false (brv_raster_is_size_valid (16384, 16384));
  g_assert_false (brv_raster_is_size_valid (G_MAXUINT64, G_MAXUINT64));
  g_assert_true (brv_raster_is_size_valid (3307, 4677)); /* A4 at 400 dpi */
}

static void
assert_invalid (const guint8 *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (brv_raster_unpack (bytes, &error));
  g_assert_error (error, BRV_RASTER_ERROR, BRV_RASTER_ERROR_INVALID);
}

/* Cut anywhere, with a byte too many, or with another size, it is refused. */
static void
test_invalid (void)
{
  g_autoptr (BrvRaster) raster = make_raster (7, 5);
  g_autoptr (GBytes) packed = brv_raster_pack (raster);
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (packed, &length);
  g_autofree guint8 *copy = g_malloc0 (length + 1);

  memcpy (copy, data, length);
  for (gsize n = 0; n < length; n++)
    assert_invalid (data, n);
  assert_invalid (copy, length + 1);
  for (guint at = 0; at < 12; at++)
    {
      copy[at] ^= 2;
      assert_invalid (copy, length);
      copy[at] ^= 2;
    }
  copy[11] = 0xFF;
  assert_invalid (copy, length);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/raster/round-trip", test_round_trip);
  g_test_add_func ("/base/raster/sizes", test_sizes);
  g_test_add_func ("/base/raster/invalid", test_invalid);
  return g_test_run ();
}
