/* SPDX-License-Identifier: GPL-3.0-or-later */

/* WebP to pixels, by libwebp; of a moving picture the first one. */

#include "config.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include "import/brv-pixels.h"

static gboolean
decode (const guint8 *data, gsize length, BrvPixels *pixels)
{
  gsize stride = (gsize)pixels->width_px * 4;

  return WebPDecodeRGBAInto (data, length, pixels->rgba, stride * pixels->height_px, (int)stride) !=
         NULL;
}

/* The first picture may be smaller than the canvas; it is shown alone, as it covers nothing. */
static gboolean
read_first (const guint8 *data, gsize length, BrvPixels *pixels)
{
  const WebPData file = { data, length };
  WebPDemuxer *demuxer = WebPDemux (&file);
  WebPIterator iterator = { 0 };
  gboolean good = FALSE;

  if (demuxer == NULL)
    return FALSE;
  if (WebPDemuxGetFrame (demuxer, 1, &iterator))
    {
      good = iterator.complete && iterator.width > 0 && iterator.height > 0 &&
             brv_pixels_init (pixels, (guint64)iterator.width, (guint64)iterator.height) &&
             decode (iterator.fragment.bytes, iterator.fragment.size, pixels);
      WebPDemuxReleaseIterator (&iterator);
    }
  WebPDemuxDelete (demuxer);
  return good;
}

/**
 * brv_webp_read:
 * @data: (array length=length): a WebP file
 * @length: bytes of it
 * @pixels: (out caller-allocates): its picture; to be cleared whatever the result
 *
 * Returns: whether it could be read
 */
gboolean
brv_webp_read (const guint8 *data, gsize length, BrvPixels *pixels)
{
  WebPBitstreamFeatures features = { 0 };

  *pixels = (BrvPixels){ 0 };
  if (WebPGetFeatures (data, length, &features) != VP8_STATUS_OK || features.width <= 0 ||
      features.height <= 0)
    return FALSE;
  if (features.has_animation)
    return read_first (data, length, pixels);
  return brv_pixels_init (pixels, (guint64)features.width, (guint64)features.height) &&
         decode (data, length, pixels);
}
