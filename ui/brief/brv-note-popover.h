/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-edit-table.h"
#include "ui/brief/brv-brief-projection.h"

G_BEGIN_DECLS

/* A place in a cell of a table, which has a text view of its own. */
typedef struct
{
  GtkTextView *view;
  BrvDocument *document;
  BrvCellPlace cell;
  gsize at;                                     /* in the cell's text */
  void (*changed) (gsize caret, gpointer data); /* the document has changed; where the caret goes */
  gpointer data;                                /* a GObject, held while the popover is open */
} BrvNoteCell;

/* Popovers at the caret that make and change notes and citations. */
void brv_note_popover_open_new (GtkTextView *view, BrvBriefProjection *projection);
void brv_note_popover_open_sources (GtkTextView *view, BrvBriefProjection *projection);
gboolean
brv_note_popover_open (GtkTextView *view, BrvBriefProjection *projection, BrvPlace reference);

void brv_note_popover_open_new_in_cell (const BrvNoteCell *cell);
void brv_note_popover_open_sources_in_cell (const BrvNoteCell *cell);
gboolean brv_note_popover_open_in_cell (const BrvNoteCell *cell);

G_END_DECLS
