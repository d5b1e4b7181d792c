/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-image-decoder.h"
#include "import/brv-import-error.h"
#include "import/brv-image-header.h"
#include "import/brv-jpeg.h"
#include "import/brv-pixels.h"

typedef enum
{
  KIND_JPEG,
  KIND_PNG,
  KIND_GIF,
  KIND_WEBP,
  KIND_OTHER,
} Kind;

static Kind
detect (const guint8 *data, gsize length)
{
  static const struct
  {
    Kind kind;
    gsize offset;
    const char *bytes;
  } marks[] = {
    { KIND_JPEG, 0, "\377\330\377" }, { KIND_PNG, 0, "\211PNG\r\n\032\n" },
    { KIND_GIF, 0, "GIF87a" },        { KIND_GIF, 0, "GIF89a" },
    { KIND_WEBP, 8, "WEBP" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].offset + strlen (marks[i].bytes) &&
        memcmp (data + marks[i].offset, marks[i].bytes, strlen (marks[i].bytes)) == 0)
      return marks[i].kind;
  return KIND_OTHER;
}

/* The mean of a box of pixels, premultiplied, as cairo's ARGB32. */
static guint32
average (const BrvPixels *pixels, guint x0, guint y0, guint x1, guint y1)
{
  guint64 sums[4] = { 0 };
  guint64 n = (guint64)(x1 - x0) * (y1 - y0);

  for (guint y = y0; y < y1; y++)
    for (guint x = x0; x < x1; x++)
      {
        const guint8 *p = pixels->rgba + ((gsize)y * pixels->width_px + x) * 4;

        for (guint k = 0; k < 3; k++)
          sums[k] += (guint64)p[k] * p[3];
        sums[3] += p[3];
      }
  return (guint32)((sums[3] + n / 2) / n) << 24 | (guint32)((sums[0] / 255 + n / 2) / n) << 16 |
         (guint32)((sums[1] / 255 + n / 2) / n) << 8 | (guint32)((sums[2] / 255 + n / 2) / n);
}

/* A raster no larger than max_px on a side, nor than any may be. */
static BrvRaster *
make_raster (const BrvPixels *pixels, guint max_px)
{
  guint longer = MAX (pixels->width_px, pixels->height_px);
  guint shorter = MAX (1, MIN (pixels->width_px, pixels->height_px));
  guint most = (guint)sqrt ((double)BRV_RASTER_MAX_PIXELS * longer / shorter);
  guint side = MIN (longer, MIN (max_px, MIN (most, BRV_RASTER_MAX_SIDE_PX)));
  guint width = MAX (1, (guint)((guint64)pixels->width_px * side / longer));
  guint height = MAX (1, (guint)((guint64)pixels->height_px * side / longer));
  guint32 *out = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!brv_raster_is_size_valid (width, height))
    return NULL;
  out = g_new (guint32, (gsize)width * height);
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      out[(gsize)y * width + x] = average (pixels, (guint)((guint64)x * pixels->width_px / width),
                                           (guint)((guint64)y * pixels->height_px / height),
                                           (guint)((guint64)(x + 1) * pixels->width_px / width),
                                           (guint)((guint64)(y + 1) * pixels->height_px / height));
  bytes = g_bytes_new_take (out, (gsize)width * height * sizeof *out);
  return brv_raster_new (width, height, bytes);
}

/* The longer side of the largest picture that is decoded whole. */
static guint
choose_side (GBytes *bytes)
{
  BrvImageHeader header = { 0 };
  guint64 divisor = 1;

  if (!brv_image_header_read (bytes, &header))
    return 0;
  while ((guint64)header.width_px * header.height_px / (divisor * divisor) > BRV_PIXELS_MAX)
    divisor *= 2;
  return (guint)(MAX (header.width_px, header.height_px) / divisor);
}

/* A picture whose rows are not as it is seen is turned and written anew. */
static gboolean
read_turned (GBytes *bytes, BrvOrientation orientation, BrvPixels *pixels, BrvDecodedImage *image)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (!brv_jpeg_read (data, length, choose_side (bytes), &image->width_px, &image->height_px,
                      pixels) ||
      !brv_pixels_turn_upright (pixels, orientation))
    return FALSE;
  image->width_px = pixels->width_px;
  image->height_px = pixels->height_px;
  image->bytes = brv_jpeg_write (pixels);
  return image->bytes != NULL;
}

