/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-sha256.h"
#include "model/brv-image.h"

struct _BrvImage
{
  GBytes *bytes;
  char *sha256;
  char *media_type;
  guint width_px;
  guint height_px;
  GBytes *preview;      /* (nullable) */
  char *preview_sha256; /* (nullable) */
};

/**
 * brv_image_new:
 * @bytes: a JPEG or PNG
 * @media_type: "image/jpeg" or "image/png"
 * @width_px: its width, from 1 to %BRV_IMAGE_MAX_SIDE_PX
 * @height_px: its height, likewise
 * @preview: (nullable): a packed #BrvRaster that shows the same
 *
 * Returns: (transfer full): an image
 */
BrvImage *
brv_image_new (
  GBytes *bytes, const char *media_type, guint width_px, guint height_px, GBytes *preview)
{
  BrvImage *self;

  g_return_val_if_fail (bytes != NULL && media_type != NULL, NULL);
  g_return_val_if_fail (width_px >= 1 && width_px <= BRV_IMAGE_MAX_SIDE_PX, NULL);
  g_return_val_if_fail (height_px >= 1 && height_px <= BRV_IMAGE_MAX_SIDE_PX, NULL);

  self = g_atomic_rc_box_new0 (BrvImage);
  self->bytes = g_bytes_ref (bytes);
  self->sha256 = brv_sha256_of_bytes (bytes);
  self->media_type = g_strdup (media_type);
  self->width_px = width_px;
  self->height_px = height_px;
  if (preview != NULL)
    {
      self->preview = g_bytes_ref (preview);
      self->preview_sha256 = brv_sha256_of_bytes (preview);
    }
  return self;
}

/**
 * brv_image_ref:
 * @self: an image
 *
 * Returns: (transfer full): @self
 */
BrvImage *
brv_image_ref (const BrvImage *self)
{
  return g_atomic_rc_box_acquire ((BrvImage *)self);
}

static void
brv_image_clear (gpointer data)
{
  BrvImage *self = data;

  g_bytes_unref (self->bytes);
  g_clear_pointer (&self->preview, g_bytes_unref);
  g_free (self->sha256);
  g_free (self->preview_sha256);
  g_free (self->media_type);
}

/**
 * brv_image_unref:
 * @self: (transfer full): an image
 */
void
brv_image_unref (BrvImage *self)
{
  g_atomic_rc_box_release_full (self, brv_image_clear);
}

/**
 * brv_image_get_bytes:
 * @self: an image
 *
 * Returns: (transfer none): the JPEG or PNG
 */
GBytes *
brv_image_get_bytes (const BrvImage *self)
{
  return self->bytes;
}

/**
 * brv_image_get_sha256:
 * @self: an image
 *
 * Returns: the hash of its bytes, in hexadecimal digits
 */
const char *
brv_image_get_sha256 (const BrvImage *self)
{
  return self->sha256;
}

/**
 * brv_image_get_media_type:
 * @self: an image
 *
 * Returns: what its bytes are
 */
const char *
brv_image_get_media_type (const BrvImage *self)
{
  return self->media_type;
}

/**
 * brv_image_get_width_px:
 * @self: an image
 *
 * Returns: its width
 */
guint
brv_image_get_width_px (const BrvImage *self)
{
  return self->width_px;
}

/**
 * brv_image_get_height_px:
 * @self: an image
 *
 * Returns: its height
 */
guint
brv_image_get_height_px (const BrvImage *self)
{
  return self->height_px;
}

/**
 * brv_image_get_preview:
 * @self: an image
 *
 * Returns: (transfer none) (nullable): the packed raster
 */
GBytes *
brv_image_get_preview (const BrvImage *self)
{
  return self->preview;
}

/**
 * brv_image_get_preview_sha256:
 * @self: an image
 *
 * Returns: (nullable): the hash of the packed raster
 */
const char *
brv_image_get_preview_sha256 (const BrvImage *self)
{
  return self->preview_sha256;
}

/**
 * brv_image_equal:
 * @a: an image
 * @b: another
 *
 * Returns: whether both have the same bytes and preview
 */
gboolean
brv_image_equal (const BrvImage *a, const BrvImage *b)
{
  return a == b ||
         (g_str_equal (a->sha256, b->sha256) && g_str_equal (a->media_type, b->media_type) &&
          a->width_px == b->width_px && a->height_px == b->height_px &&
          g_strcmp0 (a->preview_sha256, b->preview_sha256) == 0);
}
