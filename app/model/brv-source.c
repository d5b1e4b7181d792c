/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-sha256.h"
#include "model/brv-source.h"

#include <string.h>

struct _BrvSource
{
  BrvId id;
  GBytes *original;
  char *bytes_sha256;
  char *text_sha256;
  char *format;
  char *origin;
  gint64 captured_us;
  BrvRecord *record;
  GRefString *text; /* shared between versions of a source that differ in other parts */
  gsize text_length;
  GArray *blocks; /* (element-type BrvSourceBlock); page labels owned */
  GArray *images; /* (element-type BrvSourceImage); shared likewise */
  BrvFold *fold;  /* (nullable): made when it is first asked for, by whatever thread */
};

static const char *const role_names[BRV_N_ROLES] = {
  [BRV_ROLE_TITLE] = "title",           [BRV_ROLE_BYLINE] = "byline",
  [BRV_ROLE_STANDFIRST] = "standfirst", [BRV_ROLE_HEADING] = "heading",
  [BRV_ROLE_PARAGRAPH] = "paragraph",   [BRV_ROLE_LIST_ITEM] = "list-item",
  [BRV_ROLE_QUOTE] = "quote",           [BRV_ROLE_PULL_QUOTE] = "pull-quote",
  [BRV_ROLE_CAPTION] = "caption",       [BRV_ROLE_CREDIT] = "credit",
  [BRV_ROLE_TABLE] = "table",           [BRV_ROLE_PREFORMATTED] = "preformatted",
  [BRV_ROLE_EMBED] = "embed",           [BRV_ROLE_FOOTNOTE] = "footnote",
  [BRV_ROLE_FURNITURE] = "furniture",
};

