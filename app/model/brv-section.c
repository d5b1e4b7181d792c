/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-section.h"

struct _BrvSection
{
  BrvId id;
  char *key; /* (nullable) */
  char *heading;
  char *guidance;    /* (nullable) */
  GPtrArray *blocks; /* (element-type BrvBlock) */
};

static GPtrArray *
blocks_sized_new (guint n_blocks)
{
  return g_ptr_array_new_full (n_blocks, (GDestroyNotify)brv_block_unref);
}

static BrvSection *
section_alloc (
  BrvId id, const char *key, const char *heading, const char *guidance, GPtrArray *blocks)
{
  BrvSection *self = g_atomic_rc_box_new0 (BrvSection);

  self->id = id;
  self->key = g_strdup (key);
  self->heading = g_strdup (heading);
  self->guidance = g_strdup (guidance);
  self->blocks = blocks;
  return self;
}

/**
 * brv_section_new:
 * @id: its id
 * @key: (nullable): its name in the template it comes from
 * @heading: its heading
 * @guidance: (nullable): what belongs here, for the writer; never printed
 * @blocks: (array length=n_blocks) (nullable): its blocks
 * @n_blocks: how many
 *
 * Returns: (transfer full): the section
 */
BrvSection *
brv_section_new (BrvId id,
                 const char *key,
                 const char *heading,
                 const char *guidance,
                 BrvBlock *const *blocks,
                 guint n_blocks)
{
  GPtrArray *copies = blocks_sized_new (n_blocks);

  for (guint i = 0; i < n_blocks; i++)
    g_ptr_array_add (copies, brv_block_ref (blocks[i]));
  return section_alloc (id, key, heading, guidance, copies);
}

/**
 * brv_section_ref:
 * @self: a section
 *
 * Returns: (transfer full): @self
 */
BrvSection *
brv_section_ref (const BrvSection *self)
{
  return g_atomic_rc_box_acquire ((BrvSection *)self);
}

static void
brv_section_clear (gpointer data)
{
  BrvSection *self = data;

  g_free (self->key);
  g_free (self->heading);
  g_free (self->guidance);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
}

/**
 * brv_section_unref:
 * @self: (transfer full): a section
 */
void
brv_section_unref (BrvSection *self)
{
  g_atomic_rc_box_release_full (self, brv_section_clear);
}

/**
 * brv_section_get_id:
 * @self: a section
 *
 * Returns: its id
 */
BrvId
brv_section_get_id (const BrvSection *self)
{
  return self->id;
}

/**
 * brv_section_get_key:
 * @self: a section
 *
 * Returns: (nullable): its name in the template it comes from
 */
const char *
brv_section_get_key (const BrvSection *self)
{
  return self->key;
}

/**
 * brv_section_get_heading:
 * @self: a section
 *
 * Returns: its heading
 */
const char *
brv_section_get_heading (const BrvSection *self)
{
  return self->heading;
}

/**
 * brv_section_get_guidance:
 * @self: a section
 *
 * Returns: (nullable): what belongs here, for the writer
 */
const char *
brv_section_get_guidance (const BrvSection *self)
{
  return self->guidance;
}

/**
 * brv_section_get_n_blocks:
 * @self: a section
 *
 * Returns: how many blocks it has
 */
guint
brv_section_get_n_blocks (const BrvSection *self)
{
  return self->blocks->len;
}

/**
 * brv_section_get_block:
 * @self: a section
 * @index: less than the number of its blocks
 *
 * Returns: the block at @index
 */
const BrvBlock *
brv_section_get_block (const BrvSection *self, guint index)
{
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, index);
}

/**
 * brv_section_find_block:
 * @self: a section
 * @id: a block's id
 *
 * Returns: the block's index, or -1 if it is not here
 */
gint
brv_section_find_block (const BrvSection *self, BrvId id)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      if (brv_id_equal (brv_block_get_id (g_ptr_array_index (self->blocks, i)), id))
        return (gint)i;
    }
  return -1;
}

/**
 * brv_section_equal:
 * @a: a section
 * @b: another
 *
 * Returns: whether both have the same id, head and blocks
 */
gboolean
brv_section_equal (const BrvSection *a, const BrvSection *b)
{
  if (a == b)
    return TRUE;
  if (!brv_id_equal (a->id, b->id) || g_strcmp0 (a->key, b->key) != 0 ||
      !g_str_equal (a->heading, b->heading) || g_strcmp0 (a->guidance, b->guidance) != 0 ||
      a->blocks->len != b->blocks->len)
    return FALSE;
  for (guint i = 0; i < a->blocks->len; i++)
    {
      if (!brv_block_equal (g_ptr_array_index (a->blocks, i), g_ptr_array_index (b->blocks, i)))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_section_with_heading:
 * @self: a section
 * @heading: another heading
 *
 * Returns: (transfer full): the same section under another heading
 */
BrvSection *
brv_section_with_heading (const BrvSection *self, const char *heading)
{
  return section_alloc (self->id, self->key, heading, self->guidance,
                        g_ptr_array_ref (self->blocks));
}

/**
 * brv_section_splice:
 * @self: a section
 * @at: the index of the first block to take out, or the end
 * @n_removed: how many to take out
 * @inserted: (array length=n_inserted) (nullable): what to put there
 * @n_inserted: how many
 *
 * Returns: (transfer full): the section with those blocks replaced; it shares all others
 */
BrvSection *
brv_section_splice (
  const BrvSection *self, guint at, guint n_removed, BrvBlock *const *inserted, guint n_inserted)
{
  GPtrArray *blocks;

  g_return_val_if_fail (at <= self->blocks->len && n_removed <= self->blocks->len - at, NULL);

  blocks = blocks_sized_new (self->blocks->len - n_removed + n_inserted);
  for (guint i = 0; i < at; i++)
    g_ptr_array_add (blocks, brv_block_ref (g_ptr_array_index (self->blocks, i)));
  for (guint i = 0; i < n_inserted; i++)
    g_ptr_array_add (blocks, brv_block_ref (inserted[i]));
  for (guint i = at + n_removed; i < self->blocks->len; i++)
    g_ptr_array_add (blocks, brv_block_ref (g_ptr_array_index (self->blocks, i)));
  return section_alloc (self->id, self->key, self->heading, self->guidance, blocks);
}
