/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-styled-block.h"

/**
 * brv_styled_block_new:
 * @kind: what it is in the structure
 * @look: how it looks
 *
 * Returns: (transfer full): a block with no text yet
 */
BrvStyledBlock *
brv_styled_block_new (BrvStyledKind kind, const BrvLook *look)
{
  return brv_styled_block_new_with_text (kind, look, brv_inline_text_new ());
}

/**
 * brv_styled_block_new_with_text:
 * @kind: what it is in the structure
 * @look: how it looks
 * @text: (transfer full) (nullable): what it says, or %NULL: the text will be given to it later
 *
 * Returns: (transfer full): a block
 */
BrvStyledBlock *
brv_styled_block_new_with_text (BrvStyledKind kind, const BrvLook *look, BrvInlineText *text)
{
  BrvStyledBlock *self = g_new0 (BrvStyledBlock, 1);

  self->kind = kind;
  self->look = *look;
  self->text = text;
  self->keep = look->keep;
  self->before = look->before;
  self->after = look->after;
  return self;
}

/**
 * brv_styled_block_free:
 * @self: (transfer full): a block
 *
 * Frees it.
 */
void
brv_styled_block_free (BrvStyledBlock *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->text, brv_inline_text_unref);
  g_clear_pointer (&self->paragraph, brv_paragraph_unref);
  g_clear_pointer (&self->label_paragraph, brv_paragraph_unref);
  g_clear_pointer (&self->image, brv_image_unref);
  if (self->table != NULL)
    self->free_table (self->table);
  g_free (self->alternative);
  g_free (self->label);
  g_free (self);
}

/**
 * brv_styled_block_set_label:
 * @self: a block
 * @label: a number, a bullet or a word that hangs before the text
 * @color: its colour
 *
 * Gives the block a label in the font of its text.
 */
void
brv_styled_block_set_label (BrvStyledBlock *self, const char *label, BrvColor color)
{
  g_return_if_fail (self != NULL && label != NULL);

  g_free (self->label);
  self->label = g_strdup (label);
  self->label_color = color;
}