static void
clear_block (gpointer data)
{
  BrvSourceBlock *block = data;

  g_free ((char *)block->page_label);
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

static GArray *
copy_blocks (const BrvSourceBlock *blocks, guint n_blocks)
{
  GArray *copies = g_array_sized_new (FALSE, FALSE, sizeof (BrvSourceBlock), n_blocks);

  g_array_set_clear_func (copies, clear_block);
  for (guint i = 0; i < n_blocks; i++)
    {
      BrvSourceBlock copy = blocks[i];

      copy.page_label = g_strdup (copy.page_label);
      g_array_append_val (copies, copy);
    }
  return copies;
}

static GArray *
copy_images (const BrvSourceImage *images, guint n_images)
{
  GArray *copies = g_array_sized_new (FALSE, FALSE, sizeof (BrvSourceImage), n_images);

  g_array_set_clear_func (copies, clear_image);
  for (guint i = 0; i < n_images; i++)
    {
      BrvSourceImage copy = images[i];

      copy.sha256 = g_strdup (copy.sha256);
      copy.media_type = g_strdup (copy.media_type);
      copy.alternative = g_strdup (copy.alternative);
      copy.bytes = copy.bytes != NULL ? g_bytes_ref (copy.bytes) : NULL;
      g_array_append_val (copies, copy);
    }
  return copies;
}

/**
 * brv_source_new:
 * @parts: what it is made from; @original, @record and @text are required, the text valid UTF-8,
 *   its blocks in order
 *
 * Makes a source and computes the hashes of its bytes and its text.
 *
 * Returns: (transfer full): the source
 */
BrvSource *
brv_source_new (const BrvSourceParts *parts)
{
  BrvSource *self;

  g_return_val_if_fail (parts->original != NULL && parts->record != NULL && parts->text != NULL,
                        NULL);

  self = g_atomic_rc_box_new0 (BrvSource);
  self->id = parts->id;
  self->original = g_bytes_ref (parts->original);
  self->bytes_sha256 = brv_sha256_of_bytes (parts->original);
  self->text_sha256 = brv_sha256_of_string (parts->text);
  self->format = g_strdup (parts->format != NULL ? parts->format : "application/octet-stream");
  self->origin = g_strdup (parts->origin != NULL ? parts->origin : "");
  self->captured_us = parts->captured_us;
  self->record = brv_record_ref (parts->record);
  self->text = g_ref_string_new (parts->text);
  self->text_length = strlen (parts->text);
  self->blocks = copy_blocks (parts->blocks, parts->n_blocks);
  self->images = copy_images (parts->images, parts->n_images);
  return self;
}

/**
 * brv_source_ref:
 * @self: a source
 *
 * Returns: (transfer full): @self
 */
BrvSource *
brv_source_ref (const BrvSource *self)
{
  return g_atomic_rc_box_acquire ((BrvSource *)self);
}

static void
brv_source_clear (gpointer data)
{
  BrvSource *self = data;

  g_clear_pointer (&self->original, g_bytes_unref);
  g_free (self->bytes_sha256);
  g_free (self->text_sha256);
  g_free (self->format);
  g_free (self->origin);
  g_clear_pointer (&self->record, brv_record_unref);
  g_clear_pointer (&self->text, g_ref_string_release);
  g_clear_pointer (&self->blocks, g_array_unref);
  g_clear_pointer (&self->images, g_array_unref);
  g_clear_pointer (&self->fold, brv_fold_free);
}

/**
 * brv_source_unref:
 * @self: (transfer full): a source
 */
void
brv_source_unref (BrvSource *self)
{
  g_atomic_rc_box_release_full (self, brv_source_clear);
}

/**
 * brv_source_get_id:
 * @self: a source
 *
 * Returns: its id
 */
BrvId
brv_source_get_id (const BrvSource *self)
{
  return self->id;
}

/**
 * brv_source_get_original:
 * @self: a source
 *
 * Returns: (transfer none): the bytes as they came
 */
GBytes *
brv_source_get_original (const BrvSource *self)
{
  return self->original;
}

/**
 * brv_source_get_bytes_sha256:
 * @self: a source
 *
 * Returns: the SHA-256 of its original bytes, as 64 hexadecimal digits
 */
const char *
brv_source_get_bytes_sha256 (const BrvSource *self)
{
  return self->bytes_sha256;
}

/**
 * brv_source_get_text_sha256:
 * @self: a source
 *
 * Returns: the SHA-256 of its text, as 64 hexadecimal digits
 */
const char *
brv_source_get_text_sha256 (const BrvSource *self)
{
  return self->text_sha256;
}

/**
 * brv_source_get_format:
 * @self: a source
 *
 * Returns: the media type of its original bytes
 */
const char *
brv_source_get_format (const BrvSource *self)
{
  return self->format;
}

/**
 * brv_source_get_origin:
 * @self: a source
 *
 * Returns: the path as given, or the address; "" where it is unknown
 */
const char *
brv_source_get_origin (const BrvSource *self)
{
  return self->origin;
}

/**
 * brv_source_get_captured_us:
 * @self: a source
 *
 * Returns: the moment of capture, in microseconds since 1970 in UTC
 */
gint64
brv_source_get_captured_us (const BrvSource *self)
{
  return self->captured_us;
}

/**
 * brv_source_dup_captured:
 * @self: a source
 *
 * Returns: (transfer full): the moment of capture in ISO 8601, in UTC, to the second
 */
char *
brv_source_dup_captured (const BrvSource *self)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (self->captured_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

/**
 * brv_source_get_record:
 * @self: a source
 *
 * Returns: its metadata
 */
const BrvRecord *
brv_source_get_record (const BrvSource *self)
{
  return self->record;
}

/**
 * brv_source_get:
 * @self: a source
 * @field: a field
 *
 * Returns: (nullable): the field's value, the first one of a list
 */
const char *
brv_source_get (const BrvSource *self, BrvSourceField field)
{
  return brv_record_get (self->record, field);
}

/**
 * brv_source_get_title:
 * @self: a source
 *
 * Returns: (nullable): its title
 */
const char *
brv_source_get_title (const BrvSource *self)
{
  return brv_record_get (self->record, BRV_SOURCE_FIELD_TITLE);
}

/**
 * brv_source_is_incomplete:
 * @self: a source
 *
 * Returns: whether its text says that it is an excerpt
 */
gboolean
brv_source_is_incomplete (const BrvSource *self)
{
  return g_strcmp0 (brv_record_get (self->record, BRV_SOURCE_FIELD_INCOMPLETE), "true") == 0;
}

/**
 * brv_source_get_text:
 * @self: a source
 *
 * Returns: all its visible text
 */
const char *
brv_source_get_text (const BrvSource *self)
{
  return self->text;
}

/**
 * brv_source_get_text_length:
 * @self: a source
 *
 * Returns: the length of its text in bytes
 */
gsize
brv_source_get_text_length (const BrvSource *self)
{
  return self->text_length;
}

/**
 * brv_source_get_fold:
 * @self: a source
 *
 * Gives the text as quotes are compared with it: folded by %BRV_FOLD_VERDICT, with doubtful hyphens
 * marked. It is made once and kept, as every search for a passage needs it.
 *
 * Returns: the folded text
 */
const BrvFold *
brv_source_get_fold (const BrvSource *self)
{
  BrvSource *unconst = (BrvSource *)self;
  BrvFold *fold = g_atomic_pointer_get (&unconst->fold);

  if (fold == NULL)
    {
      fold = brv_fold_new (self->text, (gssize)self->text_length,
                           BRV_FOLD_VERDICT | BRV_FOLD_DOUBTFUL_HYPHENS);
      if (!g_atomic_pointer_compare_and_exchange (&unconst->fold, NULL, fold))
        {
          brv_fold_free (fold);
          fold = g_atomic_pointer_get (&unconst->fold);
        }
    }
  return fold;
}

/**
 * brv_source_get_blocks:
 * @self: a source
 * @n_blocks: (out) (optional): how many
 *
 * Returns: (array length=n_blocks): the blocks of its text, in order
 */
const BrvSourceBlock *
brv_source_get_blocks (const BrvSource *self, guint *n_blocks)
{
  if (n_blocks != NULL)
    *n_blocks = self->blocks->len;
  return (const BrvSourceBlock *)(gconstpointer)self->blocks->data;
}

/**
 * brv_source_get_images:
 * @self: a source
 * @n_images: (out): how many
 *
 * Returns: (array length=n_images): its images
 */
const BrvSourceImage *
brv_source_get_images (const BrvSource *self, guint *n_images)
{
  *n_images = self->images->len;
  return (const BrvSourceImage *)(gconstpointer)self->images->data;
}

/**
 * brv_source_find_block:
 * @self: a source
 * @offset: a byte of its text
 *
 * Returns: the index of the last block that begins at or before @offset, or -1
 */
gint
brv_source_find_block (const BrvSource *self, gsize offset)
{
  guint low = 0;
  guint high = self->blocks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->blocks, BrvSourceBlock, middle).range.start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return (gint)low - 1;
}

/**
 * brv_source_count_paragraphs_before:
 * @self: a source
 * @offset: a byte of its text
 *
 * Counts the kept paragraphs, list items and quotes that end before @offset, so that a passage at
 * @offset stands in "paragraph" of this number plus one.
 *
 * Returns: how many
 */
guint
brv_source_count_paragraphs_before (const BrvSource *self, gsize offset)
{
  guint n = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const BrvSourceBlock *block = &g_array_index (self->blocks, BrvSourceBlock, i);

      if (block->range.end > offset)
        break;
      if (block->kept && (block->role == BRV_ROLE_PARAGRAPH || block->role == BRV_ROLE_LIST_ITEM ||
                          block->role == BRV_ROLE_QUOTE))
        n++;
    }
  return n;
}

