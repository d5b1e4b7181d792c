/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib.h>

#include "base/brv-sha256.h"

/* Source: the examples of FIPS 180-2, appendix B, and the empty message. */
static void
test_examples (void)
{
  static const struct
  {
    const char *text;
    const char *digest;
  } examples[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *digest = brv_sha256_of_string (examples[i].text);

      g_assert_cmpstr (digest, ==, examples[i].digest);
    }
}

/* Briefs that were stored before keep their names: what GLib gives for any length is the same. */
static void
test_as_before (void)
{
  guint8 data[300];

  for (guint i = 0; i < sizeof data; i++)
    data[i] = (guint8)(i * 37);
  for (guint n = 0; n <= sizeof data; n++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (data, n);
      g_autofree char *digest = brv_sha256_of_bytes (bytes);
      g_autofree char *before = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, n);

      g_assert_cmpstr (digest, ==, before);
    }
}

static void
test_nothing (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new (NULL, 0);
  g_autofree char *digest = brv_sha256_of_bytes (bytes);

  g_assert_true (g_str_has_prefix (digest, "e3b0c442"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/sha256/examples", test_examples);
  g_test_add_func ("/base/sha256/as-before", test_as_before);
  g_test_add_func ("/base/sha256/nothing", test_nothing);
  return g_test_run ();
}