/* image->bytes is set where the file's own are not what is wanted. */
static gboolean
read_jpeg (GBytes *bytes, guint max_px, BrvPixels *pixels, BrvDecodedImage *image)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  BrvOrientation orientation = brv_exif_find_orientation (data, length);

  if (orientation != BRV_ORIENTATION_UPRIGHT)
    return read_turned (bytes, orientation, pixels, image);
  return brv_jpeg_read (data, length, max_px, &image->width_px, &image->height_px, pixels);
}

static gboolean
read_pixels (Kind kind, GBytes *bytes, guint max_px, BrvPixels *pixels, BrvDecodedImage *image)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gboolean good = FALSE;

  if (kind == KIND_JPEG)
    return read_jpeg (bytes, max_px, pixels, image);
  if (kind == KIND_PNG)
    good = brv_png_read (data, length, pixels);
  else if (kind == KIND_GIF)
    good = brv_gif_read (data, length, pixels);
  else
    good = brv_webp_read (data, length, pixels);
  image->width_px = pixels->width_px;
  image->height_px = pixels->height_px;
  return good;
}

/**
 * brv_image_decode:
 * @bytes: an image file that may be hostile
 * @max_px: the longer side of the raster at most; 0 for no raster
 * @image: (out caller-allocates): the image; to be cleared whatever the result
 * @error: return location for an error
 *
 * Decodes JPEG, PNG, GIF and WebP, of a moving picture the first one. A JPEG's bytes stay as they
 * are, unless the camera was not held upright: nobody who shows or prints it later need know. Of all
 * else the pixels are written anew as PNG, so that nothing but them gets through.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_UNSUPPORTED for another format or
 *   %BRV_IMPORT_ERROR_DAMAGED for an image that is damaged or too large
 */
gboolean
brv_image_decode (GBytes *bytes, guint max_px, BrvDecodedImage *image, GError **error)
{
  g_auto (BrvPixels) pixels = { 0 };
  Kind kind = KIND_OTHER;

  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (image != NULL, FALSE);

  *image = (BrvDecodedImage){ 0 };
  kind = detect (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (kind == KIND_OTHER)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED, "image/*");
      return FALSE;
    }
  if (read_pixels (kind, bytes, max_px, &pixels, image))
    {
      image->media_type = g_strdup (kind == KIND_JPEG ? "image/jpeg" : "image/png");
      if (image->bytes == NULL)
        image->bytes = kind == KIND_JPEG ? g_bytes_ref (bytes) : brv_png_write (&pixels);
      image->raster = max_px > 0 ? make_raster (&pixels, max_px) : NULL;
    }
  if (image->bytes != NULL && (image->raster != NULL || max_px == 0))
    return TRUE;
  brv_decoded_image_clear (image);
  g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "image");
  return FALSE;
}

/**
 * brv_image_decode_pixels:
 * @bytes: an image file that may be hostile
 * @max_px: the longer side of the raster at most, positive
 * @error: return location for an error
 *
 * Decodes an image as brv_image_decode() does, for somebody who has its bytes already.
 *
 * Returns: (transfer full): its pixels, or %NULL with an error of brv_image_decode()
 */
BrvRaster *
brv_image_decode_pixels (GBytes *bytes, guint max_px, GError **error)
{
  g_auto (BrvPixels) pixels = { 0 };
  g_auto (BrvDecodedImage) image = { 0 };
  Kind kind = KIND_OTHER;
  BrvRaster *raster = NULL;

  g_return_val_if_fail (bytes != NULL && max_px > 0, NULL);

  kind = detect (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (kind == KIND_OTHER)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED, "image/*");
      return NULL;
    }
  if (read_pixels (kind, bytes, max_px, &pixels, &image))
    raster = make_raster (&pixels, max_px);
  if (raster == NULL)
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "image");
  return raster;
}

/**
 * brv_decoded_image_clear:
 * @self: an image
 *
 * Frees what @self holds.
 */
void
brv_decoded_image_clear (BrvDecodedImage *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->media_type, g_free);
  g_clear_pointer (&self->raster, brv_raster_unref);
}
