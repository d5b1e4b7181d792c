/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-structure.h"

static gboolean
has_title (const BrvStyledDocument *document)
{
  const BrvSetSection *section = g_ptr_array_index (document->sections, 0);

  for (guint i = 0; i < section->blocks->len; i++)
    {
      if (((const BrvStyledBlock *)g_ptr_array_index (section->blocks, i))->kind ==
          BRV_STYLED_TITLE)
        return TRUE;
    }
  return FALSE;
}

static BrvStructurePart *
make_part (const BrvStructure *self, guint index)
{
  const BrvStyledDocument *document = self->document;
  BrvSetSection *section = g_ptr_array_index (document->sections, index);
  guint first_note = g_array_index (document->spans, BrvSectionSpan, index).first_note;
  gboolean has_feet = document->foot_blocks->len > 0;

  return brv_structure_part_new (
    section, has_feet ? (BrvStyledBlock *const *)document->foot_blocks->pdata + first_note : NULL,
    has_feet ? section->n_notes : 0, self->printable, self->has_title, index == 0);
}

/* Whether a part of the last run is what would be made now. */
static gboolean
is_current (const BrvStructurePart *part, const BrvStructure *structure, guint index)
{
  const BrvStyledDocument *document = structure->document;

  return brv_structure_part_is_of (
    part, g_ptr_array_index (document->sections, index), document->foot_blocks,
    g_array_index (document->spans, BrvSectionSpan, index).first_note);
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
 * Returns: (transfer full): which node is whose
 */
BrvStructure *
brv_structure_new (BrvStyledDocument *document, gboolean printable, const BrvStructure *last)
{
  BrvStructure *self = g_atomic_rc_box_new0 (BrvStructure);
  guint base = 0;

  self->document = brv_styled_document_ref (document);
  self->printable = printable;
  self->has_title = has_title (document);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_structure_part_unref);
  self->bases = g_array_sized_new (FALSE, FALSE, sizeof (guint), document->sections->len);
  for (guint i = 0; i < document->sections->len; i++)
    {
      BrvStructurePart *part = find_last_part (self, last, i);

      g_ptr_array_add (self->parts,
                       part != NULL ? brv_structure_part_ref (part) : make_part (self, i));
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
