/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "base/brv-raster.h"

#include "base/brv-pack.h"

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

/**
 * brv_raster_pack:
 * @self: a raster
 *
 * Returns: (transfer full): @self in fewer bytes, as brv_raster_unpack() reads them
 */
GBytes *
brv_raster_pack (const BrvRaster *self)
{
  gsize length = 0;
  const guint8 *pixels = NULL;
  g_autofree guint8 *ordered = NULL;
  g_autoptr (GBytes) packed = NULL;
  guint8 *out = NULL;
  gsize n_packed = 0;

  g_return_val_if_fail (self != NULL, NULL);

  pixels = g_bytes_get_data (self->pixels, &length);
  if (G_BYTE_ORDER != G_LITTLE_ENDIAN)
    {
      ordered = g_memdup2 (pixels, length);
      order_pixels (ordered, length);
      pixels = ordered;
    }
  packed = brv_pack (pixels, length, COMPRESSION_LEVEL);
  n_packed = g_bytes_get_size (packed);
  out = g_malloc (HEADER_SIZE + n_packed);
  put_32 (out, MAGIC);
  put_32 (out + 4, self->width_px);
  put_32 (out + 8, self->height_px);
  memcpy (out + HEADER_SIZE, g_bytes_get_data (packed, NULL), n_packed);
  return g_bytes_new_take (out, HEADER_SIZE + n_packed);
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
  gsize length = 0;

  g_return_val_if_fail (packed != NULL, NULL);

  data = g_bytes_get_data (packed, &size);
  if (size > HEADER_SIZE && get_32 (data) == MAGIC &&
      brv_raster_is_size_valid (get_32 (data + 4), get_32 (data + 8)))
    {
      g_autoptr (GBytes) pixels = NULL;

      length = (gsize)get_32 (data + 4) * get_32 (data + 8) * BYTES_PER_PIXEL;
      pixels = brv_unpack (data + HEADER_SIZE, size - HEADER_SIZE, length, NULL);
      if (pixels != NULL && g_bytes_get_size (pixels) == length)
        {
          g_autofree guint8 *ordered = g_bytes_unref_to_data (g_steal_pointer (&pixels), &length);

          order_pixels (ordered, length);
          pixels = g_bytes_new_take (g_steal_pointer (&ordered), length);
          return brv_raster_new (get_32 (data + 4), get_32 (data + 8), pixels);
        }
    }
  g_set_error_literal (error, BRV_RASTER_ERROR, BRV_RASTER_ERROR_INVALID, "not a packed raster");
  return NULL;
}
