/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-pages-builder.h"
#include "typeset/brv-set-section.h"

G_BEGIN_DECLS

/* The nodes of one styled block. */
typedef struct
{
  guint block;       /* what a link to it leads to */
  guint label;       /* leaf of its label, or BRV_NODE_ARTIFACT */
  guint first_piece; /* of its inlines, among those of its part */
  guint first_cell;  /* of a table: of its cells, row by row, likewise */
  guint part;        /* the section in which it stands */
} BrvBlockNodes;

/*
 * The blocks, pieces and notes of one section and their nodes, which count from 0, the document.
 * Immutable.
 */
typedef struct
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
} BrvStructurePart;

BrvStructurePart *brv_structure_part_new (BrvSetSection *section,
                                          BrvStyledBlock *const *foot_blocks,
                                          guint n_foot_blocks,
                                          gboolean printable,
                                          gboolean has_title,
                                          gboolean is_first) G_GNUC_WARN_UNUSED_RESULT;
BrvStructurePart *brv_structure_part_ref (BrvStructurePart *self);
void brv_structure_part_unref (BrvStructurePart *self);

gboolean brv_structure_part_is_of (const BrvStructurePart *self,
                                   const BrvSetSection *section,
                                   const GPtrArray *foot_blocks,
                                   guint first_note);

/* Whether an inline is a link; on pages for paper nothing leads anywhere. */
static inline gboolean
brv_structure_part_inline_leads (const BrvInline *piece, gboolean printable)
{
  return !printable && piece->kind != BRV_INLINE_TEXT;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvStructurePart, brv_structure_part_unref)

G_END_DECLS
