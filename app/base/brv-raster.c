/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "base/brv-raster.h"

#define BYTES_PER_PIXEL 4
/* Packed: the mark, width and height, each 4 bytes with the lowest first, then zlib's stream of
 * the pixels as blue, green, red, alpha. */
#define MAGIC       0x31525242u /* "BRR1" */
#define HEADER_SIZE 12
/* Rasters go from process to process and into caches: speed counts more than size. */
#define COMPRESSION_LEVEL 1

G_DEFINE_QUARK (brv_raster_error, brv_raster_error)

struct _BrvRaster
{
  guint width_px;
  guint height_px;
  GBytes *pixels;
};

/**
 * brv_raster_is_size_valid:
 * @width_px: a width
 * @height_px: a height
 *
 * Returns: whether a raster may have that size
 */
gboolean
brv_raster_is_size_valid (guint64 width_px, guint64 height_px)
{
  return width_px > 0 && height_px > 0 && width_px <= BRV_RASTER_MAX_SIDE_PX &&
         height_px <= BRV_RASTER_MAX_SIDE_PX && width_px * height_px <= BRV_RASTER_MAX_PIXELS;
}

/**
 * brv_raster_new:
 * @width_px: its width
 * @height_px: its height; brv_raster_is_size_valid()
 * @pixels: 4 × @width_px × @height_px bytes; a reference is taken
 *
 * Returns: (transfer full): a raster
 */
BrvRaster *
brv_raster_new (guint width_px, guint height_px, GBytes *pixels)
{
  BrvRaster *self = NULL;

  g_return_val_if_fail (brv_raster_is_size_valid (width_px, height_px), NULL);
  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (g_bytes_get_size (pixels) == (gsize)width_px * height_px * BYTES_PER_PIXEL,
                        NULL);

  self = g_atomic_rc_box_new0 (BrvRaster);
  self->width_px = width_px;
  self->height_px = height_px;
  self->pixels = g_bytes_ref (pixels);
  return self;
}

/**
 * brv_raster_ref:
 * @self: a raster
 *
 * Returns: (transfer full): @self
 */
BrvRaster *
brv_raster_ref (const BrvRaster *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire ((BrvRaster *)self);
}

static void
clear (gpointer data)
{
  BrvRaster *self = data;

  g_bytes_unref (self->pixels);
}

/**
 * brv_raster_unref:
 * @self: (transfer full): a raster
 *
 * Gives back a reference.
 */
