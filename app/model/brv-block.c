/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-block.h"

struct _BrvBlock
{
  BrvId id;
  BrvBlockKind kind;
  guint8 level;
  guint8 variant;       /* BrvVariant, of CALLOUT and QUOTE */
  guint8 width_percent; /* of FIGURE: of the text's width; 0: as its pixels allow */
  gboolean
    ordered;       /* of LIST_ITEM: numbered; of CALLOUT: begins a box, as its headings do anyhow */
  BrvText *text;   /* of all kinds but QUOTE */
  BrvQuote *quote; /* of QUOTE */
  BrvTable *table; /* of TABLE */
  BrvImage *image; /* of FIGURE */
  char *alternative; /* of FIGURE: what it shows, for those who do not see it; may be empty */
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
 * brv_block_new_callout:
 * @id: its id
 * @variant: which box it belongs to
 * @is_heading: whether it is the box's heading; a heading begins a box
 * @text: its words
 *
 * Returns: (transfer full): a paragraph of a box
 */
BrvBlock *
brv_block_new_callout (BrvId id, BrvVariant variant, gboolean is_heading, const BrvText *text)
{
  BrvBlock *self;

  g_return_val_if_fail (variant < BRV_N_VARIANTS, NULL);

  self = block_alloc (id, BRV_BLOCK_CALLOUT, is_heading ? 1 : 0, FALSE);
  self->variant = (guint8)variant;
  self->text = brv_text_ref (text);
  return self;
}

/**
 * brv_block_new_figure:
 * @id: its id
 * @image: what it shows
 * @alternative: (nullable): what there is to see, in words
 * @caption: its caption
 *
 * Returns: (transfer full): a figure
 */
BrvBlock *
brv_block_new_figure (BrvId id,
                      const BrvImage *image,
                      const char *alternative,
                      const BrvText *caption)
{
  BrvBlock *self = block_alloc (id, BRV_BLOCK_FIGURE, 0, FALSE);

  self->image = brv_image_ref (image);
  self->alternative = g_strdup (alternative != NULL ? alternative : "");
  self->text = brv_text_ref (caption);
  return self;
}

/**
 * brv_block_new_table:
 * @id: its id
 * @table: its cells
 * @caption: its caption
 *
 * Returns: (transfer full): a table
 */
BrvBlock *
brv_block_new_table (BrvId id, const BrvTable *table, const BrvText *caption)
{
  BrvBlock *self = block_alloc (id, BRV_BLOCK_TABLE, 0, FALSE);

  self->table = brv_table_ref (table);
  self->text = brv_text_ref (caption);
  return self;
}

/**
 * brv_block_new_page_break:
 * @id: its id
 *
 * Returns: (transfer full): a block that ends a page
 */
BrvBlock *
brv_block_new_page_break (BrvId id)
{
  BrvBlock *self = block_alloc (id, BRV_BLOCK_PAGE_BREAK, 0, FALSE);

  self->text = brv_text_new ("", 0);
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
  g_clear_pointer (&self->table, brv_table_unref);
  g_clear_pointer (&self->image, brv_image_unref);
  g_free (self->alternative);
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
 * Returns: the level of a heading or list item, from 1; of a callout 1 if it is the box's heading;
 *   0 for others
 */
guint
brv_block_get_level (const BrvBlock *self)
{
  return self->level;
}

/**
 * brv_block_begins_box:
 * @self: a block
 *
 * Returns: whether it is a paragraph of a callout that does not go on with the box above it
 */
gboolean
brv_block_begins_box (const BrvBlock *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind == BRV_BLOCK_CALLOUT && (self->level > 0 || self->ordered);
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
  return self->kind == BRV_BLOCK_LIST_ITEM && self->ordered;
}

/**
 * brv_block_get_text:
 * @self: a block
 *
 * Returns: its words; of a quote the shown text, of a figure and a table the caption, of a page
 *   break nothing
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
 * brv_block_get_variant:
 * @self: a block
 *
 * Returns: what a callout or a quote is for
 */
BrvVariant
brv_block_get_variant (const BrvBlock *self)
{
  return (BrvVariant)self->variant;
}

/**
 * brv_block_get_image:
 * @self: a block
 *
 * Returns: (nullable): the image of a figure; %NULL where it is none
 */
const BrvImage *
brv_block_get_image (const BrvBlock *self)
{
  return self->image;
}

/**
 * brv_block_get_alternative:
 * @self: a block
 *
 * Returns: (nullable): what a figure shows, in words, "" where nobody has said it; %NULL where it
 *   is none
 */
const char *
brv_block_get_alternative (const BrvBlock *self)
{
  return self->alternative;
}

/**
 * brv_block_get_width_percent:
 * @self: a block
 *
 * Returns: the width of a figure, of the text's; 0 where it is as its pixels allow
 */
guint
brv_block_get_width_percent (const BrvBlock *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width_percent;
}

/**
 * brv_block_get_table:
 * @self: a block
 *
 * Returns: (nullable): the cells of a table; %NULL where it is none
 */
const BrvTable *
brv_block_get_table (const BrvBlock *self)
{
  return self->table;
}

/**
 * brv_block_is_running:
 * @self: a block
 *
 * Returns: whether its words may be typed over, and run on in the next block when what is between
 *   them is deleted; a quote, a figure, a table and a page break stand for themselves
 */
gboolean
brv_block_is_running (const BrvBlock *self)
{
  return self->kind == BRV_BLOCK_HEADING || self->kind == BRV_BLOCK_PARAGRAPH ||
         self->kind == BRV_BLOCK_LIST_ITEM || self->kind == BRV_BLOCK_CALLOUT;
}

/**
 * brv_block_has_caption:
 * @self: a block
 *
 * Returns: whether its text is a caption
 */
gboolean
brv_block_has_caption (const BrvBlock *self)
{
  return self->kind == BRV_BLOCK_FIGURE || self->kind == BRV_BLOCK_TABLE;
}

/**
 * brv_block_is_blank:
 * @self: a block
 *
 * Returns: whether nothing would be printed of it: it runs on and has no letters
 */
gboolean
brv_block_is_blank (const BrvBlock *self)
{
  const char *at;

  if (!brv_block_is_running (self))
    return FALSE;
  for (at = brv_text_get_utf8 (self->text); *at != '\0'; at = g_utf8_next_char (at))
    {
      if (!g_unichar_isspace (g_utf8_get_char (at)))
        return FALSE;
    }
  return TRUE;
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
      a->ordered != b->ordered || a->variant != b->variant || a->width_percent != b->width_percent)
    return FALSE;
  if (a->quote != NULL)
    return brv_quote_equal (a->quote, b->quote);
  return brv_text_equal (a->text, b->text) &&
         (a->table == NULL || brv_table_equal (a->table, b->table)) &&
         (a->image == NULL ||
          (brv_image_equal (a->image, b->image) && g_str_equal (a->alternative, b->alternative)));
}

static BrvBlock *
block_copy (const BrvBlock *self)
{
  BrvBlock *copy = block_alloc (self->id, self->kind, self->level, self->ordered);

  copy->variant = self->variant;
  copy->width_percent = self->width_percent;
  copy->text = self->text != NULL ? brv_text_ref (self->text) : NULL;
  copy->quote = self->quote != NULL ? brv_quote_ref (self->quote) : NULL;
  copy->table = self->table != NULL ? brv_table_ref (self->table) : NULL;
  copy->image = self->image != NULL ? brv_image_ref (self->image) : NULL;
  copy->alternative = g_strdup (self->alternative);
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
 * @self: a block that is neither a quote nor a page break
 * @text: other words
 *
 * Returns: (transfer full): the same block with other words
 */
BrvBlock *
brv_block_with_text (const BrvBlock *self, const BrvText *text)
{
  BrvBlock *copy;

  g_return_val_if_fail (self->quote == NULL && self->kind != BRV_BLOCK_PAGE_BREAK, NULL);

  copy = block_copy (self);
  brv_text_unref (copy->text);
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
  BrvBlock *copy;

  g_return_val_if_fail (self->quote != NULL, NULL);

  copy = block_copy (self);
  brv_quote_unref (copy->quote);
  copy->quote = brv_quote_ref (quote);
  return copy;
}

/**
 * brv_block_with_variant:
 * @self: a callout or a quote
 * @variant: what it is to be for; a quote is never a summary
 *
 * Returns: (transfer full): the same block, to stand otherwise on the page
 */
BrvBlock *
brv_block_with_variant (const BrvBlock *self, BrvVariant variant)
{
  BrvBlock *copy;

  g_return_val_if_fail (self->kind == BRV_BLOCK_CALLOUT || self->kind == BRV_BLOCK_QUOTE, NULL);
  g_return_val_if_fail (variant < BRV_N_VARIANTS, NULL);
  g_return_val_if_fail (self->quote == NULL || variant != BRV_VARIANT_SUMMARY, NULL);

  copy = block_copy (self);
  copy->variant = (guint8)variant;
  return copy;
}

/**
 * brv_block_with_box_begun:
 * @self: a paragraph of a callout
 * @begins: whether it begins a box; a heading does in any case
 *
 * Returns: (transfer full): the same block with the boundary changed
 */
BrvBlock *
brv_block_with_box_begun (const BrvBlock *self, gboolean begins)
{
  BrvBlock *copy;

  g_return_val_if_fail (self != NULL && self->kind == BRV_BLOCK_CALLOUT, NULL);

  copy = block_copy (self);
  copy->ordered = begins;
  return copy;
}

/**
 * brv_block_with_image:
 * @self: a figure
 * @image: another image
 *
 * Returns: (transfer full): the same figure with another image
 */
BrvBlock *
brv_block_with_image (const BrvBlock *self, const BrvImage *image)
{
  g_return_val_if_fail (self->image != NULL, NULL);

  return brv_block_new_figure (self->id, image, self->alternative, self->text);
}

/**
 * brv_block_with_alternative:
 * @self: a figure
 * @alternative: what it shows, in words
 *
 * Returns: (transfer full): the same figure with another description
 */
BrvBlock *
brv_block_with_alternative (const BrvBlock *self, const char *alternative)
{
  g_return_val_if_fail (self->image != NULL, NULL);

  return brv_block_new_figure (self->id, self->image, alternative, self->text);
}

/**
 * brv_block_with_width_percent:
 * @self: a figure
 * @percent: its width, of the text's, from %BRV_FIGURE_MIN_PERCENT to 100; 0 for what its pixels allow
 *
 * Returns: (transfer full): the same block with another width
 */
BrvBlock *
brv_block_with_width_percent (const BrvBlock *self, guint percent)
{
  BrvBlock *copy;

  g_return_val_if_fail (self != NULL && self->kind == BRV_BLOCK_FIGURE, NULL);
  g_return_val_if_fail (percent <= 100, NULL);

  copy = block_copy (self);
  copy->width_percent = (guint8)percent;
  return copy;
}

/**
 * brv_block_with_table:
 * @self: a table
 * @table: other cells
 *
 * Returns: (transfer full): the same block with other cells
 */
BrvBlock *
brv_block_with_table (const BrvBlock *self, const BrvTable *table)
{
  g_return_val_if_fail (self->table != NULL, NULL);

  return brv_block_new_table (self->id, table, self->text);
}
