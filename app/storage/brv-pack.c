/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-pack.h"

#include <string.h>

/* Text of some kilobytes gets hardly smaller with more, but takes twice as long. */
#define LEVEL 5
#define CHUNK 65536

static GBytes *
convert (GConverter *converter, const guint8 *data, gsize length, gsize max_length, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize used = 0;

  for (;;)
    {
      gsize read = 0;
      gsize written = 0;
      guint start = out->len;
      GConverterResult result;

      g_byte_array_set_size (out, start + CHUNK);
      result = g_converter_convert (converter, data + used, length - used, out->data + start, CHUNK,
                                    G_CONVERTER_INPUT_AT_END, &read, &written, error);
      used += read;
      g_byte_array_set_size (out, start + (guint)written);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      if (out->len > max_length)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "too long");
          return NULL;
        }
      if (result == G_CONVERTER_FINISHED)
        return g_byte_array_free_to_bytes (g_steal_pointer (&out));
    }
}

/**
 * brv_pack:
 * @data: (array length=length): bytes
 * @length: how many
 *
 * Returns: (transfer full) (nullable): them as a zlib stream (RFC 1950), or %NULL with a GIOError
 */
GBytes *
brv_pack (gconstpointer data, gsize length, GError **error)
{
  g_autoptr (GZlibCompressor) compressor =
    g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, LEVEL);

  return convert (G_CONVERTER (compressor), data, length, G_MAXUINT / 2, error);
}

/**
 * brv_unpack:
 * @data: (array length=length): a zlib stream
 * @length: its bytes
 * @max_length: the most it may unpack to, in bytes, at most 2³⁰
 *
 * Returns: (transfer full) (nullable): what was packed, or %NULL with a GIOError where it is
 *   damaged or longer
 */
GBytes *
brv_unpack (gconstpointer data, gsize length, gsize max_length, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor =
    g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);

  return convert (G_CONVERTER (decompressor), data, length, max_length, error);
}
