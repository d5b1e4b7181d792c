/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-structure-part.h"
#include "typeset/brv-table-setting.h"

#define NODES_OF_BLOCK 4

typedef struct
{
  BrvStructurePart *part;
  const GPtrArray *blocks;            /* BrvStyledBlock, of the section */
  BrvStyledBlock *const *foot_blocks; /* of its notes */
  guint n_foot_blocks;
  gboolean printable;
  gboolean has_title;
  guint root;
  guint section; /* node of the section that is open, or the root */
  guint quote;   /* node of the quote that is open */
  guint group;   /* its number, or 0 */
  guint heading; /* level of the heading before */
  guint box;     /* node of the box that is open, of the group's number */
  guint figure;  /* node of the figure and its caption; 0: none waits for a caption */
  guint table;   /* node of a table whose caption came before it; 0: none */
  guint shift; /* what is added to the notes of a cell, which are counted from its table's first */
  guint contents; /* node of the table of contents; 0: not begun */
  /* The open lists, from the outside in; bodies take the lists inside them. */
  guint lists[BRV_LIST_MAX_LEVEL + 1];
  guint bodies[BRV_LIST_MAX_LEVEL + 1];
  guint n_lists;
} Maker;

static guint
add_node (Maker *self, BrvNodeRole role, guint parent, guint level)
{
  BrvNode node = { .role = role, .parent = parent, .level = level, .page = BRV_PAGE_OF_FIRST_ITEM };

  g_array_append_val (self->part->nodes, node);
  return self->part->nodes->len - 1;
}

static BrvNodeRole
role_of_inline (const Maker *self, const BrvInline *piece)
{
  if (brv_structure_part_inline_leads (piece, self->printable))
    return BRV_NODE_LINK;
  return piece->kind == BRV_INLINE_NUMBER ? BRV_NODE_REFERENCE : BRV_NODE_SPAN;
}

static void
note_number (Maker *self, const BrvStyledBlock *block, const BrvInline *piece, guint node)
{
  guint note = self->shift + block->first_note + piece->target;

  if (piece->kind == BRV_INLINE_NUMBER && note < self->part->numbers->len)
    g_array_index (self->part->numbers, guint, note) = node;
}

/* Whether an inline leads where the one before it does. */
static gboolean
goes_on (const BrvInline *piece)
{
  return piece->kind == BRV_INLINE_SOURCE && piece[-1].kind == BRV_INLINE_SOURCE &&
         piece->target == piece[-1].target;
}

/* A paragraph of one kind of text is a leaf; else each stretch is a leaf in it. */
static void
add_pieces (Maker *self, const BrvStyledBlock *block, guint node)
{
  const BrvInlineText *text = block->text;
  guint first = self->part->pieces->len;
  gboolean is_leaf = TRUE;
  guint leaf = node;
  BrvNodeRole leaf_role = BRV_NODE_DOCUMENT;

  for (guint i = 0; !text->is_all_text && i < text->inlines->len; i++)
    is_leaf = is_leaf &&
              role_of_inline (self, &g_array_index (text->inlines, BrvInline, i)) == BRV_NODE_SPAN;
  if (text->is_all_text)
    {
      g_array_set_size (self->part->pieces, first + text->inlines->len);
      for (guint i = first; i < self->part->pieces->len; i++)
        g_array_index (self->part->pieces, guint, i) = node;
      return;
    }
  for (guint i = 0; i < text->inlines->len; i++)
    {
      const BrvInline *piece = &g_array_index (text->inlines, BrvInline, i);
      BrvNodeRole role = role_of_inline (self, piece);

      /* Neighbouring stretches of plain text share a leaf, as do those around a counter. */
      if (!is_leaf && !(role == BRV_NODE_SPAN && leaf_role == BRV_NODE_SPAN) &&
          !(i > 0 && goes_on (piece)))
        leaf = add_node (self, role, node, 0);
      leaf_role = role;
      note_number (self, block, piece, leaf);
      g_array_append_val (self->part->pieces, leaf);
    }
}

static void
close_lists (Maker *self, guint level)
{
  self->n_lists = MIN (self->n_lists, level);
}

