/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one thing of what cameras write into their pictures that changes what is seen. */

#include "config.h"

#include "import/brv-exif.h"

#include <string.h>

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT      3
/* A directory of a camera has some dozens of entries. */
#define MAX_ENTRIES 512

/* A TIFF structure, in the byte order that it names itself. */
typedef struct
{
  const guint8 *data;
  gsize length;
  gboolean big_endian;
} Tiff;

static guint
read_number (const Tiff *tiff, gsize at, guint n_bytes)
{
  guint value = 0;

  if (at > tiff->length || tiff->length - at < n_bytes)
    return 0;
  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | tiff->data[tiff->big_endian ? at + i : at + n_bytes - 1 - i];
  return value;
}

/* Source: Exif 2.32 (JEITA CP-3451E), 4.6.2 (directories) and 4.6.4 (Orientation). */
static BrvOrientation
read_tiff (const guint8 *data, gsize length)
{
  Tiff tiff = { data, length, length > 0 && data[0] == 'M' };
  gsize at = read_number (&tiff, 4, 4);
  guint n_entries = MIN (read_number (&tiff, at, 2), MAX_ENTRIES);

  if (read_number (&tiff, 2, 2) != 42)
    return BRV_ORIENTATION_UPRIGHT;
  for (guint i = 0; i < n_entries; i++)
    {
      gsize entry = at + 2 + (gsize)i * 12;
      guint value = read_number (&tiff, entry + 8, 2);

      if (read_number (&tiff, entry, 2) == TAG_ORIENTATION &&
          read_number (&tiff, entry + 2, 2) == TYPE_SHORT && value >= BRV_ORIENTATION_UPRIGHT &&
          value <= BRV_ORIENTATION_TURN_LEFT)
        return (BrvOrientation)value;
    }
  return BRV_ORIENTATION_UPRIGHT;
}

/**
 * brv_exif_find_orientation:
 * @jpeg: (array length=length): a JPEG file that may be hostile
 * @length: bytes of it
 *
 * Returns: how the picture is to be seen; upright where nothing is said
 */
BrvOrientation
brv_exif_find_orientation (const guint8 *jpeg, gsize length)
{
  static const guint8 mark[] = { 'E', 'x', 'i', 'f', 0, 0 };

  for (gsize at = 2; at + 4 <= length && jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA;)
    {
      gsize n = (gsize)jpeg[at + 2] << 8 | jpeg[at + 3];

      if (jpeg[at + 1] == 0xFF)
        {
          at++;
          continue;
        }
      if (n < 2 || n > length - at - 2)
        break;
      if (jpeg[at + 1] == 0xE1 && n > 2 + sizeof mark &&
          memcmp (jpeg + at + 4, mark, sizeof mark) == 0)
        return read_tiff (jpeg + at + 4 + sizeof mark, n - 2 - sizeof mark);
      at += 2 + n;
    }
  return BRV_ORIENTATION_UPRIGHT;
}

/**
 * brv_orientation_is_sideways:
 * @self: an orientation
 *
 * Returns: whether the width of what is stored is the height of what is seen
 */
gboolean
brv_orientation_is_sideways (BrvOrientation self)
{
  return self >= BRV_ORIENTATION_TRANSPOSED;
}
