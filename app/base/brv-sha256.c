/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * SHA-256 (FIPS 180-4), by which everything stored is known and checked. GLib has it too, but does
 * not use the instructions that processors have for it: that takes five times as long, a tenth of
 * an import.
 */

#include "config.h"

#include <string.h>

#include <nettle/sha2.h>

#include "base/brv-sha256.h"

/**
 * brv_sha256_of_data:
 * @data: (array length=length) (nullable): any bytes; %NULL only if there are none
 * @length: how many
 *
 * Returns: (transfer full): the SHA-256 of @data, 64 hexadecimal digits in small letters
 */
char *
brv_sha256_of_data (const void *data, gsize length)
{
  static const char digits[] = "0123456789abcdef";
  guint8 digest[SHA256_DIGEST_SIZE];
  char *hex = g_malloc (2 * sizeof digest + 1);
  struct sha256_ctx context;

  sha256_init (&context);
  if (length > 0)
    sha256_update (&context, length, data);
  sha256_digest (&context, sizeof digest, digest);
  for (guint i = 0; i < sizeof digest; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 15];
    }
  hex[2 * sizeof digest] = '\0';
  return hex;
}

/**
 * brv_sha256_of_bytes:
 * @bytes: any bytes
 *
 * Returns: (transfer full): as brv_sha256_of_data()
 */
char *
brv_sha256_of_bytes (GBytes *bytes)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);

  return brv_sha256_of_data (data, length);
}

/**
 * brv_sha256_of_string:
 * @text: a string
 *
 * Returns: (transfer full): as brv_sha256_of_data(), of the string without its end
 */
char *
brv_sha256_of_string (const char *text)
{
  return brv_sha256_of_data (text, strlen (text));
}
