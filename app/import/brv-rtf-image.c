/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-rtf-image.h"

#define MAX_IMAGE_BYTES ((gsize)16 * 1024 * 1024)

/**
 * brv_rtf_image_init:
 * @self: (out caller-allocates): an image; to be cleared
 */
void
brv_rtf_image_init (BrvRtfImage *self)
{
  *self = (BrvRtfImage){ .bytes = g_byte_array_new (), .half = -1 };
}

/**
 * brv_rtf_image_clear:
 * @self: an image
 *
 * Frees what @self holds.
 */
void
brv_rtf_image_clear (BrvRtfImage *self)
{
  g_byte_array_unref (self->bytes);
}

/**
 * brv_rtf_image_begin:
 * @self: an image
 *
 * Begins another one, of which nothing is known.
 */
void
brv_rtf_image_begin (BrvRtfImage *self)
{
  self->half = -1;
  self->is_known = FALSE;
}

/**
 * brv_rtf_image_read_word:
 * @self: an image
 * @token: a control word of its group
 *
 * Notes what kind of image it is.
 */
void
brv_rtf_image_read_word (BrvRtfImage *self, const BrvRtfToken *token)
{
  self->is_known =
    self->is_known || g_str_equal (token->name, "pngblip") || g_str_equal (token->name, "jpegblip");
}

/**
 * brv_rtf_image_append:
 * @self: an image
 * @token: binary data, or text of hexadecimal digits
 *
 * Appends to its bytes, up to 16 MiB.
 */
void
brv_rtf_image_append (BrvRtfImage *self, const BrvRtfToken *token)
{
  if (self->bytes->len + token->length > MAX_IMAGE_BYTES)
    return;
  if (token->kind == BRV_RTF_DATA)
    {
      g_byte_array_append (self->bytes, token->data, (guint)token->length);
      return;
    }
  for (gsize i = 0; i < token->length; i++)
    {
      gint digit = g_ascii_xdigit_value ((char)token->data[i]);

      if (digit < 0)
        continue;
      if (self->half < 0)
        self->half = digit;
      else
        {
          guint8 byte = (guint8)(self->half * 16 + digit);

          g_byte_array_append (self->bytes, &byte, 1);
          self->half = -1;
        }
    }
}

/**
 * brv_rtf_image_end:
 * @self: an image
 *
 * Returns: (transfer full) (nullable): its bytes; %NULL if it is of no kind that can be shown
 */
GBytes *
brv_rtf_image_end (BrvRtfImage *self)
{
  GBytes *bytes = self->is_known ? g_bytes_new (self->bytes->data, self->bytes->len) : NULL;

  g_byte_array_set_size (self->bytes, 0);
  return bytes;
}
