/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-structure-part.h"
#include "typeset/brv-styled-document.h"

G_BEGIN_DECLS

/*
 * The logical structure of a document: which node each inline is drawn in. It consists of a part for
 * each section, which the runs of a typesetter share, as they share the sections. Immutable.
 */
typedef struct
{
  BrvStyledDocument *document;
  gboolean printable;
  gboolean has_title;
  GPtrArray *parts; /* BrvStructurePart, of the document's sections */
  GArray *bases;    /* guint: what the nodes of a part are counted from */
} BrvStructure;

BrvStructure *
brv_structure_new (BrvStyledDocument *document, gboolean printable, const BrvStructure *last)
  G_GNUC_WARN_UNUSED_RESULT;
BrvStructure *brv_structure_ref (BrvStructure *self);
void brv_structure_unref (BrvStructure *self);

void brv_structure_add_nodes (const BrvStructure *self, GArray *nodes);
BrvBlockNodes brv_structure_get_block (const BrvStructure *self, guint block);
BrvBlockNodes brv_structure_get_foot_block (const BrvStructure *self, guint note);
BrvBlockNodes
brv_structure_get_cell (const BrvStructure *self, const BrvBlockNodes *table, guint cell);
guint brv_structure_get_note (const BrvStructure *self, guint note);
guint brv_structure_get_number (const BrvStructure *self, guint note);
guint brv_structure_get_source (const BrvStructure *self, guint source);

guint brv_structure_get_piece (const BrvStructure *self, const BrvBlockNodes *block, guint piece);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvStructure, brv_structure_unref)

G_END_DECLS