/* Opens lists down to a level and adds an item to the innermost one; returns the item. */
static guint
add_list_item (Maker *self, guint level)
{
  guint item;

  close_lists (self, level);
  while (self->n_lists < level)
    {
      guint parent = self->n_lists == 0 ? self->section : self->bodies[self->n_lists];

      self->n_lists++;
      self->lists[self->n_lists] = add_node (self, BRV_NODE_LIST, parent, 0);
      if (self->n_lists < level)
        {
          guint outer = add_node (self, BRV_NODE_LIST_ITEM, self->lists[self->n_lists], 0);

          self->bodies[self->n_lists] = add_node (self, BRV_NODE_LIST_BODY, outer, 0);
        }
    }
  item = add_node (self, BRV_NODE_LIST_ITEM, self->lists[level], 0);
  return item;
}

static void
add_item (Maker *self, guint level, BrvBlockNodes *nodes)
{
  guint item = add_list_item (self, level);

  nodes->label = add_node (self, BRV_NODE_LABEL, item, 0);
  self->bodies[level] = add_node (self, BRV_NODE_LIST_BODY, item, 0);
  nodes->block = add_node (self, BRV_NODE_PARAGRAPH, self->bodies[level], 0);
}

static guint
quote_node (Maker *self, guint group)
{
  if (self->group != group)
    {
      self->group = group;
      self->quote = add_node (self, BRV_NODE_BLOCK_QUOTE, self->section, 0);
    }
  return self->quote;
}

static guint
add_quoted (Maker *self, const BrvStyledBlock *block)
{
  guint node = add_node (self, BRV_NODE_PARAGRAPH, quote_node (self, block->group), 0);

  g_array_index (self->part->nodes, BrvNode, node).language = block->language;
  return node;
}

/* A note is its number and its text. The number leads back, so it is a link in the label. */
static BrvBlockNodes
add_note (Maker *self, const BrvStyledBlock *block, guint note, guint parent)
{
  BrvBlockNodes nodes = { 0, 0, self->part->pieces->len, 0, 0 };
  guint label;

  nodes.block = add_node (self, BRV_NODE_NOTE, parent, 0);
  label = add_node (self, BRV_NODE_LABEL, nodes.block, 0);
  nodes.label = self->printable ? label : add_node (self, BRV_NODE_LINK, label, 0);
  add_pieces (self, block, add_node (self, BRV_NODE_PARAGRAPH, nodes.block, 0));
  g_array_index (self->part->notes, guint, note) = nodes.block;
  return nodes;
}

static void
add_foot_note (Maker *self, guint note)
{
  if (note < self->n_foot_blocks)
    g_array_index (self->part->foot_blocks, BrvBlockNodes, note) =
      add_note (self, self->foot_blocks[note], note, self->section);
}

/* Notes are read after the block that refers to them. */
static void
add_notes_of (Maker *self, const BrvStyledBlock *block)
{
  for (guint i = 0; i < block->n_notes; i++)
    add_foot_note (self, block->first_note + i);
  for (guint i = 0; block->text->n_numbers > 0 && i < block->text->inlines->len; i++)
    {
      const BrvInline *piece = &g_array_index (block->text->inlines, BrvInline, i);

      if (piece->kind == BRV_INLINE_NUMBER)
        add_foot_note (self, block->first_note + piece->target);
    }
}

static BrvBlockNodes
add_heading (Maker *self, guint level)
{
  /* The title is the first heading where there is one; no level may be left out on the way down. */
  guint shift = self->has_title ? 1 : 0;
  BrvBlockNodes nodes = { 0, BRV_NODE_ARTIFACT, self->part->pieces->len, 0, 0 };

  self->heading = MIN (level + shift, self->heading + 1);
  nodes.block = add_node (self, BRV_NODE_HEADING, self->section, self->heading);
  return nodes;
}

/* A number before the words is a stretch of its own; returns the node of the words. */
static guint
part_label (Maker *self, const BrvStyledBlock *block, BrvBlockNodes *nodes)
{
  if (block->label == NULL)
    return nodes->block;
  nodes->label = add_node (self, BRV_NODE_SPAN, nodes->block, 0);
  return add_node (self, BRV_NODE_SPAN, nodes->block, 0);
}

