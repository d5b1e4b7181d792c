/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-image-header.h"

#include "import/brv-exif.h"

static guint
big_endian (const guint8 *data, guint n)
{
  guint value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | data[i];
  return value;
}

static guint
little_endian (const guint8 *data, guint n)
{
  guint value = 0;

  for (guint i = n; i > 0; i--)
    value = value << 8 | data[i - 1];
  return value;
}

/* Source: ITU-T T.81, B.1.1.4 (segments have their length) and B.2.2 (frame header). */
static gboolean
read_jpeg (const guint8 *data, gsize length, BrvImageHeader *header)
{
  for (gsize at = 2; at + 9 < length && data[at] == 0xFF;)
    {
      guint8 marker = data[at + 1];

      if (marker == 0xFF)
        at++;
      else if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
               marker != 0xCC)
        {
          guint width_px = big_endian (data + at + 7, 2);
          guint height_px = big_endian (data + at + 5, 2);
          gboolean sideways =
            brv_orientation_is_sideways (brv_exif_find_orientation (data, length));

          *header = (BrvImageHeader){ "image/jpeg", sideways ? height_px : width_px,
                                      sideways ? width_px : height_px };
          return TRUE;
        }
      else
        at += 2 + (gsize)big_endian (data + at + 2, 2);
    }
  return FALSE;
}

/* Source: RFC 9649, §2.5 to §2.7. */
static gboolean
read_webp (const guint8 *data, gsize length, BrvImageHeader *header)
{
  header->media_type = "image/webp";
  if (length < 30)
    return FALSE;
  if (memcmp (data + 12, "VP8X", 4) == 0)
    {
      header->width_px = 1 + little_endian (data + 24, 3);
      header->height_px = 1 + little_endian (data + 27, 3);
    }
  else if (memcmp (data + 12, "VP8L", 4) == 0)
    {
      guint bits = little_endian (data + 21, 4);

      header->width_px = 1 + (bits & 0x3FFF);
      header->height_px = 1 + (bits >> 14 & 0x3FFF);
    }
  else
    {
      header->width_px = little_endian (data + 26, 2) & 0x3FFF;
      header->height_px = little_endian (data + 28, 2) & 0x3FFF;
    }
  return TRUE;
}

/**
 * brv_image_header_read:
 * @bytes: a file
 * @header: (out): what it says
 *
 * Reads the kind and size of a PNG, JPEG, GIF or WebP file: the size that is seen, as a camera that
 * was held upright also writes its rows along the longer side.
 *
 * Returns: whether it is one, with a width and a height
 */
gboolean
brv_image_header_read (GBytes *bytes, BrvImageHeader *header)
{
  gsize length = 0;
  const guint8 *data = NULL;
  gboolean found = FALSE;

  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (header != NULL, FALSE);

  data = g_bytes_get_data (bytes, &length);
  *header = (BrvImageHeader){ NULL, 0, 0 };
  if (length >= 24 && memcmp (data, "\211PNG\r\n\032\n", 8) == 0)
    {
      *header =
        (BrvImageHeader){ "image/png", big_endian (data + 16, 4), big_endian (data + 20, 4) };
      found = TRUE;
    }
  else if (length >= 10 && memcmp (data, "GIF8", 4) == 0)
    {
      *header =
        (BrvImageHeader){ "image/gif", little_endian (data + 6, 2), little_endian (data + 8, 2) };
      found = TRUE;
    }
  else if (length >= 12 && memcmp (data, "\377\330\377", 3) == 0)
    found = read_jpeg (data, length, header);
  else if (length >= 16 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    found = read_webp (data, length, header);
  return found && header->width_px > 0 && header->height_px > 0;
}
