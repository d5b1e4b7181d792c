/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JPEG to pixels and back, by libjpeg-turbo. */

#include "config.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "import/brv-jpeg.h"

/* What is written was read from a JPEG: its losses must not be seen a second time. */
#define QUALITY 95

typedef struct
{
  struct jpeg_error_mgr manager; /* first: libjpeg knows only this part */
  jmp_buf jump;
} ErrorManager;

static G_NORETURN void
error_exit_cb (j_common_ptr info)
{
  ErrorManager *manager = (ErrorManager *)info->err;

  longjmp (manager->jump, 1);
}

static void
output_message_cb (j_common_ptr info)
{
}

/* The smallest eighths, quarters or halves of the picture with a side of max_px. */
static guint
choose_denominator (guint width, guint height, guint max_px)
{
  guint denominator = 8;

  while (denominator > 1 && MAX (width, height) / denominator < max_px)
    denominator /= 2;
  return denominator;
}

/* Adobe's programs write four-colour pictures inverted, and hardly any other writes them. */
static void
convert_cmyk (guint8 *row, guint width)
{
  for (guint i = 0; i < width; i++)
    {
      guint8 *p = row + (gsize)i * 4;
      guint black = p[3];

      for (guint k = 0; k < 3; k++)
        p[k] = (guint8)(p[k] * black / 255);
      p[3] = 0xFF;
    }
}

/* Apart from brv_jpeg_read(), because libjpeg's errors jump out of it. */
static gboolean
read_rows (struct jpeg_decompress_struct *info,
           const guint8 *data,
           gsize length,
           guint max_px,
           BrvPixels *pixels)
{
  ErrorManager *manager = (ErrorManager *)info->err;
  gboolean four_colours = FALSE;

  if (setjmp (manager->jump) != 0)
    return FALSE;
  jpeg_create_decompress (info);
  jpeg_mem_src (info, data, length);
  if (jpeg_read_header (info, TRUE) != JPEG_HEADER_OK ||
      (guint64)info->image_width * info->image_height > BRV_PIXELS_MAX_JPEG)
    return FALSE;
  four_colours = info->num_components == 4;
  info->scale_num = 1;
  info->scale_denom = choose_denominator (info->image_width, info->image_height, max_px);
  info->out_color_space = four_colours ? JCS_CMYK : JCS_EXT_RGBA;
  jpeg_start_decompress (info);
  if (info->output_components != 4 ||
      !brv_pixels_init (pixels, info->output_width, info->output_height))
    return FALSE;
  while (info->output_scanline < info->output_height)
    {
      JSAMPROW row = pixels->rgba + (gsize)info->output_scanline * pixels->width_px * 4;

      if (jpeg_read_scanlines (info, &row, 1) != 1)
        return FALSE;
      if (four_colours)
        convert_cmyk (row, pixels->width_px);
    }
  jpeg_finish_decompress (info);
  return TRUE;
}

/**
 * brv_jpeg_read:
 * @data: (array length=length): a JPEG file
 * @length: bytes of it
 * @max_px: the longer side wanted at least, if the picture has as many
 * @width_px: (out): the picture's own width
 * @height_px: (out): the picture's own height
 * @pixels: (out caller-allocates): the picture, perhaps smaller than it is; to be cleared whatever
 *   the result
 *
 * Returns: whether it could be read
 */
gboolean
brv_jpeg_read (const guint8 *data,
               gsize length,
               guint max_px,
               guint *width_px,
               guint *height_px,
               BrvPixels *pixels)
{
  struct jpeg_decompress_struct info = { 0 };
  ErrorManager manager = { 0 };
  gboolean good = FALSE;

  *pixels = (BrvPixels){ 0 };
  info.err = jpeg_std_error (&manager.manager);
  manager.manager.error_exit = error_exit_cb;
  manager.manager.output_message = output_message_cb;
  good = read_rows (&info, data, length, max_px, pixels);
  *width_px = info.image_width;
  *height_px = info.image_height;
  jpeg_destroy_decompress (&info);
  return good;
}

/* Apart from brv_jpeg_write(), because libjpeg's errors jump out of it. */
static gboolean
write_rows (struct jpeg_compress_struct *info,
            const BrvPixels *pixels,
            unsigned char **data,
            unsigned long *length)
{
  ErrorManager *manager = (ErrorManager *)info->err;

  if (setjmp (manager->jump) != 0)
    return FALSE;
  jpeg_create_compress (info);
  jpeg_mem_dest (info, data, length);
  info->image_width = pixels->width_px;
  info->image_height = pixels->height_px;
  info->input_components = 4;
  info->in_color_space = JCS_EXT_RGBA;
  jpeg_set_defaults (info);
  jpeg_set_quality (info, QUALITY, TRUE);
  jpeg_start_compress (info, TRUE);
  while (info->next_scanline < info->image_height)
    {
      JSAMPROW row = pixels->rgba + (gsize)info->next_scanline * pixels->width_px * 4;

      jpeg_write_scanlines (info, &row, 1);
    }
  jpeg_finish_compress (info);
  return TRUE;
}

/**
 * brv_jpeg_write:
 * @pixels: a picture that hides nothing behind it
 *
 * Returns: (transfer full) (nullable): it as a JPEG file, or %NULL if there was no memory for it
 */
GBytes *
brv_jpeg_write (const BrvPixels *pixels)
{
  struct jpeg_compress_struct info = { 0 };
  ErrorManager manager = { 0 };
  unsigned char *data = NULL;
  unsigned long length = 0;
  GBytes *bytes = NULL;

  g_return_val_if_fail (pixels != NULL && pixels->rgba != NULL, NULL);

  info.err = jpeg_std_error (&manager.manager);
  manager.manager.error_exit = error_exit_cb;
  manager.manager.output_message = output_message_cb;
  if (write_rows (&info, pixels, &data, &length))
    bytes = g_bytes_new (data, length);
  jpeg_destroy_compress (&info);
  free (data);
  return bytes;
}
