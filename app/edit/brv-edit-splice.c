/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From blocks that are to stand in a section to the change that puts them there. */

#include "config.h"

#include "edit/brv-edit-replace-private.h"

#include "edit/brv-edit-private.h"

/* The second block's text runs on in the first one. */
BrvBlock *
brv_edit_join_blocks (const BrvBlock *first, const BrvBlock *second)
{
  gsize length = brv_text_get_length (brv_block_get_text (first));
  g_autoptr (BrvText) text = NULL;

  if (brv_text_get_length (brv_block_get_text (second)) == 0)
    return brv_block_ref (first);
  text = brv_text_replace (brv_block_get_text (first), (BrvRange){ length, length },
                           brv_block_get_text (second));
  return brv_block_with_text (first, text);
}

static gboolean
same_content (const BrvBlock *a, const BrvBlock *b)
{
  g_autoptr (BrvBlock) same_id = NULL;

  if (a == b)
    return TRUE;
  same_id = brv_block_with_id (b, brv_block_get_id (a));
  return brv_block_equal (a, same_id);
}

/* By content, not by id: to delete what is gone already must come out as no change. */
static gboolean
is_same (const BrvSection *section, guint at, guint n_old, GPtrArray *blocks)
{
  if (n_old != blocks->len)
    return FALSE;
  for (guint i = 0; i < n_old; i++)
    {
      if (!same_content (brv_section_get_block (section, at + i), g_ptr_array_index (blocks, i)))
        return FALSE;
    }
  return TRUE;
}

/* Adds a splice of what really differs; a section without blocks gets one. */
void
brv_edit_add_splice (
  BrvChange *change, const BrvBrief *brief, guint index, guint at, guint n_old, GPtrArray *blocks)
{
  const BrvSection *section = brv_brief_get_section (brief, index);
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  guint skipped = 0;
  guint n_new;

  if (blocks->len == 0 && n_old == brv_section_get_n_blocks (section))
    g_ptr_array_add (blocks, brv_edit_make_filler ());
  if (is_same (section, at, n_old, blocks))
    return;
  n_new = blocks->len;
  while (skipped < n_old && skipped < n_new &&
         brv_section_get_block (section, at + skipped) == g_ptr_array_index (blocks, skipped))
    skipped++;
  while (n_old > skipped && n_new > skipped &&
         brv_section_get_block (section, at + n_old - 1) == g_ptr_array_index (blocks, n_new - 1))
    {
      n_old--;
      n_new--;
    }
  for (guint i = skipped; i < n_old; i++)
    g_ptr_array_add (old, (gpointer)brv_section_get_block (section, at + i));
  brv_change_add_blocks (change, index, at + skipped, (BrvBlock *const *)old->pdata, old->len,
                         (BrvBlock *const *)blocks->pdata + skipped, n_new - skipped);
}
