/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first picture of a GIF to pixels, by giflib. */

#include "config.h"

#include <string.h>

#include <gif_lib.h>

#include "import/brv-pixels.h"

typedef struct
{
  const guint8 *data;
  gsize length;
} Input;

static int
read_cb (GifFileType *gif, GifByteType *out, int wanted)
{
  Input *input = gif->UserData;
  gsize n = MIN ((gsize)wanted, input->length);

  memcpy (out, input->data, n);
  input->data += n;
  input->length -= n;
  return (int)n;
}

/* Reads an extension; of those only the colour that stands for transparency counts. */
static gboolean
read_extension (GifFileType *gif, GraphicsControlBlock *control)
{
  int code = 0;
  GifByteType *bytes = NULL;

  if (DGifGetExtension (gif, &code, &bytes) == GIF_ERROR)
    return FALSE;
  if (bytes != NULL && code == GRAPHICS_EXT_FUNC_CODE)
    DGifExtensionToGCB (bytes[0], bytes + 1, control);
  while (bytes != NULL)
    if (DGifGetExtensionNext (gif, &bytes) == GIF_ERROR)
      return FALSE;
  return TRUE;
}

static void
put_row (
  BrvPixels *pixels, const GifFileType *gif, const GifPixelType *row, guint y, int transparent)
{
  const ColorMapObject *map = gif->Image.ColorMap != NULL ? gif->Image.ColorMap : gif->SColorMap;

  for (guint i = 0; i < (guint)gif->Image.Width; i++)
    {
      guint x = (guint)gif->Image.Left + i;
      guint8 *out = pixels->rgba + ((gsize)y * pixels->width_px + x) * 4;

      if (x >= pixels->width_px || y >= pixels->height_px || row[i] == transparent ||
          row[i] >= map->ColorCount)
        continue;
      out[0] = map->Colors[row[i]].Red;
      out[1] = map->Colors[row[i]].Green;
      out[2] = map->Colors[row[i]].Blue;
      out[3] = 0xFF;
    }
}

/* Source: GIF89a specification, appendix E: the rows of an interlaced picture. */
static gboolean
read_rows (GifFileType *gif, BrvPixels *pixels, int transparent)
{
  static const guint starts[] = { 0, 4, 2, 1 };
  static const guint steps[] = { 8, 8, 4, 2 };
  guint n_passes = gif->Image.Interlace ? G_N_ELEMENTS (starts) : 1;
  g_autofree GifPixelType *row = g_new0 (GifPixelType, (gsize)gif->Image.Width);

  if (gif->Image.ColorMap == NULL && gif->SColorMap == NULL)
    return FALSE;
  for (guint pass = 0; pass < n_passes; pass++)
    {
      guint step = gif->Image.Interlace ? steps[pass] : 1;

      for (guint y = starts[pass]; y < (guint)gif->Image.Height; y += step)
        {
          if (DGifGetLine (gif, row, gif->Image.Width) == GIF_ERROR)
            return FALSE;
          put_row (pixels, gif, row, (guint)gif->Image.Top + y, transparent);
        }
    }
  return TRUE;
}

static gboolean
read_first (GifFileType *gif, BrvPixels *pixels)
{
  GraphicsControlBlock control = { .TransparentColor = NO_TRANSPARENT_COLOR };

  if (gif->SWidth <= 0 || gif->SHeight <= 0 ||
      !brv_pixels_init (pixels, (guint64)gif->SWidth, (guint64)gif->SHeight))
    return FALSE;
  for (;;)
    {
      GifRecordType type = UNDEFINED_RECORD_TYPE;

      if (DGifGetRecordType (gif, &type) == GIF_ERROR)
        return FALSE;
      if (type == EXTENSION_RECORD_TYPE && read_extension (gif, &control))
        continue;
      return type == IMAGE_DESC_RECORD_TYPE && DGifGetImageDesc (gif) != GIF_ERROR &&
             gif->Image.Width > 0 && gif->Image.Height > 0 && gif->Image.Left >= 0 &&
             gif->Image.Top >= 0 && read_rows (gif, pixels, control.TransparentColor);
    }
}

/**
 * brv_gif_read:
 * @data: (array length=length): a GIF file
 * @length: bytes of it
 * @pixels: (out caller-allocates): its first picture; to be cleared whatever the result
 *
 * Returns: whether it could be read
 */
gboolean
brv_gif_read (const guint8 *data, gsize length, BrvPixels *pixels)
{
  Input input = { data, length };
  GifFileType *gif = DGifOpen (&input, read_cb, NULL);
  gboolean good = FALSE;

  *pixels = (BrvPixels){ 0 };
  if (gif == NULL)
    return FALSE;
  good = read_first (gif, pixels);
  DGifCloseFile (gif, NULL);
  return good;
}