static guint
box_node (Maker *self, const BrvStyledBlock *block)
{
  if (self->group != block->group)
    {
      self->group = block->group;
      self->box = add_node (self, BRV_NODE_DIVISION, self->section, 0);
    }
  return self->box;
}

/* What is said of a figure, else its caption. */
static const char *
find_alternative (const Maker *self, guint index)
{
  const BrvStyledBlock *figure = g_ptr_array_index (self->blocks, index);
  const BrvStyledBlock *next = figure->keep && index + 1 < self->blocks->len
                                 ? g_ptr_array_index (self->blocks, index + 1)
                                 : NULL;

  if (figure->alternative != NULL && figure->alternative[0] != '\0')
    return figure->alternative;
  return next != NULL && next->kind == BRV_STYLED_CAPTION ? next->text->text->str : NULL;
}

static guint
add_figure (Maker *self, guint index)
{
  const BrvStyledBlock *block = g_ptr_array_index (self->blocks, index);
  guint division = add_node (self, BRV_NODE_DIVISION, self->section, 0);
  guint figure = add_node (self, BRV_NODE_FIGURE, division, 0);

  g_array_index (self->part->nodes, BrvNode, figure).alternative = find_alternative (self, index);
  /* A caption that comes later may be a table's. */
  self->figure = block->keep ? division : 0;
  return figure;
}

/* A caption belongs to the figure before it, or to the table after it. */
static guint
add_caption (Maker *self)
{
  guint parent = self->figure;

  self->figure = 0;
  if (parent == 0)
    parent = self->table = add_node (self, BRV_NODE_TABLE, self->section, 0);
  return add_node (self, BRV_NODE_CAPTION, parent, 0);
}

static guint
add_table (Maker *self, const BrvStyledBlock *block)
{
  const BrvTableSetting *table = block->table;
  guint node = self->table != 0 ? self->table : add_node (self, BRV_NODE_TABLE, self->section, 0);

  self->table = 0;
  self->shift = block->first_note;
  for (guint row = 0; row < table->n_rows; row++)
    {
      guint row_node = add_node (self, BRV_NODE_TABLE_ROW, node, 0);

      for (guint column = 0; column < table->n_columns; column++)
        {
          const BrvStyledBlock *cell = brv_table_setting_get_cell (table, row, column);
          BrvBlockNodes nodes = { 0, BRV_NODE_ARTIFACT, self->part->pieces->len, 0, 0 };

          nodes.block =
            add_node (self, row < table->n_header_rows ? BRV_NODE_TABLE_HEAD : BRV_NODE_TABLE_CELL,
                      row_node, 0);
          add_pieces (self, cell, nodes.block);
          g_array_append_val (self->part->cells, nodes);
        }
    }
  self->shift = 0;
  return node;
}

/* An entry is a link as a whole, its page's number included. */
static void
add_contents_entry (Maker *self, const BrvStyledBlock *block, BrvBlockNodes *nodes)
{
  guint item;

  if (self->contents == 0)
    self->contents = add_node (self, BRV_NODE_CONTENTS, self->section, 0);
  item = add_node (self, BRV_NODE_CONTENTS_ITEM, self->contents, 0);
  nodes->block = nodes->label =
    add_node (self, self->printable ? BRV_NODE_REFERENCE : BRV_NODE_LINK, item, 0);
  for (guint i = 0; i < block->text->inlines->len; i++)
    g_array_append_val (self->part->pieces, nodes->block);
}

