/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-pages-builder.h"
#include "typeset/brv-styled-document.h"

G_BEGIN_DECLS

/* The nodes of one styled block. */
typedef struct
{
  guint block;       /* what a link to it leads to */
  guint label;       /* leaf of its label, or BRV_NODE_ARTIFACT */
  guint first_piece; /* of its inlines, in the structure's array */
  guint first_cell;  /* of a table: of its cells, row by row, in the structure's array */
} BrvBlockNodes;

/* The logical structure of a document: which node each inline is drawn in. */
typedef struct
{
  GArray *pieces;      /* guint: leaves, one an inline, block after block */
  GArray *blocks;      /* BrvBlockNodes, of the document's blocks */
  GArray *cells;       /* BrvBlockNodes, of the tables' cells, table after table */
  GArray *foot_blocks; /* BrvBlockNodes, of its notes */
  GArray *numbers;     /* guint: by note, the node of its number in the text */
  GArray *notes;       /* guint: by note, its own node */
  GArray *sources;     /* guint: by entry of the source list, its node */
} BrvStructure;

BrvStructure *
brv_structure_new (GArray *nodes, const BrvStyledDocument *document, gboolean printable)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_structure_free (BrvStructure *self);

/* Whether an inline is a link; on pages for paper nothing leads anywhere. */
static inline gboolean
brv_structure_inline_leads (const BrvInline *piece, gboolean printable)
{
  return !printable && piece->kind != BRV_INLINE_TEXT;
}

guint brv_structure_get_piece (const BrvStructure *self, const BrvBlockNodes *block, guint piece);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvStructure, brv_structure_free)

G_END_DECLS
