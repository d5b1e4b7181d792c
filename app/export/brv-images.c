/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/brv-raster.h"
#include "base/brv-sha256.h"
#include "export/brv-images.h"
#include "export/brv-jpeg-metadata.h"

/* Above so many decoded bytes all images are forgotten: about three pages full of photos. */
#define MAX_KEPT_BYTES (96u << 20)
/* Larger sides than any camera's are a fault or an attack. */
#define MAX_SIDE_PX 32767
/* As many as the decoder in the worker lets in; briefs that came from elsewhere may hold anything. */
#define MAX_PIXELS_JPEG (150u * 1000 * 1000)

struct _BrvImages
{
  GHashTable *pixels; /* GBytes (by pointer, owned) → cairo_surface_t */
  GHashTable *jpegs;  /* likewise: surfaces that have the bytes of a JPEG and no pixels */
  gsize kept_bytes;
  BrvRasterFunc raster_func; /* (nullable) */
  gpointer raster_data;
};

typedef struct
{
  guint width_px;
  guint height_px;
  guint n_channels;
} JpegSize;

/*
 * Reads the frame header of a JPEG. Source: ITU-T T.81 (09/92) §B.1.1.3 (markers) and §B.2.2
 * (frame header).
 */
static gboolean
read_jpeg_size (const guint8 *data, gsize length, JpegSize *size)
{
  gsize at = 2;

  while (at + 9 < length && data[at] == 0xff)
    {
      guint marker = data[at + 1];
      gsize segment = (gsize)data[at + 2] << 8 | data[at + 3];

      if (marker == 0xff) /* fill byte */
        {
          at++;
          continue;
        }
      /* SOF0 … SOF15 without DHT, JPG and DAC, which share their range */
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          size->height_px = (guint)data[at + 5] << 8 | data[at + 6];
          size->width_px = (guint)data[at + 7] << 8 | data[at + 8];
          size->n_channels = data[at + 9];
          return data[at + 4] == 8 && size->width_px > 0 && size->height_px > 0 &&
                 size->width_px <= MAX_SIDE_PX && size->height_px <= MAX_SIDE_PX &&
                 size->width_px * size->height_px <= MAX_PIXELS_JPEG;
        }
      at += 2 + segment;
    }
  return FALSE;
}

static void
set_image_error (GError **error, const char *reason)
{
  g_set_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_IMAGE,
               _ ("A figure's image cannot be used: %s. Save it as an RGB image in PNG or JPEG "
                  "format and add it again."),
               reason);
}

/* Names the image by its bytes, so that it goes into a PDF once however often it is shown. */
static void
set_unique_id (cairo_surface_t *surface, GBytes *image)
{
  char *hash = brv_sha256_of_bytes (image);

  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_UNIQUE_ID, (const guchar *)hash,
                                   strlen (hash), g_free, hash) != CAIRO_STATUS_SUCCESS)
    g_free (hash);
}

/* Where a photo was taken is no part of the page. Cairo hands a JPEG's bytes on and looks at the pixels of its surface only to know its size. */
static cairo_surface_t *
load_jpeg (GBytes *image, GError **error)
{
  JpegSize size;
  gsize length;
  g_autoptr (GBytes) bare = brv_jpeg_metadata_strip (image);
  const guint8 *data = g_bytes_get_data (bare, &length);
  cairo_surface_t *surface;

  if (!read_jpeg_size (data, length, &size))
    {
      set_image_error (error, _ ("it is damaged"));
      return NULL;
    }
  if (size.n_channels != 1 && size.n_channels != 3)
    {
      set_image_error (error, _ ("its colours are for a printing press (CMYK)"));
      return NULL;
    }
  surface = cairo_image_surface_create (size.n_channels == 1 ? CAIRO_FORMAT_A8 : CAIRO_FORMAT_RGB24,
                                        (int)size.width_px, (int)size.height_px);
  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, length,
                                   (cairo_destroy_func_t)g_bytes_unref,
                                   g_bytes_ref (bare)) != CAIRO_STATUS_SUCCESS)
    g_bytes_unref (bare);
  return surface;
}

static void
keep_surface (BrvImages *self, GHashTable *surfaces, GBytes *image, cairo_surface_t *surface)
{
  gsize bytes = (gsize)cairo_image_surface_get_stride (surface) *
                (gsize)cairo_image_surface_get_height (surface);

  if (self->kept_bytes + bytes > MAX_KEPT_BYTES)
    {
      g_hash_table_remove_all (self->pixels);
      g_hash_table_remove_all (self->jpegs);
      self->kept_bytes = 0;
    }
  self->kept_bytes += bytes;
  g_hash_table_insert (surfaces, g_bytes_ref (image), surface);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (NULL, NULL, (GDestroyNotify)g_bytes_unref,
                                (GDestroyNotify)cairo_surface_destroy);
}

/**
 * brv_images_new:
 *
 * Starts without an image.
 *
 * Returns: (transfer full): no images
 */
BrvImages *
brv_images_new (void)
{
  BrvImages *self = g_new0 (BrvImages, 1);

  self->pixels = new_table ();
  self->jpegs = new_table ();
  return self;
}

/**
 * brv_images_free:
 * @self: (transfer full): the images
 *
 * Frees the images.
 */
