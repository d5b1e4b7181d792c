/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "base/brv-sha256.h"
#include "import/brv-image-decoder.h"
#include "import/brv-import-error.h"
#include "import/brv-source-builder.h"

/* Images that are kept with their bytes: more of them are decoration. */
#define MAX_IMAGES      500
#define MAX_IMAGE_BYTES ((gsize)48 * 1024 * 1024)

/* Of images without a caption: smaller ones are ornaments, buttons, letters of formulas in a line,
 * portraits of authors. */
#define MIN_PLACED_SHORTER_PX 48
#define MIN_PLACED_LONGER_PX  100

struct _BrvSourceBuilder
{
  char *format;
  GString *text;
  GArray *blocks;       /* of BrvSourceBlock */
  GArray *images;       /* of BrvSourceImage, owning all its parts */
  GStringChunk *labels; /* of the blocks' pages */
  BrvRecord *record;
  gint64 captured_us; /* 0: the file names none */
  gboolean may_be_empty;
  gboolean is_full; /* blocks were left out */
};

static void
free_string (const char *string)
{
  g_free ((char *)string);
}

static void
clear_image (gpointer data)
{
  BrvSourceImage *image = data;

  g_free ((char *)image->sha256);
  g_free ((char *)image->media_type);
  g_free ((char *)image->alternative);
  g_clear_pointer (&image->bytes, g_bytes_unref);
}

/**
 * brv_source_builder_new:
 * @format: the media type of what the source is made from
 *
 * Returns: (transfer full): a builder without blocks
 */
BrvSourceBuilder *
brv_source_builder_new (const char *format)
{
  BrvSourceBuilder *self = NULL;

  g_return_val_if_fail (format != NULL, NULL);

  self = g_new0 (BrvSourceBuilder, 1);
  self->format = g_strdup (format);
  self->text = g_string_new (NULL);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (BrvSourceBlock));
  self->images = g_array_new (FALSE, FALSE, sizeof (BrvSourceImage));
  g_array_set_clear_func (self->images, clear_image);
  self->labels = g_string_chunk_new (256);
  self->record = brv_record_new ();
  return self;
}

/**
 * brv_source_builder_free:
 * @self: (transfer full): a builder
 *
 * Frees @self.
 */
void
brv_source_builder_free (BrvSourceBuilder *self)
{
  if (self == NULL)
    return;
  g_free (self->format);
  g_string_free (self->text, TRUE);
  g_array_unref (self->blocks);
  g_array_unref (self->images);
  g_string_chunk_free (self->labels);
  brv_record_unref (self->record);
  g_free (self);
}

/* Control characters say nothing to a reader, and U+FFFC would be taken for a reference. */
static gboolean
is_dropped (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F || (c >= 0x80 && c < 0xA0) ||
         c == 0xFFFC || c == 0xFEFF;
}

/* Appends text as it stands, less what is_dropped(); CR LF and CR become LF. */
static void
append_verbatim (GString *out, const char *text, const char *end)
{
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && (p + 1 == end || p[1] != '\n'))
        g_string_append_c (out, '\n');
      else if (!is_dropped (c))
        g_string_append_unichar (out, c);
    }
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Appends text with each run of white space as one space, or as one LF if it holds one. */
static void
append_collapsed (GString *out, const char *text, const char *end)
{
  gsize start = out->len;
  char pending = '\0';

  for (const char *p = text; p < end;)
    {
      const char *run = p;

      while (p < end && !is_space (*p) && !is_dropped (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > run && pending != '\0' && out->len > start)
        g_string_append_c (out, pending);
      if (p > run)
        pending = '\0';
      g_string_append_len (out, run, p - run);
      if (p < end && *p == '\n')
        pending = '\n';
      else if (p < end && is_space (*p) && pending == '\0')
        pending = ' ';
      p = p < end ? g_utf8_next_char (p) : p;
    }
}

/* Appends one row, its cells parted by tabs. Empty cells keep their place, but at the row's end. */
static void
append_row (GString *out, const char *text, const char *end)
{
  gsize filled = out->len;

  while (text <= end)
    {
      const char *tab = memchr (text, '\t', (gsize)(end - text));
      const char *cell_end = tab != NULL ? tab : end;
      gsize cell_start = out->len;

      append_collapsed (out, text, cell_end);
      if (out->len > cell_start)
        filled = out->len;
      g_string_append_c (out, '\t');
      text = cell_end + 1;
    }
  g_string_truncate (out, filled);
}

/* Appends rows as lines; empty ones go. */
static void
append_table (GString *out, const char *text, const char *end)
{
  gsize start = out->len;

  while (text < end)
    {
      const char *lf = memchr (text, '\n', (gsize)(end - text));
      const char *row_end = lf != NULL ? lf : end;
      gsize before = out->len;
      gsize row_start = 0;

      if (before > start)
        g_string_append_c (out, '\n');
      row_start = out->len;
      append_row (out, text, row_end);
      if (out->len == row_start)
        g_string_truncate (out, before);
      text = row_end + 1;
    }
}

/* Whether there is anything to see: not only white space, no-break spaces or joiners. */
static gboolean
is_visible (const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iszerowidth (c))
        return TRUE;
    }
  return FALSE;
}

