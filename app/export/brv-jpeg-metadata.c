/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "export/brv-jpeg-metadata.h"

/* Source: ITU-T T.81 (09/92), table B.1. */
enum
{
  MARKER_RST0 = 0xD0,
  MARKER_RST7 = 0xD7,
  MARKER_EOI = 0xD9,
  MARKER_SOS = 0xDA,
  MARKER_APP0 = 0xE0,
  MARKER_APP14 = 0xEE,
  MARKER_APP15 = 0xEF,
  MARKER_COM = 0xFE,
};

/* Of what programs add, only JFIF's head and Adobe's say how the pixels are to be read. */
static gboolean
is_metadata (guint marker)
{
  return marker == MARKER_COM ||
         (marker > MARKER_APP0 && marker <= MARKER_APP15 && marker != MARKER_APP14);
}

/* The end of the coded pixels that begin at @at: the next marker that is none of theirs. */
static gsize
skip_pixels (const guint8 *data, gsize length, gsize at)
{
  while (at + 1 < length && (data[at] != 0xFF || data[at + 1] == 0 || data[at + 1] == 0xFF ||
                             (data[at + 1] >= MARKER_RST0 && data[at + 1] <= MARKER_RST7)))
    at++;
  return at + 1 < length ? at : length;
}

/**
 * brv_jpeg_metadata_strip:
 * @image: the bytes of a JPEG
 *
 * Leaves out what a camera and programs wrote beside the pixels: the place and time of a photo, the
 * camera's number, previews of what was cut off, and all that follows the end of the image.
 *
 * Source: ITU-T T.81 (09/92), annex B; Exif 2.32, §4.5.4 (APP1); CIPA DC-007 (previews after the end).
 *
 * Returns: (transfer full): the same picture, or @image if it is no JPEG or damaged
 */
GBytes *
brv_jpeg_metadata_strip (GBytes *image)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (image, &length);
  g_autoptr (GByteArray) kept = NULL;
  gsize at = 2;

  if (length < 4 || data[0] != 0xFF || data[1] != 0xD8)
    return g_bytes_ref (image);
  kept = g_byte_array_sized_new ((guint)length);
  g_byte_array_append (kept, data, 2);
  while (at + 4 <= length && data[at] == 0xFF && data[at + 1] != MARKER_EOI)
    {
      guint marker = data[at + 1];
      gsize end = at + 2 + ((gsize)data[at + 2] << 8 | data[at + 3]);

      if (marker == 0xFF) /* fill byte */
        {
          at++;
          continue;
        }
      if (end > length)
        return g_bytes_ref (image);
      if (marker == MARKER_SOS)
        end = skip_pixels (data, length, end);
      if (!is_metadata (marker))
        g_byte_array_append (kept, data + at, (guint)(end - at));
      at = end;
    }
  if (at + 2 > length || data[at] != 0xFF || data[at + 1] != MARKER_EOI)
    return g_bytes_ref (image);
  g_byte_array_append (kept, data + at, 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&kept));
}
