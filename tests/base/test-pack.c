/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "base/brv-pack.h"

static GBytes *
make_bytes (gsize length)
{
  guint8 *data = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8)((i * 2654435761u) >> 9);
  return g_bytes_new_take (data, length);
}

static void
test_round_trip (void)
{
  const gsize lengths[] = { 0, 1, 65535, 65536, 65537, 400000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) bytes = make_bytes (lengths[i]);
      gconstpointer data = g_bytes_get_data (bytes, NULL);
      g_autoptr (GBytes) packed = brv_pack (data != NULL ? data : "", lengths[i], 5);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) back =
        brv_unpack (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), lengths[i], &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (bytes, back));
    }
}

static void
test_refuses (void)
{
  g_autoptr (GBytes) bytes = make_bytes (100000);
  g_autoptr (GBytes) packed = brv_pack (g_bytes_get_data (bytes, NULL), 100000, 1);
  gsize length = g_bytes_get_size (packed);
  g_autofree guint8 *longer = g_malloc0 (length + 1);

  memcpy (longer, g_bytes_get_data (packed, NULL), length);
  /* Longer than allowed, cut off, followed by something, and nothing at all. */
  g_assert_null (brv_unpack (longer, length, 99999, NULL));
  g_assert_null (brv_unpack (longer, length - 5, 100000, NULL));
  g_assert_null (brv_unpack (longer, length + 1, 100000, NULL));
  g_assert_null (brv_unpack (longer, 0, 100000, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/pack/round-trip", test_round_trip);
  g_test_add_func ("/base/pack/refuses", test_refuses);
  return g_test_run ();
}