/**
 * brv_source_builder_add:
 * @self: a builder
 * @role: what the block is
 * @level: of a heading, list item or quote: from 1; else 0
 * @kept: whether it belongs to the article
 * @text: valid UTF-8; an LF in it is a line break. In a table a row is a line and a tab parts its
 *   cells.
 * @length: bytes of @text, or -1 if it ends with NUL
 *
 * Appends a block. White space is collapsed unless @role is %BRV_ROLE_PREFORMATTED; a text with
 * nothing to see adds nothing.
 *
 * Returns: whether a block was added
 */
gboolean
brv_source_builder_add (
  BrvSourceBuilder *self, BrvRole role, guint level, gboolean kept, const char *text, gssize length)
{
  BrvSourceBlock block = { .role = role, .kept = kept, .page = -1, .image = -1 };
  gsize before = 0;
  const char *end = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (role < BRV_N_ROLES, FALSE);

  end = text + (length < 0 ? strlen (text) : (gsize)length);
  before = self->text->len;
  if (before > 0)
    g_string_append_c (self->text, '\n');
  block.range.start = self->text->len;
  if (role == BRV_ROLE_PREFORMATTED)
    {
      append_verbatim (self->text, text, end);
      while (self->text->len > block.range.start &&
             g_ascii_isspace (self->text->str[self->text->len - 1]))
        g_string_truncate (self->text, self->text->len - 1);
    }
  else if (role == BRV_ROLE_TABLE)
    append_table (self->text, text, end);
  else
    append_collapsed (self->text, text, end);
  block.range.end = self->text->len;
  if (!is_visible (self->text->str + block.range.start, brv_range_length (block.range)))
    {
      g_string_truncate (self->text, before);
      return FALSE;
    }
  if (self->blocks->len >= BRV_SOURCE_BUILDER_MAX_BLOCKS)
    {
      g_string_truncate (self->text, before);
      self->is_full = TRUE;
      return FALSE;
    }
  block.level = (guint8)MIN (level, G_MAXUINT8);
  g_array_append_val (self->blocks, block);
  return TRUE;
}

/**
 * brv_source_builder_is_full:
 * @self: a builder
 *
 * Returns: whether blocks were left out, as there are %BRV_SOURCE_BUILDER_MAX_BLOCKS already
 */
gboolean
brv_source_builder_is_full (const BrvSourceBuilder *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_full;
}

/**
 * brv_source_builder_add_image:
 * @self: a builder
 * @image: what is known of an image; copied. Its bytes may be as the file holds them: they are
 *   decoded when the source is built, which also finds their type, size and hash.
 *
 * Returns: the image's index
 */
guint
brv_source_builder_add_image (BrvSourceBuilder *self, const BrvSourceImage *image)
{
  BrvSourceImage copy = { 0 };

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (image != NULL, 0);

  copy.sha256 = g_strdup (image->sha256);
  copy.media_type = g_strdup (image->media_type);
  copy.alternative = g_strdup (image->alternative);
  copy.bytes = image->bytes != NULL ? g_bytes_ref (image->bytes) : NULL;
  copy.width_px = image->width_px;
  copy.height_px = image->height_px;
  copy.above = -1;
  g_array_append_val (self->images, copy);
  return self->images->len - 1;
}

/**
 * brv_source_builder_place_image:
 * @self: a builder
 * @image: index of an image
 * @block: index of the block above which it stands, which may be yet to come, or the number of
 *   all blocks
 *
 * Says where an image stands that no caption may name. One that is as small as an ornament or an
 * author's portrait gets no place.
 */