void
brv_raster_unref (BrvRaster *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/**
 * brv_raster_get_width_px:
 * @self: a raster
 *
 * Returns: its width
 */
guint
brv_raster_get_width_px (const BrvRaster *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width_px;
}

/**
 * brv_raster_get_height_px:
 * @self: a raster
 *
 * Returns: its height
 */
guint
brv_raster_get_height_px (const BrvRaster *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height_px;
}

/**
 * brv_raster_get_stride:
 * @self: a raster
 *
 * Returns: bytes of a row
 */
gsize
brv_raster_get_stride (const BrvRaster *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (gsize)self->width_px * BYTES_PER_PIXEL;
}

/**
 * brv_raster_get_pixels:
 * @self: a raster
 *
 * Returns: (transfer none): its rows
 */
GBytes *
brv_raster_get_pixels (const BrvRaster *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->pixels;
}

/* Between the machine's order and that of packed rasters. */
static void
order_pixels (guint8 *pixels, gsize length)
{
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    return;
  for (gsize i = 0; i + BYTES_PER_PIXEL <= length; i += BYTES_PER_PIXEL)
    {
      guint32 pixel = 0;

      memcpy (&pixel, pixels + i, sizeof pixel);
      pixel = GUINT32_SWAP_LE_BE (pixel);
      memcpy (pixels + i, &pixel, sizeof pixel);
    }
}

static void
put_32 (guint8 *p, guint32 number)
{
  number = GUINT32_TO_LE (number);
  memcpy (p, &number, sizeof number);
}

static guint32
get_32 (const guint8 *p)
{
  guint32 number = 0;

  memcpy (&number, p, sizeof number);
  return GUINT32_FROM_LE (number);
}

/* Runs input through a converter into out until it is full or all is done; returns the bytes
 * written, or -1 if the converter finds a fault or does not end there. */
static gssize
convert (GConverter *converter, const guint8 *input, gsize length, guint8 *out, gsize capacity)
{
  gsize done = 0;
  gsize written = 0;

  for (;;)
    {
      gsize n_read = 0;
      gsize n_written = 0;
      GConverterResult result = g_converter_convert (
        converter, input + done, length - done, out + written, capacity - written,
        G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);

      done += n_read;
      written += n_written;
      if (result == G_CONVERTER_FINISHED)
        return done == length ? (gssize)written : -1;
      if (result != G_CONVERTER_CONVERTED || written == capacity)
        return -1;
    }
}

/**
 * brv_raster_pack:
 * @self: a raster
 *
 * Returns: (transfer full): @self in fewer bytes, as brv_raster_unpack() reads them
 */
GBytes *
brv_raster_pack (const BrvRaster *self)
{
  g_autoptr (GConverter) zlib = NULL;
  gsize length = 0;
  const guint8 *pixels = NULL;
  g_autofree guint8 *ordered = NULL;
  gsize capacity = 0;
  guint8 *out = NULL;
  gssize written = 0;

  g_return_val_if_fail (self != NULL, NULL);

  zlib = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, COMPRESSION_LEVEL));
  pixels = g_bytes_get_data (self->pixels, &length);
  if (G_BYTE_ORDER != G_LITTLE_ENDIAN)
    {
      ordered = g_memdup2 (pixels, length);
      order_pixels (ordered, length);
      pixels = ordered;
    }
  /* Source: compressBound() of zlib, with room so that the last call does not end full. */
  capacity = HEADER_SIZE + length + (length >> 12) + (length >> 14) + (length >> 25) + 64;
  out = g_malloc (capacity);
  put_32 (out, MAGIC);
  put_32 (out + 4, self->width_px);
  put_32 (out + 8, self->height_px);
  written = convert (zlib, pixels, length, out + HEADER_SIZE, capacity - HEADER_SIZE);
  g_assert (written >= 0);
  return g_bytes_new_take (g_realloc (out, HEADER_SIZE + (gsize)written),
                           HEADER_SIZE + (gsize)written);
}

/**
 * brv_raster_unpack:
 * @packed: bytes that may come from anywhere
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the raster, or %NULL with %BRV_RASTER_ERROR_INVALID
 */
BrvRaster *
brv_raster_unpack (GBytes *packed, GError **error)
{
  gsize size = 0;
  const guint8 *data = NULL;
  g_autoptr (GConverter) zlib =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autofree guint8 *pixels = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;

  g_return_val_if_fail (packed != NULL, NULL);

  data = g_bytes_get_data (packed, &size);
  if (size > HEADER_SIZE && get_32 (data) == MAGIC &&
      brv_raster_is_size_valid (get_32 (data + 4), get_32 (data + 8)))
    {
      length = (gsize)get_32 (data + 4) * get_32 (data + 8) * BYTES_PER_PIXEL;
      /* One byte more than there may be shows a stream that is too long. */
      pixels = g_malloc (length + 1);
      if (convert (zlib, data + HEADER_SIZE, size - HEADER_SIZE, pixels, length + 1) ==
          (gssize)length)
        {
          order_pixels (pixels, length);
          bytes = g_bytes_new_take (g_steal_pointer (&pixels), length);
          return brv_raster_new (get_32 (data + 4), get_32 (data + 8), bytes);
        }
    }
  g_set_error_literal (error, BRV_RASTER_ERROR, BRV_RASTER_ERROR_INVALID, "not a packed raster");
  return NULL;
}
