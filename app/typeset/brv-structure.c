/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-structure.h"
#include "typeset/brv-table-setting.h"

#define NODES_OF_BLOCK 4

/* The blocks, pieces and notes of one section and their nodes; node 0 is the document. Immutable. */
struct _BrvStructurePart
{
  BrvSetSection *section;
  GPtrArray *foot_texts; /* BrvInlineText: what its notes say */
  GArray *nodes;         /* BrvNode */
  GArray *pieces;        /* guint: leaves, one an inline, block after block */
  GArray *blocks;        /* BrvBlockNodes */
  GArray *cells;         /* BrvBlockNodes, of the tables' cells, table after table */
  GArray *foot_blocks;   /* BrvBlockNodes, of the notes */
  GArray *numbers;       /* guint: by note, the node of its number in the text */
  GArray *notes;         /* guint: by note, its own node */
  GArray *sources;       /* guint: by entry of the source list, its node */
};

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
  if (brv_structure_inline_leads (piece, self->printable))
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
static guint
add_contents_entry (Maker *self, BrvBlockNodes *nodes)
{
  guint item;

  if (self->contents == 0)
    self->contents = add_node (self, BRV_NODE_CONTENTS, self->section, 0);
  item = add_node (self, BRV_NODE_CONTENTS_ITEM, self->contents, 0);
  nodes->block = nodes->label =
    add_node (self, self->printable ? BRV_NODE_REFERENCE : BRV_NODE_LINK, item, 0);
  return nodes->block;
}