void
brv_source_builder_place_image (BrvSourceBuilder *self, guint image, guint block)
{
  BrvSourceImage *placed = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (image < self->images->len);
  g_return_if_fail (block <= BRV_SOURCE_BUILDER_MAX_BLOCKS);

  placed = &g_array_index (self->images, BrvSourceImage, image);
  if (MIN (placed->width_px, placed->height_px) >= MIN_PLACED_SHORTER_PX &&
      MAX (placed->width_px, placed->height_px) >= MIN_PLACED_LONGER_PX)
    placed->above = (gint)block;
}

/**
 * brv_source_builder_set_last_page:
 * @self: a builder with a block
 * @page: index of a page, from 0
 * @label: (nullable): the page's printed label
 *
 * Says that the block added last begins on @page.
 */
void
brv_source_builder_set_last_page (BrvSourceBuilder *self, guint page, const char *label)
{
  BrvSourceBlock *block = NULL;

  g_return_if_fail (self != NULL && self->blocks->len > 0);

  block = &g_array_index (self->blocks, BrvSourceBlock, self->blocks->len - 1);
  block->page = (gint)page;
  block->page_label = label != NULL ? g_string_chunk_insert_const (self->labels, label) : NULL;
}

/**
 * brv_source_builder_set_last_image:
 * @self: a builder with a block
 * @image: index of an image
 *
 * Says that the block added last is about @image.
 */
void
brv_source_builder_set_last_image (BrvSourceBuilder *self, guint image)
{
  g_return_if_fail (self != NULL && self->blocks->len > 0);
  g_return_if_fail (image < self->images->len);

  g_array_index (self->blocks, BrvSourceBlock, self->blocks->len - 1).image = (gint)image;
}

/* The value with white space collapsed to single spaces; NULL if nothing is left. */
static char *
tidy_value (const char *value)
{
  g_autoptr (GString) tidy = g_string_new (NULL);

  append_collapsed (tidy, value, value + strlen (value));
  if (!is_visible (tidy->str, tidy->len))
    return NULL;
  g_strdelimit (tidy->str, "\n", ' ');
  return g_string_free (g_steal_pointer (&tidy), FALSE);
}

/**
 * brv_source_builder_set:
 * @self: a builder
 * @field: a field that is no list
 * @value: (nullable): its value; nothing is set for %NULL or white space alone
 * @evidence: how it is known
 *
 * Sets a value of the source's record.
 */
void
brv_source_builder_set (BrvSourceBuilder *self,
                        BrvSourceField field,
                        const char *value,
                        BrvEvidence evidence)
{
  g_autofree char *tidy = NULL;
  BrvRecord *record = NULL;

  g_return_if_fail (self != NULL);

  tidy = value != NULL ? tidy_value (value) : NULL;
  if (tidy == NULL)
    return;
  record = brv_record_with (self->record, field, tidy, evidence);
  brv_record_unref (self->record);
  self->record = record;
}

/**
 * brv_source_builder_set_list:
 * @self: a builder
 * @field: a field that is a list
 * @values: (array zero-terminated=1): its values; nothing is set if all are empty
 * @evidence: how they are known
 *
 * Sets a list of the source's record.
 */
void
brv_source_builder_set_list (BrvSourceBuilder *self,
                             BrvSourceField field,
                             const char *const *values,
                             BrvEvidence evidence)
{
  g_autoptr (GPtrArray) tidy = g_ptr_array_new_with_free_func (g_free);
  BrvRecord *record = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (values != NULL);

  for (guint i = 0; values[i] != NULL; i++)
    {
      char *value = tidy_value (values[i]);

      if (value != NULL)
        g_ptr_array_add (tidy, value);
    }
  if (tidy->len == 0)
    return;
  g_ptr_array_add (tidy, NULL);
  record = brv_record_with_list (self->record, field, (const char *const *)tidy->pdata, evidence);
  brv_record_unref (self->record);
  self->record = record;
}

/**
 * brv_source_builder_get:
 * @self: a builder
 * @field: a field
 *
 * Returns: (nullable): the value set so far; valid until a value is set
 */
const char *
brv_source_builder_get (const BrvSourceBuilder *self, BrvSourceField field)
{
  g_return_val_if_fail (self != NULL, NULL);

  return brv_record_get (self->record, field);
}

