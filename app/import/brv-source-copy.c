/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-source-copy.h"

/**
 * brv_source_copy_finish_part:
 * @builder: a builder that the importer of a part has filled
 *
 * Returns: (transfer full) (nullable): the part; %NULL if there is no text in it
 */
BrvSource *
brv_source_copy_finish_part (BrvSourceBuilder *builder)
{
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);

  return brv_source_builder_build (builder, none, NULL, NULL);
}

/**
 * brv_source_copy_init:
 * @self: (out caller-allocates): a copy
 * @source: the part; borrowed
 * @builder: the builder of the whole; borrowed
 *
 * Begins a copy: the part's pictures are taken over.
 */
void
brv_source_copy_init (BrvSourceCopy *self, const BrvSource *source, BrvSourceBuilder *builder)
{
  guint n = 0;
  const BrvSourceImage *images = brv_source_get_images (source, &n);

  *self = (BrvSourceCopy){ .source = source, .builder = builder };
  for (guint i = 0; i < n; i++)
    {
      guint index = brv_source_builder_add_image (builder, &images[i]);

      if (i == 0)
        self->first_image = index;
    }
}

/* Those that stand above the block, which has become the whole's block number `at`; with the part's
 * last block also those that stand below it. */
static void
place_images (const BrvSourceCopy *self, const BrvSourceBlock *block, guint at)
{
  guint n_images = 0;
  guint n_blocks = 0;
  const BrvSourceImage *images = brv_source_get_images (self->source, &n_images);
  gint index = (gint)(block - brv_source_get_blocks (self->source, &n_blocks));

  for (guint i = 0; i < n_images; i++)
    if (images[i].above == index)
      brv_source_builder_place_image (self->builder, self->first_image + i, at);
    else if (images[i].above == index + 1 && index + 1 == (gint)n_blocks)
      brv_source_builder_place_image (self->builder, self->first_image + i, at + 1);
}

/**
 * brv_source_copy_block:
 * @self: a copy
 * @block: a block of the part
 * @role: what it is in the whole
 * @kept: whether it belongs to the article
 *
 * Appends one block, and what stands at its place without a caption.
 */
void
brv_source_copy_block (const BrvSourceCopy *self,
                       const BrvSourceBlock *block,
                       BrvRole role,
                       gboolean kept)
{
  const char *text = brv_source_get_text (self->source) + block->range.start;
  guint at = brv_source_builder_get_n_blocks (self->builder);

  if (!brv_source_builder_add (self->builder, role, block->level, kept, text,
                               (gssize)brv_range_length (block->range)))
    return;
  if (block->image >= 0)
    brv_source_builder_set_last_image (self->builder, self->first_image + (guint)block->image);
  place_images (self, block, at);
}

/**
 * brv_source_copy_blocks:
 * @self: a copy
 *
 * Appends all blocks as they are.
 */
void
brv_source_copy_blocks (const BrvSourceCopy *self)
{
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (self->source, &n);

  for (guint i = 0; i < n; i++)
    brv_source_copy_block (self, &blocks[i], blocks[i].role, blocks[i].kept);
}

/**
 * brv_source_copy_field:
 * @self: a copy
 * @field: a field
 *
 * Sets a value that the part has, with its evidence.
 */
void
brv_source_copy_field (const BrvSourceCopy *self, BrvSourceField field)
{
  const BrvRecord *record = brv_source_get_record (self->source);
  BrvEvidence evidence = brv_record_get_evidence (record, field);

  if (brv_record_get (record, field) == NULL)
    return;
  if (brv_source_field_is_list (field))
    brv_source_builder_set_list (self->builder, field, brv_record_get_list (record, field),
                                 evidence);
  else
    brv_source_builder_set (self->builder, field, brv_record_get (record, field), evidence);
}
