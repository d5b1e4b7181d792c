/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-coalesce.h"

#include <string.h>

static gboolean
same_place (BrvPlace a, BrvPlace b)
{
  return brv_id_equal (a.id, b.id) && a.at == b.at;
}

static const BrvSplice *
only_splice (const BrvChange *change)
{
  guint n_splices;
  const BrvSplice *splices = brv_change_get_splices (change, &n_splices);

  return n_splices == 1 ? splices : NULL;
}

static BrvChange *
change_like (const BrvChange *first, const BrvChange *second)
{
  BrvChange *change = brv_change_new (brv_change_get_label (first));

  brv_change_set_selections (change, brv_change_get_selection_before (first),
                             brv_change_get_selection_after (second));
  return change;
}

/* Puts what @second did to one block into @first, among whose new blocks that block must be. */
static BrvChange *
merge_blocks (const BrvChange *first, const BrvChange *second)
{
  const BrvSplice *a = only_splice (first);
  const BrvSplice *b = only_splice (second);
  guint index = b->at - a->at;
  g_autoptr (GPtrArray) inserted = NULL;
  BrvChange *merged;

  if (b->removed->len != 1 || b->inserted->len != 1 || b->at < a->at || index >= a->inserted->len ||
      g_ptr_array_index (a->inserted, index) != g_ptr_array_index (b->removed, 0))
    return NULL;

  inserted = g_ptr_array_copy (a->inserted, (GCopyFunc)brv_block_ref, NULL);
  g_ptr_array_set_free_func (inserted, (GDestroyNotify)brv_block_unref);
  brv_block_unref (inserted->pdata[index]);
  inserted->pdata[index] = brv_block_ref (g_ptr_array_index (b->inserted, 0));

  merged = change_like (first, second);
  brv_change_add_blocks (merged, a->section, a->at, (BrvBlock *const *)a->removed->pdata,
                         a->removed->len, (BrvBlock *const *)inserted->pdata, inserted->len);
  return merged;
}

/* Puts the sources that @second adds behind those of @first into @first. */
static BrvChange *
merge_sources (const BrvChange *first, const BrvChange *second)
{
  const BrvSplice *a = only_splice (first);
  const BrvSplice *b = only_splice (second);
  g_autoptr (GPtrArray) inserted = NULL;
  BrvChange *merged;

  if (a->removed->len != 0 || b->removed->len != 0 || b->at != a->at + a->inserted->len)
    return NULL;
  inserted = g_ptr_array_copy (a->inserted, (GCopyFunc)brv_source_ref, NULL);
  g_ptr_array_set_free_func (inserted, (GDestroyNotify)brv_source_unref);
  for (guint i = 0; i < b->inserted->len; i++)
    g_ptr_array_add (inserted, brv_source_ref (g_ptr_array_index (b->inserted, i)));
  merged = brv_change_new (brv_change_get_label (first));
  brv_change_add_sources (merged, a->at, NULL, 0, (BrvSource *const *)inserted->pdata,
                          inserted->len);
  return merged;
}

/* One change for two that follow each other, or NULL where they do not touch the same block. */
static BrvChange *
merge_changes (const BrvChange *first, const BrvChange *second)
{
  const BrvSplice *a = only_splice (first);
  const BrvSplice *b = only_splice (second);
  BrvChange *merged;

  if (a == NULL || b == NULL || a->kind != b->kind || a->section != b->section)
    return NULL;
  if (a->kind == BRV_SPLICE_BLOCKS)
    return merge_blocks (first, second);
  if (a->kind == BRV_SPLICE_SOURCES)
    return merge_sources (first, second);
  if (a->kind != BRV_SPLICE_HEADING)
    return NULL;
  merged = change_like (first, second);
  brv_change_add_heading (merged, a->section, g_ptr_array_index (a->removed, 0),
                          g_ptr_array_index (b->inserted, 0));
  return merged;
}

/* The text that a change to one block or heading has made. */
static const char *
inserted_text (const BrvSplice *splice)
{
  if (splice->kind == BRV_SPLICE_HEADING)
    return g_ptr_array_index (splice->inserted, 0);
  return brv_text_get_utf8 (brv_block_get_text (g_ptr_array_index (splice->inserted, 0)));
}

static gboolean
begins_word (const BrvChange *change)
{
  const char *text = inserted_text (only_splice (change));
  gsize at = brv_change_get_selection_before (change).focus.at;

  return at > 0 && at < strlen (text) && !g_unichar_isspace (g_utf8_get_char (text + at)) &&
         g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (text + at)));
}

static gboolean
continues (const BrvChange *first, const BrvChange *second, BrvEditKind kind)
{
  BrvPlace left = brv_change_get_selection_after (first).focus;
  BrvSelection met = brv_change_get_selection_before (second);

  if (kind == BRV_EDIT_TYPE)
    return same_place (left, met.anchor) && same_place (left, met.focus);
  return same_place (left, met.anchor) || same_place (left, met.focus);
}

/*
 * brv_coalesce:
 * @first: a change
 * @second: the change after it, of the same kind
 * @kind: what both are
 *
 * Returns: (transfer full) (nullable): one change for both, or %NULL where they are two steps for
 *   the user: elsewhere in the brief, or at the beginning of a new word
 */
BrvChange *
brv_coalesce (const BrvChange *first, const BrvChange *second, BrvEditKind kind)
{
  g_autoptr (BrvChange) merged = NULL;

  if (kind != BRV_EDIT_IMPORT && !continues (first, second, kind))
    return NULL;
  merged = merge_changes (first, second);
  if (merged != NULL && kind == BRV_EDIT_TYPE && begins_word (second))
    return NULL;
  return g_steal_pointer (&merged);
}
