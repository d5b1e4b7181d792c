/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Replacing within one line that has rules of its own: a section's heading, which is plain words,
 * and a caption, which belongs to its figure or table.
 */

#include "config.h"

#include "edit/brv-edit-replace-private.h"

#include "edit/brv-edit-private.h"

/* Whether the replacement is of words within one caption. */
gboolean
brv_edit_is_in_caption (const BrvSpot *from, const BrvSpot *to, const BrvInsertion *insertion)
{
  return from->line != NULL && from->line == to->line && brv_block_has_caption (from->line) &&
         (insertion->blocks->len == 0 ||
          (insertion->blocks->len == 1 && insertion->open_start && insertion->open_end &&
           brv_edit_is_text_block (g_ptr_array_index (insertion->blocks, 0))));
}

void
brv_edit_replace_in_caption (const BrvSpot *from,
                             const BrvSpot *to,
                             const BrvInsertion *insertion,
                             BrvChange *change,
                             BrvPlace *caret)
{
  const BrvText *words = insertion->blocks->len > 0
                           ? brv_block_get_text (g_ptr_array_index (insertion->blocks, 0))
                           : NULL;
  g_autoptr (BrvText) text = brv_text_replace (brv_block_get_text (from->line),
                                               (BrvRange){ from->place.at, to->place.at }, words);
  g_autoptr (BrvBlock) changed = brv_block_with_text (from->line, text);
  BrvBlock *old = (BrvBlock *)from->line;

  *caret = (BrvPlace){ from->place.id,
                       from->place.at + (words != NULL ? brv_text_get_length (words) : 0) };
  if (!brv_block_equal (old, changed))
    brv_change_add_blocks (change, from->section, (guint)from->block, &old, 1, &changed, 1);
}

/* An empty paragraph below a heading whose section has nothing else is there already. */
static gboolean
has_it_below (const BrvSection *section, GPtrArray *blocks)
{
  return brv_edit_is_filler (section, 0) && blocks->len == 1 &&
         brv_edit_is_empty_paragraph (g_ptr_array_index (blocks, 0));
}

/* What is inserted below a heading, with the rest of its words; a filler gives way to it. */
static BrvPlace
insert_below_heading (const BrvBrief *brief,
                      guint index,
                      GPtrArray *below,
                      const char *rest,
                      gboolean open_end,
                      BrvChange *change)
{
  const BrvSection *section = brv_brief_get_section (brief, index);
  BrvBlock *last = g_ptr_array_index (below, below->len - 1);
  BrvPlace caret = brv_edit_end_of (last);
  g_autoptr (BrvText) words = brv_text_new (rest, -1);
  g_autoptr (BrvBlock) paragraph = brv_block_new_paragraph (brv_id_new (), words);

  if (open_end && brv_edit_is_text_block (last))
    {
      below->pdata[below->len - 1] = brv_edit_join_blocks (last, paragraph);
      brv_block_unref (last);
    }
  else if (*rest != '\0')
    g_ptr_array_add (below, brv_block_ref (paragraph));
  if (has_it_below (section, below))
    return (BrvPlace){ brv_block_get_id (brv_section_get_block (section, 0)), 0 };
  brv_edit_add_splice (change, brief, index, 0, brv_edit_is_filler (section, 0) ? 1 : 0, below);
  return caret;
}

/* Within one heading: it takes words; where lines follow them, its own rest goes below with those. */
void
brv_edit_replace_in_heading (const BrvBrief *brief,
                             const BrvSpot *from,
                             const BrvSpot *to,
                             const BrvInsertion *insertion,
                             BrvChange *change,
                             BrvPlace *caret)
{
  g_autoptr (GPtrArray) below = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (GString) heading = g_string_new_len (from->text, (gssize)from->place.at);
  const char *rest = to->text + to->place.at;
  GPtrArray *blocks = insertion->blocks;
  gboolean takes_words = blocks->len > 0 && insertion->open_start &&
                         brv_edit_is_text_block (g_ptr_array_index (blocks, 0));

  if (takes_words)
    {
      g_autofree char *words =
        brv_text_dup_plain (brv_block_get_text (g_ptr_array_index (blocks, 0)));

      g_string_append (heading, words);
    }
  for (guint i = takes_words ? 1 : 0; i < blocks->len; i++)
    g_ptr_array_add (below, brv_block_ref (g_ptr_array_index (blocks, i)));

  *caret = (BrvPlace){ from->place.id, heading->len };
  if (below->len == 0 || !takes_words)
    {
      g_string_append (heading, rest);
      rest = "";
    }
  if (!g_str_equal (heading->str, from->text))
    brv_change_add_heading (change, from->section, from->text, heading->str);
  if (below->len > 0)
    *caret = insert_below_heading (brief, from->section, below, rest, insertion->open_end, change);
}
