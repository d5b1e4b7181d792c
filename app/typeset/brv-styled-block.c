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
  BrvStyledBlock *self = g_atomic_rc_box_new0 (BrvStyledBlock);

  self->kind = kind;
  self->look = *look;
  self->text = text;
  self->keep = look->keep;
  self->before = look->before;
  self->after = look->after;
  return self;
}

static void
clear_block (BrvStyledBlock *self)
{
  g_clear_pointer (&self->text, brv_inline_text_unref);
  g_clear_pointer (&self->paragraph, brv_paragraph_unref);
  g_clear_pointer (&self->label_paragraph, brv_paragraph_unref);
  g_clear_pointer (&self->image, brv_image_unref);
  if (self->table != NULL)
    self->free_table (self->table);
  g_free (self->alternative);
  g_free (self->label);
}

/**
 * brv_styled_block_ref:
 * @self: a block
 *
 * Returns: (transfer full): @self
 */
BrvStyledBlock *
brv_styled_block_ref (BrvStyledBlock *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * brv_styled_block_unref:
 * @self: (transfer full): a block
 *
 * Drops a reference.
 */
void
brv_styled_block_unref (BrvStyledBlock *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_block);
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

/**
 * brv_styled_block_announces:
 * @self: a block
 *
 * Returns: whether it is a paragraph that ends with a colon: what follows belongs to it
 */
gboolean
brv_styled_block_announces (const BrvStyledBlock *self)
{
  const GString *text = self->text->text;

  return self->kind == BRV_STYLED_PLAIN && text->len > 0 && text->str[text->len - 1] == ':';
}