static BrvBlockNodes
add_block (Maker *self, guint index)
{
  const BrvStyledBlock *block = g_ptr_array_index (self->blocks, index);
  guint words;
  BrvBlockNodes nodes = { 0, BRV_NODE_ARTIFACT, self->part->pieces->len, self->part->cells->len,
                          0 };

  if (block->kind != BRV_STYLED_LIST_ITEM)
    close_lists (self, 0);
  switch (block->kind)
    {
    case BRV_STYLED_TITLE:
      nodes = add_heading (self, 0);
      break;
    case BRV_STYLED_SECTION:
      self->section = add_node (self, BRV_NODE_SECTION, self->root, 0);
      nodes = add_heading (self, 1);
      break;
    case BRV_STYLED_HEADING:
      nodes = add_heading (self, 1 + block->level);
      break;
    case BRV_STYLED_QUOTE:
    case BRV_STYLED_ATTRIBUTION:
      nodes.block = add_quoted (self, block);
      break;
    case BRV_STYLED_LIST_ITEM:
      add_item (self, block->level, &nodes);
      break;
    case BRV_STYLED_NOTE:
      return add_note (self, block, block->index, self->section);
    case BRV_STYLED_FIGURE:
      nodes.block = add_figure (self, index);
      break;
    case BRV_STYLED_CAPTION:
      nodes.block = add_caption (self);
      break;
    case BRV_STYLED_TABLE:
      nodes.block = add_table (self, block);
      break;
    case BRV_STYLED_CALLOUT:
      nodes.block = add_node (self, BRV_NODE_PARAGRAPH, box_node (self, block), 0);
      break;
    case BRV_STYLED_CONTENTS_HEADING:
      self->contents = add_node (self, BRV_NODE_CONTENTS, self->section, 0);
      nodes.block = add_node (self, BRV_NODE_CAPTION, self->contents, 0);
      break;
    case BRV_STYLED_CONTENTS:
      add_contents_entry (self, block, &nodes);
      return nodes;
    case BRV_STYLED_PLAIN:
    case BRV_STYLED_SOURCE:
    case BRV_STYLED_PULL:
    case BRV_STYLED_CELL:
    default:
      nodes.block = add_node (self, BRV_NODE_PARAGRAPH, self->section, 0);
      break;
    }
  /* A list item has its label beside its body, not in it. */
  words = block->kind == BRV_STYLED_LIST_ITEM ? nodes.block : part_label (self, block, &nodes);
  add_pieces (self, block, words);
  if (block->kind == BRV_STYLED_SOURCE)
    g_array_index (self->part->sources, guint, block->index) = nodes.block;
  return nodes;
}

static gboolean
ends_group (const GPtrArray *blocks, guint index)
{
  const BrvStyledBlock *block = g_ptr_array_index (blocks, index);
  const BrvStyledBlock *next =
    index + 1 < blocks->len ? g_ptr_array_index (blocks, index + 1) : NULL;

  return block->group == 0 || next == NULL || next->group != block->group;
}

static void
add_notes_of_group (Maker *self, guint index)
{
  const BrvStyledBlock *last = g_ptr_array_index (self->blocks, index);
  guint first = index;

  while (last->group != 0 && first > 0 &&
         ((const BrvStyledBlock *)g_ptr_array_index (self->blocks, first - 1))->group ==
           last->group)
    first--;
  for (guint i = first; i <= index; i++)
    add_notes_of (self, g_ptr_array_index (self->blocks, i));
}

static GArray *
new_indices (guint n)
{
  GArray *indices = g_array_sized_new (FALSE, TRUE, sizeof (guint), n);

  g_array_set_size (indices, n);
  return indices;
}

static guint
count_blocks (const BrvSetSection *section, BrvStyledKind kind)
{
  guint n = 0;

  for (guint i = 0; i < section->blocks->len; i++)
    n += ((const BrvStyledBlock *)g_ptr_array_index (section->blocks, i))->kind == kind;
  return n;
}