static BrvSource *
source_copy (const BrvSource *self)
{
  BrvSource *copy = g_atomic_rc_box_new0 (BrvSource);

  copy->id = self->id;
  copy->original = g_bytes_ref (self->original);
  copy->bytes_sha256 = g_strdup (self->bytes_sha256);
  copy->text_sha256 = g_strdup (self->text_sha256);
  copy->format = g_strdup (self->format);
  copy->origin = g_strdup (self->origin);
  copy->captured_us = self->captured_us;
  copy->record = brv_record_ref (self->record);
  copy->text = g_ref_string_acquire (self->text);
  copy->text_length = self->text_length;
  copy->blocks = g_array_ref (self->blocks);
  copy->images = g_array_ref (self->images);
  return copy;
}

/**
 * brv_source_with_record:
 * @self: a source
 * @record: other metadata
 *
 * Returns: (transfer full): the same source with other metadata
 */
BrvSource *
brv_source_with_record (const BrvSource *self, const BrvRecord *record)
{
  BrvSource *copy = source_copy (self);

  brv_record_unref (copy->record);
  copy->record = brv_record_ref (record);
  return copy;
}

/**
 * brv_source_with_block:
 * @self: a source
 * @index: less than the number of its blocks
 * @role: another role for that block
 * @kept: whether it belongs to the article
 *
 * Returns: (transfer full): the same source with that block changed
 */