/**
 * brv_source_builder_get_list:
 * @self: a builder
 * @field: a field that is a list
 *
 * Returns: (nullable): the values set so far, never an empty list; valid until a value is set
 */
const char *const *
brv_source_builder_get_list (const BrvSourceBuilder *self, BrvSourceField field)
{
  g_return_val_if_fail (self != NULL, NULL);

  return brv_record_get_list (self->record, field);
}

/**
 * brv_source_builder_set_captured:
 * @self: a builder
 * @captured_us: the moment of capture that the file names, in microseconds since 1970 in UTC
 *
 * Sets the moment of capture; without it the client takes that of the import.
 */
void
brv_source_builder_set_captured (BrvSourceBuilder *self, gint64 captured_us)
{
  g_return_if_fail (self != NULL);

  self->captured_us = captured_us;
}

/**
 * brv_source_builder_allow_empty:
 * @self: a builder
 *
 * Says that a source without a text is one all the same: an entry of a bibliography, to which the
 * user adds the text.
 */
void
brv_source_builder_allow_empty (BrvSourceBuilder *self)
{
  g_return_if_fail (self != NULL);

  self->may_be_empty = TRUE;
}

/**
 * brv_source_builder_get_text:
 * @self: a builder
 *
 * Returns: (transfer none): the text of the blocks added so far; valid until one is added
 */
const char *
brv_source_builder_get_text (const BrvSourceBuilder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text->str;
}

/**
 * brv_source_builder_get_n_blocks:
 * @self: a builder
 *
 * Returns: how many blocks it has
 */
guint
brv_source_builder_get_n_blocks (const BrvSourceBuilder *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blocks->len;
}

/* No byte of an image leaves the worker unchecked: those that decode get their size and hash,
 * all others are only named, as if they had not come along. */
static void
check_images (BrvSourceBuilder *self)
{
  gsize total = 0;
  guint n_kept = 0;

  for (guint i = 0; i < self->images->len; i++)
    {
      BrvSourceImage *image = &g_array_index (self->images, BrvSourceImage, i);
      g_auto (BrvDecodedImage) decoded = { 0 };

      image->above = MIN (image->above, (gint)self->blocks->len);
      if (image->bytes == NULL)
        continue;
      g_clear_pointer (&image->sha256, free_string);
      if (n_kept < MAX_IMAGES && total < MAX_IMAGE_BYTES &&
          brv_image_decode (image->bytes, 0, &decoded, NULL) &&
          total + g_bytes_get_size (decoded.bytes) <= MAX_IMAGE_BYTES)
        {
          total += g_bytes_get_size (decoded.bytes);
          n_kept++;
          g_free ((char *)image->media_type);
          image->media_type = g_steal_pointer (&decoded.media_type);
          image->sha256 = brv_sha256_of_bytes (decoded.bytes);
          image->width_px = decoded.width_px;
          image->height_px = decoded.height_px;
        }
      g_bytes_unref (image->bytes);
      image->bytes = image->sha256 != NULL ? g_steal_pointer (&decoded.bytes) : NULL;
    }
}

/**
 * brv_source_builder_build:
 * @self: a builder
 * @original: the bytes as they came
 * @origin: (nullable): where they came from
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the source, or %NULL with %BRV_IMPORT_ERROR_NO_TEXT if
 *   there is no block and brv_source_builder_allow_empty() was not called
 */
BrvSource *
brv_source_builder_build (BrvSourceBuilder *self,
                          GBytes *original,
                          const char *origin,
                          GError **error)
{
  BrvSourceParts parts = { 0 };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (original != NULL, NULL);

  if (self->blocks->len == 0 && !self->may_be_empty)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT, "no text");
      return NULL;
    }
  check_images (self);
  parts.id = brv_id_new ();
  parts.original = original;
  parts.format = self->format;
  parts.origin = origin != NULL ? origin : "";
  parts.captured_us = self->captured_us != 0 ? self->captured_us : g_get_real_time ();
  parts.record = self->record;
  parts.text = self->text->str;
  parts.blocks = (const BrvSourceBlock *)(gconstpointer)self->blocks->data;
  parts.n_blocks = self->blocks->len;
  parts.images = (const BrvSourceImage *)(gconstpointer)self->images->data;
  parts.n_images = self->images->len;
  return brv_source_new (&parts);
}
