/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-block.h"

struct _BrvBlock
{
  BrvId id;
  BrvBlockKind kind;
  guint8 level;
  gboolean ordered;
  BrvText *text;   /* of all kinds but QUOTE */
  BrvQuote *quote; /* of QUOTE */
};

static BrvBlock *
block_alloc (BrvId id, BrvBlockKind kind, guint level, gboolean ordered)
{
  BrvBlock *self = g_atomic_rc_box_new0 (BrvBlock);

  self->id = id;
  self->kind = kind;
  self->level = (guint8)level;
  self->ordered = ordered;
  return self;
}

/**
 * brv_block_new_heading:
 * @id: its id
 * @level: from 1 to %BRV_HEADING_MAX_LEVEL, below the section's own heading
 * @text: its words
 *
 * Returns: (transfer full): a heading inside a section
 */
BrvBlock *
brv_block_new_heading (BrvId id, guint level, const BrvText *text)
{
  BrvBlock *self;

  g_return_val_if_fail (level >= 1 && level <= BRV_HEADING_MAX_LEVEL, NULL);

  self = block_alloc (id, BRV_BLOCK_HEADING, level, FALSE);
  self->text = brv_text_ref (text);
  return self;
}

/**
 * brv_block_new_paragraph:
 * @id: its id
 * @text: its words
 *
 * Returns: (transfer full): a paragraph
 */
BrvBlock *
brv_block_new_paragraph (BrvId id, const BrvText *text)
{
  BrvBlock *self = block_alloc (id, BRV_BLOCK_PARAGRAPH, 0, FALSE);

  self->text = brv_text_ref (text);
  return self;
}

/**
 * brv_block_new_list_item:
 * @id: its id
 * @level: from 1 to %BRV_LIST_MAX_LEVEL
 * @ordered: whether it is numbered
 * @text: its words
 *
 * Returns: (transfer full): a list item
 */
BrvBlock *
brv_block_new_list_item (BrvId id, guint level, gboolean ordered, const BrvText *text)
{
  BrvBlock *self;

  g_return_val_if_fail (level >= 1 && level <= BRV_LIST_MAX_LEVEL, NULL);

  self = block_alloc (id, BRV_BLOCK_LIST_ITEM, level, ordered);
  self->text = brv_text_ref (text);
  return self;
}

/**
 * brv_block_new_quote:
 * @id: its id
 * @quote: the quote
 *
 * Returns: (transfer full): a block that is a quote
 */
BrvBlock *
brv_block_new_quote (BrvId id, const BrvQuote *quote)
{
  BrvBlock *self = block_alloc (id, BRV_BLOCK_QUOTE, 0, FALSE);

  self->quote = brv_quote_ref (quote);
  return self;
}

/**
 * brv_block_ref:
 * @self: a block
 *
 * Returns: (transfer full): @self
 */
BrvBlock *
brv_block_ref (const BrvBlock *self)
{
  return g_atomic_rc_box_acquire ((BrvBlock *)self);
}

static void
brv_block_clear (gpointer data)
{
  BrvBlock *self = data;

  g_clear_pointer (&self->text, brv_text_unref);
  g_clear_pointer (&self->quote, brv_quote_unref);
}

/**
 * brv_block_unref:
 * @self: (transfer full): a block
 */
void
brv_block_unref (BrvBlock *self)
{
  g_atomic_rc_box_release_full (self, brv_block_clear);
}

/**
 * brv_block_get_id:
 * @self: a block
 *
 * Returns: its id
 */
BrvId
brv_block_get_id (const BrvBlock *self)
{
  return self->id;
}

/**
 * brv_block_get_kind:
 * @self: a block
 *
 * Returns: what it is
 */
BrvBlockKind
brv_block_get_kind (const BrvBlock *self)
{
  return self->kind;
}

/**
 * brv_block_get_level:
 * @self: a block
 *
 * Returns: the level of a heading or list item, from 1; 0 for others
 */
guint
brv_block_get_level (const BrvBlock *self)
{
  return self->level;
}

/**
 * brv_block_is_ordered:
 * @self: a block
 *
 * Returns: whether it is a numbered list item
 */
gboolean
brv_block_is_ordered (const BrvBlock *self)
{
  return self->ordered;
}

/**
 * brv_block_get_text:
 * @self: a block
 *
 * Returns: its words; of a quote the shown text
 */
const BrvText *
brv_block_get_text (const BrvBlock *self)
{
  return self->quote != NULL ? brv_quote_get_shown (self->quote) : self->text;
}

/**
 * brv_block_get_quote:
 * @self: a block
 *
 * Returns: (nullable): its quote; %NULL where it is none
 */
const BrvQuote *
brv_block_get_quote (const BrvBlock *self)
{
  return self->quote;
}

/**
 * brv_block_equal:
 * @a: a block
 * @b: another
 *
 * Returns: whether both have the same id, kind and content
 */
gboolean
brv_block_equal (const BrvBlock *a, const BrvBlock *b)
{
  if (a == b)
    return TRUE;
  if (!brv_id_equal (a->id, b->id) || a->kind != b->kind || a->level != b->level ||
      a->ordered != b->ordered)
    return FALSE;
  return a->quote != NULL ? brv_quote_equal (a->quote, b->quote)
                          : brv_text_equal (a->text, b->text);
}

static BrvBlock *
block_copy (const BrvBlock *self)
{
  BrvBlock *copy = block_alloc (self->id, self->kind, self->level, self->ordered);

  copy->text = self->text != NULL ? brv_text_ref (self->text) : NULL;
  copy->quote = self->quote != NULL ? brv_quote_ref (self->quote) : NULL;
  return copy;
}

/**
 * brv_block_with_id:
 * @self: a block
 * @id: another id
 *
 * Returns: (transfer full): the same block under another id
 */
BrvBlock *
brv_block_with_id (const BrvBlock *self, BrvId id)
{
  BrvBlock *copy = block_copy (self);

  copy->id = id;
  return copy;
}

/**
 * brv_block_with_text:
 * @self: a block that is no quote
 * @text: other words
 *
 * Returns: (transfer full): the same block with other words
 */
BrvBlock *
brv_block_with_text (const BrvBlock *self, const BrvText *text)
{
  BrvBlock *copy;

  g_return_val_if_fail (self->quote == NULL, NULL);

  copy = block_alloc (self->id, self->kind, self->level, self->ordered);
  copy->text = brv_text_ref (text);
  return copy;
}

/**
 * brv_block_with_quote:
 * @self: a block that is a quote
 * @quote: another quote
 *
 * Returns: (transfer full): the same block with another quote
 */
BrvBlock *
brv_block_with_quote (const BrvBlock *self, const BrvQuote *quote)
{
  g_return_val_if_fail (self->quote != NULL, NULL);

  return brv_block_new_quote (self->id, quote);
}