BrvSource *
brv_source_with_block (const BrvSource *self, guint index, BrvRole role, gboolean kept)
{
  BrvSource *copy;
  BrvSourceBlock *block;

  g_return_val_if_fail (index < self->blocks->len, NULL);

  copy = source_copy (self);
  g_array_unref (copy->blocks);
  copy->blocks =
    copy_blocks ((const BrvSourceBlock *)(gconstpointer)self->blocks->data, self->blocks->len);
  block = &g_array_index (copy->blocks, BrvSourceBlock, index);
  block->role = role;
  block->kept = kept;
  return copy;
}

/**
 * brv_source_with_id:
 * @self: a source
 * @id: another id
 *
 * Returns: (transfer full): the same source under another id
 */
BrvSource *
brv_source_with_id (const BrvSource *self, BrvId id)
{
  BrvSource *copy = source_copy (self);

  copy->id = id;
  return copy;
}

/**
 * brv_source_equal:
 * @a: a source
 * @b: another
 *
 * Returns: whether both have the same id, bytes, text, blocks and metadata
 */
gboolean
brv_source_equal (const BrvSource *a, const BrvSource *b)
{
  if (a == b)
    return TRUE;
  if (!brv_id_equal (a->id, b->id) || !g_str_equal (a->bytes_sha256, b->bytes_sha256) ||
      !g_str_equal (a->text_sha256, b->text_sha256) || !g_str_equal (a->format, b->format) ||
      !g_str_equal (a->origin, b->origin) || a->captured_us != b->captured_us ||
      !brv_record_equal (a->record, b->record) || a->blocks->len != b->blocks->len ||
      a->images->len != b->images->len)
    return FALSE;
  for (guint i = 0; i < a->blocks->len; i++)
    {
      const BrvSourceBlock *left = &g_array_index (a->blocks, BrvSourceBlock, i);
      const BrvSourceBlock *right = &g_array_index (b->blocks, BrvSourceBlock, i);

      if (left->range.start != right->range.start || left->range.end != right->range.end ||
          left->role != right->role || left->level != right->level || left->kept != right->kept ||
          left->page != right->page || left->image != right->image ||
          g_strcmp0 (left->page_label, right->page_label) != 0)
        return FALSE;
    }
  for (guint i = 0; i < a->images->len; i++)
    {
      const BrvSourceImage *left = &g_array_index (a->images, BrvSourceImage, i);
      const BrvSourceImage *right = &g_array_index (b->images, BrvSourceImage, i);

      if (g_strcmp0 (left->sha256, right->sha256) != 0 || left->above != right->above)
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_role_get_name:
 * @role: a role
 *
 * Returns: its name in files and on the command line
 */
const char *
brv_role_get_name (BrvRole role)
{
  g_return_val_if_fail (role < BRV_N_ROLES, NULL);

  return role_names[role];
}

/**
 * brv_role_parse:
 * @name: (nullable): a name
 * @role: (out): the role of that name
 *
 * Returns: %FALSE if there is no such role
 */
gboolean
brv_role_parse (const char *name, BrvRole *role)
{
  for (guint i = 0; name != NULL && i < BRV_N_ROLES; i++)
    {
      if (g_str_equal (role_names[i], name))
        {
          *role = (BrvRole)i;
          return TRUE;
        }
    }
  return FALSE;
}