static BrvBlockNodes
add_block (Maker *self, guint index)
{
  const BrvStyledBlock *block = g_ptr_array_index (self->blocks, index);
  guint words;
  BrvBlockNodes nodes = { 0, BRV_NODE_ARTIFACT, self->part->pieces->len, self->part->cells->len,
                          0 };
  guint item;

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
      nodes.block = add_node (self, BRV_NODE_PARAGRAPH, quote_node (self, block->group), 0);
      g_array_index (self->part->nodes, BrvNode, nodes.block).language = block->language;
      break;
    case BRV_STYLED_LIST_ITEM:
      item = add_list_item (self, block->level);
      nodes.label = add_node (self, BRV_NODE_LABEL, item, 0);
      self->bodies[block->level] = add_node (self, BRV_NODE_LIST_BODY, item, 0);
      nodes.block = add_node (self, BRV_NODE_PARAGRAPH, self->bodies[block->level], 0);
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
      words = add_contents_entry (self, &nodes);
      for (guint i = 0; i < block->text->inlines->len; i++)
        g_array_append_val (self->part->pieces, words);
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

static void
unref_part (gpointer part)
{
  g_atomic_rc_box_release_full (part, (GDestroyNotify)clear_part);
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

/* The title is a heading before that of the first section. */
static BrvStructurePart *
make_part (const BrvStructure *structure, guint index)
{
  const BrvStyledDocument *document = structure->document;
  BrvSetSection *section = g_ptr_array_index (document->sections, index);
  guint first_note = g_array_index (document->spans, BrvSectionSpan, index).first_note;
  Maker maker = { .blocks = section->blocks,
                  .printable = structure->printable,
                  .has_title = structure->has_title,
                  .heading = structure->has_title && index > 0 ? 1 : 0 };

  if (document->foot_blocks->len > 0)
    {
      maker.foot_blocks = (BrvStyledBlock *const *)document->foot_blocks->pdata + first_note;
      maker.n_foot_blocks = section->n_notes;
    }
  maker.part = new_part (section, maker.foot_blocks, maker.n_foot_blocks);
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

/* Whether a part of the last run is what would be made now. */
static gboolean
is_current (const BrvStructurePart *part, const BrvStructure *structure, guint index)
{
  const BrvStyledDocument *document = structure->document;
  guint first_note = g_array_index (document->spans, BrvSectionSpan, index).first_note;

  if (part->section != g_ptr_array_index (document->sections, index))
    return FALSE;
  for (guint i = 0; i < part->foot_texts->len; i++)
    {
      const BrvStyledBlock *block = g_ptr_array_index (document->foot_blocks, first_note + i);

      if (block->text != g_ptr_array_index (part->foot_texts, i))
        return FALSE;
    }
  return TRUE;
}

/* The part of the last run at the same place from the start, or from the end. */
static BrvStructurePart *
find_last_part (const BrvStructure *self, const BrvStructure *last, guint index)
{
  guint n = self->document->sections->len;
  BrvStructurePart *part;

  if (last == NULL || last->has_title != self->has_title || last->printable != self->printable)
    return NULL;
  part = index < last->parts->len ? g_ptr_array_index (last->parts, index) : NULL;
  if (part != NULL && is_current (part, self, index))
    return part;
  part = index + last->parts->len >= n && n != last->parts->len
           ? g_ptr_array_index (last->parts, index + last->parts->len - n)
           : NULL;
  return part != NULL && is_current (part, self, index) ? part : NULL;
}

/**
 * brv_structure_new:
 * @document: a document whose paragraphs are made
 * @printable: whether the pages are for paper, where nothing leads anywhere
 * @last: (nullable): the structure of the last run; what has not changed is taken over
 *
 * Makes the logical structure of a document in order of reading. Items are drawn only in leaves.
 *
 * Source: ISO 32000-1 §14.8.4 for the types; ISO 14289-1 §7 for headings, lists and notes.
 *
 * Returns: (transfer full): which node is whose
 */
BrvStructure *
brv_structure_new (BrvStyledDocument *document, gboolean printable, const BrvStructure *last)
{
  BrvStructure *self = g_atomic_rc_box_new0 (BrvStructure);
  guint base = 0;

  self->document = brv_styled_document_ref (document);
  self->printable = printable;
  self->has_title = count_blocks (g_ptr_array_index (document->sections, 0), BRV_STYLED_TITLE) > 0;
  self->parts = g_ptr_array_new_with_free_func (unref_part);
  self->bases = g_array_sized_new (FALSE, FALSE, sizeof (guint), document->sections->len);
  for (guint i = 0; i < document->sections->len; i++)
    {
      BrvStructurePart *part = find_last_part (self, last, i);

      g_ptr_array_add (self->parts,
                       part != NULL ? g_atomic_rc_box_acquire (part) : make_part (self, i));
      g_array_append_val (self->bases, base);
      base += ((const BrvStructurePart *)g_ptr_array_index (self->parts, i))->nodes->len - 1;
    }
  return self;
}

static void
clear_structure (BrvStructure *self)
{
  g_ptr_array_unref (self->parts);
  g_array_unref (self->bases);
  brv_styled_document_unref (self->document);
}

/**
 * brv_structure_ref:
 * @self: a structure
 *
 * Returns: (transfer full): @self
 */
BrvStructure *
brv_structure_ref (BrvStructure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * brv_structure_unref:
 * @self: (transfer full): a structure
 *
 * Drops a reference.
 */
void
brv_structure_unref (BrvStructure *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_structure);
}

/**
 * brv_structure_add_nodes:
 * @self: a structure
 * @nodes: (element-type BrvNode): receives the nodes of all parts; it has none yet
 *
 * Puts all nodes into one row.
 */
void
brv_structure_add_nodes (const BrvStructure *self, GArray *nodes)
{
  g_return_if_fail (self != NULL && nodes != NULL && nodes->len == 0);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const GArray *own = ((const BrvStructurePart *)g_ptr_array_index (self->parts, i))->nodes;
      guint base = g_array_index (self->bases, guint, i);

      for (guint j = i == 0 ? 0 : 1; j < own->len; j++)
        {
          BrvNode node = g_array_index (own, BrvNode, j);

          node.parent += node.parent > 0 ? base : 0;
          g_array_append_val (nodes, node);
        }
    }
}

static const BrvStructurePart *
get_part (const BrvStructure *self, guint index)
{
  return g_ptr_array_index (self->parts, index);
}

/* The nodes of a part as they are counted in the whole structure. */
static BrvBlockNodes
shift_nodes (const BrvStructure *self, guint part, BrvBlockNodes nodes)
{
  guint base = g_array_index (self->bases, guint, part);

  nodes.part = part;
  nodes.block += base;
  nodes.label += nodes.label == BRV_NODE_ARTIFACT ? 0 : base;
  return nodes;
}

/* The part in which the number of a note stands, and the note's index there. */
static guint
find_part_of_number (const BrvStructure *self, guint note, guint *index)
{
  guint first = 0;
  guint end = self->parts->len;

  while (end - first > 1)
    {
      guint middle = (first + end) / 2;

      if (g_array_index (self->document->spans, BrvSectionSpan, middle).first_note <= note)
        first = middle;
      else
        end = middle;
    }
  *index = note - g_array_index (self->document->spans, BrvSectionSpan, first).first_note;
  return first;
}

/* Endnotes have a part of their own, before the last. */
static guint
find_part_of_note (const BrvStructure *self, guint note, guint *index)
{
  if (!self->document->has_endnotes)
    return find_part_of_number (self, note, index);
  *index = note;
  return self->parts->len - 2;
}

/**
 * brv_structure_get_block:
 * @self: a structure
 * @block: index of a block of the document
 *
 * Returns: its nodes
 */
BrvBlockNodes
brv_structure_get_block (const BrvStructure *self, guint block)
{
  guint part = brv_styled_document_find_section (self->document, block);
  guint first = g_array_index (self->document->spans, BrvSectionSpan, part).first_block;

  return shift_nodes (self, part,
                      g_array_index (get_part (self, part)->blocks, BrvBlockNodes, block - first));
}

/**
 * brv_structure_get_foot_block:
 * @self: a structure
 * @note: index of a note that stands at the foot of a page
 *
 * Returns: its nodes
 */
BrvBlockNodes
brv_structure_get_foot_block (const BrvStructure *self, guint note)
{
  guint index;
  guint part = find_part_of_note (self, note, &index);

  return shift_nodes (self, part,
                      g_array_index (get_part (self, part)->foot_blocks, BrvBlockNodes, index));
}

/**
 * brv_structure_get_cell:
 * @self: a structure
 * @table: the nodes of a table
 * @cell: a cell of it, counted row by row
 *
 * Returns: the nodes of the cell
 */
BrvBlockNodes
brv_structure_get_cell (const BrvStructure *self, const BrvBlockNodes *table, guint cell)
{
  const GArray *cells = get_part (self, table->part)->cells;

  return shift_nodes (self, table->part,
                      g_array_index (cells, BrvBlockNodes, table->first_cell + cell));
}

/**
 * brv_structure_get_piece:
 * @self: a structure
 * @block: the nodes of a block
 * @piece: the index of an inline of the block
 *
 * Returns: the leaf in which the inline is drawn; %BRV_NODE_ARTIFACT where the block is furniture
 */
guint
brv_structure_get_piece (const BrvStructure *self, const BrvBlockNodes *block, guint piece)
{
  if (block->block == BRV_NODE_ARTIFACT)
    return BRV_NODE_ARTIFACT;
  return g_array_index (self->bases, guint, block->part) +
         g_array_index (get_part (self, block->part)->pieces, guint, block->first_piece + piece);
}

/**
 * brv_structure_get_note:
 * @self: a structure
 * @note: index of a note
 *
 * Returns: its node
 */
guint
brv_structure_get_note (const BrvStructure *self, guint note)
{
  guint index;
  guint part = find_part_of_note (self, note, &index);

  return g_array_index (self->bases, guint, part) +
         g_array_index (get_part (self, part)->notes, guint, index);
}

/**
 * brv_structure_get_number:
 * @self: a structure
 * @note: index of a note
 *
 * Returns: the node of its number in the text
 */
guint
brv_structure_get_number (const BrvStructure *self, guint note)
{
  guint index;
  guint part = find_part_of_number (self, note, &index);

  return g_array_index (self->bases, guint, part) +
         g_array_index (get_part (self, part)->numbers, guint, index);
}

/**
 * brv_structure_get_source:
 * @self: a structure
 * @source: index in the source list
 *
 * Returns: the node of the source's entry
 */
guint
brv_structure_get_source (const BrvStructure *self, guint source)
{
  guint part = self->parts->len - 1;

  return g_array_index (self->bases, guint, part) +
         g_array_index (get_part (self, part)->sources, guint, source);
}