static BrvStructurePart *
new_part (BrvSetSection *section, BrvStyledBlock *const *foot_blocks, guint n_foot_blocks)
{
  BrvStructurePart *self = g_atomic_rc_box_new0 (BrvStructurePart);
  guint n_blocks = section->blocks->len + n_foot_blocks;
  guint n_notes = section->n_notes + count_blocks (section, BRV_STYLED_NOTE);

  self->section = brv_set_section_ref (section);
  self->foot_texts = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_inline_text_unref);
  for (guint i = 0; i < n_foot_blocks; i++)
    g_ptr_array_add (self->foot_texts, brv_inline_text_ref (foot_blocks[i]->text));
  self->nodes = g_array_sized_new (FALSE, FALSE, sizeof (BrvNode), NODES_OF_BLOCK * n_blocks + 1);
  self->pieces = g_array_sized_new (FALSE, FALSE, sizeof (guint), 2 * n_blocks);
  self->blocks = g_array_sized_new (FALSE, FALSE, sizeof (BrvBlockNodes), n_blocks);
  self->cells = g_array_new (FALSE, FALSE, sizeof (BrvBlockNodes));
  self->foot_blocks = g_array_sized_new (FALSE, TRUE, sizeof (BrvBlockNodes), n_foot_blocks);
  g_array_set_size (self->foot_blocks, n_foot_blocks);
  self->numbers = new_indices (n_notes);
  self->notes = new_indices (n_notes);
  self->sources = new_indices (count_blocks (section, BRV_STYLED_SOURCE));
  return self;
}

/**
 * brv_structure_part_new:
 * @section: a section whose paragraphs are made
 * @foot_blocks: (array length=n_foot_blocks) (nullable): its notes that stand at the feet of pages
 * @n_foot_blocks: how many
 * @printable: whether the pages are for paper, where nothing leads anywhere
 * @has_title: whether the document has a title, which is a heading before that of the first section
 * @is_first: whether the section is the first
 *
 * Makes the nodes of a section in order of reading.
 *
 * Source: ISO 32000-1 §14.8.4 for the types; ISO 14289-1 §7 for headings, lists and notes.
 *
 * Returns: (transfer full): which node is whose
 */
BrvStructurePart *
brv_structure_part_new (BrvSetSection *section,
                        BrvStyledBlock *const *foot_blocks,
                        guint n_foot_blocks,
                        gboolean printable,
                        gboolean has_title,
                        gboolean is_first)
{
  Maker maker = { .blocks = section->blocks,
                  .foot_blocks = foot_blocks,
                  .n_foot_blocks = n_foot_blocks,
                  .printable = printable,
                  .has_title = has_title,
                  .heading = has_title && !is_first ? 1 : 0 };

  maker.part = new_part (section, foot_blocks, n_foot_blocks);
  maker.root = maker.section = add_node (&maker, BRV_NODE_DOCUMENT, 0, 0);
  for (guint i = 0; i < section->blocks->len; i++)
    {
      BrvBlockNodes added = add_block (&maker, i);

      g_array_append_val (maker.part->blocks, added);
      if (ends_group (section->blocks, i))
        add_notes_of_group (&maker, i);
    }
  return maker.part;
}

/**
 * brv_structure_part_ref:
 * @self: a part
 *
 * Returns: (transfer full): @self
 */
BrvStructurePart *
brv_structure_part_ref (BrvStructurePart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_part (BrvStructurePart *self)
{
  brv_set_section_unref (self->section);
  g_ptr_array_unref (self->foot_texts);
  g_array_unref (self->nodes);
  g_array_unref (self->pieces);
  g_array_unref (self->blocks);
  g_array_unref (self->cells);
  g_array_unref (self->foot_blocks);
  g_array_unref (self->numbers);
  g_array_unref (self->notes);
  g_array_unref (self->sources);
}

/**
 * brv_structure_part_unref:
 * @self: (transfer full): a part
 *
 * Drops a reference.
 */
void
brv_structure_part_unref (BrvStructurePart *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_part);
}

/**
 * brv_structure_part_is_of:
 * @self: a part
 * @section: a section
 * @foot_blocks: (element-type BrvStyledBlock): the notes at the feet of the document's pages
 * @first_note: the index of the section's first
 *
 * Returns: whether it is what would be made of the section and its notes now
 */
gboolean
brv_structure_part_is_of (const BrvStructurePart *self,
                          const BrvSetSection *section,
                          const GPtrArray *foot_blocks,
                          guint first_note)
{
  if (self->section != section)
    return FALSE;
  for (guint i = 0; i < self->foot_texts->len; i++)
    {
      const BrvStyledBlock *block = g_ptr_array_index (foot_blocks, first_note + i);

      if (block->text != g_ptr_array_index (self->foot_texts, i))
        return FALSE;
    }
  return TRUE;
}
