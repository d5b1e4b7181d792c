/* SPDX-License-Identifier: GPL-3.0-or-later */

/* PNG to pixels and back, by libpng. */

#include "config.h"

#include <setjmp.h>
#include <string.h>

#include <png.h>

#include "import/brv-pixels.h"

/* A fast level: pages hold many small pictures, and they are packed with the brief once more. */
#define COMPRESSION_LEVEL 4
/* No chunk that an article's picture needs is larger. */
#define MAX_CHUNK_BYTES ((png_alloc_size_t)8 * 1024 * 1024)
#define MAX_CHUNKS      1000

typedef struct
{
  const guint8 *data;
  gsize length;
} Input;

static void
read_cb (png_structp png, png_bytep out, size_t length)
{
  Input *input = png_get_io_ptr (png);

  if (length > input->length)
    png_error (png, "short");
  memcpy (out, input->data, length);
  input->data += length;
  input->length -= length;
}

static G_NORETURN void
error_cb (png_structp png, png_const_charp message)
{
  png_longjmp (png, 1);
}

static void
warning_cb (png_structp png, png_const_charp message)
{
}

/* Whatever the file holds, rows come as 8 bits of red, green, blue and alpha. */
static void
set_transformations (png_structp png)
{
  png_set_expand (png);
  png_set_strip_16 (png);
  png_set_gray_to_rgb (png);
  png_set_add_alpha (png, 0xFF, PNG_FILLER_AFTER);
}

/* Apart from brv_png_read(), because libpng's errors jump out of it. */
static gboolean
read_rows (png_structp png, png_infop info, Input *input, BrvPixels *pixels)
{
  int passes = 0;

  if (setjmp (png_jmpbuf (png)) != 0)
    return FALSE;
  png_set_read_fn (png, input, read_cb);
  png_set_user_limits (png, BRV_PIXELS_MAX_SIDE, BRV_PIXELS_MAX_SIDE);
  png_set_chunk_malloc_max (png, MAX_CHUNK_BYTES);
  png_set_chunk_cache_max (png, MAX_CHUNKS);
  png_read_info (png, info);
  if (!brv_pixels_init (pixels, png_get_image_width (png, info), png_get_image_height (png, info)))
    return FALSE;
  set_transformations (png);
  passes = png_set_interlace_handling (png);
  png_read_update_info (png, info);
  if (png_get_rowbytes (png, info) != (gsize)pixels->width_px * 4)
    return FALSE;
  for (int pass = 0; pass < passes; pass++)
    for (guint y = 0; y < pixels->height_px; y++)
      png_read_row (png, pixels->rgba + (gsize)y * pixels->width_px * 4, NULL);
  return TRUE;
}

/**
 * brv_png_read:
 * @data: (array length=length): a PNG file
 * @length: bytes of it
 * @pixels: (out caller-allocates): its picture; to be cleared whatever the result
 *
 * Returns: whether it could be read
 */
gboolean
brv_png_read (const guint8 *data, gsize length, BrvPixels *pixels)
{
  Input input = { data, length };
  png_structp png = png_create_read_struct (PNG_LIBPNG_VER_STRING, NULL, error_cb, warning_cb);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  gboolean good = FALSE;

  *pixels = (BrvPixels){ 0 };
  good = info != NULL && read_rows (png, info, &input, pixels);
  png_destroy_read_struct (&png, &info, NULL);
  return good;
}

static void
write_cb (png_structp png, png_bytep data, size_t length)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint)length);
}

static void
flush_cb (png_structp png)
{
}

static gboolean
is_opaque (const BrvPixels *pixels)
{
  gsize n = (gsize)pixels->width_px * pixels->height_px;

  for (gsize i = 0; i < n; i++)
    if (pixels->rgba[i * 4 + 3] != 0xFF)
      return FALSE;
  return TRUE;
}

static gboolean
write_rows (
  png_structp png, png_infop info, const BrvPixels *pixels, const gboolean opaque, GByteArray *out)
{
  if (setjmp (png_jmpbuf (png)) != 0)
    return FALSE;
  png_set_write_fn (png, out, write_cb, flush_cb);
  png_set_compression_level (png, COMPRESSION_LEVEL);
  png_set_IHDR (png, info, pixels->width_px, pixels->height_px, 8,
                opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info (png, info);
  if (opaque)
    png_set_filler (png, 0, PNG_FILLER_AFTER);
  for (guint y = 0; y < pixels->height_px; y++)
    png_write_row (png, pixels->rgba + (gsize)y * pixels->width_px * 4);
  png_write_end (png, info);
  return TRUE;
}

/**
 * brv_png_write:
 * @pixels: a picture
 *
 * Returns: (transfer full) (nullable): a PNG file of it with nothing else in it, or %NULL if
 *   libpng refuses
 */
GBytes *
brv_png_write (const BrvPixels *pixels)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, error_cb, warning_cb);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  gboolean good = info != NULL && write_rows (png, info, pixels, is_opaque (pixels), out);

  png_destroy_write_struct (&png, &info);
  return good ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
}
