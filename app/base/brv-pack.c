/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-pack.h"

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
      if (result == G_CONVERTER_FINISHED && used < length)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "something follows");
          return NULL;
        }
      if (result == G_CONVERTER_FINISHED)
        return g_byte_array_free_to_bytes (g_steal_pointer (&out));
    }
}

/**
 * brv_pack:
 * @data: (array length=length): bytes
 * @length: how many, at most 2³⁰
 * @level: from 1, the fastest, to 9, the smallest
 *
 * Returns: (transfer full): them as a zlib stream
 */
GBytes *
brv_pack (gconstpointer data, gsize length, int level)
{
  g_autoptr (GZlibCompressor) compressor =
    g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, level);
  GBytes *packed = convert (G_CONVERTER (compressor), data, length, G_MAXUINT / 2, NULL);

  /* From memory to memory nothing can fail. */
  g_assert (packed != NULL);
  return packed;
}

/**
 * brv_unpack:
 * @data: (array length=length): a zlib stream
 * @length: its bytes
 * @max_length: the most it may unpack to, in bytes, at most 2³⁰
 *
 * Returns: (transfer full) (nullable): what was packed, or %NULL with a GIOError where it is
 *   damaged or longer, or where something follows it
 */
GBytes *
brv_unpack (gconstpointer data, gsize length, gsize max_length, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor =
    g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);

  return convert (G_CONVERTER (decompressor), data, length, max_length, error);
}
