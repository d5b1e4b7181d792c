/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "export/brv-srgb-profile.h"

#define N_TAGS         9
#define N_CURVE_POINTS 1024
#define HEADER_SIZE    128
#define TAG_TABLE_SIZE (4 + N_TAGS * 12)
#define DESCRIPTION    "sRGB"
#define COPYRIGHT      "No copyright, use freely"

typedef struct
{
  const char *signature;
  guint32 offset;
  guint32 size;
} Tag;

typedef struct
{
  GByteArray *data;
  Tag tags[N_TAGS];
  guint n_tags;
} Writer;

static void
write_bytes (Writer *self, const void *bytes, guint length)
{
  g_byte_array_append (self->data, bytes, length);
}

static void
write_uint16 (Writer *self, guint value)
{
  const guint8 bytes[2] = { (guint8)(value >> 8 & 0xff), (guint8)(value & 0xff) };

  write_bytes (self, bytes, sizeof bytes);
}

static void
write_uint32 (Writer *self, guint32 value)
{
  write_uint16 (self, value >> 16);
  write_uint16 (self, value & 0xffff);
}

static void
write_zeros (Writer *self, guint n)
{
  for (guint i = 0; i < n; i++)
    write_bytes (self, "", 1);
}

/* Writes an s15Fixed16Number. */
static void
write_fixed (Writer *self, double value)
{
  write_uint32 (self, (guint32)(gint32)lround (value * 65536));
}

static void
put_uint32 (guint8 *at, guint32 value)
{
  for (guint i = 0; i < 4; i++)
    at[i] = (guint8)(value >> (24 - 8 * i) & 0xff);
}

static void
begin_tag (Writer *self, const char *signature, const char *type)
{
  while (self->data->len % 4 != 0)
    write_zeros (self, 1);
  self->tags[self->n_tags].signature = signature;
  self->tags[self->n_tags].offset = self->data->len;
  write_bytes (self, type, 4);
  write_zeros (self, 4);
}

static void
end_tag (Writer *self)
{
  Tag *tag = &self->tags[self->n_tags++];

  tag->size = self->data->len - tag->offset;
}

static void
write_header (Writer *self)
{
  write_zeros (self, 4); /* size, set at the end */
  write_zeros (self, 4);
  write_uint32 (self, 0x02100000); /* version 2.1 */
  write_bytes (self, "mntrRGB XYZ ", 12);
  write_uint16 (self, 2024); /* a date must stand here: 1 January 2024 */
  write_uint16 (self, 1);
  write_uint16 (self, 1);
  write_zeros (self, 6);
  write_bytes (self, "acsp", 4);
  write_zeros (self, 28);
  write_fixed (self, 0.9642); /* the illuminant D50 */
  write_fixed (self, 1.0);
  write_fixed (self, 0.8249);
  write_zeros (self, HEADER_SIZE - self->data->len);
}

static void
write_description (Writer *self)
{
  begin_tag (self, "desc", "desc");
  write_uint32 (self, sizeof DESCRIPTION);
  write_bytes (self, DESCRIPTION, sizeof DESCRIPTION);
  write_zeros (self, 4 + 4 + 2 + 1 + 67); /* no Unicode and no ScriptCode description */
  end_tag (self);
}

static void
write_copyright (Writer *self)
{
  begin_tag (self, "cprt", "text");
  write_bytes (self, COPYRIGHT, sizeof COPYRIGHT);
  end_tag (self);
}

static void
write_colors (Writer *self)
{
  /* White as measured, and the primaries adapted to D50. */
  static const struct
  {
    const char *signature;
    double xyz[3];
  } colors[] = {
    { "wtpt", { 0.95045, 1.0, 1.08905 } },
    { "rXYZ", { 0.43607, 0.22249, 0.01392 } },
    { "gXYZ", { 0.38515, 0.71687, 0.09708 } },
    { "bXYZ", { 0.14307, 0.06061, 0.71410 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      begin_tag (self, colors[i].signature, "XYZ ");
      for (guint j = 0; j < 3; j++)
        write_fixed (self, colors[i].xyz[j]);
      end_tag (self);
    }
}

/* The three channels share one curve. */
static void
write_curves (Writer *self)
{
  Tag curve;

  begin_tag (self, "rTRC", "curv");
  write_uint32 (self, N_CURVE_POINTS);
  for (guint i = 0; i < N_CURVE_POINTS; i++)
    {
      double x = i / (double)(N_CURVE_POINTS - 1);
      double y = x <= 0.04045 ? x / 12.92 : pow ((x + 0.055) / 1.055, 2.4);

      write_uint16 (self, (guint)lround (y * 65535));
    }
  end_tag (self);
  curve = self->tags[self->n_tags - 1];
  curve.signature = "gTRC";
  self->tags[self->n_tags++] = curve;
  curve.signature = "bTRC";
  self->tags[self->n_tags++] = curve;
}

/**
 * brv_srgb_profile_new:
 *
 * Makes an ICC profile of the colour space sRGB, for displays.
 *
 * Source: ICC.1:2001-04 §6 (the format); IEC 61966-2-1 (the curve and the primaries).
 *
 * Returns: (transfer full): the profile
 */
GBytes *
brv_srgb_profile_new (void)
{
  Writer writer = { .data = g_byte_array_new () };

  write_header (&writer);
  write_zeros (&writer, TAG_TABLE_SIZE);
  write_description (&writer);
  write_copyright (&writer);
  write_colors (&writer);
  write_curves (&writer);
  while (writer.data->len % 4 != 0)
    write_zeros (&writer, 1);

  put_uint32 (writer.data->data, writer.data->len);
  put_uint32 (writer.data->data + HEADER_SIZE, N_TAGS);
  for (guint i = 0; i < N_TAGS; i++)
    {
      guint8 *entry = writer.data->data + HEADER_SIZE + 4 + (gsize)i * 12;

      memcpy (entry, writer.tags[i].signature, 4);
      put_uint32 (entry + 4, writer.tags[i].offset);
      put_uint32 (entry + 8, writer.tags[i].size);
    }
  return g_byte_array_free_to_bytes (writer.data);
}