void
brv_images_free (BrvImages *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->pixels);
  g_hash_table_unref (self->jpegs);
  g_free (self);
}

/**
 * brv_images_set_raster_func:
 * @self: the images
 * @func: (nullable) (scope forever): gives the pixels of an image
 * @user_data: for @func
 *
 * Sets where pixels come from. Nothing is decoded here: images may come from anywhere.
 */
void
brv_images_set_raster_func (BrvImages *self, BrvRasterFunc func, gpointer user_data)
{
  g_return_if_fail (self != NULL);

  self->raster_func = func;
  self->raster_data = user_data;
}

/**
 * brv_images_has_raster_func:
 * @self: the images
 *
 * Returns: whether images can be decoded
 */
gboolean
brv_images_has_raster_func (const BrvImages *self)
{
  return self->raster_func != NULL;
}

/**
 * brv_images_is_jpeg:
 * @image: the bytes of an image
 *
 * Tells a JPEG from other images by its first bytes.
 *
 * Source: ITU-T T.81 (09/92) §B.1.1.3, the marker SOI.
 *
 * Returns: whether it is one
 */
gboolean
brv_images_is_jpeg (GBytes *image)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (image, &length);

  return length > 3 && data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff;
}

/**
 * brv_images_find_jpeg:
 * @self: the images
 * @image: the bytes of a JPEG
 * @error: where to put a fault
 *
 * Finds a JPEG as a PDF file takes it, or looks at its frame header.
 *
 * Returns: (transfer none): an image surface with the JPEG's bytes and size, but without its pixels,
 *   valid until the next call, or %NULL with %BRV_EXPORT_ERROR_IMAGE
 */
cairo_surface_t *
brv_images_find_jpeg (BrvImages *self, GBytes *image, GError **error)
{
  cairo_surface_t *surface;

  g_return_val_if_fail (self != NULL && image != NULL, NULL);

  surface = g_hash_table_lookup (self->jpegs, image);
  if (surface != NULL)
    return surface;
  surface = load_jpeg (image, error);
  if (surface == NULL)
    return NULL;
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      set_image_error (error, _ ("it is damaged"));
      cairo_surface_destroy (surface);
      return NULL;
    }
  set_unique_id (surface, image);
  keep_surface (self, self->jpegs, image, surface);
  return surface;
}

/* Cairo only reads what is painted from. */
static cairo_surface_t *
make_surface (const BrvRaster *raster)
{
  static const cairo_user_data_key_t pixels_key;
  GBytes *pixels = g_bytes_ref (brv_raster_get_pixels (raster));
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
    (guchar *)g_bytes_get_data (pixels, NULL), CAIRO_FORMAT_ARGB32,
    (int)brv_raster_get_width_px (raster), (int)brv_raster_get_height_px (raster),
    (int)brv_raster_get_stride (raster));

  if (cairo_surface_set_user_data (surface, &pixels_key, pixels,
                                   (cairo_destroy_func_t)g_bytes_unref) != CAIRO_STATUS_SUCCESS)
    g_bytes_unref (pixels);
  return surface;
}

/* Keeps the pixels of @image, or says that there are none. */
static cairo_surface_t *
keep_raster (BrvImages *self, GBytes *image, const BrvRaster *raster, GError **error)
{
  cairo_surface_t *surface;

  if (raster == NULL)
    {
      set_image_error (error, _ ("it is damaged or too large"));
      return NULL;
    }
  surface = make_surface (raster);
  set_unique_id (surface, image);
  keep_surface (self, self->pixels, image, surface);
  return surface;
}

/**
 * brv_images_find_pixels:
 * @self: the images, with something that decodes them
 * @image: the bytes of an image
 * @error: where to put a fault
 *
 * Finds the pixels of an image, or has it decoded.
 *
 * Returns: (transfer none): an image surface, valid until the next call, or %NULL with
 *   %BRV_EXPORT_ERROR_IMAGE
 */
cairo_surface_t *
brv_images_find_pixels (BrvImages *self, GBytes *image, GError **error)
{
  cairo_surface_t *surface;
  g_autoptr (BrvRaster) raster = NULL;

  g_return_val_if_fail (self != NULL && image != NULL, NULL);

  surface = g_hash_table_lookup (self->pixels, image);
  if (surface != NULL)
    return surface;
  if (self->raster_func != NULL)
    raster = self->raster_func (image, self->raster_data, NULL);
  return keep_raster (self, image, raster, error);
}

/**
 * brv_images_find_preview:
 * @self: the images
 * @preview: a packed raster
 * @error: where to put a fault
 *
 * Finds the pixels of an image for a screen, or unpacks them.
 *
 * Returns: (transfer none): an image surface, valid until the next call, or %NULL with
 *   %BRV_EXPORT_ERROR_IMAGE
 */
cairo_surface_t *
brv_images_find_preview (BrvImages *self, GBytes *preview, GError **error)
{
  cairo_surface_t *surface;
  g_autoptr (BrvRaster) raster = NULL;

  g_return_val_if_fail (self != NULL && preview != NULL, NULL);

  surface = g_hash_table_lookup (self->pixels, preview);
  if (surface != NULL)
    return surface;
  raster = brv_raster_unpack (preview, NULL);
  return keep_raster (self, preview, raster, error);
}
